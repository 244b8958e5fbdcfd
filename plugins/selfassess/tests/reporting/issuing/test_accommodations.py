"""Who is accepted without a file, held against the files of the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfassess.reporting.issuing.decided import Accommodation, Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.reporting.issuing.accommodations import Accommodated
    from selfassess.reporting.issuing.desk import Desk

    Make = Callable[..., dict[str, Any]]
    Look = Callable[..., Desk]

ANN = {"name": "ann  ample", "profession": "Nurse"}
BY_PHONE = Accommodation("made-up", "2026-11-21", ANN, "By phone.")
REFUSED = (
    "“a.json”, of the same person and course, was refused: "
    "The test was not passed: 2 of 4 right, and 75 % are needed."
)


def said(one: Accommodated, desk: Desk) -> list[str]:
    """Return what is told of somebody without a file."""
    return [reason.sentence(desk.texts) for reason in one.against + one.notes]


def test_a_refused_file_of_the_same_person_is_told_and_recorded(
    look: Look, completion: Make
) -> None:
    desk = look({"a.json": completion(wrong=2)}, accommodations=[BY_PHONE])
    (one,), (issued,) = desk.accommodated, desk.issued

    assert said(one, desk) == [REFUSED]
    assert issued.reason == f"By phone. {REFUSED}"
    assert f"By phone. {REFUSED}" in desk.saved["register.csv"]


def test_a_reason_by_hand_is_told_with_it(look: Look, completion: Make) -> None:
    decisions = [Decision("a.json", accept=False, reason="Another wrote it.")]
    desk = look({"a.json": completion()}, decisions=decisions, accommodations=[BY_PHONE])
    (one,) = desk.accommodated

    assert said(one, desk) == [
        "“a.json”, of the same person and course, was refused: Another wrote it."
    ]


def test_who_has_a_certificate_or_gets_one_by_a_file_gets_no_second(
    look: Look, completion: Make
) -> None:
    first = look({"a.json": completion()}, accommodations=[BY_PHONE])
    again = look({"old.json": first.accepted}, accommodations=[BY_PHONE])

    assert [said(one, first) for one in first.accommodated] == [
        ["“a.json” is of the same person and course."]
    ]
    assert [one.by for one in first.issued] == ["rules"]
    assert [said(one, again) for one in again.accommodated] == [
        ["A certificate was issued for it already: HL-2026-0007."]
    ]
    assert again.issued == ()


def test_the_same_person_is_accepted_once(look: Look) -> None:
    desk = look({}, accommodations=[BY_PHONE, BY_PHONE])

    assert [said(one, desk) for one in desk.accommodated] == [
        [],
        ["The same person has been accepted for this course above."],
    ]
    assert len(desk.issued) == 1
