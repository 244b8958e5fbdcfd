from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from selfassess.answering.form import sections
from selfassess.definition.conditions import Condition

if TYPE_CHECKING:
    from selfassess.answering.form import FormSection
    from selfassess.definition.instrument import Instrument


def asked(part: FormSection) -> list[str]:
    return [question.item.id for question in part.questions]


def instructions(part: FormSection) -> list[str]:
    return [question.instruction for question in part.questions]


def test_sections_say_what_is_asked_in_which_order(kinds: Instrument) -> None:
    found = sections(kinds, None, "list")

    assert [(part.id, part.heading) for part in found] == [
        ("week", "Your week"),
        ("day", "One day"),
        ("judging", "One situation"),
        ("own-words", ""),
    ]
    assert [asked(part) for part in found] == [list(section.items) for section in kinds.sections]
    assert found[2].introduction.startswith("A patient comes out of the room in tears")


def test_without_sections_it_is_asked_domain_by_domain_and_then_the_rest(kinds: Instrument) -> None:
    found = sections(dataclasses.replace(kinds, sections=()), None, "list")

    assert [(part.id, part.heading) for part in found] == [
        ("breaks", "Breaks"),
        ("views", "Views"),
        ("", ""),
    ]
    assert asked(found[1]) == ["view-time", "view-team"]
    assert asked(found[2])[:3] == ["welcome", "coffee", "signs"]


def test_a_domain_is_asked_under_its_neutral_heading(demo: Instrument) -> None:
    assert [section.heading for section in sections(demo, None, "list")] == [
        "Part one",
        "Asking",
        "Growing",
    ]


def test_one_domain_is_asked_without_a_heading(kinds: Instrument) -> None:
    (part,) = sections(kinds, "views", "list")

    assert (part.heading, part.introduction) == ("", "")
    assert asked(part) == ["view-time", "view-team"]


def test_an_instruction_is_said_whenever_it_changes(kinds: Instrument) -> None:
    often, agree = "In the past week, how often was this so?", "How far do you agree?"

    assert instructions(sections(kinds, None, "list")[0]) == ["", often, "", "", agree, ""]


def test_an_instruction_is_said_again_in_each_part_and_after_other_items(
    kinds: Instrument,
) -> None:
    week, *others = kinds.sections
    order = ("break-away", "coffee", "break-through")
    again = dataclasses.replace(week, id="again", items=("break-walk",))
    made = dataclasses.replace(
        kinds, sections=(dataclasses.replace(week, items=order), again, *others)
    )

    first, second, *_ = sections(made, None, "list")

    assert [bool(said) for said in instructions(first)] == [True, False, True]
    assert [bool(said) for said in instructions(second)] == [True]


def test_a_matrix_begins_wherever_the_scale_changes(kinds: Instrument) -> None:
    questions = [q for part in sections(kinds, None, "matrix") for q in part.questions]

    assert [q.item.id for q in questions if q.columns] == ["break-away", "view-time"]
    assert {q.item.type for q in questions if q.layout == "matrix"} == {"rating"}


def test_other_layouts_have_no_matrix(kinds: Instrument) -> None:
    questions = [q for part in sections(kinds, None, "grid") for q in part.questions]

    assert not any(question.columns for question in questions)
    assert {q.layout for q in questions if q.item.type == "rating"} == {"grid"}
    # Options of an item's own may be long, and many.
    assert {q.layout for q in questions if q.item.type != "rating"} == {"list"}


def test_sections_of_one_question_share_the_instruction_above_the_first(demo: Instrument) -> None:
    one_each = [item for item in demo.items if item.id in ("h1", "a1", "g1")]
    short = dataclasses.replace(demo, items=tuple(one_each))

    said = [instructions(part) for part in sections(short, None, "list")]

    assert said == [["In how many contacts was this so?"], [""], [""]]


def test_a_section_that_may_be_hidden_shares_no_instruction(demo: Instrument) -> None:
    first, second = demo.item["h1"], demo.item["a1"]
    gated = dataclasses.replace(second, show_if=Condition(item="h1", at_least=1))
    short = dataclasses.replace(demo, items=(first, gated))

    said = [instructions(part) for part in sections(short, None, "list")]

    assert said == [["In how many contacts was this so?"]] * 2


@pytest.mark.parametrize(
    ("label", "row"),
    [("In part, or late", "words"), ("Incomprehensibly", ""), ("In part, or too late", "")],
)
def test_a_label_of_short_words_fits_into_one_row_of_a_phone(
    kinds: Instrument, label: str, row: str
) -> None:
    questions = [q for part in sections(kinds, None, "grid") for q in part.questions]
    question = next(q for q in questions if q.layout == "grid")
    first, second, *_ = question.options

    options = tuple(dataclasses.replace(one, label=label, detail="") for one in (first, second))

    assert dataclasses.replace(question, options=options).row == row
