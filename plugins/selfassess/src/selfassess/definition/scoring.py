"""Scoring: the rules by which answers become numbers, as an author writes them.

What is worked out with them stands in scores.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from selfassess.definition.conditions import Match

Method = Literal["mean", "sum", "weighted", "weighted-sum", "count", "maximum"]
MissingRule = Literal["complete", "prorate", "answered", "zero", "sample"]


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What happens when an item has no answer. Stated in every instrument.

    Items that were not asked, because their condition is not met, are not missing.
    """

    rule: MissingRule
    """`complete`: no score unless every item is answered. `prorate`: the mean of the
    answered items (by weight, if the method has weights) stands for the missing ones. `answered`: only for `count` and `maximum`;
    the count among the answered items, shown as "3 of the 4 you answered". `zero`: a missing
    answer counts as zero, as a few instruments prescribe. `sample`: the value that `values`
    gives, such as the item's mean or median in a sample."""
    minimum: int
    """The fewest answered items that give a score."""
    provisional: int | None = None
    """The fewest answered items that give a provisional score, which is marked as such
    and left out of every comparison. Leave it out for none."""
    values: dict[str, float] = field(default_factory=dict)
    """For `sample`: the value by item id, in the direction of the key."""
    sample: str = ""
    """For `sample`: which sample, and whether the values are means or medians."""


@dataclass(frozen=True, kw_only=True)
class Rescale:
    """A linear map from the possible range of a score to another range."""

    minimum: float
    """What the lowest possible score becomes."""
    maximum: float
    """What the highest possible score becomes."""


@dataclass(frozen=True, kw_only=True)
class Transform:
    """A linear transform: score × multiply + add."""

    multiply: float = 1.0
    """The factor; not zero."""
    add: float = 0.0
    """What is added afterwards."""


@dataclass(frozen=True, kw_only=True)
class LookupRow:
    """One row of a lookup table."""

    raw: int
    """The raw score, after rounding half up to a whole number."""
    gives: float
    """The standard score."""


@dataclass(frozen=True, kw_only=True)
class Recode(Match):
    """One line of a recoding table: an answer that passes the test becomes another number."""

    gives: float
    """The number that it becomes."""


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """How some answers become one number."""

    method: Method
    """`mean`, `sum`, `weighted` (the mean by weight), `weighted-sum`, `count` (how many pass
    `counts`) or `maximum`."""
    missing: Missing
    """The rule for missing answers."""
    counts: Match | None = None
    """For `count`: the keyed answers that count."""
    rescale: Rescale | None = None
    """A linear rescaling of the score; leave it out to keep the natural range."""
    transform: Transform | None = None
    """A linear transform of the score, instead of `rescale`."""
    lookup: tuple[LookupRow, ...] = ()
    """A table from raw to standard scores, instead of `rescale`; a row for every raw score."""
    decimals: int = 0
    """Places shown. Scores keep full precision inside; display rounds half up."""
