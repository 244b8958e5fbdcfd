"""Scores: answers as numbers, with what is missing beside them.

Every number keeps full precision; `shown` is the one place where it is rounded.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from selfassess.scoring.component import composite_components, item_components
from selfassess.scoring.ranges import final_range, natural_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfassess.answering.answers import Answers
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.scoring import Scoring
    from selfassess.scoring.component import Component
    from selfassess.scoring.ranges import Range

Status = Literal["scored", "provisional", "not-enough", "not-asked"]


@dataclass(frozen=True)
class Score:
    """One score, or the reason why there is none."""

    status: Status
    """Whether enough was answered; `not-asked` if none of it was asked."""
    value: float | None
    """The score after rescaling, transform or lookup; None if too little was answered."""
    mean: float | None
    """The mean keyed answer, in units of the answers; None without a score."""
    range: Range
    """The lowest and highest possible value."""
    answered: int
    """How many items (or scores, of a score of scores) went in."""
    skipped: int
    """How many were left unanswered."""
    did_not_apply: int
    """How many items were answered "did not apply"."""
    not_asked: int = 0
    """How many items were not asked, because their condition was not met."""
    raw: float | None = None
    """The score before rescaling, transform or lookup."""
    conditional: bool = False
    """Whether there are answers with which none of it is asked."""

    @property
    def items(self) -> int:
        """How many items were asked."""
        return self.answered + self.skipped + self.did_not_apply


@dataclass(frozen=True)
class Scores:
    """The scores that were asked for, in the instrument's order."""

    domains: dict[str, Score]
    further: dict[str, Score] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, Score]:
        """The scores of domains and the further ones, by id."""
        return self.domains | self.further


def score(instrument: Instrument, answers: Answers, only: str | None = None) -> Scores:
    """Return the scores of all domains and rules, or of the one domain whose id is `only`."""
    domains = {}
    for domain in instrument.scored_domains:
        if only in (None, domain.id):
            parts = item_components(instrument, instrument.items_of(domain.id), answers)
            domains[domain.id] = score_components(parts, instrument.scoring_of(domain))
    further: dict[str, Score] = {}
    for rule in instrument.scores if only is None else ():
        parts = composite_components(instrument, rule, answers, domains | further)
        further[rule.id] = score_components(parts, rule.scoring)
    return Scores(domains, further)


def score_components(parts: Sequence[Component], scoring: Scoring) -> Score:
    """Return the score of some parts under one rule."""
    given = [part for part in parts if part.value is not None]
    states = [part.state for part in parts]
    not_asked = states.count("not-asked")
    status = _status(given, not_asked, len(parts), scoring)
    raw = value = mean = None
    if status in ("scored", "provisional"):
        asked = [part for part in parts if part.state != "not-asked"]
        raw = _raw(_filled(parts, given, scoring), asked, scoring)
        value = final(raw, parts, scoring)
        mean = sum(part.value or 0 for part in given) / len(given)
    return Score(
        status=status,
        value=value,
        mean=mean,
        range=final_range(parts, scoring),
        answered=len(given),
        skipped=states.count("skipped"),
        did_not_apply=states.count("did-not-apply"),
        not_asked=not_asked,
        raw=raw,
        conditional=all(part.conditional for part in parts),
    )


def _status(given: Sequence[Component], not_asked: int, parts: int, scoring: Scoring) -> Status:
    missing = scoring.missing
    if not_asked == parts:
        return "not-asked"
    enough = len(given) + not_asked if given else 0
    if enough >= missing.minimum and not any(part.provisional for part in given):
        return "scored"
    fewest = missing.minimum if missing.provisional is None else missing.provisional
    return "provisional" if enough >= fewest else "not-enough"


def _filled(
    parts: Sequence[Component], given: Sequence[Component], scoring: Scoring
) -> list[tuple[float, float]]:
    """Return value and weight of what is counted: the given, and what stands for the missing."""
    rule = scoring.missing
    pairs = [(part.value or 0.0, part.weight) for part in given]
    if rule.rule in ("zero", "sample"):
        gone = [part for part in parts if part.state in ("skipped", "did-not-apply")]
        pairs += [(rule.values.get(part.id, 0.0), part.weight) for part in gone]
    return pairs


def _raw(
    pairs: Sequence[tuple[float, float]], asked: Sequence[Component], scoring: Scoring
) -> float:
    values = [value for value, _ in pairs]
    if scoring.method == "count":
        return sum(scoring.counts.passes(value) for value in values) if scoring.counts else 0
    if scoring.method == "maximum":
        return max(values)
    weighted = scoring.method.startswith("weighted")
    total = sum(value * weight for value, weight in pairs) if weighted else sum(values)
    there = sum(weight for _, weight in pairs) if weighted else len(values)
    if scoring.method in ("mean", "weighted"):
        return total / there
    if len(pairs) == len(asked):
        return total
    return total * (sum(part.weight for part in asked) if weighted else len(asked)) / there


def final(raw: float, parts: Sequence[Component], scoring: Scoring) -> float:
    """Return a score after rescaling, transform or lookup."""
    if scoring.lookup:
        return {row.raw: row.gives for row in scoring.lookup}[half_up(raw)]
    if scoring.transform:
        return raw * scoring.transform.multiply + scoring.transform.add
    if scoring.rescale is None:
        return raw
    low, high = natural_range(parts, scoring)
    if high == low:
        return raw
    width = scoring.rescale.maximum - scoring.rescale.minimum
    return scoring.rescale.minimum + (raw - low) * width / (high - low)


def half_up(value: float, decimals: int = 0) -> int:
    """Return a number in units of its last decimal place, rounded half up."""
    # Nine places first, so that 2.4999999999999996 is treated as the 2.5 that it stands for.
    return math.floor(round(value * float(10**decimals), 9) + 0.5)


def shown(value: float, decimals: int) -> str:
    """Return a number as it is displayed: rounded half up to so many places."""
    return f"{half_up(value, decimals) / 10**decimals:.{decimals}f}"
