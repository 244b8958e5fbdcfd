"""Scorer: turns answers to one instrument into scores.

Every number keeps full precision; `numeric.shown` is the one place where it is rounded.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from selfassess.definition.item_types import type_of
from selfassess.numeric import rounded, snap
from selfassess.scoring.component import Component, component_ids
from selfassess.scoring.keying import keyed_number
from selfassess.scoring.methods import is_zero_of_nothing, method_of
from selfassess.scoring.missing import treatment_of
from selfassess.scoring.score import Score, Scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from selfassess.answering.answers import Answers
    from selfassess.definition.instrument import Domain, Instrument, ScoreRule
    from selfassess.definition.item_types.item_type import Given, Range
    from selfassess.definition.items import Item
    from selfassess.definition.scoring import Scoring
    from selfassess.scoring.score import Status


class Scorer:
    """Scores answers to one instrument; what each answer counts as is worked out once."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self._known: dict[tuple[str, Given | None], Component] = {}

    def prepare(self) -> None:
        """Work out ahead what each possible answer counts as, where that is one of a few."""
        for item in self.instrument.items:
            if type_of(item).has_one_key:
                for key in (None, *self.instrument.choices[item.id]):
                    self._of_key(item, key)

    def score(self, answers: Answers, only: str | None = None) -> Scores:
        """Return the scores of all domains and rules, or of the one domain whose id is `only`."""
        domains: dict[str, Score] = {}
        composites: dict[str, Score] = {}
        made_of: dict[str, tuple[Component, ...]] = {}
        for name, found, components in self.breakdown(answers, only):
            scores = domains if name in self.instrument.domain else composites
            scores[name], made_of[name] = found, tuple(components)
        return Scores(domains, composites, made_of)

    def breakdown(
        self, answers: Answers, only: str | None = None
    ) -> Iterator[tuple[str, Score, list[Component]]]:
        """Yield the id of each score, the score, and what it is made of."""
        found: dict[str, Score] = {}
        for domain in self.instrument.scored_domains:
            if only in (None, domain.id):
                components = self.of_domain(domain, answers)
                scoring = self.instrument.scoring_of(domain)
                found[domain.id] = score_components(components, scoring)
                yield domain.id, found[domain.id], components
        for rule in self.instrument.scores if only is None else ():
            components = self.of_rule(rule, answers, found)
            found[rule.id] = score_components(components, rule.scoring)
            yield rule.id, found[rule.id], components

    def of_domain(self, domain: Domain, answers: Answers) -> list[Component]:
        """Return what the score of a domain is made of; what was not drawn is no component."""
        items = answers.drawn(self.instrument.items_of(domain.id))
        scoring = self.instrument.scoring_of(domain)
        return [self._skippable(self._of_item(item, answers), scoring) for item in items]

    def of_rule(
        self, rule: ScoreRule, answers: Answers, scores: Mapping[str, Score]
    ) -> list[Component]:
        """Return what a composite score is made of.

        `scores` has those of the domains and of the earlier rules.
        """
        found = []
        for name in component_ids(self.instrument, rule):
            item = self.instrument.item.get(name)
            if item is None:
                component = Component.of_score(name, scores[name])
            elif answers.drawn((item,)):
                component = self._of_item(item, answers)
            else:
                continue
            component = self._skippable(component, rule.scoring)
            # A score in `reverse` is refused when the instrument is checked.
            component = component.flipped() if name in rule.reverse else component
            found.append(component.weighted(rule.weights.get(name, component.weight)))
        return found

    def _of_item(self, item: Item, answers: Answers) -> Component:
        asked = item.id in answers.asked
        if asked and type_of(item).has_one_key:
            return self._of_key(item, answers.chosen.get(item.id))
        return Component.of_item(self.instrument, item, answers.chosen, asked=asked)

    def _skippable(self, component: Component, scoring: Scoring) -> Component:
        """Return a component with what it counts as if it is not asked, if that is a number."""
        skip = scoring.missing.not_asked
        if not component.conditional or not isinstance(skip, int | float):
            return component
        item = self.instrument.item.get(component.id)
        number = float(skip) if item is None else keyed_number(self.instrument, item, float(skip))
        return replace(component, if_not_asked=number)

    def _of_key(self, item: Item, key: Given | None) -> Component:
        known = self._known.get((item.id, key))
        if known is None:
            chosen = {} if key is None else {item.id: key}
            known = Component.of_item(self.instrument, item, chosen, asked=True)
            self._known[item.id, key] = known
        return known


def score(instrument: Instrument, answers: Answers, only: str | None = None) -> Scores:
    """Return the scores of all domains and rules, or of the one domain whose id is `only`.

    For many respondents a `Scorer` is faster.
    """
    return Scorer(instrument).score(answers, only)


