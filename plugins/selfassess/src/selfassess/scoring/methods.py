"""Methods: one object for each way to make one number of several, by the name that authors write.

What an object says of itself here is all that the other modules know of a method.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selfassess.definition.conditions import Match
    from selfassess.definition.item_types.item_type import Range, Values
    from selfassess.definition.scoring import Method, Scoring
    from selfassess.scoring.component import Component

Pair = tuple[float, float]
"""A value and its weight."""


class ScoringMethod(ABC):
    """One way to combine the values of a score's components."""

    name: Method
    weighs: bool = False
    """Whether components have weights."""
    divides: bool = False
    """Whether it is a mean: it stays within the range of its components."""
    prorates: bool = True
    """Whether the mean of the answered may stand for what is missing. If not, the rule `answered`
    may leave what is missing out."""
    counts: bool = False
    """Whether it counts the components that pass the test `counts`."""
    adds: bool = True
    """Whether it is made of the total of its components."""
    is_zero_of_nothing: bool = False
    """Whether it is 0 if nothing at all was asked, unless the rule wants no score then."""
    is_sum_of_parts: bool = True
    """Whether it is a sum, or a mean, of what each component adds, which reliability looks into."""

    @abstractmethod
    def combine(self, pairs: Sequence[Pair], asked: Sequence[float], counts: Match | None) -> float:
        """Return the score before rescaling, transform or lookup.

        `pairs` are what is counted, what stands for missing answers included; at least one, but
        for methods that are zero of nothing.
        `asked` are the weights of all components that were asked. `counts` is the test of a count.
        """

    @abstractmethod
    def range(self, components: Sequence[Component]) -> Range:
        """Return the lowest and highest possible score, before rescaling, transform or lookup."""

    def adds_value(self, component: Component, counts: Match | None) -> float:
        """Return what one answered component adds to the score."""
        return component.value or 0.0

    def from_total(self, total: float, there: float, asked: float) -> float:
        """Return the score from a total; `there` and `asked` are weights, or numbers of answers.

        Only of methods that add.
        """
        raise NotImplementedError

    def attainable(
        self, spread: Sequence[frozenset[float]], gone: int, counts: Match | None
    ) -> Values:
        """Return every score of components of which `gone` may be missing; None if not known.

        `spread` holds what each component can be. Only of methods that do not add.
        """
        return None


class Total(ScoringMethod):
    """A sum or a mean, with weights or without."""

    def __init__(self, name: Method, *, weighs: bool, divides: bool) -> None:
        self.name, self.weighs, self.divides = name, weighs, divides
        self.is_zero_of_nothing = not divides

    def combine(self, pairs: Sequence[Pair], asked: Sequence[float], counts: Match | None) -> float:
        total = sum(value * (weight if self.weighs else 1) for value, weight in pairs)
        there = sum(weight for _, weight in pairs) if self.weighs else len(pairs)
        whole = sum(asked) if self.weighs else len(asked)
        # Weights in another order may add up to another last digit.
        return self.from_total(total, there, there if len(pairs) == len(asked) else whole)

    def from_total(self, total: float, there: float, asked: float) -> float:
        if self.divides:
            return total / there
        return total if there == asked else total * asked / there

    def range(self, components: Sequence[Component]) -> Range:
        weights = [component.weight if self.weighs else 1.0 for component in components]
        if not self.divides:
            return _sum(components, weights)
        lows, highs = [c.low for c in components], [c.high for c in components]
        if any(component.conditional for component in components):
            # Without the others, one item alone may make the mean.
            return min(lows), max(highs)
        return _mean(lows, weights), _mean(highs, weights)

    def adds_value(self, component: Component, counts: Match | None) -> float:
        value = component.value or 0.0
        return value * component.weight if self.weighs else value


class Count(ScoringMethod):
    """How many components pass a test."""

    name = "count"
    prorates = False
    counts = True
    adds = False
    is_zero_of_nothing = True

    def combine(self, pairs: Sequence[Pair], asked: Sequence[float], counts: Match | None) -> float:
        return sum(counts.passes(value) for value, _ in pairs) if counts else 0

    def range(self, components: Sequence[Component]) -> Range:
        return 0, len(components)

    def adds_value(self, component: Component, counts: Match | None) -> float:
        return float(counts is not None and counts.passes(component.value or 0.0))

    def attainable(
        self, spread: Sequence[frozenset[float]], gone: int, counts: Match | None
    ) -> Values:
        passing = [{counts.passes(value) for value in values} for values in spread if counts]
        sure = sum(found == {True} for found in passing)
        can = sum(True in found for found in passing)
        return frozenset(map(float, range(max(0, sure - gone), can + 1)))


class Maximum(ScoringMethod):
    """The highest component."""

    name = "maximum"
    prorates = False
    adds = False
    is_sum_of_parts = False

    def combine(self, pairs: Sequence[Pair], asked: Sequence[float], counts: Match | None) -> float:
        return max(value for value, _ in pairs)

    def range(self, components: Sequence[Component]) -> Range:
        return min(c.low for c in components), max(c.high for c in components)

    def attainable(
        self, spread: Sequence[frozenset[float]], gone: int, counts: Match | None
    ) -> Values:
        lowest = sorted(min(values) for values in spread)[-1 - gone]
        return frozenset(value for values in spread for value in values if value >= lowest)


METHODS: dict[Method, ScoringMethod] = {
    each.name: each
    for each in (
        Total("mean", weighs=False, divides=True),
        Total("sum", weighs=False, divides=False),
        Total("weighted", weighs=True, divides=True),
        Total("weighted-sum", weighs=True, divides=False),
        Count(),
        Maximum(),
    )
}


def method_of(scoring: Scoring) -> ScoringMethod:
    """Return what the method of a rule is."""
    return METHODS[scoring.method]


def is_zero_of_nothing(scoring: Scoring) -> bool:
    """Return whether a score under a rule is 0 if nothing at all was asked; if not, it has none."""
    return method_of(scoring).is_zero_of_nothing and scoring.missing.not_asked != "no-score"


def _sum(components: Sequence[Component], weights: Iterable[float]) -> Range:
    low = high = 0.0
    for each, weight in zip(components, weights, strict=True):
        ends = [each.low * weight, each.high * weight, *([0.0] if each.conditional else [])]
        low, high = low + min(ends), high + max(ends)
    return low, high


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    pairs = zip(values, weights, strict=True)
    return sum(value * weight for value, weight in pairs) / sum(weights)
