"""Pools: that the items of one objective stand alone and count alike, so that draws compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules import places
from selfassess.numeric import typed
from selfassess.problems import Problem
from selfassess.scoring.keying import keyed_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item
    from selfassess.problems import Path


Weights = dict[str, dict[str, float]]
"""The weight of each item in each score that it is a part of."""


def pools(instrument: Instrument) -> Iterator[Problem]:
    """Yield items that differ from the others of their objective, and what can not be shuffled."""
    weights = _weights(instrument) if instrument.objectives else {}
    for objective in instrument.objectives:
        pool = [(at, x) for at, x in enumerate(instrument.items) if x.objective == objective.id]
        yield from (_waits(item, ("items", at)) for at, item in pool if item.show_if)
        for at, item in pool[1:] if objective.draw < len(pool) else ():
            yield from _alike(instrument, weights, pool[0][1], item, ("items", at))
    own = any(item.options for item in instrument.items)
    if instrument.shuffle in ("options", "both") and not own:
        found = "no item has options of its own, and shared ones stay in order"
        yield Problem(f"there is nothing to shuffle; {found}; take it away", ("shuffle",))


def _waits(item: Item, here: Path) -> Problem:
    message = f'what is drawn is asked; "{item.id}" has a condition; take one of the two away'
    return Problem(message, (*here, "show_if"))


def _alike(
    instrument: Instrument, weights: Weights, first: Item, item: Item, here: Path
) -> Iterator[Problem]:
    both, mine, other = f'"{item.id}" and "{first.id}"', weights[item.id], weights[first.id]
    if item.domain != first.domain:
        message = f"items of one objective are in different domains; {both}; keep them in one"
        yield Problem(message, (*here, "domain"))
    elif mine.keys() != other.keys():
        message = f"items of one objective are in different scores; {both}; name all or none"
        yield Problem(message, here)
    elif mine:
        one, another = _counts(instrument, item, mine), _counts(instrument, first, other)
        if one != another:
            message = f"items of one objective count differently; {both} go {one} and {another}"
            yield Problem(f"{message}; mend one", here)


def _counts(instrument: Instrument, item: Item, weights: dict[str, float]) -> str:
    low, high = keyed_range(instrument, item)
    times = "".join(f" times {typed(weight)}" for weight in weights.values())
    return f"from {typed(low)} to {typed(high)}{times}"


def _weights(instrument: Instrument) -> Weights:
    found: Weights = {item.id: {} for item in instrument.items}
    for score in places.scored(instrument):
        own = getattr(score.owner, "weights", {})
        for name in score.names:
            if name in instrument.item:
                found[name][score.id] = own.get(name, instrument.item[name].weight)
    return found
