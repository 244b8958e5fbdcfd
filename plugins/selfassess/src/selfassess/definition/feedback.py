"""Wording: what is said of answers and scores, as an author writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

from selfassess.definition.conditions import Condition, Match
from selfassess.numeric import snap


@dataclass(frozen=True, kw_only=True)
class Band:
    """A range of scores and what is said about it."""

    minimum: float
    """The lowest score of the band, included."""
    below: float | None = None
    """The score at which the next band begins, not included. Leave it out in the last band."""
    label: str
    """A short name. It describes answers, never a person."""
    text: str = ""
    """A sentence for the report."""
    teaches: str = ""
    """The heading that says more: "page.md#heading"."""


@dataclass(frozen=True, kw_only=True)
class BandGroup(Match):
    """Whom a table of bands is for, by one answer."""

    item: str
    """The id of the item that tells the groups apart."""


@dataclass(frozen=True, kw_only=True)
class BandTable:
    """A further table of bands for a score, or one table for each group."""

    id: str
    """A short name; tables for different groups share one."""
    title: str
    """What the bands say, such as "Severity"."""
    group: BandGroup | None = None
    """Whom this table is for; leave it out for everybody."""
    bands: tuple[Band, ...]
    """The bands, lowest first."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One possible result of a classification."""

    id: str
    """A short name."""
    when: Condition
    """When it holds; of several that hold, the first counts."""
    label: str
    """The result in a few words; it describes answers, never a person."""
    text: str = ""
    """A sentence for the report."""
    teaches: str = ""
    """The heading that says more: "page.md#heading"."""


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """The result of a classification when none of its outcomes holds."""

    label: str
    """The result in a few words."""
    text: str = ""
    """A sentence for the report."""


@dataclass(frozen=True, kw_only=True)
class Classification:
    """A result that rests on conditions across items and scores."""

    id: str
    """A short name."""
    title: str
    """What is classified."""
    outcomes: tuple[Outcome, ...]
    """The possible results, most specific first."""
    otherwise: Otherwise
    """The result when none of them holds. If missing answers leave it open, nothing is said
    but that answers are missing."""


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something that is said when a combination of answers and scores occurs."""

    id: str
    """A short name."""
    when: Condition
    """When it is said."""
    text: str
    """What is said."""
    teaches: str = ""
    """The heading that says more: "page.md#heading"."""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Where somebody who sees an alert can turn."""

    text: str
    """Who or what it is, and how to reach it."""
    link: str = ""
    """A heading of the site ("page.md#heading") or an address that begins with https://."""


@dataclass(frozen=True, kw_only=True)
class Alert:
    """What must be seen first when an answer, a score or a combination occurs.

    It stands before everything else, on the screen, in print and in the copied text, where no template of a
    site can change it. At least one worked case must raise it.
    """

    id: str
    """A short name."""
    when: Condition
    """When it is shown."""
    text: str
    """What is said, calmly and in one or two sentences."""
    resource: Resource
    """Where to turn."""


def band_of(bands: Sequence[Band], value: float) -> Band:
    """Return the band that an unrounded value falls into. Bands have been checked for gaps."""
    return next((band for band in reversed(bands) if snap(value) >= snap(band.minimum)), bands[0])
