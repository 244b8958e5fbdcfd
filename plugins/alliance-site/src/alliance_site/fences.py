"""Fences: the blocks of a page that we replace, such as ```` ```claims ````, and what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_OPENING = re.compile(r"^(?P<indent>[ \t>]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$")


@dataclass(frozen=True)
class Fence:
    """One fenced block that begins with a word of ours."""

    word: str
    first: int
    """The line of the opening marks, from 1."""
    last: int
    """The line of the closing marks; that of the last line of the page when there are none."""
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
    lines = markdown.split("\n")
    found, at = [], 0
    while at < len(lines):
        opening = _OPENING.match(lines[at])
        end = _closing(lines, at, opening["marks"]) if opening else None
        if opening and opening["info"].partition(" ")[0].strip() in words:
            found.append(_fence(lines, at, end, opening))
            end = len(lines) if end is None else end
        at = at + 1 if end is None else end + 1
    return found


def _closing(lines: Sequence[str], opening: int, marks: str) -> int | None:
    """Return the index of the line that closes a fence: exactly its marks, as superfences has it."""
    rest = range(opening + 1, len(lines))
    return next((at for at in rest if lines[at].strip(" \t>") == marks), None)


def _fence(lines: Sequence[str], at: int, end: int | None, opening: re.Match[str]) -> Fence:
    last = len(lines) if end is None else end
    body = [(number + 1, lines[number].strip(" \t>")) for number in range(at + 1, last)]
    word, *options = opening["info"].split(maxsplit=1)
    return Fence(
        word=word,
        first=at + 1,
        last=last if end is None else end + 1,
        marks=opening["marks"],
        options="".join(options).strip(),
        indented=bool(opening["indent"]),
        closed=end is not None,
        ids=tuple((number, text) for number, text in body if text),
    )
