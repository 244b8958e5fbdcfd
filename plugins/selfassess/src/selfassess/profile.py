"""Profile: areas that were checked on different days, put together.

Kept reviews hold raw answers. For each domain the newest review that answers any
of its items counts, whole: answers of two days are never mixed within a domain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.answers import Answers, asked
from selfassess.kinds import names
from selfassess.problems import InvalidAnswers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selfassess.instrument import Instrument
    from selfassess.kinds import Given


@dataclass(frozen=True)
class Kept:
    """One review that the reader chose to keep."""

    date: str
    """The ISO date on which it was finished."""
    version: str
    """The version of the instrument that was answered."""
    answers: Mapping[str, str]
    """The answers as text, by item id."""


@dataclass(frozen=True)
class Profile:
    """The newest kept answers of every domain, and their dates."""

    answers: Answers
    dates: dict[str, str]
    """The ISO date by domain id; domains without kept answers are left out."""
    left_out: int
    """How many kept reviews could not be used: another version, or unreadable."""

    @classmethod
    def of(cls, instrument: Instrument, reviews: Sequence[Kept]) -> Profile:
        """Return the profile of some kept reviews, in any order."""
        usable = [(kept, given) for kept in reviews if (given := _read(instrument, kept))]
        usable.sort(key=lambda pair: pair[0].date)
        chosen: dict[str, Given] = {}
        dates: dict[str, str] = {}
        for domain in instrument.domains:
            items = instrument.items_of(domain.id)
            given_as = [name for item in items for name in names(item)]
            for kept, given in reversed(usable):
                if any(name in given.chosen for name in given_as):
                    chosen |= {n: given.chosen[n] for n in given_as if n in given.chosen}
                    dates[domain.id] = kept.date
                    break
        return cls(Answers(chosen, asked(instrument, chosen)), dates, len(reviews) - len(usable))


def _read(instrument: Instrument, kept: Kept) -> Answers | None:
    if kept.version != instrument.version:
        return None
    try:
        return Answers.from_text(instrument, kept.answers)
    except InvalidAnswers:
        return None
