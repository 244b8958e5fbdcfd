"""Reliability: how well what makes up each score holds together in a group of respondents.

Every figure names how many respondents it is made from, and the rule for those who left
something out. Where a figure can not be made there is a reason: never a NaN.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.answering.answers import Answers
from selfassess.numeric import PLACES, snap
from selfassess.problems import Invalid, Problem
from selfassess.scoring.methods import method_of
from selfassess.scoring.missing import treatment_of
from selfassess.scoring.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy import float64
    from numpy.typing import NDArray

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.scoring import Method, Scoring
    from selfassess.scoring.component import Component, State
    from selfassess.scoring.score import Score

    Numbers = NDArray[float64]

LISTWISE = "listwise: all parts answered"


@dataclass(frozen=True)
class Figure:
    """One number about the group, or the reason why there is none."""

    value: float | None
    n: int
    """How many respondents it is made from."""
    missing: str
    """The rule for missing answers that chose them."""
    reason: str = ""
    """Why there is no value; "" if there is one."""


@dataclass(frozen=True)
class ComponentFigures:
    """One item, or one score that goes into a score."""

    id: str
    skipped: int
    """How many of all respondents left it unanswered."""
    did_not_apply: int
    not_asked: int
    item_rest: Figure
    """Its correlation (Pearson's) with the sum of the other parts."""


@dataclass(frozen=True)
class Reliability:
    """The figures of one score."""

    id: str
    title: str
    method: Method
    respondents: int
    """How many there are in all."""
    complete: int
    """How many answered every part."""
    mean: Figure
    sd: Figure
    """The standard deviation of the score, with n - 1."""
    alpha: Figure
    """Cronbach's alpha of the parts, each as it goes into the score."""
    sem: Figure
    """The standard error of measurement, in units of the score."""
    parts: tuple[ComponentFigures, ...]

    @property
    def against(self) -> tuple[str, ...]:
        """The ids of the parts that run against the sum of the others."""
        rests = ((part.id, part.item_rest.value) for part in self.parts)
        return tuple(name for name, rest in rests if rest is not None and snap(rest) < 0)

    @property
    def remark(self) -> str:
        """What figures below 0 say of the key; "" if there are none."""
        if not self.against:
            return ""
        return f"these run against the others: {', '.join(self.against)}; look at `reverse`"

    def table(self) -> str:
        """Return the figures for reading, one in a line, to three places."""
        head = f"{self.title} ({self.id}): {self.method} of {len(self.parts)}; "
        people = "respondent" if self.respondents == 1 else "respondents"
        head += f"{self.respondents} {people}, {self.complete} of them complete"
        lines = [
            _line("mean", self.mean),
            _line("SD", self.sd),
            _line("alpha", self.alpha, self.remark),
            _line("SEM", self.sem),
        ]
        return "\n".join([head, *lines, *map(_part_line, self.parts)])


def _line(label: str, figure: Figure, *more: str) -> str:
    value = "none" if figure.value is None else f"{figure.value:.3f}"
    said = "; ".join(text for text in (figure.missing, figure.reason, *more) if text)
    return f"  {label:<40} {value:>9}  n {figure.n:<6} {said}"


def _part_line(part: ComponentFigures) -> str:
    left_out = {
        "skipped": part.skipped,
        "did not apply": part.did_not_apply,
        "not asked": part.not_asked,
    }
    told = [f"{count} {what}" for what, count in left_out.items() if count]
    return _line(f"item-rest of {part.id}", part.item_rest, *told)


class _Tally:
    """What is gathered of one score, one respondent after the other."""

    def __init__(
        self, name: str, title: str, scoring: Scoring, components: Sequence[Component]
    ) -> None:
        self.id, self.title, self.scoring = name, title, scoring
        self.states: dict[str, Counter[State]] = {each.id: Counter() for each in components}
        self.scored: list[float] = []
        self.complete: list[float] = []
        self.rows: list[list[float]] = []
        self.respondents = 0

    def add(self, score: Score, components: Sequence[Component]) -> None:
        self.respondents += 1
        for component in components:
            self.states[component.id][component.state] += 1
        if score.value is not None and score.status == "scored":
            self.scored.append(score.value)
        # Of a bank, components are only what this respondent drew.
        if score.value is not None and score.answered == len(self.states):
            self.complete.append(score.value)
            adds, counts = method_of(self.scoring).adds_value, self.scoring.counts
            self.rows.append([adds(component, counts) for component in components])

    @property
    def own_rule(self) -> str:
        """The missing rule of the instrument, as a figure names it."""
        missing = self.scoring.missing
        if treatment_of(self.scoring).wants_all:
            return f"{missing.rule}: every part that was asked answered"
        skips = missing.not_asked in (None, "no-score")
        done = "answered" if skips else "answered or not asked"
        return f"{missing.rule}: at least {missing.minimum} of {len(self.states)} {done}"

    def not_asked(self, name: str) -> int:
        """Return how many were not asked, by a condition or by their draw."""
        states = self.states[name]
        return states["not-asked"] + self.respondents - states.total()


def reliability(instrument: Instrument, group: Iterable[Answers]) -> tuple[Reliability, ...]:
    """Return the figures of every score of a group, in the instrument's order.

    Raises Invalid if NumPy, which does the arithmetic, is not installed.
    """
    scorer, nobody = Scorer(instrument), Answers.of(instrument, {})
    rules = [
        (each.id, each.title, instrument.scoring_of(each)) for each in instrument.scored_domains
    ]
    rules += [(each.id, each.title, each.scoring) for each in instrument.scores]
    tallies = [
        _Tally(*rule, components)
        for rule, (_, _, components) in zip(rules, scorer.breakdown(nobody), strict=True)
    ]
    for answers in group:
        for tally, (_, found, components) in zip(tallies, scorer.breakdown(answers), strict=True):
            tally.add(found, components)
    return tuple(map(_figures, tallies))


def _figures(tally: _Tally) -> Reliability:
    rows = _array(tally.rows).reshape(len(tally.rows), len(tally.states))
    too_little = _too_little(tally)
    alpha = _alpha(rows, too_little)
    rests = [_item_rest(rows, column, too_little) for column in range(len(tally.states))]
    return Reliability(
        id=tally.id,
        title=tally.title,
        method=tally.scoring.method,
        respondents=tally.respondents,
        complete=len(rows),
        mean=_mean(tally.scored, tally.own_rule),
        sd=_sd(tally.scored, tally.own_rule),
        alpha=alpha,
        sem=_sem(_sd(tally.complete, LISTWISE), alpha),
        parts=tuple(
            ComponentFigures(
                name, states["skipped"], states["did-not-apply"], tally.not_asked(name), rest
            )
            for (name, states), rest in zip(tally.states.items(), rests, strict=True)
        ),
    )


def _array(numbers: Sequence[float] | Sequence[Sequence[float]]) -> Numbers:
    try:
        from numpy import array
    except ImportError:
        remedy = 'run pip install "selfassess[authoring]"'
        message = f"NumPy is not installed; it computes these figures; {remedy}"
        raise Invalid([Problem(message)]) from None
    return array(numbers, dtype=float)


def _too_little(tally: _Tally) -> str:
    """Return why there can be neither alpha nor a correlation; "" if there can."""
    if not method_of(tally.scoring).is_sum_of_parts:
        return f"a {tally.scoring.method} is no sum of its parts"
    if len(tally.states) < 2:
        return "there are fewer than 2 parts"
    return "fewer than 2 respondents answered every part" if len(tally.rows) < 2 else ""


def _mean(scores: Sequence[float], missing: str) -> Figure:
    if not scores:
        return Figure(None, 0, missing, "nobody has a score")
    return Figure(float(_array(scores).mean()), len(scores), missing)


def _sd(scores: Sequence[float], missing: str) -> Figure:
    if len(scores) < 2:
        return Figure(None, len(scores), missing, "fewer than 2 respondents have a score")
    return Figure(float(_array(scores).std(ddof=1)), len(scores), missing)


def _alpha(rows: Numbers, reason: str) -> Figure:
    """Return k/(k - 1) · (1 - sum of the variances of k parts / variance of their sum).

    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests.
    Psychometrika, 16, 297-334. Of parts that are counted it is formula 20 of Kuder and
    Richardson (1937).
    """
    sums, parts = rows.sum(axis=1), rows.shape[1]
    reason = reason or ("" if _varies(sums) else "the sum is the same for everybody")
    if reason:
        return Figure(None, len(rows), LISTWISE, reason)
    share = rows.var(axis=0, ddof=1).sum() / sums.var(ddof=1)
    return Figure(float(parts / (parts - 1) * (1 - share)), len(rows), LISTWISE)


def _item_rest(rows: Numbers, column: int, reason: str) -> Figure:
    """Return the correlation of a part with the sum of the others.

    The part itself is left out of the sum, with which it would correlate by being in it:
    Nunnally, J. C., & Bernstein, I. H. (1994). Psychometric theory, 3rd edition.
    """
    item = rows[:, column]
    rest = rows.sum(axis=1) - item
    reason = reason or ("" if _varies(item) else "it is the same for everybody")
    reason = reason or ("" if _varies(rest) else "the sum of the others is the same for everybody")
    if reason:
        return Figure(None, len(rows), LISTWISE, reason)
    from numpy import corrcoef

    return Figure(float(corrcoef(item, rest)[0, 1]), len(rows), LISTWISE)


def _varies(values: Numbers) -> bool:
    return bool((values.round(PLACES) != values[:1].round(PLACES)).any())


def _sem(sd: Figure, alpha: Figure) -> Figure:
    """Return SD · √(1 - alpha), both of the same respondents.

    Lord, F. M., & Novick, M. R. (1968). Statistical theories of mental test scores.
    """
    if sd.value is None or alpha.value is None:
        return Figure(None, alpha.n, LISTWISE, alpha.reason)
    if alpha.value < 0:
        return Figure(None, alpha.n, LISTWISE, "alpha is below 0")
    return Figure(sd.value * math.sqrt(1 - alpha.value), alpha.n, LISTWISE)
