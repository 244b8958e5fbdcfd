from __future__ import annotations

from typing import get_args

import pytest

from selfassess.definition.scoring import Missing, MissingRule
from selfassess.scoring.methods import METHODS
from selfassess.scoring.missing import TREATMENTS


def test_every_name_that_authors_may_write_has_its_object() -> None:
    assert set(TREATMENTS) == set(get_args(MissingRule))
    assert all(name == treatment.name for name, treatment in TREATMENTS.items())


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_a_rule_that_leaves_out_what_is_missing(method: str) -> None:
    suits = {name for name, each in TREATMENTS.items() if each.suits(METHODS[method])}  # type: ignore[index]
    assert len(suits & {"prorate", "answered"}) == 1


def test_only_a_sample_has_values_of_its_own() -> None:
    missing = Missing(rule="sample", minimum=1, values={"a": 2.5})
    assert TREATMENTS["sample"].value(missing, "a") == 2.5
    assert TREATMENTS["zero"].value(missing, "a") == 0


def test_nothing_stands_for_the_missing_in_a_mean() -> None:
    prorate = TREATMENTS["prorate"]
    assert not prorate.stands_in(METHODS["mean"])
    assert prorate.stands_in(METHODS["sum"])
