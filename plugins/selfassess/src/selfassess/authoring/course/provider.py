"""Provider: what a sponsor writes once for all courses, in one provider.yml.

Every number that a rule applies stands here with its body, its source and the day on which that was
seen, so that a sponsor corrects a number without touching code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from selfassess.authoring.course.rules_of_text import empty, wrong_days
from selfassess.authoring.documents import FileType
from selfassess.definition.facts import CODE, DAY, ID, TEXT, WRITTEN, Least
from selfassess.numeric import typed
from selfassess.problems import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")

RuleName = Literal[
    "items-an-hour",
    "pool-times",
    "pass-percent",
    "review-years",
    "objectives",
    "pilot-learners",
    "seconds-an-item",
]
"""What the build holds a course against."""

SENTENCES = ("draft", "no-credit", "open-key", "self-paced", "no-time", "privacy")
"""The names of the sentences on a course page that a sponsor may put in other words."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom to ask."""

    purpose: Annotated[str, TEXT, WRITTEN]
    """What for, such as "Accommodation"."""
    name: Annotated[str, CODE, WRITTEN]
    """A person or an office."""
    email: Annotated[str, CODE]
    """Its address."""
    reply_days: Annotated[int, Least(1)]
    """In how many days an answer comes."""


@dataclass(frozen=True, kw_only=True)
class ComplaintStep:
    """One step of a complaint."""

    text: Annotated[str, TEXT, WRITTEN]
    """What happens."""
    days: Annotated[int, Least(1)]
    """In how many days."""


@dataclass(frozen=True, kw_only=True)
class Rounding:
    """How hours become credit."""

    step: float = 0.25
    """Hours are a multiple of this."""
    way: Literal["down", "nearest"] = "down"
    """`down`, or to the `nearest` multiple."""
    least: float = 0.0
    """Fewer hours than this are none."""


@dataclass(frozen=True, kw_only=True)
class Approval:
    """One approval that the sponsor holds."""

    body: Annotated[str, CODE, WRITTEN]
    """Who approved."""
    number: Annotated[str, CODE, WRITTEN]
    """The number of the approval."""
    statement: Annotated[str, TEXT, WRITTEN]
    """The words that the body prescribes."""
    credit_type: Annotated[str, TEXT, WRITTEN]
    """What the credit is called."""
    hours: float | None = None
    """The hours that the body granted; calculated if left out."""
    rounding: Rounding = Rounding()
    """How its hours are rounded."""
    format_words: Annotated[str, TEXT] = ""
    """What it calls the format, such as "reading based online activity"."""
    valid_from: Annotated[str, DAY]
    """The first day of the approval."""
    valid_to: Annotated[str, DAY]
    """The last one."""
    professions: tuple[str, ...] = ()
    """For whom it counts."""
    exclusions: tuple[str, ...] = ()
    """Where it does not count, such as states."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One number that the build applies."""

    id: RuleName
    """`items-an-hour`: the least items of the test for one hour. `pool-times`: how many times as
    many items as one attempt asks lie in each pool. `pass-percent`: the least share of right
    answers. `review-years`: the most years from review to expiry. `objectives`: the least
    objectives. `pilot-learners`: the least learners of a pilot. `seconds-an-item`: a test that took
    less for each item is marked on the issue page, for somebody to look at; 9 without this rule."""
    number: float
    """The number."""
    body: Annotated[str, CODE, WRITTEN]
    """Whose rule it is."""
    source: Annotated[str, CODE, WRITTEN]
    """Where it was read."""
    seen: Annotated[str, DAY]
    """When."""


@dataclass(frozen=True, kw_only=True)
class Formula:
    """One way to hours."""

    id: Literal["words", "mergener", "pilot"]
    """`words`: words of body text by `words_an_hour`. `mergener`: from words, questions and
    difficulty. `pilot`: the median of the minutes of a pilot."""
    words_an_hour: Annotated[int, Least(1)] = 6000
    """Of `words`."""
    body: Annotated[str, CODE, WRITTEN]
    """Who uses it."""
    source: Annotated[str, CODE, WRITTEN]
    """Where it was read."""
    seen: Annotated[str, DAY]
    """When."""


