"""Requests: what a page may ask of Python. `tools/browser_types.py` tells TypeScript the same.

Every field must be there, and no other. The definition is text, because what is made of
it is kept by its text. Answers are as a form has them, text by name; the code of a draw
stands among them under the name "_seed".
"""

from __future__ import annotations

import json
import typing
from dataclasses import dataclass, fields
from typing import Literal

from selfassess.definition.canonical import build, hints
from selfassess.reporting.completion import Attempt  # noqa: TC001 - the same
from selfassess.reporting.issuing.decided import (  # noqa: TC001 - the same
    Accommodation,
    Decision,
    Given,
)
from selfassess.reporting.plan import Plan  # noqa: TC001 - its fields are built from JSON
from selfassess.reporting.profile import Kept  # noqa: TC001 - its fields are built from JSON
from selfassess.reporting.takeaway import Review  # noqa: TC001 - the same


@dataclass(frozen=True)
class ReportRequest:
    """Asks for the report of a finished form."""

    do: Literal["report"]
    """The name of the request."""
    definition: str
    """What the build wrote for the instrument: JSON text."""
    answers: dict[str, str]
    """The answers as text, by name."""
    only: str | None
    """The id of the one domain that was asked about; null for all."""
    base: str
    """The address of the site's root, relative to the page."""
    level: int
    """The level of the report's heading, 2 to 5."""
    day: str
    """The day of the result as the reader's language writes it; "" to leave it out."""


@dataclass(frozen=True)
class ProfileRequest:
    """Asks for the report of what a reader kept, put together."""

    do: Literal["profile"]
    """The name of the request."""
    definition: str
    """What the build wrote for the instrument: JSON text."""
    kept: tuple[Kept, ...]
    """The kept reviews of the instrument, in any order."""
    only: str | None
    """The id of the one domain that all of them are of; null if they are not, or of all."""
    base: str
    """The address of the site's root, relative to the page."""
    level: int
    """The level of the report's heading, 2 to 5."""
    day: str
    """The day of the result as the reader's language writes it; "" to leave it out."""


@dataclass(frozen=True)
class ArrangeRequest:
    """Asks what is asked now, while a reader answers."""

    do: Literal["arrange"]
    """The name of the request."""
    definition: str
    """What the build wrote for the instrument: JSON text."""
    answers: dict[str, str]
    """The answers so far as text, by name."""


@dataclass(frozen=True)
class FormRequest:
    """Asks for the form of a test that was begun before its questions were changed."""

    do: Literal["form"]
    """The name of the request."""
    definition: str
    """What the build wrote for the instrument in that version: JSON text."""
    only: str | None
    """The id of the one domain that is asked about; null for all."""
    level: int
    """The level of the headings, 2 to 5."""


@dataclass(frozen=True)
class PrepareRequest:
    """Does ahead what the first report of a definition takes."""

    do: Literal["prepare"]
    """The name of the request."""
    definition: str
    """What the build wrote for the instrument: JSON text."""


@dataclass(frozen=True)
class PlanRequest:
    """Asks for the card of a plan."""

    do: Literal["plan"]
    """The name of the request."""
    definition: str
    """What the build wrote for the instrument: JSON text."""
    answers: dict[str, str]
    """The answers as text, by name; what is offered depends on them."""
    only: str | None
    """The id of the one domain that was asked about; null for all."""
    plan: Plan
    """The plan; one that was never made has no day on which it was."""
    base: str
    """The address of the site's root, relative to the page."""
    today: str
    """The reader's own day, an ISO date."""
    level: int
    """The level of the report's heading, 2 to 5."""


@dataclass(frozen=True)
class CalendarRequest:
    """Asks for the file that puts "Review my plan" into a calendar."""

    do: Literal["calendar"]
    """The name of the request."""
    definition: str
    """What the build wrote for the instrument: JSON text."""
    plan: Plan
    """The plan."""
    words: bool
    """Whether the words of the plan go into the calendar too."""
    url: str
    """The address of the page."""
    stamp: str
    """The moment in UTC, such as 20261129T060000Z."""


@dataclass(frozen=True)
class EventRequest:
    """Asks for the file that puts a day into a calendar."""

    do: Literal["event"]
    """The name of the request."""
    title: str
    """What the calendar says of the day."""
    day: str
    """The day, an ISO date."""
    url: str
    """The address of the page."""
    stamp: str
    """The moment in UTC, such as 20261129T060000Z."""


