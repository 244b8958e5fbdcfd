"""Sums: which totals some parts can have, found by dynamic programming over bits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.numeric import snap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_UNITS = (1.0, 0.5, 0.25, 0.1, 0.05, 0.01, 0.001)
_LONGEST = 50_000
_MOST = 40_000


@dataclass(frozen=True)
class Addend:
    """What one part can add to a total."""

    values: frozenset[float]
    """What it can be if it is answered."""
    filled: float
    """What stands in the total for a missing answer."""


def totals(addends: Sequence[Addend], gone: int) -> list[list[float]] | None:
    """Return the possible totals by the number of missing answers, which is at most `gone`.

    None if the numbers have no common unit, or if there are too many of them.
    """
    whole = [{*each.values, *([each.filled] if gone else [])} for each in addends]
    unit = _unit(number for numbers in whole for number in numbers)
    work = sum(map(len, whole)) * (gone + 1)
    if unit is None or work > _MOST:
        return None
    lows = [round(min(numbers) / unit) for numbers in whole]
    highs = [round(max(numbers) / unit) for numbers in whole]
    if sum(highs) - sum(lows) > _LONGEST:
        return None
    masks = [1] + [0] * gone
    for each, low in zip(addends, lows, strict=True):
        masks = _with(masks, [round(value / unit) - low for value in each.values], each, unit, low)
    base = sum(lows)
    return [[snap((bit + base) * unit) for bit in _bits(mask)] for mask in masks]


def _with(masks: list[int], steps: list[int], each: Addend, unit: float, low: int) -> list[int]:
    found = [0] * len(masks)
    for missing, mask in enumerate(masks):
        for step in steps:
            found[missing] |= mask << step
        if missing + 1 < len(masks):
            found[missing + 1] |= mask << (round(each.filled / unit) - low)
    return found


def _unit(numbers: Iterable[float]) -> float | None:
    distinct = set(numbers)
    for unit in _UNITS:
        if all(snap(n / unit) == round(n / unit) for n in distinct):
            return unit
    return None


def _bits(mask: int) -> Iterator[int]:
    return (at for at, bit in enumerate(reversed(bin(mask)[2:])) if bit == "1")
