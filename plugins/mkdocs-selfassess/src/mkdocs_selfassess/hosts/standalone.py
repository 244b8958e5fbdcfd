"""Standalone: assessments in a host of Python-Markdown that tells nothing about its pages.

The instruments are those under `assessments/` in the working directory. The host's pages
find the files for the browser under the address in the environment variable
SELFASSESS_BASE, "/" if it is not set.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from mkdocs_selfassess.fences.element import PageContext
from mkdocs_selfassess.fences.fence import show_now
from mkdocs_selfassess.fences.location import fences
from mkdocs_selfassess.fences.page_fences import Fence, PageFences
from mkdocs_selfassess.web.assets import collect
from mkdocs_selfassess.web.library import Library
from mkdocs_selfassess.web.links import guessed_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

    from mkdocs_selfassess.web.assets import Assets

log = logging.getLogger(__name__)

_SHEETS: WeakKeyDictionary[Markdown, tuple[list[str], PageFences]] = WeakKeyDictionary()


@cache
def instruments(folder: Path) -> tuple[Library, Assets]:
    """Return the instruments of a folder and their files, read once for the whole run."""
    library = Library(folder)
    problems = library.refresh()
    assets = collect(library, guessed_url)
    for problem in (*problems, *assets.problems):
        log.warning(problem)
    return library, assets


def context(md: Markdown) -> tuple[Library, PageFences]:
    """Return the instruments, and the sheet of the text that `md` is converting now."""
    library, assets = instruments(Path("assessments").absolute())
    text: list[str] = md.lines  # type: ignore[attr-defined]  # its type stubs leave it out
    lines, sheet = _SHEETS.get(md, (None, None))
    if sheet is None or lines is not text:
        base = f"{os.environ.get('SELFASSESS_BASE', '/').rstrip('/')}/"
        setting = PageContext(base, urlsplit(base).path, assets.addresses)
        sheet = PageFences(setting, fences("\n".join(text)))
        _SHEETS[md] = (text, sheet)
    return library, sheet


def formatter(
    source: str,
    _language: str,
    _class_name: str,
    options: Mapping[str, str],
    md: Markdown,
    **given: Any,
) -> str:
    """Return the HTML of a fence in a host that tells nothing about its pages; never raises."""
    library, sheet = context(md)
    known = len(sheet.problems)
    html = show_now(library, Fence(source, options, given), sheet, md)
    for problem in sheet.problems[known:]:
        log.warning(problem)
    return html


def write_assets(target: Path) -> list[Path]:
    """Write the files for the browser under a folder that the host publishes as its root."""
    _library, assets = instruments(Path("assessments").absolute())
    written = []
    for asset in assets.files:
        path = target / asset.url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.path.read_bytes() if asset.path else asset.text.encode())
        written.append(path)
    return written
