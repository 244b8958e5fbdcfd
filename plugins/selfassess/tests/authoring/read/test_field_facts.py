"""What stands on the fields: nothing is left open, and it is found where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import pytest

from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.read.field_facts import classes, facts_of, links, unstated, walk
from selfassess.definition.canonical import hints
from selfassess.definition.facts import (
    ANSWERS,
    AS_HOLDER,
    CODE,
    PRESENTATION,
    TEXT,
    WORDS,
    Effect,
)
from selfassess.definition.instrument import Instrument
from selfassess.definition.items import Item

if TYPE_CHECKING:
    from typing import Any

DOCUMENTS = [INSTRUMENT]
"""Every type of document that the engine knows."""


@dataclass(frozen=True)
class Careless:
    """A class whose author forgot something."""

    good: Annotated[str, TEXT, WORDS]
    number: int
    code: Annotated[str, PRESENTATION]
    codes: Annotated[tuple[str, ...], CODE]


@dataclass(frozen=True)
class Holder:
    """A class that holds it."""

    parts: Annotated[tuple[Careless, ...], ANSWERS]


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.noun)
def test_every_field_of_a_document_says_what_it_is(kind: Any) -> None:
    assert unstated(kind.holds) == []


def test_what_is_left_open_is_named() -> None:
    assert unstated(Holder) == [
        "Careless.code: content",
        "Careless.codes: effect",
        "Careless.number: effect",
    ]


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.noun)
def test_only_a_single_text_is_translated_or_has_to_be_written(kind: Any) -> None:
    odd = [
        f"{cls.__name__}.{name}"
        for cls in classes(kind.holds)
        for name, facts in facts_of(cls).items()
        if (facts.written or (facts.content and facts.content.kind != "code"))
        and hints(cls)[name] is not str
    ]

    assert odd == []


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.noun)
def test_a_document_itself_states_every_effect(kind: Any) -> None:
    open_ended = [n for n, f in facts_of(kind.holds).items() if f.effect == AS_HOLDER]

    assert open_ended == []


def test_facts_are_left_out_of_the_types() -> None:
    assert hints(Item)["stem"] is str
    assert hints(Instrument)["items"] == tuple[Item, ...]


def test_facts_are_read_from_the_field() -> None:
    stem = facts_of(Item)["stem"]

    assert (stem.effect, stem.content, stem.written) == (Effect("words"), TEXT, True)
    assert facts_of(Instrument)["items"].entry is not None


def test_every_field_is_visited_with_its_place(demo: Instrument) -> None:
    found = {path: value for path, _, value in walk(demo)}

    assert found["items", 1, "stem"] == demo.items[1].stem
    assert found["scales", "share", "options", 0, "label"] == "Never"


def test_every_link_is_found_with_its_kind(strain: Instrument) -> None:
    kinds = {kind for _, kind, _ in links(strain)}
    written = {(path[-1], link) for path, _, link in links(strain)}

    assert kinds <= {"heading", "page", "heading-or-address"}
    assert written
    assert {name for name, _ in written} <= {"teaches", "page", "link"}
