"""Examples: how what an author meant to write looks, where a name or a type is wrong."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from typing import TYPE_CHECKING, Any

from selfassess.definition.canonical import hints
from selfassess.numeric import typed

if TYPE_CHECKING:
    from selfassess.problems import Path

_IDS = {
    *("id", "domain", "scale", "recode", "objective", "of", "reverse", "items"),
    *("item", "score", "outcome"),
}
"""The fields that hold ids, or lists of them."""
_LAST = "write `below`, the first score that belongs to the next band"
_LEAST = "write `at_least`, which lets the number itself pass"
_MOST = "write `at_most`, which lets the number itself pass"
_ONE = "write `one_of` with a list"
_COUNTED = "write `minimum`, how many answers have to be given"
_STEM = "the words of a question are its `stem`"
_INSTEAD = {
    "Band": {"maximum": _LAST, "max": _LAST, "to": _LAST, "at_most": _LAST, "until": _LAST},
    "Match": {
        **dict.fromkeys(("above", "more_than", "greater_than", "minimum", "min"), _LEAST),
        **dict.fromkeys(("below", "less_than", "under", "maximum", "max"), _MOST),
        **dict.fromkeys(("equals", "equal", "is", "value", "option"), _ONE),
        "not": "write `none` with a list of conditions",
    },
    "Missing": dict.fromkeys(("maximum", "max", "max_missing", "at_most"), _COUNTED),
    "Item": dict.fromkeys(("question", "text", "label", "title", "prompt"), _STEM),
    "Option": dict.fromkeys(("text", "title", "stem"), "the words of an option are its `label`"),
}
"""What stands for a name that authors bring along, by the class. Near names are found without."""
_EDGES = {"minimum": "0", "maximum": "10"}
_LONGEST = 40


def instead(cls: type, name: str) -> str:
    """Return what a field is called here that has another name elsewhere; "" if it is not known."""
    if name in hints(cls):
        return ""
    found = (_INSTEAD[each.__name__] for each in cls.__mro__ if each.__name__ in _INSTEAD)
    return next((table[name] for table in found if name in table), "")


def is_id(path: Path) -> bool:
    """Return whether a path leads to an id."""
    return next((part for part in reversed(path) if isinstance(part, str)), "") in _IDS


def example(hint: Any, wanted: str, found: Any) -> str:
    """Return how a value of the wanted type looks, made of what was found if that can be.

    `wanted` is the type in words. "" if there is nothing to show.
    """
    if wanted == "text":
        return _quoted(found)
    if wanted in ("a whole number", "a number"):
        number = _number(found)
        return number if number and (wanted == "a number" or "." not in number) else "2"
    if wanted == "a list":
        simple = found is not None and not isinstance(found, list | dict)
        return f"[{_short(found)}]" if simple and str in typing.get_args(hint) else _of(hint)
    if wanted in ("fields", "names with values"):
        return _of(hint)
    return ""


def _quoted(found: Any) -> str:
    return "" if found is None or isinstance(found, list | dict) else f'"{_short(found)}"'


def _short(found: Any) -> str:
    text = found if isinstance(found, str) else json.dumps(found)
    return text[:_LONGEST]


def _number(found: Any) -> str:
    """Return a number that was written as text, also as one in the hundred."""
    try:
        number = float(found.rstrip("% ")) if isinstance(found, str) else None
    except ValueError:
        return ""
    return typed(number) if number is not None and abs(number) <= 1e9 else ""


def _of(hint: Any, depth: int = 0) -> str:
    """Return an example of a type: of a dataclass with the fields that must be there."""
    if isinstance(hint, types.UnionType):
        hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    if dataclasses.is_dataclass(hint):
        return _fields(typing.cast("type", hint), depth)
    args = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return f"[{_of(args[0], depth)}]"
    if typing.get_origin(hint) is dict:
        return f"{{name: {_of(args[1], depth)}}}"
    if typing.get_origin(hint) is typing.Literal:
        return str(args[0])
    return {str: "words", bool: "true"}.get(hint, "2")


def _fields(cls: type, depth: int) -> str:
    if depth > 3:
        return "{…}"
    types_of = hints(cls)
    needed = [field.name for field in dataclasses.fields(cls) if _is_needed(field)]
    shown = [f"{name}: {_EDGES.get(name) or _of(types_of[name], depth + 1)}" for name in needed]
    if "at_least" in types_of:
        item = "item" in types_of and "item" not in needed
        shown = [*(["item: q1"] if item else []), *shown, "at_least: 1"]
    return f"{{{', '.join(shown)}}}" if shown else ""


def _is_needed(field: dataclasses.Field[Any]) -> bool:
    none = dataclasses.MISSING
    return field.default is none and field.default_factory is none
