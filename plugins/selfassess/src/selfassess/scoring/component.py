"""Component: what a score is made of, be it an item or another score."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from selfassess.definition.item_types import type_of
from selfassess.definition.item_types.item_type import DID_NOT_APPLY
from selfassess.scoring.keying import keyed, keyed_range, reversed_value

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument, ScoreRule
    from selfassess.definition.item_types.item_type import Chosen
    from selfassess.definition.items import Item
    from selfassess.scoring.score import Score, Status

State = Literal["given", "skipped", "did-not-apply", "not-asked"]

_AS_COMPONENT: dict[Status, State] = {
    "scored": "given",
    "provisional": "given",
    "not-enough": "skipped",
    "not-in-table": "skipped",
    "not-asked": "not-asked",
}
"""What a score is in another score."""


@dataclass(frozen=True)
class Component:
    """One item or score that goes into a score."""

    id: str
    state: State
    value: float | None
    """In the direction of the key; None unless it is given."""
    low: float
    high: float
    weight: float = 1.0
    conditional: bool = False
    """Whether it may not be asked, by its condition. What is not drawn is no component at all."""
    provisional: bool = False
    if_not_asked: float | None = None
    """What it counts as if it is not asked, in the direction of the key; None if that is no
    answer of which the score knows the number."""

    @classmethod
    def of_item(
        cls, instrument: Instrument, item: Item, chosen: Chosen, *, asked: bool
    ) -> Component:
        """Return an item as its own key and weight have it."""
        low, high = keyed_range(instrument, item)
        state, value = _answered(instrument, item, chosen) if asked else ("not-asked", None)
        return cls(item.id, state, value, low, high, item.weight, item.show_if is not None)

    @classmethod
    def of_score(cls, name: str, score: Score) -> Component:
        """Return the score of a domain or rule as what another score is made of."""
        return cls(
            name,
            _AS_COMPONENT[score.status],
            score.value,
            *score.range,
            conditional=score.conditional,
            provisional=score.status == "provisional",
        )

    def flipped(self) -> Component:
        """Return it keyed the other way round."""
        between = self.low, self.high
        value, skip = (
            None if number is None else reversed_value(number, between)
            for number in (self.value, self.if_not_asked)
        )
        return replace(self, value=value, if_not_asked=skip)

    def with_skip(self) -> Component:
        """Return it as what is always answered, if not being asked is an answer."""
        skip = self.if_not_asked
        if skip is None:
            return self
        low, high = min(self.low, skip), max(self.high, skip)
        return replace(self, low=low, high=high, conditional=False)

    def weighted(self, weight: float) -> Component:
        """Return it with another weight."""
        return self if weight == self.weight else replace(self, weight=weight)


def _answered(instrument: Instrument, item: Item, chosen: Chosen) -> tuple[State, float | None]:
    if any(chosen.get(name) == DID_NOT_APPLY for name in type_of(item).names(item)):
        return "did-not-apply", None
    value = keyed(instrument, item, chosen)
    return ("skipped", None) if value is None else ("given", value)


def component_ids(instrument: Instrument, rule: ScoreRule) -> tuple[str, ...]:
    """Return the ids of what a composite score is made of.

    If none is named, these are the items that count in the domains that are scored.
    """
    domains = {domain.id for domain in instrument.scored_domains}
    items = (item for item in instrument.items if item.domain in domains)
    return rule.of or tuple(item.id for item in items if type_of(item).is_scored)
