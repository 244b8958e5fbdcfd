from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.catalog import catalog
from selfassess.definition.conditions import Condition, Match
from selfassess.definition.feedback import Band, Remark, band_of
from selfassess.definition.instrument import ScoreRule
from selfassess.definition.items import Option, ResponseScale
from selfassess.definition.scoring import Missing, Scoring
from selfassess.reporting.report import Report, make_report
from selfassess.reporting.score_text import nearest_label
from selfassess.reporting.summary import summary

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument

ENGLISH = catalog("en")
SCALE = ResponseScale(options=tuple(Option(value=n, label="abcde"[n]) for n in range(5)))


def report_of(demo: Instrument, only: str | None = None, **answers: Any) -> Report:
    return make_report(demo, Answers.of(demo, answers), only)


def test_areas_stand_in_the_instruments_order(demo: Instrument) -> None:
    report = report_of(demo, a1=0, h1=4)

    assert [area.domain.id for area in report.areas] == ["hearing", "asking", "growing"]


def test_the_nearest_label_is_named() -> None:
    assert nearest_label(SCALE, 2.4, ENGLISH) == "c"


def test_half_way_between_two_labels_names_both() -> None:
    assert nearest_label(SCALE, 2.5, ENGLISH) == "between c and d"


def test_labels_are_nearest_by_value_not_by_place() -> None:
    uneven = ResponseScale(options=(Option(value=10, label="ten"), Option(value=0, label="none")))

    assert nearest_label(uneven, 4.9, ENGLISH) == "none"


def test_a_count_is_said_as_a_count(demo: Instrument) -> None:
    report = report_of(demo, g1=1, g2=0, g3=2)

    assert report.area("growing").words == "2 of 3"


def test_a_count_with_a_missing_answer_says_of_how_many(demo: Instrument) -> None:
    report = report_of(demo, g1=1, g2=0)

    assert report.area("growing").words == "1 of the 2 you answered"


def test_without_feedback_the_number_stands_alone(demo: Instrument) -> None:
    plain = dataclasses.replace(demo, feedback="none")

    assert report_of(plain, h1=3, h2=1, h3=3).area("hearing").words == "75"


def test_bands_give_label_and_text(demo: Instrument) -> None:
    bands = (
        Band(minimum=0, below=50, label="low", text="Below half."),
        Band(minimum=50, label="high"),
    )
    banded = dataclasses.replace(demo, feedback="bands", bands=bands)

    area = report_of(banded, h1=1, h2=3, h3=1).area("hearing")

    assert area.band == bands[0]
    assert area.words == "low"


def test_a_score_on_the_edge_belongs_to_the_upper_band() -> None:
    bands = (Band(minimum=0, below=50, label="low"), Band(minimum=50, label="high"))

    assert band_of(bands, 50).label == "high"
    assert band_of(bands, 49.999999).label == "low"


def test_a_score_is_banded_as_the_number_it_stands_for() -> None:
    bands = (Band(minimum=0.3, below=50, label="low"), Band(minimum=50, label="high"))

    assert band_of(bands, 49.99999999999999).label == "high"
    assert band_of(bands, 0.29999999999999993).label == "low"


def test_the_lowest_item_is_the_lowest_after_reversing(demo: Instrument) -> None:
    report = report_of(demo, h1=2, h2=4, h3=3)

    assert [item.id for item in report.area("hearing").lowest] == ["h2"]


def test_items_that_tie_are_all_named(demo: Instrument) -> None:
    report = report_of(demo, h1=1, h2=3, h3=3)

    assert [item.id for item in report.area("hearing").lowest] == ["h1", "h2"]


def test_nothing_answered_has_no_lowest(demo: Instrument) -> None:
    assert report_of(demo).area("hearing").lowest == ()


def test_highest_throughout_is_noticed(demo: Instrument) -> None:
    report = report_of(demo, h1=4, h2=0, h3=4, g1=1, g2=1, g3=2)

    assert report.area("hearing").at_ceiling
    assert report.area("growing").at_ceiling


def alike(demo: Instrument) -> Instrument:
    """Return the instrument with three areas that can be compared."""
    domains = [dataclasses.replace(d, scoring=None, feedback=None) for d in demo.domains]
    items = [dataclasses.replace(item, scale="share") for item in demo.items]
    return dataclasses.replace(demo, domains=tuple(domains), items=tuple(items))


def test_the_lowest_areas_are_suggested_lowest_first(demo: Instrument) -> None:
    report = report_of(alike(demo), h1=2, h2=2, h3=2, a1=1, a2=1, a3=1, g1=3, g2=3)

    assert report.start == ("asking", "hearing")


def test_of_two_areas_none_is_called_the_lowest(demo: Instrument) -> None:
    report = report_of(alike(demo), h1=2, h2=2, h3=2, a1=1, a2=1, a3=1)

    assert report.start == ()
    assert summary(report) == [
        "2 of 3 areas have enough answers: too few to compare areas.",
    ]


def test_areas_that_differ_in_how_they_ask_are_not_compared(demo: Instrument) -> None:
    report = report_of(demo, h1=2, h2=2, h3=2, a1=1, a2=1, a3=1, g1=1, g2=1, g3=2)

    assert summary(report) == [
        "The areas differ in how they ask or in how many questions they have, "
        "so they are not compared.",
    ]


