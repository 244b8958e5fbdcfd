from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.answering.logic import Facts, every, negated, some, truth
from selfassess.definition.conditions import Condition, Count
from selfassess.definition.items import Item, Option
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument

T, F, OPEN = True, False, None
COUNT = Condition(count=Count(of=("hearing",), at_least=3, times=2))


@pytest.fixture
def holds(demo: Instrument) -> Callable[..., bool | None]:
    """Return what is true of a condition, given some answers to the demo."""

    def truth_of(condition: Condition, **given: Any) -> bool | None:
        answers = Answers.of(demo, given)
        scores = score(demo, answers).all
        return truth(condition, Facts(demo, answers.chosen, answers.asked, scores))

    return truth_of


@pytest.mark.parametrize(
    ("parts", "both", "either"),
    [
        ((T, T), T, T),
        ((T, F), F, T),
        ((F, F), F, F),
        ((T, OPEN), OPEN, T),
        ((F, OPEN), F, OPEN),
        ((OPEN, OPEN), OPEN, OPEN),
    ],
)
def test_what_is_open_stays_open_unless_the_rest_decides_it(
    parts: tuple[bool | None, ...], both: bool | None, either: bool | None
) -> None:
    assert every(parts) is both
    assert some(parts) is either
    assert [negated(part) for part in (T, F, OPEN)] == [F, T, OPEN]


def test_a_count_is_true_as_soon_as_enough_pass(holds: Callable[..., bool | None]) -> None:
    assert holds(COUNT, h1=3, h3=4) is True


def test_a_count_is_open_while_missing_answers_could_decide_it(
    holds: Callable[..., bool | None],
) -> None:
    assert holds(COUNT, h1=3, h2=0) is OPEN


def test_a_count_is_false_once_too_few_can_pass(holds: Callable[..., bool | None]) -> None:
    assert holds(COUNT, h1=0, h2=0) is False


def test_an_answer_is_taken_before_it_is_reversed(holds: Callable[..., bool | None]) -> None:
    assert holds(Condition(item="h2", at_least=4), h2=4) is True


def test_did_not_apply_is_known_and_passes_no_number(holds: Callable[..., bool | None]) -> None:
    assert holds(Condition(item="h1", at_least=0), h1="did-not-apply") is False
    assert holds(Condition(item="h1", one_of=("did-not-apply",)), h1="did-not-apply") is True


@pytest.mark.parametrize(("at_least", "expected"), [(2, True), (3, False)])
def test_an_option_named_by_its_id_must_also_be_high_enough(
    demo: Instrument, at_least: float, expected: bool
) -> None:
    options = (Option(value=0, id="no", label="No"), Option(value=2, id="yes", label="Yes"))
    choice = Item(id="c", stem="x", type="choice", options=options)
    made = dataclasses.replace(demo, items=(*demo.items, choice))
    when = Condition(item="c", one_of=("yes",), at_least=at_least)

    assert truth(when, Facts(made, {"c": "yes"}, {"c"})) is expected


def test_a_score_is_held_against_a_number_as_it_stands_for_it(
    holds: Callable[..., bool | None],
) -> None:
    # The mean is (3 + 3 + 4) / 3, and rescaled 83.33333333333334.
    assert holds(Condition(score="asking", at_most=83.333333333), a1=3, a2=3, a3=4) is True


def test_a_score_with_too_few_answers_is_open(holds: Callable[..., bool | None]) -> None:
    assert holds(Condition(score="asking", at_most=1), a1=0) is OPEN


def test_a_score_that_nothing_was_asked_for_passes_nothing(demo: Instrument) -> None:
    never = Condition(item="h1", at_least=9)
    items = [
        dataclasses.replace(item, show_if=never) if item.domain == "asking" else item
        for item in demo.items
    ]
    made = dataclasses.replace(demo, items=tuple(items))
    answers = Answers.of(made, {"h1": 0})
    facts = Facts(made, answers.chosen, answers.asked, score(made, answers).all)

    assert truth(Condition(score="asking", at_most=100), facts) is False


def test_an_item_is_not_asked_only_if_its_condition_is_known_to_be_false(demo: Instrument) -> None:
    when = Condition(item="h1", at_least=2)
    items = (demo.items[0], dataclasses.replace(demo.items[1], show_if=when), *demo.items[2:])
    made = dataclasses.replace(demo, items=items)

    unknown, false, true = (Answers.of(made, {"h1": value}) for value in (None, 1, 2))
    assert ("h2" in unknown.asked, "h2" in unknown.open) == (True, True)
    assert ("h2" in false.asked, "h2" in false.open) == (False, False)
    assert ("h2" in true.asked, "h2" in true.open) == (True, False)


def test_did_not_apply_is_an_answer_that_no_number_passes(demo: Instrument) -> None:
    answers = {"h1": "did-not-apply"}
    for when, asked in (
        (Condition(item="h1", at_least=0), False),
        (Condition(item="h1", one_of=("did-not-apply",)), True),
        (Condition(item="h1", answered=True), True),
    ):
        items = (demo.items[0], dataclasses.replace(demo.items[1], show_if=when), *demo.items[2:])
        made = dataclasses.replace(demo, items=items)
        assert ("h2" in Answers.of(made, answers).asked) == asked
