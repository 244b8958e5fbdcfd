"""Wording: what is said of answers and scores, as an author writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

from selfassess.definition.conditions import Condition, Match
from selfassess.definition.facts import (
    AS_HOLDER,
    CODE,
    HEADING,
    HEADING_OR_ADDRESS,
    ID,
    PRESENTATION,
    TEXT,
    WRITTEN,
    Entry,
)
from selfassess.numeric import snap

# A band has no name: a new edge moves it, and its words stay with its place.
BAND = Entry("band", by="", texts_by="minimum")
"""What a list of bands is made of."""


@dataclass(frozen=True, kw_only=True)
class Band:
    """A range of scores and what is said about it."""

    minimum: Annotated[float, AS_HOLDER]
    """The lowest score of the band, included."""
    below: Annotated[float | None, AS_HOLDER] = None
    """The score at which the next band begins, not included. Leave it out in the last band."""
    label: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """A short name. It describes answers, never a person."""
    text: Annotated[str, TEXT, PRESENTATION] = ""
    """A sentence for the report."""
    teaches: Annotated[str, HEADING, PRESENTATION] = ""
    """The heading that says more: "page.md#heading"."""


@dataclass(frozen=True, kw_only=True)
class BandGroup(Match):
    """Whom a table of bands is for, by one answer."""

    item: Annotated[str, CODE, AS_HOLDER]
    """The id of the item that tells the groups apart."""


@dataclass(frozen=True, kw_only=True)
class BandTable:
    """A further table of bands for a score, or one table for each group."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name: small letters, digits and hyphens, a letter first. Tables for different
    groups share one."""
    title: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What the bands say, such as "Severity"."""
    group: Annotated[BandGroup | None, AS_HOLDER] = None
    """Whom this table is for; leave it out for everybody."""
    bands: Annotated[tuple[Band, ...], BAND, AS_HOLDER]
    """The bands, lowest first."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One possible result of a classification."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name: small letters, digits and hyphens, a letter first."""
    when: Annotated[Condition, AS_HOLDER]
    """When it holds; of several that hold, the first counts."""
    label: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """The result in a few words; it describes answers, never a person."""
    text: Annotated[str, TEXT, PRESENTATION] = ""
    """A sentence for the report."""
    teaches: Annotated[str, HEADING, PRESENTATION] = ""
    """The heading that says more: "page.md#heading"."""


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """The result of a classification when none of its outcomes holds."""

    label: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """The result in a few words."""
    text: Annotated[str, TEXT, PRESENTATION] = ""
    """A sentence for the report."""


@dataclass(frozen=True, kw_only=True)
class Classification:
    """A result that rests on conditions across items and scores."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name: small letters, digits and hyphens, a letter first."""
    title: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What is classified."""
    outcomes: Annotated[tuple[Outcome, ...], Entry("outcome", order="scoring"), AS_HOLDER]
    """The possible results, most specific first."""
    otherwise: Annotated[Otherwise, AS_HOLDER]
    """The result when none of them holds. If missing answers leave it open, nothing is said
    but that answers are missing."""


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something that is said when a combination of answers and scores occurs."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name: small letters, digits and hyphens, a letter first."""
    when: Annotated[Condition, AS_HOLDER]
    """When it is said."""
    text: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What is said."""
    teaches: Annotated[str, HEADING, PRESENTATION] = ""
    """The heading that says more: "page.md#heading"."""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Where somebody who sees an alert can turn."""

    text: Annotated[str, TEXT, WRITTEN, AS_HOLDER]
    """Who or what it is, and how to reach it."""
    link: Annotated[str, HEADING_OR_ADDRESS, AS_HOLDER] = ""
    """A heading of the site ("page.md#heading") or an address that begins with https://."""
    phones: Annotated[tuple[str, ...], CODE, AS_HOLDER] = ()
    """Telephone numbers of the text, written as they stand there: whoever taps one calls it."""

    def pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the pieces of a text, each with the number to dial; "" for what is no number."""
        # The longest first, as one may begin like another.
        numbers = "|".join(map(re.escape, sorted(self.phones, key=len, reverse=True)))
        found = re.split(rf"(?<!\d)({numbers})(?!\d)", text) if numbers else [text]
        for at, piece in enumerate(found):
            yield piece, re.sub(r"[ .-]", "", piece) if at % 2 else ""


@dataclass(frozen=True, kw_only=True)
class Alert:
    """What must be seen first when an answer, a score or a combination occurs.

    It stands before everything else, on the screen, in print and in the copied text, where no template of a
    site can change it. At least one worked case must raise it.
    """

    id: Annotated[str, ID, AS_HOLDER]
    """A short name: small letters, digits and hyphens, a letter first."""
    when: Annotated[Condition, AS_HOLDER]
    """When it is shown."""
    text: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What is said, calmly and in one or two sentences."""
    resource: Annotated[Resource, PRESENTATION]
    """Where to turn."""


def band_of(bands: Sequence[Band], value: float) -> Band:
    """Return the band that an unrounded value falls into. Bands have been checked for gaps."""
    return next((band for band in reversed(bands) if snap(value) >= snap(band.minimum)), bands[0])
