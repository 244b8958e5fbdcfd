"""Values: the numbers that the answers to an item can be, where they can be listed."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING

from selfassess.definition.item_types import UNSCORED, keyed_range, recoded, reversed_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item, Number

LARGEST = 5_000
"""The most values that are listed."""


def values(instrument: Instrument, item: Item) -> frozenset[float] | None:
    """Return what an answer can be, before recoding; None if that is too much to list."""
    if item.type in UNSCORED:
        return frozenset()
    if item.number:
        return _steps(item.number)
    if item.type == "best-worst":
        return _best_worst([option.value for option in item.options])
    if item.type == "ordering":
        pairs = len(item.options) * (len(item.options) - 1) // 2
        return frozenset(right / pairs for right in range(pairs + 1))
    if item.type == "rate-each":
        return _closenesses(instrument, item)
    found = [float(option.value) for option in instrument.options_of(item)]
    return _sums(found) if item.type == "multiple" else frozenset(found)


def keyed_values(
    instrument: Instrument, item: Item, *, flipped: bool = False
) -> frozenset[float] | None:
    """Return what an answer can be scored as. `flipped`: keyed the other way round once more."""
    found = values(instrument, item)
    if found is None:
        return None
    kept = {recoded(instrument, item, number) for number in found} - {None}
    numbers = {number for number in kept if number is not None}
    if item.reverse != flipped:
        between = keyed_range(instrument, item)
        return frozenset(reversed_value(number, between) for number in numbers)
    return frozenset(numbers)


def _steps(number: Number) -> frozenset[float] | None:
    steps = round((number.maximum - number.minimum) / number.step)
    if steps > LARGEST:
        return None
    return frozenset(round(number.minimum + at * number.step, 9) for at in range(steps + 1))


def _sums(numbers: Iterable[float]) -> frozenset[float] | None:
    """Return the sums of one number or more."""
    found: set[float] = set()
    for number in numbers:
        found |= {number, *(number + total for total in found)}
        if len(found) > LARGEST:
            return None
    return frozenset(found)


def _best_worst(keys: Sequence[float]) -> frozenset[float]:
    best, worst = max(keys), min(keys)
    return frozenset(float(a == best) + float(b == worst) for a, b in permutations(keys, 2))


def _closenesses(instrument: Instrument, item: Item) -> frozenset[float] | None:
    scale = instrument.scales[item.scale]
    width = scale.highest - scale.lowest
    totals = {0.0}
    for option in item.options:
        near = {1 - abs(rated.value - option.value) / width for rated in scale.options}
        totals = {total + each for total, each in product(totals, near)}
        if len(totals) > LARGEST:
            return None
    return frozenset(total / len(item.options) for total in totals)
