"""Ordering: an item's own options are put in order."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from selfassess.definition.item_types.item_type import ItemType, listed, repeated

if TYPE_CHECKING:
    from gettext import NullTranslations

    from selfassess.definition.item_types.item_type import Chosen, Range, Values
    from selfassess.definition.items import Item, ResponseScale


class Ordering(ItemType):
    """Counts as the share of pairs of options in the keyed order (after Kendall, 1938)."""

    name = "ordering"
    template = "ordering.html"
    takes = frozenset({"options"})
    judges_each_option = True
    can_be_wrong = True

    def names(self, item: Item) -> tuple[str, ...]:
        return tuple(f"{item.id}.{option.key}" for option in item.options)

    def choices(self, item: Item, scale: ResponseScale | None) -> tuple[str, ...]:
        """Return the places, which are what is chosen for each option."""
        return tuple(str(place) for place in range(1, len(item.options) + 1))

    def clash(self, item: Item, chosen: Chosen) -> str:
        said = f'two options of "{item.id}" have one place; give each its own'
        return said if repeated(self.names(item), chosen) else ""

    def wanted(self, item: Item, choices: tuple[str, ...]) -> str:
        return listed(choices)

    def value(self, item: Item, scale: ResponseScale | None, chosen: Chosen) -> float | None:
        placed = zip(item.options, self._places(item, chosen), strict=True)
        pairs = list(combinations(placed, 2))
        right = sum((a < b) == (one.value < other.value) for (one, a), (other, b) in pairs)
        return right / len(pairs)

    def range(self, item: Item, scale: ResponseScale | None) -> Range:
        return 0, 1

    def values(self, item: Item, scale: ResponseScale | None) -> Values:
        pairs = len(item.options) * (len(item.options) - 1) // 2
        return frozenset(right / pairs for right in range(pairs + 1))

    def label(
        self, item: Item, scale: ResponseScale | None, chosen: Chosen, texts: NullTranslations
    ) -> str:
        placed = sorted(
            zip(self._places(item, chosen), item.options, strict=True), key=lambda x: x[0]
        )
        return "; ".join(f"{at}. {option.label}" for at, (_, option) in enumerate(placed, 1))

    def _places(self, item: Item, chosen: Chosen) -> list[int]:
        return [int(str(chosen[name])) for name in self.names(item)]
