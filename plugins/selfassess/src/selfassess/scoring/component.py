"""Parts: what a score is made of, be it items or other scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfassess.definition.item_types import (
    DID_NOT_APPLY,
    UNSCORED,
    keyed,
    keyed_range,
    keys,
    names,
    reversed_value,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.answering.answers import Answers
    from selfassess.definition.instrument import Instrument, ScoreRule
    from selfassess.definition.item_types import Given
    from selfassess.definition.items import Item
    from selfassess.scoring.scorer import Score

State = Literal["given", "skipped", "did-not-apply", "not-asked"]


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
    """Whether it may not be asked, by its condition. What is not drawn is no part at all."""
    provisional: bool = False


def item_components(
    instrument: Instrument, items: tuple[Item, ...], answers: Answers
) -> list[Component]:
    """Return items as parts, under their own key and weight; what was not drawn is no part."""
    return [_item(instrument, item, answers) for item in answers.drawn(items)]


def composite_components(
    instrument: Instrument, rule: ScoreRule, answers: Answers, scores: Mapping[str, Score]
) -> list[Component]:
    """Return what a further score is made of. `scores` has those of domains and earlier ones."""
    found = []
    for name in component_ids(instrument, rule):
        item = instrument.item.get(name)
        if item and not answers.drawn((item,)):
            continue
        if item:
            part = _item(instrument, item, answers, flipped=name in rule.reverse)
        else:
            part = _score(name, scores[name])
        weight = rule.weights.get(name, part.weight)
        found.append(part if weight == part.weight else _weighted(part, weight))
    return found


def component_ids(instrument: Instrument, rule: ScoreRule) -> tuple[str, ...]:
    """Return the ids of what a further score is made of: all items that count, if none is named."""
    every = (item.id for item in instrument.items if item.type not in UNSCORED)
    return rule.of or tuple(every)


def _item(
    instrument: Instrument, item: Item, answers: Answers, *, flipped: bool = False
) -> Component:
    asked = item.id in answers.asked
    known = instrument.parts.get(item.id) if asked and not flipped else None
    if known:
        return known[answers.chosen.get(item.id)]
    return _worked_out(instrument, item, answers.chosen, asked=asked, flipped=flipped)


def possible_components(instrument: Instrument, item: Item) -> dict[Given | None, Component]:
    """Return an item of one option, asked, as a part: by the key that is chosen, None for none."""
    chosen: dict[Given | None, dict[str, Given]] = {None: {}}
    chosen |= {key: {item.id: key} for key in keys(instrument, item)}
    return {key: _worked_out(instrument, item, given) for key, given in chosen.items()}


def _worked_out(
    instrument: Instrument,
    item: Item,
    chosen: Mapping[str, Given],
    *,
    asked: bool = True,
    flipped: bool = False,
) -> Component:
    low, high = keyed_range(instrument, item)
    state, value = _state(instrument, item, chosen) if asked else ("not-asked", None)
    if flipped and value is not None:
        value = reversed_value(value, (low, high))
    conditional = item.show_if is not None
    return Component(item.id, state, value, low, high, item.weight, conditional)


def _state(
    instrument: Instrument, item: Item, chosen: Mapping[str, Given]
) -> tuple[State, float | None]:
    if any(chosen.get(name) == DID_NOT_APPLY for name in names(item)):
        return "did-not-apply", None
    value = keyed(instrument, item, chosen)
    return ("skipped", None) if value is None else ("given", value)


def _score(name: str, score: Score) -> Component:
    states: dict[str, State] = {"not-enough": "skipped", "not-asked": "not-asked"}
    state = states.get(score.status, "given")
    low, high = score.range
    provisional = score.status == "provisional"
    return Component(
        name,
        state,
        score.value,
        low,
        high,
        conditional=score.conditional,
        provisional=provisional,
    )


def _weighted(part: Component, weight: float) -> Component:
    return Component(
        part.id,
        part.state,
        part.value,
        part.low,
        part.high,
        weight,
        part.conditional,
        part.provisional,
    )
