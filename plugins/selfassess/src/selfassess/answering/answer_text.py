"""Labels: an answer in the words of its item, for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.catalog import catalog, numeral
from selfassess.definition.item_types import DID_NOT_APPLY, PARTS, is_answered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types import Given
    from selfassess.definition.items import Item, Option


def label(instrument: Instrument, item: Item, chosen: Mapping[str, Given]) -> str:
    """Return the words of an answer; "" if there is none, or only a part of one."""
    if not is_answered(item, chosen):
        return ""
    given, scale = chosen.get(item.id), instrument.scale_of(item)
    texts = catalog(instrument.language)
    if given == DID_NOT_APPLY and scale:
        return scale.did_not_apply
    if item.type == "best-worst":
        best, worst = (_words(item.options, chosen[f"{item.id}.{part}"]) for part in PARTS)
        return texts.gettext("best: %(best)s; worst: %(worst)s") % {"best": best, "worst": worst}
    if item.type == "rate-each" and scale:
        rated = ((o, _words(scale.options, chosen[f"{item.id}.{o.key}"])) for o in item.options)
        return "; ".join(f"{option.label}: {words}" for option, words in rated)
    if item.type == "ordering":
        places = sorted(item.options, key=lambda option: _place(item, option, chosen))
        return "; ".join(f"{at}. {option.label}" for at, option in enumerate(places, 1))
    if isinstance(given, tuple):
        return "; ".join(_words(item.options, key) for key in given)
    if isinstance(given, float):
        return f"{numeral(f'{given:g}', texts)} {item.number.unit if item.number else ''}".strip()
    if item.type == "text":
        return str(given)
    option = instrument.option(item, given)
    return option.label if option else ""


def _place(item: Item, option: Option, chosen: Mapping[str, Given]) -> int:
    return int(str(chosen[f"{item.id}.{option.key}"]))


def _words(options: Sequence[Option], key: object) -> str:
    return next((option.label for option in options if option.key == key), "")
