"""Library: the instruments of a site, found in its folder, read once and kept while unchanged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mkdocs_selfassess.links import FIELDS
from mkdocs_selfassess.place import shown
from selfassess import canonical
from selfassess.html import Renderer
from selfassess.problems import InvalidInstrument, Problem
from selfassess.source import read_placed_instrument

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mkdocs_selfassess.embed import Embed
    from mkdocs_selfassess.shelf import Shelf
    from selfassess.instrument import Instrument

Places = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Entry:
    """One instrument file: the instrument, or what is wrong with it."""

    file: str
    """The file as its author knows it."""
    instrument: Instrument | None = None
    text: str = ""
    """The instrument as canonical JSON."""
    problems: tuple[Problem, ...] = ()
    places: Places = field(default_factory=dict)
    """Line and column of every guidance link, by its path such as "items/3/teaches"."""


class Library:
    """All instruments under one folder, by the name of their own folder."""

    def __init__(self, folder: Path, shelf: Shelf | None = None) -> None:
        self.folder = folder
        self.entries: dict[str, Entry] = {}
        self.overrides: dict[str, str] = {}
        self._shelf = shelf
        self._stamps: dict[str, tuple[int, int]] = {}
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
        paths = {path.parent.name: path for path in sorted(self.folder.glob("*/instrument.yml"))}
        self.entries = {name: self._entry(name, path) for name, path in paths.items()}
        return [problem for entry in self.entries.values() for problem in entry.problems]

    def _entry(self, name: str, path: Path) -> Entry:
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        if self._stamps.get(name) == stamp and name in self.entries:
            return self.entries[name]
        self._stamps[name] = stamp
        return _from_shelf(name, path, self._shelf) or _read(name, path, self._shelf)

    @property
    def usable(self) -> Iterator[tuple[str, Entry, Instrument]]:
        """The instruments without problems: name, entry and instrument."""
        for name, entry in self.entries.items():
            if entry.instrument:
                yield name, entry, entry.instrument

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


def _from_shelf(name: str, path: Path, shelf: Shelf | None) -> Entry | None:
    kept: Any = shelf.take(name, path.read_bytes()) if shelf else None
    if kept is None:
        return None
    places = {at: (line, column) for at, (line, column) in kept["places"].items()}
    instrument = canonical.loads(kept["instrument"])
    return Entry(shown(path), instrument, kept["instrument"], places=places)


def _read(name: str, path: Path, shelf: Shelf | None) -> Entry:
    file = shown(path)
    try:
        instrument, source = read_placed_instrument(path, file)
    except InvalidInstrument as invalid:
        return Entry(file, problems=invalid.problems)
    if instrument.id != name:
        message = f'id and folder differ; "{instrument.id}" in "{name}"; give both one name'
        return Entry(file, problems=(source.place(Problem(message, ("id",))),))
    marks = source.marks.items()
    places = {"/".join(map(str, at)): mark for at, mark in marks if at and at[-1] in FIELDS}
    text = canonical.dumps(instrument)
    if shelf:
        shelf.put(name, path.read_bytes(), {"instrument": text, "places": places})
    return Entry(file, instrument, text, places=places)
