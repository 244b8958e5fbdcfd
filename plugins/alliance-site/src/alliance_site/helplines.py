"""Helplines: numbers for a reader in danger, each with where and when it was read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date  # noqa: TC003  (pydantic needs it)
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from alliance_site.reviews import a_year_after, in_words
from selfassess import Problem, authoring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from alliance_site.pages import Page

ADVICE = (
    "Beside each number stands the page in a copy of which we read it, and the year of that copy.\n"
    "A copy is not the live page, and numbers change: call to make sure, or look for yours at "
    "[findahelpline.com](https://findahelpline.com)."
)
Kind = Literal["emergency", "crisis", "staff", "other"]
_REACHED = re.compile(r"(, or text | to )?(\d[\d -]+\d)|\b((?:[a-z\d-]+\.)+[a-z]{2,}[a-z\d/-]*)")
"""A number, what stands before one that takes messages, and an address on the web."""
COUNTRIES = "countries"
"""The id of the heading under which the page of helplines has its list."""


@dataclass(frozen=True, kw_only=True)
class Helpline:
    """One service that a reader can call."""

    service: str
    """Its name."""
    kind: Kind
    """What it is for: danger now, a crisis, people who work in health care, or something else."""
    number: str
    """What to dial, as people there write it."""
    whom: str
    """For whom it is."""
    hours: str
    """When somebody answers."""
    seen_in: str
    """The page in a copy of which the number was read."""
    year: int | None
    """The year of that copy; null when it bears no date."""
    checked_on: date | None = None
    """The day on which a person compared the number with the live page; null before that."""

    @property
    def linked(self) -> str:
        """The number in Markdown, each as a link that dials it, or writes to it, or opens it.

        A number after ", or text" or "to" takes messages.
        """
        return _REACHED.sub(_reaching, self.number)

    def known(self, today: date) -> str:
        """Return in words where the number was read and, for twelve months, when it was checked."""
        copy = f"a copy of {self.year}" if self.year else "a copy without a date"
        checked = self.checked_on
        is_fresh = checked is not None and checked <= today <= a_year_after(checked)
        return f"{self.seen_in}, {copy}" + (f"; checked {in_words(checked)}" if is_fresh else "")


def _reaching(found: re.Match[str]) -> str:
    messages, digits, address = found.groups()
    if address:
        return f"[{address}](https://{address})"
    scheme = "sms" if messages else "tel"
    return f"{messages or ''}[{digits}]({scheme}:{re.sub('[ -]', '', digits)})"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A country, or countries that share their numbers."""

    id: str
    """The anchor of its heading."""
    place: str
    """Its name."""
    regions: tuple[str, ...]
    """The codes by which a browser's language names it, such as `GB` in `en-GB`."""
    helplines: tuple[Helpline, ...]
    """The most urgent first."""


@dataclass(frozen=True, kw_only=True)
class HelplineFile:
    """The file that holds the helplines."""

    crisis: str
    """What to do in danger: the one text that every page and every alert uses."""
    places: tuple[Place, ...]
    """In the order in which they are printed."""


def _broken_rules(file: HelplineFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, place in enumerate(file.places):
        for region in seen & set(place.regions):
            message = f'this region stands twice; "{region}"; keep one of them'
            yield Problem(message, ("places", at, "regions"))
        seen |= set(place.regions)
        for number, helpline in enumerate(place.helplines):
            for field in ("service", "number", "whom", "hours", "seen_in"):
                if not getattr(helpline, field).strip():
                    message = f'a helpline says nothing; its "{field}" is empty; write it'
                    yield Problem(message, ("places", at, "helplines", number, field))


HELPLINES = authoring.FileType(file="helplines.yml", holds=HelplineFile, rules=_broken_rules)


def read(path: Path, shown_as: str) -> HelplineFile:
    """Return the helplines of a file; raises InvalidFile with every problem and its place."""
    return authoring.read(path, HELPLINES, shown_as)


def render(file: HelplineFile | None, today: date) -> str:
    """Return all numbers, a section for each place, with links to them; the reader's can go first.

    `content/javascripts/helplines.mjs` moves the section of the reader's country to the top.
    """
    if not file:
        return ""
    links = " · ".join(f"[{place.place}](#{place.id})" for place in file.places)
    sections = [_section(place, today) for place in file.places]
    # The mark is in a div, because Markdown takes an element that it does not know for text.
    mark = "<div><own-country></own-country></div>"
    body = "\n\n".join([*sections, mark])
    return f'{ADVICE}\n\n{links}\n\n<div class="helplines" markdown="1">\n\n{body}\n\n</div>'


def _section(place: Place, today: date) -> str:
    lines = "\n".join(
        f"- **{each.service}: {each.linked}**<br>\n"
        f"  For {each.whom}. Hours: {each.hours}. *Read in {each.known(today)}.*"
        for each in place.helplines
    )
    return (
        f'<section data-regions="{" ".join(place.regions)}" markdown="1">\n\n'
        f"### {place.place} {{ #{place.id} }}\n\n{lines}\n\n</section>"
    )


def render_crisis(file: HelplineFile | None, home: Page | None, uri: str) -> str:
    """Return what to do in danger, with the emergency numbers and the way to the others.

    `home` is the page that has those, `uri` the place of the page that this is for.
    """
    if not file:
        return ""
    words = "Crisis lines and other help, country by country"
    way = f"\n\n{home.link_from(uri, f'#{COUNTRIES}', words)}." if home else ""
    return f"{file.crisis.strip()}\n{_numbers(file, 'emergency')}{way}"


def render_lines(file: HelplineFile | None, home: Page | None, uri: str) -> str:
    """Return the numbers of somebody to talk to, and the way to where each was read.

    `home` is the page that tells it, `uri` the place of the page that this is for.
    """
    if not file:
        return ""
    words = "Where we read each number, and lines for health staff"
    way = f" {home.link_from(uri, f'#{COUNTRIES}', words)}." if home else ""
    return f"{_numbers(file, 'crisis').strip()}\n\nNumbers change: call to make sure.{way}"


def _numbers(file: HelplineFile, kind: Kind) -> str:
    """Return a list of the numbers of one kind, each with its places."""
    pairs = _with_places(file, kind)
    return "".join(f"\n- **{number[0].upper()}{number[1:]}:** {places}" for number, places in pairs)


def _with_places(file: HelplineFile, kind: Kind) -> Iterator[tuple[str, str]]:
    """Yield each number of one kind with the places where it is the one to call."""
    pairs = [
        (each.linked, place.place)
        for place in file.places
        for each in place.helplines
        if each.kind == kind
    ]
    order = list(dict.fromkeys(number for number, _ in pairs))
    pairs.sort(key=lambda pair: order.index(pair[0]))
    for number, group in groupby(pairs, key=lambda pair: pair[0]):
        yield number, ", ".join(place for _, place in group)
