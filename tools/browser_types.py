"""Write what a page may ask of Python, and what it is told, as types for TypeScript.

    python tools/browser_types.py

A test fails while the file says something else than the dataclasses of `selfassess.browser`.
"""

from __future__ import annotations

import json
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfassess.authoring.read.fields import adapter
from selfassess.browser.door import ANSWERS
from selfassess.browser.replies import Failure, Refusal, Reply
from selfassess.browser.requests import REQUESTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "plugins/mkdocs-selfassess/src/mkdocs_selfassess/assets/requests.d.ts"
HEAD = """\
/**
 * What a page may ask of Python, and what it is told. Written by tools/browser_types.py from the
 * dataclasses of `selfassess.browser`: change those.
 */
"""
TYPES = {
    "string": "string",
    "boolean": "boolean",
    "integer": "number",
    "number": "number",
    "null": "null",
}


def declarations() -> str:
    """Return the types as TypeScript."""
    parts = _parts([*REQUESTS.values(), *typing.get_args(Reply)])
    return "\n".join(
        [
            HEAD,
            *(_interface(name, part) for name, part in parts.items()),
            _map("Requests", "Every request by its name.", _requests()),
            _map("Replies", f"What each may be answered with. {_of(Failure)}", _replies()),
        ]
    )


def _requests() -> Iterator[tuple[str, str]]:
    yield from ((name, request.__name__) for name, request in REQUESTS.items())


def _replies() -> Iterator[tuple[str, str]]:
    for name, request in REQUESTS.items():
        told = typing.get_type_hints(ANSWERS[request])["return"]
        yield name, f"{told.__name__} | {Refusal.__name__}"


def _of(failure: type) -> str:
    return f"A `{failure.__name__}` may always come instead: `ask` rejects with it."


def _parts(classes: Iterable[type]) -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of every dataclass by name, those of fields before those with them."""
    parts: dict[str, dict[str, Any]] = {}
    for cls in classes:
        schema: dict[str, Any] = adapter(cls).json_schema()
        parts |= schema.pop("$defs", {})
        parts[cls.__name__] = schema
    return parts


def _interface(name: str, part: dict[str, Any]) -> str:
    fields = "\n".join(
        f"  /** {_line(field['description'])} */\n  {key}: {_type(field)};"
        for key, field in part["properties"].items()
    )
    return f"/** {_line(part['description'])} */\nexport interface {name} {{\n{fields}\n}}\n"


def _map(name: str, description: str, entries: Iterable[tuple[str, str]]) -> str:
    lines = "\n".join(f"  {key}: {value};" for key, value in entries)
    return f"/** {description} */\nexport interface {name} {{\n{lines}\n}}\n"


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "const" in field:
        return json.dumps(field["const"])
    if "anyOf" in field:
        return " | ".join(map(_type, field["anyOf"]))
    if field["type"] == "array":
        return f"{_type(field['items'])}[]"
    if field["type"] == "object":
        return f"Record<string, {_type(field['additionalProperties'])}>"
    return TYPES[field["type"]]


def _line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    FILE.write_text(declarations(), encoding="utf-8")
