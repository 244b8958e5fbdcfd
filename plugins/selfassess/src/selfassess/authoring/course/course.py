"""Course: everything that one course.yml says.

A course orders pages of the site and says what they teach; its questions are instruments. What is
not known yet, such as a name, is left out: nothing is made up to fill a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from selfassess.definition.changes import Change
from selfassess.definition.facts import (
    ANSWERS,
    AS_HOLDER,
    CODE,
    DAY,
    DECLARED,
    ID,
    LANGUAGE,
    PAGE,
    PRESENTATION,
    SCORING,
    TEXT,
    VERSION,
    WORDS,
    WRITTEN,
    Entry,
    Least,
)

Status = Literal["draft", "open", "withdrawn"]
Role = Literal["author", "planner", "test-writer", "reviewer"]
ROLES: tuple[Role, ...] = ("author", "planner", "test-writer", "reviewer")


@dataclass(frozen=True, kw_only=True)
class Level:
    """How demanding the course is, in the words of one body."""

    body: Annotated[str, CODE, AS_HOLDER]
    """The body, such as "ASWB"."""
    level: Annotated[str, TEXT, WRITTEN, AS_HOLDER]
    """Its word, such as "beginning"."""


@dataclass(frozen=True, kw_only=True)
class Objective:
    """What a learner can do afterwards."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name that never changes. The bank has its items under the same name."""
    text: Annotated[str, TEXT, WRITTEN, WORDS]
    """One sentence that begins with a verb that can be observed, such as "Choose"."""

    @property
    def verb(self) -> str:
        """The word that it begins with, in small letters."""
        return self.text.split(maxsplit=1)[0].strip(".,:;").casefold() if self.text.strip() else ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A page of the course, or one section of it."""

    page: Annotated[str, PAGE, ANSWERS]
    """The page, such as "practices/validation.md"."""
    section: Annotated[str, CODE, ANSWERS] = ""
    """The heading whose section is read, such as "four-moves"; the whole page if left out."""
    objectives: Annotated[tuple[str, ...], CODE, ANSWERS] = ()
    """The ids of the objectives that it teaches."""


@dataclass(frozen=True, kw_only=True)
class Module:
    """A part of the course that is read in one go."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name that never changes; progress is kept under it."""
    title: Annotated[str, TEXT, WRITTEN, WORDS]
    """Its name."""
    readings: Annotated[tuple[Reading, ...], Least(1), Entry("reading", by="page"), AS_HOLDER]
    """What is read, in this order."""
    check: Annotated[str, CODE, AS_HOLDER] = ""
    """The id of the instrument that checks what was understood; none if left out."""


@dataclass(frozen=True, kw_only=True)
class PostTest:
    """The test at the end. How many items of each objective it asks stands in its bank."""

    bank: Annotated[str, CODE, ANSWERS]
    """The id of the instrument that has the items, each under an objective of the course."""
    pass_percent: Annotated[int, Least(1), SCORING]
    """The least share of right answers with which it is passed."""
    attempts: Annotated[int, Least(0), PRESENTATION] = 0
    """How often it may be tried; 0 for any number."""
    rationales: Annotated[Literal["after-passing", "after-last-attempt"], PRESENTATION] = (
        "after-passing"
    )
    """When the reasons for the right answers are shown."""
    address: Annotated[str, CODE, PRESENTATION] = ""
    """Where the test is taken in the sponsor's own system, beginning with https://. Its bank then
    lies outside of this site, and no page here has it."""


@dataclass(frozen=True, kw_only=True)
class EvaluationQuestion:
    """One question about the course."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name."""
    text: Annotated[str, TEXT, WRITTEN, WORDS]
    """The question or statement."""
    type: Annotated[Literal["agreement", "text"], AS_HOLDER] = "agreement"
    """`agreement`: from 1 (not at all) to 5 (fully). `text`: free words."""


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """What learners are asked about the course; no answer carries a name."""

    address: Annotated[str, CODE, PRESENTATION] = ""
    """The sponsor's own form, beginning with https://, if that is used instead."""
    questions: Annotated[tuple[EvaluationQuestion, ...], Entry("question"), AS_HOLDER] = ()
    """What is asked beyond one question for each objective, which is asked anyway."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who is responsible for a part of the course."""

    name: Annotated[str, CODE, WRITTEN, PRESENTATION]
    """The full name. Only real people who have agreed."""
    roles: Annotated[tuple[Role, ...], Least(1), PRESENTATION]
    """`author`, `planner`, `test-writer`, `reviewer` (independent of the authors)."""
    credentials: Annotated[str, TEXT, PRESENTATION] = ""
    """Degrees and licences."""
    position: Annotated[str, TEXT, PRESENTATION] = ""
    """Discipline, position and place of work."""
    disclosure: Annotated[str, TEXT, PRESENTATION] = ""
    """Every financial relationship of the past 24 months with an ineligible company; that there is
    none is said too."""


