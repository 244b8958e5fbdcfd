"""Courses: the courses of a site and their sponsor, as the files of their authors have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from mkdocs_selfassess.paths import shown
from mkdocs_selfassess.web.entry import as_shown
from mkdocs_selfassess.web.scenarios import Scenarios
from selfassess import InvalidFile
from selfassess.authoring import COURSE, PROVIDER, LocalizedDocument, released
from selfassess.authoring.course.checks import Surroundings, every_problem
from selfassess.authoring.course.pretence import pretended_course, pretended_provider
from selfassess.authoring.documents import read_placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mkdocs_selfassess.web.library import Library
    from selfassess import Instrument, Problem
    from selfassess.authoring import Source
    from selfassess.authoring.course.course import Course
    from selfassess.authoring.course.provider import Provider


@dataclass(frozen=True)
class CourseEntry:
    """One course that can be shown."""

    course: Course
    source: Source
    bank: Instrument | None
    """Its test, if it is an instrument of this site."""


class Courses:
    """All courses under one folder of instruments, by their ids."""

    def __init__(self, folder: Path, *, pretend: bool = False) -> None:
        self.folder = folder / "courses"
        self.pretend = pretend
        self.scenarios = Scenarios(folder / "scenarios")
        self.today: date = datetime.now(UTC).date()
        self.provider: Provider | None = None
        self.known: list[str] = []
        self.entries: dict[str, CourseEntry] = {}
        self.shown_on: dict[str, str] = {}
        """The Markdown file of the page of each course."""
        self.forms_on: dict[str, str] = {}
        """That of the page with the form of each test and check, by the id of the instrument."""

    @property
    def hidden(self) -> set[str]:
        """The ids of drafts and of their tests."""
        drafts = [each.course for each in self.entries.values() if each.course.status == "draft"]
        return {name for course in drafts for name in (course.id, course.post_test.bank)}

    @property
    def checks(self) -> set[str]:
        """The ids of the checks of drafts, which may stand on other pages too."""
        drafts = [each.course for each in self.entries.values() if each.course.status == "draft"]
        checks = {module.check for course in drafts for module in course.modules}
        return (checks | {course.pre_test for course in drafts}) - {""}

    def read(self, library: Library) -> list[Problem]:
        """Read all files; return what is wrong with them, each problem with its place."""
        files = sorted(self.folder.glob(f"*/{COURSE.file}"))
        self.scenarios = library.scenarios
        self.known = [file.parent.name for file in files]
        if not files:
            return []
        try:
            provider, source = read_placed(
                self.folder / PROVIDER.file, PROVIDER, shown(self.folder / PROVIDER.file)
            )
        except InvalidFile as invalid:
            return list(as_shown(invalid.problems))
        self.provider = pretended_provider(provider, self.today) if self.pretend else provider
        found = (problem for file in files for problem in self._read(file, source, library))
        # An approval that is over is told by each of the courses.
        return list(dict.fromkeys(found))

    def _read(self, file: Path, sponsors: Source, library: Library) -> Iterator[Problem]:
        assert self.provider is not None
        try:
            made = LocalizedDocument.of(file, COURSE, shown(file))
        except InvalidFile as invalid:
            yield from as_shown(invalid.problems)
            return
        course = made.document
        if self.pretend:
            course = pretended_course(course, self.today)
        bank = library.entries.get(course.post_test.bank)
        instrument = bank.instrument if bank else None
        self.entries[course.id] = CourseEntry(course, made.source, instrument)
        yield from as_shown(made.problems())
        # What is wrong in the file of a bank is told there, once.
        if bank is None or instrument is not None:
            beside = self._beside(course, instrument, sponsors, library)
            yield from every_problem(course, made.source, beside)

    def _beside(
        self, course: Course, bank: Instrument | None, sponsors: Source, library: Library
    ) -> Surroundings:
        assert self.provider is not None
        before = library.entries.get(course.pre_test)
        versions = released(library.folder / course.post_test.bank / "released")
        return Surroundings(
            provider=self.provider,
            sponsors=sponsors,
            bank=bank,
            # What is only pretended to be open need not be released.
            released=None if self.pretend else versions,
            scenarios=self.scenarios.entries,
            instruments=library.entries,
            today=self.today,
            pre_test=before.instrument if before else None,
        )

    def before_form(self, instrument: str, page: str) -> str:
        """Return what stands before the form of an instrument: a mark, if a course asks it."""
        for name, entry in self.entries.items():
            checks = {module.check for module in entry.course.modules}
            before = entry.course.pre_test
            if instrument in (entry.course.post_test.bank, before, *checks):
                self.forms_on.setdefault(instrument, page)
                what = "check" if instrument in checks else "test"
                what = "before" if instrument == before else what
                return f'<div class="sa-course" data-sa-{what}="{name} {instrument}"></div>'
        return ""


def shown_id(words: Sequence[str]) -> str:
    """Return the id that the words of a fence name; empty if they name none."""
    return words[words.index("id:") + 1] if "id:" in words[:-1] else ""
