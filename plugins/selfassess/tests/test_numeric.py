from __future__ import annotations

import re
from pathlib import Path

import pytest

import selfassess
from selfassess.numeric import brief, half_up, is_whole, shown, snap, typed


def test_what_a_sum_lost_in_the_sixteenth_digit_comes_back() -> None:
    assert snap(0.1 + 0.2) == 0.3
    assert snap(2.9999999999999996) == 3


def test_a_difference_in_the_ninth_place_stays() -> None:
    assert snap(1.000000001) != 1


@pytest.mark.parametrize(("steps", "whole"), [(0.3 / 0.1, True), (-2.0, True), (2.5, False)])
def test_a_number_of_steps_is_whole_although_its_step_is_no_binary_number(
    steps: float, whole: bool
) -> None:
    assert is_whole(steps) is whole


@pytest.mark.parametrize(
    ("value", "decimals", "units"), [(2.5, 0, 3), (3.5, 0, 4), (0.125, 2, 13), (-0.5, 0, 0)]
)
def test_a_half_is_rounded_up(value: float, decimals: int, units: int) -> None:
    assert half_up(value, decimals) == units


def test_what_stands_for_a_half_is_rounded_up_too() -> None:
    assert half_up(2.4999999999999996) == 3


def test_a_number_is_shown_with_its_places() -> None:
    assert shown(2, 2) == "2.00"
    assert shown(0.125, 2) == "0.13"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5_000_000, "5000000"),
        (1_234_567, "1234567"),
        (1234.567, "1234.567"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (-10.0, "-10"),
        (-0.0, "0"),
        (1e-5, "0.00001"),
        (-1.5e-7, "-0.00000015"),
        (1e15, "1000000000000000"),
        (-1.25e20, "-125000000000000000000"),
        (123456789.123456789, "123456789.123457"),
    ],
)
def test_a_number_is_written_as_people_type_it(number: float, text: str) -> None:
    assert typed(number) == text
    assert float(text) == pytest.approx(number, rel=1e-14)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (2 / 3, "0.666667"),
        (50 / 3, "16.6667"),
        (500 / 3, "166.667"),
        (2.9999999999999996, "3"),
        (0.25, "0.25"),
        (1234.567, "1234.567"),
        (1e7 / 3, "3333333"),
        (999_999.99999, "1000000"),
        (5_005_000, "5005000"),
        (1 / 30_000, "0.0000333333"),
        (-0.0, "0"),
    ],
)
def test_a_calculated_number_is_rounded_behind_the_point_only(number: float, text: str) -> None:
    assert brief(number) == text


def test_fewer_digits_do_for_a_table() -> None:
    assert (brief(175 / 3, 4), brief(37_037 / 3, 4)) == ("58.33", "12346")


def test_no_number_is_written_with_an_exponent_elsewhere() -> None:
    home = Path(selfassess.__file__).parent
    files = [*home.rglob("*.py"), *home.rglob("*.html")]
    found = [
        f"{file.relative_to(home)}: {line.strip()}"
        for file in files
        if file.name != "numeric.py"
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r":[.\d{}a-z]*g\}|%\.?\d*g\b", line)
    ]
    assert found == []
