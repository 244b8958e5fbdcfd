"""Plan: one habit with a moment, what is offered of it, and when it can be used."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from selfassess.catalog import catalog
from selfassess.problems import Invalid, Problem
from selfassess.reporting.calendar import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item
    from selfassess.reporting.report import Report

LONGEST = 300
"""The most characters of either half of a plan."""

WEEKS = 6
"""How many weeks ahead a plan is looked at again, unless the reader says otherwise."""

# "Before I answer, I say it in my own words": what comes before this is the moment.
_HALVES = re.compile(r", (?:then )?I ")
_STARTS = re.compile(r"(?:If|When) ")


@dataclass(frozen=True)
class Plan:
    """What the reader means to do. Days are ISO dates of the reader's own calendar."""

    area: str
    """The id of the domain."""
    item: str
    """The id of the item whose habit it is; "" if it is of none."""
    when: str
    """The moment, in the reader's words."""
    will: str
    """What the reader will do, in the reader's words."""
    look: str
    """The day on which the reader looks again; "" for none."""
    made: str
    """The day on which it was made."""
    helped: str = ""
    """What helped, in the reader's words, once they looked at it again."""
    hindered: str = ""
    """What got in the way, in the reader's words."""


def offer(report: Report, plan: Plan, today: str) -> Plan:
    """Return what the item of a new plan offers.

    Its item is the one it names, or else the first of those with the lowest answer of its area
    that has a plan or a habit. Raises Invalid if the day or the area is none.
    """
    instrument = report.instrument
    check_area(plan, instrument)
    look = _day(today, "today", instrument) + timedelta(weeks=WEEKS)
    item = _item(report, plan)
    when, will = halves(item.plan or item.habit) if item else ("", "")
    made = replace(plan, item=item.id if item else "", look=look.isoformat(), made=today)
    return replace(made, when=when, will=will)


def _item(report: Report, plan: Plan) -> Item | None:
    if plan.item in report.instrument.item:
        return report.instrument.item[plan.item]
    areas = [area for area in report.areas if area.domain.id == plan.area]
    found = [item for area in areas for item in area.lowest]
    found += [result.item for area in areas for result in area.results]
    return next((item for item in found if item.plan or item.habit), None)


def halves(text: str) -> tuple[str, str]:
    """Return the moment and the act of a plan; the moment is "" if none can be told."""
    whole = text.strip().removesuffix(".")
    parts = _HALVES.split(whole, maxsplit=1)
    if len(parts) < 2:
        parts = whole.split(", ", maxsplit=1)
    if len(parts) < 2:
        return "", whole
    return _STARTS.sub("", parts[0], count=1), parts[1]


def check(plan: Plan, instrument: Instrument) -> None:
    """Raise Invalid, with a sentence for each thing that is wrong with a plan."""
    problems = tuple(_problems(plan, instrument))
    if problems:
        raise Invalid(problems)
    check_area(plan, instrument)


def in_calendar(plan: Plan, instrument: Instrument, *, words: bool, url: str, stamp: str) -> str:
    """Return the file for a calendar; whoever sees the calendar learns no more than `words` says.

    The plan was checked. Raises Invalid if it has no day to look again.
    """
    texts = catalog(instrument.language)
    day = _day(plan.look, "look", instrument)
    lines = [f"{texts.gettext('When')}: {plan.when}", f"{texts.gettext('I will')}: {plan.will}"]
    said = "\n".join(lines) if words else ""
    return event(title=texts.gettext("Review my plan"), day=day, url=url, words=said, stamp=stamp)


def _problems(plan: Plan, instrument: Instrument) -> Iterator[Problem]:
    texts = catalog(instrument.language)
    for name, text in (("when", plan.when), ("will", plan.will)):
        if len(text) > LONGEST:
            message = texts.gettext(
                "This half of the plan is too long; it has {count} characters; "
                "shorten it to {most} or fewer"
            )
            yield Problem(message.format(count=len(text), most=LONGEST), ("plan", name))
    if not (plan.when.strip() or plan.will.strip()):
        message = texts.gettext(
            "The plan has no words; both fields are empty; write when and what you will do"
        )
        yield Problem(message, ("plan",))
    for name, text in (("look", plan.look), ("made", plan.made)):
        if text and not is_day(text):
            yield _no_day(text, name, instrument)


def check_area(plan: Plan, instrument: Instrument) -> None:
    """Raise Invalid if a plan is of no area of an instrument."""
    if plan.area not in instrument.domain:
        message = catalog(instrument.language).gettext(
            "The plan is of no area of this check; its area is “{area}”; choose an area again"
        )
        raise Invalid([Problem(message.format(area=plan.area), ("plan", "area"))])


def is_day(text: str) -> bool:
    """Return whether a text is an ISO date with others after it, such as 2027-01-09."""
    try:
        # `fromisoformat` also reads weeks, which no date field of a browser writes. The calendar
        # of Python ends with the year 9999, in which a plan could not be looked at again.
        return date.fromisoformat(text).isoformat() == text and text < "9999"
    except ValueError:
        return False


def _day(text: str, name: str, instrument: Instrument) -> date:
    if not is_day(text):
        raise Invalid([_no_day(text, name, instrument)])
    return date.fromisoformat(text)


def _no_day(text: str, name: str, instrument: Instrument) -> Problem:
    message = catalog(instrument.language).gettext(
        "This is no day; it says “{found}”; write a day such as 2027-01-09"
    )
    return Problem(message.format(found=text), ("plan", name))
