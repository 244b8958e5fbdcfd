"""JSON mistake: what is wrong with a text that is no JSON, in words for whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import json

_NOT_JSON = (
    ("Expecting ',' delimiter", "a comma or a closing bracket is missing"),
    ("Expecting ':' delimiter", "a colon is missing behind a name"),
    ("Expecting property name", "a name in double quotes has to stand here"),
    ("Illegal trailing comma", "a comma stands before a closing bracket"),
    ("Expecting value", "a value has to stand here"),
    ("Extra data", "more text stands behind the end"),
    ("Invalid \\", "a backslash begins nothing that JSON knows"),
    ("Invalid control character", "a line break or another control character stands in a text"),
    ("Unterminated string", "a quote is never closed"),
)
"""What Python says of a text that is no JSON, by its beginning, and what that means."""


def said_of_json(error: json.JSONDecodeError) -> str:
    """Return what is wrong at the place of an error."""
    if not error.doc.strip():
        return "the file is empty"
    said = (words for begin, words in _NOT_JSON if error.msg.startswith(begin))
    return next(said, "something else stands here")
