"""Texts: what must not be empty, links that lead somewhere, and numbers that can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selfassess.authoring.read.translation import LANGUAGE
from selfassess.authoring.rules.places import band_lists, band_tables
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.feedback import Band, Outcome
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Option
    from selfassess.problems import Path

_HEADING = re.compile(r"[^#\s]+\.md#[^#\s]+")
_WRITTEN = ("title", "introduction", "licence", "source", "limits", "version")


def texts(instrument: Instrument) -> Iterator[Problem]:
    """Yield empty texts, links to nowhere, and numbers that can not be."""
    for name, least in (("minutes", instrument.minutes), ("suggest", instrument.start.suggest)):
        if least < 1:
            path: Path = ("start", name) if name == "suggest" else (name,)
            yield Problem(f"`{name}` must be 1 or more; found {least}; mend it", path)
    for path, words in _words(instrument):
        if not words.strip():
            message = f"`{path[-1]}` is empty; nothing was found; write it"
            yield Problem(message, path)
    if not LANGUAGE.fullmatch(instrument.language):
        message = f'this is no tag of a language; "{instrument.language}"; write en or pt-BR'
        yield Problem(message, ("language",))
    yield from _links(instrument)


def _words(instrument: Instrument) -> Iterator[tuple[Path, str]]:
    """Yield every text that a reader would miss."""
    for name in _WRITTEN:
        yield (name,), getattr(instrument, name)
    fields = {"domains": "title", "scores": "title", "items": "stem", "objectives": "title"}
    fields |= {"classifications": "title", "remarks": "text", "alerts": "text", "changes": "what"}
    for field, name in fields.items():
        for at, entry in enumerate(getattr(instrument, field)):
            yield (field, at, name), getattr(entry, name)
    for at, alert in enumerate(instrument.alerts):
        yield ("alerts", at, "resource", "text"), alert.resource.text
    yield from _labels(instrument)


def _labels(instrument: Instrument) -> Iterator[tuple[Path, str]]:
    items: list[tuple[Path, tuple[Option | Band | Outcome, ...]]] = [*band_lists(instrument)]
    items += [(("items", at, "options"), item.options) for at, item in enumerate(instrument.items)]
    for name, scale in instrument.scales.items():
        items.append((("scales", name, "options"), scale.options))
    for nth, found in enumerate(instrument.classifications):
        items.append((("classifications", nth, "outcomes"), found.outcomes))
        yield ("classifications", nth, "otherwise", "label"), found.otherwise.label
    for path, entries in items:
        for at, entry in enumerate(entries):
            yield (*path, at, "label"), entry.label
    for path, _, tables in band_tables(instrument):
        for at, table in enumerate(tables):
            yield (*path, at, "title"), table.title


def _links(instrument: Instrument) -> Iterator[Problem]:
    for path, entry in _teaching(instrument):
        if entry and not _HEADING.fullmatch(entry):
            message = f'this is no link to a heading; "{entry}"; write page.md#heading'
            yield Problem(message, path)
    for at, alert in enumerate(instrument.alerts):
        link = alert.resource.link
        if link and not _HEADING.fullmatch(link) and not re.fullmatch(r"https://\S+", link):
            message = f'this link leads nowhere; "{link}"; write page.md#heading or https://…'
            yield Problem(message, ("alerts", at, "resource", "link"))
    for at, domain in enumerate(instrument.domains):
        if domain.page and not re.fullmatch(r"[^#\s]+\.md", domain.page):
            message = f'this is no page; "{domain.page}"; write folder/page.md'
            yield Problem(message, ("domains", at, "page"))


def _teaching(instrument: Instrument) -> Iterator[tuple[Path, str]]:
    for at, item in enumerate(instrument.items):
        yield ("items", at, "teaches"), item.teaches
    for at, remark in enumerate(instrument.remarks):
        yield ("remarks", at, "teaches"), remark.teaches
    for at, found in enumerate(instrument.classifications):
        for nth, outcome in enumerate(found.outcomes):
            yield ("classifications", at, "outcomes", nth, "teaches"), outcome.teaches
    for path, several in band_lists(instrument):
        for at, band in enumerate(several):
            yield (*path, at, "teaches"), band.teaches
