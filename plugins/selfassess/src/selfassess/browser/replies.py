"""Replies: what Python says to a page. `tools/browser_types.py` tells TypeScript the same."""

from __future__ import annotations

from dataclasses import dataclass

from selfassess.answering.arrangement import Arrangement
from selfassess.reporting.takeaway import Rehearsal


@dataclass(frozen=True)
class Html:
    """What the page shows."""

    html: str
    """A report; empty if nothing was to be shown."""


@dataclass(frozen=True)
class Issue:
    """What was found of a sponsor's files."""

    html: str
    """Verdicts, reports and certificates."""
    wants: tuple[str, ...]
    """The addresses of released tests without which it is not whole: fetch them and ask again."""
    saved: dict[str, str]
    """The texts of the files that can be saved, by name."""


@dataclass(frozen=True)
class Text:
    """What is to be saved as a file."""

    text: str
    """All that is in the file."""


@dataclass(frozen=True)
class Stand:
    """What the attempts at a test have come to."""

    html: str
    """That in words, with the reasons for the answers once they may be seen."""
    passed: bool
    """Whether one of them passed."""
    over: bool
    """Whether no attempt is left."""


@dataclass(frozen=True)
class Knowledge:
    """What was known before a course."""

    counts: dict[str, str]
    """Right answers of those asked, such as "1/2", by objective."""


@dataclass(frozen=True)
class Refusal:
    """Why the answers can not be used."""

    error: str
    """One sentence for each problem."""
    items: tuple[str, ...]
    """The ids of the items whose answers they are, each once."""
    readings: dict[str, tuple[str, ...]]
    """By item, what a doubtful answer to it can stand for, to choose from."""


@dataclass(frozen=True)
class Failure:
    """Python failed on this request; the next one is answered as if nothing had been."""

    failure: str
    """The traceback, for the console."""
    template: str
    """The name of the site's own template that failed; "" if none did."""


Reply = Html | Text | Arrangement | Rehearsal | Issue | Stand | Knowledge | Refusal | Failure
