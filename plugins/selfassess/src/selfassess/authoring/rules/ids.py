"""Ids: how the names that an author gives are written, and that each stands for one thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selfassess.authoring.data.table import RESPONDENT
from selfassess.authoring.rules.places import band_tables
from selfassess.definition.facts import ID
from selfassess.definition.item_types.item_type import DID_NOT_APPLY
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from selfassess.definition.feedback import BandTable
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Option
    from selfassess.problems import Path

_ID = re.compile(ID.pattern)
_LONGEST = 60
"""The longest id that is made of what was found."""
_MOST = 100
"""The most characters of an id, which goes into addresses and names of files."""
_RESERVED = {
    "outcome": ("open", "otherwise"),
    "option": (DID_NOT_APPLY,),
    # In a file of answers this column says whose they are.
    "item": (RESPONDENT,),
    # In a table of scores the columns of classifications begin with it.
    "domain": ("outcomes",),
    "score": ("outcomes",),
}

Entry = tuple["Path", str, str]
"""Where an id stands, the id, and the noun for what it names."""


def ids(instrument: Instrument) -> Iterator[Problem]:
    """Yield ids that are written wrongly or that stand for two things."""
    yield from _names([(("id",), instrument.id, "instrument")])
    yield from _names((("scales", name), name, "scale") for name in instrument.scales)
    tables = ((("recodings", name), name, "recoding table") for name in instrument.recodings)
    yield from _names(tables)
    # Items, domains and scores share their names, because `of` may name each of them.
    scored = (("domains", "domain"), ("items", "item"), ("scores", "score"))
    yield from _names(entry for field, noun in scored for entry in _listed(instrument, field, noun))
    for noun in ("section", "objective", "classification", "remark", "alert"):
        yield from _names(_listed(instrument, f"{noun}s", noun))
    for at, found in enumerate(instrument.classifications):
        path: Path = ("classifications", at, "outcomes")
        yield from _names(
            ((*path, nth, "id"), outcome.id, "outcome")
            for nth, outcome in enumerate(found.outcomes)
        )
    yield from _all_options(instrument)
    for path, _, of_score in band_tables(instrument):
        yield from _tables(of_score, path)


def _listed(instrument: Instrument, field: str, noun: str) -> Iterator[Entry]:
    for at, entry in enumerate(getattr(instrument, field)):
        yield (field, at, "id"), entry.id, noun


def _names(entries: Iterable[Entry]) -> Iterator[Problem]:
    every = list(entries)
    taken = {name for _, name, _ in every}
    seen: dict[str, list[str]] = {}
    for path, name, noun in every:
        yield from _written(path, name, noun, taken)
        others = seen.setdefault(name, [])
        if len(others) == 1:
            both = (
                f"two {noun}s have" if others[0] == noun else f"{_a(others[0])} and {_a(noun)} have"
            )
            yield Problem(f'{both} one id; "{name}"; give each its own', path)
        others.append(noun)


def _written(path: Path, name: str, noun: str, taken: Collection[str] = ()) -> Iterator[Problem]:
    if message := mistaken_id(name, noun, taken):
        yield Problem(message, path)


def mistaken_id(name: str, noun: str, taken: Collection[str] = ()) -> str:
    """Return what is wrong with how an id is written, for what it names; "" if nothing is.

    Ids that are `taken` are not proposed.
    """
    if not _ID.fullmatch(name):
        rule = "write small letters, digits and single hyphens, a letter first"
        return f'this is no id for the {noun}; "{name}"; {rule}{_such_as(name, taken)}'
    if len(name) > _MOST:
        found = f"it has {len(name):,} characters"
        return f"this id is too long for {_a(noun)}; {found}; write at most {_MOST}"
    if name in _RESERVED.get(noun, ()):
        return f'this id has a meaning of its own; "{name}"; choose another'
    return ""


def _such_as(name: str, taken: Collection[str]) -> str:
    made = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
    made = made if made[:1].isalpha() else f"n{made}"
    if made in taken:
        return f'; "{made}" is taken'
    return f', such as "{made}"' if _ID.fullmatch(made) and len(made) <= _LONGEST else ""


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _all_options(instrument: Instrument) -> Iterator[Problem]:
    for name, scale in instrument.scales.items():
        yield from _options(scale.options, ("scales", name, "options"))
    for at, item in enumerate(instrument.items):
        yield from _options(item.options, ("items", at, "options"))


def _options(options: tuple[Option, ...], here: Path) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, option in enumerate(options):
        field = "id" if option.id else "value"
        if option.id:
            yield from _written((*here, at, "id"), option.id, "option")
        if option.key in seen:
            same = f"if both count as {option.key}, give each an `id`; else mend one"
            remedy = "give each its own" if option.id else same
            found = f'"{option.id}"' if option.id else option.key
            yield Problem(f"two options have one {field}; {found}; {remedy}", (*here, at, field))
        seen.add(option.key)


def _tables(tables: tuple[BandTable, ...], here: Path) -> Iterator[Problem]:
    seen: dict[str, BandTable] = {}
    for at, table in enumerate(tables):
        yield from _written((*here, at, "id"), table.id, "table")
        first = seen.setdefault(table.id, table)
        if first is not table and not (first.group and table.group):
            message = f'tables that share an id each need a `group`; "{table.id}"'
            yield Problem(f"{message}; add it, or give another id", (*here, at, "id"))
