"""What must hold in a course.yml by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.course.course import (
    CourseChange,
    Difficulty,
    Evaluation,
    EvaluationQuestion,
    Reading,
)
from selfassess.authoring.course.courses import COURSE
from selfassess.authoring.documents import read
from selfassess.authoring.read.field_facts import unstated
from selfassess.definition.canonical import plain
from selfassess.problems import InvalidFile

if TYPE_CHECKING:
    from pathlib import Path

    from selfassess.authoring.course.course import Course


def told(course: Course) -> list[str]:
    return [problem.message for problem in COURSE.rules(course)]


def test_every_field_of_a_course_says_what_it_is_and_what_its_change_means() -> None:
    assert unstated(COURSE.holds) == []


def test_a_problem_has_its_line(course: Course, tmp_path: Path) -> None:
    file = tmp_path / "course.yml"
    text = json.dumps(plain(course), indent=2).replace(
        '"songs"\n          ]', '"song"\n          ]'
    )
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile) as invalid:
        read(file, COURSE, "course.yml")
    (problem,) = invalid.value.problems
    assert problem.line == text[: text.index('"song"')].count("\n") + 1
    assert problem.message == 'there is no such objective; "song"; did you mean "songs"?'


def test_two_questions_of_the_evaluation_have_two_ids(course: Course) -> None:
    objective = course.objectives[0].id
    questions = tuple(
        EvaluationQuestion(id=name, text="Why?") for name in ("use", "use", objective)
    )

    assert told(replace(course, evaluation=Evaluation(questions=questions))) == [
        f'this id is given twice; "{objective}"; give each its own',
        f'this id is given twice; "{objective}"; give each its own',
        'this id is given twice; "use"; give each its own',
        'this id is given twice; "use"; give each its own',
    ]


def test_ids_are_given_once(course: Course) -> None:
    assert told(replace(course, objectives=course.objectives * 2)) == [
        'this id is given twice; "songs"; give each its own',
        'this id is given twice; "songs"; give each its own',
    ]


def test_names_and_days_are_written_as_they_must_be(course: Course) -> None:
    readings = (Reading(page="birds"),)
    wrong = replace(course, modules=(replace(course.modules[0], readings=readings),))
    assert told(replace(wrong, expires="2026-02-30")) == [
        'this is not written as it must be; "birds"; write a page such as "folder/page.md"',
        'this is no day; "2026-02-30"; write it as in "2026-11-22"',
    ]


def test_a_wrong_id_is_told_as_in_an_instrument(course: Course) -> None:
    wrong = replace(course, modules=(replace(course.modules[0], id="First Steps"),))
    assert told(wrong) == [
        'this is no id for the module; "First Steps"; write small letters, digits and single '
        'hyphens, a letter first, such as "first-steps"'
    ]


def test_numbers_are_possible(course: Course) -> None:
    wrong = replace(
        course,
        post_test=replace(course.post_test, pass_percent=101),
        difficulty=Difficulty(value=6),
        pilot_minutes=(0.0,),
    )
    assert told(wrong) == [
        "nobody can pass; found 101; write a percentage up to 100",
        "this is no difficulty; found 6; write a number from 1 to 5",
        "nobody takes so long; found 0; write minutes above 0",
    ]


CHANGE = CourseChange(
    version="1.0",
    date="2026-05-01",
    kind="wording",
    what="More.",
    nature="substance",
    approved_by="A. Author",
)


def test_a_change_of_substance_needs_a_new_review(course: Course) -> None:
    changed = replace(course, reviewed="2026-01-01", changes=(CHANGE,))
    assert told(changed) == [
        'what was changed has not been reviewed; reviewed "2026-01-01", changed "2026-05-01"; '
        "review it again"
    ]
    assert told(replace(changed, reviewed="2026-05-02")) == []


def test_a_change_names_who_approved_it(course: Course) -> None:
    first = replace(CHANGE, version="0.9", date="2026-04-01", kind="first", approved_by="")
    change = replace(CHANGE, kind="typo", nature="typo", approved_by="")
    assert told(replace(course, changes=(change, first))) == [
        'nobody approved this change; version "1.0" has no `approved_by`; name who did'
    ]


def test_what_is_more_than_a_typo_is_not_called_one(course: Course) -> None:
    change = replace(CHANGE, kind="scoring", nature="typo")
    assert told(replace(course, changes=(change,))) == [
        "this is called a typo and is more; `kind` is scoring; "
        "write clarification, substance or error"
    ]


def test_a_withdrawn_course_has_a_notice_and_no_other_has_one(course: Course) -> None:
    assert told(replace(course, status="withdrawn")) == [
        "a withdrawn course has no notice; `withdrawn` is empty; say there why it went"
    ]
    assert told(replace(course, status="open", withdrawn="It was wrong.")) == [
        "a notice stands in a course that is not withdrawn; `status` is open; mend one of them"
    ]


def test_a_course_ends_after_it_begins(course: Course) -> None:
    assert told(replace(course, released="2026-05-02", expires="2026-05-01")) == [
        'the course ends before it begins; "2026-05-01" comes before "2026-05-02"; mend one of them'
    ]


def test_an_address_of_another_system_is_one_of_the_web(course: Course) -> None:
    test = replace(course.post_test, address="javascript:alert(1)")
    asked = Evaluation(address="example.org/form")
    assert told(replace(course, post_test=test, evaluation=asked)) == [
        'this is no address of a page; "javascript:alert(1)"; begin it with https://',
        'this is no address of a page; "example.org/form"; begin it with https://',
    ]
