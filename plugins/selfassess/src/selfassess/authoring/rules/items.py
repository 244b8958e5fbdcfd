"""Items: that each type of item has what it needs, and nothing that it does not use."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item, Number, ResponseScale
    from selfassess.problems import Path

_SILENT = ("scale", "options", "number", "domain", "recode", "reverse", "weight")
_UNUSED = {
    "rating": ("options", "number"),
    "choice": ("scale", "number"),
    "multiple": ("scale", "number"),
    "number": ("scale", "options"),
    "slider": ("scale", "options"),
    "best-worst": ("scale", "number"),
    "rate-each": ("number",),
    "ordering": ("scale", "number"),
    "text": _SILENT,
    "information": (*_SILENT, "recall", "feedback", "objective", "habit", "plan", "source"),
}
_NEEDS = {
    "rating": ("scale",),
    "number": ("number",),
    "slider": ("number",),
    "rate-each": ("scale",),
}
_OWN_OPTIONS = ("choice", "multiple", "best-worst", "rate-each", "ordering")


def items(instrument: Instrument) -> Iterator[Problem]:
    """Yield what is missing in an item of its type, and what is left over."""
    if not instrument.items:
        yield Problem("an instrument needs items; there are none; add one", ("items",))
    for at, item in enumerate(instrument.items):
        here: Path = ("items", at)
        yield from _fields(item, here)
        if item.type in _OWN_OPTIONS and len(item.options) < 2:
            found = f'"{item.id}" has {len(item.options)}'
            message = f"an item of this type needs two options; {found}; add what is missing"
            yield Problem(message, (*here, "options"))
        if item.number and item.type in ("number", "slider"):
            yield from _number(item, item.number, (*here, "number"))
        yield from _keys(item, (*here, "options"))
        if scale := instrument.scale_of(item):
            yield from _scaled(item, scale, here)


def _fields(item: Item, here: Path) -> Iterator[Problem]:
    for name in _NEEDS.get(item.type, ()):
        if not getattr(item, name):
            message = f'an item of this type needs `{name}`; "{item.id}" has none; add it'
            yield Problem(message, here)
    left_out = {field.name: field.default for field in dataclasses.fields(item)}
    for name in _UNUSED[item.type]:
        if getattr(item, name) != left_out[name]:
            message = f'`{name}` is not used here; the type is "{item.type}"; take it away'
            yield Problem(message, (*here, name))


def _number(item: Item, number: Number, here: Path) -> Iterator[Problem]:
    low, high, step = number.minimum, number.maximum, number.step
    if low >= high:
        yield Problem(f"the numbers must go up; {low:g} to {high:g}; mend them", here)
    elif step <= 0:
        message = f"a step must be above zero; found {step:g}; mend it"
        yield Problem(message, (*here, "step"))
    elif not math.isclose((high - low) / step, round((high - low) / step), abs_tol=1e-6):
        found = f"from {low:g} to {high:g} in steps of {step:g}"
        yield Problem(f"the steps do not end at the maximum; {found}; mend one", (*here, "step"))
    for name in ("low", "high"):
        if item.type == "number" and getattr(number, name):
            message = f'`{name}` is only for sliders; the type is "number"; take it away'
            yield Problem(message, (*here, name))


def _keys(item: Item, here: Path) -> Iterator[Problem]:
    keys = [option.value for option in item.options]
    if item.type == "best-worst" and len(keys) > 1 and len(set(keys)) == 1:
        message = f"there is no best and no worst; all options have the value {keys[0]:g}"
        yield Problem(f"{message}; give the key", here)
    for at, key in enumerate(keys if item.type == "ordering" else ()):
        if key in keys[:at]:
            message = f"two options should have one place; {key:g}; give each its own"
            yield Problem(message, (*here, at, "value"))


def _scaled(item: Item, scale: ResponseScale, here: Path) -> Iterator[Problem]:
    if item.reverse and not scale.ordered:
        message = f'an unordered scale can not be reversed; "{item.scale}"; take `reverse` away'
        yield Problem(message, (*here, "reverse"))
    if item.type != "rate-each" or not scale.options:
        return
    if not scale.ordered:
        message = f'closeness needs an ordered scale; "{item.scale}" is not; use another'
        yield Problem(message, (*here, "scale"))
    for at, option in enumerate(item.options):
        if not scale.lowest <= option.value <= scale.highest:
            found = f"{option.value:g} on {scale.lowest:g} to {scale.highest:g}"
            message = f"a key lies outside the scale; {found}; mend it"
            yield Problem(message, (*here, "options", at, "value"))