@dataclass(frozen=True)
class ExportRequest:
    """Asks for what a reader kept as a file."""

    do: Literal["export"]
    """The name of the request."""
    kept: tuple[Review, ...]
    """The kept reviews, of whatever instruments."""
    form: Literal["json", "csv"]
    """What the file is; only JSON is read back."""


@dataclass(frozen=True)
class ImportRequest:
    """Asks what bringing back a file would do; nothing is done."""

    do: Literal["import"]
    """The name of the request."""
    definition: str
    """What the build wrote for the instrument, in whose language is answered: JSON text."""
    text: str
    """What is in the file."""
    kept: tuple[Review, ...]
    """What is on the device."""


@dataclass(frozen=True)
class IssueRequest:
    """Asks what a sponsor's files are worth, and for certificates, register and reports."""

    do: Literal["issue"]
    """The name of the request."""
    known: str
    """What the build wrote of all courses: JSON text."""
    files: tuple[Given, ...]
    """The files that were chosen, whatever they are."""
    released: dict[str, str]
    """The released tests that were fetched, by their addresses; empty if one is not there."""
    issuer: str
    """The issuer.json; empty without one."""
    decisions: tuple[Decision, ...]
    """What was decided by hand."""
    accommodations: tuple[Accommodation, ...]
    """Whom the sponsor accepts without a file."""
    now: str
    """The moment in UTC, such as 2026-12-01T10:00Z."""
    today: str
    """The sponsor's own day, an ISO date."""
    language: str
    """The BCP 47 tag of the page's language."""
    level: int
    """The level of the heading of what is found, 2 to 5."""


@dataclass(frozen=True)
class StandingRequest:
    """Asks what the attempts at the test of a course have come to."""

    do: Literal["standing"]
    """The name of the request."""
    definition: str
    """What the build wrote for the test: JSON text."""
    attempts: tuple[Attempt, ...]
    """The attempts in their order."""
    pass_percent: int
    """The least whole percent of right answers with which it is passed."""
    allowed: int
    """How many attempts count; 0 for any number."""
    rationales: Literal["after-passing", "after-last"]
    """When the reasons for the answers are shown."""
    level: int
    """The level of the heading, 2 to 5."""


@dataclass(frozen=True)
class KnowledgeRequest:
    """Asks how many answers to the questions before a course are right, by objective."""

    do: Literal["knowledge"]
    """The name of the request."""
    definition: str
    """What the build wrote for these questions: JSON text."""
    seed: str
    """The code of the draw; "" where nothing is drawn."""
    answers: dict[str, str]
    """The answers as text, by name."""


@dataclass(frozen=True)
class RecordRequest:
    """Asks for the record of self-study, to be printed."""

    do: Literal["record"]
    """The name of the request."""
    definition: str
    """What the build wrote for the test: JSON text."""
    completion: str
    """The completion file, or what would be in it: JSON text."""
    outline: str
    """What the build wrote of the course: JSON text."""
    level: int
    """The level of the heading, 2 to 5."""


@dataclass(frozen=True)
class FileRequest:
    """Asks for a file of a learner as it is saved; also checks one that was opened."""

    do: Literal["file"]
    """The name of the request."""
    kind: Literal["completion", "evaluation", "progress"]
    """What it is."""
    text: str
    """What is in it: JSON text."""
    language: str
    """The BCP 47 tag of the language in which faults are told."""


Request = (
    ReportRequest
    | ProfileRequest
    | ArrangeRequest
    | FormRequest
    | PrepareRequest
    | PlanRequest
    | CalendarRequest
    | EventRequest
    | ExportRequest
    | ImportRequest
    | IssueRequest
    | StandingRequest
    | KnowledgeRequest
    | RecordRequest
    | FileRequest
)

REQUESTS: dict[str, type[Request]] = {
    typing.get_args(hints(request)["do"])[0]: request for request in typing.get_args(Request)
}
"""Every request by its name."""


class InvalidRequest(ValueError):
    """What was asked is no request; the message says why."""


def read_request(text: str) -> Request:
    """Return the request that stands in JSON text. Raises InvalidRequest for what is none."""
    data = json.loads(text)
    name = data.get("do")
    if name not in REQUESTS:
        names = ", ".join(REQUESTS)
        raise InvalidRequest(f'"{name}" is no request; write one of {names} in "do"')
    request = REQUESTS[name]
    expected = {field.name for field in fields(request)}
    if wrong := sorted(expected ^ data.keys()):
        found = ", ".join(wrong)
        raise InvalidRequest(
            f'the fields of "{name}" are {", ".join(sorted(expected))}; '
            f"missing or unknown: {found}; give exactly those"
        )
    return build(request, data)
