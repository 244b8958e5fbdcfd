"""Attainable: what the answers to an instrument could give, without any."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from selfassess.answering.answers import Answers
from selfassess.answering.draw import draw
from selfassess.authoring.rules.totals import Addend, totals
from selfassess.authoring.rules.values import keyed_values
from selfassess.numeric import rounded, snap
from selfassess.scoring.methods import is_zero_of_nothing, method_of
from selfassess.scoring.missing import treatment_of
from selfassess.scoring.scorer import (
    Scorer,
    final,
    final_range,
    raw_range,
    score_components,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Range, Values
    from selfassess.definition.scoring import Scoring
    from selfassess.scoring.component import Component
    from selfassess.scoring.score import Score


def attainable_scores(instrument: Instrument) -> dict[str, Attainable]:
    """Return what every domain that is scored and every composite score can be, by id.

    Every draw has the same ones: `rules` sees to it that the items of a pool count alike.
    """
    nothing = Answers({}, frozenset(), draw(instrument, "any"))
    scorer = Scorer(instrument)
    empty: dict[str, Score] = {}
    found: dict[str, Attainable] = {}
    for domain in instrument.scored_domains:
        components, scoring = scorer.of_domain(domain, nothing), instrument.scoring_of(domain)
        found[domain.id] = _of(instrument, components, scoring, found)
        empty[domain.id] = score_components(components, scoring)
    for rule in instrument.scores:
        components = scorer.of_rule(rule, nothing, empty)
        found[rule.id] = _of(instrument, components, rule.scoring, found, rule.reverse)
        empty[rule.id] = score_components(components, rule.scoring)
    return found


def _of(
    instrument: Instrument,
    components: Sequence[Component],
    scoring: Scoring,
    others: dict[str, Attainable],
    reverse: tuple[str, ...] = (),
) -> Attainable:
    counted = [component.with_skip() for component in components]
    return Attainable(instrument, counted, scoring, others, reverse)


@dataclass(frozen=True)
class Attainable:
    """What one score can be. Values are worked out when they are first asked for.

    Components are taken to vary freely: where one item is in two of them, some values that are
    listed can not occur.
    """

    instrument: Instrument
    components: Sequence[Component]
    scoring: Scoring
    others: dict[str, Attainable]
    """The scores that this one may be made of."""
    reverse: tuple[str, ...] = ()

    @cached_property
    def natural(self) -> Range:
        """The lowest and highest value before rescaling, transform or lookup."""
        return raw_range(self.components, self.scoring)

    @cached_property
    def range(self) -> Range:
        """The lowest and highest value as it is shown."""
        return final_range(self.components, self.scoring)

    @cached_property
    def raws(self) -> Values:
        """Every value before rescaling, transform or lookup, with as many missing as allowed.

        Rounded, if the rule rounds it there.
        """
        spread = [self._of(component) for component in self.components]
        # What can be nothing at all is a problem of its own, with a place of its own.
        listed = [values for values in spread if values]
        if len(listed) < len(spread):
            return None
        raws, how = _raws(self.components, listed, self.scoring), self.scoring.round
        if raws is None or how is None or how.at != "raw":
            return raws
        return frozenset(rounded(raw, how.to, how.decimals) for raw in raws)

    @cached_property
    def values(self) -> Values:
        """Every value as it is shown."""
        if self.raws is None:
            return None
        found = (final(raw, self.components, self.scoring) for raw in self.raws)
        return frozenset(snap(value) for value in found if value is not None)

    def _of(self, component: Component) -> Values:
        item = self.instrument.item.get(component.id)
        if item is None:
            found = self.others[component.id].values
        else:
            found = keyed_values(self.instrument, item, flipped=component.id in self.reverse)
        if found is None or component.if_not_asked is None:
            return found
        return found | {component.if_not_asked}


def most_missing(components: Sequence[Component], scoring: Scoring) -> int:
    """Return how many answers may be missing in a score."""
    rule = scoring.missing
    if treatment_of(scoring).wants_all:
        return 0
    minimum = rule.minimum or 1
    fewest = minimum if rule.provisional is None else rule.provisional
    return max(0, min(len(components) - fewest, len(components) - 1))


def _raws(
    components: Sequence[Component], spread: list[frozenset[float]], scoring: Scoring
) -> Values:
    method, gone = method_of(scoring), most_missing(components, scoring)
    left_out = any(component.conditional for component in components)
    alone = all(component.conditional for component in components)
    zero_of_nothing = is_zero_of_nothing(scoring)
    if method.adds:
        # Of a mean, what is not asked changes what it is divided by.
        open_ = left_out and (method.divides or gone)
        # A total of nothing is not told from one of answers of 0.
        unlike = alone and not zero_of_nothing
        return None if open_ or unlike else _totals(components, spread, scoring, gone)
    if gone and treatment_of(scoring).fills:
        spread, gone = _filled(components, spread, scoring), 0
    if left_out:
        gone = len(components) - (0 if alone and zero_of_nothing else 1)
    return method.attainable(spread, gone, scoring.counts)


def _filled(
    components: Sequence[Component], spread: list[frozenset[float]], scoring: Scoring
) -> list[frozenset[float]]:
    """Return what each component can be, what stands for it if it is missing included."""
    value = treatment_of(scoring).value
    filled = (value(scoring.missing, component.id) for component in components)
    return [values | {value} for values, value in zip(spread, filled, strict=True)]


def _totals(
    components: Sequence[Component], spread: list[frozenset[float]], scoring: Scoring, gone: int
) -> Values:
    method, treatment = method_of(scoring), treatment_of(scoring)
    if method.weighs and gone and treatment.prorates:
        return None
    weights = [each.weight if method.weighs else 1.0 for each in components]
    addends = [
        Addend(
            frozenset(value * weight for value in values) | ({0.0} if each.conditional else set()),
            treatment.value(scoring.missing, each.id) * weight,
        )
        for each, values, weight in zip(components, spread, weights, strict=True)
    ]
    found = totals(addends, gone)
    return None if found is None else frozenset(_divided(found, scoring, weights))


def _divided(found: list[list[float]], scoring: Scoring, weights: list[float]) -> Iterable[float]:
    """Yield raw scores from totals by the number of missing answers."""
    method, prorates = method_of(scoring), treatment_of(scoring).prorates
    whole = sum(weights)
    for missing, sums in enumerate(found):
        # By weight nothing is prorated here: every component has weight 1.
        there = len(weights) - missing if prorates and missing else whole
        yield from (method.from_total(total, there, whole) for total in sums)
