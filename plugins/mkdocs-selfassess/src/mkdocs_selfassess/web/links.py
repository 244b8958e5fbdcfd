"""Links: the guidance that an instrument points to, and whether it is there."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from selfassess import Problem
from selfassess.authoring import links

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from mkdocs_selfassess.web.entry import Entry


@dataclass(frozen=True)
class Link:
    """One reference of an instrument to a page, or to a heading on it."""

    target: str
    """As written: "page.md#heading" or "page.md"."""
    file: str
    line: int
    column: int

    @property
    def page(self) -> str:
        """The Markdown file, from the folder of the pages."""
        return self.target.partition("#")[0]

    @property
    def heading(self) -> str:
        """The id of the heading; empty for the whole page."""
        return self.target.partition("#")[2]

    def problem(self, message: str) -> Problem:
        """Return a problem with this link."""
        return Problem(message, file=self.file, line=self.line, column=self.column)


def links_of(entry: Entry) -> Iterator[Link]:
    """Yield every guidance link of an instrument, in the order of its file."""
    if entry.instrument is None:
        return
    placed = [
        Link(target, entry.file, *entry.places.get("/".join(map(str, path)), (0, 0)))
        for path, _, target in links(entry.instrument)
        if not target.startswith("https://")
    ]
    yield from sorted(placed, key=lambda link: (link.line, link.column))


def addresses(entry: Entry, url_of: Callable[[str], str | None]) -> dict[str, str]:
    """Return the address of every link relative to the site's root, by the link as written.

    `url_of` returns the address of a page, None for one that does not exist.
    """
    found: dict[str, str] = {}
    for link in links_of(entry):
        url = url_of(link.page)
        if url is not None:
            found[link.target] = f"{url}#{link.heading}" if link.heading else url
    return found


def guessed_url(page: str) -> str:
    """Return the address of a page as directory URLs have it, for hosts that do not tell."""
    stem = page.removesuffix(".md")
    return stem.removesuffix("index") if stem.split("/")[-1] == "index" else f"{stem}/"


def missing_pages(
    entries: Iterable[Entry], url_of: Callable[[str], str | None], pages: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each link to a page that does not exist.

    `url_of` returns the address of a page, None for one that does not exist; `pages` are all.
    """
    yield from lost_pages(_all_links(entries), url_of, pages)


def lost_pages(
    found: Iterable[Link], url_of: Callable[[str], str | None], pages: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each of some links to a page that does not exist."""
    for link in found:
        if url_of(link.page) is None:
            hint = _near(link.page, pages) or "write its path from the folder of the pages"
            yield link.problem(f'there is no such page; "{link.page}"; {hint}')


def missing_headings(
    entries: Iterable[Entry], content_of: Callable[[str], str | None]
) -> Iterator[Problem]:
    """Yield a problem for each link to a heading that its page does not have.

    `content_of` returns the HTML of a page, None for one that does not exist.
    """

    @cache
    def ids(page: str) -> list[str] | None:
        content = content_of(page)
        return None if content is None else sorted(_Ids(content).found)

    for link in _all_links(entries):
        known = ids(link.page) if link.heading else None
        if known is not None and link.heading not in known:
            hint = _near(link.heading, known) or f"give it this id, as in {{ #{link.heading} }}"
            message = f'there is no such heading on {link.page}; "#{link.heading}"; {hint}'
            yield link.problem(message)


# Not MkDocs' own `Page.present_anchor_ids`: that is what the Markdown of a page gave, without the
# headings that other plugins put into the finished content, and with ids inside indented code.
# A page takes 2 to 3 ms, and only those are read that an instrument points to.
class _Ids(HTMLParser):
    """Gathers the ids of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attrs if name == "id" and value)


def _all_links(entries: Iterable[Entry]) -> Iterator[Link]:
    for entry in entries:
        yield from links_of(entry)


def _near(wrong: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(wrong, sorted(known), n=1)
    return f'did you mean "{near[0]}"?' if near else ""