def score_components(components: Sequence[Component], scoring: Scoring) -> Score:
    """Return the score of some components under one rule."""
    components = [each.with_skip() for each in components]
    given = [each for each in components if each.value is not None]
    states = [each.state for each in components]
    not_asked = states.count("not-asked")
    status = _status(given, not_asked, components, scoring)
    raw = value = mean = None
    if status in ("scored", "provisional"):
        raw = _raw(components, scoring)
        value = final(raw, components, scoring)
        status = "not-in-table" if value is None else status
    if given and raw is not None:
        # Whatever the method: it is put into words by the nearest answer.
        mean = sum(each.value or 0 for each in given) / len(given)
    zero_of_nothing = is_zero_of_nothing(scoring)
    return Score(
        status=status,
        value=value,
        mean=mean,
        range=final_range(components, scoring),
        answered=len(given),
        skipped=states.count("skipped"),
        did_not_apply=states.count("did-not-apply"),
        not_asked=not_asked,
        raw=raw,
        conditional=not zero_of_nothing and all(each.conditional for each in components),
    )


def _status(
    given: Sequence[Component], not_asked: int, components: Sequence[Component], scoring: Scoring
) -> Status:
    missing = scoring.missing
    skips = 0 if missing.not_asked in (None, "no-score") else not_asked
    if not_asked == len(components):
        # Of things that are known not to have happened there are none.
        counts = any(each.if_not_asked is not None for each in components)
        return "scored" if counts or is_zero_of_nothing(scoring) else "not-asked"
    if not given:
        return "not-enough"
    uncertain = any(each.provisional for each in given)
    if treatment_of(scoring).wants_all:
        whole = len(given) + not_asked == len(components)
        return "scored" if whole and not uncertain else "not-enough"
    enough, minimum = len(given) + skips, missing.minimum or 1
    if enough >= minimum and not uncertain:
        return "scored"
    fewest = minimum if missing.provisional is None else missing.provisional
    return "provisional" if enough >= fewest else "not-enough"


def _raw(components: Sequence[Component], scoring: Scoring) -> float:
    pairs, weights = counted_pairs(components, scoring), counted_weights(components)
    raw = method_of(scoring).combine(pairs, weights, scoring.counts)
    how = scoring.round
    return rounded(raw, how.to, how.decimals) if how and how.at == "raw" else raw


def counted_pairs(components: Sequence[Component], scoring: Scoring) -> list[tuple[float, float]]:
    """Return value and weight of what is counted: the given, and what stands for the others."""
    treatment, missing = treatment_of(scoring), scoring.missing
    pairs = [(each.value, each.weight) for each in components if each.value is not None]
    skipped = [each for each in components if each.state == "not-asked"]
    pairs += [(each.if_not_asked, each.weight) for each in skipped if each.if_not_asked is not None]
    if treatment.fills:
        gone = [each for each in components if each.state in ("skipped", "did-not-apply")]
        pairs += [(treatment.value(missing, each.id), each.weight) for each in gone]
    return pairs


def counted_weights(components: Sequence[Component]) -> list[float]:
    """Return the weights of what would be counted if no answer were missing."""
    return [
        each.weight
        for each in components
        if each.state != "not-asked" or each.if_not_asked is not None
    ]


def final(raw: float, components: Sequence[Component], scoring: Scoring) -> float | None:
    """Return a score after rescaling, transform or lookup, rounded if the rule says so.

    `raw` is rounded already, if it is to be. None if it lies between two rows of a lookup table.
    """
    if scoring.lookup:
        return next((row.gives for row in scoring.lookup if row.raw == snap(raw)), None)
    found = _changed(raw, components, scoring)
    how = scoring.round
    return rounded(found, how.to, how.decimals) if how and how.at == "score" else found


def _changed(raw: float, components: Sequence[Component], scoring: Scoring) -> float:
    if scoring.transform:
        return raw * scoring.transform.multiply + scoring.transform.add
    if scoring.rescale is None:
        return raw
    # Of what was drawn and may be asked, so that the ends can be reached.
    low, high = raw_range(components, scoring)
    if high == low:
        return raw
    width = scoring.rescale.maximum - scoring.rescale.minimum
    return scoring.rescale.minimum + (raw - low) * width / (high - low)


def raw_range(components: Sequence[Component], scoring: Scoring) -> Range:
    """Return the lowest and highest possible score before rescaling, transform or lookup.

    Rounded, if the rule rounds it there: or a rounded score could lie outside.
    """
    low, high = method_of(scoring).range(components)
    how = scoring.round
    if how is None or how.at == "score":
        return low, high
    return rounded(low, how.to, how.decimals), rounded(high, how.to, how.decimals)


def final_range(components: Sequence[Component], scoring: Scoring) -> Range:
    """Return the lowest and highest possible score, after rescaling, transform or lookup."""
    if scoring.lookup:
        gives = [row.gives for row in scoring.lookup]
        return min(gives), max(gives)
    if scoring.rescale:
        low, high = scoring.rescale.minimum, scoring.rescale.maximum
    else:
        low, high = raw_range(components, scoring)
    if scoring.transform:
        ends = [end * scoring.transform.multiply + scoring.transform.add for end in (low, high)]
        low, high = min(ends), max(ends)
    how = scoring.round
    if how is None or how.at == "raw":
        return low, high
    return rounded(low, how.to, how.decimals), rounded(high, how.to, how.decimals)
