"""Unscored: items that never count, `text` and `information`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfassess.definition.item_types.item_type import ItemType

if TYPE_CHECKING:
    from gettext import NullTranslations

    from selfassess.definition.item_types.item_type import Chosen, Given, Range, Sample, Values
    from selfassess.definition.items import Item, ResponseScale

LONGEST = 20_000
"""The most characters of free text."""


class Unscored(ItemType):
    """Has no number: no value, and no range but an empty one."""

    takes = frozenset()
    is_scored = False

    def wanted(self, item: Item, choices: tuple[str, ...]) -> str:
        return f"text of at most {LONGEST} characters"

    def value(self, item: Item, scale: ResponseScale | None, chosen: Chosen) -> float | None:
        return None

    def range(self, item: Item, scale: ResponseScale | None) -> Range:
        return 0, 0

    def values(self, item: Item, scale: ResponseScale | None) -> Values:
        return frozenset()

    def samples(self, item: Item, scale: ResponseScale | None) -> list[Sample] | None:
        # Whether there is an answer is all that a condition may ask.
        return [((), None)]

    def label(
        self, item: Item, scale: ResponseScale | None, chosen: Chosen, texts: NullTranslations
    ) -> str:
        return str(chosen[item.id])


class Text(Unscored):
    """Free text."""

    name = "text"
    template = "text.html"
    is_written = True
    is_one_field = True

    def read(self, item: Item, choices: tuple[str, ...], found: Any) -> Given | None:
        return found if isinstance(found, str) and len(found) <= LONGEST else None


class Information(Unscored):
    """Words between questions."""

    name = "information"
    template = "information.html"
    is_answered = False
