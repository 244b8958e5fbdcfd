"""Difference: what two versions of an instrument do not share, and what that means for answers.

A walk over both, field by field. Items and everything else with an id are known by it, options
by what is stored when they are chosen, bands and conditions by their place.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from selfassess.authoring.releases.change_impact import IMPACTS
from selfassess.definition.canonical import plain
from selfassess.definition.instrument import Instrument
from selfassess.definition.items import Option
from selfassess.definition.scoring import LookupRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from selfassess.authoring.releases.change_impact import Impact
    from selfassess.problems import Path

    Names = tuple[str | int, ...]
    Found = Iterator["Difference"]

_DECLARATIONS = ("version", "changes")
_PARTS = {
    "alerts": "alert",
    "bands": "band",
    "classifications": "classification",
    "domains": "domain",
    "items": "item",
    "lookup": "row",
    "objectives": "objective",
    "options": "option",
    "outcomes": "outcome",
    "recodings": "recoding",
    "remarks": "remark",
    "scales": "scale",
    "scores": "score",
    "sections": "section",
    "tables": "table",
    "values": "value",
    "weights": "weight",
}
"""What one part of a field is called."""


@dataclass(frozen=True)
class Difference:
    """One thing that was changed, added, removed or moved."""

    names: Names
    """Where: names of fields, ids, and places counted from 1."""
    path: Path
    """Where in the newer version, or what held it there."""
    what: Literal["changed", "added", "removed", "moved"]
    meaning: Impact
    before: Any = None
    after: Any = None

    def __str__(self) -> str:
        *holders, last = _words(self.names)
        if self.what in ("added", "removed"):
            return ", ".join((*holders, last)) + f" was {self.what}"
        if self.what == "moved":
            change = f"{last} stand in another order"
        else:
            change = f"{last} was {_shown(self.before)}, is {_shown(self.after)}"
        return f"{', '.join(holders)}: {change}" if holders else change

    def touches(self, instrument: Instrument) -> set[str]:
        """Return the ids of the items that it is about; all if it is about no few of them."""
        kind, name = (*self.names, "")[:2]
        if kind == "items" and self.what != "moved":
            return {str(name)} | self._pool(instrument)
        if kind in ("scales", "domains", "objectives"):
            field = kind.removesuffix("s")
            return {item.id for item in instrument.items if getattr(item, field) == name}
        return set(instrument.item)

    def _pool(self, instrument: Instrument) -> set[str]:
        """Return the items that are drawn otherwise now, because their pool has changed."""
        item = instrument.item.get(str(self.names[1]))
        if item is None or not item.objective:
            return set()
        if self.what == "changed" and self.names[-1] != "objective":
            return set()
        return {one.id for one in instrument.items if one.objective == item.objective}


def differences(before: Instrument, after: Instrument) -> list[Difference]:
    """Return everything in which two versions differ but their numbers and their `changes`."""
    found: list[Difference] = []
    for field in fields(Instrument):
        if field.name not in _DECLARATIONS:
            old, new = getattr(before, field.name), getattr(after, field.name)
            meaning = IMPACTS[Instrument, field.name]
            found += _walk(old, new, (field.name,), (field.name,), meaning)
    texts = {(one.names[:-2], one.names[-1], _shown(one.before)) for one in found}
    # A text that stood beside another id before has not been corrected: ids have been exchanged.
    return [
        replace(one, meaning="answers")
        if one.meaning == "words" and (one.names[:-2], one.names[-1], _shown(one.after)) in texts
        else one
        for one in found
    ]


def _walk(before: Any, after: Any, names: Names, path: Path, meaning: Impact) -> Found:
    if before == after:
        return
    if is_dataclass(before) and type(before) is type(after):
        for field in fields(before):
            inner = IMPACTS.get((type(before), field.name), meaning)
            old, new = getattr(before, field.name), getattr(after, field.name)
            yield from _walk(old, new, (*names, field.name), (*path, field.name), inner)
    elif isinstance(before, dict):
        yield from _parts(before, after, list(after), names, path, meaning)
    elif isinstance(before, tuple) and any(is_dataclass(entry) for entry in (*before, *after)):
        old, new = _named(before, after)
        yield from _parts(old, new, range(len(after)), names, path, meaning)
        yield from _moved(old, new, names, path)
    else:
        if names[-1] == "did_not_apply" and not (before and after):
            meaning = "answers"
        yield Difference(names, path, "changed", meaning, before, after)


def _parts(
    before: Mapping[Any, Any],
    after: Mapping[Any, Any],
    places: Iterable[str | int],
    names: Names,
    path: Path,
    meaning: Impact,
) -> Found:
    for name in before:
        if name not in after:
            yield Difference((*names, name), path, "removed", meaning, before[name])
    for place, (name, entry) in zip(places, after.items(), strict=True):
        if name not in before:
            yield Difference((*names, name), (*path, place), "added", meaning, None, entry)
        else:
            yield from _walk(before[name], entry, (*names, name), (*path, place), meaning)


def _moved(before: Mapping[Any, Any], after: Mapping[Any, Any], names: Names, path: Path) -> Found:
    """Yield a change of order. Of outcomes the first that holds counts; else it is for the eye."""
    if [name for name in before if name in after] != [name for name in after if name in before]:
        meaning: Impact = "scoring" if names[-1] == "outcomes" else "presentation"
        yield Difference(names, path, "moved", meaning)


def _named(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[dict[Any, Any], ...]:
    """Return parts by their names or, if some have none or share one, by their places from 1."""
    names = [[_name(entry) for entry in entries] for entries in (before, after)]
    if any(None in some or len(set(some)) < len(some) for some in names):
        names = [list(range(1, len(some) + 1)) for some in names]
    return dict(zip(names[0], before, strict=True)), dict(zip(names[1], after, strict=True))


def _name(entry: Any) -> Any:
    if isinstance(entry, Option):
        return entry.key
    return entry.raw if isinstance(entry, LookupRow) else getattr(entry, "id", None)


def _words(names: Sequence[str | int]) -> list[str]:
    """Return names in words: item "a", option "3", `label`."""
    words: list[str] = []
    rest = iter(names)
    for name in rest:
        part = next(rest, None) if name in _PARTS else None
        if part is not None:
            words.append(f"{_PARTS[str(name)]} {_quoted(part)}")
        else:
            words.append(f"part {name}" if isinstance(name, int) else f"`{name}`")
    return words


def _quoted(name: str | int) -> str:
    return f'"{name}"' if isinstance(name, str) else str(name)


def _shown(value: Any) -> str:
    if value in (None, "", (), {}):
        return "nothing"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}"
    return json.dumps(plain(value), ensure_ascii=False)
