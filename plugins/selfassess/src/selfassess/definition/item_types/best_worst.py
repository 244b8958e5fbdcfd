"""Best and worst: which of an item's own options is the best, and which the worst."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from selfassess.definition.item_types.item_type import ItemType, label_of, listed, repeated

if TYPE_CHECKING:
    from gettext import NullTranslations

    from selfassess.definition.item_types.item_type import Chosen, Range, Values
    from selfassess.definition.items import Item, ResponseScale


class BestWorst(ItemType):
    """Counts 0 to 2: one for the best option (highest value) and one for the worst."""

    name = "best-worst"
    template = "best-worst.html"
    takes = frozenset({"options"})
    judges_each_option = True
    can_be_wrong = True

    def names(self, item: Item) -> tuple[str, ...]:
        return (f"{item.id}.best", f"{item.id}.worst")

    def clash(self, item: Item, chosen: Chosen) -> str:
        said = f'one option of "{item.id}" is both the best and the worst; choose two'
        return said if repeated(self.names(item), chosen) else ""

    def wanted(self, item: Item, choices: tuple[str, ...]) -> str:
        return listed(choices)

    def value(self, item: Item, scale: ResponseScale | None, chosen: Chosen) -> float | None:
        values = {option.key: option.value for option in item.options}
        best, worst = (values[str(chosen[name])] for name in self.names(item))
        return float(best == max(values.values())) + float(worst == min(values.values()))

    def range(self, item: Item, scale: ResponseScale | None) -> Range:
        return 0, 2

    def values(self, item: Item, scale: ResponseScale | None) -> Values:
        keys = [option.value for option in item.options]
        best, worst = max(keys), min(keys)
        return frozenset(float(a == best) + float(b == worst) for a, b in permutations(keys, 2))

    def label(
        self, item: Item, scale: ResponseScale | None, chosen: Chosen, texts: NullTranslations
    ) -> str:
        best, worst = (label_of(item.options, chosen[name]) for name in self.names(item))
        return texts.gettext("best: %(best)s; worst: %(worst)s") % {"best": best, "worst": worst}
