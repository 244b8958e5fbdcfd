"""Alike: the problems of the lines of a file, those of one kind told together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

FEW = 3
"""As many of a kind are told one by one."""
MOST = 100
"""Of so many kinds there are examples; further ones are counted."""


@dataclass(frozen=True)
class Wrong:
    """Something that is wrong in one line."""

    message: str
    """The sentence, if it stands alone."""
    kind: str = ""
    """What it shares with others of its kind, such as a text that is no answer."""
    column: str = ""
    """The column, if it is about one cell."""
    remedy: str = ""
    """What to do about all of a kind."""


@dataclass
class _Kind:
    first: Wrong
    lines: list[tuple[int, str]] = field(default_factory=list)
    """The first lines, and what is wrong in each."""
    columns: dict[str, int] = field(default_factory=dict)
    count: int = 0


class Alike:
    """Counts what is wrong, and holds no more than the first examples of each kind."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._kinds: dict[str, _Kind] = {}
        self._more: list[int] = []
        """The first and the last line of what is only counted, and how often it was."""

    def add(self, line: int, wrong: Wrong) -> None:
        """Take down what is wrong in a line."""
        name = wrong.kind or wrong.message
        if name not in self._kinds and len(self._kinds) == MOST:
            first, _, count = self._more or (line, line, 0)
            self._more = [first, line, count + 1]
            return
        kind = self._kinds.setdefault(name, _Kind(wrong))
        kind.count += 1
        kind.columns[wrong.column] = kind.columns.get(wrong.column, 0) + 1
        if len(kind.lines) < FEW:
            kind.lines.append((line, wrong.message))

    def problems(self) -> list[Problem]:
        """Return a problem for each that stands alone, and one for each kind of many."""
        told = [problem for kind in self._kinds.values() for problem in self._of(kind)]
        told.sort(key=lambda problem: problem.line)
        if self._more:
            first, last, count = self._more
            found = f"{count} in the lines {first} to {last}"
            message = f"there are more problems of other kinds; {found}; mend those above first"
            told.append(Problem(message, file=self.file))
        return told

    def _of(self, kind: _Kind) -> Iterator[Problem]:
        if kind.count <= FEW:
            for line, message in kind.lines:
                yield Problem(message, file=self.file, line=line)
            return
        lines = f"{', '.join(str(line) for line, _ in kind.lines)}, …"
        first = kind.first
        if not first.column:
            message = f"{first.message}; so in {kind.count} lines: {lines}"
        else:
            noun = "column" if len(kind.columns) == 1 else "columns"
            where = f"{kind.count} cells in {len(kind.columns)} {noun}"
            found = f"{', '.join(kind.columns)}; lines {lines}"
            message = f"{first.kind}: {where} ({found}); {first.remedy}"
        yield Problem(message, file=self.file, line=kind.lines[0][0])
