"""RoundedAway: scores that are shown in fewer places than the answers that they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules import places
from selfassess.definition.item_types import type_of
from selfassess.definition.item_types.numbers import Numbered
from selfassess.numeric import is_whole, typed
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.authoring.rules.places import Scored
    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path

_MOST = 6
"""The most places that a score can be shown in."""
_KEEPS = ("sum", "mean", "maximum")
"""The methods that keep the places of the answers."""


def rounded_away(instrument: Instrument) -> Iterator[Problem]:
    """Yield each rule by which a reader who answers 1.5 is shown a score of 2."""
    told: set[Path] = set()
    for found in places.scored(instrument):
        finest = _finest(instrument, found)
        if finest and found.path not in told:
            told.add(found.path)
            name, step = finest
            message = (
                f'{found.whose} is shown in whole numbers; "{name}" goes in steps of {typed(step)}'
            )
            remedy = f"write `decimals: {_places(step)}`, or say with `round` how it is rounded"
            yield Problem(f"{message}; {remedy}", found.path)


def _finest(instrument: Instrument, found: Scored) -> tuple[str, float] | None:
    """Return the item whose answers lose most, and its step; None if no answer loses anything."""
    rule = found.scoring
    finish = rule.rescale or rule.transform or rule.lookup or rule.round or rule.decimals
    if finish or rule.method not in _KEEPS:
        return None
    items = [instrument.item[name] for name in found.names if name in instrument.item]
    steps = {
        item.id: item.number.step
        for item in items
        if item.number and isinstance(type_of(item), Numbered) and not is_whole(item.number.step)
    }
    return min(steps.items(), key=lambda one: one[1]) if steps else None


def _places(step: float) -> int:
    return next((at for at in range(1, _MOST) if is_whole(step * 10**at)), _MOST)
