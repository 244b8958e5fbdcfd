from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from selfassess.answering.answers import Answers
from selfassess.definition.item_types.number_text import readings
from selfassess.definition.item_types.numbers import numbers_meant
from selfassess.definition.items import Number
from selfassess.problems import InvalidAnswers

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument

WHOLE = Number(minimum=0, maximum=50_000)
TENTHS = Number(minimum=0, maximum=50_000, step=0.1)
THOUSANDTHS = Number(minimum=0, maximum=10, step=0.001)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12", (12,)),
        ("1.5", (1.5,)),
        ("1,5", (1.5,)),
        ("-1,5", (-1.5,)),
        ("\N{MINUS SIGN}1.5", (-1.5,)),
        ("1,000", (1, 1000)),
        ("1.000", (1, 1000)),
        ("12,500", (12.5, 12500)),
        ("0,500", (0.5,)),
        ("1234,567", (1234.567,)),
        ("1.234,5", (1234.5,)),
        ("1,234.5", (1234.5,)),
        ("1.234.567", (1234567,)),
        ("1 234,5", (1234.5,)),
        ("1\N{NARROW NO-BREAK SPACE}000", (1000,)),
        ("1’000", (1000,)),
        ("1,00,0", ()),
        ("1.5.2024", ()),
        ("often", ()),
        ("", ()),
    ],
)
def test_a_text_stands_for_one_number_for_two_or_for_none(
    text: str, numbers: tuple[float, ...]
) -> None:
    assert sorted(readings(text)) == sorted(numbers)


@pytest.mark.parametrize(
    ("text", "decimal", "numbers"),
    [
        ("1,000", ",", (1,)),
        ("1,000", ".", (1000,)),
        ("1.000", ",", (1000,)),
        ("1.5", ",", ()),
        ("1,5", ",", (1.5,)),
    ],
)
def test_a_decimal_mark_that_is_known_decides(
    text: str, decimal: str, numbers: tuple[float, ...]
) -> None:
    assert readings(text, decimal) == numbers


@pytest.mark.parametrize(
    ("number", "text", "decimal", "numbers"),
    [
        (WHOLE, "1,000", "", (1000, 1)),
        (WHOLE, "1,000", ".", (1000,)),
        (WHOLE, "1,000", ",", ()),
        (WHOLE, "1.000", ".", ()),
        (WHOLE, "1234.000", "", ()),
        (WHOLE, "12,0", "", (12,)),
        (TENTHS, "12,500", "", (12500, 12.5)),
        (TENTHS, "12,500", ",", (12.5,)),
        (THOUSANDTHS, "1.125", "", (1.125,)),
    ],
)
def test_what_can_be_two_numbers_is_left_open_unless_the_item_or_the_mark_decides(
    number: Number, text: str, decimal: str, numbers: tuple[float, ...]
) -> None:
    assert numbers_meant(number, text, decimal) == numbers


@pytest.mark.parametrize("text", ["1,000", "1.000"])
def test_an_answer_that_can_be_two_numbers_is_refused_with_both(
    text: str, walk: Instrument
) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        Answers.of(walk, {"paces": text})
    first, second = ("1000", "1") if "," in text else ("1", "1000")
    assert str(caught.value) == (
        f'the answer to "paces" can be two numbers; found "{text}"; write {first} or {second}'
    )


@pytest.fixture
def walk(demo_text: str, read: Callable[[str], Instrument]) -> Instrument:
    """The demonstration, and a number."""
    item = "  - {id: paces, type: number, domain: growing, stem: How many steps?, number: {minimum: 0, maximum: 50000}}\n"
    return read(demo_text.replace("scoring:\n  method: mean", item + "scoring:\n  method: mean"))
