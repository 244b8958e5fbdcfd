"""FinishedCourses: the pages of courses, put into the finished site, and what is wrong with them.

What a course consists of is counted in the finished pages, so that nothing of it is known before.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from html import escape
from posixpath import dirname, relpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mkdocs_selfassess.web.assets import FOLDER, checked
from mkdocs_selfassess.web.course_data import course_data
from selfassess import Problem
from selfassess.authoring.course.checks import site_problems
from selfassess.authoring.course.packet import Packet
from selfassess.authoring.course.pages import Pages
from selfassess.authoring.course.sheet import TEST, Sheet, course_html, form_html
from selfassess.authoring.course.whole import whole_html
from selfassess.reporting.outline import Outline
from selfassess.reporting.render import plain_renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mkdocs_selfassess.web.assets import Addresses
    from mkdocs_selfassess.web.courses import CourseEntry, Courses
    from selfassess.reporting.render import Place

LEARNER = b"<course-learner"
"""What every page with the learner's own part of a course holds."""
# Minifiers leave out quotes.
_MARK = re.compile(
    r'<div class="?sa-course"? data-sa-(?P<what>course|test|check|before)="?(?P<id>[a-z0-9-]+)'
    r' (?P<more>[a-z0-9-]+)"?>'
    r".*?</div>",
    re.DOTALL,
)


_WHOLE = b'<html class="sa-whole"'
"""How a page with a whole course begins."""


