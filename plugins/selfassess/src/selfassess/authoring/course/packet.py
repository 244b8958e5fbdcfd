"""Packet: the application file of a course, as one HTML document that prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import jinja2

from selfassess.authoring.course.checks import lacking, words
from selfassess.authoring.course.exports import STYLE, best_options, questions
from selfassess.authoring.course.hours import grouped, hours_of
from selfassess.authoring.course.matrix import matrix
from selfassess.reporting.templates import source_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfassess.authoring.course.course import Course
    from selfassess.authoring.course.hours import Hours
    from selfassess.authoring.course.pages import Pages
    from selfassess.authoring.course.provider import Provider, Rounding
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item, Option


@dataclass(frozen=True)
class Packet:
    """All that an application file is made from."""

    course: Course
    provider: Provider
    bank: Instrument | None
    pages: Pages
    pre_test: Instrument | None = None
    """The questions before the course; None if there are none."""


def hours(packet: Packet) -> Hours:
    """Return the time that the course of a packet takes."""
    asked = sum(one.draw for one in packet.bank.objectives) if packet.bank else 0
    count = words(packet.course, packet.pages)
    return hours_of(packet.course, packet.provider, count, asked)


def packet_html(packet: Packet) -> str:
    """Return the application file."""
    loader = jinja2.PackageLoader("selfassess.authoring", "course")
    environment = source_environment(loader, packet.course.language)
    environment.filters["whole"] = grouped
    time = hours(packet)
    return environment.get_template("packet.html").render(
        course=packet.course,
        provider=packet.provider,
        rows=matrix(packet.course, packet.bank),
        hours=time,
        credit=lambda rounding: _credit(time, rounding),
        blanks=list(lacking(packet.course, packet.provider, packet.bank)),
        questions=questions(packet.bank) if packet.bank else (),
        before=_before(packet.pre_test) if packet.pre_test else (),
        texts=_texts(packet),
        style=STYLE,
    )


def _credit(time: Hours, rounding: Rounding) -> str:
    made = time.credit(rounding)
    return "not yet known" if made is None else f"{made:.2f}"


def _before(pre_test: Instrument) -> list[tuple[Item, Sequence[Option], list[Option]]]:
    """Return each question before the course that is counted: its options, and the best of them."""
    return [
        (item, pre_test.options_of(item), best_options(pre_test, item))
        for item in pre_test.items
        if item.objective
    ]


def _texts(packet: Packet) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each reading's body text by headings, in the order of the course."""
    found = []
    for module in packet.course.modules:
        for reading in module.readings:
            page = packet.pages.page(reading.page)
            places = page.places(reading.section) if page else ()
            parts = [page.sections[at] for at in sorted(places)] if page else []
            texts = [(part.id, " ".join(part.text.split())) for part in parts]
            found.append((reading.page, texts))
    return found
