"""Finder: the controls with which a reader finds a script on the page of scripts.

The page is complete without them; `content/javascripts/scripts.mjs` brings them to life.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alliance_site.templates import fill

if TYPE_CHECKING:
    from alliance_site.overview import Overview

_SECTION = re.compile(
    r"^## (?P<title>.+?) \{ *#(?P<id>[\w-]+) *\}\n(?=(?:(?!## ).*\n)*?### )", re.MULTILINE
)


def groups(markdown: str) -> list[tuple[str, str]]:
    """Return id and title of each section that holds scripts, which are headings of level 3."""
    return [(match["id"], match["title"]) for match in _SECTION.finditer(markdown)]


def render(overview: Overview, uri: str) -> str:
    """Return the controls for the scripts of the page at a place in the documentation."""
    page = overview.page(uri)
    found = groups(page.markdown) if page else []
    return fill("finder.html.jinja", escape=True, groups=found)
