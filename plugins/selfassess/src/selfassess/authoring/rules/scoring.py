"""Scoring: that a rule has what its method needs, and that it can tell answers apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules import places
from selfassess.authoring.rules.matches import match_shape
from selfassess.definition.instrument import ScoreRule
from selfassess.definition.item_types import type_of
from selfassess.numeric import brief
from selfassess.problems import Problem
from selfassess.scoring.methods import method_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.authoring.rules.places import Scored
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.scoring import Scoring
    from selfassess.problems import Path

_LARGEST = 1e15
_FINISHES = ("rescale", "transform", "lookup")


def scoring_shapes(instrument: Instrument) -> Iterator[Problem]:
    """Yield fields that a method lacks, does not use or can not have together."""
    for path, scoring in places.scorings(instrument):
        yield from _counts(scoring, path)
        yield from _finish(scoring, path)
        yield from _rounding(scoring, (*path, "round"))
        if not 0 <= scoring.decimals <= 6:
            message = f"`decimals` goes from 0 to 6; found {scoring.decimals}; mend it"
            yield Problem(message, (*path, "decimals"))
    for found in places.scored(instrument):
        yield from _parts(instrument, found)


def _counts(scoring: Scoring, here: Path) -> Iterator[Problem]:
    counts = method_of(scoring).counts
    if counts and scoring.counts is None:
        message = f"the method `{scoring.method}` needs `counts`; it is missing; add it"
        yield Problem(message, here)
    elif not counts and scoring.counts is not None:
        message = f'`counts` is only for `count`; the method is "{scoring.method}"; take it away'
        yield Problem(f"{message}, or write `method: count`", (*here, "counts"))
    elif scoring.counts is not None:
        yield from match_shape(scoring.counts, (*here, "counts"), numbers=True)


def _rounding(scoring: Scoring, here: Path) -> Iterator[Problem]:
    if scoring.round is None:
        return
    if not 0 <= scoring.round.decimals <= 6:
        message = f"`decimals` goes from 0 to 6; found {scoring.round.decimals}; mend it"
        yield Problem(message, (*here, "decimals"))
    if scoring.lookup and scoring.round.at == "score":
        message = "what a table gives is not rounded; `at` is score; write `at: raw`"
        yield Problem(message, (*here, "at"))


def _finish(scoring: Scoring, here: Path) -> Iterator[Problem]:
    several = [name for name in _FINISHES if getattr(scoring, name)]
    if len(several) > 1:
        found = " and ".join(f"`{name}`" for name in several)
        yield Problem(f"a score is changed in one way only; {found}; keep one", (*here, several[1]))
    if scoring.rescale and scoring.rescale.minimum >= scoring.rescale.maximum:
        low, high = scoring.rescale.minimum, scoring.rescale.maximum
        found = f"`minimum` is what the lowest score becomes, here {brief(low)}, and `maximum` {brief(high)}"
        remedy = "mend the numbers; to turn a score round, use `transform` with a factor below zero"
        yield Problem(f"a rescaling must go up; {found}; {remedy}", (*here, "rescale"))
    if scoring.transform and scoring.transform.multiply == 0:
        message = "a factor of zero makes all scores equal; found 0; mend it"
        yield Problem(message, (*here, "transform", "multiply"))


def _parts(instrument: Instrument, found: Scored) -> Iterator[Problem]:
    if isinstance(found.owner, ScoreRule) and not found.owner.of:
        yield from _loose(instrument, found)
    if not found.names and "scores" in found.path:
        message = f"{found.whose} is made of nothing; there are no items that count; take it away"
        yield Problem(message, found.here)
    for at, name in enumerate(found.names if "scores" in found.path else ()):
        item = instrument.item.get(name)
        if item and not type_of(item).is_scored:
            message = f'an item of the type "{item.type}" does not count; "{name}"; take it out'
            yield Problem(message, (*found.here, "of", at))


def _loose(instrument: Instrument, found: Scored) -> Iterator[Problem]:
    """Yield that a score which names nothing may be meant to have more than it takes."""
    items = [item for item in instrument.items if type_of(item).is_scored and not item.domain]
    if items:
        names = ", ".join(f'"{item.id}"' for item in items)
        message = f"{found.whose} takes the items of all domains; in none is {names}"
        yield Problem(f"{message}; name in `of` what the score is made of", found.here)


def scorings(instrument: Instrument, attainable: Mapping[str, Attainable]) -> Iterator[Problem]:
    """Yield rules under which all answers give one score, or one that is too large to tell."""
    for found in places.scored(instrument):
        yield from _narrow(found, attainable[found.id])


def _narrow(found: Scored, attainable: Attainable) -> Iterator[Problem]:
    low, high = attainable.natural
    most = max(map(abs, (low, high, *attainable.range)))
    if not most < _LARGEST:
        message = f"a score has at most 15 digits; {found.whose} goes up to {brief(most)}"
        yield Problem(f"{message}; use smaller numbers", found.here)
    elif low == high:
        message = f"{found.whose} gives every reader one score; {brief(low)}; mend its items"
        yield Problem(message, found.here)
    elif (
        method_of(found.scoring).counts
        and attainable.raws is not None
        and len(attainable.raws) == 1
    ):
        every = "every answer counts" if max(attainable.raws) else "no answer counts"
        message = f"{every}; {found.whose} is always {brief(max(attainable.raws))}; mend `counts`"
        yield Problem(message, (*found.path, "counts"))
