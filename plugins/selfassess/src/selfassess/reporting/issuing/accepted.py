"""Accepted: the list of the certificates that were issued, as a file that is read again.

The next time it goes in with the new files, so that nothing is issued twice and the numbers go on.
A later step that signs can read it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from selfassess.reporting.issuing.given import FORMAT, MARK, data_of, read

if TYPE_CHECKING:
    from gettext import NullTranslations

LONGEST = 20_000_000
"""The most characters of a list; a certificate takes about six hundred, and none ever leaves it."""


@dataclass(frozen=True, kw_only=True)
class Issued:
    """One certificate."""

    serial: str
    number: int
    course: str
    version: str
    title: str
    identity: dict[str, str]
    finished: str
    """The ISO day on which the course was completed."""
    issued: str
    """The ISO day of the certificate."""
    right: int = 0
    asked: int = 0
    attempts: int = 0
    engine: str = ""
    by: str = "rules"
    """`rules`, `hand`, or `accommodation` where there is no file."""
    reason: str = ""
    """Of the last two: why."""
    file: str = ""
    """The SHA-256 of what the file says."""
    answers: str = ""
    """The SHA-256 of the codes and answers."""

    @property
    def percent(self) -> int:
        """The whole percent of right answers."""
        return 100 * self.right // self.asked if self.asked else 0


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """All certificates that were issued so far."""

    issuer: str = ""
    accepted: tuple[Issued, ...] = field(default=())

    @property
    def next(self) -> int:
        """The first number that is free."""
        return max((one.number for one in self.accepted), default=0) + 1


def read_accepted(text: str, texts: NullTranslations | None = None) -> Accepted:
    """Return the list in a file; raise Invalid with every problem, in the language of `texts`."""
    return read(Accepted, data_of(text, LONGEST, texts), "accepted", texts)


def write_accepted(accepted: Accepted) -> str:
    """Return the list as the text of its file."""
    data = {MARK: "accepted", "format": FORMAT, **asdict(accepted)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
