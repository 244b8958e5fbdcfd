from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.authoring.instruments import INSTRUMENT, read_instrument
from selfassess.authoring.releases.undeclared_changes import undeclared
from selfassess.definition import canonical
from selfassess.definition.changes import Change
from selfassess.definition.instrument import Instrument

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.changes import ChangeKind

FIRST = Change(version="1.0", date="2026-11-22", kind="first", what="The first.")


def entry(kind: ChangeKind, *items: str, version: str = "1.1") -> Change:
    return Change(version=version, date="2026-11-23", kind=kind, what="This.", items=items)


def edited(instrument: Instrument, edit: Callable[[Any], object], *entries: Change) -> Instrument:
    """Return an instrument after an edit of its plain data, with what was said of the edit."""
    data = canonical.plain(instrument)
    edit(data)
    after = canonical.build(Instrument, data)
    if not entries:
        return after
    return dataclasses.replace(after, version=entries[0].version, changes=(*entries, FIRST))


def problems(instrument: Instrument, edit: Callable[[Any], object], *entries: Change) -> list[str]:
    found = undeclared(instrument, edited(instrument, edit, *entries), INSTRUMENT)
    return [problem.message for problem in found]


def new_stem(data: Any) -> None:
    data["items"][0]["stem"] = "I waited, too."


def new_key(data: Any) -> None:
    data["items"][1].pop("reverse")


def new_item(data: Any) -> None:
    data["items"].append({"id": "h4", "stem": "New.", "domain": "hearing", "scale": "share"})


def no_item(data: Any) -> None:
    data["items"].pop(0)


def new_habit(data: Any) -> None:
    data["items"][0]["habit"] = "Wait a little."


def nothing(_: Any) -> None:
    """Change nothing."""


@pytest.mark.parametrize(
    ("edit", "kinds"),
    [
        (nothing, ("typo", "scoring", "wording")),
        (new_habit, ("typo", "scoring", "wording")),
        (new_stem, ("typo", "wording")),
        (new_key, ("scoring", "wording")),
        (new_item, ("wording",)),
        (no_item, ("wording",)),
    ],
)
def test_each_change_has_its_kinds(
    demo: Instrument, edit: Callable[[Any], object], kinds: tuple[ChangeKind, ...]
) -> None:
    every: tuple[ChangeKind, ...] = ("typo", "scoring", "wording")

    assert tuple(kind for kind in every if not problems(demo, edit, entry(kind))) == kinds


def test_a_change_of_a_released_version_needs_a_new_one(demo: Instrument) -> None:
    assert problems(demo, new_stem) == [
        'version "1.0" has been released; item "h1": `stem` was "I waited.", is "I waited, too."; '
        "give it a new version with an entry of kind typo or wording in `changes`, "
        "and run `selfassess release demo`"
    ]
    assert problems(demo, new_habit) == [
        'version "1.0" has been released; item "h1": `habit` was "Wait.", is "Wait a little."; '
        "give it a new version with an entry of any kind in `changes`, "
        "and run `selfassess release demo`"
    ]


def test_more_than_a_typo_is_refused(demo: Instrument) -> None:
    assert problems(demo, new_key, entry("typo")) == [
        '`changes` says only typo; item "h2": `reverse` was true, is false; '
        "add an entry of kind scoring or wording"
    ]


def test_a_scoring_covers_no_new_question(demo: Instrument) -> None:
    assert problems(demo, new_item, entry("scoring"), entry("typo")) == [
        '`changes` says only typo, scoring; item "h4" was added; add an entry of kind wording'
    ]


def test_the_place_is_that_of_the_change(demo: Instrument) -> None:
    found = undeclared(demo, edited(demo, new_key, entry("typo")), INSTRUMENT)

    assert [problem.path for problem in found] == [("items", 1, "reverse")]


def test_the_changes_of_all_versions_since_count_together(demo: Instrument) -> None:
    def both(data: Any) -> None:
        new_stem(data)
        new_key(data)

    assert problems(demo, both, entry("typo", version="1.2"), entry("scoring")) == []


def test_a_wording_covers_the_items_that_it_names(demo: Instrument) -> None:
    assert problems(demo, new_stem, entry("wording", "h1")) == []
    assert problems(demo, new_stem, entry("wording", "hearing")) == []
    assert problems(demo, new_item, entry("wording", "h4")) == []
    assert problems(demo, new_stem, entry("wording", "h2")) == [
        "the entry of kind wording is about other items; "
        'item "h1": `stem` was "I waited.", is "I waited, too."; '
        "name it there, or add an entry of kind typo or wording"
    ]


def test_an_item_that_is_gone_is_covered_by_its_area(demo: Instrument) -> None:
    assert problems(demo, no_item, entry("wording", "h2")) == []
    assert problems(demo, no_item, entry("wording", "hearing")) == []
    assert problems(demo, no_item, entry("wording", "a1")) == [
        'the entry of kind wording is about other items; item "h1" was removed; '
        "name it there, or add an entry of kind wording"
    ]


def test_a_change_of_a_scale_needs_all_items_that_use_it(demo: Instrument) -> None:
    def no_option(data: Any) -> None:
        data["scales"]["recent"]["options"].pop()

    assert problems(demo, no_option, entry("wording", "growing")) == []
    assert problems(demo, no_option, entry("wording", "g1")) == [
        'the entry of kind wording is about other items; scale "recent", option "2" was removed; '
        "name it there, or add an entry of kind wording"
    ]


def test_a_wording_of_some_items_covers_no_scoring(demo: Instrument) -> None:
    assert problems(demo, new_key, entry("wording", "h2")) == [
        'the entry of kind wording is about other items; item "h2": `reverse` was true, is false; '
        "name it there, or add an entry of kind scoring or wording"
    ]


def test_what_was_declared_once_stays(demo: Instrument) -> None:
    released = edited(demo, new_item, entry("wording"))
    newer = dataclasses.replace(
        released, version="1.2", changes=(entry("typo", version="1.2"), entry("typo"), FIRST)
    )

    assert [problem.message for problem in undeclared(released, newer, INSTRUMENT)] == [
        'the entries of version "1.1" have changed; they are not those that were released; '
        "restore them"
    ]


def test_a_first_entry_may_come_with_the_second_version_only(demo: Instrument) -> None:
    late = dataclasses.replace(demo, changes=(FIRST,))

    assert [problem.message for problem in undeclared(demo, late, INSTRUMENT)] == [
        'the entries of version "1.0" have changed; they are not those that were released; '
        "restore them"
    ]


def test_an_edit_of_a_pool_is_about_all_that_may_be_drawn_from_it() -> None:
    bank = read_instrument(Path(__file__).parents[2] / "bank" / "instrument.yml")

    def no_wren(data: Any) -> None:
        data["items"] = [item for item in data["items"] if item["id"] != "name-wren"]

    def more(data: Any) -> None:
        data["objectives"][0]["draw"] = 3

    def elsewhere(data: Any) -> None:
        data["items"][1]["objective"] = "steps"

    pools = ("name-owl", "name-wren", "name-crane", "name-finch", "name-heron")
    steps = ("steps-nest", "steps-garden", "steps-cage")
    for edit, enough in ((no_wren, pools), (more, pools), (elsewhere, pools + steps)):
        assert problems(bank, edit, entry("wording", *enough)) == []
        assert len(problems(bank, edit, entry("wording", *enough[1:]))) == 1
        assert len(problems(bank, edit, entry("typo"))) == 1
