"""Glossary: the words of the site that need saying, each in one plain sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown.extensions.toc import slugify

from selfassess import Problem, authoring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from alliance_site.pages import Page

    PageOf = Callable[[str], Page | None]
    """Returns the page at a place in the documentation."""

LONGEST = 160
"""Characters of a definition: it has to be read while it hides two lines of the page."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One entry of the glossary."""

    term: str
    """As it is headed. With a part in brackets, "Reflection (a statement)", only its variants are
    found in pages, because the bare word means other things too."""
    definition: str
    """One sentence of at most 160 characters, for somebody who meets the word for the first
    time."""
    variants: tuple[str, ...] = ()
    """Other forms that lead here from a page, such as the plural."""
    page: str = ""
    """The page that tells more, as its place under the documentation; it needs no link back."""

    @property
    def slug(self) -> str:
        """The id of its heading."""
        return slugify(self.term, "-")


@dataclass(frozen=True, kw_only=True)
class TermGroup:
    """Terms that belong together, under one heading."""

    title: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """The file that holds the terms."""

    groups: tuple[TermGroup, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All of them, in the order of their groups."""
        return tuple(term for group in self.groups for term in group.terms)


def _broken_rules(glossary: Glossary) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, group in enumerate(glossary.groups):
        for number, term in enumerate(group.terms):
            path = ("groups", at, "terms", number)
            if len(term.definition) > LONGEST or re.search(r"[.?!]\s+\S", term.definition):
                found = f"{len(term.definition)} characters"
                remedy = f"write one sentence of at most {LONGEST}"
                yield Problem(
                    f"this is not one short sentence; {found}; {remedy}", (*path, "definition")
                )
            for word in (term.term, *term.variants):
                if word.lower() in seen:
                    message = f'this word stands twice; "{word}"; keep one of them'
                    yield Problem(message, (*path, "term"))
                seen.add(word.lower())


GLOSSARY = authoring.FileType(file="glossary.yml", holds=Glossary, rules=_broken_rules)


def read(path: Path, shown_as: str) -> Glossary:
    """Return the glossary of a file.

    Raises InvalidFile with every problem found, each with its file, line and column.
    """
    return authoring.read(path, GLOSSARY, shown_as)


def render(glossary: Glossary | None, page_of: PageOf, uri: str) -> str:
    """Return the glossary as Markdown, for the page at a place in the documentation."""
    groups = glossary.groups if glossary else ()
    return "\n\n".join(_group(group, page_of, uri) for group in groups)


def _group(group: TermGroup, page_of: PageOf, uri: str) -> str:
    terms = sorted(group.terms, key=lambda term: term.term.lower())
    return "\n\n".join([f"## {group.title}", *(_entry(term, page_of, uri) for term in terms)])


def _entry(term: Term, page_of: PageOf, uri: str) -> str:
    page = page_of(term.page) if term.page else None
    more = f"\nMore: {page.link_from(uri)}." if page else ""
    return f"### {term.term} {{ #{term.slug} }}\n\n{term.definition}{more}"
