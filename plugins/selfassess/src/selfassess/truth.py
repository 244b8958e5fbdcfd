"""Truth: whether a condition holds: true, false, or None for not known yet.

Three values, after Kleene (1938): what is not known stays open unless the rest decides it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selfassess.condition import edge
from selfassess.kinds import is_answered, value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from selfassess.condition import Condition, Count, Match
    from selfassess.instrument import Instrument, Item
    from selfassess.kinds import Given
    from selfassess.scores import Score


@dataclass(frozen=True)
class Facts:
    """What a condition is held against."""

    instrument: Instrument
    chosen: Mapping[str, Given]
    asked: Collection[str]
    scores: Mapping[str, Score] = field(default_factory=dict)
    outcomes: Mapping[str, str | None] = field(default_factory=dict)
    """The id of the outcome of each classification so far; None if it is open."""


def truth(condition: Condition, facts: Facts) -> bool | None:
    """Return whether a condition holds."""
    if condition.all:
        return every(truth(part, facts) for part in condition.all)
    if condition.any:
        return some(truth(part, facts) for part in condition.any)
    if condition.none:
        return negated(some(truth(part, facts) for part in condition.none))
    if condition.count:
        return _count(condition.count, facts)
    if condition.outcome:
        found = facts.outcomes.get(condition.outcome)
        return None if found is None else found in condition.one_of
    if condition.score:
        return _score(condition, facts.scores.get(condition.score))
    return _item(condition, facts.instrument.item[condition.item], facts)


def _score(match: Match, score: Score | None) -> bool | None:
    if score is not None and score.status == "not-asked":
        return False
    if score is None or score.status != "scored" or score.value is None:
        return None
    return match.passes(score.value)


def _item(condition: Condition, item: Item, facts: Facts) -> bool | None:
    here = item.id in facts.asked
    if condition.answered is not None:
        return (here and is_answered(item, facts.chosen)) == condition.answered
    return passes(condition, item, facts)


def passes(match: Match, item: Item, facts: Facts) -> bool | None:
    """Return whether the answer to an item passes; an item that is not asked does not."""
    if item.id not in facts.asked:
        return False
    if not is_answered(item, facts.chosen):
        return None
    number = value(facts.instrument, item, facts.chosen)
    if match.bounded and (number is None or not match.within(number)):
        return False
    given = facts.chosen.get(item.id)
    chosen = given if isinstance(given, tuple) else (given,)
    named = number is not None and edge(number) in match.one_of
    return not match.one_of or named or any(key in match.one_of for key in chosen)


def _count(count: Count, facts: Facts) -> bool | None:
    found = [passes(count, item, facts) for item in items_of(count.of, facts.instrument)]
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
