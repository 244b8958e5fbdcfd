"""Pools: that the items of one objective count alike, so that every draw gives the same scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.kinds import keyed_range
from selfassess.problems import Problem
from selfassess.rules import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.instrument import Instrument, Item
    from selfassess.problems import Path


def pools(instrument: Instrument) -> Iterator[Problem]:
    """Yield items that differ from the others of their objective, and what can not be shuffled."""
    for objective in instrument.objectives:
        pool = [item for item in instrument.items if item.objective == objective.id]
        for item in pool[1:] if objective.draw < len(pool) else ():
            yield from _alike(instrument, pool[0], item)
    own = any(item.options for item in instrument.items)
    if instrument.shuffle in ("options", "both") and not own:
        message = (
            "there is nothing to shuffle; no item has options of its own, and shared ones stay"
        )
        yield Problem(f"{message} in order; take it away", ("shuffle",))


def _alike(instrument: Instrument, first: Item, item: Item) -> Iterator[Problem]:
    here: Path = ("items", instrument.items.index(item))
    both = f'"{item.id}" and "{first.id}"'
    if item.domain != first.domain:
        message = f"items of one objective are in different domains; {both}; keep them in one"
        yield Problem(message, (*here, "domain"))
    elif _scores(instrument, item) != _scores(instrument, first):
        message = f"items of one objective are in different scores; {both}; name all or none"
        yield Problem(message, here)
    elif _scores(instrument, item):
        mine, other = (_counts(instrument, each) for each in (item, first))
        if mine != other:
            message = f"items of one objective count differently; {both} go {mine} and {other}"
            yield Problem(f"{message}; mend one", here)


def _counts(instrument: Instrument, item: Item) -> str:
    low, high = keyed_range(instrument, item)
    return f"from {low:g} to {high:g}" + ("" if item.weight == 1 else f" times {item.weight:g}")


def _scores(instrument: Instrument, item: Item) -> list[str]:
    return [found.id for found in places.scored(instrument) if item.id in found.names]
