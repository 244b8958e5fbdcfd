"""Decisions: whether a condition can be true at all, and whether it can be false.

All combinations of answers are tried, but no two that every test in the condition treats alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING

from selfassess.condition import Condition
from selfassess.problems import Problem
from selfassess.reach import reaches
from selfassess.rules.places import Statement, nodes, statements
from selfassess.rules.samples import samples, score_samples
from selfassess.truth import decide, held, items_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfassess.condition import Match
    from selfassess.instrument import Instrument, Item
    from selfassess.reach import Reach

LIMIT = 20_000
"""The most combinations that are tried."""

State = tuple[bool | None, ...]
"""What the tests of one item, score or classification say of one answer."""


@dataclass(frozen=True)
class _Variable:
    """An item, score or classification that conditions test."""

    name: str
    kind: str
    tests: list[Match] = field(default_factory=list)


def decisions(instrument: Instrument) -> Iterator[Problem]:
    """Yield conditions that always or never hold, and outcomes that earlier ones take away."""
    reach = reaches(instrument)
    for statement in statements(instrument):
        found = _possible(instrument, reach, [statement.when])
        if found is not None and (True,) not in found:
            message = "this can never be met; its parts exclude each other; mend one of them"
            yield Problem(message, statement.path)
        elif found == {(True,)} and "outcomes" not in statement.path:
            message = "this is always met; no answers make it false; mend it, or take it away"
            yield Problem(message, statement.path)
    yield from _outcomes(instrument, reach)


def _outcomes(instrument: Instrument, reach: dict[str, Reach]) -> Iterator[Problem]:
    for at, classification in enumerate(instrument.classifications):
        whens = [outcome.when for outcome in classification.outcomes]
        found = _possible(instrument, reach, whens) if len(whens) > 1 else None
        if found is None:
            continue
        reached = {results.index(True) for results in found if True in results}
        alone = {nth for results in found for nth, result in enumerate(results) if result}
        for nth in sorted(alone - reached):
            message = "this outcome is never reached; an earlier one always holds where it does"
            remedy = "mend it, or change the order"
            path = ("classifications", at, "outcomes", nth)
            yield Problem(f'{message}; "{classification.outcomes[nth].id}"; {remedy}', path)


def _possible(
    instrument: Instrument, reach: dict[str, Reach], whens: Sequence[Condition]
) -> set[State] | None:
    """Return which truth values some conditions can have together; None if too many to try."""
    groups: dict[tuple[object, ...], tuple[list[State], list[_Variable]]] = {}
    for variable in _variables(instrument, whens):
        states = _states(instrument, reach, variable)
        if states is None:
            return None
        # Items that the same counts treat alike can change places.
        key = (tuple(map(id, variable.tests)), frozenset(states))
        groups.setdefault(key, (sorted(states, key=str), []))[1].append(variable)
    sizes = (math.comb(len(of) + len(states) - 1, len(of)) for states, of in groups.values())
    if math.prod(sizes) > LIMIT:
        return None
    places = {
        (id(test), variable.name): (at, nth, position)
        for at, (_, of) in enumerate(groups.values())
        for nth, variable in enumerate(of)
        for position, test in enumerate(variable.tests)
    }
    ways = [combinations_with_replacement(states, len(of)) for states, of in groups.values()]
    found: set[State] = set()
    for way in product(*ways):
        test = partial(_looked_up, places, way)
        found.add(tuple(decide(when, instrument, test) for when in whens))
    return found


def _looked_up(
    places: dict[tuple[int, str], tuple[int, int, int]],
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
    instrument: Instrument, reach: dict[str, Reach], variable: _Variable
) -> set[State] | None:
    tests = variable.tests
    if variable.kind == "item":
        return _item_states(instrument, instrument.item[variable.name], tests)
    if variable.kind == "score":
        scored = reach[variable.name]
        scores = score_samples(scored, tests)
        found: set[State] = {tuple(test.passes(score) for test in tests) for score in scores}
        asked = not all(part.conditional for part in scored.parts)
        return found if asked else {*found, (False,) * len(tests)}
    (classified,) = (x for x in instrument.classifications if x.id == variable.name)
    results = [*(outcome.id for outcome in classified.outcomes), "otherwise"]
    return {tuple(result in test.one_of for test in tests) for result in results}


def _item_states(instrument: Instrument, item: Item, tests: list[Match]) -> set[State] | None:
    found = [((), None)] if item.type == "text" else samples(instrument, item, tests)
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
