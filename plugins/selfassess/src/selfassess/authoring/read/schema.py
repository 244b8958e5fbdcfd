"""Schema: the JSON Schema of a type of file, from its dataclasses and their docstrings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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
    """Return the JSON Schema of a dataclass, with a description of every documented field."""
    made: dict[str, Any] = adapter(top).json_schema()
    parts = made.get("$defs", {})
    for part in (made, *parts.values()):
        for name, field in part.get("properties", {}).items():
            if "description" not in field:
                # pydantic drops the docstring where a class repeats or inherits it.
                of_class = parts.get(field.get("$ref", "").rpartition("/")[2], {})
                inherited = parts["Match"]["properties"].get(name, {}) if "Match" in parts else {}
                found = (of_class or inherited).get("description")
                field.update({"description": found} if found else {})
    return made
