"""Finish: what is put into the HTML of a page when its text is done.

The modules that the page needs are named. They stand in the content, because the theme's instant
navigation runs no script that is new in the head.
"""

from __future__ import annotations

import re
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

_PANEL = re.compile(r'<h2 id="in-one-minute".*?(?=<h2\b|\Z)', re.DOTALL)
"""The first section of a page, which is a panel up to the next heading."""
_TO_LIST = re.compile(r"<p>(?=[^<]*<strong>[^<]*</strong>[^<]*</p>\n<ul>)")
"""A paragraph with bold words that leads to a list."""
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
"""A table without a class, which the theme takes out of the page and puts into an element."""
_SOURCE = '<li id="fn:'
_MANY = 6
"""How many sources take so long to lay out that this waits until somebody comes near."""


def finished(html: str, page: Page, url: str) -> str:
    """Return the finished HTML of a page at an address under the root of the site."""
    html = in_language(_named(_bound(html)), page.language)
    return html + "".join(
        f'<script type="module" src="{get_relative_url(module, url)}"></script>'
        for mark, module in MODULES.items()
        if mark in html
    )


def _bound(html: str) -> str:
    """Return the page with the number of a footnote on the line of the word that it belongs to.

    The ways back from a source stand on one line, too.
    """
    back = '<a class="footnote-backref"'
    html = html.replace(f"</a>{back}", f"</a>&#8288;{back}")
    return html.replace(' <sup id="fnref', '&#160;<sup id="fnref')


def _named(html: str) -> str:
    """Return the page with names for what looks unlike its kind because of what follows.

    Styles could find that out by `:has()`, with which browsers style all that is there again as
    the rest of a page comes. For the same reason a table stands alone in an element: where the
    theme moves one, browsers style its neighbours again.
    """
    html = _PANEL.sub(lambda found: f'<div class="panel">\n{found[0]}</div>\n', html)
    html = _TO_LIST.sub('<p class="to-list">', html)
    html = _TABLE.sub(r"<div>\g<0></div>", html)
    if html.count(_SOURCE) >= _MANY:
        html = html.replace('class="footnote"', 'class="footnote footnote--long"')
    return html.replace("<h1", '<h1 class="drawn"', 1) if 'class="drawing"' in html else html


def in_language(html: str, language: str) -> str:
    """Return the page marked as one in another language than the site; as it is without one."""
    return f'<div lang="{escape(language)}">\n{html}\n</div>' if language else html
