from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.reporting.chart import ChartGroup, groups, place
from selfassess.reporting.report import make_report

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument


def drawn(instrument: Instrument, **answers: Any) -> list[ChartGroup]:
    return groups(make_report(instrument, Answers.of(instrument, answers)))


def test_areas_that_share_a_response_scale_share_an_axis(demo: Instrument) -> None:
    found = drawn(demo)

    assert [(group.kind, len(group.rows)) for group in found] == [("share", 2), ("count", 1)]
    assert found[0].ticks == [10, 30, 50, 70, 90]


def test_neighbours_of_one_group_stand_under_an_axis_of_their_own(demo: Instrument) -> None:
    hearing, *others = demo.domains
    named = dataclasses.replace(hearing, group="One")
    rows = drawn(dataclasses.replace(demo, domains=(named, *others)))[0].rows

    batches = ChartGroup.batches([rows[0], rows[0], *[rows[1]] * 7])

    assert [(name, len(some)) for name, some in batches] == [("One", 2), ("", 6), ("", 1)]


def test_a_mean_stands_on_a_band_from_the_lowest_to_the_highest_answer(demo: Instrument) -> None:
    row = drawn(demo, h1=3, h2=1, h3=2)[0].rows[0]

    assert row.mark == 63.33
    # h2 is reverse-keyed: 1 counts as 3.
    assert row.band == (50, 70)
    assert row.ends == ("Half the time", "Usually")


def test_a_count_is_filled_from_the_left(demo: Instrument) -> None:
    row = drawn(demo, g2=0, g3=1)[-1].rows[0]

    assert row.counts == ("done", "open", "none")


def test_each_sign_of_a_count_has_the_words_of_its_answers(demo: Instrument) -> None:
    def signs(**answers: Any) -> Any:
        group = drawn(demo, **answers)[-1]
        return group.signs(group.rows)

    assert signs(g2=0, g3=1) == {"done": ["Once"], "open": ["Not at all"], "none": [""]}
    assert signs() == {"none": [""]}


def test_without_a_score_nothing_is_marked(demo: Instrument, strain: Instrument) -> None:
    marks = [row.mark for group in drawn(demo) + drawn(strain) for row in group.rows]

    assert set(marks) == {None}


@pytest.mark.parametrize(("value", "percent"), [(0, 16.67), (1, 50), (3, 66.67), (5, 83.33)])
def test_a_value_stands_at_its_option_however_far_the_options_are_apart(
    value: float, percent: float
) -> None:
    assert place(value, (0, 1, 5)) == percent


def test_sums_and_own_numbers_have_a_plain_track_each(strain: Instrument) -> None:
    areas, further = drawn(strain, s1=2, s2=2, s3=2, s5=1, hours=3)

    assert (areas.kind, further.kind) == ("number", "number")
    assert [row.mark for row in areas.rows] == [46.87, 26.5]
    assert [row.full for row in (*areas.rows, *further.rows)] == [
        "some signs, 7 on a range from 0 to 15",
        "3 on a range from 0 to 12",
        "60 on a range from 30 to 75",
        "",
    ]


def test_a_mean_of_answers_stands_on_their_scale_whatever_is_said_of_it(demo: Instrument) -> None:
    plain = dataclasses.replace(demo, feedback="none")

    assert [group.kind for group in drawn(plain)] == ["share", "count"]
