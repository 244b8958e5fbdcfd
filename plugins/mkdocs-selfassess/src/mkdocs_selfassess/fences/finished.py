"""FinishedForms: whether every form has arrived in the finished site, and only forms have.

A plugin that gathers pages, to print them say, may have taken a mark along before the form was
in its place. On a finished page such a mark becomes the form as it is on paper; what can not be
mended is a problem.
"""

from __future__ import annotations

import re
from posixpath import dirname, relpath
from typing import TYPE_CHECKING

from mkdocs_selfassess.fences.element import OPENING, on_paper
from mkdocs_selfassess.fences.page_fences import MARKS
from mkdocs_selfassess.paths import position, shown
from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mkdocs_selfassess.fences.location import FenceLocation
    from mkdocs_selfassess.fences.page_fences import PageFences

_MARK = re.compile(MARKS.pattern.encode())
_WHOLE = re.compile(rb"<div>\s*(%b)\s*</div>" % _MARK.pattern)
_PAGES = {".html", ".htm", ".xhtml"}
_TEXTS = {*_PAGES, ".md", ".txt", ".xml", ".json", ".js", ".mjs", ".csv"}
"""What is looked through for marks: anything that may hold the content of a page."""


class FinishedForms:
    """The forms of one build, and what has become of them."""

    def __init__(self) -> None:
        self._shown: dict[str, tuple[str, FenceLocation]] = {}
        self._homes: dict[str, FenceLocation] = {}
        self._marked = False

    def add(self, page: PageFences, address: str) -> None:
        """Take note of the forms of a page; `address` is its finished file under the site."""
        self._marked |= page.marked
        self._shown |= page.filled
        for html, location in page.filled.values():
            if OPENING in html.encode():
                self._homes.setdefault(address, location)

    def finish(self, site: Path, style: str, ours: str) -> list[Problem]:
        """Fill what was left unfilled on the pages of a site; return what is still missing.

        `style` is the address of our stylesheet under the site, `ours` the folder of our files.
        """
        if not self._marked:
            return []
        found = (path for path in sorted(site.rglob("*")) if path.suffix.lower() in _TEXTS)
        texts = [path for path in found if not path.is_relative_to(site / ours)]
        left = [problem for path in texts for problem in self._look(path, site, style)]
        return [*left, *self._gone(site)]

    def _look(self, path: Path, site: Path, style: str) -> Iterator[Problem]:
        """Fill the marks of one file; yield a problem for each that is left."""
        text = path.read_bytes()
        if not _MARK.search(text):
            return
        if path.suffix.lower() in _PAGES:
            home = dirname(path.relative_to(site).as_posix())
            text = self._filled(text, relpath(style, home or "."))
            path.write_bytes(text)
        for match in _MARK.finditer(text):
            line, column = position(text, match.start())
            yield Problem(self._missing(match[0].decode()), (), shown(path), line, column)

    def _filled(self, text: bytes, style: str) -> bytes:
        """Return a page with forms on paper; the first of them brings the stylesheet."""
        link = f'<link rel="stylesheet" href="{style}">'

        def put(match: re.Match[bytes]) -> bytes:
            nonlocal link
            html, _location = self._shown.get(match[1].decode(), ("", None))
            before, link = (link, "") if html else ("", link)
            return f"{before}{on_paper(html)}".encode() or match[0]

        return _WHOLE.sub(put, text)

    def _missing(self, mark: str) -> str:
        page = self._shown[mark][1].file if mark in self._shown else "its page"
        remedy = f"leave {page} out of what another plugin writes into this file"
        return f"an assessment is missing here; {mark} stands in its place; {remedy}"

    def _gone(self, site: Path) -> Iterator[Problem]:
        """Yield a problem for each page whose form did not arrive on it."""
        for address, location in self._homes.items():
            path = site / address
            if path.is_file() and OPENING not in path.read_bytes():
                found = f"{shown(path)} has no form"
                remedy = "keep this page from the plugin or template that takes it away"
                yield location.problem(f"this assessment does not arrive; {found}; {remedy}")
