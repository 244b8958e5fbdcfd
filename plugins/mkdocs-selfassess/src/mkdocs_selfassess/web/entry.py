"""Entry: one file with an instrument in one language, as the library keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mkdocs_selfassess.paths import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from selfassess import Instrument, Problem

Places = dict[str, tuple[int, int]]


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
    def in_all_languages(self) -> tuple[Entry, ...]:
        """The instrument in all its languages, its own one first."""
        return (self, *self.translations.values())

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """What is wrong with it in any of its languages."""
        return tuple(one for spoken in self.in_all_languages for one in spoken.problems)


def as_shown(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems with their files as an author knows them."""
    return tuple(replace(one, file=shown(one.file)) for one in problems)
