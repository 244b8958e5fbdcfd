from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from selfassess.answering.arrangement import arrange, arranged
from selfassess.answering.draw import SEED, draw
from selfassess.authoring.instruments import read_instrument
from selfassess.problems import InvalidAnswers

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument

BANK = read_instrument(Path(__file__).parents[1] / "bank" / "instrument.yml")
ATTEMPT = {SEED: "k3f9"}


def test_what_is_drawn_is_arranged_in_the_order_of_the_draw() -> None:
    found, made = arrange(BANK, ATTEMPT), draw(BANK, "k3f9")

    assert found.order == made.items
    assert found.items == tuple(n for n in made.items if n not in ("counted", "how-many"))
    assert found.options == made.options
    assert found.retake == "k3f9.2"


def test_a_condition_that_is_met_brings_an_item_and_what_follows_from_it() -> None:
    first = arrange(BANK, ATTEMPT | {"watched": "1"}).items
    second = arrange(BANK, ATTEMPT | {"watched": "1", "counted": "2"}).items

    assert ("counted" in first, "how-many" in first) == (True, False)
    assert ("counted" in second, "how-many" in second) == (True, True)


def test_the_hidden_answer_of_an_item_decides_nothing() -> None:
    found = arrange(BANK, ATTEMPT | {"watched": "0", "counted": "2"})

    assert {"counted", "how-many"}.isdisjoint(found.items)


def test_an_answer_that_can_not_be_used_yet_decides_nothing() -> None:
    half = {"how-many": "5000", "steps-cage.wait": "1", "steps-cage.call": "1", "watched": "1"}

    assert arrange(BANK, ATTEMPT | half) == arrange(BANK, ATTEMPT | {"watched": "1"})


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidAnswers, match="this is no code of a draw"):
        arrange(BANK, {SEED: "?"})


def test_without_a_draw_the_items_stay_in_their_order(demo: Instrument) -> None:
    found = arrange(demo, {})

    assert found.items == found.order == tuple(demo.item)
    assert (found.options, found.retake) == ({}, "")


def test_a_form_says_how_it_changes(demo: Instrument) -> None:
    shown = dataclasses.replace(BANK, objectives=(), shuffle="none")
    shuffled = dataclasses.replace(demo, shuffle="options")

    assert [arranged(one) for one in (demo, shown, shuffled, BANK)] == [
        "",
        "shown",
        "drawn",
        "drawn",
    ]
