from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.problems import Invalid
from selfassess.reporting.plan import LONGEST, Plan, check, halves, in_calendar, offer
from selfassess.reporting.render import plain_renderer
from selfassess.reporting.report import make_report

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument

NEW = Plan("hearing", "", "", "", "", "")
MADE = Plan("hearing", "", "Before lunch", "ask once", "2027-01-10", "2026-11-29")


def offered(demo: Instrument, plan: Plan = NEW, today: str = "2026-11-29", **answers: Any) -> Plan:
    return offer(make_report(demo, Answers.of(demo, answers)), plan, today)


def wrong(demo: Instrument, **changed: str) -> str:
    with pytest.raises(Invalid) as caught:
        check(replace(MADE, **changed), demo)
    return str(caught.value)


def test_a_new_plan_is_of_the_first_item_with_the_lowest_answer_that_has_one(
    demo: Instrument,
) -> None:
    items = tuple(
        replace(item, plan=f"Before {item.id}, I wait.") if item.domain == "hearing" else item
        for item in demo.items
    )
    made = offered(replace(demo, items=items), h1=3, h2=3, h3=1)

    assert (made.item, made.when, made.will) in (
        ("h2", "Before h2", "wait"),
        ("h3", "Before h3", "wait"),
    )


def test_a_new_plan_is_looked_at_again_six_weeks_after_the_readers_own_day(
    demo: Instrument,
) -> None:
    made = offered(demo)

    assert (made.made, made.look) == ("2026-11-29", "2027-01-10")


@pytest.mark.parametrize(
    ("today", "asked", "opened"),
    [("2026-11-29", False, False), ("2026-11-30", True, False), ("2027-01-10", True, True)],
)
def test_from_the_next_day_on_the_card_asks_how_it_went(
    demo: Instrument, today: str, asked: bool, opened: bool
) -> None:
    html = plain_renderer().plan(demo, MADE, today=today)

    assert ("How did it go?" in html, 'sa-follow" open' in html) == (asked, opened)


def test_what_helped_stands_on_the_card_but_not_on_what_others_see(demo: Instrument) -> None:
    plan = replace(MADE, helped="a </textarea> note", hindered="the phone")
    html = plain_renderer().plan(demo, plan, today="2026-11-29")
    shown, _, printed = html.partition("<template")

    assert ">a &lt;/textarea&gt; note</textarea>" in shown
    assert ">the phone</textarea>" in shown
    assert "the phone" not in printed


@pytest.mark.parametrize(
    ("only", "door"),
    [(None, '<a class="sa-button" href="../hear/">'), ("hearing", 'data-action="change">')],
)
def test_a_plan_that_went_leads_to_the_questions_of_its_area_alone(
    demo: Instrument, only: str | None, door: str
) -> None:
    links = {demo.domain["hearing"].page: "hear/"}
    html = plain_renderer().plan(demo, MADE, today="2026-11-30", base="../", links=links, only=only)

    assert f"{door}Answer the questions of this area again<" in html


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Before I answer, I say it in my own words.",
            ("Before I answer", "say it in my own words"),
        ),
        ("If a voice changes, then I stop.", ("a voice changes", "stop")),
        (
            "Si miro el reloj, digo cuánto tiempo hay.",
            ("Si miro el reloj", "digo cuánto tiempo hay"),
        ),
        ("Ask what else there is.", ("", "Ask what else there is")),
    ],
)
def test_a_plan_has_a_moment_and_an_act(text: str, told: tuple[str, str]) -> None:
    assert halves(text) == told


def test_a_plan_of_no_area_is_refused(demo: Instrument) -> None:
    with pytest.raises(Invalid, match=r"^The plan is of no area of this check; its area is “x”; "):
        offered(demo, replace(NEW, area="x"))


def test_a_day_that_is_none_is_refused(demo: Instrument) -> None:
    said = "This is no day; it says “2027-W01-1”; write a day such as 2027-01-09"

    assert wrong(demo, look="2027-W01-1") == said


def test_a_day_at_the_end_of_the_calendar_is_refused_and_not_reckoned_with(
    demo: Instrument,
) -> None:
    said = "This is no day; it says “9999-12-31”; write a day such as 2027-01-09"
    plan = replace(MADE, look="9999-12-31")

    assert wrong(demo, look=plan.look) == said
    with pytest.raises(Invalid, match=said):
        offered(demo, today=plan.look)
    with pytest.raises(Invalid, match=said):
        in_calendar(plan, demo, words=True, url="https://example.org", stamp="20261129T060000Z")


def test_a_plan_that_is_too_long_is_refused(demo: Instrument) -> None:
    assert wrong(demo, will="x" * (LONGEST + 1)) == (
        "This half of the plan is too long; it has 301 characters; shorten it to 300 or fewer"
    )


def test_a_plan_without_words_is_refused(demo: Instrument) -> None:
    assert wrong(demo, when=" ", will="") == (
        "The plan has no words; both fields are empty; write when and what you will do"
    )


def test_the_card_escapes_what_the_reader_wrote(demo: Instrument) -> None:
    html = plain_renderer().plan(demo, replace(MADE, when="</textarea><b>"))

    assert "&lt;/textarea&gt;&lt;b&gt;</textarea>" in html


@pytest.mark.parametrize("words", [False, True])
def test_a_calendar_learns_the_words_only_if_the_reader_says_so(
    demo: Instrument, words: bool
) -> None:
    file = in_calendar(
        MADE, demo, words=words, url="https://example.org/", stamp="20261129T060000Z"
    )

    assert "SUMMARY:Review my plan\r\n" in file
    assert [part in file for part in ("Before lunch", "ask once")] == [words, words]
    assert not any(part in file for part in ("hearing", demo.title, demo.domain["hearing"].title))
