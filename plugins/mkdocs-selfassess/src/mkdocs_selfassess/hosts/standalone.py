"""Standalone: assessments in a host of Python-Markdown that the plugin does not run in.

The instruments are those under `assessments/` in the working directory. Where the host tells
nothing about its pages, they find the files for the browser under the address in the
environment variable SELFASSESS_BASE, "/" if it is not set. All is looked at anew for every
text: a host may live as long as its author's afternoon.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from mkdocs_selfassess.fences.element import PageContext
from mkdocs_selfassess.fences.fence import show_now
from mkdocs_selfassess.fences.location import NAME, NAMES, in_file, locate
from mkdocs_selfassess.fences.page_fences import FenceContent, PageFences
from mkdocs_selfassess.hosts.rendering import rendering
from mkdocs_selfassess.web.assets import Addresses, Assets, collect
from mkdocs_selfassess.web.library import Library
from mkdocs_selfassess.web.links import guessed_url
from selfassess import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

    from mkdocs_selfassess.web.entry import Entry
    from selfassess import Problem

log = logging.getLogger(__name__)

_PAGES: WeakKeyDictionary[Markdown, tuple[list[str], PageFences]] = WeakKeyDictionary()
"""The fences of the text that a converter has at hand. Hosts keep a converter for many texts."""


class Instruments:
    """The instruments of one folder and their files, kept while nothing changes."""

    def __init__(self, folder: Path) -> None:
        self.library = Library(folder)
        self._entries: dict[str, Entry] = {}
        self._assets: Assets | None = None
        self._told: list[Problem] = []

    def refresh(self) -> Assets:
        """Read what has changed; log the problems that were not there the last time."""
        found = self.library.refresh()
        assets = self._assets
        # With problems the files are gathered again: somebody may have made the runtime since.
        if assets is None or assets.problems or self._entries != self.library.entries:
            self._entries, assets = self.library.entries, collect(self.library, guessed_url)
        problems = [*found, *assets.problems]
        for problem in problems:
            if problem not in self._told:
                log.warning(problem)
        self._assets, self._told = assets, problems
        return assets


@cache
def instruments(folder: Path) -> Instruments:
    """Return the instruments of a folder; what is in it is read by `refresh`."""
    return Instruments(folder)


def _here() -> Instruments:
    return instruments(Path("assessments").absolute())


def context(md: Markdown) -> tuple[Library, PageFences]:
    """Return the instruments, and the fences of the text that `md` is converting now."""
    here = _here()
    text: list[str] = md.lines  # type: ignore[attr-defined]  # its type stubs leave it out
    lines, page = _PAGES.get(md, (None, None))
    if page is None or lines is not text:
        page = _page_fences(md, "\n".join(text), here.refresh().addresses)
        _PAGES[md] = (text, page)
    return here.library, page


def _page_fences(md: Markdown, text: str, addresses: Addresses) -> PageFences:
    told = rendering(md)
    if told is None:
        base = f"{os.environ.get('SELFASSESS_BASE', '/').rstrip('/')}/"
        return PageFences(PageContext(base, addresses), locate(text))
    locations = in_file(locate(text, told.file), text, told.source)
    # Not relative to the page: Zensical takes relative addresses for those of files, and changes them.
    where = PageContext(told.site, addresses, told.language)
    return PageFences(where, locations, told.file)


def formatter(
    source: str,
    language: str,
    _class_name: str,
    options: Mapping[str, str],
    md: Markdown,
    **given: Any,
) -> str:
    """Return the HTML of a fence in a host that tells nothing about its pages; never raises."""
    library, page = context(md)
    known = len(page.problems)
    html = show_now(library, FenceContent(source, options, given, _name(language)), page, md)
    for problem in page.problems[known:]:
        log.warning(problem)
    return html


def _name(language: str) -> str:
    return language if language in NAMES else NAME


def write_assets(target: Path) -> list[Path]:
    """Write the files for the browser under a folder that the host publishes as its root.

    Raises Invalid with every problem of the instruments, before anything is written.
    """
    here = _here()
    problems = here.library.refresh()
    assets = collect(here.library, guessed_url)
    if problems := [*problems, *assets.problems]:
        raise Invalid(problems)
    written = []
    for asset in assets.files:
        path = target / asset.url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.path.read_bytes() if asset.path else asset.text.encode())
        written.append(path)
    return written
