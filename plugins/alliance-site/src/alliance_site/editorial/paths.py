"""Paths: how pages are reached, from the menu, from each other, from an area and from the glossary."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from alliance_site.glossary import Glossary
from selfassess import InvalidFile, Problem, authoring, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from alliance_site.pages import Page
    from selfassess import Domain

_LINK = re.compile(r"\]\(([^)\s#:]+\.md)(?:#[^)\s]*)?\)")
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)


def named(nav: Any) -> list[str]:
    """Return the pages that a menu names, as MkDocs has it in its configuration."""
    if isinstance(nav, str):
        return [nav] if nav.endswith(".md") else []
    inside = nav.values() if isinstance(nav, dict) else nav or ()
    return [name for each in inside for name in named(each)]


def not_in_menu(pages: Iterable[Page], nav: Any, config: str) -> Iterator[Problem]:
    """Yield the pages that no menu leads to; without any menu, MkDocs makes one of all pages."""
    known = set(named(nav))
    for page in pages if known else ():
        if page.uri not in known:
            message = f'no menu leads to this page; "{page.uri}"; add it under "nav" in {config}'
            yield Problem(message, file=page.file, line=1, column=1)


def gone_from_menu(uris: Collection[str], nav: Any, text: str, config: str) -> Iterator[Problem]:
    """Yield the lines of a configuration whose page is gone; `text` is what its file holds."""
    names = named(nav)
    for name in names:
        if name not in uris:
            at = re.search(rf"(?<![\w/.-]){re.escape(name)}(?![\w/.-])", text)
            line = text.count("\n", 0, at.start()) + 1 if at else 1
            # What was misspelled is a page that no line of the menu names.
            near = suggestion(name, set(uris).difference(names))
            remedy = near if near.startswith("did you mean") else "take this line out"
            message = f'the menu names a page that is not there; "{name}"; {remedy}'
            yield Problem(message, file=config, line=line, column=1)


def broken_links(page: Page, uris: Collection[str]) -> Iterator[Problem]:
    """Yield the links of a page to pages that are not there."""
    text = _FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence[0]), page.markdown)
    for number, line in enumerate(text.split("\n"), 1):
        for link in _LINK.finditer(line):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), link[1]))
            if target not in uris:
                message = f'a link leads to no page; "{link[1]}"; mend it, or take it out'
                yield page.in_body(Problem(message, line=number, column=link.start(1) + 1))


def untaught(areas: Mapping[str, Domain], pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield the pages that teach an area by its instrument and do not say so themselves."""
    for area in areas.values():
        page = pages.get(area.page)
        if page and area.id not in page.names("areas"):
            message = (
                f'a page teaches an area and does not name it; "{area.id}"; '
                'add it to "areas" in the front matter'
            )
            yield page.in_head(message, "areas")


def lost_terms(path: Path, shown_as: str, uris: Collection[str]) -> tuple[Problem, ...]:
    """Return the terms of a glossary whose page is gone, each in its place."""

    def rules(glossary: Glossary) -> Iterator[Problem]:
        for at, group in enumerate(glossary.groups):
            for number, term in enumerate(group.terms):
                if term.page and term.page not in uris:
                    message = f'a term leads to no page; "{term.page}"; name another, or none'
                    yield Problem(message, ("groups", at, "terms", number, "page"))

    try:
        authoring.read(
            path, authoring.FileType(file="glossary.yml", holds=Glossary, rules=rules), shown_as
        )
    except InvalidFile as invalid:
        return invalid.problems
    return ()
