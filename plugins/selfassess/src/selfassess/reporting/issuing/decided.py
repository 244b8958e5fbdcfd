"""Decided: what a sponsor chose, and decided by hand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """One file as it was chosen."""

    name: str
    """Its name."""
    text: str
    """What is in it."""


@dataclass(frozen=True)
class Decision:
    """What somebody decided by hand about a file."""

    file: str
    """The name of the file."""
    accept: bool
    """Whether it is accepted."""
    reason: str
    """Why."""


@dataclass(frozen=True)
class Accommodation:
    """Somebody who is accepted without a file, because the site was no way for them."""

    course: str
    """The id of the course."""
    finished: str
    """The ISO day on which the course was completed in another way."""
    identity: dict[str, str]
    """Who it is, by the names of the fields."""
    reason: str
    """What was done instead."""
