"""LocalizedInstrument: an instrument in one language, as its author's files have it, and its releases."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.authoring.read.instruments import (
    read_placed_instrument,
    read_placed_translation,
    translation_files,
)
from selfassess.authoring.read.translation import text_path
from selfassess.authoring.releases.comparison import Comparison, compare
from selfassess.authoring.releases.released import newest_release, release_problems
from selfassess.problems import InvalidFile, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.authoring.read.strict_yaml import Source
    from selfassess.definition.instrument import Instrument


@dataclass(frozen=True)
class LocalizedInstrument:
    """An instrument in one language."""

    instrument: Instrument
    source: Source
    folder: Path
    """Where its released versions are: `released`, and for a translation `released/<language>`."""
    original: LocalizedInstrument | None = None
    """Of a translation: what it translates."""

    @classmethod
    def of(cls, file: Path, shown_as: str = "") -> LocalizedInstrument:
        """Return the instrument in a file; raise InvalidFile.

        `shown_as` is the name of the file in problems; the path itself if left out.
        """
        instrument, source = read_placed_instrument(file, shown_as)
        name = file.absolute().parent.name
        if file.name == "instrument.yml" and name != instrument.id:
            found = f'"{instrument.id}" in the folder "{name}"'
            message = f"the folder is not named by the id; {found}; rename one"
            raise InvalidFile([source.place(Problem(message, ("id",)))])
        return cls(instrument, source, file.with_name("released"))

    def in_language(self, file: Path, shown_as: str = "") -> LocalizedInstrument:
        """Return the translation in a file; raise InvalidFile."""
        made = read_placed_translation(self.instrument, file, shown_as)
        return LocalizedInstrument(*made, self.folder / file.stem, self)

    def problems(self) -> Iterator[Problem]:
        """Yield what does not fit the released versions, each with its place.

        A translation has only problems of its own: what is wrong with the original is wrong
        with all of its translations in the same words.
        """
        said = {problem.message for problem in self.original.problems()} if self.original else ()
        for problem in release_problems(self.instrument, self.folder):
            if problem.message in said:
                continue
            if problem.file:
                yield problem
            elif self.original:
                path = text_path(self.instrument, problem.path)
                yield self.source.place(dataclasses.replace(problem, path=path))
            else:
                yield self.source.place(problem)


def editions(file: Path) -> list[LocalizedInstrument]:
    """Return the instrument in a file and its translations beside it; raise InvalidFile."""
    original = LocalizedInstrument.of(file)
    return [original, *map(original.in_language, translation_files(file.parent).values())]


def comparisons(file: Path, old: str | None, new: str | None) -> list[Comparison]:
    """Return two versions side by side in each language that was released; see `compare`.

    What a translation shares with the original is left out of it.
    """
    original, *others = editions(file)
    found = compare(original.instrument, original.folder, old, new)
    released = [one for one in others if newest_release(one.instrument, one.folder)]
    spoken = (compare(one.instrument, one.folder, old, new) for one in released)
    return [found, *(one.without(found) for one in spoken)]