def test_areas_that_came_out_alike_are_not_ranked(demo: Instrument) -> None:
    report = report_of(alike(demo), h1=2, h2=2, a1=2, a2=2, g1=2, g2=2)

    assert report.start == ()
    assert summary(report) == ["The 3 areas that can be compared came out alike."]


def test_the_summary_names_both_ends_and_their_ties(demo: Instrument) -> None:
    report = report_of(alike(demo), h1=3, h2=1, a1=1, a2=1, g1=1, g2=1)

    assert summary(report) == [
        "“Hearing” comes up most regularly; “Asking” and “Growing” come up least.",
    ]


def test_at_most_three_areas_are_suggested_and_the_others_are_counted(demo: Instrument) -> None:
    made = alike(demo)
    more = [dataclasses.replace(made.domains[1], id=name) for name in ("b", "c", "d")]
    items = [
        dataclasses.replace(made.item["a1"], id=f"{one.id}{n}", domain=one.id)
        for one in more
        for n in (1, 2)
    ]
    wide = dataclasses.replace(made, domains=(*made.domains, *more), items=(*made.items, *items))

    low: dict[str, Any] = dict.fromkeys(("a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2"), 1)
    report = report_of(wide, h1=3, h2=1, **low)

    assert report.start == ("asking", "b", "c")
    assert report.suggestions.more == 1


def test_areas_that_tie_with_the_last_suggestion_are_added(demo: Instrument) -> None:
    one = dataclasses.replace(demo, start=dataclasses.replace(demo.start, suggest=1))

    report = report_of(alike(one), h1=2, h2=2, h3=2, a1=2, a2=2, a3=2, g1=3, g2=3)

    assert report.start == ("hearing", "asking")


def test_areas_are_compared_only_with_their_like(demo: Instrument) -> None:
    report = report_of(demo, h1=4, h2=0, h3=3, a1=4, a2=4, a3=4, g1=0, g2=1, g3=1)

    assert report.start == ()


def test_areas_at_their_top_are_not_suggested(demo: Instrument) -> None:
    report = report_of(demo, h1=4, h2=0, h3=4, g1=1, g2=2)

    assert report.start == ()


def test_counts_with_missing_answers_are_compared_by_share(demo: Instrument) -> None:
    rule = Scoring(
        method="count", counts=Match(at_least=1), missing=Missing(rule="answered", minimum=2)
    )
    counted = dataclasses.replace(
        demo,
        domains=tuple(dataclasses.replace(d, scoring=rule, feedback="none") for d in demo.domains),
    )

    alike_counts = dataclasses.replace(counted, items=alike(demo).items)
    report = report_of(alike_counts, h1=1, h2=4, h3=1, a1=1, a2=0, g1=1, g2=1)

    assert report.start == ("asking",)


def test_provisional_areas_are_not_suggested(demo: Instrument) -> None:
    report = report_of(alike(demo), h1=0, a1=3, a2=3, a3=3, g1=2, g2=2)

    assert report.start == ()


def test_one_area_alone_is_compared_with_nothing(demo: Instrument) -> None:
    assert report_of(demo, "hearing", h1=0, h2=4, h3=0).start == ()


@pytest.mark.parametrize("kind", ["quick-check", "questionnaire"])
def test_only_a_self_review_suggests_a_start(demo: Instrument, kind: Any) -> None:
    other = dataclasses.replace(demo, kind=kind)

    assert report_of(other, h1=0, h2=4, h3=0, a1=0, a2=0).start == ()


def test_did_not_apply_keeps_its_words(demo: Instrument) -> None:
    reply = report_of(demo, h1="did-not-apply").area("hearing").results[0]

    assert (reply.label, reply.did_not_apply, reply.keyed) == ("Did not apply", True, None)


def test_a_total_is_shown_only_when_asked_for(demo: Instrument) -> None:
    rule = Scoring(method="sum", missing=Missing(rule="prorate", minimum=9))
    total = ScoreRule(id="total", title="All", scoring=rule)
    with_total = dataclasses.replace(demo, scores=(total,))

    assert report_of(demo, h1=1).composites == ()
    (few,) = report_of(with_total, h1=1).composites
    assert few.number == ""
    ones: dict[str, Any] = dict.fromkeys(demo.item, 1)
    (full,) = report_of(with_total, **ones).composites
    # h2 is reverse-keyed: 1 counts as 3.
    assert full.number == "11"


def test_what_a_remark_is_about_is_asked_again_if_it_is_said_or_the_question_was_left_out(
    demo: Instrument,
) -> None:
    unsure = Condition(item="h2", at_most=0)
    when = Condition(any=(Condition(item="h1", at_most=1), unsure))
    remark = Remark(id="again", when=when, text="Read it again.", teaches="a.md#b")
    items = [dataclasses.replace(i, teaches="a.md#b" if i.id == "h1" else "") for i in demo.items]
    taught = dataclasses.replace(demo, items=tuple(items), remarks=(remark,))
    elsewhere = dataclasses.replace(demo, remarks=(dataclasses.replace(remark, teaches="c.md#d"),))

    def again(instrument: Instrument, **answers: Any) -> tuple[str, ...]:
        return report_of(instrument, **answers).findings.again

    assert again(taught, h1=0, h2=4) == ("h1", "h2")
    assert again(taught, h1=4, h2=0) == ("h1", "h2")
    assert again(taught, h2=4) == ("h1", "h2")
    assert again(taught, h1=4, h2=4) == ()
    assert again(elsewhere, h1=0, h2=0) == ()
