"""Weights: that a weight is used, and that a weighted mean can be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.problems import Problem
from selfassess.rules import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.instrument import Instrument, ScoreRule
    from selfassess.problems import Path

_METHODS = ("weighted", "weighted-sum")


def weights(instrument: Instrument) -> Iterator[Problem]:
    """Yield weights that nothing uses or that can not be used, and items reversed in vain."""
    methods = _by_item(instrument)
    for at, item in enumerate(instrument.items):
        path: Path = ("items", at, "weight")
        if item.weight != 1 and item.id not in methods:
            message = f"no score uses this weight; found {item.weight:g}"
            yield Problem(f"{message}; take it away, or choose a weighted method", path)
        else:
            yield from _weight(item.weight, methods.get(item.id, set()), path)
    for nth, rule in enumerate(instrument.scores):
        yield from _rule(instrument, rule, ("scores", nth))


def _by_item(instrument: Instrument) -> dict[str, set[str]]:
    """Return the weighted methods that use an item's own weight, by item."""
    found: dict[str, set[str]] = {}
    for scored in places.scored(instrument):
        elsewhere = getattr(scored.owner, "weights", {})
        for name in scored.names if scored.scoring.method in _METHODS else ():
            if name not in elsewhere:
                found.setdefault(name, set()).add(scored.scoring.method)
    return found


def _weight(weight: float, methods: set[str], path: Path) -> Iterator[Problem]:
    if "weighted" in methods and weight <= 0:
        message = f"the weights of a mean must be above zero; found {weight:g}; mend it"
        yield Problem(message, path)
    elif methods and weight == 0:
        yield Problem("a weight of zero takes a part out; found 0; take the part away", path)


def _rule(instrument: Instrument, rule: ScoreRule, here: Path) -> Iterator[Problem]:
    if rule.weights and rule.scoring.method not in _METHODS:
        found = f'the method is "{rule.scoring.method}"'
        message = f"`weights` are only for `weighted` and `weighted-sum`; {found}; take them away"
        yield Problem(message, (*here, "weights"))
    else:
        for name, weight in rule.weights.items():
            yield from _weight(weight, {rule.scoring.method}, (*here, "weights", name))
    for at, name in enumerate(rule.reverse):
        path = (*here, "reverse", at)
        item = instrument.item.get(name)
        scale = instrument.scale_of(item) if item else None
        if item is None:
            message = f'only items are keyed the other way round here; "{name}" is a score'
            yield Problem(f"{message}; take it out", path)
        elif scale and not scale.ordered:
            message = f'an unordered scale can not be reversed; "{item.scale}"; take "{name}" out'
            yield Problem(message, path)
