"""Attainable: what the answers to an instrument could give, without any."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from selfassess.answering.answers import Answers
from selfassess.answering.draw import draw
from selfassess.authoring.rules.totals import Addend, totals
from selfassess.authoring.rules.values import keyed_values
from selfassess.scoring.component import composite_components, item_components
from selfassess.scoring.ranges import final_range, natural_range
from selfassess.scoring.scorer import final, half_up, score_components

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.scoring import Scoring
    from selfassess.scoring.component import Component
    from selfassess.scoring.ranges import Range
    from selfassess.scoring.scorer import Score

Values = frozenset[float] | None
"""Every value that something can take; None if they can not be listed."""


def score_ranges(instrument: Instrument) -> dict[str, Range]:
    """Return the lowest and highest possible value of every domain and further score, by id."""
    return {name: attainable.range for name, attainable in attainable_scores(instrument).items()}


def attainable_scores(instrument: Instrument) -> dict[str, Attainable]:
    """Return what every domain that is scored and every further score can be, by id.

    Every draw has the same ones: `rules` sees to it that the items of a pool count alike.
    """
    nothing = Answers({}, frozenset(), draw(instrument, "any"))
    empty: dict[str, Score] = {}
    found: dict[str, Attainable] = {}
    for domain in instrument.scored_domains:
        items = instrument.items_of(domain.id)
        parts, scoring = item_components(instrument, items, nothing), instrument.scoring_of(domain)
        found[domain.id] = Attainable(instrument, parts, scoring, found)
        empty[domain.id] = score_components(parts, scoring)
    for rule in instrument.scores:
        parts = composite_components(instrument, rule, nothing, empty)
        found[rule.id] = Attainable(instrument, parts, rule.scoring, found, rule.reverse)
        empty[rule.id] = score_components(parts, rule.scoring)
    return found


@dataclass(frozen=True)
class Attainable:
    """What one score can be. Values are worked out when they are first asked for.

    Parts are taken to vary freely: where one item is in two of them, some values that are
    listed can not occur.
    """

    instrument: Instrument
    parts: Sequence[Component]
    scoring: Scoring
    others: dict[str, Attainable]
    """The scores that this one may be made of."""
    reverse: tuple[str, ...] = ()

    @cached_property
    def natural(self) -> Range:
        """The lowest and highest value before rescaling, transform or lookup."""
        return natural_range(self.parts, self.scoring)

    @cached_property
    def range(self) -> Range:
        """The lowest and highest value as it is shown."""
        return final_range(self.parts, self.scoring)

    @cached_property
    def raws(self) -> Values:
        """Every value before rescaling, transform or lookup, with as many missing as allowed."""
        spread = [self._part(part) for part in self.parts]
        # What can be nothing at all is a problem of its own, with a place of its own.
        listed = [values for values in spread if values]
        if len(listed) < len(spread):
            return None
        return _raws(self.parts, listed, self.scoring)

    @cached_property
    def values(self) -> Values:
        """Every value as it is shown."""
        if self.raws is None:
            return None
        rows = {row.raw for row in self.scoring.lookup}
        kept = [raw for raw in self.raws if not rows or half_up(raw) in rows]
        return frozenset(round(final(raw, self.parts, self.scoring), 9) for raw in kept)

    def _part(self, part: Component) -> Values:
        item = self.instrument.item.get(part.id)
        if item is None:
            return self.others[part.id].values
        return keyed_values(self.instrument, item, flipped=part.id in self.reverse)


def most_missing(parts: Sequence[Component], scoring: Scoring) -> int:
    """Return how many answers may be missing in a score."""
    rule = scoring.missing
    if rule.rule == "complete":
        return 0
    fewest = rule.minimum if rule.provisional is None else rule.provisional
    return max(0, min(len(parts) - fewest, len(parts) - 1))


def _raws(parts: Sequence[Component], spread: list[frozenset[float]], scoring: Scoring) -> Values:
    gone = most_missing(parts, scoring)
    left_out = any(part.conditional for part in parts)
    if scoring.method in ("count", "maximum"):
        if gone and scoring.missing.rule in ("zero", "sample"):
            spread, gone = _filled(parts, spread, scoring), 0
        gone = len(parts) - 1 if left_out else gone
        return (
            _maxima(spread, gone) if scoring.method == "maximum" else _counts(spread, scoring, gone)
        )
    if left_out and (scoring.method not in ("sum", "weighted-sum") or gone):
        return None
    return _totals(parts, spread, scoring, gone)


def _filled(
    parts: Sequence[Component], spread: list[frozenset[float]], scoring: Scoring
) -> list[frozenset[float]]:
    """Return what each part can be, what stands for it if it is missing included."""
    filled = (scoring.missing.values.get(part.id, 0.0) for part in parts)
    return [values | {value} for values, value in zip(spread, filled, strict=True)]


def _counts(spread: list[frozenset[float]], scoring: Scoring, gone: int) -> Values:
    match = scoring.counts
    passing = [{match.passes(value) for value in values} for values in spread if match]
    sure = sum(found == {True} for found in passing)
    can = sum(True in found for found in passing)
    return frozenset(map(float, range(max(0, sure - gone), can + 1)))


def _maxima(spread: list[frozenset[float]], gone: int) -> Values:
    lowest = sorted(min(values) for values in spread)[-1 - gone]
    return frozenset(value for values in spread for value in values if value >= lowest)


def _totals(
    parts: Sequence[Component], spread: list[frozenset[float]], scoring: Scoring, gone: int
) -> Values:
    rule = scoring.missing
    weighty = scoring.method in ("weighted", "weighted-sum")
    if weighty and gone and rule.rule == "prorate":
        return None
    weights = [part.weight if weighty else 1.0 for part in parts]
    addends = [
        Addend(
            frozenset(value * weight for value in values) | ({0.0} if part.conditional else set()),
            rule.values.get(part.id, 0.0) * weight,
        )
        for part, values, weight in zip(parts, spread, weights, strict=True)
    ]
    found = totals(addends, gone)
    return None if found is None else frozenset(_divided(found, scoring, weights))


def _divided(found: list[list[float]], scoring: Scoring, weights: list[float]) -> Iterable[float]:
    """Yield raw scores from totals by the number of missing answers."""
    for missing, sums in enumerate(found):
        given = len(weights) - missing if scoring.missing.rule == "prorate" else len(weights)
        if scoring.method == "sum":
            yield from (total * len(weights) / given for total in sums)
        elif scoring.method == "weighted":
            yield from (total / sum(weights) for total in sums)
        else:
            yield from (total / given if scoring.method == "mean" else total for total in sums)