class FinishedCourses:
    """The courses of a finished site."""

    def __init__(self, courses: Courses, site: Path, url_of: Callable[[str], str | None]) -> None:
        """Take the courses and the folder of the site.

        `url_of` returns the address of a page under the root, None for one that is not there.
        """
        self._courses = courses
        self._site = site
        self._url_of = url_of
        self._data: dict[str, str] = {}
        self._outlines: dict[str, Outline] = {}

    def finish(self, addresses: Addresses) -> list[Problem]:
        """Put every course in its place; return what the finished pages tell to be wrong."""
        if self._courses.provider is None:
            return []
        pages = Pages(self._site)
        packets = {
            name: Packet(entry.course, self._courses.provider, entry.bank, pages)
            for name, entry in self._courses.entries.items()
        }
        for name, packet in packets.items():
            if packet.course.status != "withdrawn":
                self._data[name] = self._write(self._sheet(packet), addresses)
        for path in self._marked():
            base = f"{relpath('.', dirname(path.relative_to(self._site).as_posix()) or '.')}/"
            path.write_text(self._filled(path, packets, base, addresses), encoding="utf-8")
        found = [
            problem
            for name, packet in packets.items()
            for problem in self._problems(self._courses.entries[name], packet)
        ]
        for name in self._data:
            found += self._write_whole(packets[name])
        # After everything is counted: what stands at the foot of a page is none of its words.
        for name in self._data:
            self._put_feet(name, addresses)
        return found

    def _whole_url(self, name: str, base: str = "") -> str:
        """Return the address of the page with the whole course."""
        home = self._url_of(self._courses.shown_on.get(name, ""))
        if home is None:
            return ""
        folder, last = home.removesuffix(".html"), "" if home.endswith("/") else "index.html"
        return f"{base}{folder.rstrip('/')}/print/{last}" if folder else f"{base}print/{last}"

    def _file(self, url: str) -> Path:
        """Return the file of a page: an address has signs that no file name has."""
        path = self._site / unquote(url)
        return path / "index.html" if path.is_dir() or url.endswith("/") or not url else path

    def _write_whole(self, packet: Packet) -> Iterator[Problem]:
        address = self._whole_url(packet.course.id)
        if not address:
            return
        file = self._file(address)
        if file.exists() and _WHOLE not in file.read_bytes():
            entry = self._courses.entries[packet.course.id]
            yield entry.source.place(_taken(address))
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        base = f"{relpath('.', file.parent.relative_to(self._site).as_posix())}/"
        home = self._url(self._courses.shown_on[packet.course.id], base)
        file.write_text(whole_html(self._sheet(packet, base), home), encoding="utf-8")

    def _put_feet(self, name: str, addresses: Addresses) -> None:
        """Put "I have read this" at the foot of each page of a course."""
        for page in dict.fromkeys(module.page for module in self._outlines[name].modules):
            url = self._url_of(page)
            # That there is no such page is told by the checks of the course.
            if url is None:
                continue
            path = self._file(url)
            text = path.read_text(encoding="utf-8")
            before, end, after = text.rpartition(
                "</article>" if "</article>" in text else "</body>"
            )
            base = f"{relpath('.', dirname(path.relative_to(self._site).as_posix()) or '.')}/"
            foot = self._learner(name, "module", base, addresses, page)
            path.write_text(f"{before}{foot}{end}{after}", encoding="utf-8")

    def _problems(self, entry: CourseEntry, packet: Packet) -> Iterator[Problem]:
        found = site_problems(packet.course, packet.provider, packet.bank, packet.pages)
        yield from map(entry.source.place, found)
        if packet.course.status != "open":
            return
        test = packet.course.post_test
        if packet.course.id not in self._courses.shown_on:
            yield entry.source.place(_no_page(packet.course.id))
        if packet.bank and not test.address and test.bank not in self._courses.forms_on:
            yield entry.source.place(_no_form(test.bank))

    def _marked(self) -> Iterator[Path]:
        if self._courses.shown_on or self._courses.forms_on:
            for path in sorted(self._site.rglob("*.html")):
                if b"data-sa-" in path.read_bytes():
                    yield path

    def _filled(
        self, path: Path, packets: dict[str, Packet], base: str, addresses: Addresses
    ) -> str:
        style = _style(base, addresses.course_style)

        def put(match: re.Match[str]) -> str:
            sheet = self._sheet(packets[match["id"]], base)
            if match["what"] != "course":
                page = self._courses.shown_on.get(match["id"], "")
                what = match["what"]
                check = "" if what == "test" else match["more"]
                before = style + form_html(sheet, self._url(page, base), check)
                place: Place = "before" if what == "before" else "test"
                asks = what != "check"
                return before + (self._learner(match["id"], place, base, addresses) if asks else "")
            learner = self._learner(match["id"], "course", base, addresses)
            whole = self._whole_url(match["id"], base) if match["id"] in self._data else ""
            made = replace(sheet, learner=learner, level=int(match["more"]), whole=whole)
            return style + _style(base, addresses.syllabus_style) + course_html(made)

        return _MARK.sub(put, path.read_text(encoding="utf-8"))

    def _sheet(self, packet: Packet, base: str = "") -> Sheet:
        course = packet.course
        names = {reading.page for module in course.modules for reading in module.readings}
        urls = {name: self._url(name, base) for name in names}
        if page := self._courses.forms_on.get(course.post_test.bank):
            urls[TEST] = self._url(page, base)
        forms = self._courses.forms_on
        asked = {*(module.check for module in course.modules), course.pre_test}
        checks = {
            name: f"{self._url(forms[name], base)}#check-{name}" for name in asked if name in forms
        }
        practice = tuple(
            (f"{self._url(page, base)}#{place}", scenario.title)
            for page, place, scenario in self._courses.scenarios.placed(course.practice)
        )
        today, pretend = self._courses.today, self._courses.pretend
        return Sheet(packet, today, urls, checks, pretend, practice=practice)

    def _url(self, page: str, base: str) -> str:
        url = self._url_of(page)
        return "" if url is None else f"{base}{url}" or "./"

    def _learner(
        self, name: str, place: Place, base: str, addresses: Addresses, page: str = ""
    ) -> str:
        if name not in self._data:
            return ""
        outline = self._outlines[name]
        home = self._url(self._courses.shown_on.get(name, ""), base)
        inside = plain_renderer().learner(outline, place=place, base=base, page=page, home=home)
        data = f'data-course="{base}{self._data[name]}" data-base="{base}" data-place="{place}"'
        if place == "module":
            # Only for those who have begun the course.
            data += " data-search-exclude hidden"
        script = addresses.script(base, addresses.learner)
        data = f'class="sa-course__learner" lang="{outline.language}" {data}'
        element = f"<course-learner {data}>{inside}</course-learner>"
        return element + (script if addresses.learner else "")

    def _write(self, sheet: Sheet, addresses: Addresses) -> str:
        """Write what the learner's part has to know of a course; return its address."""
        data = course_data(sheet, addresses)
        self._outlines[data["id"]] = Outline.of(data)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(text.encode()).hexdigest()[:10]
        address = f"{FOLDER}/courses/{sheet.packet.course.id}.{digest}.json"
        file = self._site / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return checked(address, text)


def _taken(address: str) -> Problem:
    message = "a page stands where the whole course in large print belongs"
    return Problem(f'{message}; "{address}"; give that page another name', ("id",))


def _no_page(course: str) -> Problem:
    remedy = "put a `course` fence with this id into one"
    return Problem(f'no page shows the course; "{course}"; {remedy}', ("id",))


def _style(base: str, address: str) -> str:
    return f'<link rel="stylesheet" href="{escape(base + address)}">' if address else ""


def _no_form(bank: str) -> Problem:
    remedy = "put an `assessment` fence with this id into one"
    or_else = "or give the `address` of the test in your own system"
    message = f'no page shows the test; "{bank}"; {remedy}, {or_else}'
    return Problem(message, ("post_test", "bank"))
