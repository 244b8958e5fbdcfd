"""Profile: areas that were checked on different days, put together.

Kept reviews hold raw answers. For each domain the newest review that answers any
of its items counts, whole: answers of two days are never mixed within a domain.
Answers of another version count as far as its changes leave them good (versions.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfassess.answering.answers import Answers
from selfassess.answering.draw import SEED
from selfassess.definition.item_types import type_of
from selfassess.definition.versions import changed_items, relation
from selfassess.problems import InvalidAnswers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selfassess.answering.draw import Draw
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Given
    from selfassess.definition.versions import Relation


@dataclass(frozen=True)
class Kept:
    """One review that the reader chose to keep."""

    date: str
    """The ISO date on which it was finished."""
    version: str
    """The version of the instrument that was answered."""
    answers: dict[str, str]
    """The answers as text, by item id."""


@dataclass(frozen=True)
class Notice:
    """What the reader is told of kept reviews that were made with one other version."""

    kind: Literal["scoring", "wording", "unknown", "unreadable"]
    """`scoring`: they count by other rules than then. All others are left out: something else
    is asked now; the version is not known; the answers do not fit the questions."""
    version: str
    """The version that was answered."""
    areas: tuple[str, ...] = ()
    """Of `wording`: the titles of the areas that are left out; () for all."""
    what: tuple[str, ...] = ()
    """What was changed since then, oldest first."""


@dataclass(frozen=True)
class Profile:
    """The newest kept answers of every domain, and their dates."""

    answers: Answers
    dates: dict[str, str]
    """The ISO date by domain id; domains without kept answers are left out."""
    notices: dict[Notice, list[str]]
    """What the reader is told, with the dates of the reviews that it is about, oldest first."""

    @classmethod
    def of(cls, instrument: Instrument, reviews: Sequence[Kept]) -> Profile:
        """Return the profile of some kept reviews, in any order."""
        readings = [read_review(instrument, kept) for kept in sorted(reviews, key=lambda k: k.date)]
        chosen: dict[str, Given] = {}
        counts: dict[str, ReadReview] = {}
        drawn: set[str] = set()
        # Answers of two days in one area would make a score that nobody ever had.
        # Items without a domain count together, as if they had one.
        for domain in (*instrument.domain, ""):
            given_as = _names_of(instrument, domain)
            for reading in reversed(readings):
                if not reading.chosen.keys().isdisjoint(given_as):
                    chosen |= {n: reading.chosen[n] for n in given_as if n in reading.chosen}
                    counts[domain] = reading
                    break
            draw = counts[domain].draw if domain in counts else None
            drawn |= {i.id for i in instrument.items_of(domain) if not draw or i.id in draw.asks}
        dates = {name: counts[name].kept.date for name in instrument.domain if name in counts}
        notices: dict[Notice, list[str]] = {}
        for reading in readings:
            for notice in reading.notices(counts=reading in counts.values()):
                notices.setdefault(notice, []).append(reading.kept.date)
        return cls(Answers.under_conditions(instrument, chosen, drawn), dates, notices)


@dataclass(frozen=True)
class ReadReview:
    """What one kept review is worth now."""

    kept: Kept
    relation: Relation
    chosen: Mapping[str, Given]
    """The answers that are still good."""
    draw: Draw | None = None
    """What was drawn for it; None if nothing is."""
    gone: tuple[str, ...] = ()
    """The titles of areas with answers to something else than what is asked now."""
    readable: bool = True

    def notices(self, *, counts: bool) -> list[Notice]:
        """Return what is to be told of it; `counts` says whether the profile shows any of it."""
        version, what = self.kept.version, self.relation.what
        if not self.relation.known:
            return [Notice("unknown", version)]
        if not self.readable:
            return [Notice("unreadable", version)]
        found = []
        if self.gone:
            areas = self.gone if self.chosen else ()
            found.append(Notice("wording", version, areas, what("wording")))
        if counts and what("scoring"):
            found.append(Notice("scoring", version, (), what("scoring")))
        return found


def _names_of(instrument: Instrument, domain: str) -> list[str]:
    return [name for item in instrument.items_of(domain) for name in type_of(item).names(item)]


def read_review(instrument: Instrument, kept: Kept) -> ReadReview:
    """Return what a kept review is worth now: of another wording only what is still asked."""
    found = relation(instrument, kept.version)
    if not found.known:
        return ReadReview(kept, found, {})
    changed = changed_items(instrument, found.since)
    good, gone = dict(kept.answers), []
    if found.kind == "wording":
        good = {name: text for name, text in kept.answers.items() if name == SEED}
        for name in (*instrument.domain, ""):
            given = {n: kept.answers[n] for n in _names_of(instrument, name) if n in kept.answers}
            if all(item.id not in changed for item in instrument.items_of(name)):
                good |= given
            elif given and name:
                gone.append(instrument.domain[name].title)
    try:
        answers = Answers.from_text(instrument, good)
    except InvalidAnswers:
        return ReadReview(kept, found, {}, readable=False)
    return ReadReview(kept, found, answers.chosen, answers.draw, tuple(gone))
