"""Each example of a remedy is one that the reader takes."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter

from selfassess.authoring.cases import Cases, read_cases
from selfassess.authoring.course.course import Course
from selfassess.authoring.course.provider import Provider
from selfassess.authoring.read.examples import example
from selfassess.authoring.read.fields import adapter
from selfassess.authoring.read.strict_yaml import parse
from selfassess.authoring.scenario.scenario import Scenario
from selfassess.definition.canonical import hints
from selfassess.definition.instrument import Instrument
from selfassess.problems import InvalidFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def walk(hint: Any, seen: set[Any]) -> Iterator[tuple[str, Any]]:
    """Yield every type that a list, a map or fields may have, with what is wanted there."""
    if hint in seen:
        return
    seen.add(hint)
    inner = [arg for arg in typing.get_args(hint) if arg is not ...]
    if dataclasses.is_dataclass(hint):
        adapter(typing.cast("Any", hint))
        yield "fields", hint
        inner = list(hints(typing.cast("type", hint)).values())
    elif typing.get_origin(hint) is tuple:
        yield "a list", hint
    elif typing.get_origin(hint) is dict:
        yield "names with values", hint
    elif not isinstance(hint, types.UnionType):
        inner = []
    for each in inner:
        yield from walk(each, seen)


SEEN: set[Any] = set()
WANTED = [
    each for cls in (Instrument, Cases, Course, Scenario, Provider) for each in walk(cls, SEEN)
]


@pytest.mark.parametrize(("wanted", "hint"), WANTED, ids=[str(hint) for _, hint in WANTED])
def test_an_example_can_be_read_back(wanted: str, hint: Any) -> None:
    shown = example(hint, wanted, None)
    if not shown:
        return
    assert "…" not in shown
    data = parse(f"x: {shown}\n", "example.yml").data["x"]
    TypeAdapter(hint).validate_json(json.dumps(data))


def test_cases_alone_are_told_with_an_example_of_their_scores(tmp_path: Path) -> None:
    file = tmp_path / "cases.yml"
    file.write_text("cases:\n")
    with pytest.raises(InvalidFile) as caught:
        read_cases(file)
    shown = "[{name: words, expect: {scores: {name: {status: scored, answered: 2}}}}]"
    assert str(caught.value).endswith(f"such as {shown}")
    file.write_text(f"cases: {shown}\n")
    assert read_cases(file)[0].expect.scores["name"].answered == 2
