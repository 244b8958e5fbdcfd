"""Answer text: an answer in the words of its item, for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.catalog import catalog
from selfassess.definition.item_types import type_of
from selfassess.definition.item_types.item_type import DID_NOT_APPLY

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Chosen
    from selfassess.definition.items import Item


def answer_text(instrument: Instrument, item: Item, chosen: Chosen) -> str:
    """Return the words of an answer; "" if there is none, or only a part of one."""
    kind, scale = type_of(item), instrument.scale_of(item)
    if not kind.has_answer(item, chosen):
        return ""
    if chosen.get(item.id) == DID_NOT_APPLY and scale:
        return scale.did_not_apply
    return kind.label(item, scale, chosen, catalog(instrument.language))
