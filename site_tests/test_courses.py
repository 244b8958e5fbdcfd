"""The courses of this site: drafts of nobody."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

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


def heads(file: Path) -> list[str]:
    """Return how the messages of a module begin: what stands before a value and a semicolon."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        texts = [part.value for part in parts if isinstance(part, ast.Constant)]
        first = texts[0] if texts and texts[0] is getattr(parts[0], "value", "") else ""
        if isinstance(first, str) and re.match(r"[a-z][a-z' ,`]+; ", first):
            found.append(first.partition("; ")[0])
    return found


@pytest.mark.parametrize("name", ["checks", "courses", "provider", "rules_of_text", "exports"])
def test_every_message_about_a_course_stands_in_the_manual(name: str) -> None:
    manual = (ROOT / "content/own-site/course.md").read_text(encoding="utf-8")
    said = heads(ROOT / f"plugins/selfassess/src/selfassess/authoring/course/{name}.py")
    told = {words.strip(" |") for line in manual.splitlines() for words in line.split("|")[1:2]}
    begins = [one for words in told for one in words.split(", ") if one]
    assert said
    assert [one for one in said if not any(one.startswith(begin) for begin in begins)] == []
