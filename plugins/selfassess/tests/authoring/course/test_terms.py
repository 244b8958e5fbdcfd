"""What the issue desk is told of courses."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.authoring.course.courses import COURSE
from selfassess.authoring.course.terms import known_courses
from selfassess.authoring.releases.released import release
from selfassess.definition.canonical import plain

if TYPE_CHECKING:
    from pathlib import Path

    from selfassess.authoring.course.course import Course, Status
    from selfassess.definition.instrument import Instrument

PROVIDER = """
identity: [name, licence]
formulas:
  - {id: words, body: B, source: S, seen: "2026-11-22"}
not_measurable: {know: list}
"""


def known(folder: Path, course: Course, *older: Course) -> list[dict[str, Any]]:
    """Return the terms of a folder with a course and versions that were released."""
    home = folder / course.id
    home.mkdir(parents=True)
    (folder / "provider.yml").write_text(PROVIDER, encoding="utf-8")
    # JSON is YAML.
    (home / "course.yml").write_text(json.dumps(plain(course), indent=1), encoding="utf-8")
    for one in older:
        release(one, COURSE, home / "released")
    terms: list[dict[str, Any]] = json.loads(known_courses(folder, {}))["terms"]
    return terms


def test_the_newest_version_comes_first_and_older_ones_keep_their_terms(
    tmp_path: Path, course: Course
) -> None:
    test = replace(course.post_test, pass_percent=60)
    versions = [replace(course, version=name, post_test=test) for name in ("0.8", "0.10")]

    terms = known(tmp_path, course, *versions)

    assert [one["version"] for one in terms] == [course.version, "0.10", "0.8"]
    assert [one["pass_percent"] for one in terms] == [course.post_test.pass_percent, 60, 60]
    assert terms[0]["identity"] == ["name", "licence"]
    assert terms[0]["pages"] == ["birds.md"]


def test_the_version_of_the_test_is_told_of_the_newest_version_alone(
    tmp_path: Path, course: Course, bank: Instrument
) -> None:
    file = tmp_path / bank.id / "instrument.yml"
    file.parent.mkdir()
    file.write_text(json.dumps(plain(bank), indent=1), encoding="utf-8")

    terms = known(tmp_path / "courses", course, replace(course, version="0.8"))

    assert [one["test_version"] for one in terms] == [bank.version, ""]
    file.write_text("id: broken\n", encoding="utf-8")
    broken = json.loads(known_courses(tmp_path / "courses", {}))["terms"]
    assert [one["test_version"] for one in broken] == ["", ""]


def test_what_is_withdrawn_is_withdrawn_in_every_version(tmp_path: Path, course: Course) -> None:
    gone: Status = "withdrawn"
    older = replace(course, version="0.9", status="open")

    terms = known(tmp_path, replace(course, status=gone, withdrawn="Gone."), older)

    assert [one["status"] for one in terms] == ["withdrawn", "withdrawn"]


def test_a_folder_without_courses_or_with_a_broken_one_gives_none(tmp_path: Path) -> None:
    assert json.loads(known_courses(tmp_path / "nowhere", {}))["terms"] == []
    (tmp_path / "provider.yml").write_text(PROVIDER, encoding="utf-8")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/course.yml").write_text("id: broken\n", encoding="utf-8")
    assert json.loads(known_courses(tmp_path, {}))["terms"] == []


def test_a_folder_that_can_not_be_looked_into_is_not_taken_for_one_without_courses(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def barred(_folder: Path) -> list[str]:
        raise PermissionError

    monkeypatch.setattr("selfassess.authoring.course.terms.released", barred)
    with pytest.raises(PermissionError):
        known(tmp_path, course)


def test_what_a_test_takes_at_least_is_said_by_the_sponsor(tmp_path: Path) -> None:
    file = tmp_path / "provider.yml"
    rule = "{id: seconds-an-item, number: 12.5, body: B, source: S, seen: '2026-11-29'}"
    said = []
    for rules in ("", f"rules: [{rule}]\n"):
        file.write_text(PROVIDER + rules, encoding="utf-8")
        said.append(json.loads(known_courses(tmp_path, {}))["least_seconds"])

    assert said == [9, 12.5]
