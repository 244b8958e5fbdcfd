"""Hours: how long a course takes, by each formula that a sponsor names, and what counts of it.

Mergener's formula: Mergener MA (1991), A preliminary study to determine the amount of continuing
education credit to award for home study programs. American Journal of Pharmaceutical Education
55, 263-266. The constant is -22.3; a sheet in use prints +22.3, and its own example shows the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from selfassess.numeric import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.authoring.course.course import Course
    from selfassess.authoring.course.provider import Formula, Provider, Rounding

# Sums of tenths may lie a hair under the whole that is meant.
_HAIR = 1e-9
_THIN = "\u202f"


@dataclass(frozen=True)
class Estimate:
    """The time by one formula."""

    formula: Formula
    minutes: float
    how: str
    """The calculation in words and numbers."""


@dataclass(frozen=True)
class Hours:
    """The time of a course by every formula that can be applied, and which of them counts."""

    words: int
    questions: int
    estimates: tuple[Estimate, ...]
    counts: Estimate | None
    """None if there is none yet that the sponsor lets count."""

    def credit(self, rounding: Rounding) -> float | None:
        """Return the hours as an approval rounds them; None if nothing counts yet."""
        return rounded(self.counts.minutes / 60, rounding) if self.counts else None


def grouped(number: float) -> str:
    """Return a whole number in groups of three digits, which no language reads as decimals."""
    return f"{round(number):,}".replace(",", _THIN)


def by_words(words: int, an_hour: int) -> float:
    """Return the minutes for so many words of body text."""
    return words / an_hour * 60


def mergener(words: int, questions: int, difficulty: float) -> float:
    """Return the minutes by Mergener (1991); difficulty from 1, very easy, to 5, very difficult."""
    return 0.9 * (-22.3 + 0.00209 * words + 2.78 * questions + 15.5 * difficulty)


def rounded(hours: float, rounding: Rounding) -> float:
    """Return hours as credit: a multiple of the step, and 0 below the least."""
    parts = hours / rounding.step
    whole = math.floor(parts + (_HAIR if rounding.way == "down" else 0.5))
    credit = max(0.0, whole * rounding.step)
    return credit if credit >= rounding.least else 0.0


def hours_of(course: Course, provider: Provider, words: int, questions: int) -> Hours:
    """Return the time of a course of so many words, whose test asks so many questions."""
    estimates = tuple(_estimates(course, provider, words, questions))
    allowed = [each for each in estimates if provider.use in ("lower", each.formula.id)]
    counts = min(allowed, key=lambda each: each.minutes, default=None)
    return Hours(words, questions, estimates, counts)


def _estimates(
    course: Course, provider: Provider, words: int, questions: int
) -> Iterator[Estimate]:
    for formula in provider.formulas:
        if formula.id == "words":
            how = f"{grouped(words)} words ÷ {grouped(formula.words_an_hour)} × 60"
            yield Estimate(formula, by_words(words, formula.words_an_hour), how)
        elif formula.id == "mergener" and course.difficulty and course.difficulty.rater:
            value = course.difficulty.value
            made = (
                f"−22.3 + 0.00209 × {grouped(words)} + 2.78 × {questions} + 15.5 × {typed(value)}"
            )
            how = f"0.9 × [{made}], difficulty rated by {course.difficulty.rater}"
            yield Estimate(formula, mergener(words, questions, value), how)
        elif formula.id == "pilot" and _is_enough(course, provider):
            how = f"median of {len(course.pilot_minutes)} learners of a pilot"
            yield Estimate(formula, median(course.pilot_minutes), how)


def _is_enough(course: Course, provider: Provider) -> bool:
    rule = provider.rule.get("pilot-learners")
    return len(course.pilot_minutes) >= max(1, rule.number if rule else 1)
