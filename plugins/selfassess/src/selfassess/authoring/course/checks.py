"""Checks: a course held against its pages, its bank, its sponsor's rules and the day.

What a draft may still lack is told by `blanks`; for an open course the same is a problem.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from selfassess.authoring.course.course import ROLES
from selfassess.authoring.course.exports import best_options
from selfassess.authoring.course.matrix import matrix
from selfassess.authoring.course.template import unasked, unwritten
from selfassess.numeric import typed
from selfassess.problems import Problem, nearest, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from selfassess.authoring.course.course import Course, Reading
    from selfassess.authoring.course.pages import Pages
    from selfassess.authoring.course.provider import Provider
    from selfassess.authoring.read.strict_yaml import Source
    from selfassess.definition.instrument import Instrument

_DATES = (("released", "release"), ("reviewed", "review"), ("expires", "expiry"))


@dataclass(frozen=True)
class Surroundings:
    """What a course is held against, apart from its built pages."""

    provider: Provider
    sponsors: Source
    """The file of the provider."""
    bank: Instrument | None
    released: Collection[str] | None
    """The versions of the bank that were released; None if it does not matter."""
    scenarios: Collection[str]
    instruments: Collection[str]
    today: date
    pre_test: Instrument | None = None
    """The questions before the course, if there are any and they can be read."""


def every_problem(course: Course, source: Source, beside: Surroundings) -> Iterator[Problem]:
    """Yield all that can be said of a course without its built pages, each with its place."""
    provider, bank, today = beside.provider, beside.bank, beside.today
    yield from map(source.place, problems(course, provider, bank, today))
    if beside.released is not None:
        yield from map(source.place, unreleased(course, bank, beside.released))
    yield from map(source.place, practice_problems(course, beside.scenarios))
    yield from map(source.place, check_problems(course, beside.instruments))
    if beside.pre_test:
        yield from map(source.place, pre_test_problems(course, beside.pre_test))
    yield from map(beside.sponsors.place, approval_problems(course, provider, today))


def page_problems(course: Course, pages: Pages) -> Iterator[Problem]:
    """Yield the readings whose page or section is not in the site."""
    for at, module in enumerate(course.modules):
        for nth, reading in enumerate(module.readings):
            for name, message in _unreachable(reading, pages):
                yield Problem(message, ("modules", at, "readings", nth, name))


def _unreachable(reading: Reading, pages: Pages) -> Iterator[tuple[str, str]]:
    page = pages.page(reading.page)
    if page is None:
        near = nearest(reading.page, pages.names)
        hint = f'did you mean "{near}"?' if near else "write it as from the folder of your pages"
        yield "page", f'there is no such page in the site; "{reading.page}"; {hint}'
    elif reading.section and reading.section not in page.headings:
        hint = suggestion(reading.section, page.headings)
        found = f'"{reading.section}" in {reading.page}'
        yield "section", f"the page has no such section; {found}; {hint}"


def practice_problems(course: Course, known: Collection[str]) -> Iterator[Problem]:
    """Yield the scenarios of a course that are not among the known ones."""
    for at, name in enumerate(course.practice):
        if name not in known:
            message = f'there is no such scenario; "{name}"; {suggestion(name, known)}'
            yield Problem(message, ("practice", at))


def check_problems(course: Course, known: Collection[str]) -> Iterator[Problem]:
    """Yield the checks of modules that are not among the known instruments."""
    for at, module in enumerate(course.modules):
        if module.check and module.check not in known:
            hint = suggestion(module.check, known)
            message = f'there is no such check; "{module.check}"; {hint}'
            yield Problem(message, ("modules", at, "check"))
    if course.pre_test and course.pre_test not in known:
        hint = suggestion(course.pre_test, known)
        yield Problem(f'there is no such check; "{course.pre_test}"; {hint}', ("pre_test",))


def pre_test_problems(course: Course, pre_test: Instrument) -> Iterator[Problem]:
    """Yield that the questions before the course ask for nothing that it teaches."""
    asked = dict.fromkeys(item.objective for item in pre_test.items if item.objective)
    if not course.objective.keys() & asked:
        found = f'"{pre_test.id}" has {", ".join(asked) or "none"}'
        remedy = "give its items an `objective` of the course"
        message = f"the questions before the course are of none of its objectives; {found}"
        yield Problem(f"{message}; {remedy}", ("pre_test",))


def unreleased(
    course: Course, bank: Instrument | None, released: Collection[str]
) -> Iterator[Problem]:
    """Yield that the test of an open course is not among the versions that were released.

    Completions are scored again with the released file, and with nothing else.
    """
    if course.status != "open" or course.post_test.address or bank is None:
        return
    if bank.version not in released:
        found = f'version "{bank.version}" of "{bank.id}"'
        remedy = f"run `selfassess release {bank.id}`"
        message = f"no completion could be scored, for the test is not released; {found}; {remedy}"
        yield Problem(message, ("post_test", "bank"))


def words(course: Course, pages: Pages) -> int:
    """Return the words of body text of all readings; what is read twice is counted once."""
    read: dict[str, set[int]] = {}
    for module in course.modules:
        for reading in module.readings:
            page = pages.page(reading.page)
            if page and (not reading.section or reading.section in page.headings):
                read.setdefault(reading.page, set()).update(page.places(reading.section))
    found = ((pages.page(name), places) for name, places in read.items())
    return sum(page.words(places) for page, places in found if page)


def objective_problems(
    course: Course, provider: Provider, bank: Instrument | None
) -> Iterator[Problem]:
    """Yield the objectives that can not be observed, are not taught, or not asked for enough."""
    rule = provider.rule.get("objectives")
    if rule and len(course.objectives) < rule.number:
        found = f"found {len(course.objectives)}, and {rule.body} wants {typed(rule.number)}"
        yield Problem(f"these are too few objectives; {found}; write more", ("objectives",))
    for at, row in enumerate(matrix(course, bank)):
        verb = row.objective.verb
        if verb in provider.not_measurable:
            remedy = f"choose another, such as {provider.not_measurable[verb]}"
            message = f'nobody can observe this verb; "{verb}"; {remedy}'
            yield Problem(message, ("objectives", at, "text"))
        if not row.readings:
            message = f'no reading teaches this; "{row.objective.id}"; name it under one'
            yield Problem(message, ("objectives", at, "id"))
        for message in (
            _asked(row.objective.id, len(row.items), row.asked, provider) if bank else ()
        ):
            yield Problem(message, ("objectives", at, "id"))


def _asked(name: str, items: int, asked: int, provider: Provider) -> Iterator[str]:
    rule = provider.rule.get("pool-times")
    wanted = math.ceil(asked * (rule.number if rule else 1))
    if not asked:
        yield f'the test does not ask for this; "{name}" is no objective of the bank; add it there'
    elif items < wanted:
        why = f"{asked} are asked × {typed(rule.number)}" if rule else f"{asked} are asked"
        yield f'the bank has too few items for this; {items} of "{name}", and {why}; write more'


def bank_problems(
    course: Course, provider: Provider, bank: Instrument | None, count: int
) -> Iterator[Problem]:
    """Yield what is wrong with the test of a course of so many words."""
    if bank is None:
        return
    for one in bank.objectives:
        if one.id not in course.objective:
            message = f'the bank asks for what is no objective here; "{one.id}"'
            yield Problem(
                f"{message}; {suggestion(one.id, course.objective)}", ("post_test", "bank")
            )
    asked = sum(one.draw for one in bank.objectives)
    yield from _too_few(provider, asked, count)
    rule = provider.rule.get("pass-percent")
    if rule and course.post_test.pass_percent < rule.number:
        found = f"found {course.post_test.pass_percent}, and {rule.body} wants {typed(rule.number)}"
        yield Problem(f"the pass mark is too low; {found}; raise it", ("post_test", "pass_percent"))


def _too_few(provider: Provider, asked: int, count: int) -> Iterator[Problem]:
    rule, hour = provider.rule.get("items-an-hour"), 6000
    for formula in provider.formulas:
        hour = formula.words_an_hour if formula.id == "words" else hour
    wanted = math.ceil(rule.number * count / hour) if rule else 0
    if rule and asked < wanted:
        found = f"{asked} are asked, and {count:,} words need {wanted} ({rule.body})"
        yield Problem(f"the test asks too little; {found}; ask more", ("post_test", "bank"))


def problems(
    course: Course, provider: Provider, bank: Instrument | None, today: date
) -> Iterator[Problem]:
    """Yield what a course tells with its sponsor's rules, its bank and the day."""
    if course.status == "withdrawn":
        return
    yield from objective_problems(course, provider, bank)
    yield from bank_problems(course, provider, bank, 0)
    yield from date_problems(course, provider, today)
    if course.status == "open":
        yield from lacking(course, provider, bank)


