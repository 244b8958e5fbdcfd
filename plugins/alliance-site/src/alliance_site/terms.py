"""Terms: the first mention of a word of the glossary on a page, linked and explained in place.

It works on the finished HTML, where running text can be told from everything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alliance_site.glossary import Term
    from alliance_site.pages import Page

MOST = 6
"""Terms on a page, so that it stays calm; never two in one paragraph."""

_BLOCKS = {"p", "li", "dd"}
_LEFT_ALONE = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "blockquote", "q", "cite", "abbr"),
    *("button", "form", "label", "summary", "table", "dt", "svg", "script", "style", "template"),
    *("self-assessment", "script-finder"),
}
_LEFT_ALONE_CLASSES = {"claims", "footnote", "admonition-title", "door", "cards", "hero"}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


@dataclass(frozen=True)
class Text:
    """A piece of running text in a page of HTML."""

    start: int
    """Where it begins in the HTML."""
    source: str
    block: int
    """Where the paragraph or list item begins that it belongs to."""


@dataclass(frozen=True)
class Mention:
    """A word of a text that stands in the glossary."""

    term: Term
    start: int
    end: int


class _Running(HTMLParser):
    """Gathers the running text of a page: paragraphs and lists, no quotations, links or forms."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[Text] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._open: list[tuple[str, bool]] = []
        self._block = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        classes = set((dict(attrs).get("class") or "").split())
        self._open.append((tag, tag in _LEFT_ALONE or bool(classes & _LEFT_ALONE_CLASSES)))
        if tag in _BLOCKS:
            self._block = self._at() + len(f"<{tag}")

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag in {name for name, _ in self._open}:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if _BLOCKS & {tag for tag, _ in self._open} and not any(left for _, left in self._open):
            self.texts.append(Text(self._at(), data, self._block))

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def explains(page: Page) -> bool:
    """Whether terms are explained: on guidance, and not on a page that moves people on."""
    return bool(page.names("claims") or page.names("areas")) and "hide" not in page.meta


def linked(html: str, terms: Sequence[Term], glossary: str) -> str:
    """Return the page with its first mentions linked; `glossary` is the address from there."""
    for block, mention in reversed(list(_chosen(html, terms))):
        written = html[mention.start : mention.end]
        html = (
            f"{html[:block]} data-explained{html[block : mention.start]}"
            f"{_explained(mention.term, written, glossary)}{html[mention.end :]}"
        )
    return html


def _chosen(html: str, terms: Sequence[Term]) -> Iterator[tuple[int, Mention]]:
    """Yield the first mention of each term, with at most one in a block, whose name ends there."""
    seen: set[str] = set()
    blocks: set[int] = set()
    for block, mention in _mentions(_Running(html).texts, terms):
        if mention.term.slug in seen:
            continue
        seen.add(mention.term.slug)
        if block not in blocks:
            blocks.add(block)
            yield block, mention
        if len(blocks) == MOST:
            return


def _mentions(texts: Sequence[Text], terms: Sequence[Term]) -> Iterator[tuple[int, Mention]]:
    words = {word.lower(): term for term in terms for word in (term.term, *term.variants)}
    if not (words and texts):
        return
    longest_first = sorted(words, key=len, reverse=True)
    found = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    pattern = re.compile(rf"(?<![\w-])(?:{found})(?![\w-])", re.IGNORECASE)
    for text in texts:
        spoken = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text.source)
        for match in pattern.finditer(spoken):
            term = words[" ".join(match[0].lower().split())]
            yield text.block, Mention(term, text.start + match.start(), text.start + match.end())


def _explained(term: Term, written: str, glossary: str) -> str:
    name = f"term-{term.slug}"
    return (
        f'<span class="term"><a href="{glossary}#{term.slug}" aria-describedby="{name}">{written}</a>'
        f'<span class="term__tip" id="{name}" role="tooltip" data-search-exclude hidden>'
        f"{escape(term.definition, quote=False)}</span></span>"
    )
