"""Multiple: any number of an item's own options, which count together."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from selfassess.definition.item_types.item_type import (
    MOST_VALUES,
    ItemType,
    key_of,
    label_of,
    listed,
)

if TYPE_CHECKING:
    from gettext import NullTranslations

    from selfassess.definition.conditions import Match
    from selfassess.definition.item_types.item_type import Chosen, Given, Range, Sample, Values
    from selfassess.definition.items import Item, ResponseScale

_MOST_OPTIONS = 10
"""With more options there are too many answers to list them by their keys."""


class Multiple(ItemType):
    """Counts as the sum of the values of the options that are chosen."""

    name = "multiple"
    template = "options.html"
    takes = frozenset({"options"})
    is_named_by_options = True

    def parts(self, text: str) -> list[str]:
        return text.split()

    def read(self, item: Item, choices: tuple[str, ...], found: Any) -> Given | None:
        """Return the keys, in the order of the options, of a list or of text parted by spaces."""
        several = self.parts(found) if isinstance(found, str) else found
        given = list(several) if isinstance(several, list | tuple) else [found]
        read = [key_of(choices, one) for one in given]
        if not read or None in read:
            return None
        return tuple(key for key in choices if key in read)

    def clash(self, item: Item, chosen: Chosen) -> str:
        keys = _keys(item, chosen)
        alone = [o for o in item.options if o.excludes_others and o.key in keys]
        if not alone or len(keys) < 2:
            return ""
        found = f'"{alone[0].key}" stands beside others; found {" ".join(keys)}'
        return f'the answer to "{item.id}" contradicts itself; {found}; leave one or the others out'

    def wanted(self, item: Item, choices: tuple[str, ...]) -> str:
        return f"one or more of {listed(choices)}, parted by spaces"

    def value(self, item: Item, scale: ResponseScale | None, chosen: Chosen) -> float | None:
        keys = _keys(item, chosen)
        return sum(float(option.value) for option in item.options if option.key in keys)

    def range(self, item: Item, scale: ResponseScale | None) -> Range:
        together, alone = _parted(item)
        ends = [*alone]
        if together:
            # At least one is chosen: nothing chosen is no answer.
            ends.append(sum(number for number in together if number < 0) or min(together))
            ends.append(sum(number for number in together if number > 0) or max(together))
        return min(ends), max(ends)

    def values(self, item: Item, scale: ResponseScale | None) -> Values:
        """Return the sums of one value or more."""
        found: set[float] = set()
        together, alone = _parted(item)
        for number in together:
            found |= {number, *(number + total for total in found)}
            if len(found) > MOST_VALUES:
                return None
        return frozenset(found | set(alone))

    def samples(self, item: Item, scale: ResponseScale | None) -> list[Sample] | None:
        options = item.options
        if len(options) > _MOST_OPTIONS:
            return None
        sizes = range(1, len(options) + 1)
        chosen = [some for size in sizes for some in combinations(options, size)]
        chosen = [
            some for some in chosen if len(some) == 1 or not any(x.excludes_others for x in some)
        ]
        return [(tuple(x.key for x in some), float(sum(x.value for x in some))) for some in chosen]

    def label(
        self, item: Item, scale: ResponseScale | None, chosen: Chosen, texts: NullTranslations
    ) -> str:
        return "; ".join(label_of(item.options, key) for key in _keys(item, chosen))

    def names_options(self, match: Match) -> bool:
        # A sum of values has no label.
        return bool(match.one_of)


def _parted(item: Item) -> tuple[list[float], list[float]]:
    """Return the values that can be chosen together, and those that exclude all others."""
    together = [float(option.value) for option in item.options if not option.excludes_others]
    return together, [float(option.value) for option in item.options if option.excludes_others]


def _keys(item: Item, chosen: Chosen) -> tuple[str, ...]:
    given = chosen.get(item.id)
    return given if isinstance(given, tuple) else ()
