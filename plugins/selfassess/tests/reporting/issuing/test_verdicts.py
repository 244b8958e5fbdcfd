from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest
from made_up_course import ISSUER, TERMS, answers

from selfassess.reporting.issuing.decided import Decision, Given
from selfassess.reporting.issuing.terms import Known
from selfassess.reporting.issuing.verdicts import is_same

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.issuing.desk import Desk
    from selfassess.reporting.issuing.verdicts import Verdict

    Make = Callable[..., dict[str, Any]]
    Look = Callable[..., Desk]


def said(verdict: Verdict, desk: Desk) -> list[str]:
    """Return what speaks against a file."""
    return [reason.sentence(desk.texts) for reason in verdict.against]


def only(desk: Desk) -> list[str]:
    """Return what speaks against the one file."""
    (verdict,) = desk.verdicts
    assert not verdict.accepted
    return said(verdict, desk)


def test_a_passed_test_is_accepted(look: Look, completion: Make) -> None:
    (verdict,) = look({"ann.json": completion(wrong=1)}).verdicts

    assert verdict.accepted
    assert verdict.best
    assert (len(verdict.best.right), verdict.best.percent) == (3, 75)
    assert not verdict.notes


def test_a_failed_test_is_refused_with_its_figures(look: Look, completion: Make) -> None:
    desk = look({"ann.json": completion(wrong=2)})

    assert only(desk) == ["The test was not passed: 2 of 4 right, and 75 % are needed."]


