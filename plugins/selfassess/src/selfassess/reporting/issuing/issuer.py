"""Issuer: what a sponsor says once in a file that is never published, issuer.json.

Who signs, how certificates are numbered, which approvals are printed on them, and how the files
for upload look. A learner's browser never has any of it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from selfassess.problems import Invalid, Problem, suggestion
from selfassess.reporting.issuing.given import data_of, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from selfassess.problems import Path

SLOT = re.compile(r"\{([a-z][a-z0-9_-]*)\}")
"""A place in a pattern that a value takes."""
_SERIAL = {"number", "year", "course"}


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Who signs the certificates."""

    name: str
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Approval:
    """One approval whose statement is printed on certificates."""

    body: str
    number: str
    statement: str
    """The words that the body prescribes."""
    credit_type: str
    """What the credit is called."""
    hours: dict[str, float]
    """The hours by the id of the course; for other courses it does not count."""
    valid_from: str
    """The first ISO day on which a completion counts."""
    valid_to: str
    """The last one."""
    professions: tuple[str, ...] = ()
    """For whom it counts; for everybody if left out."""


@dataclass(frozen=True, kw_only=True)
class UploadColumn:
    """One column of a file for upload."""

    title: str
    value: str
    """What stands in it, such as "State={state}"."""
    optional: bool = False
    """Whether it may be empty."""


@dataclass(frozen=True, kw_only=True)
class Upload:
    """How a file for upload looks."""

    name: str
    columns: tuple[UploadColumn, ...]
    source: str
    """Where the columns were seen."""
    seen: str
    """On which ISO day."""
    checked: bool = False
    """Whether the receiver has taken such a file."""
    header: bool = True
    """Whether the titles stand in the first row."""
    dates: Literal["iso", "us"] = "iso"
    """`us` for 12/3/2026."""


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """Everything that one issuer.json says."""

    name: str
    """The sponsor."""
    address: str = ""
    signer: Signer
    serial: str
    """The pattern of the serial numbers, such as "AL-{year}-{number}"."""
    digits: int = 4
    """How many digits the number has at least."""
    next: int = 1
    """The number of the next certificate."""
    approvals: tuple[Approval, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    """The sponsor's own values for uploads, by the names of their slots."""
    courses: dict[str, dict[str, str]] = field(default_factory=dict)
    """The same for one course, by its id."""
    professions: dict[str, str] = field(default_factory=dict)
    """The codes of professions for uploads."""
    uploads: tuple[Upload, ...] = ()
    """Files for upload beside those that are built in."""


def read_issuer(text: str) -> Issuer:
    """Return what an issuer.json says; raise Invalid with every problem."""
    issuer = read(Issuer, data_of(text), "issuer")
    if problems := [Problem(message, path) for message, path in _broken_rules(issuer)]:
        raise Invalid(problems)
    return issuer


def course_problems(issuer: Issuer, known: Collection[str]) -> Iterator[Problem]:
    """Yield the courses of an issuer.json that are not among the known ones.

    A certificate would say that no credit is awarded, and nothing else would tell why.
    """
    named = [
        (f"approvals.{at}.hours", name)
        for at, approval in enumerate(issuer.approvals)
        for name in approval.hours
    ]
    for where, name in (*named, *(("courses", name) for name in issuer.courses)):
        if name not in known:
            message = f'there is no such course; "{where}" names "{name}"'
            yield Problem(f"{message}; {suggestion(name, known)}", (*where.split("."), name))


def serial(issuer: Issuer, number: int, course: str, day: str) -> str:
    """Return a serial number; `day` is the ISO day of issue."""
    values = {"number": f"{number:0{issuer.digits}}", "year": day[:4], "course": course}
    return SLOT.sub(lambda slot: values[slot[1]], issuer.serial)


def _broken_rules(issuer: Issuer) -> Iterator[tuple[str, Path]]:
    slots = set(SLOT.findall(issuer.serial))
    # What is left in braces would be printed as it stands.
    if "number" not in slots or slots - _SERIAL or set("{}") & set(SLOT.sub("", issuer.serial)):
        remedy = "write {number} and, if wanted, {year} and {course}"
        yield f'this is no pattern of serial numbers; "{issuer.serial}"; {remedy}', ("serial",)
    for name, least in (("next", 1), ("digits", 1)):
        if getattr(issuer, name) < least:
            yield (
                f'"{name}" is too small; found {getattr(issuer, name):g}; write {least} or more',
                (name,),
            )
    if issuer.digits > 12:
        yield f'"digits" is too large; found {issuer.digits}; write 12 or fewer', ("digits",)
    yield from _of_uploads(issuer)
    for at, approval in enumerate(issuer.approvals):
        yield from _of_approval(approval, ("approvals", at))


def _of_uploads(issuer: Issuer) -> Iterator[tuple[str, Path]]:
    """Yield what would be saved under no name, or in the place of another file."""
    taken = ["register", "refused", "ce broker"]
    for at, upload in enumerate(issuer.uploads):
        name = " ".join(upload.name.lower().split())
        if not name or name in taken:
            found = f'found "{upload.name}"; write one of its own'
            yield f"a file for upload has no name of its own; {found}", ("uploads", at, "name")
        taken.append(name)


def _of_approval(approval: Approval, path: Path) -> Iterator[tuple[str, Path]]:
    days = (approval.valid_from, approval.valid_to)
    for name, day in zip(("valid_from", "valid_to"), days, strict=True):
        if not is_day(day):
            where = f"approvals.{path[1]}.{name}"
            yield f'"{where}" is no day; found "{day}"; write one such as 2026-12-31', (*path, name)
    if all(map(is_day, days)) and days[1] < days[0]:
        found = f'{approval.body}, "{days[1]}" comes before "{days[0]}"'
        yield f"an approval ends before it begins; {found}; mend one of them", path
    if not approval.hours:
        found = f"{approval.body} has no `hours`"
        remedy = 'write them by course, such as {"a-course": 1}'
        yield f"an approval counts for no course; {found}; {remedy}", (*path, "hours")
    for course, hours in approval.hours.items():
        if not 0 < hours < 1000:
            found = f'{hours:g} for "{course}"'
            yield f"this is no number of hours; found {found}; write one above 0", (*path, "hours")


def is_day(text: str) -> bool:
    """Return whether a text is an ISO day such as 2026-12-31."""
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat() == text
    return False
