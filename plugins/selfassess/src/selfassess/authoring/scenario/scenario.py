"""Scenario: everything that one scenario.yml says.

A reader goes from step to step by what they choose to say. There is no key and no score: each choice
has a reason, and some ways go wrong before they can be mended.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from selfassess.definition.changes import Change  # noqa: TC001 - pydantic reads it
from selfassess.definition.facts import (
    AS_HOLDER,
    CODE,
    DECLARED,
    ID,
    LANGUAGE,
    PAGE,
    PRESENTATION,
    TEXT,
    VERSION,
    WORDS,
    WRITTEN,
    Entry,
    Least,
)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing that the reader may say or do at a step."""

    label: Annotated[str, TEXT, WRITTEN, WORDS]
    """What you say, in quotes, or what you do."""
    to: Annotated[str, CODE, AS_HOLDER]
    """The id of the step or the end that it leads to."""
    because: Annotated[str, TEXT, WRITTEN, WORDS]
    """The reason why this helps or does not, shown after the choice."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A moment at which the reader chooses."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name that never changes; choices lead to it."""
    text: Annotated[str, TEXT, WRITTEN, WORDS]
    """What the patient says and does."""
    options: Annotated[tuple[Choice, ...], Least(2), Entry("option", by="to"), AS_HOLDER]
    """What the reader may say or do: two or three."""


@dataclass(frozen=True, kw_only=True)
class FurtherPage:
    """A page that says more."""

    page: Annotated[str, PAGE, AS_HOLDER]
    """The page, such as "practices/validation.md"."""
    about: Annotated[str, TEXT, WRITTEN, WORDS]
    """The words of the link: what is found there."""


@dataclass(frozen=True, kw_only=True)
class End:
    """Where a conversation comes to rest."""

    id: Annotated[str, ID, AS_HOLDER]
    """A short name that never changes; choices lead to it."""
    text: Annotated[str, TEXT, WRITTEN, WORDS]
    """What has happened."""
    carries_on: Annotated[str, TEXT, WRITTEN, WORDS]
    """What is still open, and who does what next."""
    pages: Annotated[tuple[FurtherPage, ...], Least(1), Entry("page", by="page"), AS_HOLDER]
    """Where to read on."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A scenario: everything that one scenario.yml says."""

    id: Annotated[str, ID, PRESENTATION]
    """A short name that never changes: small letters, digits and hyphens, a letter first. It is
    also the name of the folder."""
    version: Annotated[str, VERSION, WRITTEN, DECLARED]
    """The version of its texts, which a translation names."""
    title: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """Its name."""
    who: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """Who the reader is in it, such as "A nurse on a surgical ward"."""
    setting: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """Where and when it happens."""
    opening: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """What has happened so far. The people are made up and have no names."""
    steps: Annotated[tuple[Step, ...], Least(1), Entry("step"), PRESENTATION]
    """The moments of choice; it begins with the first."""
    ends: Annotated[tuple[End, ...], Least(1), Entry("end"), PRESENTATION]
    """Where it may come to rest."""
    language: Annotated[str, LANGUAGE, WORDS] = "en"
    """The BCP 47 tag of the language of the texts."""
    direction: Annotated[Literal["ltr", "rtl"], PRESENTATION] = "ltr"
    """The direction of the script."""
    changes: Annotated[tuple[Change, ...], Entry("change", by="version"), DECLARED] = ()
    """What each version changed, newest first."""

    @cached_property
    def places(self) -> tuple[Step | End, ...]:
        """The steps and then the ends, in their order."""
        return (*self.steps, *self.ends)

    @cached_property
    def next(self) -> dict[str, tuple[str, ...]]:
        """Where each step leads to, by its id."""
        return {step.id: tuple(option.to for option in step.options) for step in self.steps}

    def within_reach(self, start: str) -> set[str]:
        """Return the ids of all that can be reached from a step or an end, itself included."""
        found, waiting = set[str](), [start]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self.next.get(one, ()))
        return found
