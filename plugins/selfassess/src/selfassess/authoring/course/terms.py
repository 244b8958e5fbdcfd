"""Terms: what the page that issues certificates is told of all courses, written at build."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from selfassess.authoring.course.courses import COURSE, bank_of
from selfassess.authoring.course.provider import PROVIDER
from selfassess.authoring.documents import read
from selfassess.authoring.releases.released import read_release, released
from selfassess.definition.canonical import plain
from selfassess.problems import InvalidFile
from selfassess.reporting.issuing.terms import Known, Terms, terms_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.authoring.course.course import Course
    from selfassess.authoring.course.provider import Provider


def known_courses(folder: Path, tests: dict[str, str]) -> str:
    """Return the terms of the courses in a folder as JSON, of each the newest version first.

    `tests` are the hashes of the released tests of the site by their addresses.
    A course that can not be read is left out: `check` and the build tell what is wrong with it.
    """
    known = Known(version("selfassess"), (), tests)
    with suppress(InvalidFile):
        provider = read(folder / PROVIDER.file, PROVIDER)
        rule = provider.rule.get("seconds-an-item")
        least = rule.number if rule else known.least_seconds
        known = replace(known, terms=tuple(_all_terms(folder, provider)), least_seconds=least)
    return json.dumps(asdict(known), ensure_ascii=False, separators=(",", ":"))


def _all_terms(folder: Path, provider: Provider) -> Iterator[Terms]:
    for file in sorted(folder.glob(f"*/{COURSE.file}")):
        try:
            yield from _of_course(file, provider)
        except InvalidFile:
            continue


def _of_course(file: Path, provider: Provider) -> Iterator[Terms]:
    course = read(file, COURSE)
    yield replace(terms_of(course, provider), test_version=_test_version(course, file))
    home = file.parent / "released"
    for name in sorted(released(home), key=_numbers, reverse=True):
        if name != course.version:
            older = terms_of(read_release(home, name, COURSE), provider)
            # What is withdrawn is withdrawn in every version.
            yield older if course.status != "withdrawn" else _withdrawn(older)


def _test_version(course: Course, file: Path) -> str:
    """Return the version of the test that a course has now; "" if it has none, or a broken one."""
    try:
        bank = bank_of(course, file)
    except InvalidFile:
        return ""
    return bank.version if bank else ""


def _numbers(name: str) -> list[int]:
    return [int(part) for part in name.split(".") if part.isdigit()]


def _withdrawn(terms: Terms) -> Terms:
    return Terms(**{**asdict(terms), "status": "withdrawn"})


def terms_of(course: Course, provider: Provider) -> Terms:
    """Return the terms of one version of a course."""
    return terms_in(plain(course), provider.identity)
