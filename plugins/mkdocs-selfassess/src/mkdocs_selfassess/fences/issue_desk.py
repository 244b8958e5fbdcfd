"""IssueDesk: the element of the page on which a sponsor checks files and issues certificates."""

from __future__ import annotations

from html import escape
from posixpath import dirname, relpath
from typing import TYPE_CHECKING

from mkdocs_selfassess.web.assets import beside
from selfassess import Problem, Renderer

if TYPE_CHECKING:
    from markdown import Markdown

    from mkdocs_selfassess.fences.element import PageContext

ISSUE = "issue"
"""The word after the backticks that makes a fence the issue desk."""
DESK = b"<issue-desk"
"""What every page with one holds."""
LEVEL = 2
"""The level of its headings."""


def issue_desk(context: PageContext, md: Markdown) -> str:
    """Return the issue desk in the language of the site, with its styles and its script."""
    # Markdown would put a paragraph round an element that it does not know.
    if "issue-desk" not in md.block_level_elements:
        md.block_level_elements.append("issue-desk")
    base, addresses = context.base, context.addresses
    language = context.language or "en"
    home = dirname(addresses.element)
    data = {
        "known": beside(addresses.courses, home),
        "released": relpath(dirname(addresses.courses), home),
        "runtime": relpath(addresses.runtime, home) if addresses.runtime else "",
        "level": LEVEL,
    }
    told = "".join(f' data-{name}="{escape(str(value))}"' for name, value in data.items())
    folder = escape(f"{base}{home}")
    styles = "".join(
        f'<link rel="stylesheet" href="{folder}/{name}.css">' for name in ("selfassess", "issue")
    )
    inside = Renderer().part("issue.html", language, level=LEVEL)
    opening = f'<issue-desk class="selfassess sa-issue" lang="{escape(language)}"{told}>'
    script = addresses.script(base, f"{home}/issue.js")
    return f"{opening}{styles}\n{inside}</issue-desk>{script}"


def issue_problem(file: str) -> Problem:
    """Return that something stands in the fence, which takes nothing."""
    message = "the issue fence takes no options; something stands in it; leave it empty"
    return Problem(message, file=file)
