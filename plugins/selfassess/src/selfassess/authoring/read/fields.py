"""Shape: plain data held against a dataclass; names and types.

pydantic does the work at build; its errors are put into words for authors here.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from selfassess.authoring.read.examples import example, instead, is_id
from selfassess.definition.canonical import hints
from selfassess.problems import InvalidFile, Problem, suggestion

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from selfassess.authoring.read.strict_yaml import Source
    from selfassess.problems import Path

T = TypeVar("T")


def validate(source: Source, cls: type[T]) -> T:
    """Return the data of a source as an instance of a dataclass.

    Raises InvalidFile with every misspelt, missing or mistyped field.
    """
    if not isinstance(source.data, dict):
        message = "fields were expected; something else was found; write `name: value` lines"
        raise InvalidFile([source.place(Problem(message))])
    try:
        return typing.cast(
            "T", adapter(typing.cast("Any", cls)).validate_json(json.dumps(source.data))
        )
    except ValidationError as error:
        problems = dict.fromkeys(_worded(entry, cls, source) for entry in error.errors())
    source.refuse(problems)
    raise AssertionError("pydantic refused it without a reason")


@cache
def adapter(cls: Any) -> TypeAdapter[Any]:
    """Return pydantic's adapter: strict types, unknown fields refused, docstrings kept."""
    config = {"use_attribute_docstrings": True, "extra": "forbid", "strict": True}
    cls.__pydantic_config__ = config
    return TypeAdapter(cls)


_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "names with values",
    "dataclass_type": "fields",
    "dataclass_exact_type": "fields",
}


def _worded(entry: ErrorDetails, cls: type, source: Source) -> Problem:
    path, hint = _trace(entry["loc"], cls, source.data)
    kind, name = entry["type"], str(entry["loc"][-1])
    if kind == "missing":
        return Problem(f'a field is missing; there is no "{name}"; add it', path[:-1])
    if kind == "unexpected_keyword_argument":
        known = [field.name for field in dataclasses.fields(hint)]
        remedy = instead(hint, name) or suggestion(name, known)
        return Problem(f'this field is not known; "{name}"; {remedy}', path)
    found = _shown(entry, source.plain.get(path, ""))
    if words := _words_beside_a_number(hint):
        message = f"this has the wrong type; {found}; write a number, such as 0, or {words}"
        return Problem(message, path)
    if kind == "literal_error":
        wanted = entry["ctx"]["expected"].replace("'", '"')
        return Problem(f"this is not one of the choices; {found}; write {wanted}", path)
    simple = not isinstance(entry["input"], list | dict | None)
    if kind == "string_type" and simple and is_id(path):
        message = f"an id begins with a letter; {found}; write one that does"
        return Problem(f"{message}, here and wherever it is named", path)
    wanted = _wanted(hint, kind) or entry["msg"]
    shown = example(hint, _WANTED.get(kind, ""), source.plain.get(path) or entry["input"])
    quotes = ", in quotes" if kind == "string_type" and simple else ""
    remedy = f"write {wanted}{quotes}{shown and f', such as {shown}'}"
    return Problem(f"this has the wrong type; {found}; {remedy}", path)


def _words_beside_a_number(hint: Any) -> str:
    """Return the words that may stand in place of a number, in quotes; "" if there are none.

    Or each of the kinds that would do would be told of by itself.
    """
    choices = typing.get_args(hint)
    words = [arg for each in choices for arg in typing.get_args(each)]
    return " or ".join(f'"{word}"' for word in words) if float in choices else ""


def _wanted(hint: Any, kind: str) -> str | None:
    """Return the name of what was wanted; of any number, when several kinds will do."""
    choices = set(typing.get_args(hint)) if isinstance(hint, types.UnionType) else set()
    if {int, float} <= choices:
        return "a number" if str not in choices else "a number or text"
    return _WANTED.get(kind)


def _shown(entry: ErrorDetails, written: str) -> str:
    value = entry["input"]
    if value is None:
        return "nothing was found"
    if isinstance(value, dict):
        return "names with values were found"
    if isinstance(value, list | tuple):
        return "a list was found"
    return f"found {written or json.dumps(value, ensure_ascii=False)}"


def _trace(loc: tuple[int | str, ...], hint: Any, data: Any) -> tuple[Path, Any]:
    """Follow pydantic's location into the data.

    Returns the path as far as the data goes (with the last name, which may be absent)
    and the type hint there, or the dataclass around an absent name.
    """
    path: list[str | int] = []
    for part in loc:
        # A part may also name the kind that was tried, where several would do.
        whole = isinstance(part, int) and isinstance(data, list)
        present = part in data if isinstance(data, dict) else whole
        if present:
            path.append(part)
            data, inner = data[part], _inside(hint, part)
            if inner is None:
                break
            hint = inner
        elif isinstance(data, dict):
            path.append(part)
            break
    return tuple(path), _dataclass_of(hint)


def _inside(hint: Any, part: int | str) -> Any:
    """Return the type hint of one part of a dataclass, tuple or dict; None if it has none."""
    hint = _dataclass_of(hint)
    if dataclasses.is_dataclass(hint):
        return hints(typing.cast("type", hint)).get(str(part))
    args = typing.get_args(hint)
    return _dataclass_of(args[-1] if typing.get_origin(hint) is dict else args[0])


def _dataclass_of(hint: Any) -> Any:
    """Return the dataclass of `Dataclass | None`, and anything else as it is."""
    if isinstance(hint, types.UnionType):
        return next((arg for arg in hint.__args__ if dataclasses.is_dataclass(arg)), hint)
    return hint
