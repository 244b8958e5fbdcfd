"""The courses of this site: drafts of nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from selfassess.authoring import COURSE, PROVIDER, read

ROOT = Path(__file__).resolve().parent.parent
COURSES = ROOT / "assessments/courses"


def test_the_courses_can_be_read_and_are_drafts_without_people() -> None:
    files = sorted(COURSES.glob("*/course.yml"))
    assert files
    for file in files:
        made = read(file, COURSE)
        assert (made.status, made.people) == ("draft", ())


def test_the_sponsor_is_nobody_and_every_rule_has_its_source() -> None:
    provider = read(COURSES / PROVIDER.file, PROVIDER)
    assert (provider.name, provider.approvals) == ("", ())
    assert all(rule.body and rule.source and rule.seen for rule in provider.rules)
    assert {formula.id for formula in provider.formulas} == {"words", "mergener", "pilot"}


def test_a_course_that_is_not_there_is_told_the_one_that_is_meant() -> None:
    command = [sys.executable, "-m", "selfassess", "course", "check", "building-the-aliance"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        'there is no such course; "building-the-aliance"; did you mean "building-the-alliance"?\n'
    )
