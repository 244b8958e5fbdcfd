"""Samples: answers that stand for all answers when a test is tried on an item."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from selfassess.authoring.rules.values import values
from selfassess.definition.item_types import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.definition.conditions import Match
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item, Number

Sample = tuple[tuple[str, ...], float | None]
"""The keys that are chosen, and the number of the answer."""

_SUBSETS = 10


def samples(instrument: Instrument, item: Item, matches: Iterable[Match]) -> list[Sample] | None:
    """Return answers such that each test is passed by one of them if any answer passes.

    None if there are too many to be sure.
    """
    if item.type == "multiple":
        return _subsets(item)
    if item.type in ("rating", "choice"):
        found = {option.key: option.value for option in instrument.options_of(item)}
        return [((key,), found.get(key)) for key in keys(instrument, item)]
    numbers = near(item.number, edges(matches)) if item.number else values(instrument, item)
    return None if numbers is None else [((), number) for number in numbers]


def _subsets(item: Item) -> list[Sample] | None:
    options = item.options
    if len(options) > _SUBSETS:
        return None
    chosen = [each for size in range(len(options)) for each in combinations(options, size + 1)]
    return [(tuple(x.key for x in each), float(sum(x.value for x in each))) for each in chosen]


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
    return {round(number.minimum + step * number.step, 9) for step in steps}


def score_samples(attainable: Attainable, matches: Iterable[Match]) -> Iterator[float]:
    """Yield scores that stand for all when some tests are tried on them."""
    if attainable.values is not None:
        yield from attainable.values
        return
    low, high = attainable.range
    inside = sorted({low, high, *(edge for edge in edges(matches) if low <= edge <= high)})
    yield from inside
    yield from ((one + other) / 2 for one, other in pairwise(inside))
