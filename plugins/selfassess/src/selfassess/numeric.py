"""Numeric: how numbers are held against each other, and how they are shown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

RoundingMode = Literal["half-up", "half-even", "up", "down"]

PLACES = 9
"""The decimal places that count. Sums and means of the same answers, made in another order, may
differ in the sixteenth digit; no rule of an author writes a ninth."""

FEW = 3
"""The decimal places that are shown of every number that has no more of them."""

STEP = 1e-6
"""How far a number may lie from a step, in steps: 0.3 is no exact multiple of 0.1."""


def snap(number: float) -> float:
    """Return the number that a calculated one stands for: 3 for 2.9999999999999996."""
    return round(number, PLACES)


def is_whole(steps: float) -> bool:
    """Return whether a number of steps is a whole one."""
    return math.isclose(steps, round(steps), abs_tol=STEP)


_IN_UNITS: dict[RoundingMode, Callable[[float], int]] = {
    "half-up": lambda units: math.floor(units + 0.5),
    "half-even": round,
    "up": math.ceil,
    "down": math.floor,
}


def half_up(value: float, decimals: int = 0) -> int:
    """Return a number in units of its last decimal place, rounded half up."""
    # Snapped first, so that 2.4999999999999996 is treated as the 2.5 that it stands for.
    return math.floor(snap(value * float(10**decimals)) + 0.5)


def rounded(value: float, to: RoundingMode, decimals: int = 0) -> float:
    """Return a number rounded to so many decimal places."""
    return _IN_UNITS[to](snap(value * float(10**decimals))) / float(10**decimals)


def typed(number: float) -> str:
    """Return a number as people type it: 5000000 or 0.00001, and never 5e+06 or 1e-05.

    It has at most 15 digits that count, and no zeros behind them.
    """
    text = f"{number + 0:.15g}"
    digits, exponent, power = text.partition("e")
    if not exponent:
        return text
    sign = "-" if digits.startswith("-") else ""
    digits, places = digits.lstrip("-").replace(".", ""), int(power)
    if places < 0:
        return f"{sign}0.{'0' * (-places - 1)}{digits}"
    return f"{sign}{digits.ljust(places + 1, '0')}"


def brief(number: float, digits: int = 6) -> str:
    """Return a calculated number for which no rule says how many places are shown.

    Of one without an end, such as two thirds, `digits` are enough, but none before the point is
    lost; one of few places is what an author wrote, and stays whole.
    """
    if snap(number) == round(number, FEW):
        return typed(round(number, FEW))
    return typed(float(f"{number:.{digits}g}") if abs(number) < 10**digits else round(number, 0))


def shown(value: float, decimals: int) -> str:
    """Return a number as it is displayed: rounded half up to so many places."""
    return f"{half_up(value, decimals) / 10**decimals:.{decimals}f}"


def shown_within(value: float, decimals: int, edges: Iterable[float]) -> str:
    """Return a number as it is displayed beside words that depend on which edges it reaches.

    It has as many places as it takes to stand on the same side of each edge as the number
    itself, and at least `decimals`.
    """
    limits = [snap(edge) for edge in edges]
    for places in range(decimals, PLACES):
        text = shown(value, places)
        if all((float(text) >= edge) == (snap(value) >= edge) for edge in limits):
            return text
    return shown(value, PLACES)
