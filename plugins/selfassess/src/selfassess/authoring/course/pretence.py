"""Pretence: a draft with its blanks filled in, for tests and for those who want to see the end.

Whatever it fills in says SPECIMEN, and so does the title, which stands on every page and in every
file: nothing of it can be taken for a person, an approval or a course that is open.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from selfassess.authoring.course.course import ROLES, Difficulty, Person
from selfassess.authoring.course.provider import Approval, ComplaintStep, Contact
from selfassess.authoring.course.template import unwritten

if TYPE_CHECKING:
    from datetime import date

    from selfassess.authoring.course.course import Course
    from selfassess.authoring.course.provider import Provider

MARK = "SPECIMEN"
_DISCLOSURE = f"{MARK}: nobody stands behind this name, so that there is nothing to disclose."


def pretended_course(course: Course, today: date) -> Course:
    """Return a course as it would be if every person, day and number were there, and open."""
    lacking = [role for role in ROLES if not course.with_role(role)]
    people = tuple(
        Person(name=f"{MARK} {role}", roles=(role,), disclosure=_DISCLOSURE) for role in lacking
    )
    texts: Any = {name: f"{MARK}: {text}" for name, text in unwritten(course)}
    rated = course.difficulty if course.difficulty and course.difficulty.rater else None
    return replace(
        course,
        **texts,
        status="withdrawn" if course.status == "withdrawn" else "open",
        title=f"{MARK}: {course.title}",
        people=(*course.people, *people),
        released=course.released or today.isoformat(),
        reviewed=course.reviewed or today.isoformat(),
        expires=course.expires or (today + timedelta(days=365)).isoformat(),
        difficulty=rated or Difficulty(value=3, rater=f"{MARK} rater"),
    )


def pretended_provider(provider: Provider, today: date) -> Provider:
    """Return a sponsor who has said everything."""
    said = f"{MARK}: here stands what the sponsor says."
    approval = Approval(
        body=f"{MARK} body",
        number=f"{MARK}-0000",
        statement=f"{MARK}: here stands the statement that the body prescribes.",
        credit_type="contact hours",
        valid_from=today.isoformat(),
        valid_to=(today + timedelta(days=365)).isoformat(),
    )
    contact = Contact(
        purpose="Questions", name=f"{MARK} office", email="office@example.org", reply_days=3
    )
    return replace(
        provider,
        name=provider.name or f"{MARK} sponsor",
        address=provider.address or said,
        contacts=provider.contacts or (contact,),
        complaint=provider.complaint or (ComplaintStep(text=said, days=14),),
        refund=provider.refund or said,
        cancellation=provider.cancellation or said,
        accommodation=provider.accommodation or said,
        non_discrimination=provider.non_discrimination or said,
        approvals=provider.approvals or (approval,),
    )
