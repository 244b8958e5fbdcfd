"""A course held against its pages, its bank, the rules of its sponsor and the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from selfassess.authoring.course import checks
from selfassess.authoring.course.course import Objective, Person, Reading
from selfassess.authoring.course.provider import Approval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfassess.authoring.course.course import Course
    from selfassess.authoring.course.pages import Pages
    from selfassess.authoring.course.provider import Provider
    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Problem

TODAY = date(2026, 11, 29)


def told(problems: Iterable[Problem]) -> list[str]:
    return [problem.message for problem in problems]


def reading(course: Course, **given: str) -> Course:
    module = replace(course.modules[0], readings=(Reading(objectives=("songs",), **given),))
    return replace(course, modules=(module,))


def test_a_course_in_order_has_no_problem(
    course: Course, provider: Provider, bank: Instrument, pages: Pages
) -> None:
    assert not told(checks.page_problems(course, pages))
    assert not told(checks.objective_problems(course, provider, bank))
    assert not told(checks.bank_problems(course, provider, bank, 500))
    assert not told(checks.date_problems(course, provider, TODAY))


def test_a_page_and_a_section_must_be_in_the_site(course: Course, pages: Pages) -> None:
    assert told(checks.page_problems(reading(course, page="bird.md"), pages)) == [
        'there is no such page in the site; "bird.md"; did you mean "birds.md"?'
    ]
    assert told(checks.page_problems(reading(course, page="how-to-listen.md"), pages)) == [
        'there is no such page in the site; "how-to-listen.md"; '
        "write it as from the folder of your pages"
    ]
    astray = reading(course, page="birds.md", section="song")
    found = list(checks.page_problems(astray, pages))
    assert told(found) == [
        'the page has no such section; "song" in birds.md; did you mean "songs"?'
    ]
    assert found[0].path == ("modules", 0, "readings", 0, "section")


def test_what_is_read_twice_is_counted_once(course: Course, pages: Pages) -> None:
    both = (Reading(page="birds.md"), Reading(page="birds.md", section="songs"))
    twice = replace(course, modules=(replace(course.modules[0], readings=both),))
    assert checks.words(twice, pages) == checks.words(course, pages) == 10


def test_an_objective_begins_with_a_verb_that_can_be_observed(
    course: Course, provider: Provider, bank: Instrument
) -> None:
    vague = replace(course, objectives=(Objective(id="songs", text="Understand a song."),))
    assert told(checks.objective_problems(vague, provider, bank)) == [
        'nobody can observe this verb; "understand"; choose another, such as describe, explain'
    ]


def test_an_objective_is_taught_and_asked_for(
    course: Course, provider: Provider, bank: Instrument
) -> None:
    more = (*course.objectives, Objective(id="nests", text="Describe a nest."))
    assert told(checks.objective_problems(replace(course, objectives=more), provider, bank)) == [
        'no reading teaches this; "nests"; name it under one',
        'the test does not ask for this; "nests" is no objective of the bank; add it there',
    ]


def test_a_pool_is_as_large_as_the_rule_wants(
    course: Course, provider: Provider, bank: Instrument
) -> None:
    small = replace(bank, items=bank.items[:1])
    assert told(checks.objective_problems(course, provider, small)) == [
        'the bank has too few items for this; 1 of "songs", and 1 are asked × 2; write more'
    ]


def test_a_test_asks_enough_for_the_words_and_its_pass_mark_is_high_enough(
    course: Course, provider: Provider, bank: Instrument
) -> None:
    low = replace(course, post_test=replace(course.post_test, pass_percent=50))
    assert told(checks.bank_problems(low, provider, bank, 6001)) == [
        "the test asks too little; 1 are asked, and 6,001 words need 13 (A body); ask more",
        "the pass mark is too low; found 50, and A body wants 75; raise it",
    ]


def test_a_bank_that_is_not_there_is_missing_and_one_in_another_system_is_not(
    course: Course, provider: Provider
) -> None:
    told_last = (
        'there is no such bank; "garden"; '
        "write it, or give the `address` of the test in your own system"
    )
    assert told(checks.lacking(course, provider, None))[-1] == told_last
    address = replace(course.post_test, address="https://example.org/test")
    assert told_last not in told(checks.lacking(replace(course, post_test=address), provider, None))


def test_a_draft_may_lack_what_an_open_course_may_not_and_a_withdrawn_one_is_left_alone(
    course: Course, provider: Provider, pages: Pages
) -> None:
    assert told(checks.problems(course, provider, None, TODAY)) == []
    opened = replace(course, status="open")
    assert told(checks.problems(opened, provider, None, TODAY)) == told(
        checks.lacking(course, provider, None)
    )
    gone = replace(reading(course, page="gone.md"), status="withdrawn")
    assert told(checks.problems(gone, provider, None, TODAY)) == []
    assert told(checks.site_problems(gone, provider, None, pages)) == []


def test_everything_that_a_draft_lacks_is_told(course: Course) -> None:
    assert told(checks.blanks(course)) == [
        'nobody is named for this; the role "author"; name a person who has agreed',
        'nobody is named for this; the role "planner"; name a person who has agreed',
        'nobody is named for this; the role "test-writer"; name a person who has agreed',
        'nobody is named for this; the role "reviewer"; name a person who has agreed',
        "there is no day of release; none was found; write `released`",
        "there is no day of review; none was found; write `reviewed`",
        "there is no day of expiry; none was found; write `expires`",
    ]


def test_a_person_discloses_and_a_reviewer_is_no_author(course: Course) -> None:
    alone = replace(
        course,
        people=(Person(name="N. N.", roles=("author", "planner", "test-writer", "reviewer")),),
    )
    assert told(checks.blanks(alone))[:2] == [
        'a disclosure is missing; "N. N." tells none; write it, also of none',
        'a reviewer is not independent; "N. N." is an author; name another',
    ]


def test_an_expired_course_and_one_that_expires_too_late_are_told(
    course: Course, provider: Provider
) -> None:
    over = replace(course, reviewed="2024-01-01", expires="2026-11-28")
    assert told(checks.date_problems(over, provider, TODAY)) == [
        'the course has expired; "2026-11-28"; review it, or withdraw it'
    ]
    late = replace(course, reviewed="2026-01-01", expires="2029-02-01")
    assert told(checks.date_problems(late, provider, TODAY)) == [
        'the course expires too late; reviewed "2026-01-01", and A body allows 3 years; '
        "end it earlier"
    ]


def test_a_review_has_been_made(course: Course, provider: Provider) -> None:
    ahead = replace(course, reviewed="2026-11-30")
    assert told(checks.date_problems(ahead, provider, TODAY)) == [
        'the review is still to come; "2026-11-30"; write the day on which it was'
    ]


def test_an_approval_that_is_over_is_told_of_an_open_course(
    course: Course, provider: Provider
) -> None:
    held = Approval(
        body="A body",
        number="1",
        statement="It approves.",
        credit_type="hours",
        valid_from="2025-01-01",
        valid_to="2026-01-01",
    )
    sponsor = replace(provider, approvals=(held,))
    assert not told(checks.approval_problems(course, sponsor, TODAY))
    assert told(checks.approval_problems(replace(course, status="open"), sponsor, TODAY)) == [
        'an approval is over; A body, "2026-01-01"; renew or remove it'
    ]


def test_an_approval_that_has_not_begun_is_told_unless_it_follows_one_that_is_held(
    course: Course, provider: Provider
) -> None:
    held = Approval(
        body="A body",
        number="1",
        statement="It approves.",
        credit_type="hours",
        valid_from="2026-01-01",
        valid_to="2026-12-31",
    )
    later = replace(held, valid_from="2027-01-01", valid_to="2027-12-31")
    opened = replace(course, status="open")
    both = replace(provider, approvals=(held, later))
    assert not told(checks.approval_problems(opened, both, TODAY))
    assert both.valid(TODAY) == (held,)
    alone = replace(provider, approvals=(later,))
    assert told(checks.approval_problems(opened, alone, TODAY)) == [
        'an approval has not begun; A body, "2027-01-01"; open the course then, or leave it out'
    ]


def test_a_scenario_that_is_not_there_is_told_the_one_that_is_meant(course: Course) -> None:
    named = replace(course, practice=("songs", "night"))
    (problem,) = checks.practice_problems(named, ["night", "song"])
    assert problem.path == ("practice", 0)
    assert problem.message == 'there is no such scenario; "songs"; did you mean "song"?'


def test_an_open_course_needs_its_test_released_in_this_version(
    course: Course, bank: Instrument
) -> None:
    opened = replace(course, status="open")
    assert told(checks.unreleased(opened, bank, ["0.9"])) == [
        "no completion could be scored, for the test is not released; "
        'version "1.0" of "garden"; run `selfassess release garden`'
    ]
    assert not told(checks.unreleased(opened, bank, ["0.9", "1.0"]))
    assert not told(checks.unreleased(course, bank, []))
    elsewhere = replace(course.post_test, address="https://example.org/test")
    assert not told(checks.unreleased(replace(opened, post_test=elsewhere), bank, []))


def test_an_open_course_has_a_sponsor_with_a_name(course: Course, provider: Provider) -> None:
    (said,) = [one for one in checks.lacking(course, provider, None) if one.path == ("status",)]
    assert said.message == (
        "nobody gives this course; provider.yml has no `name`; write the sponsor's there"
    )
    named = replace(provider, name="A school")
    assert said not in list(checks.lacking(course, named, None))


def test_a_question_of_the_test_of_an_open_course_has_one_best_answer(
    course: Course, provider: Provider, bank: Instrument
) -> None:
    first, second = bank.items
    both = tuple(replace(option, value=1) for option in first.options[:2])
    said = (
        'a question of the test has not one best answer; "song-1" of the bank has a, b; '
        "give one option the highest value"
    )
    twice = replace(bank, items=(replace(first, options=(*both, first.options[2])), second))
    opened = replace(course, status="open")
    assert said in told(checks.problems(opened, provider, twice, TODAY))
    assert said not in told(checks.problems(opened, provider, bank, TODAY))
    assert said not in told(checks.problems(course, provider, twice, TODAY))
