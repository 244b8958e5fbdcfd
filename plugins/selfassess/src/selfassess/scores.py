"""Scores: answers as numbers, with what is missing beside them.

Every number keeps full precision; `shown` is the one place where it is rounded.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfassess.answers import DID_NOT_APPLY
from selfassess.ranges import Range, natural_range, rescaled_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfassess.answers import Answers
    from selfassess.instrument import Domain, Instrument, Item, ResponseScale, Scoring

Status = Literal["scored", "provisional", "not-enough"]


@dataclass(frozen=True)
class Score:
    """One score, or the reason why there is none."""

    status: Status
    """Whether enough items were answered."""
    value: float | None
    """The score after rescaling; None if too few items were answered."""
    mean: float | None
    """The mean keyed answer, in units of the response scale; None without a score."""
    range: Range
    """The lowest and highest possible value."""
    answered: int
    """How many items were answered with an option."""
    skipped: int
    """How many items were left unanswered."""
    did_not_apply: int
    """How many items were answered "did not apply"."""

    @property
    def items(self) -> int:
        """How many items there are."""
        return self.answered + self.skipped + self.did_not_apply


@dataclass(frozen=True)
class Scores:
    """The scores of every domain that was asked for, in the instrument's order."""

    domains: dict[str, Score]
    total: Score | None = None
    """The score over all items, only if the instrument asks for one."""


def score(instrument: Instrument, answers: Answers, only: str | None = None) -> Scores:
    """Return the scores of all domains, or of the one domain whose id is `only`."""
    domains = [domain for domain in instrument.domains if only in (None, domain.id)]
    scores = {domain.id: _domain_score(instrument, domain, answers) for domain in domains}
    if instrument.total is None or only is not None:
        return Scores(scores)
    return Scores(scores, score_items(instrument, instrument.items, instrument.total, answers))


def _domain_score(instrument: Instrument, domain: Domain, answers: Answers) -> Score:
    items = instrument.items_of(domain.id)
    return score_items(instrument, items, instrument.scoring_of(domain), answers)


def score_items(
    instrument: Instrument, items: Sequence[Item], scoring: Scoring, answers: Answers
) -> Score:
    """Return the score of some items under one scoring rule."""
    keyed = {item.id: keyed_answer(instrument, item, answers) for item in items}
    given = [(item, value) for item in items if (value := keyed[item.id]) is not None]
    inapplicable = sum(answers.chosen.get(item.id) == DID_NOT_APPLY for item in items)
    status = _status(len(given), scoring)
    value = mean = None
    if status != "not-enough":
        raw = _raw(given, len(items), scoring)
        value = _rescaled(raw, natural_range(instrument, items, scoring), scoring)
        mean = sum(number for _, number in given) / len(given)
    return Score(
        status=status,
        value=value,
        mean=mean,
        range=rescaled_range(instrument, items, scoring),
        answered=len(given),
        skipped=len(items) - len(given) - inapplicable,
        did_not_apply=inapplicable,
    )


def keyed_answer(instrument: Instrument, item: Item, answers: Answers) -> float | None:
    """Return the answer in the direction of the key; None if there is none that counts."""
    value = answers.chosen.get(item.id)
    if value is None or isinstance(value, str):
        return None
    return reversed_value(value, instrument.scale_of(item)) if item.reverse else value


def reversed_value(value: float, scale: ResponseScale) -> float:
    """Return a value counted from the other end: lowest + highest - value."""
    return scale.lowest + scale.highest - value


def _status(answered: int, scoring: Scoring) -> Status:
    missing = scoring.missing
    if answered >= missing.minimum:
        return "scored"
    enough = missing.provisional is not None and answered >= missing.provisional
    return "provisional" if enough else "not-enough"


def _raw(given: Sequence[tuple[Item, float]], items: int, scoring: Scoring) -> float:
    values = [value for _, value in given]
    if scoring.method == "count":
        return sum(value >= (scoring.count_from or 0) for value in values)
    if scoring.method == "sum":
        # With `complete` nothing is missing, and the factor is one.
        return sum(values) * items / len(values)
    weights = [item.weight if scoring.method == "weighted" else 1.0 for item, _ in given]
    weighted = (value * weight for value, weight in zip(values, weights, strict=True))
    return sum(weighted) / sum(weights)


def _rescaled(raw: float, natural: Range, scoring: Scoring) -> float:
    low, high = natural
    if scoring.rescale is None or high == low:
        return raw
    width = scoring.rescale.maximum - scoring.rescale.minimum
    return scoring.rescale.minimum + (raw - low) * width / (high - low)


def shown(value: float, decimals: int) -> str:
    """Return a number as it is displayed: rounded half up to so many places."""
    # Nine places first, so that 2.4999999999999996 is treated as the 2.5 that it stands for.
    units = math.floor(round(value * 10**decimals, 9) + 0.5)
    return f"{units / 10**decimals:.{decimals}f}"
