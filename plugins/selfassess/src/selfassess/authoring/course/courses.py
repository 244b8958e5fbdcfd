"""Courses: the type of document that orders pages and says what they teach."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from selfassess.authoring.course.checks import Surroundings, every_problem
from selfassess.authoring.course.course import Course
from selfassess.authoring.course.provider import PROVIDER
from selfassess.authoring.course.rules_of_text import empty, is_day, wrong_days, wrong_names
from selfassess.authoring.documents import DocumentType, read, read_placed
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.read.markup import broken_lines
from selfassess.authoring.releases.released import released
from selfassess.authoring.scenario.scenarios import scenario_files
from selfassess.numeric import typed
from selfassess.problems import InvalidFile, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.authoring.read.strict_yaml import Source
    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path as PathInData


def _broken_rules(course: Course) -> Iterator[Problem]:
    yield from empty(course)
    yield from wrong_names(course)
    yield from wrong_days(course)
    yield from _twice(course)
    yield from _unknown_objectives(course)
    yield from _numbers(course)
    yield from _addresses(course)
    yield from _withdrawal(course)
    yield from _history(course)


def _twice(course: Course) -> Iterator[Problem]:
    objectives = [(one.id, ("objectives", at, "id")) for at, one in enumerate(course.objectives)]
    modules = [(one.id, ("modules", at, "id")) for at, one in enumerate(course.modules)]
    asked = course.evaluation.questions
    questions = [(one.id, ("evaluation", "questions", at, "id")) for at, one in enumerate(asked)]
    # The evaluation asks of each objective under its id, beside its own questions.
    told = set()
    for ids in (objectives, modules, objectives + questions):
        counts = Counter(name for name, _ in ids)
        told |= {(name, path) for name, path in ids if counts[name] > 1}
    for name, path in sorted(told, key=str):
        yield Problem(f'this id is given twice; "{name}"; give each its own', path)
    for at, name in enumerate(course.practice):
        if name in course.practice[:at]:
            message = f'this scenario is named twice; "{name}"; keep one of them'
            yield Problem(message, ("practice", at))


def _unknown_objectives(course: Course) -> Iterator[Problem]:
    for at, module in enumerate(course.modules):
        for nth, reading in enumerate(module.readings):
            for place, name in enumerate(reading.objectives):
                if name not in course.objective:
                    path: PathInData = ("modules", at, "readings", nth, "objectives", place)
                    hint = suggestion(name, course.objective)
                    yield Problem(f'there is no such objective; "{name}"; {hint}', path)


def _addresses(course: Course) -> Iterator[Problem]:
    for name, address in (
        ("post_test", course.post_test.address),
        ("evaluation", course.evaluation.address),
    ):
        if address and not address.startswith("https://"):
            message = f'this is no address of a page; "{address}"; begin it with https://'
            yield Problem(message, (name, "address"))


def _withdrawal(course: Course) -> Iterator[Problem]:
    if course.status == "withdrawn" and not course.withdrawn.strip():
        message = "a withdrawn course has no notice; `withdrawn` is empty; say there why it went"
        yield Problem(message, ("status",))
    if course.status != "withdrawn" and course.withdrawn.strip():
        found = f"`status` is {course.status}"
        message = f"a notice stands in a course that is not withdrawn; {found}; mend one of them"
        yield Problem(message, ("withdrawn",))
    if is_day(course.released) and "" < course.expires < course.released:
        found = f'"{course.expires}" comes before "{course.released}"'
        yield Problem(f"the course ends before it begins; {found}; mend one of them", ("expires",))


def _numbers(course: Course) -> Iterator[Problem]:
    if course.post_test.pass_percent > 100:
        message = (
            f"nobody can pass; found {course.post_test.pass_percent}; write a percentage up to 100"
        )
        yield Problem(message, ("post_test", "pass_percent"))
    if course.difficulty and not 1 <= course.difficulty.value <= 5:
        found = typed(course.difficulty.value)
        message = f"this is no difficulty; found {found}; write a number from 1 to 5"
        yield Problem(message, ("difficulty", "value"))
    for at, minutes in enumerate(course.pilot_minutes):
        if minutes <= 0:
            message = f"nobody takes so long; found {typed(minutes)}; write minutes above 0"
            yield Problem(message, ("pilot_minutes", at))


def _history(course: Course) -> Iterator[Problem]:
    if course.changes and course.changes[0].version != course.version:
        found = f'"{course.changes[0].version}", and this is version "{course.version}"'
        message = f"the first entry is not of this version; {found}; write newest first"
        yield Problem(message, ("changes", 0, "version"))
    for at, change in enumerate(course.changes):
        if change.kind != "first" and not change.approved_by.strip():
            found = f'version "{change.version}" has no `approved_by`'
            message = f"nobody approved this change; {found}; name who did"
            yield Problem(message, ("changes", at, "version"))
        if change.nature == "typo" and change.kind in ("wording", "scoring"):
            remedy = "write clarification, substance or error"
            message = f"this is called a typo and is more; `kind` is {change.kind}; {remedy}"
            yield Problem(message, ("changes", at, "nature"))
        deep = change.nature in ("substance", "error")
        if deep and course.reviewed < change.date and change.version == course.version:
            found = f'reviewed "{course.reviewed}", changed "{change.date}"'
            message = f"what was changed has not been reviewed; {found}; review it again"
            yield Problem(message, ("changes", at, "date"))


def _beside(course: Course, source: Source, file: Path) -> Iterator[Problem]:
    """Yield what does not fit the sponsor's rules, the bank and the day."""
    home = file.absolute().parents[2]
    try:
        provider, sponsors = read_placed(sponsor_of(file), PROVIDER)
        bank = bank_of(course, file)
        pre_test = instrument_in(home, course.pre_test)
    except InvalidFile:
        # Whoever reads these files tells what is wrong in them.
        return
    beside = Surroundings(
        provider=provider,
        sponsors=sponsors,
        bank=bank,
        released=released(home / course.post_test.bank / "released"),
        scenarios=scenario_files(home),
        instruments=instruments_of(home),
        today=datetime.now(UTC).date(),
        pre_test=pre_test,
    )
    yield from every_problem(course, source, beside)


def sponsor_of(file: Path) -> Path:
    """Return where the file of the sponsor of a course lies, as its own file was named."""
    return (file.parent.parent if file.parent.name else file.parent / "..") / PROVIDER.file


def instruments_of(home: Path) -> list[str]:
    """Return the names of the instruments in a folder."""
    return [found.parent.name for found in sorted(home.glob(f"*/{INSTRUMENT.file}"))]


def bank_of(course: Course, file: Path) -> Instrument | None:
    """Return the bank of a course in a file of its folder; None if there is none of its id.

    Raises InvalidFile.
    """
    return instrument_in(file.absolute().parents[2], course.post_test.bank)


def instrument_in(home: Path, name: str) -> Instrument | None:
    """Return the instrument of a name in a folder; None if there is none. Raises InvalidFile."""
    file = home / name / INSTRUMENT.file
    return read(file, INSTRUMENT) if name and file.is_file() else None


COURSE = DocumentType(
    file="course.yml",
    holds=Course,
    rules=_broken_rules,
    remarks=broken_lines,
    noun="course",
    beside=_beside,
)
