from __future__ import annotations

import dataclasses
import random
import re
from typing import TYPE_CHECKING

import pytest

from selfassess.definition.changes import Change
from selfassess.definition.instrument import Precision
from selfassess.reporting.history import (
    ASSUMED_RELIABILITY,
    ASSUMED_SD,
    History,
    chance_of_any,
    threshold,
)
from selfassess.reporting.profile import Kept, Profile
from selfassess.reporting.render import Renderer
from selfassess.reporting.report import Report
from selfassess.scoring.scorer import Scorer

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument


def kept(date: str, value: str, version: str = "1.0") -> Kept:
    return Kept(date, version, {"h1": value, "h2": str(4 - int(value)), "h3": value})


def history(demo: Instrument, *reviews: Kept) -> History:
    return History.of(demo, reviews, Scorer(demo))


def shown(demo: Instrument, *reviews: Kept) -> str:
    profile = Profile.of(demo, reviews)
    report = Report.of(demo, profile.answers, Scorer(demo).score(profile.answers))
    html = Renderer().report(report, kept=True, history=history(demo, *reviews))
    return " ".join(re.sub("<[^>]*>", " ", html.partition("sa-history")[2]).split())


def test_the_threshold_is_the_reliable_change_of_the_published_example() -> None:
    # Jacobson and Truax (1991) give 7.5 and .80 for the scale of their couples: 4.74 as the
    # standard error of a difference.
    assert threshold(7.5, 0.80) / 1.96 == pytest.approx(4.74, abs=0.01)


def test_the_assumed_threshold_is_about_a_fifth_of_the_range() -> None:
    assert threshold(ASSUMED_SD, ASSUMED_RELIABILITY) == pytest.approx(0.208, abs=0.0005)


def test_one_of_twelve_areas_passes_by_luck_as_often_as_drawing_says() -> None:
    drawn = random.Random(12)
    passed = sum(any(abs(drawn.gauss(0, 1)) > 1.96 for _ in range(12)) for _ in range(20_000))

    assert chance_of_any(12) == pytest.approx(passed / 20_000, abs=0.012)


@pytest.mark.parametrize(
    ("before", "after", "change"), [("1", "1", "same"), ("1", "3", "more"), ("3", "1", "less")]
)
def test_the_last_two_times_are_compared(
    demo: Instrument, before: str, after: str, change: str
) -> None:
    found = history(demo, kept("2026-11-02", after), kept("2026-10-01", before))

    assert [(line.domain.id, line.change) for line in found.lines] == [("hearing", change)]
    assert found.dates == ("2026-10-01", "2026-11-02")


def test_an_area_of_one_day_has_no_history(demo: Instrument) -> None:
    assert history(demo, kept("2026-10-01", "1")).lines == ()


def test_across_a_change_of_wording_nothing_is_compared(demo: Instrument) -> None:
    changes = (
        Change(version="1.1", date="2026-10-15", kind="wording", what="Another period."),
        Change(version="1.0", date="2026-09-01", kind="first", what="The first."),
    )
    now = dataclasses.replace(demo, version="1.1", changes=changes)

    assert history(now, kept("2026-10-01", "1"), kept("2026-11-02", "3", "1.1")).lines == ()


def test_old_answers_are_scored_by_the_rules_of_today(demo: Instrument) -> None:
    changes = (
        Change(version="1.1", date="2026-10-15", kind="scoring", what="All count one way."),
        Change(version="1.0", date="2026-09-01", kind="first", what="The first."),
    )
    items = tuple(dataclasses.replace(item, reverse=True) for item in demo.items)
    now = dataclasses.replace(demo, version="1.1", changes=changes, items=items)
    old = Kept("2026-10-01", "1.0", {"h1": "4", "h2": "4", "h3": "4"})

    (line,) = history(now, old, dataclasses.replace(old, version="1.1")).lines

    assert [point.share for point in line.points] == [0, 0]


@pytest.mark.parametrize(("sd", "change"), [(10, "more"), (36, "more"), (36.2, "same")])
def test_figures_of_a_study_decide_what_is_a_reliable_change(
    demo: Instrument, sd: float, change: str
) -> None:
    # From 1 to 3 of 0 to 4 is 50 of 100 points: 1.96 · 36.08 · √0.5.
    precision = Precision(sd=sd, reliability=0.75, source="Doe 2020")
    domains = tuple(
        dataclasses.replace(domain, precision=precision) if domain.id == "hearing" else domain
        for domain in demo.domains
    )
    made = dataclasses.replace(demo, domains=domains)
    reviews = kept("2026-10-01", "1"), kept("2026-11-02", "3")

    (line,) = history(made, *reviews).lines

    assert line.change == change
    assert "reliability of 0.75 (Doe 2020)." in shown(made, *reviews)
    assert "nobody has measured" not in shown(made, *reviews)


def test_threshold_assumption_luck_and_the_moving_yardstick_are_said(demo: Instrument) -> None:
    said = shown(demo, kept("2026-10-01", "1"), kept("2026-11-02", "3"))

    assert "A difference below 21 % of the range counts as about the same." in said
    assert "the chance that it passes by luck is about 5 %." in said
    assert "The yardstick may have moved, not you." in said
    assert "more often" in said


def test_three_times_are_drawn_as_a_line(demo: Instrument) -> None:
    (line,) = history(demo, *(kept(f"2026-1{at}-01", str(at)) for at in range(3))).lines

    assert line.steps.count(",") == 3
    assert [point.share for point in line.points] == sorted(point.share for point in line.points)
