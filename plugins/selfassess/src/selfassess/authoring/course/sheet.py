"""Sheet: the page of a course, and what stands before its test, as HTML.

It tells everything that a learner has to see before the start, and is whole without any script.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2

from selfassess.authoring.course.checks import lacking, words
from selfassess.authoring.course.course import EvaluationQuestion
from selfassess.authoring.course.hours import by_words, grouped, hours_of
from selfassess.authoring.course.matrix import matrix
from selfassess.catalog import catalog, numeral
from selfassess.reporting.templates import source_environment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from gettext import NullTranslations

    from selfassess.authoring.course.course import Course, Reading
    from selfassess.authoring.course.hours import Hours
    from selfassess.authoring.course.packet import Packet


@dataclass(frozen=True)
class Sheet:
    """A course, and where on a site its page stands."""

    packet: Packet
    today: date
    urls: Mapping[str, str]
    """The address of each page of the course by its file, and that of the test by `TEST`; all are
    relative to the page that is made."""
    checks: Mapping[str, str] = field(default_factory=dict)
    """The address of the form of each check that stands on a page, by its id."""
    pretend: bool = False
    learner: str = ""
    """The markup of the learner's own part; empty for none."""
    level: int = 2
    """The level of its headings."""
    whole: str = ""
    """The address of the page with the whole course; empty for none."""
    practice: tuple[tuple[str, str], ...] = ()
    """The address and the title of each scenario of the course that stands on a page."""

    @property
    def draft(self) -> bool:
        """Whether it may not be completed yet."""
        return self.packet.course.status == "draft"

    @property
    def expired(self) -> bool:
        """Whether its last day is over."""
        course = self.packet.course
        return course.status == "open" and bool(course.expires) and self._is_over(course.expires)

    def _is_over(self, day: str) -> bool:
        return day < self.today.isoformat()


def asked(course: Course) -> list[EvaluationQuestion]:
    """Return what learners are asked about a course: how far each objective was met, then the rest."""
    told = catalog(course.language).gettext("I can now do this: %(objective)s")
    met = [
        EvaluationQuestion(id=one.id, text=told % {"objective": one.text})
        for one in course.objectives
    ]
    return [*met, *course.evaluation.questions]


TEST = "the test"
"""The key of the address of the test among those of a sheet."""


@dataclass(frozen=True)
class Part:
    """One page of a module, with the sections of it that are read."""

    page: str
    url: str
    title: str
    sections: tuple[tuple[str, str], ...]
    """The address and the heading of each section; none if the whole page is read."""
    words: int
    minutes: float | None
    """None without a formula that counts words."""
    sources: str
    """The address of its sources; empty if it has none."""
    text: str


def parts(sheet: Sheet, readings: tuple[Reading, ...]) -> tuple[Part, ...]:
    """Return the pages of a module in their order, each once."""
    by_page: dict[str, list[Reading]] = {}
    for reading in readings:
        by_page.setdefault(reading.page, []).append(reading)
    return tuple(_part(sheet, page, those) for page, those in by_page.items())


def _part(sheet: Sheet, name: str, readings: list[Reading]) -> Part:
    page, url = sheet.packet.pages.page(name), sheet.urls.get(name, "")
    if page is None:
        return Part(name, url, name, (), 0, None, "", "")
    there = [one.section for one in readings if one.section in page.headings_at]
    whole = any(not one.section for one in readings)
    places = page.places() if whole else frozenset().union(*map(page.places, there))
    titles = {section.id: section.title for section in page.sections}
    sections = () if whole else tuple((f"{url}#{id_}", titles[id_]) for id_ in there)
    count = page.words(places)
    rate = next((f for f in sheet.packet.provider.formulas if f.id == "words"), None)
    minutes = by_words(count, rate.words_an_hour) if rate else None
    sources = f"{url}#{page.sources}" if page.sources else ""
    first = url if whole or not sections else sections[0][0]
    return Part(
        name, first, page.title or name, sections, count, minutes, sources, page.text(places)
    )


def time_of(sheet: Sheet) -> Hours:
    """Return the time that the course takes, by its built pages."""
    packet = sheet.packet
    asked = sum(one.draw for one in packet.bank.objectives) if packet.bank else 0
    count = words(packet.course, packet.pages)
    return hours_of(packet.course, packet.provider, count, asked)


def course_html(sheet: Sheet) -> str:
    """Return the page of a course: for a withdrawn one, the notice alone."""
    course, provider = sheet.packet.course, sheet.packet.provider
    modules = [(module, parts(sheet, module.readings)) for module in course.modules]
    return rendered(
        "course.html",
        sheet,
        modules=modules,
        pages=list({part.page: part for _, some in modules for part in some}.values()),
        rows=matrix(course, sheet.packet.bank),
        parts_of=lambda readings: parts(sheet, readings),
        asked=sum(one.draw for one in sheet.packet.bank.objectives) if sheet.packet.bank else 0,
        hours=time_of(sheet),
        approvals=provider.valid(sheet.today) if course.status == "open" else (),
        lacking=list(lacking(course, provider, sheet.packet.bank)) if sheet.draft else (),
        test=sheet.urls.get(TEST, ""),
        checks=sheet.checks,
    )


def form_html(sheet: Sheet, course_url: str, check: str = "") -> str:
    """Return what stands before the form of the test of a course, or of one of its checks."""
    before = bool(check) and check == sheet.packet.course.pre_test
    return rendered("test.html", sheet, course_url=course_url, check=check, before=before)


def rendered(name: str, sheet: Sheet, **context: Any) -> str:
    """Return one of the templates beside this module, filled with a course and some more."""
    course: Course = sheet.packet.course
    template = _environment(course.language).get_template(name)
    return template.render(
        sheet=sheet, course=course, provider=sheet.packet.provider, level=sheet.level, **context
    )


@cache
def _environment(language: str) -> jinja2.Environment:
    texts = catalog(language)
    loader = jinja2.PackageLoader("selfassess.authoring", "course")
    environment = source_environment(loader, language)
    environment.filters["whole"] = grouped
    environment.filters["decimal"] = lambda number: _decimal(number, texts)
    return environment


def _decimal(number: float, texts: NullTranslations) -> str:
    return numeral(f"{number:.2f}", texts)
