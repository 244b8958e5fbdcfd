"""Truth: whether a condition holds: true, false, or None for not known yet.

Three values, after Kleene (1938): what is not known stays open unless the rest decides it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from selfassess.definition.conditions import Condition, Match
from selfassess.definition.item_types import type_of
from selfassess.numeric import snap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from selfassess.definition.conditions import Count
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Given
    from selfassess.definition.items import Item

Test = Callable[[Match, str], bool | None]
"""Whether the item, score or classification of this id passes."""


class Known(Protocol):
    """What a condition looks at in a score, which is made later than answers."""

    @property
    def status(self) -> str:
        """Whether there is a score: `scored`, or why not; `not-asked` if none of it was asked."""

    @property
    def value(self) -> float | None:
        """The score; None if there is none."""


@dataclass(frozen=True)
class Facts:
    """What a condition is held against."""

    instrument: Instrument
    chosen: Mapping[str, Given]
    asked: Collection[str]
    scores: Mapping[str, Known] = field(default_factory=dict)
    outcomes: Mapping[str, str | None] = field(default_factory=dict)
    """The id of the outcome of each classification so far; None if it is open."""


def truth(condition: Condition, facts: Facts) -> bool | None:
    """Return whether a condition holds."""
    return decide(condition, facts.instrument, partial(_holds, facts))


def decide(condition: Condition, instrument: Instrument, test: Test) -> bool | None:
    """Return whether a condition holds, given what tells it of each single test."""
    if condition.all:
        return every(decide(part, instrument, test) for part in condition.all)
    if condition.any:
        return some(decide(part, instrument, test) for part in condition.any)
    if condition.none:
        return negated(some(decide(part, instrument, test) for part in condition.none))
    if condition.count:
        return _count(condition.count, instrument, test)
    return test(condition, condition.outcome or condition.score or condition.item)


def _holds(facts: Facts, match: Match, name: str) -> bool | None:
    if isinstance(match, Condition):
        if match.outcome:
            found = facts.outcomes.get(name)
            return None if found is None else found in match.one_of
        if match.score:
            return _score(match, facts.scores.get(name))
        if match.answered is not None:
            item = facts.instrument.item[name]
            return (
                name in facts.asked and type_of(item).has_answer(item, facts.chosen)
            ) == match.answered
    return passes(match, facts.instrument.item[name], facts)


def _score(match: Match, score: Known | None) -> bool | None:
    if score is not None and score.status == "not-asked":
        return False
    if score is None or score.status != "scored" or score.value is None:
        return None
    return match.passes(score.value)


def passes(match: Match, item: Item, facts: Facts) -> bool | None:
    """Return whether the answer to an item passes; an item that is not asked does not."""
    if item.id not in facts.asked:
        return False
    kind = type_of(item)
    if not kind.has_answer(item, facts.chosen):
        return None
    given = facts.chosen.get(item.id)
    chosen = given if isinstance(given, tuple) else (given,)
    return held(match, chosen, kind.value(item, facts.instrument.scale_of(item), facts.chosen))


def held(match: Match, chosen: Iterable[object], number: float | None) -> bool:
    """Return whether an answer passes, given the keys that were chosen and its number."""
    if match.bounded and (number is None or not match.within(number)):
        return False
    named = number is not None and snap(number) in match.one_of
    return not match.one_of or named or any(key in match.one_of for key in chosen)


def _count(count: Count, instrument: Instrument, test: Test) -> bool | None:
    found = [test(count, item.id) for item in items_of(count.of, instrument)]
    sure, open_ = found.count(True), found.count(None)
    if sure >= count.times:
        return True
    return None if sure + open_ >= count.times else False


def items_of(ids: Iterable[str], instrument: Instrument) -> list[Item]:
    """Return the items that some ids of items and domains name."""
    found: list[Item] = []
    for name in ids:
        item = instrument.item.get(name)
        found += [item] if item else instrument.items_of(name)
    return found


def named(condition: Condition, instrument: Instrument) -> list[Item]:
    """Return the items whose answers a condition looks at."""
    found = [instrument.item[condition.item]] if condition.item else []
    if condition.count:
        found += items_of(condition.count.of, instrument)
    for part in (*condition.all, *condition.any, *condition.none):
        found += named(part, instrument)
    return found


def every(parts: Iterable[bool | None]) -> bool | None:
    """Return "and" of three values."""
    return negated(some(negated(part) for part in parts))


def some(parts: Iterable[bool | None]) -> bool | None:
    """Return "or" of three values."""
    found = set(parts)
    return True if True in found else None if None in found else False


def negated(part: bool | None) -> bool | None:
    """Return "not" of three values."""
    return None if part is None else not part
