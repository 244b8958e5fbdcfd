"""Write the page of the manual that lists every field, from the docstrings of the engine.

    python tools/fields.py

A test fails while the page says something else than the docstrings.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfassess.authoring import CASES, INSTRUMENT, FileType, schema

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).resolve().parent.parent / "content/own-site/fields.md"
HEAD = """\
---
title: Every field
description: Every field of an instrument and of its worked examples, with what it holds and what it means.
claims: []
areas: []
written: 2026-11-22
sources_checked: null
clinical_review: none
---

# Every field

What may stand in `instrument.yml` and in `cases.yml`, part by part.
This page is made from the program itself by `tools/fields.py`, so look things up here and learn them in the [other pages](index.md).
"""
FILES: tuple[FileType[Any], ...] = (INSTRUMENT, CASES)
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
}


def page() -> str:
    """Return the page as Markdown."""
    return HEAD + "".join(part for kind in FILES for part in _file(kind))


def _file(kind: FileType[Any]) -> Iterator[str]:
    made = json.loads(schema(kind))
    yield f"\n## {kind.file}\n"
    for title, part in ((made["title"], made), *sorted(made["$defs"].items())):
        yield _part(title, part)


def _part(title: str, part: dict[str, Any]) -> str:
    required = part.get("required", ())
    paragraphs = "\n\n".join(map(_line, part["description"].split("\n\n")))
    fields = "\n".join(
        f"`{name}` · {_holds(field)}{_usual(field)}{' · must be there' * (name in required)}\n"
        f":   {_line(field['description'])}\n"
        for name, field in part["properties"].items()
    )
    return f"\n### {_words(title)}\n\n{paragraphs}\n\n{fields}"


def _holds(field: dict[str, Any]) -> str:
    """Return what a field takes, in words, with a link where it is a part of its own."""
    if "$ref" in field:
        name = _words(field["$ref"].rpartition("/")[2])
        return f"[{name.lower()}](#{name.lower().replace(' ', '-')})"
    if "anyOf" in field:
        kinds = dict.fromkeys(_holds(one) for one in field["anyOf"] if one.get("type") != "null")
        kinds.pop("whole number", None) if "number" in kinds else None
        return " or ".join(kinds)
    if field.get("type") == "array":
        return f"list of: {_holds(field['items'])}"
    if field.get("type") == "object":
        return f"by id: {_holds(field['additionalProperties'])}"
    if "enum" in field:
        return ", ".join(f"`{one}`" for one in field["enum"])
    return TYPES[field["type"]]


def _usual(field: dict[str, Any]) -> str:
    """Return what holds when a field is left out, if that is more than nothing."""
    usual = field.get("default")
    if usual in (None, "", [], {}) or isinstance(usual, dict):
        return ""
    return f" · as left out `{json.dumps(usual) if not isinstance(usual, str) else usual}`"


def _words(title: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title).capitalize()


def _line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
