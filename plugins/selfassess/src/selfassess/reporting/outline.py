"""Outline: what the pages of a course know about it, for the learner's part.

It is a part of what the build writes of a course beside the definitions. Addresses are relative to the site's root.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    address: str = ""
    """Where it is instead, if it is not on this site; all else is empty then."""


@dataclass(frozen=True)
class Question:
    """One question about the course."""

    id: str
    """Its short name."""
    text: str
    """The question or statement."""
    type: Literal["agreement", "text"]
    """From 1 to 5, or free words."""


@dataclass(frozen=True)
class Contact:
    """Whom to ask at the sponsor."""

    purpose: str
    """What for."""
    name: str
    """A person or an office."""
    email: str
    """An address of e-mail."""


@dataclass(frozen=True)
class Sponsor:
    """Whom a learner sends the completion file to."""

    name: str = ""
    """Empty if no sponsor has taken on the course."""
    address: str = ""
    """The postal address."""
    contacts: tuple[Contact, ...] = ()
    """All of them."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Sponsor:
        """Return the sponsor that stands in what the build wrote; it may hold more."""
        contacts = [{name: one[name] for name in _names(Contact)} for one in data["contacts"]]
        return cls(data["name"], data["address"], tuple(Contact(**one) for one in contacts))


@dataclass(frozen=True)
class Outline:
    """What a page of a course knows about it."""

    id: str
    """The id of the course."""
    version: str
    """Its version."""
    title: str
    """Its name."""
    draft: bool
    """Whether it is a draft, which makes no completion file."""
    pretend: bool
    """Whether the blanks of a draft were filled for a test: its files are specimens."""
    language: str
    """The BCP 47 tag of its texts."""
    modules: tuple[OutlineModule, ...]
    """What is read, in this order."""
    test: OutlineTest
    """The test."""
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
    sponsor: Sponsor = Sponsor()
    """Who gives the course."""
    expires: str = ""
    """The last ISO day on which it may be completed; "" for no such day."""
    pre_test: dict[str, str] = field(default_factory=dict)
    """Of the questions before the course the id of the `instrument`, its `definition` and the `url`
    of its form; empty if there are none."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Outline:
        """Return the outline that stands in what the build wrote of a course; it may hold more."""
        evaluation = data["evaluation"]
        test = {name: data["test"].get(name, "") for name in _names(OutlineTest)}
        modules = [{name: one[name] for name in _names(OutlineModule)} for one in data["modules"]]
        told = {name: data[name] for name in _names(cls) & data.keys()}
        return cls(
            **told
            | {
                "modules": tuple(OutlineModule(**one) for one in modules),
                "test": OutlineTest(**test),
                "identity": tuple(data["identity"]),
                "evaluation": tuple(Question(**one) for one in evaluation["questions"]),
                "sponsor": Sponsor.of(data["sponsor"]) if "sponsor" in data else Sponsor(),
                "evaluation_address": evaluation["address"],
            }
        )


def _names(cls: Any) -> set[str]:
    return {field.name for field in fields(cls)}
