"""Keying: an answer as the number that it is scored as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.definition.item_types import type_of

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Chosen, Range
    from selfassess.definition.items import Item


def keyed(instrument: Instrument, item: Item, chosen: Chosen) -> float | None:
    """Return the number that an answer is scored as: recoded, then reverse-keyed.

    None without a whole answer, or if it has no number.
    """
    kind = type_of(item)
    if not kind.is_scored or not kind.has_answer(item, chosen):
        return None
    found = kind.value(item, instrument.scale_of(item), chosen)
    return None if found is None else keyed_number(instrument, item, found)


def keyed_number(instrument: Instrument, item: Item, number: float) -> float | None:
    """Return what a number counts as if it is the answer to an item; None if it is not recoded."""
    found = recoded(instrument, item, number)
    if item.reverse and found is not None:
        return reversed_value(found, keyed_range(instrument, item))
    return found


def recoded(instrument: Instrument, item: Item, number: float) -> float | None:
    """Return a number after the item's recoding table, if it has one."""
    if not item.recode:
        return number
    lines = instrument.recodings[item.recode]
    return next((line.gives for line in lines if line.passes(number)), None)


def reversed_value(number: float, between: Range) -> float:
    """Return a number counted from the other end: lowest + highest - number."""
    return between[0] + between[1] - number


def keyed_range(instrument: Instrument, item: Item) -> Range:
    """Return the lowest and highest number that an item can be scored as."""
    if item.recode:
        gives = [line.gives for line in instrument.recodings[item.recode]]
        return min(gives), max(gives)
    return type_of(item).range(item, instrument.scale_of(item))
