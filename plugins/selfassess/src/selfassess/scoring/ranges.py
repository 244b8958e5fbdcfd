"""Ranges: how low and how high a score can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfassess.definition.scoring import Scoring
    from selfassess.scoring.component import Component

Range = tuple[float, float]


def final_range(parts: Sequence[Component], scoring: Scoring) -> Range:
    """Return the lowest and highest possible score, after rescaling, transform or lookup."""
    if scoring.lookup:
        gives = [row.gives for row in scoring.lookup]
        return min(gives), max(gives)
    if scoring.rescale:
        return scoring.rescale.minimum, scoring.rescale.maximum
    low, high = natural_range(parts, scoring)
    if scoring.transform:
        ends = [end * scoring.transform.multiply + scoring.transform.add for end in (low, high)]
        return min(ends), max(ends)
    return low, high


def natural_range(parts: Sequence[Component], scoring: Scoring) -> Range:
    """Return the lowest and highest possible score, before rescaling, transform or lookup."""
    if scoring.method == "count":
        return 0, len(parts)
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    if scoring.method == "maximum":
        return min(lows), max(highs)
    if scoring.method == "sum":
        return _sum(parts, [1.0] * len(parts))
    weights = [part.weight for part in parts]
    if scoring.method == "weighted-sum":
        return _sum(parts, weights)
    weights = weights if scoring.method == "weighted" else [1.0] * len(parts)
    if any(part.conditional for part in parts):
        # Without the others, one item alone may make the mean.
        return min(lows), max(highs)
    return _mean(lows, weights), _mean(highs, weights)


def _sum(parts: Sequence[Component], weights: Sequence[float]) -> Range:
    low = high = 0.0
    for part, weight in zip(parts, weights, strict=True):
        ends = [part.low * weight, part.high * weight, *([0.0] if part.conditional else [])]
        low, high = low + min(ends), high + max(ends)
    return low, high


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    pairs = zip(values, weights, strict=True)
    return sum(value * weight for value, weight in pairs) / sum(weights)