def site_problems(
    course: Course, provider: Provider, bank: Instrument | None, pages: Pages
) -> Iterator[Problem]:
    """Yield what the built pages tell beyond `every_problem`."""
    if course.status == "withdrawn":
        return
    yield from page_problems(course, pages)
    if bank is not None:
        asked = sum(one.draw for one in bank.objectives)
        yield from _too_few(provider, asked, words(course, pages))


def lacking(course: Course, provider: Provider, bank: Instrument | None) -> Iterator[Problem]:
    """Yield what has to be there before a course may be opened, and is not.

    That is so of its sponsor and of its bank as well.
    """
    yield from blanks(course)
    if not provider.name.strip():
        found = "provider.yml has no `name`"
        yield Problem(f"nobody gives this course; {found}; write the sponsor's there", ("status",))
    yield from _two_best(bank)
    for name in unasked(bank) if bank else ():
        message = f'this is a question of the template; "{name}" of the bank; write your own'
        yield Problem(message, ("post_test", "bank"))
    if bank is None and not course.post_test.address:
        remedy = "write it, or give the `address` of the test in your own system"
        message = f'there is no such bank; "{course.post_test.bank}"; {remedy}'
        yield Problem(message, ("post_test", "bank"))


def _two_best(bank: Instrument | None) -> Iterator[Problem]:
    """Yield the questions of a test that are right whichever of some options is chosen."""
    for item in bank.items if bank else ():
        best = best_options(bank, item) if bank and item.type == "choice" else []
        if len(best) > 1:
            found = f'"{item.id}" of the bank has {", ".join(option.id for option in best)}'
            remedy = "give one option the highest value"
            message = f"a question of the test has not one best answer; {found}; {remedy}"
            yield Problem(message, ("post_test", "bank"))


