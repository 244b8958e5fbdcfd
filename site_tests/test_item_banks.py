"""The questions of the courses: what they rest on, how they are built, and how long a course is."""

from __future__ import annotations

from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring import COURSE, read, read_instrument
from selfassess.authoring.course.checks import words
from selfassess.authoring.course.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.authoring.course.course import Course
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item
    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.content

ASSESSMENTS = Path(__file__).resolve().parent.parent / "assessments"
COURSES = [read(file, COURSE) for file in sorted(ASSESSMENTS.glob("courses/*/course.yml"))]
MAKESHIFTS = ("all of the above", "none of the above", "both of these")


@cache
def instrument(name: str) -> Instrument:
    return read_instrument(ASSESSMENTS / name / "instrument.yml")


def asked(course: Course) -> list[Item]:
    """Return every scored question of a course's test and of its modules' checks."""
    names = [course.post_test.bank, *(module.check for module in course.modules)]
    return [item for name in names for item in instrument(name).items if item.domain]


def best(item: Item) -> int:
    """Return how many characters the best answer has."""
    return next(len(option.label) for option in item.options if option.value)


def wrong(item: Item) -> list[int]:
    """Return how many characters each of the other answers has."""
    return [len(option.label) for option in item.options if not option.value]


def taught(course: Course, pages: Pages) -> Iterator[str]:
    """Yield each heading that a course reads, as "page.md#heading"."""
    for reading in chain.from_iterable(module.readings for module in course.modules):
        page = pages.page(reading.page)
        assert page
        for at in page.places(reading.section):
            yield f"{reading.page}#{page.sections[at].id}"


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.id)
def test_a_question_has_one_best_answer_of_three_and_a_reason_for_each(course: Course) -> None:
    for item in asked(course):
        assert sorted(option.value for option in item.options) == [0, 0, 1], item.id
        assert all(option.feedback for option in item.options), item.id
        said = " ".join(option.label for option in item.options).casefold()
        assert not any(makeshift in said for makeshift in MAKESHIFTS), item.id
        assert item.source.split(",")[0] == item.teaches, item.id


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.id)
def test_the_length_of_an_answer_does_not_give_it_away(course: Course) -> None:
    questions = asked(course)
    longest = sum(best(item) > max(wrong(item)) for item in questions)
    shortest = sum(best(item) < min(wrong(item)) for item in questions)
    assert longest < len(questions) * 0.45
    assert shortest < len(questions) * 0.45

    for item in questions:
        short, *_, long = sorted(len(option.label) for option in item.options)
        assert long - short <= 12, item.id


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.id)
def test_the_bank_asks_for_the_objectives_in_the_words_of_the_course(course: Course) -> None:
    bank = instrument(course.post_test.bank)
    assert [(one.id, f"{one.title}.") for one in bank.objectives] == [
        (one.id, one.text) for one in course.objectives
    ]
    assert 12 <= sum(one.draw for one in bank.objectives) <= 17


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.id)
def test_the_questions_before_a_course_are_those_of_its_bank_and_do_not_tell_the_answers(
    course: Course,
) -> None:
    bank, before = instrument(course.post_test.bank), instrument(course.pre_test)
    assert [item.objective for item in before.items] == [one.id for one in course.objectives]
    for item in before.items:
        same = bank.item[item.id]
        assert (item.stem, item.objective, item.source) == (same.stem, same.objective, same.source)
        told = [(option.id, option.value, option.label) for option in item.options]
        assert told == [(option.id, option.value, option.label) for option in same.options]
        assert not any(option.feedback for option in item.options)
        assert not item.teaches
    assert not any(domain.scored for domain in before.domains)
    assert not before.stored


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.id)
def test_a_check_asks_how_sure_each_answer_is(course: Course) -> None:
    for module in course.modules:
        ids = [item.id for item in instrument(module.check).items]
        assert ids[1::2] == [f"{id_}-sure" for id_ in ids[::2]]


def test_a_course_takes_an_hour_and_teaches_what_it_asks(site: FaultyServer) -> None:
    assert site.folder
    pages = Pages(site.folder)
    for course in COURSES:
        assert 6000 <= words(course, pages) <= 6400
        assert {item.teaches for item in asked(course)} <= set(taught(course, pages))


def test_the_courses_have_eighty_questions() -> None:
    assert len({item.id for course in COURSES for item in asked(course)}) >= 80
