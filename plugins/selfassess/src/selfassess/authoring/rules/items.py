"""Items: that each type of item has what it needs, and nothing that it does not use."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from selfassess.definition.item_types import type_of
from selfassess.numeric import is_whole, typed
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import ItemType
    from selfassess.definition.items import Item, ItemTypeName, ResponseScale
    from selfassess.problems import Path

_OF_A_TYPE = ("scale", "options", "number")
_OF_SCORES = ("domain", "recode", "reverse", "weight")
_OF_ANSWERS = ("recall", "feedback", "objective", "habit", "plan", "source")
"""The fields that not every type of item uses."""


def items(instrument: Instrument) -> Iterator[Problem]:
    """Yield what is missing in an item of its type, and what is left over."""
    if not instrument.items:
        yield Problem("an instrument needs items; there are none; add one", ("items",))
    for at, item in enumerate(instrument.items):
        here: Path = ("items", at)
        yield from _fields(item, here)
        if "options" in type_of(item).takes and len(item.options) < 2:
            found = f'"{item.id}" has {len(item.options)}'
            message = f"an item of this type needs two options; {found}; add what is missing"
            yield Problem(message, (*here, "options"))
        scale = instrument.scale_of(item)
        if item.reverse and scale and not scale.ordered:
            message = f'an unordered scale can not be reversed; "{item.scale}"; take `reverse` away'
            other = "or `ordered: false` from the scale"
            yield Problem(f"{message}, {other}", (*here, "reverse"))
        yield from _excluding(item, here)
        if special := _SPECIAL.get(item.type):
            yield from special(item, scale, here)


def _fields(item: Item, here: Path) -> Iterator[Problem]:
    if wanted := _type_left_out(item):
        found = f'"{item.id}" names none, which makes it a rating'
        yield Problem(f"an item needs its `type`; {found}; write {wanted}", here)
        return
    for name in type_of(item).needs:
        if not getattr(item, name):
            message = f'an item of this type needs `{name}`; "{item.id}" has none; add it'
            yield Problem(message, here)
    left_out = {field.name: field.default for field in dataclasses.fields(item)}
    for name in _unused(type_of(item)):
        if getattr(item, name) != left_out[name]:
            message = f'`{name}` is not used here; the type is "{item.type}"; take it away'
            yield Problem(message, (*here, name))


def _type_left_out(item: Item) -> str:
    """Return which types an item may be meant to have that has what no rating has."""
    if item.type != "rating":
        return ""
    if item.options and item.scale:
        return "`type: rate-each`, or take `scale` away and write `type: choice`"
    if item.options:
        return "`type: choice`, or `type: multiple` if several can be chosen"
    return "`type: number` or `type: slider`" if item.number else ""


def _excluding(item: Item, here: Path) -> Iterator[Problem]:
    for at, option in enumerate(item.options):
        path = (*here, "options", at, "excludes_others")
        if option.excludes_others and item.type != "multiple":
            found = f'the type is "{item.type}"'
            yield Problem(f"`excludes_others` is only for `multiple`; {found}; take it away", path)
    if item.options and all(option.excludes_others for option in item.options):
        found = f'of "{item.id}" every one does'
        message = f"not all options can exclude the others; {found}; use the type choice"
        yield Problem(message, (*here, "options"))


def _unused(kind: ItemType) -> Iterator[str]:
    yield from (name for name in _OF_A_TYPE if name not in kind.takes)
    yield from () if kind.is_scored else _OF_SCORES
    yield from () if kind.is_answered else _OF_ANSWERS


def _slider(item: Item, _: ResponseScale | None, here: Path) -> Iterator[Problem]:
    number, path = item.number, (*here, "number")
    if number is None:
        return
    low, high, step = number.minimum, number.maximum, number.step
    if low >= high:
        yield Problem(f"the numbers must go up; {typed(low)} to {typed(high)}; mend them", path)
    elif step <= 0:
        message = f"a step must be above zero; found {typed(step)}; mend it"
        yield Problem(message, (*path, "step"))
    elif not is_whole((high - low) / step):
        found = f"from {typed(low)} to {typed(high)} in steps of {typed(step)}"
        yield Problem(f"the steps do not end at the maximum; {found}; mend one", (*path, "step"))


def _plain_number(item: Item, scale: ResponseScale | None, here: Path) -> Iterator[Problem]:
    yield from _slider(item, scale, here)
    for name in ("low", "high"):
        if item.number and getattr(item.number, name):
            message = f'`{name}` is only for sliders; the type is "number"; take it away'
            yield Problem(message, (*here, "number", name))


def _best_worst(item: Item, _: ResponseScale | None, here: Path) -> Iterator[Problem]:
    keys = [option.value for option in item.options]
    if len(keys) > 1 and len(set(keys)) == 1:
        message = f"there is no best and no worst; all options have the value {typed(keys[0])}"
        yield Problem(f"{message}; give the key", (*here, "options"))


def _ordering(item: Item, _: ResponseScale | None, here: Path) -> Iterator[Problem]:
    keys = [option.value for option in item.options]
    for at, key in enumerate(keys):
        if key in keys[:at]:
            message = f"two options should have one place; {typed(key)}; give each its own"
            yield Problem(message, (*here, "options", at, "value"))


def _rate_each(item: Item, scale: ResponseScale | None, here: Path) -> Iterator[Problem]:
    if scale is None or not scale.options:
        return
    if not scale.ordered:
        message = f'closeness needs an ordered scale; "{item.scale}" is not; use another'
        yield Problem(message, (*here, "scale"))
    for at, option in enumerate(item.options):
        if not scale.lowest <= option.value <= scale.highest:
            found = f"{typed(option.value)} on {typed(scale.lowest)} to {typed(scale.highest)}"
            message = f"a key lies outside the scale; {found}; mend it"
            yield Problem(message, (*here, "options", at, "value"))


_SPECIAL: dict[ItemTypeName, Callable[[Item, ResponseScale | None, Path], Iterator[Problem]]] = {
    "number": _plain_number,
    "slider": _slider,
    "best-worst": _best_worst,
    "ordering": _ordering,
    "rate-each": _rate_each,
}
"""What holds for one type of item only. Most types need nothing here."""
