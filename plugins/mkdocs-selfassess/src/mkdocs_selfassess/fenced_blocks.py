"""FencedBlocks: the fenced blocks of a Markdown text, as superfences would see them.

Public: another plugin of a site may look for its own fences with it.

    for block in fenced_blocks(markdown):
        print(block.first, block.header, block.lines)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# CommonMark has other rules (an indent of four, as in an admonition, is code to it; what is not
# closed is a fence), and its parser takes forty times as long on the pages of our own site.
_OPENING = re.compile(r"(?P<before>[> \t]*)(?P<marks>`{3,}|~{3,})(?P<header>[^`]*)$")
_TAB = 4


@dataclass(frozen=True)
class FencedBlock:
    """A fence and what stands in it."""

    first: int
    """The line of the opening marks, from 1."""
    last: int
    """The line of the closing marks; without any, the last line that belongs to it."""
    before: str
    """What stands before the marks: spaces, and the marks of quotations."""
    marks: str
    header: str
    """What stands on the opening line behind the marks."""
    lines: tuple[str, ...]
    """The lines between, as written."""
    closed: bool


def fenced_blocks(text: str) -> list[FencedBlock]:
    """Return the fenced blocks of a text in their order.

    What stands inside a closed one is its content and not looked at. One that is not closed
    hides nothing: the fences below it are found too.
    """
    if "```" not in text and "~~~" not in text:
        return []
    lines, found, at = text.split("\n"), [], 0
    while at < len(lines):
        opening = _OPENING.match(lines[at])
        if opening:
            found.append(_block(lines, at, opening))
        at = found[-1].last if opening and found[-1].closed else at + 1
    return found


def _block(lines: Sequence[str], at: int, opening: re.Match[str]) -> FencedBlock:
    end, closed = _end(lines, at, opening)
    return FencedBlock(
        first=at + 1,
        last=end + 1 if closed else end,
        before=opening["before"],
        marks=opening["marks"],
        header=opening["header"],
        lines=tuple(lines[at + 1 : end]),
        closed=closed,
    )


def _end(lines: Sequence[str], start: int, opening: re.Match[str]) -> tuple[int, bool]:
    """Return the index of the line on which a fence ends, and whether that line closes it."""
    before = opening["before"].expandtabs(_TAB)
    for at in range(start + 1, len(lines)):
        line = lines[at].expandtabs(_TAB)
        if line.startswith(before) and line[len(before) :].rstrip() == opening["marks"]:
            return at, True
        if line.strip(" >") and not line.startswith(before):
            return at, False
    return len(lines), False
