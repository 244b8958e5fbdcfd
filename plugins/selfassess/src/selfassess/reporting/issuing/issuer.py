"""Issuer: what a sponsor says once in a file that is never published, issuer.json.

Who signs, how certificates are numbered, which approvals are printed on them, and how the files
for upload look. A learner's browser never has any of it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from gettext import NullTranslations
from typing import TYPE_CHECKING, Literal

from selfassess.numeric import typed
from selfassess.problems import Invalid, Problem
from selfassess.reporting.issuing.given import data_of, meant, read

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


def read_issuer(text: str, texts: NullTranslations | None = None) -> Issuer:
    """Return what an issuer.json says; raise Invalid with every problem.

    `texts` has the sentences in another language, here and below.
    """
    texts = texts or NullTranslations()
    issuer = read(Issuer, data_of(text, texts=texts), "issuer", texts)
    if problems := [Problem(message, path) for message, path in _broken_rules(issuer, texts)]:
        raise Invalid(problems)
    return issuer


def course_problems(
    issuer: Issuer, known: Collection[str], texts: NullTranslations | None = None
) -> Iterator[Problem]:
    """Yield the courses of an issuer.json that are not among the known ones.

    A certificate would say that no credit is awarded, and nothing else would tell why.
    """
    texts = texts or NullTranslations()
    named = [
        (f"approvals.{at}.hours", name)
        for at, approval in enumerate(issuer.approvals)
        for name in approval.hours
    ]
    for where, name in (*named, *(("courses", name) for name in issuer.courses)):
        if name not in known:
            said = texts.gettext('there is no such course; "%(where)s" names "%(name)s"')
            message = said % {"where": where, "name": name}
            path = (*where.split("."), name)
            yield Problem(f"{message}; {meant(name, known, texts)}", path)


def serial(issuer: Issuer, number: int, course: str, day: str) -> str:
    """Return a serial number; `day` is the ISO day of issue."""
    values = {"number": f"{number:0{issuer.digits}}", "year": day[:4], "course": course}
    return SLOT.sub(lambda slot: values[slot[1]], issuer.serial)


def _broken_rules(issuer: Issuer, texts: NullTranslations) -> Iterator[tuple[str, Path]]:
    slots = set(SLOT.findall(issuer.serial))
    # What is left in braces would be printed as it stands.
    if "number" not in slots or slots - _SERIAL or set("{}") & set(SLOT.sub("", issuer.serial)):
        said = texts.gettext(
            'this is no pattern of serial numbers; "%(found)s"; '
            "write {number} and, if wanted, {year} and {course}"
        )
        yield said % {"found": issuer.serial}, ("serial",)
    for name in ("next", "digits"):
        if (number := getattr(issuer, name)) < 1:
            said = texts.gettext('"%(name)s" is too small; found %(found)s; write 1 or more')
            yield said % {"name": name, "found": number}, (name,)
    if issuer.digits > 12:
        said = texts.gettext('"digits" is too large; found %(found)s; write 12 or fewer')
        yield said % {"found": issuer.digits}, ("digits",)
    yield from _of_uploads(issuer, texts)
    for at, approval in enumerate(issuer.approvals):
        yield from _of_days(approval, ("approvals", at), texts)
        yield from _of_hours(approval, ("approvals", at), texts)


def _of_uploads(issuer: Issuer, texts: NullTranslations) -> Iterator[tuple[str, Path]]:
    """Yield what would be saved under no name, or in the place of another file."""
    taken = ["register", "refused", "ce broker"]
    for at, upload in enumerate(issuer.uploads):
        name = " ".join(upload.name.lower().split())
        if not name or name in taken:
            said = texts.gettext(
                'a file for upload has no name of its own; found "%(found)s"; write one of its own'
            )
            yield said % {"found": upload.name}, ("uploads", at, "name")
        taken.append(name)


def _of_days(approval: Approval, path: Path, texts: NullTranslations) -> Iterator[tuple[str, Path]]:
    days = (approval.valid_from, approval.valid_to)
    for name, day in zip(("valid_from", "valid_to"), days, strict=True):
        if not is_day(day):
            said = texts.gettext(
                '"%(where)s" is no day; found "%(found)s"; write one such as 2026-12-31'
            )
            where = f"approvals.{path[1]}.{name}"
            yield said % {"where": where, "found": day}, (*path, name)
    if all(map(is_day, days)) and days[1] < days[0]:
        said = texts.gettext(
            "an approval ends before it begins; "
            '%(body)s, "%(last)s" comes before "%(first)s"; mend one of them'
        )
        yield said % {"body": approval.body, "last": days[1], "first": days[0]}, path


def _of_hours(
    approval: Approval, path: Path, texts: NullTranslations
) -> Iterator[tuple[str, Path]]:
    if not approval.hours:
        said = texts.gettext(
            "an approval counts for no course; %(body)s has no `hours`; "
            'write them by course, such as {"a-course": 1}'
        )
        yield said % {"body": approval.body}, (*path, "hours")
    for course, hours in approval.hours.items():
        if not 0 < hours < 1000:
            said = texts.gettext(
                'this is no number of hours; found %(found)s for "%(course)s"; write one above 0'
            )
            yield said % {"found": typed(hours), "course": course}, (*path, "hours")


def is_day(text: str) -> bool:
    """Return whether a text is an ISO day such as 2026-12-31."""
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat() == text
    return False
