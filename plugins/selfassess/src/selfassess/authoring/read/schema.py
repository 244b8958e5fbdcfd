"""Schema: the JSON Schema of a type of file, from its dataclasses and their docstrings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from selfassess.authoring.read.field_facts import FieldFacts, classes, facts_of
from selfassess.authoring.read.fields import adapter

if TYPE_CHECKING:
    from selfassess.authoring.documents import FileType


def schema(kind: FileType[Any]) -> str:
    """Return the JSON Schema of a type of file as text; editors complete and check with it."""
    made = described(kind.holds)
    title = kind.holds.__name__
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(head | made, indent=2, ensure_ascii=False) + "\n"


def described(top: type) -> dict[str, Any]:
    """Return the JSON Schema of a dataclass: what pydantic knows, descriptions, and facts."""
    made: dict[str, Any] = adapter(top).json_schema()
    parts = made.get("$defs", {})
    stated = {cls.__name__: facts_of(cls) for cls in classes(top)}
    for title, part in ((top.__name__, made), *parts.items()):
        for name, field in part.get("properties", {}).items():
            _describe(name, field, parts)
            _restrict(field, stated.get(title, {}).get(name, FieldFacts()))
    return made


def _describe(name: str, field: dict[str, Any], parts: dict[str, Any]) -> None:
    """Add what pydantic drops: the docstring where a class repeats or inherits a field."""
    if "description" not in field:
        of_class = parts.get(field.get("$ref", "").rpartition("/")[2], {})
        inherited = parts["Match"]["properties"].get(name, {}) if "Match" in parts else {}
        found = (of_class or inherited).get("description")
        field.update({"description": found} if found else {})


def _restrict(field: dict[str, Any], facts: FieldFacts) -> None:
    """Add what the rules want of every value, so that an editor tells it while one types."""
    if facts.least:
        field["minItems" if field["type"] == "array" else "minimum"] = facts.least.number
    pattern = facts.content.pattern if facts.content else ""
    whole = f"^({pattern})$" if field.get("default") != "" else f"^({pattern})?$"
    if pattern and field["type"] == "object":
        field["propertyNames"] = {"pattern": whole}
    elif pattern:
        field["pattern"] = whole
    elif facts.written:
        field["pattern"] = r"\S"
