"""Finish: what is put into the HTML of a page when its text is done.

Terms are explained, the words that people search with are added, and the modules that the page
needs are named. They stand in the content, because the theme's instant navigation runs no script
that is new in the head.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from mkdocs.utils import get_relative_url

from alliance_site import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alliance_site.glossary import Term
    from alliance_site.pages import Page

MODULES = {
    '<span class="term">': "javascripts/terms.mjs",
    "<script-finder": "javascripts/scripts.mjs",
    "<own-country": "javascripts/helplines.mjs",
}
"""The module that a page needs when this stands in it."""
_SOURCES = '<h2 id="sources">'


@dataclass(frozen=True)
class Finish:
    """What all pages have in common."""

    terms: Sequence[Term]
    glossary: str
    """The address of the glossary under the root of the site; empty if there is none."""

    def of(self, html: str, page: Page, url: str) -> str:
        """Return the finished HTML of a page at an address under the root of the site."""
        html = with_searches(in_language(html, page.language), page.names("also"))
        if self.glossary and _teaches(page):
            told = [term for term in self.terms if term.page != page.uri]
            html = terms.linked(html, told, get_relative_url(self.glossary, url))
        return html + "".join(
            f'<script type="module" src="{get_relative_url(module, url)}"></script>'
            for mark, module in MODULES.items()
            if mark in html
        )


def in_language(html: str, language: str) -> str:
    """Return the page marked as one in another language than the site; as it is without one."""
    return f'<div lang="{escape(language)}">\n{html}\n</div>' if language else html


def _teaches(page: Page) -> bool:
    """Whether terms are explained: on guidance, and not on a page that moves people on."""
    return bool(page.names("claims") or page.names("areas")) and "hide" not in page.meta


def with_searches(html: str, words: Sequence[str]) -> str:
    """Return the page with a line of what people search for when they need it, for the search.

    It stands before the sources: the search would show them around it.
    """
    if not words:
        return html
    line = f'<p class="also">People also look for: {escape("; ".join(words), quote=False)}.</p>\n'
    at = html.find(_SOURCES)
    return f"{html}\n{line}" if at < 0 else html[:at] + line + html[at:]
