"""Hours by every formula, held against the worked examples of those who use them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.course.course import Difficulty
from selfassess.authoring.course.hours import by_words, hours_of, mergener, rounded
from selfassess.authoring.course.provider import Rounding

if TYPE_CHECKING:
    from selfassess.authoring.course.course import Course
    from selfassess.authoring.course.provider import Provider


@pytest.mark.parametrize(
    ("words", "questions", "difficulty", "minutes", "credit", "word_hours"),
    [
        (3774, 16, 2.5, 61.94, 1.00, 0.63),
        (6000, 10, 3, 58.09, 0.75, 1.00),
        (6000, 12, 3, 63.09, 1.00, 1.00),
        (12000, 20, 3, 94.39, 1.50, 2.00),
        (18000, 30, 3, 130.70, 2.00, 3.00),
        (6000, 13, 2.5, 58.62, 0.75, 1.00),
        (6000, 12, 2, 49.14, 0.75, 1.00),
        (6000, 17, 2, 61.65, 1.00, 1.00),
    ],
)
def test_the_worked_tables_are_reproduced(
    words: int, questions: int, difficulty: float, minutes: float, credit: float, word_hours: float
) -> None:
    time = mergener(words, questions, difficulty)
    assert time == pytest.approx(minutes, abs=0.006)
    assert rounded(time / 60, Rounding()) == credit
    assert by_words(words, 6000) / 60 == pytest.approx(word_hours, abs=0.006)


@pytest.mark.parametrize(("words", "credit"), [(5700, 0.75), (5999, 0.75), (6000, 1.0)])
def test_a_word_too_few_costs_a_quarter_of_an_hour(words: int, credit: float) -> None:
    assert rounded(by_words(words, 6000) / 60, Rounding()) == credit


def test_a_body_may_round_to_the_nearest_quarter_and_have_a_least() -> None:
    assert rounded(0.95, Rounding(way="nearest")) == 1.0
    assert rounded(0.3, Rounding(step=0.25, least=0.5)) == 0.0


def test_there_are_no_hours_by_mergener_without_a_named_rater(
    course: Course, provider: Provider
) -> None:
    rated = replace(course, difficulty=Difficulty(value=3))
    time = hours_of(rated, provider, 6000, 12)
    assert [each.formula.id for each in time.estimates] == ["words"]
    named = replace(course, difficulty=Difficulty(value=3, rater="A. Rater"))
    time = hours_of(named, provider, 6000, 12)
    assert [each.formula.id for each in time.estimates] == ["words", "mergener"]
    assert time.estimates[1].how == (
        "0.9 × [−22.3 + 0.00209 × 6\u202f000 + 2.78 × 12 + 15.5 × 3], difficulty rated by A. Rater"
    )


def test_the_lower_hours_count_unless_the_sponsor_names_a_formula(
    course: Course, provider: Provider
) -> None:
    rated = replace(course, difficulty=Difficulty(value=3, rater="A. Rater"))
    assert hours_of(rated, provider, 6000, 12).credit(Rounding()) == 1.0
    assert hours_of(rated, provider, 6000, 10).credit(Rounding()) == 0.75
    by_count = replace(provider, use="words")
    assert hours_of(rated, by_count, 6000, 10).credit(Rounding()) == 1.0


def test_a_pilot_counts_by_its_median_once_it_has_enough_learners(
    course: Course, provider: Provider
) -> None:
    by_pilot = replace(provider, use="pilot")
    few = replace(course, pilot_minutes=(40.0, 90.0))
    assert hours_of(few, by_pilot, 6000, 12).counts is None
    enough = replace(course, pilot_minutes=(40.0, 90.0, 50.0))
    time = hours_of(enough, by_pilot, 6000, 12)
    assert time.counts is not None
    assert time.counts.minutes == 50.0
