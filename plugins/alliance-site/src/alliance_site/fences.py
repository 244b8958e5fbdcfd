"""Fences: the blocks of a page that we replace, such as ```` ```claims ````, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_selfassess.fenced_blocks import fenced_blocks
from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mkdocs_selfassess.fenced_blocks import FencedBlock


@dataclass(frozen=True)
class Fence:
    """One fenced block that begins with a word of ours."""

    word: str
    first: int
    """The line of the opening marks, from 1."""
    last: int
    """The line of the closing marks; without any, the last line that belongs to it."""
    marks: str
    options: str
    """What stands on the opening line behind the word."""
    indented: bool
    closed: bool
    ids: tuple[tuple[int, str], ...]
    """The line and the text of each line that is not blank; in a fence of claims, their ids."""

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return f"{'an' if self.word[0] in 'aeiou' else 'a'} {self.word} fence"

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the fence as such, whatever it holds."""
        if not self.closed:
            yield self.problem(f"{self.name} is not closed; the page ends; add {self.marks}")
        if self.indented:
            yield self.problem(f"{self.name} is indented; found spaces before it; move it left")

    def problem(self, message: str) -> Problem:
        """Return a problem of the fence with its place."""
        return Problem(message, line=self.first, column=1)


def find(markdown: str, words: Collection[str] = ("claims",)) -> list[Fence]:
    """Return the fences that begin with one of the words; a fence in another is an example."""
    blocks = [(block, block.header.split(maxsplit=1)) for block in fenced_blocks(markdown)]
    return [_fence(block, *header) for block, header in blocks if header and header[0] in words]


def _fence(block: FencedBlock, word: str, options: str = "") -> Fence:
    body = enumerate((line.strip(" \t>") for line in block.lines), block.first + 1)
    return Fence(
        word=word,
        first=block.first,
        last=block.last,
        marks=block.marks,
        options=options.strip(),
        indented=bool(block.before),
        closed=block.closed,
        ids=tuple((number, text) for number, text in body if text),
    )


def outside(markdown: str) -> str:
    """Return the text without its fenced blocks, whatever they hold."""
    lines = markdown.split("\n")
    for block in reversed(fenced_blocks(markdown)):
        if block.closed:
            del lines[block.first - 1 : block.last]
    return "\n".join(lines)


def blank(markdown: str) -> str:
    """Return the text with spaces in place of its fenced blocks, each character in its place."""
    lines = markdown.split("\n")
    for block in fenced_blocks(markdown):
        for at in range(block.first - 1, block.last if block.closed else 0):
            lines[at] = " " * len(lines[at])
    return "\n".join(lines)
