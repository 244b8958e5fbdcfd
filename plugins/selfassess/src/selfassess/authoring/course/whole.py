"""Whole: all that is read in a course as one page in large print.

It needs no script and no theme, and says the same as the pages do, in their order; what is in it
was taken from them after they were built.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.authoring.course.sheet import rendered

if TYPE_CHECKING:
    from selfassess.authoring.course.course import Module
    from selfassess.authoring.course.packet import Packet
    from selfassess.authoring.course.pages import Section
    from selfassess.authoring.course.sheet import Sheet


@dataclass(frozen=True)
class Chapter:
    """What is read of one page."""

    title: str
    sections: tuple[Section, ...]


def whole_html(sheet: Sheet, home: str) -> str:
    """Return the page; `home` is the address of the page of the course."""
    packet = sheet.packet
    modules = [(module, _chapters(packet, module)) for module in packet.course.modules]
    return rendered("whole.html", sheet, modules=modules, home=home)


def _chapters(packet: Packet, module: Module) -> list[Chapter]:
    found: dict[str, set[int]] = {}
    for reading in module.readings:
        page = packet.pages.page(reading.page)
        if page and (not reading.section or reading.section in page.headings_at):
            found.setdefault(reading.page, set()).update(page.places(reading.section))
    chapters = []
    for name, places in found.items():
        page = packet.pages.page(name)
        assert page is not None
        chapters.append(Chapter(page.title, tuple(page.sections[at] for at in sorted(places))))
    return chapters