@dataclass(frozen=True, kw_only=True)
class Provider:
    """Everything that one provider.yml says."""

    name: Annotated[str, CODE] = ""
    """The sponsor; no sponsor if left out."""
    address: Annotated[str, CODE] = ""
    """Its address."""
    contacts: tuple[Contact, ...] = ()
    """Whom to ask."""
    complaint: tuple[ComplaintStep, ...] = ()
    """The steps of a complaint."""
    refund: Annotated[str, TEXT] = ""
    """Fees, and when they come back."""
    cancellation: Annotated[str, TEXT] = ""
    """What holds when the course is cancelled."""
    accommodation: Annotated[str, TEXT] = ""
    """How to ask for an accommodation."""
    non_discrimination: Annotated[str, TEXT] = ""
    """The statement of non-discrimination."""
    approvals: tuple[Approval, ...] = ()
    """What the sponsor is approved for."""
    rules: tuple[Rule, ...] = ()
    """What a course is held against; a rule that is not here is not applied."""
    formulas: Annotated[tuple[Formula, ...], Least(1)]
    """The ways to hours."""
    use: Literal["lower", "words", "mergener", "pilot"] = "lower"
    """Which hours count: the lower, or those of one formula."""
    identity: tuple[Annotated[str, ID], ...] = ("name",)
    """What a learner types when a completion file is saved, such as name, profession, licence and
    state. It is shown first, and never kept on the device."""
    sentences: dict[Annotated[str, ID], str] = field(default_factory=dict)
    """Your own words in place of a sentence that learners read, by its name."""
    not_measurable: dict[Annotated[str, ID], str]
    """Verbs that nobody can observe, each with some that can be, such as understand: describe."""

    @cached_property
    def rule(self) -> dict[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.rules}

    def valid(self, today: date) -> tuple[Approval, ...]:
        """Return the approvals that are held on a day."""
        day = today.isoformat()
        return tuple(one for one in self.approvals if one.valid_from <= day <= one.valid_to)


def _twice(provider: Provider) -> Iterator[Problem]:
    """Yield names that are given twice, of which one would count and nobody could tell which."""
    lists: dict[str, list[str]] = {
        "rules": [one.id for one in provider.rules],
        "identity": list(provider.identity),
    }
    for field_name, names in lists.items():
        for at, name in enumerate(names):
            if name in names[:at]:
                message = f'this is given twice; "{name}"; keep one of them'
                yield Problem(message, (field_name, at))


def _broken_rules(provider: Provider) -> Iterator[Problem]:
    yield from empty(provider)
    yield from wrong_days(provider)
    yield from _twice(provider)
    if "name" not in provider.identity:
        found = ", ".join(provider.identity) or "nothing"
        message = f"learners are not asked for a name; found {found}; a certificate needs name"
        yield Problem(message, ("identity",))
    known = {formula.id for formula in provider.formulas}
    if provider.use != "lower" and provider.use not in known:
        hint = suggestion(provider.use, {*known, "lower"})
        yield Problem(f'no such formula is named; "{provider.use}"; {hint}', ("use",))
    for name in provider.sentences:
        if name not in SENTENCES:
            message = f'there is no such sentence; "{name}"; {suggestion(name, SENTENCES)}'
            yield Problem(message, ("sentences", name))
    for at, contact in enumerate(provider.contacts):
        if not _EMAIL.fullmatch(contact.email):
            message = f'this is no address for mail; "{contact.email}"; write one with an @'
            yield Problem(message, ("contacts", at, "email"))
    for at, approval in enumerate(provider.approvals):
        if approval.rounding.step <= 0:
            found = typed(approval.rounding.step)
            path = ("approvals", at, "rounding", "step")
            yield Problem(f"hours can not be rounded to this; {found}; write 0.25 or 0.5", path)
        if approval.valid_to < approval.valid_from:
            found = f'"{approval.valid_to}" comes before "{approval.valid_from}"'
            message = f"an approval ends before it begins; {found}; mend one of them"
            yield Problem(message, ("approvals", at, "valid_to"))


PROVIDER = FileType(file="provider.yml", holds=Provider, rules=_broken_rules)
"""The one file of a sponsor, in the folder of the courses."""
