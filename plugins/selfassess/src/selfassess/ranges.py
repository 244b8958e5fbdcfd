"""Ranges: how low and how high a score can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfassess.instrument import Domain, Instrument, Item, Scoring

Range = tuple[float, float]


def score_range(instrument: Instrument, domain: Domain) -> Range:
    """Return the lowest and highest possible score of a domain, after rescaling."""
    scoring = instrument.scoring_of(domain)
    items = instrument.items_of(domain.id)
    return rescaled_range(instrument, items, scoring)


def rescaled_range(instrument: Instrument, items: Sequence[Item], scoring: Scoring) -> Range:
    """Return the lowest and highest possible score of some items, after rescaling."""
    if scoring.rescale:
        return scoring.rescale.minimum, scoring.rescale.maximum
    return natural_range(instrument, items, scoring)


def natural_range(instrument: Instrument, items: Sequence[Item], scoring: Scoring) -> Range:
    """Return the lowest and highest possible score of some items, before rescaling."""
    if scoring.method == "count":
        return 0, len(items)
    lows = [instrument.scale_of(item).lowest for item in items]
    highs = [instrument.scale_of(item).highest for item in items]
    if scoring.method == "sum":
        return sum(lows), sum(highs)
    weights = [item.weight if scoring.method == "weighted" else 1.0 for item in items]
    return _mean(lows, weights), _mean(highs, weights)


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    pairs = zip(values, weights, strict=True)
    return sum(value * weight for value, weight in pairs) / sum(weights)
