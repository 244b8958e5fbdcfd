"""Field facts: what stands on the fields of a class, for those who check, translate and compare."""

from __future__ import annotations

import dataclasses
import typing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from selfassess.definition.canonical import hints
from selfassess.definition.facts import AS_HOLDER, Content, Effect, Entry, Least, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.problems import Path

F = TypeVar("F")
_WORDY = (str, tuple[str, ...], str | None)


@dataclass(frozen=True)
class FieldFacts:
    """What is stated of one field."""

    effect: Effect = AS_HOLDER
    content: Content | None = None
    written: bool = False
    entry: Entry | None = None
    least: Least | None = None


def facts_of(cls: Any) -> dict[str, FieldFacts]:
    """Return what is stated of each field of a dataclass, by its name."""
    return _facts_of(cls)


@cache
def _facts_of(cls: Any) -> dict[str, FieldFacts]:
    return {
        name: FieldFacts(
            _first(Effect, stated) or AS_HOLDER,
            _first(Content, stated),
            _first(Written, stated) is not None,
            _first(Entry, stated),
            _first(Least, stated),
        )
        for name, stated in _stated(cls).items()
    }


def _stated(cls: Any) -> dict[str, tuple[Any, ...]]:
    # Facts stand outermost, around a type that may be of several parts.
    annotated = typing.get_type_hints(cls, include_extras=True)
    return {
        field.name: getattr(annotated[field.name], "__metadata__", ())
        for field in dataclasses.fields(cls)
    }


def _first(kind: type[F], stated: tuple[Any, ...]) -> F | None:
    return next((fact for fact in stated if isinstance(fact, kind)), None)


def unstated(top: type) -> list[str]:
    """Return what a class and those of its parts leave open, such as "Item.stem: effect".

    Whatever is released or translated leaves nothing open.
    """
    found = []
    for cls in classes(top):
        for name, stated in _stated(cls).items():
            if _first(Effect, stated) is None:
                found.append(f"{cls.__name__}.{name}: effect")
            if hints(cls)[name] in _WORDY and _first(Content, stated) is None:
                found.append(f"{cls.__name__}.{name}: content")
    return sorted(found)


def classes(top: Any) -> Iterator[type]:
    """Yield a dataclass and every one that its fields hold, at any depth."""
    pending, seen = [top], set()
    while pending:
        one = pending.pop()
        if isinstance(one, type) and dataclasses.is_dataclass(one) and one not in seen:
            seen.add(one)
            yield one
            pending.extend(hints(one).values())
        pending.extend(typing.get_args(one))


def names_of_fields(top: Any) -> frozenset[str]:
    """Return the names of all fields of a class and of those that its fields hold."""
    return frozenset(name for one in classes(top) for name in hints(one))


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, FieldFacts, Any]]:
    """Yield every field of a document and of its parts: its place, its facts and its value."""
    if dataclasses.is_dataclass(value):
        for name, facts in facts_of(type(value)).items():
            inner = getattr(value, name)
            yield (*path, name), facts, inner
            yield from walk(inner, (*path, name))
    elif isinstance(value, dict | tuple):
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from walk(entry, (*path, key))


def links(document: Any) -> Iterator[tuple[Path, str, str]]:
    """Yield every link to guidance in a document: its place, its kind, and as it is written.

    The kinds are those of `Content`: "heading", "page" and "heading-or-address".
    """
    for path, facts, value in walk(document):
        if value and facts.content and facts.content.kind not in ("text", "code"):
            yield path, facts.content.kind, value
