"""Terms: what a completion of one version of a course is held against. The build writes them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from selfassess.definition.canonical import build


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The terms of one version of a course."""

    course: str
    """The id of the course."""
    version: str
    """Its version."""
    title: str
    """Its title."""
    status: Literal["draft", "open", "withdrawn"]
    """Drafts make no completions."""
    language: str = "en"
    """The tag of its language."""
    test: str
    """The id of the instrument with the items of the test."""
    test_version: str = ""
    """The version of it that the site has; "" if that is not known, as of older versions."""
    pass_percent: int
    """The least share of right answers."""
    attempts: int = 0
    """How often the test may be tried; 0 for any number."""
    pages: tuple[str, ...] = ()
    """The pages that have to be read."""
    objectives: dict[str, str] = field(default_factory=dict)
    """What a learner can do afterwards, by id."""
    questions: dict[str, str] = field(default_factory=dict)
    """What else the evaluation asks, by id."""
    identity: tuple[str, ...] = ("name",)
    """What a completion has to say of the learner."""
    released: str = ""
    """The ISO day from which it may be completed."""
    expires: str = ""
    """The last one."""


@dataclass(frozen=True)
class Known:
    """What the build knows of all courses, in every version that can be completed."""

    engine: str
    """The version of the program that this site is made with."""
    terms: tuple[Terms, ...]

    @cached_property
    def of(self) -> dict[tuple[str, str], Terms]:
        """The terms by course and version."""
        return {(one.course, one.version): one for one in self.terms}

    @property
    def newest(self) -> dict[str, Terms]:
        """The terms of the newest version of each course, by its id: the first that is listed."""
        return {one.course: one for one in reversed(self.terms)}


def read_known(text: str) -> Known:
    """Return what the build wrote. The text is trusted."""
    return build(Known, json.loads(text))
