"""Samples: answers that stand for all answers when a test is tried on an item."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from selfassess.definition.item_types import type_of
from selfassess.numeric import snap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.definition.conditions import Match
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Sample
    from selfassess.definition.items import Item, Number


def samples(instrument: Instrument, item: Item, matches: Iterable[Match]) -> list[Sample] | None:
    """Return answers such that each test is passed by one of them if any answer passes.

    None if there are too many to be sure.
    """
    if item.number:
        return [((), number) for number in near(item.number, edges(matches))]
    return type_of(item).samples(item, instrument.scale_of(item))


def edges(matches: Iterable[Match]) -> set[float]:
    """Return the numbers at which the outcome of a test changes."""
    found: set[float] = set()
    for match in matches:
        numbers = (match.at_least, match.at_most, *match.one_of)
        found |= {float(edge) for edge in numbers if edge is not None and not isinstance(edge, str)}
    return found


def near(number: Number, at: Iterable[float]) -> set[float]:
    """Return the numbers that are accepted next to some edges, and the ends of its range."""
    last = round((number.maximum - number.minimum) / number.step)
    steps = {0, last}
    for edge in at:
        nearest = round((edge - number.minimum) / number.step)
        steps |= {min(max(nearest + shift, 0), last) for shift in (-1, 0, 1)}
    return {snap(number.minimum + step * number.step) for step in steps}


def score_samples(attainable: Attainable, matches: Iterable[Match]) -> Iterator[float]:
    """Yield scores that stand for all when some tests are tried on them."""
    if attainable.values is not None:
        yield from attainable.values
        return
    low, high = attainable.range
    inside = sorted({low, high, *(edge for edge in edges(matches) if low <= edge <= high)})
    yield from inside
    yield from ((one + other) / 2 for one, other in pairwise(inside))
