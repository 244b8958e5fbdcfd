"""Kinds: what each type of item takes as an answer, and the number that it counts as.

An answer is given under one or more names: the id of the item or, where each option or each
choice is answered by itself, that id, a dot and a part: `case.best`, `case.option-id`.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item, Number, Option

Given = str | float | tuple[str, ...]
"""A raw answer: the key of an option (also of each part), a number, the keys of several
options, or free text."""

DID_NOT_APPLY = "did-not-apply"
"""The answer "did not apply". It is not zero, and not the same as no answer."""

UNSCORED = ("text", "information")
"""The types that never count as a number."""

PARTED = ("best-worst", "rate-each", "ordering")
"""The types that are answered under several names."""

PARTS = ("best", "worst")
"""The parts of a `best-worst` item."""


def names(item: Item) -> tuple[str, ...]:
    """Return the names under which an item is answered; () for information."""
    if item.type == "information":
        return ()
    if item.type == "best-worst":
        return tuple(f"{item.id}.{part}" for part in PARTS)
    if item.type in ("rate-each", "ordering"):
        return tuple(f"{item.id}.{option.key}" for option in item.options)
    return (item.id,)


def keys(instrument: Instrument, item: Item) -> tuple[str, ...]:
    """Return what may be chosen under each name of an item; () where there are no options."""
    if item.type == "ordering":
        return tuple(str(place) for place in range(1, len(item.options) + 1))
    scale = instrument.scale_of(item)
    if item.type == "rate-each" and scale:
        return tuple(option.key for option in scale.options)
    found = tuple(option.key for option in instrument.options_of(item))
    return (*found, DID_NOT_APPLY) if scale and scale.did_not_apply else found


def is_answered(item: Item, chosen: Mapping[str, Given]) -> bool:
    """Return whether every part of an item has an answer."""
    return item.type != "information" and all(name in chosen for name in names(item))


def value(instrument: Instrument, item: Item, chosen: Mapping[str, Given]) -> float | None:
    """Return the number of an answer, before recoding and reverse-keying; None without one.

    `multiple` gives the sum of the values of the chosen options. `best-worst` gives 0 to 2: one
    for the best option (highest value) and one for the worst. `rate-each` and `ordering` give
    0 to 1: see `_closeness` and `_agreement`.
    """
    if item.type in UNSCORED or not is_answered(item, chosen):
        return None
    given = chosen.get(item.id)
    if item.type in ("rating", "choice"):
        return _option_value(instrument.options_of(item), given)
    if item.type == "multiple":
        several = given if isinstance(given, tuple) else ()
        return sum(float(option.value) for option in item.options if option.key in several)
    if item.type == "best-worst":
        return _best_worst(item, chosen)
    if item.type == "rate-each":
        return _closeness(instrument, item, chosen)
    if item.type == "ordering":
        return _agreement(item, chosen)
    return float(given) if isinstance(given, int | float) else None


def _option_value(options: tuple[Option, ...], given: object) -> float | None:
    return next((option.value for option in options if option.key == given), None)


def _best_worst(item: Item, chosen: Mapping[str, Given]) -> float:
    values = {option.key: option.value for option in item.options}
    best, worst = (values[str(chosen[name])] for name in names(item))
    return float(best == max(values.values())) + float(worst == min(values.values()))


def _closeness(instrument: Instrument, item: Item, chosen: Mapping[str, Given]) -> float | None:
    """Return the mean closeness of ratings to their keys: 1 - distance / width of the scale.

    A distance score for situational judgment (McDaniel and others, 2011, who name its weaknesses).
    """
    scale = instrument.scales[item.scale]
    close = 0.0
    for option in item.options:
        rated = _option_value(scale.options, chosen[f"{item.id}.{option.key}"])
        if rated is None:
            return None
        close += 1 - abs(rated - option.value) / (scale.highest - scale.lowest)
    return close / len(item.options)


def _agreement(item: Item, chosen: Mapping[str, Given]) -> float:
    """Return the share of pairs of options that stand in the keyed order (after Kendall, 1938)."""
    pairs = list(combinations(item.options, 2))
    right = 0
    for one, other in pairs:
        first, second = (float(str(chosen[f"{item.id}.{x.key}"])) for x in (one, other))
        right += (first < second) == (one.value < other.value)
    return right / len(pairs)


def keyed(instrument: Instrument, item: Item, chosen: Mapping[str, Given]) -> float | None:
    """Return the number that an answer is scored as: recoded, then reverse-keyed."""
    found = value(instrument, item, chosen)
    if found is None:
        return None
    found = recoded(instrument, item, found)
    if item.reverse and found is not None:
        return reversed_value(found, keyed_range(instrument, item))
    return found


def recoded(instrument: Instrument, item: Item, number: float) -> float | None:
    """Return a number after the item's recoding table, if it has one."""
    if not item.recode:
        return number
    lines = instrument.recodings[item.recode]
    return next((line.gives for line in lines if line.passes(number)), None)


def reversed_value(number: float, between: tuple[float, float]) -> float:
    """Return a number counted from the other end: lowest + highest - number."""
    return between[0] + between[1] - number


def keyed_range(instrument: Instrument, item: Item) -> tuple[float, float]:
    """Return the lowest and highest number that an item can be scored as."""
    if item.recode:
        gives = [line.gives for line in instrument.recodings[item.recode]]
        return min(gives), max(gives)
    return value_range(instrument, item)


def value_range(instrument: Instrument, item: Item) -> tuple[float, float]:
    """Return the lowest and highest number of an answer, before recoding."""
    if item.number:
        return item.number.minimum, item.number.maximum
    if item.type in ("rate-each", "ordering"):
        return 0, 1
    if item.type == "best-worst":
        return 0, 2
    values = [option.value for option in instrument.options_of(item)]
    if item.type == "multiple":
        # At least one is chosen: nothing chosen is no answer.
        low = sum(number for number in values if number < 0) or min(values)
        return low, sum(number for number in values if number > 0) or max(values)
    return min(values), max(values)


def fits(number: Number, found: float) -> bool:
    """Return whether a number lies in the range and on a step."""
    steps = (found - number.minimum) / number.step
    inside = number.minimum <= found <= number.maximum
    return inside and math.isclose(steps, round(steps), abs_tol=1e-6)
