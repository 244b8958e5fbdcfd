from __future__ import annotations

import json
from typing import Any

import pytest
from made_up_course import ISSUER

from selfassess.catalog import catalog
from selfassess.problems import Invalid
from selfassess.reporting.issuing.issuer import course_problems, is_day, read_issuer, serial


def refusal(**changed: Any) -> str:
    """Return what is said of an issuer.json that was changed."""
    with pytest.raises(Invalid) as refused:
        read_issuer(json.dumps(ISSUER | changed))
    return str(refused.value)


def test_a_whole_one_is_read() -> None:
    issuer = read_issuer(json.dumps(ISSUER))

    assert issuer.signer.title == "Director"
    assert issuer.approvals[0].hours == {"made-up": 1.5}
    assert issuer.uploads == ()


def test_numbers_stand_in_their_pattern() -> None:
    issuer = read_issuer(json.dumps(ISSUER | {"serial": "{course}/{year}-{number}", "digits": 3}))

    assert serial(issuer, 42, "made-up", "2026-12-01") == "made-up/2026-042"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"serial": "HL"},
            'this is no pattern of serial numbers; "HL"; '
            "write {number} and, if wanted, {year} and {course}",
        ),
        (
            {"serial": "{number}{day}"},
            'this is no pattern of serial numbers; "{number}{day}"; '
            "write {number} and, if wanted, {year} and {course}",
        ),
        ({"next": 0}, '"next" is too small; found 0; write 1 or more'),
        ({"next": "7"}, '"next" has the wrong type; found "7"; write a whole number'),
        ({"next": True}, '"next" has the wrong type; found true; write a whole number'),
        (
            {"next": 10**400},
            f'"next" has the wrong type; found 1{"0" * 59}; write a number of at most 15 digits',
        ),
        ({"digits": 13}, '"digits" is too large; found 13; write 12 or fewer'),
        ({"names": "x"}, 'there is no such field; "names"; did you mean "name"?'),
        ({"signer": {"title": "x"}}, 'a field is missing; "signer.name" was not found; add it'),
        ({"signer": "x"}, '"signer" has the wrong type; found "x"; write an object in { }'),
        ({"uploads": {}}, '"uploads" has the wrong type; found {}; write a list in [ ]'),
        (
            {"selfassess": "completion"},
            'this is another file; `selfassess` is "completion"; choose one with "issuer"',
        ),
        ({"format": 2}, "another program wrote this; `format` is 2; this one reads 1"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(changed: dict[str, Any], sentence: str) -> None:
    assert refusal(**changed) == sentence


def approval(**changed: Any) -> dict[str, Any]:
    """Return the one approval of the issuer, changed."""
    return {"approvals": [ISSUER["approvals"][0] | changed]}


def test_an_approval_has_days_in_their_order_and_hours() -> None:
    assert refusal(**approval(valid_from="1.1.2026")) == (
        '"approvals.0.valid_from" is no day; found "1.1.2026"; write one such as 2026-12-31'
    )
    assert refusal(**approval(valid_to="2025-12-31")) == (
        'an approval ends before it begins; A Board, "2025-12-31" comes before "2026-01-01"; '
        "mend one of them"
    )
    assert refusal(**approval(hours={"made-up": -1})) == (
        'this is no number of hours; found -1 for "made-up"; write one above 0'
    )
    assert refusal(**approval(hours={})) == (
        "an approval counts for no course; A Board has no `hours`; "
        'write them by course, such as {"a-course": 1}'
    )


def test_a_course_that_nobody_knows_is_told_with_its_place() -> None:
    changed = approval(hours={"made-op": 1}) | {"courses": {"made-up": {}, "other": {}}}
    issuer = read_issuer(json.dumps(ISSUER | changed))

    assert [str(problem) for problem in course_problems(issuer, ["made-up"])] == [
        'there is no such course; "approvals.0.hours" names "made-op"; did you mean "made-up"?',
        'there is no such course; "courses" names "other"; known are: made-up',
    ]


def test_what_is_no_json_is_told_with_its_place() -> None:
    with pytest.raises(Invalid) as refused:
        read_issuer('{"selfassess": "issuer",}')

    assert [(p.line, p.column) for p in refused.value.problems] == [(1, 24)]


@pytest.mark.parametrize("text", ["[1]", '"x"', "[" * 100_000, '{"a": ' * 100_000])
def test_hostile_json_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_issuer(text)


def test_days_are_written_in_one_way() -> None:
    assert [is_day(day) for day in ("2026-02-28", "2026-02-29", "20260228", "")] == [
        True,
        False,
        False,
        False,
    ]


UPLOAD = {
    "name": "State Board",
    "source": "Handbook",
    "seen": "2026-11-29",
    "columns": [{"title": "Who", "value": "{name}"}],
}


def test_the_dates_of_a_file_for_upload_are_written_in_one_of_two_ways() -> None:
    issuer = read_issuer(json.dumps(ISSUER | {"uploads": [UPLOAD | {"dates": "us"}]}))

    assert issuer.uploads[0].dates == "us"
    assert refusal(uploads=[UPLOAD | {"dates": "usa"}]) == (
        '"uploads.0.dates" has the wrong type; found "usa"; write "iso" or "us"'
    )


@pytest.mark.parametrize("name", ["Register", "refused", "CE  Broker", " "])
def test_a_file_for_upload_takes_no_other_file_s_place(name: str) -> None:
    assert refusal(uploads=[UPLOAD | {"name": name}]) == (
        f'a file for upload has no name of its own; found "{name}"; write one of its own'
    )


def test_two_files_for_upload_have_two_names() -> None:
    assert refusal(uploads=[UPLOAD, UPLOAD]) == (
        'a file for upload has no name of its own; found "State Board"; write one of its own'
    )


@pytest.mark.parametrize("pattern", ["{number}-{YEAR}", "{number}-{ year}", "{number}}"])
def test_no_brace_is_left_in_a_serial_number(pattern: str) -> None:
    assert refusal(serial=pattern) == (
        f'this is no pattern of serial numbers; "{pattern}"; '
        "write {number} and, if wanted, {year} and {course}"
    )


def test_hours_are_a_number() -> None:
    approval = ISSUER["approvals"][0] | {"hours": {"made-up": float("nan")}}
    assert refusal(approvals=[approval]) == (
        '"approvals.0.hours.made-up" has the wrong type; found NaN; '
        "write a number of at most 15 digits"
    )


def test_what_is_wrong_is_told_in_the_language_of_the_page() -> None:
    texts = catalog("es")

    with pytest.raises(Invalid) as refused:
        read_issuer(json.dumps(ISSUER | {"names": "x", "next": "7"}), texts)
    assert str(refused.value).splitlines() == [
        '«next» es de otro tipo; se encontró "7"; escriba un número entero',
        "no existe ese campo; «names»; ¿quería decir «name»?",
    ]
    with pytest.raises(Invalid) as refused:
        read_issuer(json.dumps(ISSUER | {"serial": "HL"}), texts)
    assert str(refused.value) == (
        "esto no es un modelo de números de serie; «HL»; "
        "escriba {number} y, si quiere, {year} y {course}"
    )
    problem, *_ = course_problems(read_issuer(json.dumps(ISSUER)), ["another"], texts)
    assert problem.message == (
        "no existe ese curso; «approvals.0.hours» nombra «made-up»; se conocen: another"
    )
