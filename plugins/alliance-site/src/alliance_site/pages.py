"""Pages: one page as its author wrote it, and the places of problems in its file."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Page:
    """The Markdown of one page, and what its front matter declares."""

    file: str
    """The file as its author knows it."""
    head: str
    """The front matter, with its marks; empty if there is none."""
    markdown: str
    """The rest."""
    meta: Mapping[str, Any]
    """The front matter as data."""

    @property
    def shift(self) -> int:
        """How many lines of the file stand before the Markdown."""
        return self.head.count("\n")

    def in_body(self, problem: Problem) -> Problem:
        """Return a problem of the Markdown with its place in the file."""
        return dataclasses.replace(problem, file=self.file, line=problem.line + self.shift)

    def in_head(self, message: str, field: str, word: str = "") -> Problem:
        """Return a problem of the front matter with its place: that word, or else that field."""
        field_at = re.search(rf"^{field}\s*:", self.head, re.MULTILINE)
        begin = field_at.start() if field_at else 0
        word_at = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(self.head, begin)
        start = word_at.start() if word and word_at else begin
        line = self.head.count("\n", 0, start) + 1
        column = start - (self.head.rfind("\n", 0, start) + 1) + 1
        return Problem(message, file=self.file, line=line, column=column)
