"""What an editor is told of a file, held against what the reader of the file refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from selfassess.authoring.cases import CASES
from selfassess.authoring.cli.new import STARTER
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.read.schema import schema
from selfassess.problems import InvalidFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path as DataPath

HERE = Path(__file__).parents[2]
SCHEMA = json.loads(schema(INSTRUMENT))
RESTRICTIONS = {"pattern", "minItems", "minimum", "propertyNames"}
FILES = [
    Path(str(STARTER)) / "instrument.yml",
    *(HERE / name / "instrument.yml" for name in ("demo", "kinds", "strain", "bank", "many")),
]

Found = tuple[str, "DataPath", dict[str, Any], Any]
"""Class and field, the place in the data, what the schema says of it, the value."""


def data_of(file: Path) -> Any:
    """Return what a file says, and what none of them says otherwise."""
    usual = {"language": "en", "start": {"suggest": 2}}
    return usual | YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))


def walked(part: dict[str, Any], data: Any, path: DataPath = ()) -> Iterator[Found]:
    """Yield every field of some data that the schema of an instrument describes."""
    part = next(filter(lambda one: "$ref" in one, part.get("anyOf", ())), part)
    name = part.get("$ref", "#").rpartition("/")[2]
    part = SCHEMA["$defs"].get(name, part)
    if "properties" in part:
        for field, value in data.items():
            inner = part["properties"][field]
            yield f"{part['title']}.{field}", (*path, field), inner, value
            yield from walked(inner, value, (*path, field))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from walked(part.get("items", {}), value, (*path, at))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from walked(part.get("additionalProperties") or {}, value, (*path, key))


def refuses(said: dict[str, Any], value: Any) -> bool:
    """Return whether the restrictions of a field refuse a value of the right type."""
    names = said.get("propertyNames", {}).get("pattern", "")
    return (
        ("pattern" in said and not re.search(said["pattern"], value))
        or ("minItems" in said and len(value) < said["minItems"])
        or ("minimum" in said and value < said["minimum"])
        or any(not re.search(names, name) for name in (value if names else ()))
    )


def wrong(said: dict[str, Any], value: Any) -> Any:
    """Return a value that the restrictions of a field refuse."""
    if "propertyNames" in said:
        first, *_ = value
        return {"1st": value[first]} | value
    if "pattern" in said:
        return " " if said["pattern"] == r"\S" else "1st one"
    return value[: said["minItems"] - 1] if "minItems" in said else said["minimum"] - 1


RESTRICTED = {
    name: (file, path, said, value)
    for file in FILES
    for name, path, said, value in walked(SCHEMA, data_of(file))
    if RESTRICTIONS & said.keys() and value
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_what_is_right_is_refused_by_no_restriction(file: Path) -> None:
    found = list(walked(SCHEMA, data_of(file)))
    assert len(found) > 30
    assert [name for name, _, said, value in found if refuses(said, value)] == []


def test_every_restriction_of_the_schema_is_tried() -> None:
    parts = [SCHEMA, *SCHEMA["$defs"].values()]
    restricted = {
        f"{part['title']}.{name}"
        for part in parts
        for name, said in part.get("properties", {}).items()
        if RESTRICTIONS & said.keys()
    }
    assert restricted - RESTRICTED.keys() == set()


@pytest.mark.parametrize("name", sorted(RESTRICTED))
def test_what_an_editor_marks_is_refused_when_the_file_is_read(
    name: str, read: Callable[[str], Instrument]
) -> None:
    file, path, said, value = RESTRICTED[name]
    made = wrong(said, value)
    data = data_of(file)
    holder = data
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = made

    assert refuses(said, made)
    with pytest.raises(InvalidFile):
        read(json.dumps(data))


def test_ids_and_texts_are_restricted_as_their_rules_say() -> None:
    fields = SCHEMA["$defs"]["Item"]["properties"]
    assert fields["id"]["pattern"] == "^([a-z][a-z0-9]*(-[a-z0-9]+)*)$"
    assert fields["stem"]["pattern"] == r"\S"
    assert fields["teaches"]["pattern"] == r"^([^#\s]+\.md#[^#\s]+)?$"
    assert SCHEMA["$defs"]["ResponseScale"]["properties"]["options"]["minItems"] == 2
    assert SCHEMA["properties"]["minutes"]["minimum"] == 1


def test_cases_have_a_schema_with_a_description_of_every_field() -> None:
    made = json.loads(schema(CASES))
    parts = [made, *made["$defs"].values()]
    fields = [field for part in parts for field in part["properties"].values()]
    assert {part["title"] for part in parts} == {"Cases", "Case", "Expected", "ExpectedScore"}
    assert all(field.get("description") for field in fields)