def blanks(course: Course) -> Iterator[Problem]:
    """Yield the names, days and texts that a course still lacks."""
    for role in ROLES:
        if not course.with_role(role):
            message = f'nobody is named for this; the role "{role}"; name a person who has agreed'
            yield Problem(message, ("people",))
    for at, person in enumerate(course.people):
        if not person.disclosure.strip():
            message = f'a disclosure is missing; "{person.name}" tells none; write it, also of none'
            yield Problem(message, ("people", at, "name"))
        if {"author", "reviewer"} <= set(person.roles):
            message = f'a reviewer is not independent; "{person.name}" is an author; name another'
            yield Problem(message, ("people", at, "roles"))
    for name, noun in _DATES:
        if not getattr(course, name):
            yield Problem(f"there is no day of {noun}; none was found; write `{name}`", (name,))
    for name, text in unwritten(course):
        message = f'this is a sentence of the template; "{text}"; write your own'
        yield Problem(message, (name,))


def date_problems(course: Course, provider: Provider, today: date) -> Iterator[Problem]:
    """Yield the days that are over, or too far from each other."""
    if course.reviewed > today.isoformat():
        message = f'the review is still to come; "{course.reviewed}"; write the day on which it was'
        yield Problem(message, ("reviewed",))
    if not course.expires:
        return
    end = date.fromisoformat(course.expires)
    if end < today and course.status != "withdrawn":
        message = f'the course has expired; "{course.expires}"; review it, or withdraw it'
        yield Problem(message, ("expires",))
    rule = provider.rule.get("review-years")
    if rule and course.reviewed:
        # 366 days, so that a leap year makes no difference.
        most = date.fromisoformat(course.reviewed) + timedelta(days=int(rule.number * 366))
        if end > most:
            found = (
                f'reviewed "{course.reviewed}", and {rule.body} allows {typed(rule.number)} years'
            )
            yield Problem(f"the course expires too late; {found}; end it earlier", ("expires",))


def approval_problems(course: Course, provider: Provider, today: date) -> Iterator[Problem]:
    """Yield the approvals that are over or not there yet, as problems of the provider's file.

    A renewal may stand beside the approval that it follows.
    """
    if course.status != "open":
        return
    for at, approval in enumerate(provider.approvals):
        if approval.valid_to < today.isoformat():
            message = (
                f'an approval is over; {approval.body}, "{approval.valid_to}"; renew or remove it'
            )
            yield Problem(message, ("approvals", at, "valid_to"))
        elif not any(one.body == approval.body for one in provider.valid(today)):
            found = f'{approval.body}, "{approval.valid_from}"'
            message = f"an approval has not begun; {found}; open the course then, or leave it out"
            yield Problem(message, ("approvals", at, "valid_from"))
