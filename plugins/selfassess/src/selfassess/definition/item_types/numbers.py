"""Numbers: items that are answered with a number, `number` and `slider`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from selfassess.catalog import numeral
from selfassess.definition.item_types.item_type import MOST_VALUES, ItemType, plain_number
from selfassess.numeric import is_whole, snap

if TYPE_CHECKING:
    from gettext import NullTranslations

    from selfassess.definition.item_types.item_type import Chosen, Given, Range, Sample, Values
    from selfassess.definition.items import Item, Number, ResponseScale


class Numbered(ItemType):
    """Counts as the number itself."""

    takes = frozenset({"number"})
    needs = ("number",)
    tells_groups = True
    is_one_field = True

    def read(self, item: Item, choices: tuple[str, ...], found: Any) -> Given | None:
        number = plain_number(found.replace(",", ".") if isinstance(found, str) else found)
        usable = number is not None and math.isfinite(number) and fits(_of(item), number)
        return number if usable else None

    def wanted(self, item: Item, choices: tuple[str, ...]) -> str:
        number = _of(item)
        steps = "" if number.step == 1 else f" in steps of {number.step:g}"
        return f"a number from {number.minimum:g} to {number.maximum:g}{steps}"

    def value(self, item: Item, scale: ResponseScale | None, chosen: Chosen) -> float | None:
        given = chosen[item.id]
        return float(given) if isinstance(given, int | float) else None

    def range(self, item: Item, scale: ResponseScale | None) -> Range:
        return _of(item).minimum, _of(item).maximum

    def values(self, item: Item, scale: ResponseScale | None) -> Values:
        number = _of(item)
        steps = round((number.maximum - number.minimum) / number.step)
        if steps > MOST_VALUES:
            return None
        return frozenset(snap(number.minimum + at * number.step) for at in range(steps + 1))

    def samples(self, item: Item, scale: ResponseScale | None) -> list[Sample] | None:
        # Which numbers a test may tell apart lies at its own edges.
        return None

    def label(
        self, item: Item, scale: ResponseScale | None, chosen: Chosen, texts: NullTranslations
    ) -> str:
        return f"{numeral(f'{chosen[item.id]:g}', texts)} {_of(item).unit}".strip()


class PlainNumber(Numbered):
    """A number in a field."""

    name = "number"
    template = "number.html"
    can_be_wrong = True


class Slider(Numbered):
    """A number on a line: a visual analogue scale."""

    name = "slider"
    template = "slider.html"


def fits(number: Number, found: float) -> bool:
    """Return whether a number lies in the range and on a step."""
    inside = number.minimum <= found <= number.maximum
    return inside and is_whole((found - number.minimum) / number.step)


def _of(item: Item) -> Number:
    # That it is there has been checked: see `needs`.
    assert item.number is not None
    return item.number
