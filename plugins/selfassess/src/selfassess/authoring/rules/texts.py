"""Texts: what must not be empty, links that lead somewhere, and numbers that can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selfassess.authoring.read.field_facts import links, walk
from selfassess.authoring.read.translation import LANGUAGE
from selfassess.definition.facts import HEADING, HEADING_OR_ADDRESS, PAGE
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path

_LINKS = {
    "heading": (HEADING.pattern, "this is no link to a heading", "page.md#heading"),
    "page": (PAGE.pattern, "this is no page", "folder/page.md"),
    "heading-or-address": (
        HEADING_OR_ADDRESS.pattern,
        "this link leads nowhere",
        "page.md#heading or https://…",
    ),
}
"""By the kind of a link: how it is written, what is wrong with others, what to write."""

_PHONE = re.compile(r"\+?[0-9]([ .-]?[0-9])+")
"""A telephone number as people write it."""


def texts(instrument: Instrument) -> Iterator[Problem]:
    """Yield empty texts, links to nowhere, and numbers that can not be."""
    for name, least in (("minutes", instrument.minutes), ("suggest", instrument.start.suggest)):
        if least < 1:
            path: Path = ("start", name) if name == "suggest" else (name,)
            yield Problem(f"`{name}` must be 1 or more; found {least}; mend it", path)
    yield from empty_texts(instrument)
    if not LANGUAGE.fullmatch(instrument.language):
        message = f'this is no tag of a language; "{instrument.language}"; write en or pt-BR'
        yield Problem(message, ("language",))
    yield from wrong_links(instrument)
    yield from _wrong_phones(instrument)


def empty_texts(document: Any) -> Iterator[Problem]:
    """Yield every text that a reader would miss."""
    for path, facts, value in walk(document):
        if facts.written and not value.strip():
            yield Problem(f"`{path[-1]}` is empty; nothing was found; write it", path)


def wrong_links(document: Any) -> Iterator[Problem]:
    """Yield every link to guidance that is not written as one."""
    for path, kind, link in links(document):
        pattern, wrong, remedy = _LINKS[kind]
        if not re.fullmatch(pattern, link):
            yield Problem(f'{wrong}; "{link}"; write {remedy}', path)


def _wrong_phones(instrument: Instrument) -> Iterator[Problem]:
    """Yield every telephone number of an alert that nobody could call."""
    for at, alert in enumerate(instrument.alerts):
        resource = alert.resource
        to_page = resource.link and not resource.link.startswith("https://")
        told = resource.text.rpartition(". ")[0] if to_page else resource.text
        for nth, phone in enumerate(resource.phones):
            path: Path = ("alerts", at, "resource", "phones", nth)
            if not _PHONE.fullmatch(phone):
                remedy = "write digits, with spaces or hyphens between them"
                yield Problem(f'this is no telephone number; "{phone}"; {remedy}', path)
            elif phone not in dict(resource.pieces(resource.text)):
                remedy = "write it as it stands there"
                yield Problem(f'this number is not in the text; "{phone}"; {remedy}', path)
            elif phone not in dict(resource.pieces(told)):
                message = f'the last sentence leads to a page; "{phone}"; write another after it'
                yield Problem(message, path)
