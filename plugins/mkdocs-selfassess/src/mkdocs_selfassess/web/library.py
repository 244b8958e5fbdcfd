"""Library: the instruments of a site, found in its folder, read once and kept while unchanged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_selfassess.paths import Stamp, shown, stamp
from mkdocs_selfassess.web.entry import Entry, as_shown
from mkdocs_selfassess.web.scenarios import Scenarios
from selfassess import InvalidFile, Problem, Renderer, dumps
from selfassess.authoring import INSTRUMENT, LocalizedDocument, foreign, links, translation_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mkdocs_selfassess.fences.embed import Embed
    from mkdocs_selfassess.web.entry import Places
    from selfassess import Instrument
    from selfassess.authoring import DocumentType


class Library:
    """All instruments under one folder, by the name of their own folder."""

    def __init__(self, folder: Path, kind: DocumentType[Instrument] = INSTRUMENT) -> None:
        self.folder = folder
        self.kind = kind
        self.entries: dict[str, Entry] = {}
        self.scenarios = Scenarios(folder / "scenarios")
        self.overrides: dict[str, str] = {}
        self._stamps: dict[str, Stamp] = {}
        self._renderer = Renderer()
        self._forms: dict[tuple[str, Embed], str] = {}

    def refresh(self, overrides: Mapping[str, str] | None = None) -> list[Problem]:
        """Read what has changed since the last time; return the problems of all documents.

        `overrides` are the site's own templates.
        """
        if dict(overrides or {}) != self.overrides:
            self.overrides = dict(overrides or {})
            self._renderer, self._forms = Renderer(self.overrides), {}
        if not self.folder.is_dir():
            return [_no_folder(self.folder)]
        files = sorted(self.folder.glob(f"*/{self.kind.file}"))
        paths = {path.parent.name: path for path in files}
        self.entries = {name: self._kept(name, path) for name, path in paths.items()}
        found = [problem for entry in self.entries.values() for problem in entry.all_problems]
        return [*found, *self.scenarios.refresh()]

    def _kept(self, name: str, path: Path) -> Entry:
        others = translation_files(path.parent)
        # A file may have the name of the folder.
        before = [each for one in ("released*", "released/**/*") for each in path.parent.glob(one)]
        now = stamp(path, *others.values(), *_beside(path, self.kind), *before)
        if self._stamps.get(name) == now and name in self.entries:
            return self.entries[name]
        self._stamps[name] = now
        entry, original = _read(path, self.kind)
        if original is None:
            return entry
        found = {tag: _translated(original, file) for tag, file in others.items()}
        return replace(entry, translations=found)

    @property
    def usable(self) -> Iterator[tuple[Entry, Instrument]]:
        """The instruments that can be shown, each in all its languages."""
        for entry in self.entries.values():
            for spoken in entry.in_all_languages:
                if spoken.instrument:
                    yield spoken, spoken.instrument

    def foreign(self, name: str) -> tuple[Problem, ...]:
        """Return what other tools wrote in a folder in which no instrument lies."""
        folder = self.folder / name
        if name in self.entries or folder.parent != self.folder or not folder.is_dir():
            return ()
        return as_shown(foreign(folder))

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


def _read(
    path: Path, kind: DocumentType[Instrument]
) -> tuple[Entry, LocalizedDocument[Instrument] | None]:
    file = shown(path)
    if others := as_shown(foreign(path)):
        return Entry(file, problems=others), None
    try:
        localized = LocalizedDocument.of(path, kind, file)
    except InvalidFile as invalid:
        return Entry(file, problems=as_shown(invalid.problems)), None
    marks = localized.source.marks
    # The same that `selfassess check` tells, but a site may do without these files.
    found = kind.beside(localized.document, localized.source, path) if _beside(path, kind) else ()
    places = {"/".join(map(str, at)): marks[at] for at, _, _ in links(localized.document)}
    return _entry(localized, file, places, *found), localized


def _beside(path: Path, kind: DocumentType[Instrument]) -> list[Path]:
    """Return the files that are held against an instrument, such as its worked examples."""
    files = [path.with_name(each.file) for each in kind.with_files]
    return [file for file in files if file.exists() or file.is_symlink()]


def _translated(original: LocalizedDocument[Instrument], path: Path) -> Entry:
    file = shown(path)
    try:
        return _entry(original.in_language(path, file), file, {})
    except InvalidFile as invalid:
        return Entry(file, problems=as_shown(invalid.problems))


def _entry(
    localized: LocalizedDocument[Instrument], file: str, places: Places, *further: Problem
) -> Entry:
    # What is not declared does not hide the form: its author may be at work on it.
    found = [*localized.problems(), *further]
    instrument = localized.document
    return Entry(file, instrument, dumps(instrument), as_shown(found), places)
