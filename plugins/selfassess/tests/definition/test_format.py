"""The number in a released file, and the way from an older meaning to today's."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from selfassess.authoring.read.field_facts import classes
from selfassess.definition.canonical import plain
from selfassess.definition.format import INSTRUMENT_FORMAT, KEY, Format
from selfassess.definition.instrument import Instrument
from selfassess.problems import Invalid

DEFAULTS = Path(__file__).parent / "defaults.json"
"""What every field of today's format means when a released file leaves it out."""


def minutes_to_seconds(data: dict[str, Any]) -> dict[str, Any]:
    """A made-up step: a duration that was in minutes is in seconds."""
    return data | {"duration": data["duration"] * 60}


def renamed(data: dict[str, Any]) -> dict[str, Any]:
    """A made-up step: a field has another name."""
    return {"seconds" if name == "duration" else name: value for name, value in data.items()}


TWO_STEPS = Format((minutes_to_seconds, renamed))


def test_what_is_released_today_carries_todays_number() -> None:
    assert TWO_STEPS.marked({"seconds": 60}) == {"format": 3, "seconds": 60}
    assert INSTRUMENT_FORMAT.marked({"id": "demo"}) == {"format": 2, "id": "demo"}


def test_an_older_file_takes_every_step_from_its_number_on() -> None:
    assert TWO_STEPS.current({"format": 1, "duration": 2}) == {"seconds": 120}
    assert TWO_STEPS.current({"format": 2, "duration": 120}) == {"seconds": 120}
    assert TWO_STEPS.current({"format": 3, "seconds": 120}) == {"seconds": 120}


def test_a_file_without_a_number_is_of_the_first() -> None:
    assert TWO_STEPS.current({"duration": 2}) == {"seconds": 120}


def test_what_a_file_says_is_left_as_it_is() -> None:
    data = {"format": 1, "duration": 2}

    TWO_STEPS.current(data)

    assert data == {"format": 1, "duration": 2}


def test_a_newer_number_is_one_sentence() -> None:
    with pytest.raises(Invalid) as caught:
        TWO_STEPS.current({"format": 4})

    assert str(caught.value) == (
        "a newer selfassess released this; its `format` is 4, and 3 is the newest known here; "
        "update selfassess"
    )


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), ("1", "'1'"), (True, "True"), (1.0, "1.0")]
)
def test_a_number_that_is_none_is_one_sentence(number: object, shown: str) -> None:
    with pytest.raises(Invalid) as caught:
        TWO_STEPS.current({"format": number})

    assert str(caught.value) == (
        f"this is no `format` of a released file; found {shown}; restore the file"
    )


def test_no_field_has_the_name_of_the_number() -> None:
    assert KEY not in {field.name for field in dataclasses.fields(Instrument)}


def defaults() -> dict[str, Any]:
    """Return what is meant where a released file says nothing, by class and field."""
    found = {}
    for cls in classes(Instrument):
        for field in dataclasses.fields(cls):
            if field.default_factory is not dataclasses.MISSING:
                found[f"{cls.__name__}.{field.name}"] = plain(field.default_factory())
            elif field.default is not dataclasses.MISSING:
                found[f"{cls.__name__}.{field.name}"] = plain(field.default)
    return dict(sorted(found.items()))


def test_what_a_released_file_leaves_out_means_what_it_meant() -> None:
    """A new field joins defaults.json; another default, or a field that is gone, needs a step."""
    known = json.loads(DEFAULTS.read_text(encoding="utf-8"))

    assert known["format"] == INSTRUMENT_FORMAT.number
    assert known["defaults"] == defaults()
