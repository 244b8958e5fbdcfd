"""Helplines: numbers that are printed only when somebody has checked them lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (pydantic needs it)
from typing import TYPE_CHECKING

from alliance_site import tables
from alliance_site.reviews import a_year_after, in_words
from selfassess.authoring.read.fields import validate
from selfassess.authoring.read.strict_yaml import load, parse
from selfassess.problems import InvalidFile, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NONE_CHECKED = (
    "No number here has been checked in the last twelve months, so none is printed: a wrong number "
    "is worse than none.\nCall your local emergency number, or look for findahelpline.com, "
    "which lists helplines by country."
)


@dataclass(frozen=True, kw_only=True)
class Helpline:
    """One service that a reader can call."""

    place: str
    """The country or region that it serves."""
    service: str
    """Its name."""
    number: str
    """What to dial, as people there write it."""
    whom: str
    """For whom it is."""
    source: str
    """Where the number can be checked: the service's own page."""
    checked_on: date | None = None
    """The day on which somebody compared the number with the source; null before that."""

    def is_printed(self, today: date) -> bool:
        """Whether somebody has checked the number within the twelve months before today."""
        return self.checked_on is not None and self.checked_on <= today <= a_year_after(
            self.checked_on
        )


@dataclass(frozen=True, kw_only=True)
class HelplineFile:
    """The file that holds the helplines."""

    helplines: tuple[Helpline, ...]
    """All of them, in the order in which they are printed."""


def read(path: Path, shown_as: str) -> tuple[Helpline, ...]:
    """Return the helplines of a file; raises InvalidFile with every problem and its place."""
    source = parse(load(path), shown_as)
    helplines = validate(source, HelplineFile).helplines
    if problems := [source.place(problem) for problem in _broken_rules(helplines)]:
        raise InvalidFile(problems)
    return helplines


def _broken_rules(helplines: tuple[Helpline, ...]) -> Iterator[Problem]:
    for at, helpline in enumerate(helplines):
        for field in ("place", "service", "number", "whom", "source"):
            if not getattr(helpline, field).strip():
                message = f'a helpline says nothing; its "{field}" is empty; write it'
                yield Problem(message, ("helplines", at, field))


def render(helplines: Sequence[Helpline], today: date) -> str:
    """Return the table of the numbers that were checked lately, or a sentence if none was."""
    rows = [
        (
            each.place,
            f"{each.service}, {each.whom}",
            f"**{each.number}**",
            in_words(each.checked_on),
        )
        for each in helplines
        if each.is_printed(today)
    ]
    return tables.table(("Place", "Service", "Number", "Checked"), rows) if rows else NONE_CHECKED
