"""Fences: the ```` ```claims ```` blocks of a page, and the claims that they ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPENING = re.compile(r"^(?P<indent>[ \t>]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$")


@dataclass(frozen=True)
class Fence:
    """One fenced block that begins with the word `claims`."""

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
    """The line and the id of each claim."""

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the fence itself, whatever the claims are."""
        if not self.closed:
            yield self._problem(f"a claims fence is not closed; the page ends; add {self.marks}")
        if self.indented:
            yield self._problem("a claims fence is indented; found spaces before it; move it left")
        if self.options:
            found = f'a claims fence takes no options; "{self.options}"'
            yield self._problem(f"{found}; write ids below it, one a line")
        if not self.ids:
            yield self._problem("a claims fence is empty; no claim is named; write ids, one a line")

    def _problem(self, message: str) -> Problem:
        return Problem(message, line=self.first, column=1)


def find(markdown: str) -> list[Fence]:
    """Return the claims fences of a page; those inside another fence are examples, left alone."""
    lines = markdown.split("\n")
    found, at = [], 0
    while at < len(lines):
        opening = _OPENING.match(lines[at])
        end = _closing(lines, at, opening["marks"]) if opening else None
        if opening and opening["info"].split()[:1] == ["claims"]:
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
    return Fence(
        first=at + 1,
        last=last if end is None else end + 1,
        marks=opening["marks"],
        options=opening["info"].strip().removeprefix("claims").strip(),
        indented=bool(opening["indent"]),
        closed=end is not None,
        ids=tuple((number, text) for number, text in body if text),
    )