@dataclass(frozen=True, kw_only=True)
class Difficulty:
    """How difficult the text was rated, for the formula of Mergener."""

    value: Annotated[float, SCORING]
    """From 1, very easy, to 5, very difficult."""
    rater: Annotated[str, CODE, SCORING] = ""
    """Who rated it, by name. Without one no hours by Mergener are told."""


@dataclass(frozen=True, kw_only=True)
class CourseChange(Change):
    """What a version of a course changed."""

    nature: Annotated[Literal["typo", "clarification", "substance", "error"], DECLARED]
    """`substance` and `error` need a new date of review."""
    approved_by: Annotated[str, CODE, DECLARED] = ""
    """Who approved it, by name."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course: everything that one course.yml says."""

    id: Annotated[str, ID, ANSWERS]
    """A short name that never changes: small letters, digits and hyphens, a letter first. It is
    also the name of the folder."""
    version: Annotated[str, VERSION, WRITTEN, DECLARED]
    """The version of what is taught and asked. A completion carries it."""
    status: Annotated[Status, PRESENTATION] = "draft"
    """`draft` until every person, date and text is there: it says so on every page and is in no
    list. `open`: learners may complete it. `withdrawn`: only a notice is left."""
    withdrawn: Annotated[str, TEXT, PRESENTATION] = ""
    """Of a withdrawn course: the notice."""
    title: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """Its name."""
    description: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """About a hundred words."""
    practice_gap: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What is done now, and what should be done."""
    gap_evidence: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """How the gap is known."""
    need: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What learners lack: knowledge, competence or performance."""
    outcome: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What is different afterwards."""
    outcome_measure: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """How that is measured."""
    audience: Annotated[tuple[str, ...], CODE, Least(1), PRESENTATION]
    """The professions it is for."""
    levels: Annotated[tuple[Level, ...], Entry("level", by="body"), PRESENTATION] = ()
    """Its level in the words of each body."""
    not_for: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """Whom it does not serve."""
    prerequisites: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What has to be known before; that there is nothing is said too."""
    objectives: Annotated[tuple[Objective, ...], Least(1), Entry("objective"), ANSWERS]
    """What a learner can do afterwards."""
    modules: Annotated[tuple[Module, ...], Least(1), Entry("module", order="answers"), ANSWERS]
    """Its parts in their order."""
    post_test: Annotated[PostTest, ANSWERS]
    """The test at the end."""
    pre_test: Annotated[str, CODE, PRESENTATION] = ""
    """The id of an instrument with some questions that may be answered before anything is read, each
    under an objective of the course; none if left out. Of the answers, the right ones are counted by
    objective, and kept for the completion file."""
    practice: Annotated[tuple[str, ...], CODE, PRESENTATION] = ()
    """The ids of the scenarios in which it is practised."""
    evaluation: Annotated[Evaluation, PRESENTATION] = Evaluation()
    """What learners are asked about the course."""
    people: Annotated[tuple[Person, ...], Entry("person", by="name"), PRESENTATION] = ()
    """Authors, planners, the writer of the test and an independent reviewer."""
    commercial_support: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """Who paid for it; that nobody did is said too."""
    limits: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What the content does not cover, and how sure it is."""
    common_risks: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """The most common risks of following it."""
    severe_risks: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """The most severe ones."""
    references: Annotated[tuple[str, ...], CODE, PRESENTATION] = ()
    """The keys of the references that it rests on beyond those of its pages."""
    technical_needs: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What a learner's device must have."""
    difficulty: Annotated[Difficulty | None, SCORING] = None
    """How difficult the text was rated."""
    pilot_minutes: Annotated[tuple[float, ...], SCORING] = ()
    """How many minutes each learner of a pilot took."""
    released: Annotated[str, DAY, PRESENTATION] = ""
    """The day from which it may be completed."""
    reviewed: Annotated[str, DAY, PRESENTATION] = ""
    """The day of the last review."""
    expires: Annotated[str, DAY, PRESENTATION] = ""
    """The last day on which it may be completed."""
    language: Annotated[str, LANGUAGE, WORDS] = "en"
    """The BCP 47 tag of the language of the texts."""
    direction: Annotated[Literal["ltr", "rtl"], PRESENTATION] = "ltr"
    """The direction of the script."""
    changes: Annotated[tuple[CourseChange, ...], Entry("change", by="version"), DECLARED] = ()
    """What each version changed, newest first."""

    @cached_property
    def objective(self) -> dict[str, Objective]:
        """The objectives by id."""
        return {one.id: one for one in self.objectives}

    def with_role(self, role: Role) -> tuple[Person, ...]:
        """Return the people who have a role."""
        return tuple(person for person in self.people if role in person.roles)
