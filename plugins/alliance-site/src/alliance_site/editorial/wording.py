"""Wording: what no text of the site says, with what to write in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alliance_site.pages import Page


@dataclass(frozen=True)
class Turn:
    """Words that have to be mended."""

    wrong: str
    pattern: re.Pattern[str]
    remedy: str


def _turn(wrong: str, pattern: str, remedy: str) -> Turn:
    return Turn(wrong, re.compile(pattern, re.IGNORECASE), remedy)


JUDGING = _turn(
    "this word judges a patient",
    r"\b(?:non-?complian\w*|non-?adherent|difficult (?:patient|client)s?"
    r"|(?:treatment-)?resistant|frequent flyers?|drug[- ]seek\w*|manipulative"
    r"|attention[- ]seek\w*|heartsink|in denial|poor historian|addicts?|abusers?)\b",
    "say what the person does or says",
)
TURNS = (
    JUDGING,
    _turn(
        "a size is not written like the others",
        r"\b(?:[dg] = −?\.\d+|r = −?0\.\d+)",
        "write d and g with a zero before the point, and r without",
    ),
    _turn(
        "what to do in danger is told in other words than on the page of helplines",
        "call your local emergency number",
        "put a crisis fence in its place",
    ),
)
"""All that is looked for."""
_SEARCHED = re.compile(r"^also\s*:.*(?:\n[ -].*)*", re.MULTILINE)


def found(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what is wrong with the words of a text, with line and column, line by line."""
    for number, line in enumerate(text.split("\n"), 1):
        for turn in TURNS:
            if match := turn.pattern.search(line):
                message = f'{turn.wrong}; "{match[0]}"; {turn.remedy}'
                yield message, number, match.start() + 1


def problems(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with the words of a page, its front matter included.

    What people search for who need it are their words, and not ours.
    """
    ours = _SEARCHED.sub(lambda field: re.sub(r"[^\n]", " ", field[0]), page.head)
    for message, line, column in found(ours + page.markdown):
        yield Problem(message, file=page.file, line=line, column=column)
