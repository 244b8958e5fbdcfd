"""Terms: what a completion of one version of a course is held against. The build writes them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from selfassess.definition.canonical import build
from selfassess.reporting.issuing.given import built

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from gettext import NullTranslations


# Items of this project's tests have 46 words in the median, and few adults read more than 300 words
# of English in a minute (Brysbaert 2019, Journal of Memory and Language 109).
LEAST_SECONDS = 9.0
"""For an item of a test, until a provider.yml says another."""


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
    file: str = ""
    """The name of the released file that it was read from, if that was chosen from disk."""


@dataclass(frozen=True)
class Known:
    """What the build knows of all courses, in every version that can be completed."""

    engine: str
    """The version of the program that this site is made with."""
    terms: tuple[Terms, ...]
    released: dict[str, str] = field(default_factory=dict)
    """The hash of each released test of the site, as `integrity` has it, by its address."""
    least_seconds: float = LEAST_SECONDS
    """The least seconds for an item of a test; one that took less is marked."""

    @cached_property
    def of(self) -> dict[tuple[str, str], Terms]:
        """The terms by course and version."""
        return {(one.course, one.version): one for one in self.terms}

    @property
    def newest(self) -> dict[str, Terms]:
        """The terms of the newest version of each course, by its id: the first that is listed."""
        return {one.course: one for one in reversed(self.terms)}


def terms_in(
    course: Mapping[str, Any],
    identity: Sequence[str],
    file: str = "",
    texts: NullTranslations | None = None,
) -> Terms:
    """Return the terms of a course from its plain data, which is what a released file holds.

    Raises Invalid, in the language of `texts`, or what Python raises for data that is no course, such as KeyError.
    """
    test = course["post_test"]
    readings = [reading for module in course["modules"] for reading in module["readings"]]
    questions = course.get("evaluation", {}).get("questions", ())
    found = {name: course[name] for name in _SAME if name in course}
    found |= {name: test[name] for name in ("pass_percent", "attempts") if name in test}
    return built(
        Terms,
        found
        | {
            "course": course["id"],
            "status": course.get("status", "draft"),
            "test": test["bank"],
            "pages": list(dict.fromkeys(reading["page"] for reading in readings)),
            "objectives": {one["id"]: one["text"] for one in course["objectives"]},
            "questions": {one["id"]: one["text"] for one in questions},
            "identity": list(identity),
            "file": file,
        },
        texts,
    )


_SAME = ("version", "title", "language", "released", "expires")
"""The fields that a course has under the same name."""


def read_known(text: str) -> Known:
    """Return what the build wrote. The text is trusted."""
    return build(Known, json.loads(text))
