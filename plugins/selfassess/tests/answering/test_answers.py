from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.definition.item_types.item_type import DID_NOT_APPLY, key_of
from selfassess.problems import InvalidAnswers

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"h11": 1}, 'there is no such item; "h11"; did you mean "h1"?'),
        (
            {"h1": 7},
            'the answer to "h1" is not an option; found 7; write 0, 1, 2, 3, 4 or did-not-apply',
        ),
        (
            {"g1": DID_NOT_APPLY},
            'the answer to "g1" is not an option; found "did-not-apply"; write 0, 1 or 2',
        ),
        (
            {"h1": True},
            'the answer to "h1" has the wrong type; found true; '
            "write 0, 1, 2, 3, 4 or did-not-apply",
        ),
        (
            {"h1": [1]},
            'the answer to "h1" has the wrong type; found a list; '
            "write 0, 1, 2, 3, 4 or did-not-apply",
        ),
        (
            {"h1": "often"},
            'the answer to "h1" is not an option; found "often"; '
            "write 0, 1, 2, 3, 4 or did-not-apply",
        ),
    ],
)
def test_impossible_answers_are_named(
    demo: Instrument, given: dict[str, Any], expected: str
) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        Answers.of(demo, given)

    assert str(caught.value) == expected


@pytest.mark.parametrize("kind", ["choice", "multiple"])
def test_a_text_that_can_be_two_options_is_told_with_both(
    demo_text: str, read: Callable[[str], Instrument], kind: str
) -> None:
    options = "options: [{value: 1.5, label: A}, {value: 1500, label: B}]"
    item = f"  - {{id: pay, type: {kind}, domain: growing, stem: How much?, {options}}}\n"
    instrument = read(demo_text.replace("\nscoring:\n", f"\n{item}scoring:\n"))

    with pytest.raises(InvalidAnswers) as caught:
        Answers.of(instrument, {"pay": "1.500"})

    assert str(caught.value) == (
        'the answer to "pay" can be two numbers; found "1.500"; write 1.5 or 1500'
    )


def test_every_problem_is_named_at_once(demo: Instrument) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        Answers.of(demo, {"h1": 7, "zz": 1})

    assert len(caught.value.problems) == 2


def test_text_becomes_the_values_of_the_options(demo: Instrument) -> None:
    answers = Answers.from_text(demo, {"h1": " 3 ", "h2": "did-not-apply", "h3": "", "a1": "2.0"})

    assert answers.chosen == {"h1": "3", "h2": DID_NOT_APPLY, "a1": "2"}


@pytest.mark.parametrize("text", ["9", "nan", "often", "inf"])
def test_text_that_is_no_option_is_refused(demo: Instrument, text: str) -> None:
    with pytest.raises(InvalidAnswers):
        Answers.from_text(demo, {"h1": text})


def test_text_for_an_unknown_item_is_refused(demo: Instrument) -> None:
    with pytest.raises(InvalidAnswers):
        Answers.from_text(demo, {"zz": "1"})


@pytest.mark.parametrize("found", [True, "0_1"])
def test_what_only_python_takes_for_a_number_is_no_option(found: object) -> None:
    assert key_of(("0", "1"), found) is None


def test_two_parts_that_exclude_each_other_can_not_have_one_answer(kinds: Instrument) -> None:
    given = {"first-words.best": "next", "first-words.worst": "next"}
    given |= {"steps.ask": "2", "steps.agree": "2"}

    with pytest.raises(InvalidAnswers) as caught:
        Answers.of(kinds, given)

    assert str(caught.value).splitlines() == [
        'one option of "first-words" is both the best and the worst; choose two',
        'two options of "steps" have one place; give each its own',
    ]
