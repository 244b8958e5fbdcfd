from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from selfassess.definition.changes import Change
from selfassess.definition.versions import changed_items, lineage, outdated, relation

if TYPE_CHECKING:
    from selfassess.definition.changes import ChangeKind
    from selfassess.definition.instrument import Instrument


def entry(version: str, kind: ChangeKind, *items: str) -> Change:
    return Change(
        version=version,
        date="2026-11-22",
        kind=kind,
        what=f"The {kind} of {version}.",
        items=items,
    )


def made(demo: Instrument, *changes: Change) -> Instrument:
    return dataclasses.replace(demo, version=changes[0].version, changes=changes)


FIRST = entry("1.0", "first")


def test_a_version_is_the_same_as_itself(demo: Instrument) -> None:
    assert relation(demo, "1.0").kind == "same"


@pytest.mark.parametrize("kind", ["typo", "scoring", "wording"])
def test_one_change_says_how_a_version_came_from_the_one_before(
    demo: Instrument, kind: ChangeKind
) -> None:
    assert relation(made(demo, entry("1.1", kind), FIRST), "1.0").kind == kind


def test_of_several_changes_the_one_that_matters_most_counts(demo: Instrument) -> None:
    now = made(demo, entry("1.3", "typo"), entry("1.2", "wording"), entry("1.1", "scoring"), FIRST)

    found = {version: relation(now, version).kind for version in ("1.3", "1.2", "1.1", "1.0")}

    assert found == {"1.3": "same", "1.2": "typo", "1.1": "wording", "1.0": "wording"}


def test_what_changed_is_told_from_the_oldest_on(demo: Instrument) -> None:
    now = made(demo, entry("1.2", "scoring"), entry("1.2", "typo"), entry("1.1", "scoring"), FIRST)

    assert relation(now, "1.0").what("scoring") == ("The scoring of 1.1.", "The scoring of 1.2.")


@pytest.mark.parametrize("version", ["0.9", "1.2", "", "2026"])
def test_nothing_is_known_of_a_version_that_is_not_named(demo: Instrument, version: str) -> None:
    assert relation(made(demo, entry("1.1", "typo"), FIRST), version).kind == "unknown"


def test_a_version_came_from_those_that_are_named(demo: Instrument) -> None:
    now = made(demo, entry("1.1", "typo"), entry("1.1", "scoring"), FIRST)

    assert lineage(now) == ("1.1", "1.0")
    assert lineage(demo) == ("1.0",)


def test_a_wording_that_names_nothing_changes_every_item(demo: Instrument) -> None:
    now = made(demo, entry("1.1", "wording"), FIRST)

    assert changed_items(now, relation(now, "1.0").since) == set(now.item)


def test_a_wording_changes_the_items_that_it_names_alone_or_by_their_domain(
    demo: Instrument,
) -> None:
    now = made(demo, entry("1.2", "scoring"), entry("1.1", "wording", "h2", "growing"), FIRST)

    assert changed_items(now, relation(now, "1.0").since) == {"h2", "g1", "g2", "g3"}


def test_drafts_lose_the_answers_to_what_has_changed(demo: Instrument) -> None:
    now = made(
        demo,
        entry("1.3", "typo"),
        entry("1.2", "wording", "h2", "growing"),
        entry("1.1", "scoring"),
        FIRST,
    )
    changed = ["h2", "g1", "g2", "g3"]

    assert outdated(now) == {"1.3": [], "1.2": [], "1.1": changed, "1.0": changed}
    assert outdated(now, "hearing") == {"1.3": [], "1.2": [], "1.1": ["h2"], "1.0": ["h2"]}
    assert outdated(now, "asking") == {"1.3": [], "1.2": [], "1.1": [], "1.0": []}


def test_drafts_of_the_only_version_lose_nothing(demo: Instrument) -> None:
    assert outdated(demo) == {"1.0": []}
