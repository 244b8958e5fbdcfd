"""Pages: one page as its author wrote it, and the places of problems in its file."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs.utils.meta import get_data

from selfassess import Problem

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
    uri: str
    """Its place in the documentation, such as `practices/validation.md`."""

    @classmethod
    def of(cls, whole: str, file: str, uri: str) -> Page:
        """Return the page that a whole file holds, parted as MkDocs parts it."""
        markdown, meta = get_data(whole)
        head = whole.removesuffix(markdown) if whole.endswith(markdown) else ""
        return cls(file, head, markdown, meta, uri)

    @property
    def title(self) -> str:
        """Its title in the front matter, or else its first heading, or else its file."""
        heading = re.search(r"^# +(.+?)(?: *\{.*\})?$", self.markdown, re.MULTILINE)
        return str(self.meta.get("title") or (heading[1] if heading else self.uri))

    @property
    def language(self) -> str:
        """The tag of its language, if it is not that of the site."""
        return str(self.meta.get("language") or "")

    def names(self, field: str) -> list[str]:
        """Return the names that a field of the front matter lists; none if it is no list."""
        names = self.meta.get(field)
        return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []

    def link_from(self, uri: str, anchor: str = "", words: str = "") -> str:
        """Return a Markdown link to this page, as the page at `uri` must write it."""
        path = posixpath.relpath(self.uri, posixpath.dirname(uri) or ".")
        return f"[{words or self.title}]({path}{anchor})"

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
