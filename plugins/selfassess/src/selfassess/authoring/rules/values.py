"""Values: the numbers that the answers to an item can be, where they can be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.definition.item_types import type_of
from selfassess.scoring.keying import keyed_range, recoded, reversed_value

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Values
    from selfassess.definition.items import Item


def values(instrument: Instrument, item: Item) -> Values:
    """Return what an answer can be, before recoding; None if that is too much to list."""
    return type_of(item).values(item, instrument.scale_of(item))


def keyed_values(instrument: Instrument, item: Item, *, flipped: bool = False) -> Values:
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
