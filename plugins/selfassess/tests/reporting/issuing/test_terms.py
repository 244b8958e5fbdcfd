"""A course in a version that the site does not have, from its released file on disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.reporting.issuing.decided import Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.reporting.issuing.desk import Desk
    from selfassess.reporting.issuing.verdicts import Verdict

    Make = Callable[..., dict[str, Any]]
    Look = Callable[..., Desk]

ARCHIVE: dict[str, Any] = {
    "format": 1,
    "id": "made-up",
    "version": "1.0",
    "status": "open",
    "title": "Made-up course, first version",
    "objectives": [{"id": "hear", "text": "Hear."}, {"id": "tell", "text": "Tell."}],
    "modules": [{"id": "a", "title": "A", "readings": [{"page": "one.md"}]}],
    "post_test": {"bank": "made-up-test", "pass_percent": 50},
    "released": "2025-01-01",
    "expires": "2026-12-31",
    "people": [{"name": "What is not asked for does no harm."}],
}


CHOSEN = (
    "The course in this version was read from “1.0.json”, which you chose. "
    "Accept it only if that file is of your own archive."
)


def reasons(verdict: Verdict, desk: Desk) -> list[str]:
    return [one.sentence(desk.texts) for one in verdict.against + verdict.notes]


def of(desk: Desk) -> Verdict:
    (verdict,) = (one for one in desk.verdicts if one.file == "ann.json")
    return verdict


def test_a_completion_of_an_older_version_is_scored_again_with_the_archive(
    look: Look, completion: Make
) -> None:
    # Half is right: too little for the course as it is, enough for the course as it was.
    ann = completion(version="1.0", wrong=2)
    assert not of(look({"ann.json": ann})).accepted

    files = {"ann.json": ann, "1.0.json": ARCHIVE}
    desk = look(files)

    # A learner could have made that file as well.
    assert not of(desk).accepted
    assert reasons(of(desk), desk) == [CHOSEN]
    desk = look(files, decisions=[Decision("ann.json", accept=True, reason="It is our archive.")])
    (issued,) = desk.issued
    assert (issued.version, issued.title, issued.right) == (
        "1.0",
        "Made-up course, first version",
        2,
    )


def test_a_file_does_not_take_the_place_of_what_the_site_has(look: Look, completion: Make) -> None:
    desk = look({"ann.json": completion(wrong=2), "x.json": ARCHIVE | {"version": "2.0"}})

    assert reasons(of(desk), desk) == [
        "The test was not passed: 2 of 4 right, and 75 % are needed."
    ]


def test_an_archive_asks_of_learners_what_the_site_asks(look: Look, completion: Make) -> None:
    ann = completion(version="1.0", identity={"name": "Ann"})
    desk = look({"ann.json": ann, "1.0.json": ARCHIVE})

    assert reasons(of(desk), desk)[0] == "What must be known of the learner is missing: profession."


def test_a_draft_in_an_archive_makes_no_completions(look: Look, completion: Make) -> None:
    desk = look({"ann.json": completion(version="1.0"), "x.json": ARCHIVE | {"status": "draft"}})

    assert reasons(of(desk), desk) == ["The course is a draft and can not be completed."]


@pytest.mark.parametrize("changed", [{"modules": 3}, {"post_test": {}}, {"objectives": [{}]}])
def test_an_archive_that_is_damaged_is_told(look: Look, changed: dict[str, Any]) -> None:
    desk = look({"1.0.json": ARCHIVE | changed})
    (verdict,) = desk.verdicts

    assert reasons(verdict, desk) == [
        "This looks like a course or the questions of a test, and can not be read; "
        "choose the file as it was released."
    ]


def test_an_archive_with_a_wrong_type_is_told_where(look: Look) -> None:
    test = {"bank": "made-up-test", "pass_percent": "50"}
    desk = look({"1.0.json": ARCHIVE | {"post_test": test}})
    (verdict,) = desk.verdicts

    assert reasons(verdict, desk) == [
        '"pass_percent" has the wrong type; found "50"; write a whole number'
    ]


def test_a_learner_s_own_key_accepts_nothing_by_itself(
    look: Look, completion: Make, released: dict[str, str]
) -> None:
    key = json.loads(next(iter(released.values()))) | {"version": "9.9"}
    for item in key["items"]:
        for option in item["options"]:
            option["value"] = 1 - option["value"] if option["id"] != "worse" else 0
    ann = completion(wrong=4)
    ann["test"]["version"] = "9.9"
    desk = look({"ann.json": ann, "key.json": key})

    assert not of(desk).accepted
    assert reasons(of(desk), desk)[0] == (
        "The questions in this version were read from “key.json”, which you chose. "
        "Accept it only if that file is of your own archive."
    )
