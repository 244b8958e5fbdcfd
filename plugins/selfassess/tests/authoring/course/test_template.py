"""What an author has not put own words to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from selfassess.authoring.course import checks
from selfassess.authoring.course.courses import COURSE
from selfassess.authoring.course.template import STARTER, unwritten
from selfassess.authoring.documents import read_text
from selfassess.problems import Problem

if TYPE_CHECKING:
    from selfassess.authoring.course.course import Course


def test_sentences_of_the_template_are_lacking_in_an_open_course(course: Course) -> None:
    said = replace(course, not_for="Whom it does not serve.", gap_evidence="How you know.\n")
    assert [
        one for one in checks.blanks(said) if one.path in (("not_for",), ("gap_evidence",))
    ] == [
        Problem(
            'this is a sentence of the template; "How you know."; write your own',
            ("gap_evidence",),
        ),
        Problem(
            'this is a sentence of the template; "Whom it does not serve."; write your own',
            ("not_for",),
        ),
    ]


def test_what_may_be_meant_is_no_example_though_the_template_says_it() -> None:
    text = (STARTER / COURSE.file).read_text(encoding="utf-8")
    names = [name for name, _ in unwritten(read_text(text, COURSE)[0])]
    assert "description" in names
    assert not {"prerequisites", "commercial_support", "technical_needs"} & set(names)
