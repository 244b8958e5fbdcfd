from __future__ import annotations

import csv
import dataclasses
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassess.catalog import catalog
from selfassess.reporting.plan import Plan
from selfassess.reporting.spreadsheet import as_typed
from selfassess.reporting.takeaway import (
    MOST_CHARACTERS,
    InvalidFile,
    Review,
    read_file,
    rehearse,
    to_csv,
    to_json,
)

ENGLISH = catalog("en")
HTML = "<img src=x onerror=alert(1)>"
PLAN = Plan("hearing", "", "Before lunch", HTML, "2027-01-10", "2026-11-29", "a note", "the phone")
ONE = Review("demo", "1.0", "", "2026-10-15", {"h1": "3"}, PLAN)
TEXTS = st.text(max_size=30) | st.just(HTML)
MAPS = st.dictionaries(TEXTS, TEXTS, max_size=4)
DAYS = st.dates().map(lambda day: day.isoformat())
PLANS = st.builds(Plan, TEXTS, TEXTS, TEXTS, TEXTS, st.just("") | DAYS, DAYS, TEXTS, TEXTS)
REVIEWS = st.builds(Review, TEXTS, TEXTS, TEXTS, DAYS, MAPS, st.none() | PLANS)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def refusal(text: str) -> str:
    with pytest.raises(InvalidFile) as refused:
        read_file(text, ENGLISH)
    return str(refused.value)


def with_field(name: str, value: Any) -> str:
    row = dataclasses.asdict(ONE) | {name: value}
    return json.dumps({"schema": "selfassess-kept/2", "reviews": [row]})


@given(st.lists(REVIEWS, max_size=5))
def test_what_is_saved_comes_back_as_it_was(reviews: list[Review]) -> None:
    assert read_file(to_json(reviews), ENGLISH) == tuple(reviews)


@given(ANYTHING)
def test_any_other_json_is_refused_with_a_sentence(data: Any) -> None:
    assert refusal(json.dumps(data)).startswith("This file")


@given(st.text())
def test_any_other_text_is_refused_with_a_sentence(text: str) -> None:
    assert refusal(text).startswith("This file")


@given(st.sampled_from([field.name for field in dataclasses.fields(Review)]), ANYTHING)
def test_a_field_of_another_type_is_never_let_in(name: str, value: Any) -> None:
    try:
        (review,) = read_file(with_field(name, value), ENGLISH)
    except InvalidFile:
        assert refusal(with_field(name, value)) == DAMAGED
    else:
        found = getattr(review, name)
        texts = [*found, *found.values()] if isinstance(found, dict) else [found]
        assert found is None or all(isinstance(text, str) for text in texts)


DAMAGED = "Something in this file is damaged, so nothing of it was brought back."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[" * 200_000, "This file can not be read: it is damaged or of another kind."),
        ("9" * 10_000, "This file can not be read: it is damaged or of another kind."),
        (to_json([ONE])[:-9], "This file can not be read: it is damaged or of another kind."),
        (" " * (MOST_CHARACTERS + 1), "This file is too long to be one that this site saved."),
        ('{"schema": "other/1"}', "This file was not saved by a check like this one."),
        (
            '{"schema": "selfassess-kept/3"}',
            "This file was saved by a newer version of this site. Reload the page and try again.",
        ),
        (with_field("date", "yesterday"), DAMAGED),
        (with_field("answers", {"h1": "x" * 20_001}), DAMAGED),
        (with_field("score", "71"), DAMAGED),
        (with_field("plan", {"will": "ask"}), DAMAGED),
        (with_field("plan", dataclasses.asdict(PLAN) | {"made": "soon"}), DAMAGED),
        (with_field("plan", dataclasses.asdict(PLAN) | {"helped": 1}), DAMAGED),
    ],
    ids=range(12),
)
def test_what_is_wrong_with_a_file_is_said(text: str, sentence: str) -> None:
    assert refusal(text) == sentence


@pytest.mark.parametrize("look", ["20277-01-10", "+012027-01-10", "soon", ""])
def test_a_day_that_is_none_costs_no_review(look: str) -> None:
    row = with_field("plan", dataclasses.asdict(PLAN) | {"look": look})

    (review,) = read_file(row, ENGLISH)

    assert review == dataclasses.replace(ONE, plan=dataclasses.replace(PLAN, look=""))


def test_a_file_without_a_plan_is_read() -> None:
    row = dataclasses.asdict(ONE)
    del row["plan"]

    (review,) = read_file(json.dumps({"schema": "selfassess-kept/2", "reviews": [row]}), ENGLISH)

    assert review == dataclasses.replace(ONE, plan=None)


def test_a_plan_of_the_format_before_is_read_without_what_helped() -> None:
    row = dataclasses.asdict(ONE)
    del row["plan"]["helped"], row["plan"]["hindered"]

    (review,) = read_file(json.dumps({"schema": "selfassess-kept/1", "reviews": [row]}), ENGLISH)

    assert review.plan == dataclasses.replace(PLAN, helped="", hindered="")


def test_a_rehearsal_says_what_is_new_what_is_here_and_what_differs() -> None:
    other = dataclasses.replace(ONE, answers={"h1": "0"})
    later = dataclasses.replace(ONE, date="2026-11-02")

    found = rehearse([ONE, other, later, later], [ONE], ENGLISH)

    assert found.new == (other, later)
    assert found.said == (
        "2 reviews are new. 2 are here already. "
        "1 differs from one of the same day that is here: both stay."
    )


def test_a_table_has_a_row_for_each_answer_and_for_the_words_of_the_plan_and_no_formula() -> None:
    review = dataclasses.replace(ONE, answers={"h1": "-3", "h2": "=1+1"})

    assert to_csv([review]).splitlines() == [
        "date,instrument,version,only,item,answer",
        "2026-10-15,demo,1.0,,h1,-3",
        "2026-10-15,demo,1.0,,h2,'=1+1",
        "2026-10-15,demo,1.0,,plan:when,Before lunch",
        f"2026-10-15,demo,1.0,,plan:will,{HTML}",
        "2026-10-15,demo,1.0,,plan:look,2027-01-10",
        "2026-10-15,demo,1.0,,plan:helped,a note",
        "2026-10-15,demo,1.0,,plan:hindered,the phone",
    ]


def test_a_formula_below_an_empty_line_does_not_run_either() -> None:
    review = dataclasses.replace(ONE, answers={"h1": "\n=1+1"}, plan=None)

    assert to_csv([review]).endswith(',h1,"\'\n=1+1"\r\n')


def test_a_quoted_formula_and_a_number_are_told_apart_as_in_every_other_table() -> None:
    review = dataclasses.replace(ONE, answers={"h1": "'=1+1", "h2": "-1e3"}, plan=None)

    assert [line.rpartition(",")[2] for line in to_csv([review]).splitlines()[1:]] == [
        "''=1+1",
        "-1e3",
    ]


@given(MAPS)
def test_a_table_is_read_by_whatever_reads_csv(answers: dict[str, str]) -> None:
    review = dataclasses.replace(ONE, answers=answers, plan=None)
    rows = list(csv.reader(io.StringIO(to_csv([review]), newline="")))

    assert [as_typed(row[4]) for row in rows[1:]] == list(answers)
