from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from selfassess.answering.answer_text import answer_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.definition.instrument import Instrument

ANSWERS: dict[str, Mapping[str, object]] = {
    "break-walk": {"break-walk": "did-not-apply"},
    "signs": {"signs": ("neck", "clock")},
    "hours": {"hours": 6.5},
    "first-words": {"first-words.best": "name-it", "first-words.worst": "next"},
}


@pytest.fixture
def spanish(kinds: Instrument) -> Instrument:
    return dataclasses.replace(kinds, language="es")


def said(instrument: Instrument, item: str) -> str:
    return answer_text(instrument, instrument.item[item], ANSWERS[item])  # type: ignore[arg-type]


def test_what_did_not_apply_is_said_in_the_words_of_the_scale(kinds: Instrument) -> None:
    scale = kinds.scale_of(kinds.item["break-walk"])
    assert scale
    assert said(kinds, "break-walk") == scale.did_not_apply


def test_several_choices_are_listed(kinds: Instrument) -> None:
    labels = {option.key: option.label for option in kinds.item["signs"].options}
    assert said(kinds, "signs") == f"{labels['neck']}; {labels['clock']}"


def test_a_number_is_written_as_the_language_does_with_its_unit(
    kinds: Instrument, spanish: Instrument
) -> None:
    number = kinds.item["hours"].number
    assert number
    assert said(kinds, "hours") == f"6.5 {number.unit}".strip()
    assert said(spanish, "hours") == f"6,5 {number.unit}".strip()


def test_best_and_worst_are_both_named(kinds: Instrument) -> None:
    labels = {option.key: option.label for option in kinds.item["first-words"].options}
    assert said(kinds, "first-words") == (f"best: {labels['name-it']}; worst: {labels['next']}")


def test_a_part_of_an_answer_is_no_answer(kinds: Instrument) -> None:
    assert answer_text(kinds, kinds.item["first-words"], {"first-words.best": "name-it"}) == ""
