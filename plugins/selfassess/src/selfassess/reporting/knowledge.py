"""Knowledge: how many answers were right of each objective of a course, before it and after it.

Of what was known before, counts are kept and no answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.issuing.marks import Mark

_WRITTEN = re.compile(r"([0-9]{1,3})/([1-9][0-9]{0,2})")


@dataclass(frozen=True)
class Share:
    """Right answers of those that were asked."""

    right: int
    asked: int

    def __str__(self) -> str:
        return f"{self.right}/{self.asked}"


def shares(instrument: Instrument, mark: Mark) -> dict[str, Share]:
    """Return the share of each objective in one attempt, by the objective's id."""
    objectives = {name: instrument.item[name].objective for name in mark.asked}
    found = {}
    for objective in dict.fromkeys(filter(None, objectives.values())):
        names = [name for name, of in objectives.items() if of == objective]
        found[objective] = Share(len(mark.right.intersection(names)), len(names))
    return found


def written(of: Mapping[str, Share]) -> dict[str, str]:
    """Return shares as a file of a learner has them, such as "2/3"."""
    return {name: str(share) for name, share in of.items()}


def read_shares(texts: Mapping[str, str]) -> dict[str, Share]:
    """Return the shares of a file, without those that can not be: anybody can edit it."""
    found = {name: _WRITTEN.fullmatch(text) for name, text in texts.items()}
    shares = {name: Share(int(m[1]), int(m[2])) for name, m in found.items() if m}
    return {name: share for name, share in shares.items() if share.right <= share.asked}


@dataclass(frozen=True)
class Gain:
    """One objective, over the learners who were asked about it before and after."""

    objective: str
    """Its sentence."""
    learners: int
    before: float | None
    """The share of right answers; None of too few learners."""
    after: float | None


def gains(
    pairs: Iterable[tuple[Mapping[str, Share], Mapping[str, Share]]],
    objectives: Mapping[str, str],
    fewest: int,
) -> tuple[Gain, ...]:
    """Return what each objective gained; `pairs` are the shares of a learner, before and after.

    A learner counts where both are known, and an objective of which nobody has both is left out.
    """
    pairs = list(pairs)
    found = []
    for name, text in objectives.items():
        both = [(one[name], other[name]) for one, other in pairs if name in one and name in other]
        enough = len(both) >= fewest
        rates = [_rate(each) if enough else None for each in zip(*both, strict=True)]
        if both:
            found.append(Gain(text, len(both), rates[0], rates[1]))
    return tuple(found)


def _rate(of: Iterable[Share]) -> float:
    some = list(of)
    return sum(one.right for one in some) / sum(one.asked for one in some)
