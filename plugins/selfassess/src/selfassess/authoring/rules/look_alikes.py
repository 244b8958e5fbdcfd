"""LookAlikes: what readers can not tell apart. It is allowed, and may not be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules.none_of_these import says_none
from selfassess.definition.item_types import type_of
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item, Option
    from selfassess.problems import Path


def look_alikes(instrument: Instrument) -> Iterator[Problem]:
    """Yield options with the label of another, and items that ask what another one asks.

    Also an option that reads as if it excluded the others, and can be chosen beside them.
    """
    for name, scale in instrument.scales.items():
        yield from _labels(scale.options, ("scales", name, "options"))
    for at, item in enumerate(instrument.items):
        yield from _labels(item.options, ("items", at, "options"))
        yield from _beside(item, ("items", at, "options"))
    yield from _stems(instrument)


def reads_as_none(option: Option) -> bool:
    """Return whether an option says by its label that it is only so alone."""
    return says_none(option.label)


def _labels(options: tuple[Option, ...], here: Path) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, option in enumerate(options):
        if _plain(option.label) in seen:
            message = f'two options have one label; "{option.label}"; mend one of them'
            yield Problem(message, (*here, at, "label"))
        seen.add(_plain(option.label))


def _beside(item: Item, here: Path) -> Iterator[Problem]:
    if item.type != "multiple":
        return
    for at, option in enumerate(item.options):
        if reads_as_none(option) and not option.excludes_others:
            message = f'"{option.label}" can be chosen together with others'
            remedy = "if no other can be so beside it, write `excludes_others: true`"
            yield Problem(f"{message}; of the item {item.id}; {remedy}", (*here, at, "label"))


def _stems(instrument: Instrument) -> Iterator[Problem]:
    first: dict[object, str] = {}
    for at, item in enumerate(instrument.items):
        other = first.setdefault(_asks(instrument, item), item.id)
        if other != item.id and type_of(item).is_answered:
            message = f'two items ask the same; "{item.id}" and "{other}" have one stem'
            yield Problem(f"{message}; mend one of them, or take it away", ("items", at, "stem"))


def _asks(instrument: Instrument, item: Item) -> object:
    """Return what an item asks: one stem may be asked for two periods, or with other answers."""
    options = tuple(_plain(option.label) for option in instrument.options_of(item))
    return _plain(item.stem), instrument.recall_of(item), options, item.number


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
