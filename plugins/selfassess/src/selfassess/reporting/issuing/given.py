"""Given: JSON that somebody wrote or edited, as a dataclass, or a sentence for each thing wrong."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from selfassess.definition.canonical import hints
from selfassess.problems import Invalid, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def data_of(text: str, most: int = MOST, texts: NullTranslations | None = None) -> dict[str, Any]:
    """Return the plain data of a JSON file; raise Invalid with one sentence.

    `texts` has the sentences in another language, here and below.
    """
    gettext = (texts or NullTranslations()).gettext
    if len(text) > most:
        said = gettext(
            "the file is too large; %(found)s characters, and %(most)s are the most; "
            "choose the right file"
        )
        values = {"found": f"{len(text):,}", "most": f"{most:,}"}
        raise Invalid([Problem(said % values)])
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        said = gettext("this is no JSON; it breaks off or is damaged here; get the file anew")
        raise Invalid([Problem(said, line=error.lineno, column=error.colno)]) from None
    except (ValueError, RecursionError):
        said = gettext("this is no JSON; it can not be read; get the file anew")
        raise Invalid([Problem(said)]) from None
    if not isinstance(data, dict):
        said = gettext("this is no file of a course; found %(found)s; choose another")
        found = json.dumps(data, ensure_ascii=False)[:60]
        raise Invalid([Problem(said % {"found": found})])
    return data


def read(cls: type[T], data: dict[str, Any], kind: str, texts: NullTranslations | None = None) -> T:
    """Return the dataclass of a file of one kind; raise Invalid with every problem."""
    gettext = (texts or NullTranslations()).gettext
    if data.get(MARK) != kind:
        said = gettext(
            'this is another file; `selfassess` is %(found)s; choose one with "%(kind)s"'
        )
        values = {"found": json.dumps(data.get(MARK))[:60], "kind": kind}
        raise Invalid([Problem(said % values, (MARK,))])
    if data.get("format") != FORMAT or data["format"] is True:
        said = gettext(
            "another program wrote this; `format` is %(found)s; this one reads %(known)s"
        )
        values = {"found": json.dumps(data.get("format"))[:60], "known": str(FORMAT)}
        raise Invalid([Problem(said % values, ("format",))])
    return built(cls, {name: data[name] for name in data if name not in (MARK, "format")}, texts)


def built(cls: type[T], data: Any, texts: NullTranslations | None = None) -> T:
    """Return plain data as a dataclass, its types checked; raise Invalid with every problem."""
    if problems := list(_Check(texts or NullTranslations()).wrong(cls, data, ())):
        raise Invalid(problems)
    return cast("T", _made(cls, data))


def meant(wrong: str, known: Iterable[str], texts: NullTranslations) -> str:
    """Return the last part of a message: the nearest known name, or all of them."""
    names = list(known)
    if near := nearest(wrong, names):
        return texts.gettext('did you mean "%(name)s"?') % {"name": near}
    listed = ", ".join(sorted(names)) or texts.gettext("none")
    return texts.gettext("known are: %(names)s") % {"names": listed}


class _Check:
    """Tells what in plain data is not as the fields of a dataclass have it."""

    def __init__(self, texts: NullTranslations) -> None:
        self.texts = texts
        gettext = texts.gettext
        self.wanted = {
            str: gettext("text in quotation marks"),
            int: gettext("a whole number"),
            float: gettext("a number"),
            bool: gettext("true or false"),
            list: gettext("a list in [ ]"),
            dict: gettext("an object in { }"),
        }

    def wrong(self, hint: Any, data: Any, path: Path) -> Iterator[Problem]:
        hint = _plain(hint, data)
        if hint is None:
            return
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if dataclasses.is_dataclass(hint):
            yield from self.fields(hint, data, path)
        elif origin is tuple:
            yield from self.entries(args[0], data, path, list)
        elif origin is dict:
            yield from self.entries(args[1], data, path, dict)
        elif origin is Literal:
            if data not in args:
                either = self.texts.gettext(" or ")
                yield self.problem(either.join(f'"{each}"' for each in args), data, path)
        elif not _is(hint, data):
            yield self.problem(self.wanted[hint], data, path)
        # Python's JSON takes NaN, which is neither less nor more, and numbers without an end.
        elif hint in (int, float) and not abs(data) < 10**LONGEST_NUMBER:
            said = self.texts.gettext("a number of at most %(most)s digits")
            yield self.problem(said % {"most": LONGEST_NUMBER}, data, path)

    def entries(self, hint: Any, data: Any, path: Path, kind: type) -> Iterator[Problem]:
        if not isinstance(data, dict | list) or not isinstance(data, kind):
            yield self.problem(self.wanted[kind], data, path)
            return
        entries = data.items() if isinstance(data, dict) else enumerate(data)
        for name, entry in entries:
            yield from self.wrong(hint, entry, (*path, name))

    def fields(self, cls: Any, data: Any, path: Path) -> Iterator[Problem]:
        if not isinstance(data, dict):
            yield self.problem(self.wanted[dict], data, path)
            return
        known = {field.name: field for field in dataclasses.fields(cls)}
        for name in data:
            at = (*path, name)
            if name not in known:
                said = self.texts.gettext('there is no such field; "%(where)s"')
                hint = meant(name, known, self.texts)
                yield Problem(f"{said % {'where': _at(at)}}; {hint}", at)
            else:
                yield from self.wrong(hints(cls)[name], data[name], at)
        for name, field in known.items():
            optional = field.default is not dataclasses.MISSING
            optional |= field.default_factory is not dataclasses.MISSING
            if name not in data and not optional:
                said = self.texts.gettext('a field is missing; "%(where)s" was not found; add it')
                yield Problem(said % {"where": _at((*path, name))}, (*path, name))

    def problem(self, wanted: str, data: Any, path: Path) -> Problem:
        said = self.texts.gettext(
            '"%(where)s" has the wrong type; found %(found)s; write %(wanted)s'
        )
        where = _at(path) if path else self.texts.gettext("the file")
        found = json.dumps(data, ensure_ascii=False)[:60]
        return Problem(said % {"where": where, "found": found, "wanted": wanted}, path)


def _plain(hint: Any, data: Any) -> Any:
    """Return the type that data must have; None if it is the null that it may be."""
    if not isinstance(hint, types.UnionType):
        return hint
    return None if data is None else next(a for a in hint.__args__ if a is not type(None))


def _is(hint: type, data: Any) -> bool:
    if isinstance(data, bool):
        return hint is bool
    return isinstance(data, int | float) if hint is float else isinstance(data, hint)


def _at(path: Path) -> str:
    return ".".join(str(part) for part in path)


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
