from __future__ import annotations

import pytest

from selfassess.numeric import half_up, is_whole, shown, snap


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
