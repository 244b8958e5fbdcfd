"""Figures: the findings of studies that a page tells in numbers, each beside its source.

A figure is a share in percent, a size of effect with its range, odds, an average, "18 of 22", or
how many people or studies there were. It needs a citation in the same paragraph, list item or row
of a table. Times, doses, steps, a range of people such as "4 to 18", and numbers spelled out are
none; nor is what people say: scripts, and words in quotation marks. A sum of our own says so with
the words "our sum" or "our own sum".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alliance_site import citations
from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alliance_site.pages import Page

_COUNTED = (
    "studies|trials|experiments|samples|publications|articles|reports|comparisons|meta-analyses"
    "|tests|effects|patients|clients|people|participants|volunteers|adults|parents|women|men"
    "|students|therapists|counsellors|psychologists|physicians|doctors|nurses|clinicians"
    "|consultants|professionals|staff|visits|consultations"
)
_PLANNED = "minutes|hours|pages|questions|statements|points"
_FIGURE = re.compile(
    r"\d+(?:\.\d+)?%"
    r"|\b(?:[rdg]|SMD|OR) (?:=|≈|about) [−-]?\d?\.\d+"
    r"|\bodds ratio \d+\.\d+|\b\d+\.\d+ times\b"
    r"|\b(?:range|interval|margin)\b[^.;\n]{0,20} [−-]?\d?\.\d+"
    r"|\bmedian(?: of)? \d+|\b\d+ seconds on average"
    rf"|\b\d[\d,]* of (?:the |those )?\d[\d,]*\b(?! (?:{_PLANNED}))"
    rf"|(?<![\d,])(?<!\d to )(?:\d{{1,3}}(?:,\d{{3}})+|\d{{2,}})(?: [a-z-]+){{0,2}} (?:{_COUNTED})\b",
)
_OWN_SUM = re.compile(r"\bour (?:own )?sum\b", re.IGNORECASE)
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_SAID = re.compile(
    r'"[^"\n]*(?:\n[^"\n]+)*"|“[^”]*”|^[ \t]*>.*$|^#.*$|\]\([^)\s]*\)|\{[^}\n]*\}',
    re.MULTILINE,
)
_STARTS = re.compile(r"^[ \t]*(?:[-*+] |\d+\. |\|)")


@dataclass(frozen=True)
class Block:
    """A paragraph, a list item or a row of a table."""

    line: int
    """Where it begins in the text, from 1."""
    text: str


def blocks(markdown: str) -> Iterator[Block]:
    """Yield the blocks of a text; headings and what people say are blank in them."""
    told = _SAID.sub(_blank, _FENCE.sub(_blank, markdown))
    gathered: list[str] = []
    for number, line in enumerate([*told.split("\n"), ""], 1):
        if gathered and (not line.strip() or _STARTS.match(line)):
            yield Block(number - len(gathered), "\n".join(gathered))
            gathered = []
        if line.strip() or gathered:
            gathered.append(line)


def _blank(match: re.Match[str]) -> str:
    """Return as many characters as were matched, with the ends of the lines where they were."""
    return re.sub(r"[^\n]", " ", match[0])


def unsourced(markdown: str) -> Iterator[tuple[str, int, int]]:
    """Yield the first figure of each block that has no source, with its line and column."""
    for block in blocks(markdown):
        figure = _FIGURE.search(block.text)
        if not figure or any(citations.find(block.text)) or _OWN_SUM.search(block.text):
            continue
        before = block.text[: figure.start()]
        column = len(before) - before.rfind("\n")
        yield figure[0], block.line + before.count("\n"), column


def problems(page: Page) -> Iterator[Problem]:
    """Yield a problem for each figure without a source on a page that teaches or lists sources."""
    teaches = page.names("claims") or page.names("areas") or "\\bibliography" in page.markdown
    for figure, line, column in unsourced(page.markdown) if teaches else ():
        message = (
            f'a figure has no source; found "{figure}"; cite its study in the same paragraph, '
            "list item or row, or leave it out and link to the page that tells it"
        )
        yield page.in_body(Problem(message, line=line, column=column))
