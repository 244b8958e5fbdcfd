from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from selfassess.answering.answers import Answers
from selfassess.catalog import catalog
from selfassess.definition.item_types import type_of
from selfassess.definition.item_types.number_text import readings
from selfassess.definition.item_types.numbers import numbers_meant
from selfassess.definition.items import Number
from selfassess.problems import InvalidAnswers
from selfassess.reporting.plain_text import plain_text
from selfassess.reporting.render import Renderer
from selfassess.reporting.report import make_report

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
        ("１,５００", (1.5, 1500)),
        ("１２.５", (12.5,)),
        ("١,٥٠٠", (1.5, 1500)),
        ("5²", ()),
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


MILLIONS = """
id: yield
version: "1"
kind: questionnaire
title: The year
introduction: Made-up questions.
minutes: 1
licence: CC0
source: Made up.
limits: They tell nothing.
feedback: none
language: {language}
domains: [{{id: money, title: Money}}]
items:
  - {{id: income, type: number, domain: money, stem: What comes in?, number: {{minimum: -10, maximum: 5000000}}}}
  - {{id: fine, type: slider, domain: money, stem: How fine?, number: {{minimum: 0, maximum: 1234.567, step: 0.001, low: None, high: All}}}}
  - {{id: dust, type: slider, domain: money, stem: How little?, number: {{minimum: 0, maximum: 0.001, step: 0.00001, low: None, high: All}}}}
  - {{id: gate, type: number, domain: money, stem: How much more?, number: {{minimum: 0, maximum: 5000000, step: 0.5}}, show_if: {{item: income, at_least: 1234567}}}}
sections: [{{id: all, items: [income, fine, dust, gate]}}]
scoring: {{method: sum, decimals: 3, missing: {{rule: complete}}}}
"""


@pytest.fixture
def money(read: Callable[[str], Instrument]) -> Instrument:
    return read(MILLIONS.format(language="en"))


def test_large_and_fine_numbers_are_shown_as_they_are_typed(money: Instrument) -> None:
    page = Renderer().form(money)

    assert "From -10 to 5000000." in page
    assert "From 0 to 5000000, in steps of 0.5." in page
    assert 'min="0" max="1234.567" step="0.001"' in page
    assert 'max="0.001" step="0.00001"' in page
    assert "1234567 or more" in page
    assert not re.search(r"\de[+-]\d", page)


def test_the_report_has_the_answer_and_the_ends_in_full(money: Instrument) -> None:
    given = {"income": 1234567, "fine": 1234.567, "dust": 0.00001, "gate": 2500000}
    report = make_report(money, Answers.of(money, given))
    page = Renderer().report(report)

    for one in ("1234567", "1234.567", "0.00001", "10001234.568"):
        assert one in page
    assert not re.search(r"\de[+-]\d", page + plain_text(report))


def test_a_language_keeps_its_sign_before_decimals(read: Callable[[str], Instrument]) -> None:
    spanish = read(MILLIONS.format(language="es"))
    item = spanish.item["fine"]
    label = type_of(item).label(item, None, {"fine": 1234.567}, catalog("es"))

    assert label == "1234,567"
    assert "en pasos de 0,5" in Renderer().form(spanish)


def test_what_is_wanted_can_be_typed(money: Instrument) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        Answers.of(money, {"income": 5_000_001})

    assert "a number from -10 to 5000000" in str(caught.value)
