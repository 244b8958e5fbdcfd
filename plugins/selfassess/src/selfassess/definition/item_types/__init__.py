"""Item types: one object for each type of item, by the name that authors write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.definition.item_types.best_worst import BestWorst
from selfassess.definition.item_types.multiple import Multiple
from selfassess.definition.item_types.numbers import PlainNumber, Slider
from selfassess.definition.item_types.one_option import Choice, Rating
from selfassess.definition.item_types.ordering import Ordering
from selfassess.definition.item_types.rate_each import RateEach
from selfassess.definition.item_types.unscored import Information, Text

if TYPE_CHECKING:
    from selfassess.definition.item_types.item_type import ItemType
    from selfassess.definition.items import Item, ItemTypeName

ITEM_TYPES: dict[ItemTypeName, ItemType] = {
    each.name: each
    for each in (
        Rating(),
        Choice(),
        Multiple(),
        PlainNumber(),
        Slider(),
        BestWorst(),
        RateEach(),
        Ordering(),
        Text(),
        Information(),
    )
}


def type_of(item: Item) -> ItemType:
    """Return what the type of an item is."""
    return ITEM_TYPES[item.type]
