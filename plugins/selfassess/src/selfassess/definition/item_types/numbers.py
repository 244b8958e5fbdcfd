"""Numbers: items that are answered with a number, `number` and `slider`."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from selfassess.catalog import numeral
from selfassess.definition.item_types.item_type import MOST_VALUES, ItemType
from selfassess.definition.item_types.number_text import plain_number, readings
from selfassess.numeric import is_whole, snap, typed

if TYPE_CHECKING:
    from gettext import NullTranslations

    from selfassess.definition.item_types.item_type import Chosen, Given, Range, Sample, Values
    from selfassess.definition.items import Item, Number, ResponseScale


_MARK_AND_THREE = re.compile(r".*[.,]\d{3}")


class Numbered(ItemType):
    """Counts as the number itself."""

    takes = frozenset({"number"})
    needs = ("number",)
    tells_groups = True
    is_one_field = True

    def read(self, item: Item, choices: tuple[str, ...], found: Any) -> Given | None:
        if isinstance(found, str):
            meant = numbers_meant(_of(item), found)
            number = meant[0] if len(meant) == 1 else None
        else:
            number = plain_number(found)
        usable = number is not None and math.isfinite(number) and fits(_of(item), number)
        return number if usable else None

    def doubt(self, item: Item, choices: tuple[str, ...], found: Any) -> str:
        numbers = numbers_meant(_of(item), found) if isinstance(found, str) else ()
        return " or ".join(typed(number) for number in numbers) if len(numbers) > 1 else ""

    def readings(self, item: Item, text: str) -> tuple[str, ...]:
        number = _of(item)
        meant = numbers_meant(number, text)
        fitting = [each for each in meant if fits(number, each)]
        return tuple(_undoubted(number, each) for each in fitting) if len(meant) > 1 else ()

    def wanted(self, item: Item, choices: tuple[str, ...]) -> str:
        number = _of(item)
        steps = "" if number.step == 1 else f" in steps of {typed(number.step)}"
        return f"a number from {typed(number.minimum)} to {typed(number.maximum)}{steps}"

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
        given = self.value(item, scale, chosen)
        number = "" if given is None else numeral(typed(given), texts)
        return f"{number} {_of(item).unit}".strip()


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


def numbers_meant(number: Number, text: str, decimal: str = "") -> tuple[float, ...]:
    """Return what a text can stand for as an answer: one number, none, or two to choose from.

    An item of whole numbers never takes three digits behind a mark for decimals. One in steps of
    thousandths takes them so, if that is the only number of the two that it takes.
    """
    found = readings(text, decimal)
    if len(found) > 1:
        fitting = tuple(each for each in found if fits(number, each))
        return fitting if _in_thousandths(number) and fitting else found
    three = found and _is_whole(number) and _MARK_AND_THREE.fullmatch(text.strip())
    if three and abs(found[0]) != float(re.sub(r"\D", "", text)):
        return ()
    return found


def _undoubted(number: Number, value: float) -> str:
    """Return a value as text that stands for nothing else: 1.125 could be a thousand."""
    text = typed(value)
    return text if len(numbers_meant(number, text)) == 1 else f"{text}0"


def _is_whole(number: Number) -> bool:
    return number.step == round(number.step) and number.minimum == round(number.minimum)


def _in_thousandths(number: Number) -> bool:
    return not is_whole(number.step * 100) or not is_whole(number.minimum * 100)


def _of(item: Item) -> Number:
    # That it is there has been checked: see `needs`.
    assert item.number is not None
    return item.number
