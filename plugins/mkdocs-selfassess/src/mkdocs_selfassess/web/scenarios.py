"""Scenarios: the conversations for practice of a site, read once and kept while unchanged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_selfassess.paths import Stamp, shown, stamp
from mkdocs_selfassess.web.entry import as_shown
from mkdocs_selfassess.web.links import Link
from selfassess import InvalidFile
from selfassess.authoring import SCENARIO, LocalizedDocument, links, translation_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from selfassess import Problem
    from selfassess.authoring import Scenario


@dataclass(frozen=True)
class ScenarioEntry:
    """The files of one scenario: what they hold in each language, and what is wrong with them."""

    file: str
    """The file as its author knows it."""
    editions: Mapping[str, Scenario] = field(default_factory=dict)
    """The scenario in each language, its own one first; nothing if it can not be read."""
    pages: tuple[Link, ...] = ()
    """The pages that it leads to."""
    problems: tuple[Problem, ...] = ()

    @property
    def first(self) -> Scenario | None:
        """The scenario in its own language."""
        return next(iter(self.editions.values()), None)

    def in_language(self, *tags: str) -> Scenario | None:
        """Return it in the first language that it has."""
        return next(filter(None, map(self.editions.get, tags)), None)


class Scenarios:
    """All scenarios under one folder, by the name of their own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, ScenarioEntry] = {}
        self.shown_on: dict[str, str] = {}
        """The Markdown file of the page on which each stands."""
        self._stamps: dict[str, Stamp] = {}

    def refresh(self) -> list[Problem]:
        """Read what has changed since the last time; return the problems of all."""
        files = {path.parent.name: path for path in sorted(self.folder.glob(f"*/{SCENARIO.file}"))}
        self.entries = {name: self._kept(name, path) for name, path in files.items()}
        return [problem for entry in self.entries.values() for problem in entry.problems]

    def placed(self, names: Iterable[str]) -> Iterator[tuple[str, str, Scenario]]:
        """Yield the page, the id there and the text of those that stand on a page."""
        for name in names:
            scenario = self.entries[name].first if name in self.entries else None
            if scenario and name in self.shown_on:
                yield self.shown_on[name], f"sc-{name}", scenario

    def links(self) -> Iterator[Link]:
        """Yield every link to a page, in the order of the files."""
        for entry in self.entries.values():
            yield from entry.pages

    def _kept(self, name: str, path: Path) -> ScenarioEntry:
        now = stamp(path, *translation_files(path.parent).values())
        if self._stamps.get(name) == now and name in self.entries:
            return self.entries[name]
        self._stamps[name] = now
        return _read(path)


def _read(path: Path) -> ScenarioEntry:
    file = shown(path)
    try:
        own = LocalizedDocument.of(path, SCENARIO, file)
    except InvalidFile as invalid:
        return ScenarioEntry(file, problems=as_shown(invalid.problems))
    editions = {own.document.language: own.document}
    problems: list[Problem] = []
    for tag, other in translation_files(path.parent).items():
        try:
            editions[tag] = own.in_language(other, shown(other)).document
        except InvalidFile as invalid:
            problems += as_shown(invalid.problems)
    marks = own.source.marks
    pages = tuple(Link(to, file, *marks[at]) for at, _, to in links(own.document))
    return ScenarioEntry(file, editions, pages, tuple(problems))