EDITS: dict[str, tuple[dict[str, Any], str]] = {
    "specimen": ({"specimen": True}, "It is a specimen, made for a trial."),
    "course": (
        {"version": "3.0"},
        "This site knows no version 3.0 of a course “made-up”. Choose its released file as well.",
    ),
    "test": (
        {"test": {"instrument": "another", "version": "1.0", "attempts": []}},
        "“another” is not the test of this course.",
    ),
    "version": (
        {"test": {"instrument": "made-up-test", "version": "0.9", "attempts": []}},
        "The questions of version 0.9 of the test were not found. "
        "Choose their released file as well.",
    ),
    "untried": (
        {"test": {"instrument": "made-up-test", "version": "1.0", "attempts": []}},
        "It holds no attempt at the test.",
    ),
    "early": (
        {"started": "2025-12-01", "finished": "2025-12-31"},
        "It was finished on 2025-12-31, before the course was released.",
    ),
    "pages": (
        {"modules": [{"page": "two.md", "read": "2026-11-19"}]},
        "Not every page is marked as read; missing: one.md.",
    ),
    "more of the learner": (
        {"identity": {"name": "Ann Ample", "profession": "Nurse", "credit": "40 hours"}},
        "It says of the learner what this course does not ask: credit. "
        "None of that is printed or listed.",
    ),
    "identity": (
        {"identity": {"name": "Ann Ample", "profession": " "}},
        "What must be known of the learner is missing: profession.",
    ),
    "days": (
        {"started": "2026-11-25"},
        "Its days do not fit each other: begun 2026-11-25, test 2026-11-20, finished 2026-11-20.",
    ),
    "future": (
        {"finished": "2026-12-24"},
        "It says a time that has not come yet: 2026-12-24.",
    ),
    "read in the future": (
        {"modules": [{"page": "one.md", "read": "2026-12-24"}]},
        "It says a time that has not come yet: 2026-12-24.",
    ),
    "read after the end": (
        {"modules": [{"page": "one.md", "read": "2026-11-22"}]},
        "A page is marked as read on 2026-11-22; "
        "the course was begun on 2026-11-19 and finished on 2026-11-20.",
    ),
    "read before the beginning": (
        {"modules": [{"page": "one.md", "read": "2026-11-17"}]},
        "A page is marked as read on 2026-11-17; "
        "the course was begun on 2026-11-19 and finished on 2026-11-20.",
    ),
    "a name that nobody sees": (
        {"identity": {"name": "\u200b\u2060", "profession": "Nurse"}},
        "It tells no name that a certificate could be made out to. "
        "Ask the learner for a file with one.",
    ),
    "a profession that nobody sees": (
        {"identity": {"name": "Ann Ample", "profession": "\u3164"}},
        "What must be known of the learner is missing: profession.",
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_file_is_refused_with_a_sentence(edit: str, look: Look, completion: Make) -> None:
    changed, sentence = EDITS[edit]

    assert sentence in only(look({"ann.json": completion(**changed)}))


ATTEMPTS: dict[str, tuple[dict[str, Any], str]] = {
    "backwards": (
        {"begun": "2026-11-20T11:00Z"},
        "Attempt 1 ends before it begins.",
    ),
    "future": (
        {"ended": "2026-11-29T12:16Z", "begun": "2026-11-29T12:00Z"},
        "It says a time that has not come yet: 2026-11-29T12:16Z.",
    ),
    "code": (
        {"seed": "K3"},
        'Attempt 1 can not be scored (this is no code of a draw; found "K3"; '
        "write one such as k3f9 or k3f9.2).",
    ),
    "no code": (
        {"seed": ""},
        "Attempt 1 can not be scored (the code of the draw is missing).",
    ),
    "option": (
        {"answers": {"hear1": "best"}},
        'Attempt 1 can not be scored (the answer to "hear1" is not an option; found "best"; '
        "write good, bad or worse).",
    ),
    "item": (
        {"answers": {"hear9": "good"}},
        'Attempt 1 can not be scored (there is no such item; "hear9"; did you mean "hear4"?).',
    ),
}


@pytest.mark.parametrize("edit", ATTEMPTS)
def test_an_edited_attempt_is_refused_with_a_sentence(
    edit: str, look: Look, completion: Make
) -> None:
    changed, sentence = ATTEMPTS[edit]
    data = completion()
    data["test"]["attempts"][0] |= changed

    desk = look({"ann.json": data}, ISSUER)

    assert sentence in only(desk)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_that_can_be_written_do_not_stop_the_desk(
    day: str, look: Look, completion: Make
) -> None:
    data = completion()
    data["test"]["attempts"][0] |= {"begun": f"{day}T00:10Z", "ended": f"{day}T23:50Z"}

    first, second = look({"a.json": data, "b.json": completion("Bo", seed="q7")}).verdicts

    assert "outside" in {reason.code for reason in first.against}
    assert second.accepted


def test_answers_of_another_code_show(look: Look, completion: Make, bank: Instrument) -> None:
    data = completion()
    data["test"]["attempts"][0]["answers"] = answers(bank, "zzz")
    drawn = {*answers(bank, "k3f9")}
    strange = ", ".join(name for name in answers(bank, "zzz") if name not in drawn)

    assert only(look({"ann.json": data})) == [
        f'Attempt 1 can not be scored (the code "k3f9" does not draw this; "{strange}").'
    ]


def test_more_attempts_than_allowed_and_one_code_twice_show(look: Look, completion: Make) -> None:
    data = completion()
    attempt = data["test"]["attempts"][0]
    later = {"begun": "2026-11-20T11:00Z", "ended": "2026-11-20T11:09Z"}
    last = {"begun": "2026-11-20T12:00Z", "ended": "2026-11-20T12:09Z", "seed": "k3f9"}
    data["test"]["attempts"] = [attempt, attempt | later, attempt | last]

    assert only(look({"ann.json": data})) == [
        "Attempts at the test: 3; allowed: 2.",
        "Two attempts have one code, “k3f9”.",
    ]


def test_a_second_attempt_can_pass_and_may_not_begin_within_the_first(
    look: Look, completion: Make, bank: Instrument
) -> None:
    data = completion(wrong=4)
    second = {"seed": "k3f9.2", "answers": answers(bank, "k3f9.2")}
    times = {"begun": "2026-11-20T10:20Z", "ended": "2026-11-20T10:30Z"}
    data["test"]["attempts"].append(second | times)
    (passed,) = look({"ann.json": data}).verdicts
    data["test"]["attempts"][1]["begun"] = "2026-11-20T10:13Z"

    assert passed.accepted
    assert only(look({"ann.json": data})) == ["Attempt 2 begins before the one before it ends."]


def test_what_has_no_answer_counts_as_wrong_and_is_noted(look: Look, completion: Make) -> None:
    data = completion()
    data["test"]["attempts"][0]["answers"].popitem()
    desk = look({"ann.json": data | {"engine": "0.0.9", "language": "xx"}})
    (verdict,) = desk.verdicts

    assert verdict.accepted
    assert [note.sentence(desk.texts) for note in verdict.notes] == [
        "Questions without an answer in attempt 1: 1. They count as wrong.",
        "It says that the course is in the language “xx”; this one is in “en”.",
        "It was made with version 0.0.9 of the program; it was scored again with 0.1.0.",
    ]


def test_another_version_of_the_test_than_the_course_has_is_noted(
    look: Look, completion: Make
) -> None:
    known = Known("0.1.0", (dataclasses.replace(TERMS, test_version="1.1"),))
    desk = look({"ann.json": completion()}, known=known)
    (verdict,) = desk.verdicts

    assert verdict.accepted
    assert [reason.sentence(desk.texts) for reason in verdict.notes] == [
        "It was taken with version 1.0 of the test; the course asks version 1.1."
    ]


def test_a_page_that_was_read_in_the_version_before_is_noted(look: Look, completion: Make) -> None:
    known = Known("0.1.0", (dataclasses.replace(TERMS, released="2026-11-20"),))
    desk = look({"ann.json": completion()}, known=known)
    (verdict,) = desk.verdicts

    assert verdict.accepted
    assert [reason.sentence(desk.texts) for reason in verdict.notes] == [
        "A page is marked as read on 2026-11-19, before this version of the course was released."
    ]


def test_a_draft_and_a_withdrawn_course_are_refused(look: Look, completion: Make) -> None:
    draft, gone = (dataclasses.replace(TERMS, status=of) for of in ("draft", "withdrawn"))
    files = {"ann.json": completion()}

    assert only(look(files, known=Known("0.1.0", (draft,)))) == [
        "The course is a draft and can not be completed."
    ]
    assert only(look(files, known=Known("0.1.0", (gone,)))) == ["The course has been withdrawn."]


def test_a_course_that_ended_is_refused(look: Look, completion: Make) -> None:
    over = Known("0.1.0", (dataclasses.replace(TERMS, expires="2026-11-19"),))

    assert only(look({"ann.json": completion()}, known=over)) == [
        "It was finished on 2026-11-20, and the course ended on 2026-11-19."
    ]


def test_the_same_file_under_another_name_shows(look: Look, completion: Make) -> None:
    data = completion()
    desk = look({"a.json": data, "b.json": json.dumps(data, indent=4)})

    assert [one.accepted for one in desk.verdicts] == [True, False]
    assert said(desk.verdicts[1], desk) == ["It says the same as “a.json”."]


def test_a_second_file_of_one_person_shows_and_another_licence_is_another_person(
    look: Look, completion: Make
) -> None:
    desk = look({"a.json": completion(), "b.json": completion(" ann  AMPLE ", seed="q7")})

    assert said(desk.verdicts[1], desk) == ["“a.json” is of the same person and course."]
    assert not is_same({"name": "Ann", "licence": "1"}, {"name": "Ann", "licence": "2"})
    assert not is_same({"name": ""}, {"name": ""})


def test_who_failed_first_may_pass_in_another_file(look: Look, completion: Make) -> None:
    desk = look({"a.json": completion(wrong=4), "b.json": completion(seed="q7")})

    assert [one.accepted for one in desk.verdicts] == [False, True]


def test_answers_that_were_copied_show_in_both_files(look: Look, completion: Make) -> None:
    desk = look({"a.json": completion(), "b.json": completion("Bo Brief")})
    first, second = desk.verdicts

    assert said(second, desk) == [
        "Its codes and answers are those of “a.json”, under another name."
    ]
    assert [note.sentence(desk.texts) for note in first.notes] == [
        "“b.json” has the same codes and answers under another name."
    ]


def test_a_certificate_is_not_issued_twice(look: Look, completion: Make) -> None:
    before = look({"ann.json": completion()}).saved["accepted.json"]
    desk = look({"accepted.json": before, "again.json": completion(seed="q7")})

    assert only(desk) == ["A certificate was issued for it already: HL-2026-0007."]


def test_a_decision_by_hand_overrules_all_but_what_can_not_be_read(
    look: Look, completion: Make
) -> None:
    files = {"a.json": completion(wrong=4), "b.json": completion(specimen=True), "c.json": "{"}
    decisions = [Decision(name, accept=True, reason="Spoke to her.") for name in files]

    verdicts = look(files, decisions=decisions).verdicts

    assert [one.accepted for one in verdicts] == [True, False, False]


def test_a_broken_and_an_oversized_file_are_refused_with_a_sentence(look: Look) -> None:
    desk = look({"broken.json": '{"selfassess": "completion",', "large.json": "x" * 500_001})

    assert [said(one, desk) for one in desk.verdicts] == [
        [
            "This file can not be read; it breaks off or is damaged at line 1, column 29; "
            "save it anew from the course, and do not open it in between."
        ],
        [
            "This file is too large; it has 500001 characters, and no file of a course has more "
            "than 500000; choose the file that the course saved."
        ],
    ]


def test_one_name_typed_on_two_keyboards_is_one_person() -> None:
    assert is_same({"name": "Jos\u00e9"}, {"name": "Jose\u0301"})


def test_a_sign_that_nobody_sees_makes_nobody_another_person_and_is_not_printed(
    look: Look, completion: Make
) -> None:
    desk = look({"a.json": completion("Ann\u200b Ample"), "b.json": completion(seed="q7")})

    assert said(desk.verdicts[1], desk) == ["“a.json” is of the same person and course."]
    assert [one.identity["name"] for one in desk.issued] == ["Ann Ample"]


def test_who_leaves_the_licence_out_once_is_the_same_person(look: Look, completion: Make) -> None:
    licence = completion()["identity"] | {"licence": "RN 12"}
    desk = look({"a.json": completion(), "b.json": completion(seed="q7", identity=licence)})

    assert said(desk.verdicts[1], desk)[-1] == "“a.json” is of the same person and course."


def test_a_decision_is_of_one_of_two_files_with_one_name(look: Look, completion: Make) -> None:
    ann, bo = (
        completion(name, seed=seed, wrong=4) for name, seed in (("Ann", "k3f9"), ("Bo", "q7"))
    )
    files = [Given("c.json", json.dumps(data)) for data in (ann, bo)]
    decisions = [Decision("c.json (2)", accept=True, reason="Spoke to Bo.")]

    verdicts = dataclasses.replace(look({}, decisions=decisions), files=files).verdicts

    assert [(one.file, one.accepted) for one in verdicts] == [
        ("c.json", False),
        ("c.json (2)", True),
    ]


@pytest.mark.parametrize(("ended", "notes"), [("10:00", 1), ("10:01", 0)])
def test_a_test_that_was_answered_faster_than_read_is_accepted_and_marked(
    ended: str, notes: int, look: Look, completion: Make
) -> None:
    data = completion()
    data["test"]["attempts"][0]["ended"] = f"2026-11-20T{ended}Z"

    desk = look({"ann.json": data}, known=Known("0.1.0", (TERMS,), least_seconds=20))

    (verdict,) = desk.verdicts
    assert (verdict.accepted, verdict.marked) == (True, bool(notes))
    sentence = (
        "Attempt 1 took 0 min for 4 questions, less than reading them takes most people. "
        "It counts; ask, if you wonder."
    )
    assert [reason.sentence(desk.texts) for reason in verdict.notes] == [sentence] * notes
