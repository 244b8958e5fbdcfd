from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from selfassess.answering.answers import Answers
from selfassess.reporting.plain_text import plain_text
from selfassess.reporting.report import Report, make_report
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument

SOME: dict[str, Any] = {"s1": 2, "s2": 2, "s3": 2, "s5": 1, "hours": 3, "role": "student"}


def note_of(instrument: Instrument, *, written: bool = False, **answers: Any) -> str:
    return plain_text(make_report(instrument, Answers.of(instrument, answers)), written=written)


def test_the_alert_stands_before_the_scores_in_words_and_the_results(strain: Instrument) -> None:
    assert note_of(strain, **SOME, disturbed=1) == (
        "Please read this first\n"
        "You said that you thought you can not go on. You do not have to be alone with this.\n"
        "People to talk to today\n"
        "\n"
        "Signs of strain\n"
        "\n"
        "Signs: some signs, 7 on a range from 0 to 15\n"
        "Signs, Compared with others: more than most students\n"
        "Hours of rest: 3 on a range from 0 to 12\n"
        "Standard score: 60 on a range from 30 to 75\n"
        "Trouble: 1 on a range from 0 to 3\n"
        "\n"
        "Pattern of signs: the pattern is there\n"
        "You rested for a short time.\n"
        "\n"
        "You do not have to show this to anyone.\n"
        "\n"
        "It tells nothing about you."
    )


def test_a_resource_elsewhere_comes_with_its_address(strain: Instrument) -> None:
    every: dict[str, Any] = dict.fromkeys(("s1", "s2", "s3", "s4", "s5"), 3)

    lines = note_of(strain, **every).splitlines()

    assert lines[4:6] == ["The helpline of nowhere, day and night", "https://example.org/help"]


def test_what_is_missing_or_was_not_asked_is_said(strain: Instrument) -> None:
    signs: dict[str, Any] = dict.fromkeys(("s1", "s2", "s3", "s4", "s5"), 0)
    assert note_of(strain, **signs).splitlines()[5] == "Trouble: not asked"
    assert note_of(strain).splitlines()[2:8] == [
        "Signs: not enough answers",
        "Hours of rest: not enough answers",
        "Standard score: not enough answers",
        "Trouble: not enough answers",
        "",
        "Pattern of signs: not decided, because answers are missing",
    ]


def test_what_the_reader_wrote_is_told_only_if_asked_for(strain: Instrument) -> None:
    assert "Between us." not in note_of(strain, **SOME, words="Between us.")
    assert "What would you like to add?\nBetween us.\n" in note_of(
        strain, written=True, **SOME, words="Between us."
    )


def test_a_self_review_is_told_in_words_alone(demo: Instrument) -> None:
    assert note_of(demo, h1=3, h2=1, h3=3) == (
        "Demonstration\n"
        "\n"
        "1 of 3 areas has enough answers: too few to compare areas.\n"
        "\n"
        "Hearing: Usually\n"
        "Asking: not enough answers\n"
        "Growing: not enough answers\n"
        "\n"
        "You do not have to show this to anyone.\n"
        "\n"
        "It tells nothing."
    )


def test_a_quick_check_tells_each_question_and_its_answer(demo: Instrument) -> None:
    quick = dataclasses.replace(demo, kind="quick-check")

    blocks = note_of(quick, h1=3, h2=1).split("\n\n")

    assert blocks[0] == "Demonstration"
    assert blocks[1:4] == [
        "I waited.\nUsually",
        "I spoke over someone.\nSeldom",
        "I summed up.\nno answer",
    ]
    assert "not enough answers" not in note_of(quick)


def test_a_profile_names_its_days_and_what_is_provisional(demo: Instrument) -> None:
    answers = Answers.of(demo, {"h1": 3, "h2": 1, "h3": 3, "a1": 1, "a2": 1, "g1": 1})
    dates = {"hearing": "2026-10-01", "asking": "2026-11-22"}
    report = Report.of(demo, answers, score(demo, answers), dates=dates)

    assert plain_text(report).split("\n\n")[2].splitlines() == [
        "Hearing (2026-10-01): Usually",
        "Asking (2026-11-22): Seldom",
        "Growing: 1 of the 1 you answered · provisional",
    ]


def report_now(demo: Instrument) -> Report:
    answers = Answers.of(demo, {"h1": 3})
    return Report.of(demo, answers, score(demo, answers))


def test_the_day_stands_under_the_title(demo: Instrument) -> None:
    text = plain_text(report_now(demo), day="28 November 2026")

    assert text.startswith("Demonstration\n28 November 2026\n\n")
