"""Citations: the `[@key]` of a text, held against the known references before anyone uses them.

mkdocs-bibtex names an unknown key without its place, and logs a traceback with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_bibtex.citation import CitationBlock  # type: ignore[import-untyped]

from selfassess import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_BROKEN = re.compile(r"\[@[\w-][^\]]*$")
_ADJACENT = re.compile(r"\[@[\w-]+(?:\s*;\s*@[\w-]+)+\]")


@dataclass(frozen=True)
class Citation:
    """One reference, cited in one place."""

    key: str
    block: str
    """The whole of it as written, with brackets and everything between them."""
    line: int
    column: int
    bare: bool
    """Whether the key stands without words before or after it."""


def find(text: str) -> Iterator[Citation]:
    """Yield the citations of a text as mkdocs-bibtex reads them, line by line."""
    for number, line in enumerate(text.split("\n"), 1):
        for block in CitationBlock.from_markdown(line):
            for each in block.citations:
                column = line.find(f"@{each.key}", line.find(str(block))) + 1
                bare = not each.prefix.strip() and not each.suffix.strip()
                yield Citation(each.key, str(block), number, column, bare)


def problems(text: str, known: Collection[str], source: str) -> Iterator[Problem]:
    """Yield what is wrong with the citations of a text, with line and column.

    `known` are the keys of the references, `source` the name of the file that holds them.
    """
    for citation in find(text):
        if message := _wrong(citation, known, source):
            yield Problem(message, line=citation.line, column=citation.column)
    for number, line in enumerate(text.split("\n"), 1):
        if broken := _BROKEN.search(line):
            message = f'a citation is not closed on its line; "{broken[0]}"; keep it on one line'
            yield Problem(message, line=number, column=broken.start() + 1)


def _wrong(citation: Citation, known: Collection[str], source: str) -> str:
    if citation.key not in known:
        near = suggestion(citation.key, known)
        remedy = near if near.startswith("did you mean") else f"add it to {source}"
        return f'this reference is not known; "{citation.key}"; {remedy}'
    if not citation.bare:
        return f'a citation holds words; "{citation.block}"; put them outside the brackets'
    return ""


def separated(markdown: str) -> str:
    """Return the text with `[@a; @b]` as `[@a] [@b]`, so that the numbers do not run together."""
    return _ADJACENT.sub(lambda block: re.sub(r"\s*;\s*", "] [", block[0]), markdown)


def named(markdown: str, words: Mapping[str, str]) -> str:
    """Return the text with every citation as words in brackets, given by the key."""
    for block in CitationBlock.from_markdown(markdown):
        told = "; ".join(words[each.key] for each in block.citations)
        markdown = markdown.replace(str(block), f"({told})")
    return markdown


def without(markdown: str, unknown: Collection[str]) -> str:
    """Return the text with every citation that names an unknown key said in words instead."""
    for citation in find(markdown):
        if citation.key in unknown:
            words = f"(unknown reference: {citation.key})"
            markdown = markdown.replace(citation.block, words)
    return markdown
