"""Completion: what a learner saves of a course, as files that are theirs, and back.

A file is JSON in UTF-8 and says first what it is. It comes from anywhere, so all of it is checked
before any of it is used; that it can be read does not mean that it is true.
"""

from __future__ import annotations

import json
import re
import typing
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from gettext import NullTranslations
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from selfassess.problems import Invalid, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sized

FORMAT = 1
"""The version of the format that is written here."""
MOST_CHARACTERS = 500_000
"""How long a file may be."""
MOST_ENTRIES = 500
"""How many entries a list or a map in it may have."""
LONGEST_TEXT = 2_000
"""How long any text in it may be, in characters."""


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _moment(text: str) -> str:
    # Without the zone: one that is written before the Z comes out as another text.
    read = datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=None)
    return read.isoformat(timespec="minutes") + "Z"


def _month(text: str) -> str:
    return _day(f"{text}-01").removesuffix("-01")


_EXAMPLES: dict[Callable[[str], str], str] = {
    _day: "2026-11-29",
    _moment: "2026-11-29T10:00Z",
    _month: "2026-11",
}

# Signs that can not be seen, or that turn the direction of what follows: a text with them does
# not look like what it is. Joiners are left, because languages need them.
_HIDDEN = re.compile("[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

# A date is written as it would be written again.
Day = Annotated[str, _day]
Moment = Annotated[str, _moment]
Month = Annotated[str, _month]


@dataclass(frozen=True)
class ModuleRead:
    """A module of which the learner said that it was read."""

    page: str
    """The page, such as "practices/active-listening.md"; it names the module."""
    read: Day
    """When the learner said so."""


@dataclass(frozen=True)
class Attempt:
    """One attempt at the test: raw answers, no score."""

    seed: str
    """The code of its draw."""
    answers: dict[str, str]
    """The answers as text, by item id."""
    begun: Moment
    """The minute of the first answer, in UTC."""
    ended: Moment
    """The minute in which it was handed in, in UTC."""


@dataclass(frozen=True)
class Test:
    """The test of a course and its attempts."""

    instrument: str
    """The id of the instrument that holds the items."""
    version: str
    """The version that was answered."""
    attempts: tuple[Attempt, ...]
    """The attempts in their order."""


@dataclass(frozen=True)
class Completion:
    """A finished course, for its sponsor."""

    specimen: bool
    """Whether the course was a specimen that nobody stands behind."""
    course: str
    """The id of the course."""
    version: str
    """The version that was completed."""
    language: str
    """The BCP 47 tag of its language."""
    engine: str
    """The version of the program that scored it."""
    started: Day
    """When the learner began."""
    finished: Day
    """When the last part was done."""
    modules: tuple[ModuleRead, ...]
    """What was read."""
    test: Test
    """How the test was answered."""
    evaluation: None
    """Always empty: what a learner thinks of the course is a file of its own, without a name."""
    identity: dict[str, str]
    """What the sponsor asks of the learner, by the names of its fields."""
    before: dict[str, str] = field(default_factory=dict)
    """How many questions of each objective were right before the course, such as "1/2"; no answers."""


@dataclass(frozen=True)
class Evaluation:
    """What a learner thinks of a course; nothing in it leads to the learner."""

    course: str
    """The id of the course."""
    version: str
    """The version that was taken."""
    month: Month
    """When; a day could lead to a completion."""
    answers: dict[str, str]
    """The answers as text, by the ids of the questions."""


@dataclass(frozen=True)
class ModuleMark:
    """A module that was read, and in which state."""

    page: str
    """The page; it names the module."""
    hash: str
    """What its text was then, as a short code."""
    read: Day
    """When the learner said so."""


@dataclass(frozen=True)
class Progress:
    """How far a learner has come, to go on elsewhere."""

    course: str
    """The id of the course."""
    version: str
    """The version that was begun."""
    started: Day
    """When."""
    modules: tuple[ModuleMark, ...]
    """What was read."""
    test: Test
    """How the test was answered so far."""
    before: dict[str, str] = field(default_factory=dict)
    """As in a completion."""


Document = Completion | Evaluation | Progress
Kind = TypeVar("Kind", Completion, Evaluation, Progress)
NAMES: dict[type, str] = {
    Completion: "completion",
    Evaluation: "evaluation",
    Progress: "progress",
}
"""What each file says that it is."""


class InvalidCompletion(Invalid):
    """What was given is no such file; the message says what is wrong, what was found, what to do."""

    def __init__(self, message: str) -> None:
        super().__init__([Problem(message)])


def write(document: Document) -> str:
    """Return a file as text, to be read back by `read`."""
    said = {"selfassess": NAMES[type(document)], "format": FORMAT}
    return json.dumps(said | plain_data(document), ensure_ascii=False, indent=2) + "\n"


def plain_data(value: Any) -> Any:
    """Return a file, or a part of one, as dicts and lists."""
    if is_dataclass(value):
        found = {field.name: plain_data(getattr(value, field.name)) for field in fields(value)}
        # What a course does not ask is in none of its files.
        return {name: one for name, one in found.items() if (name, one) != ("before", {})}
    return [plain_data(entry) for entry in value] if isinstance(value, tuple) else value


def read(text: str, texts: NullTranslations | None = None) -> Completion:
    """Return the completion that stands in a file. Raises InvalidCompletion for what is none.

    `texts` has the sentences in another language.
    """
    return read_as(Completion, text, texts)


def read_as(kind: type[Kind], text: str, texts: NullTranslations | None = None) -> Kind:
    """Return what stands in a file of one kind. Raises InvalidCompletion for any other."""
    reader = _Reader(texts or NullTranslations())
    data = reader.parsed(text)
    reader.is_a(NAMES[kind], data)
    found: Kind = reader.built(kind, {name: data[name] for name in data if name not in _HEAD}, "")
    return found


_HEAD = ("selfassess", "format")


class _Reader:
    """Checks data from a file, and says of the first fault where it is."""

    def __init__(self, texts: NullTranslations) -> None:
        self.gettext = texts.gettext

    def parsed(self, text: str) -> dict[str, Any]:
        """Return the JSON of a file, in which no name may stand twice."""
        if len(text) > MOST_CHARACTERS:
            said = self.gettext(
                "This file is too large; it has %(found)s characters, and no file of a course has "
                "more than %(most)s; choose the file that the course saved."
            )
            raise InvalidCompletion(said % {"found": len(text), "most": MOST_CHARACTERS})
        try:
            # Some editors put a mark first that is no part of the text.
            data = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=self.unique)
        except RecursionError:
            raise self.foreign() from None
        except ValueError as error:
            if not isinstance(error, json.JSONDecodeError):
                raise self.foreign() from None
            said = self.gettext(
                "This file can not be read; it breaks off or is damaged at line %(line)s, column "
                "%(column)s; save it anew from the course, and do not open it in between."
            )
            raise InvalidCompletion(said % {"line": error.lineno, "column": error.colno}) from None
        if not isinstance(data, dict):
            raise self.foreign()
        return data

    def unique(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            said = self.gettext(
                "In this file a name stands twice; found “%(name)s”; save it anew from the course."
            )
            raise InvalidCompletion(said % {"name": _shown(twice)})
        return found

    def foreign(self) -> InvalidCompletion:
        said = self.gettext(
            "This is no file of a course; it says nothing of being one; "
            "choose the file that the course saved."
        )
        return InvalidCompletion(said)

    def is_a(self, name: str, data: dict[str, Any]) -> None:
        """Refuse what says to be something else, or to be of a format that is not known."""
        found, format_ = data.get("selfassess"), data.get("format")
        if not isinstance(found, str):
            raise self.foreign()
        if found != name:
            said = self.gettext(
                "This is another file; it is a file of “%(found)s”; choose one of “%(name)s”."
            )
            raise InvalidCompletion(said % {"found": _shown(found), "name": name})
        if type(format_) is int and format_ > FORMAT:
            said = self.gettext(
                "This file was saved by a newer version of this site; its format is %(found)s, and "
                "this page reads %(known)s; load the page again, or use the site that saved it."
            )
            raise InvalidCompletion(said % {"found": _shown(format_), "known": FORMAT})
        if type(format_) is not int or format_ != FORMAT:
            raise self.wrong("format", data.get("format"), str(FORMAT))

    def built(self, hint: Any, data: Any, place: str) -> Any:
        """Return data as what a type hint says; `place` is where in the file it stands."""
        if typing.get_origin(hint) is Annotated:
            return self.dated(data, place, hint.__metadata__[0])
        if is_dataclass(hint):
            return self.record(hint, data, place)
        origin = typing.get_origin(hint)
        if origin is tuple:
            rows = self.sized(data, list, place, self.gettext("a list"))
            of = typing.get_args(hint)[0]
            return tuple(self.built(of, row, f"{place}[{at}]") for at, row in enumerate(rows))
        if origin is dict:
            pairs = self.sized(data, dict, place, self.gettext("answers by their names"))
            return {self.text(n, place): self.text(v, f"{place}.{n}") for n, v in pairs.items()}
        if hint is bool and not isinstance(data, bool):
            raise self.wrong(place, data, self.gettext("true or false"))
        if hint is type(None) and data is not None:
            raise self.wrong(place, data, "null")
        return self.text(data, place) if hint is str else data

    def record(self, cls: Any, data: Any, place: str) -> Any:
        if not isinstance(data, dict):
            raise self.wrong(place, data, self.gettext("a group of fields"))
        hints = typing.get_type_hints(cls, include_extras=True)
        inside = f"{place}." if place else ""
        optional = {one.name for one in fields(cls) if one.default_factory is not MISSING}
        if missing := [name for name in hints if name not in data and name not in optional]:
            said = self.gettext(
                "In this file something is missing; there is no “%(name)s”; "
                "save it anew from the course."
            )
            raise InvalidCompletion(said % {"name": inside + missing[0]})
        if extra := [name for name in data if name not in hints]:
            said = self.gettext(
                "In this file something stands that no course saves; found “%(name)s”; "
                "save it anew from the course."
            )
            raise InvalidCompletion(said % {"name": _shown(inside + extra[0])})
        return cls(
            **{n: self.built(hint, data[n], inside + n) for n, hint in hints.items() if n in data}
        )

    def sized(self, data: Any, kind: type[Sized], place: str, wanted: str) -> Any:
        if not isinstance(data, kind):
            raise self.wrong(place, data, wanted)
        if len(data) > MOST_ENTRIES:
            said = self.gettext(
                "In this file a list is too long; “%(name)s” has %(found)s entries, and "
                "%(most)s are the most; save it anew from the course."
            )
            values = {"name": _shown(place), "found": len(data), "most": MOST_ENTRIES}
            raise InvalidCompletion(said % values)
        return data

    def text(self, data: Any, place: str) -> str:
        if not isinstance(data, str):
            raise self.wrong(place, data, self.gettext("a text"))
        if len(data) > LONGEST_TEXT:
            raise self.wrong(place, data, self.gettext("a shorter text"))
        if _HIDDEN.search(data):
            raise self.wrong(place, data, self.gettext("a text without hidden signs"))
        return data

    def dated(self, data: Any, place: str, written: Callable[[str], str]) -> str:
        text = self.text(data, place)
        with suppress(ValueError):
            if written(text) == text:
                return text
        raise self.wrong(place, data, self.gettext("a date such as %s") % _EXAMPLES[written])

    def wrong(self, place: str, found: Any, wanted: str) -> InvalidCompletion:
        said = self.gettext(
            "In this file “%(name)s” can not be right; found %(found)s where %(wanted)s belongs; "
            "save it anew from the course."
        )
        values = {"name": _shown(place), "found": _shown(found, quoted=True), "wanted": wanted}
        return InvalidCompletion(said % values)


def _shown(value: Any, *, quoted: bool = False) -> str:
    """Return what was found so that it can be read in one line, cut where it is long."""
    text = value if isinstance(value, str) and not quoted else json.dumps(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
