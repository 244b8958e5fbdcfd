"""Finish: what is put into the HTML of a page when its text is done.

The modules that the page needs are named. They stand in the content, because the theme's instant
navigation runs no script that is new in the head.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from mkdocs.utils import get_relative_url

if TYPE_CHECKING:
    from alliance_site.pages import Page

MODULES = {
    '<span class="term">': "javascripts/terms.mjs",
    "<script-finder": "javascripts/scripts.mjs",
    "<ask-now": "javascripts/ask.mjs",
    "<own-country": "javascripts/helplines.mjs",
    "<kept-review": "javascripts/kept.mjs",
}
"""The module that a page needs when this stands in it."""


def finished(html: str, page: Page, url: str) -> str:
    """Return the finished HTML of a page at an address under the root of the site."""
    html = in_language(_bound(html), page.language)
    return html + "".join(
        f'<script type="module" src="{get_relative_url(module, url)}"></script>'
        for mark, module in MODULES.items()
        if mark in html
    )


def _bound(html: str) -> str:
    """Return the page with the number of a footnote on the line of the word that it belongs to."""
    return html.replace(' <sup id="fnref', '&#160;<sup id="fnref')


def in_language(html: str, language: str) -> str:
    """Return the page marked as one in another language than the site; as it is without one."""
    return f'<div lang="{escape(language)}">\n{html}\n</div>' if language else html
