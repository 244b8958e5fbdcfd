"""Library: the instruments of a site, found in its folder, read once and kept while unchanged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mkdocs_selfassess.paths import shown
from selfassess import InvalidFile, Problem, Renderer, dumps
from selfassess.authoring import INSTRUMENT, LocalizedDocument, links, translation_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mkdocs_selfassess.fences.embed import Embed
    from selfassess import Instrument

Places = dict[str, tuple[int, int]]
Stamp = tuple[tuple[str, int, int], ...]
"""The name, time and size of each file of an instrument."""


@dataclass(frozen=True)
class Entry:
    """One file with an instrument in one language: the instrument, and what is wrong with it."""

    file: str
    """The file as its author knows it."""
    instrument: Instrument | None = None
    text: str = ""
    """The instrument as canonical JSON."""
    problems: tuple[Problem, ...] = ()
    places: Places = field(default_factory=dict)
    """Line and column of every guidance link, by its path such as "items/3/teaches"."""
    translations: Mapping[str, Entry] = field(default_factory=dict)
    """The instrument in its other languages, by their tags."""

    def in_language(self, language: str) -> Entry | None:
        """Return the instrument in this very language; None if there is no such translation."""
        if self.instrument and self.instrument.language == language:
            return self
        return self.translations.get(language)

    @property
    def editions(self) -> tuple[Entry, ...]:
        """The instrument in all its languages, its own one first."""
        return (self, *self.translations.values())


class Library:
    """All instruments under one folder, by the name of their own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, Entry] = {}
        self.overrides: dict[str, str] = {}
        self._stamps: dict[str, Stamp] = {}
        self._renderer = Renderer()
        self._forms: dict[tuple[str, Embed], str] = {}

    def refresh(self, overrides: Mapping[str, str] | None = None) -> list[Problem]:
        """Read what has changed since the last time; return the problems of all instruments.

        `overrides` are the site's own templates.
        """
        if dict(overrides or {}) != self.overrides:
            self.overrides = dict(overrides or {})
            self._renderer, self._forms = Renderer(self.overrides), {}
        if not self.folder.is_dir():
            return [_no_folder(self.folder)]
        paths = {
            path.parent.name: path for path in sorted(self.folder.glob(f"*/{INSTRUMENT.file}"))
        }
        self.entries = {name: self._kept(name, path) for name, path in paths.items()}
        entries = [one for entry in self.entries.values() for one in entry.editions]
        return [problem for entry in entries for problem in entry.problems]

    def _kept(self, name: str, path: Path) -> Entry:
        others = translation_files(path.parent)
        stamp = _stamp(path, *others.values(), *path.parent.glob("released/**/*.json"))
        if self._stamps.get(name) == stamp and name in self.entries:
            return self.entries[name]
        self._stamps[name] = stamp
        entry, original = _read(path)
        if original is None:
            return entry
        found = {tag: _translated(original, file) for tag, file in others.items()}
        return replace(entry, translations=found)

    @property
    def usable(self) -> Iterator[tuple[Entry, Instrument]]:
        """The instruments that can be shown, each in all its languages."""
        for entry in self.entries.values():
            for edition in entry.editions:
                if edition.instrument:
                    yield edition, edition.instrument

    def form(self, entry: Entry, embed: Embed) -> str:
        """Return the form of an instrument, rendered once for the same options."""
        assert entry.instrument is not None
        key = (entry.text, embed)
        if key not in self._forms:
            self._forms[key] = self._renderer.form(
                entry.instrument, only=embed.only or None, layout=embed.layout, level=embed.level
            )
        return self._forms[key]


def _no_folder(folder: Path) -> Problem:
    message = (
        "there is no folder of assessments; it was looked for here; "
        "make it, or name another with the option `assessments`"
    )
    return Problem(message, file=shown(folder))


def _stamp(*paths: Path) -> Stamp:
    found = [(path.name, path.stat()) for path in paths]
    return tuple((name, status.st_mtime_ns, status.st_size) for name, status in found)


def _read(path: Path) -> tuple[Entry, LocalizedDocument[Instrument] | None]:
    file = shown(path)
    try:
        edition = LocalizedDocument.of(path, INSTRUMENT, file)
    except InvalidFile as invalid:
        return Entry(file, problems=invalid.problems), None
    marks = edition.source.marks
    places = {"/".join(map(str, at)): marks[at] for at, _, _ in links(edition.document)}
    return _entry(edition, file, places), edition


def _translated(original: LocalizedDocument[Instrument], path: Path) -> Entry:
    file = shown(path)
    try:
        return _entry(original.in_language(path, file), file, {})
    except InvalidFile as invalid:
        return Entry(file, problems=invalid.problems)


def _entry(edition: LocalizedDocument[Instrument], file: str, places: Places) -> Entry:
    # What is not declared does not hide the form: its author may be at work on it.
    problems = tuple(replace(one, file=shown(one.file)) for one in edition.problems())
    instrument = edition.document
    return Entry(file, instrument, dumps(instrument), problems, places)
