from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_course import TERMS

from selfassess.reporting.completion import Evaluation
from selfassess.reporting.issuing.accepted import Issued
from selfassess.reporting.issuing.analysis import (
    by_profession_and_month,
    correlation,
    evaluation_figures,
    item_figures,
    item_table,
)
from selfassess.reporting.issuing.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.issuing.desk import Desk

ASKED = ("hear1", "hear2", "tell1", "tell2")


def mark(right: str) -> Mark:
    """Return a mark; a 1 at the place of an item says that it is right."""
    good = frozenset(name for name, one in zip(ASKED, right, strict=True) if one == "1")
    return Mark(ASKED, good, {name: "good" if name in good else "bad" for name in ASKED})


# Of hear1 by hand: right 1 1 1 0 0; of the three others 3 2 1 1 0 are right, in thirds.
# Deviations: .4 .4 .4 -.6 -.6 and 1.6 .6 -.4 -.4 -1.4 (thirds); their products add up to
# .64 + .24 - .16 + .24 + .84 = 1.8, their squares to 1.2 and 5.2: r = 1.8 / sqrt(6.24) = 0.7206.
FIVE = [mark(right) for right in ("1111", "1110", "1010", "0100", "0000")]


def test_difficulty_and_discrimination_are_as_worked_out_by_hand(bank: Instrument) -> None:
    hear1 = item_figures(bank, FIVE)[0]

    assert (hear1.id, hear1.asked, hear1.right, hear1.difficulty) == ("hear1", 5, 3, 0.6)
    assert hear1.discrimination == pytest.approx(0.7206, abs=5e-5)
    assert [(one.label, one.chosen, one.best) for one in hear1.options] == [
        ("Good", 3, True),
        ("Bad", 2, False),
        ("Worse", 0, False),
    ]


def test_four_files_give_no_average(bank: Instrument) -> None:
    hear1 = item_figures(bank, FIVE[:4])[0]

    assert (hear1.asked, hear1.difficulty, hear1.discrimination) == (4, None, None)


def test_what_does_not_vary_has_no_discrimination(bank: Instrument) -> None:
    all_right = item_figures(bank, [mark("1110"), *[mark("1000")] * 4])

    assert all_right[0].discrimination is None
    assert all_right[0].difficulty == 1


def test_items_that_nobody_was_asked_are_left_out(bank: Instrument) -> None:
    assert [one.id for one in item_figures(bank, FIVE)] == list(ASKED)


def test_the_table_tells_options_with_the_best_one_marked(bank: Instrument) -> None:
    lines = item_table(item_figures(bank, FIVE), "items.csv").text.splitlines()

    assert lines[1] == 'hear1,hear,5,3,0.6,0.721,"3 *Good; 2 Bad; 0 Worse"'


numbers = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9)), min_size=2, max_size=30)


@given(numbers)
def test_a_correlation_lies_between_its_ends_and_turns_with_its_sign(
    pairs: list[tuple[int, int]],
) -> None:
    xs, ys = [float(x) for x, _ in pairs], [float(y) for _, y in pairs]
    found, turned = correlation(xs, ys), correlation(xs, [-y for y in ys])

    if len(set(xs)) == 1 or len(set(ys)) == 1:
        assert found is None
    else:
        assert found is not None
        assert turned is not None
        assert -1 - 1e-9 <= found <= 1 + 1e-9
        assert math.isclose(found, -turned, abs_tol=1e-9)


def evaluations(count: int) -> list[Evaluation]:
    ratings = ["5", "4", "4", "3", "4"]
    return [
        Evaluation("made-up", "2.0", "2026-11", {"hear": ratings[at], "use": f"Plan {9 - at}"})
        for at in range(count)
    ]


def test_an_evaluation_is_summed_up_by_objective(bank: Instrument) -> None:
    hear, tell, use = evaluation_figures(TERMS, evaluations(5))

    assert (hear.text, hear.answers, hear.mean) == ("Hear a story.", 5, 4.0)
    assert (tell.answers, tell.mean) == (0, None)
    assert use.words == ("Plan 5", "Plan 6", "Plan 7", "Plan 8", "Plan 9")


def test_of_four_evaluations_neither_mean_nor_words_are_shown(bank: Instrument) -> None:
    hear, _, use = evaluation_figures(TERMS, evaluations(4))

    assert (hear.answers, hear.mean, use.words) == (4, None, ())


def test_what_was_answered_some_weeks_later_is_summed_up_after_the_rest() -> None:
    later = [replace(one, answers={"later-used": "4"}) for one in evaluations(5)]

    *_, used = evaluation_figures(TERMS, [*evaluations(5), *later])

    assert (used.text, used.answers, used.mean) == ("I have used it in my work since.", 5, 4.0)


def test_certificates_are_counted_by_month_and_profession() -> None:
    def one(month: str, profession: str) -> Issued:
        day = f"{month}-05"
        who = {"name": "A", "profession": profession}
        return Issued(
            serial="",
            number=1,
            course="c",
            version="1",
            title="",
            identity=who,
            finished=day,
            issued=day,
        )

    counts = by_profession_and_month(
        [one("2026-11", "Nurse"), one("2026-10", ""), one("2026-11", "nurse ")]
    )

    assert counts == {("2026-10", ""): 1, ("2026-11", "nurse"): 2}


def test_the_test_has_a_median_from_five_files_on(
    look: Callable[..., Desk], completion: Callable[..., dict[str, Any]]
) -> None:
    files = {}
    for at in range(5):
        made = completion(f"Learner {at}", seed=f"s{at}")
        made["test"]["attempts"][0]["ended"] = f"2026-11-20T10:{10 + at}Z"
        files[f"{at}.json"] = made
    four = {name: files[name] for name in list(files)[:4]}

    assert [(look(of).reports[0].tests, look(of).reports[0].minutes) for of in (files, four)] == [
        (5, 12),
        (4, None),
    ]
