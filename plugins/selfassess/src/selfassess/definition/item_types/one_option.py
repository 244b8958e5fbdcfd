"""One option: items that are answered by choosing one option, `rating` and `choice`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.definition.item_types.item_type import (
    DID_NOT_APPLY,
    ItemType,
    label_of,
    listed,
    value_of,
)

if TYPE_CHECKING:
    from gettext import NullTranslations

    from selfassess.definition.conditions import Match
    from selfassess.definition.item_types.item_type import Chosen, Range, Sample, Values
    from selfassess.definition.items import Item, ResponseScale


class OneOption(ItemType):
    """Counts as the value of the option that is chosen."""

    template = "options.html"
    has_one_key = True
    is_named_by_options = True
    tells_groups = True

    def wanted(self, item: Item, choices: tuple[str, ...]) -> str:
        return listed(choices)

    def value(self, item: Item, scale: ResponseScale | None, chosen: Chosen) -> float | None:
        key = chosen[item.id]
        # "Did not apply" has no value.
        return None if key == DID_NOT_APPLY else value_of(self.offers(item, scale), key)

    def range(self, item: Item, scale: ResponseScale | None) -> Range:
        values = self.values(item, scale) or frozenset()
        return min(values), max(values)

    def values(self, item: Item, scale: ResponseScale | None) -> Values:
        offered = self.offers(item, scale)
        return frozenset(float(x.value) for x in offered if x.key != DID_NOT_APPLY)

    def samples(self, item: Item, scale: ResponseScale | None) -> list[Sample] | None:
        offered = self.offers(item, scale)
        return [((x.key,), None if x.key == DID_NOT_APPLY else x.value) for x in offered]

    def label(
        self, item: Item, scale: ResponseScale | None, chosen: Chosen, texts: NullTranslations
    ) -> str:
        return label_of(self.offers(item, scale), chosen[item.id])

    def names_options(self, match: Match) -> bool:
        return True


class Rating(OneOption):
    """One option of a shared response scale."""

    name = "rating"
    takes = frozenset({"scale"})
    needs = ("scale",)
    is_on_scale = True


class Choice(OneOption):
    """One of its own options."""

    name = "choice"
    takes = frozenset({"options"})
