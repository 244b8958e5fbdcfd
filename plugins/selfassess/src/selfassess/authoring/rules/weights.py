"""Weights: that a weight is used, and that a weighted mean can be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules import places
from selfassess.numeric import typed
from selfassess.problems import Problem
from selfassess.scoring.methods import method_of
from selfassess.scoring.missing import treatment_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument, ScoreRule
    from selfassess.definition.scoring import Scoring
    from selfassess.problems import Path


def weights(instrument: Instrument) -> Iterator[Problem]:
    """Yield weights that nothing uses or that can not be used, and items reversed in vain."""
    rules = _by_item(instrument)
    for at, item in enumerate(instrument.items):
        path: Path = ("items", at, "weight")
        if item.weight != 1 and item.id not in rules:
            message = f"no score uses this weight; found {typed(item.weight)}"
            yield Problem(f"{message}; take it away, or choose a weighted method", path)
        else:
            yield from _weight(item.weight, rules.get(item.id, []), path)
    for nth, rule in enumerate(instrument.scores):
        yield from _rule(instrument, rule, ("scores", nth))


def _by_item(instrument: Instrument) -> dict[str, list[Scoring]]:
    """Return the weighted rules that use an item's own weight, by item."""
    found: dict[str, list[Scoring]] = {}
    for scored in places.scored(instrument):
        elsewhere = getattr(scored.owner, "weights", {})
        for name in scored.names if method_of(scored.scoring).weighs else ():
            if name not in elsewhere:
                found.setdefault(name, []).append(scored.scoring)
    return found


def _weight(weight: float, rules: list[Scoring], path: Path) -> Iterator[Problem]:
    if weight <= 0 and any(_divides(rule) for rule in rules):
        message = f"the weights of a mean must be above zero; found {typed(weight)}; mend it"
        yield Problem(message, path)
    elif rules and weight == 0:
        yield Problem("a weight of zero takes a part out; found 0; take the part away", path)


def _divides(scoring: Scoring) -> bool:
    """Return whether a rule takes a mean by weight, be it only to fill in for the missing."""
    return method_of(scoring).divides or treatment_of(scoring).prorates


def _rule(instrument: Instrument, rule: ScoreRule, here: Path) -> Iterator[Problem]:
    if rule.weights and not method_of(rule.scoring).weighs:
        found = f'the method is "{rule.scoring.method}"'
        message = f"`weights` are only for `weighted` and `weighted-sum`; {found}; take them away"
        yield Problem(f"{message}, or write one of these", (*here, "weights"))
    else:
        for name, weight in rule.weights.items():
            yield from _weight(weight, [rule.scoring], (*here, "weights", name))
    for at, name in enumerate(rule.reverse):
        path = (*here, "reverse", at)
        item = instrument.item.get(name)
        scale = instrument.scale_of(item) if item else None
        if item is None:
            message = f'only items are keyed the other way round here; "{name}" is a score'
            yield Problem(f"{message}; take it out", path)
        elif item.reverse:
            message = f'an item is reversed twice, here and on its own; "{name}"'
            yield Problem(f"{message}; keep the one that is meant", path)
        elif scale and not scale.ordered:
            message = f'an unordered scale can not be reversed; "{item.scale}"; take "{name}" out'
            yield Problem(message, path)
