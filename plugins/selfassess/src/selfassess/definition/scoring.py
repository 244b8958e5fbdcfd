"""Scoring: the rules by which answers become numbers, as an author writes them.

What is worked out with them stands in scoring/.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from selfassess.definition.conditions import Match
from selfassess.definition.facts import AS_HOLDER, CODE, PRESENTATION, Entry
from selfassess.numeric import RoundingMode  # noqa: TC001 - pydantic reads it

Method = Literal["mean", "sum", "weighted", "weighted-sum", "count", "maximum"]
MissingRule = Literal["complete", "prorate", "answered", "zero", "sample"]


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What happens when an item has no answer. Stated in every instrument.

    An item whose condition is known to be false was not asked, and is not missing. An item whose
    condition is not known, because an answer that decides it is missing, is missing too. "Did not
    apply" is never an answer that was given.
    """

    rule: Annotated[MissingRule, AS_HOLDER]
    """`complete`: no score unless every item that was asked is answered. `prorate`: the mean of the
    answered items (by weight, if the method has weights) stands for the missing ones. `answered`: only for `count` and `maximum`;
    the count among the answered items, shown as "3 of the 4 you answered". `zero`: a missing
    answer counts as zero, as a few instruments prescribe. `sample`: the value that `values`
    gives, such as the item's mean or median in a sample."""
    minimum: Annotated[int | None, AS_HOLDER] = None
    """The fewest answers given that give a score. Only `complete` can do without it."""
    provisional: Annotated[int | None, AS_HOLDER] = None
    """The fewest answers given that give a provisional score, which is marked as such
    and left out of every comparison. Leave it out for none."""
    not_asked: Annotated[float | Literal["answered", "no-score"] | None, AS_HOLDER] = None
    """What an item counts as that was not asked, if that is an answer. A number, such as 0: it
    counts as this answer, and is recoded and reversed like one. `answered`: it counts for the
    minimum, and adds nothing. Left out, it is no answer, and a sum or a count is 0 if no item at
    all was asked. `no-score`: the same, but then it has no score, as a mean has none."""
    values: Annotated[dict[str, float], Entry("value"), AS_HOLDER] = field(default_factory=dict)
    """For `sample`: the value by item id, in the direction of the key."""
    sample: Annotated[str, CODE, PRESENTATION] = ""
    """For `sample`: which sample, and whether the values are means or medians."""


@dataclass(frozen=True, kw_only=True)
class Rescale:
    """A linear map from the possible range of a score to another range."""

    minimum: Annotated[float, AS_HOLDER]
    """What the lowest possible score becomes."""
    maximum: Annotated[float, AS_HOLDER]
    """What the highest possible score becomes."""


@dataclass(frozen=True, kw_only=True)
class Transform:
    """A linear transform: score × multiply + add."""

    multiply: Annotated[float, AS_HOLDER] = 1.0
    """The factor; not zero."""
    add: Annotated[float, AS_HOLDER] = 0.0
    """What is added afterwards."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """Where and how a score is rounded before bands, conditions and outputs read it."""

    to: Annotated[RoundingMode, AS_HOLDER] = "half-up"
    """`half-up`: 2.5 becomes 3, and -2.5 becomes -2. `half-even`: 2.5 becomes 2, and 3.5 becomes 4.
    `up` and `down`: to the next number above or below."""
    decimals: Annotated[int, AS_HOLDER] = 0
    """The decimal places that are kept."""
    at: Annotated[Literal["raw", "score"], AS_HOLDER] = "score"
    """`score`: after rescaling or transform. `raw`: before them, and before a lookup."""


@dataclass(frozen=True, kw_only=True)
class LookupRow:
    """One row of a lookup table."""

    raw: Annotated[int, AS_HOLDER]
    """The raw score. One that lies between two rows has no standard score, unless `round` says how
    it is rounded."""
    gives: Annotated[float, AS_HOLDER]
    """The standard score."""


@dataclass(frozen=True, kw_only=True)
class Recode(Match):
    """One line of a recoding table: an answer that passes the test becomes another number."""

    gives: Annotated[float, AS_HOLDER]
    """The number that it becomes."""


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """How some answers become one number."""

    method: Annotated[Method, AS_HOLDER]
    """`mean`, `sum`, `weighted` (the mean by weight), `weighted-sum`, `count` (how many pass
    `counts`) or `maximum`."""
    missing: Annotated[Missing, AS_HOLDER]
    """The rule for missing answers."""
    counts: Annotated[Match | None, AS_HOLDER] = None
    """For `count`: the keyed answers that count."""
    rescale: Annotated[Rescale | None, AS_HOLDER] = None
    """A linear rescaling of the score; leave it out to keep the natural range."""
    transform: Annotated[Transform | None, AS_HOLDER] = None
    """A linear transform of the score, instead of `rescale`."""
    lookup: Annotated[tuple[LookupRow, ...], Entry("row", by="raw"), AS_HOLDER] = ()
    """A table from raw to standard scores, instead of `rescale`; a row for every whole raw score."""
    round: Annotated[Round | None, AS_HOLDER] = None
    """How the score is rounded before bands and conditions read it. Left out, they read full
    precision."""
    decimals: Annotated[int, PRESENTATION] = 0
    """Places shown. Display rounds half up, and shows more places where fewer would stand on another
    side of the edge of a band."""
