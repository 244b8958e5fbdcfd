"""Truths: which truth values conditions can have together, whatever is answered.

All combinations of answers are tried, but no two that every test in the conditions treats alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING

from selfassess.answering.logic import decide, held, items_of
from selfassess.authoring.rules.places import Statement, nodes
from selfassess.authoring.rules.samples import samples, score_samples
from selfassess.definition.conditions import Condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.definition.conditions import Match
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item

LIMIT = 100_000
"""The most single tests that are looked up, in all combinations together."""

State = tuple[bool | None, ...]
"""What the tests of one item, score or classification say of one answer."""


@dataclass(frozen=True)
class _Variable:
    """An item, score or classification that conditions test."""

    name: str
    kind: str
    tests: list[Match] = field(default_factory=list)


@dataclass(frozen=True)
class _Group:
    """Variables that conditions treat alike, and what their tests can say of each of them."""

    states: list[State]
    variables: list[_Variable] = field(default_factory=list)

    @property
    def ways(self) -> int:
        """How many combinations there are, whichever variable has which state."""
        return math.comb(len(self.variables) + len(self.states) - 1, len(self.variables))


_Place = tuple[int, int, int]


def possible(
    instrument: Instrument, attainable: Mapping[str, Attainable], whens: Sequence[Condition]
) -> set[State] | None:
    """Return which truth values some conditions can have together; None if too many to try."""
    variables = [
        (each, _states(instrument, attainable, each)) for each in _variables(instrument, whens)
    ]
    groups: dict[object, _Group] = {}
    for variable, states in variables:
        if states is None:
            return None
        # Items that the same counts treat alike can change places.
        key = (tuple(map(id, variable.tests)), frozenset(states))
        groups.setdefault(key, _Group(sorted(states, key=str))).variables.append(variable)
    places = dict(_places(groups.values()))
    if math.prod(group.ways for group in groups.values()) * len(places) > LIMIT:
        return None
    every = [
        combinations_with_replacement(group.states, len(group.variables))
        for group in groups.values()
    ]
    tests = (partial(_looked_up, places, way) for way in product(*every))
    return {tuple(decide(when, instrument, test) for when in whens) for test in tests}


def _places(groups: Iterable[_Group]) -> Iterator[tuple[tuple[int, str], _Place]]:
    """Yield where the result of a test of a variable stands in a way to combine the groups."""
    for at, group in enumerate(groups):
        for nth, variable in enumerate(group.variables):
            for position, test in enumerate(variable.tests):
                yield (id(test), variable.name), (at, nth, position)


def _looked_up(
    places: Mapping[tuple[int, str], _Place],
    way: tuple[tuple[State, ...], ...],
    match: Match,
    name: str,
) -> bool | None:
    at, nth, position = places[id(match), name]
    return way[at][nth][position]


def _variables(instrument: Instrument, whens: Sequence[Condition]) -> list[_Variable]:
    found: dict[tuple[str, str], _Variable] = {}
    for when in whens:
        for node in nodes(Statement(when, (), 0)):
            for kind, name, match in _tests(instrument, node.when):
                variable = found.setdefault((kind, name), _Variable(name, kind))
                variable.tests.append(match)
    return list(found.values())


def _tests(instrument: Instrument, when: Condition) -> Iterator[tuple[str, str, Match]]:
    for kind in ("item", "score", "outcome"):
        if getattr(when, kind):
            yield kind, getattr(when, kind), when
    if when.count:
        for item in items_of(when.count.of, instrument):
            yield "item", item.id, when.count


def _states(
    instrument: Instrument, attainable: Mapping[str, Attainable], variable: _Variable
) -> set[State] | None:
    tests = variable.tests
    if variable.kind == "item":
        return _item_states(instrument, instrument.item[variable.name], tests)
    if variable.kind == "score":
        scored = attainable[variable.name]
        scores = score_samples(scored, tests)
        found: set[State] = {tuple(test.passes(score) for test in tests) for score in scores}
        asked = not all(part.conditional for part in scored.components)
        return found if asked else {*found, (False,) * len(tests)}
    (classified,) = (x for x in instrument.classifications if x.id == variable.name)
    results = [*(outcome.id for outcome in classified.outcomes), "otherwise"]
    return {tuple(result in test.one_of for test in tests) for result in results}


def _item_states(instrument: Instrument, item: Item, tests: list[Match]) -> set[State] | None:
    found = samples(instrument, item, tests)
    if found is None:
        return None
    asks = [test.answered if isinstance(test, Condition) else None for test in tests]
    states: set[State] = {
        tuple(
            held(test, chosen, number) if ask is None else ask
            for test, ask in zip(tests, asks, strict=True)
        )
        for chosen, number in found
    }
    if any(ask is not None for ask in asks):
        states.add(tuple(None if ask is None else not ask for ask in asks))
    if item.show_if:
        states.add(tuple(False if ask is None else not ask for ask in asks))
    return states
