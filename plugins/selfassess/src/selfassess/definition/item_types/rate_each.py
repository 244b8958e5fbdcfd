"""Rate each: each of an item's own options is rated on a response scale."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from selfassess.definition.item_types.item_type import (
    MOST_VALUES,
    ItemType,
    label_of,
    listed,
    value_of,
)

if TYPE_CHECKING:
    from gettext import NullTranslations

    from selfassess.definition.item_types.item_type import Chosen, Range, Values
    from selfassess.definition.items import Item, Option, ResponseScale


class RateEach(ItemType):
    """Counts as the mean closeness of ratings to their keys: 1 - distance / width of the scale.

    A distance score for situational judgment (McDaniel and others, 2011, who name its weaknesses).
    """

    name = "rate-each"
    template = "rate-each.html"
    takes = frozenset({"scale", "options"})
    needs = ("scale",)
    judges_each_option = True

    def names(self, item: Item) -> tuple[str, ...]:
        return tuple(f"{item.id}.{option.key}" for option in item.options)

    def offers(self, item: Item, scale: ResponseScale | None) -> tuple[Option, ...]:
        """Return the options of the response scale; those of the item are what is rated."""
        return scale.options if scale else ()

    def wanted(self, item: Item, choices: tuple[str, ...]) -> str:
        return listed(choices)

    def value(self, item: Item, scale: ResponseScale | None, chosen: Chosen) -> float | None:
        if scale is None:
            return None
        close = 0.0
        for option, name in zip(item.options, self.names(item), strict=True):
            rated = value_of(scale.options, chosen[name])
            if rated is None:
                return None
            close += 1 - abs(rated - option.value) / (scale.highest - scale.lowest)
        return close / len(item.options)

    def range(self, item: Item, scale: ResponseScale | None) -> Range:
        return 0, 1

    def values(self, item: Item, scale: ResponseScale | None) -> Values:
        if scale is None:
            return None
        width, totals = scale.highest - scale.lowest, {0.0}
        for option in item.options:
            near = {1 - abs(rated.value - option.value) / width for rated in scale.options}
            totals = {total + each for total, each in product(totals, near)}
            if len(totals) > MOST_VALUES:
                return None
        return frozenset(total / len(item.options) for total in totals)

    def label(
        self, item: Item, scale: ResponseScale | None, chosen: Chosen, texts: NullTranslations
    ) -> str:
        rated = zip(item.options, self.names(item), strict=True)
        offered = self.offers(item, scale)
        return "; ".join(f"{o.label}: {label_of(offered, chosen[name])}" for o, name in rated)
