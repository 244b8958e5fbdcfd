"""Edition: an instrument in one language, as its author's files have it, and its releases."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.comparison import Comparison, compare
from selfassess.releases import newest_release, release_problems
from selfassess.source import (
    read_placed_instrument,
    read_placed_translation,
    translation_files,
)
from selfassess.translation import text_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.instrument import Instrument
    from selfassess.problems import Problem
    from selfassess.yamltext import Source


@dataclass(frozen=True)
class Edition:
    """An instrument in one language."""

    instrument: Instrument
    source: Source
    folder: Path
    """Where its released versions are: `released`, and for a translation `released/<language>`."""
    translated: bool = False

    @classmethod
    def of(cls, file: Path) -> Edition:
        """Return the instrument in a file; raise InvalidInstrument."""
        return cls(*read_placed_instrument(file), file.with_name("released"))

    def in_language(self, file: Path) -> Edition:
        """Return the translation in a file; raise InvalidInstrument."""
        made = read_placed_translation(self.instrument, file)
        return Edition(*made, self.folder / file.stem, translated=True)

    def problems(self) -> Iterator[Problem]:
        """Yield what does not fit the released versions, each with its place."""
        for problem in release_problems(self.instrument, self.folder):
            if problem.file:
                yield problem
            elif self.translated:
                path = text_path(self.instrument, problem.path)
                yield self.source.place(dataclasses.replace(problem, path=path))
            else:
                yield self.source.place(problem)


def editions(file: Path) -> list[Edition]:
    """Return the instrument in a file and its translations beside it; raise InvalidInstrument."""
    original = Edition.of(file)
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
