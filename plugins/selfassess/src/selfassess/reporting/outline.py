"""Outline: what the pages of a course know about it, for the learner's part.

The build writes it as JSON beside the definitions. Addresses are relative to the site's root.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True)
class OutlineModule:
    """A part that is read in one go."""

    page: str
    """The page, such as "practices/active-listening.md"; it names the module."""
    url: str
    """Its address."""
    title: str
    """Its name."""
    hash: str
    """A short code of its text: another text has another."""


@dataclass(frozen=True)
class OutlineTest:
    """The test at the end."""

    instrument: str
    """The id of the instrument that holds the items."""
    version: str
    """Its version."""
    url: str
    """The address of the page with its form."""
    definition: str
    """The address of what Python is told about it."""


@dataclass(frozen=True)
class Question:
    """One question about the course."""

    id: str
    text: str
    type: Literal["agreement", "text"]


@dataclass(frozen=True)
class Outline:
    """What a page of a course knows about it."""

    id: str
    version: str
    title: str
    draft: bool
    """Whether it is a draft, which makes no completion file."""
    pretend: bool
    """Whether the blanks of a draft were filled for a test: its files are specimens."""
    language: str
    """The BCP 47 tag of its texts."""
    modules: tuple[OutlineModule, ...]
    test: OutlineTest
    pass_mark: int
    """The least whole percent of right answers with which the test is passed."""
    attempts: int
    """How often it may be tried; 0 for any number."""
    rationales: Literal["after-passing", "after-last"]
    """When the reasons for the answers are shown; after the last attempt means after passing too."""
    identity: tuple[str, ...]
    """The names of what the sponsor asks of the learner."""
    engine: str
    """The version of the program that scores."""
    runtime: str
    """The address of the manifest of Python."""
    evaluation: tuple[Question, ...] = ()
    """What is asked about the course."""
    evaluation_address: str = ""
    """The sponsor's own form, if that is used instead."""


def to_json(outline: Outline) -> str:
    """Return the outline as the browser reads it."""
    return json.dumps(asdict(outline), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
