"""Difference: what two versions of a document do not share, and what that means for answers.

A walk over both, field by field. What has a name is known by it, everything else by its place;
names and meanings are those that stand on the fields (definition/facts.py).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from selfassess.authoring.read.field_facts import facts_of
from selfassess.definition.canonical import plain
from selfassess.definition.facts import AS_HOLDER, Effect, Entry, Impact
from selfassess.numeric import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from selfassess.authoring.read.field_facts import FieldFacts
    from selfassess.definition.document import Document
    from selfassess.problems import Path

    Names = tuple[str | int, ...]
    Found = Iterator["Difference"]

What = Literal["changed", "added", "removed", "moved"]


@dataclass(frozen=True)
class Difference:
    """One thing that was changed, added, removed or moved."""

    names: Names
    """Where: names of fields, ids, and places counted from 1."""
    words: tuple[str, ...]
    """The same for people: item "a", `options`."""
    path: Path
    """Where in the newer version, or what held it there."""
    what: What
    meaning: Impact
    before: Any = None
    after: Any = None

    def __str__(self) -> str:
        *holders, last = self.words
        if self.what in ("added", "removed"):
            return ", ".join((*holders, last)) + f" was {self.what}"
        if self.what == "moved":
            change = f"{last} stand in another order"
        else:
            change = f"{last} was {_shown(self.before)}, is {_shown(self.after)}"
        return f"{', '.join(holders)}: {change}" if holders else change


@dataclass(frozen=True)
class _Place:
    """A value in both versions: where it stands, and what a change of it means."""

    names: Names = ()
    words: tuple[str, ...] = ()
    path: Path = ()
    effect: Effect = AS_HOLDER
    entry: Entry | None = None

    def field(self, name: str, facts: FieldFacts) -> _Place:
        """Return the place of a field of this value."""
        effect = self.effect if facts.effect.impact is None else facts.effect
        words = (*self.words, f"`{name}`")
        return _Place((*self.names, name), words, (*self.path, name), effect, facts.entry)

    def part(self, name: str | int, at: str | int | None) -> _Place:
        """Return the place of an entry by its name and its key, None if it is gone."""
        if self.entry:
            quoted = f'"{name}"' if isinstance(name, str) else str(name)
            words = (*self.words[:-1], f"{self.entry.noun} {quoted}")
        else:
            words = (*self.words, f"part {name}" if isinstance(name, int) else f"`{name}`")
        path = self.path if at is None else (*self.path, at)
        return _Place((*self.names, name), words, path, self.effect)

    def differs(
        self, what: What, before: Any = None, after: Any = None, meaning: Impact | None = None
    ) -> Difference:
        """Return a difference at this place."""
        # What nothing is said of may mean anything: the gravest is taken.
        meaning = meaning or self.effect.impact or "answers"
        return Difference(self.names, self.words, self.path, what, meaning, before, after)


def differences(before: Document, after: Document) -> list[Difference]:
    """Return everything in which two versions differ but their numbers and their `changes`."""
    found = list(_walk(before, after, _Place()))
    texts = {(one.names[:-2], one.names[-1], _shown(one.before)) for one in found}
    # A text that stood beside another id before has not been corrected: ids have been exchanged.
    return [
        replace(one, meaning="answers")
        if one.meaning == "words" and (one.names[:-2], one.names[-1], _shown(one.after)) in texts
        else one
        for one in found
    ]


def _walk(before: Any, after: Any, here: _Place) -> Found:
    if before == after:
        return
    if is_dataclass(before) and type(before) is type(after):
        for name, facts in facts_of(type(before)).items():
            if facts.effect.compared:
                old, new = getattr(before, name), getattr(after, name)
                yield from _walk(old, new, here.field(name, facts))
    elif isinstance(before, dict):
        yield from _parts(before, after, list(after), here)
    elif isinstance(before, tuple) and any(is_dataclass(entry) for entry in (*before, *after)):
        old, new = _named(before, after, here.entry)
        yield from _parts(old, new, range(len(after)), here)
        yield from _moved(old, new, here)
    else:
        appeared = not (before and after)
        yield here.differs("changed", before, after, here.effect.presence if appeared else None)


def _parts(
    before: Mapping[Any, Any], after: Mapping[Any, Any], places: Iterable[str | int], here: _Place
) -> Found:
    for name in before:
        if name not in after:
            yield here.part(name, None).differs("removed", before[name])
    for place, (name, entry) in zip(places, after.items(), strict=True):
        there = here.part(name, place)
        if name in before:
            yield from _walk(before[name], entry, there)
        else:
            yield there.differs("added", None, entry)


def _moved(before: Mapping[Any, Any], after: Mapping[Any, Any], here: _Place) -> Found:
    """Yield a change of order, which is for the eye unless the facts of the field say more."""
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield here.differs("moved", meaning=here.entry.order if here.entry else "presentation")


def _named(
    before: tuple[Any, ...], after: tuple[Any, ...], entry: Entry | None
) -> tuple[dict[Any, Any], ...]:
    """Return parts by their names or, if some have none or share one, by their places from 1."""
    by = entry.by if entry else "id"
    names = [[getattr(part, by, None) for part in parts] for parts in (before, after)]
    if any(None in some or len(set(some)) < len(some) for some in names):
        names = [list(range(1, len(some) + 1)) for some in names]
    return dict(zip(names[0], before, strict=True)), dict(zip(names[1], after, strict=True))


def _shown(value: Any) -> str:
    if value in (None, "", (), {}):
        return "nothing"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return typed(value)
    return json.dumps(plain(value), ensure_ascii=False)
