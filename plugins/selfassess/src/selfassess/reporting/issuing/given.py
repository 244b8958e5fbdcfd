"""Given: JSON that somebody wrote or edited, as a dataclass, or a sentence for each thing wrong."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from selfassess.definition.canonical import hints
from selfassess.problems import Invalid, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.problems import Path

T = TypeVar("T")

MARK = "selfassess"
"""The name under which every file of a course says what it is."""
FORMAT = 1
"""The number of the language of these files."""
MOST = 262_144
"""The most characters of a file that is read; a completion file has about three thousand."""
LONGEST_NUMBER = 15
"""The most digits of a number before its point."""
_WANTED = {str: "text in quotation marks", int: "a whole number", float: "a number"}
_WANTED |= {bool: "true or false"}


def data_of(text: str, most: int = MOST) -> dict[str, Any]:
    """Return the plain data of a JSON file; raise Invalid with one sentence."""
    if len(text) > most:
        found = f"{len(text):,} characters, and {most:,} are the most"
        raise Invalid([Problem(f"the file is too large; {found}; choose the right file")])
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"this is no JSON; {error.msg}; get the file anew"
        raise Invalid([Problem(message, line=error.lineno, column=error.colno)]) from None
    except (ValueError, RecursionError):
        raise Invalid([Problem("this is no JSON; it can not be read; get the file anew")]) from None
    if not isinstance(data, dict):
        found = type(data).__name__
        raise Invalid([Problem(f"this is no file of a course; found {found}; choose another")])
    return data


def read(cls: type[T], data: dict[str, Any], kind: str) -> T:
    """Return the dataclass of a file of one kind; raise Invalid with every problem."""
    if data.get(MARK) != kind:
        found = json.dumps(data.get(MARK))[:60]
        message = f'this is another file; `{MARK}` is {found}; choose one with "{kind}"'
        raise Invalid([Problem(message, (MARK,))])
    if data.get("format") != FORMAT or data["format"] is True:
        found = json.dumps(data.get("format"))[:60]
        message = f"another program wrote this; `format` is {found}; this one reads {FORMAT}"
        raise Invalid([Problem(message, ("format",))])
    return built(cls, {name: data[name] for name in data if name not in (MARK, "format")})


def built(cls: type[T], data: Any) -> T:
    """Return plain data as a dataclass, its types checked; raise Invalid with every problem."""
    if problems := list(_wrong(cls, data, ())):
        raise Invalid(problems)
    return cast("T", _made(cls, data))


def _wrong(hint: Any, data: Any, path: Path) -> Iterator[Problem]:
    hint = _plain(hint, data)
    if hint is None:
        return
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        yield from _wrong_fields(hint, data, path)
    elif origin is tuple:
        yield from _wrong_entries(args[0], data, path, list)
    elif origin is dict:
        yield from _wrong_entries(args[1], data, path, dict)
    elif origin is Literal:
        if data not in args:
            yield _problem(" or ".join(f'"{each}"' for each in args), data, path)
    elif not _is(hint, data):
        yield _problem(_WANTED[hint], data, path)
    # Python's JSON takes NaN, which is neither less nor more, and numbers without an end.
    elif hint in (int, float) and not abs(data) < 10**LONGEST_NUMBER:
        yield _problem(f"a number of at most {LONGEST_NUMBER} digits", data, path)


def _plain(hint: Any, data: Any) -> Any:
    """Return the type that data must have; None if it is the null that it may be."""
    if not isinstance(hint, types.UnionType):
        return hint
    return None if data is None else next(a for a in hint.__args__ if a is not type(None))


def _is(hint: type, data: Any) -> bool:
    if isinstance(data, bool):
        return hint is bool
    return isinstance(data, int | float) if hint is float else isinstance(data, hint)


def _wrong_entries(hint: Any, data: Any, path: Path, kind: type) -> Iterator[Problem]:
    if not isinstance(data, dict | list) or not isinstance(data, kind):
        wanted = "a list in [ ]" if kind is list else "an object in { }"
        yield _problem(wanted, data, path)
        return
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    for name, entry in entries:
        yield from _wrong(hint, entry, (*path, name))


def _wrong_fields(cls: Any, data: Any, path: Path) -> Iterator[Problem]:
    if not isinstance(data, dict):
        yield _problem("an object in { }", data, path)
        return
    known = {field.name: field for field in dataclasses.fields(cls)}
    for name in data:
        if name not in known:
            hint = suggestion(name, known)
            yield Problem(f'there is no such field; "{_at((*path, name))}"; {hint}', (*path, name))
        else:
            yield from _wrong(hints(cls)[name], data[name], (*path, name))
    for name, field in known.items():
        optional = field.default is not dataclasses.MISSING
        optional |= field.default_factory is not dataclasses.MISSING
        if name not in data and not optional:
            where = _at((*path, name))
            yield Problem(f'a field is missing; "{where}" was not found; add it', (*path, name))


def _problem(wanted: str, data: Any, path: Path) -> Problem:
    found = json.dumps(data, ensure_ascii=False)[:60]
    return Problem(f'"{_at(path)}" has the wrong type; found {found}; write {wanted}', path)


def _at(path: Path) -> str:
    return ".".join(str(part) for part in path) or "the file"


def _made(hint: Any, data: Any) -> Any:
    hint = _plain(hint, data)
    if hint is None:
        return None
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        fields = hints(cast("Any", hint))
        made = {name: _made(fields[name], entry) for name, entry in data.items()}
        return cast("Any", hint)(**made)
    if origin is tuple:
        return tuple(_made(args[0], entry) for entry in data)
    if origin is dict:
        return {name: _made(args[1], entry) for name, entry in data.items()}
    return data
