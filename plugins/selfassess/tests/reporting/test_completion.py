from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassess.catalog import catalog
from selfassess.reporting import completion
from selfassess.reporting.completion import (
    Attempt,
    Completion,
    Evaluation,
    InvalidCompletion,
    ModuleMark,
    ModuleRead,
    Progress,
    read,
    read_as,
    write,
)

ATTEMPT = Attempt("k3f9", {"parts-polite-yes": "best"}, "2026-12-01T10:00Z", "2026-12-01T10:14Z")
TEST = completion.Test("building-the-alliance-test", "1.0", (ATTEMPT,))
WHOLE = Completion(
    specimen=False,
    course="building-the-alliance",
    version="1.0",
    language="en",
    engine="0.1.0",
    started="2026-11-29",
    finished="2026-12-01",
    modules=(ModuleRead("practices/active-listening.md", "2026-11-29"),),
    test=TEST,
    evaluation=None,
    identity={"name": "Zoë नमस्ते", "profession": "Nurse"},
)
AGAIN = "save it anew from the course."

words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), max_size=9)
days = st.dates().map(str)
moments = st.datetimes().map(lambda at: at.isoformat(timespec="minutes") + "Z")
maps = st.dictionaries(words, words, max_size=3)


def many(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=2).map(tuple)


attempts = many(st.builds(Attempt, words, maps, moments, moments))
tests = st.builds(completion.Test, words, words, attempts)
completions = st.builds(
    Completion,
    specimen=st.booleans(),
    course=words,
    version=words,
    language=words,
    engine=words,
    started=days,
    finished=days,
    modules=many(st.builds(ModuleRead, words, days)),
    test=tests,
    evaluation=st.none(),
    identity=maps,
    before=maps,
)
progresses = st.builds(
    Progress, words, words, days, many(st.builds(ModuleMark, words, words, days)), tests
)


def changed(**fields: Any) -> str:
    return json.dumps(json.loads(write(WHOLE)) | fields)


def refusal(text: str) -> str:
    with pytest.raises(InvalidCompletion) as caught:
        read(text)
    return str(caught.value)


@given(completions)
def test_every_completion_is_read_back_as_it_was_written(whole: Completion) -> None:
    assert read(write(whole)) == whole


@given(progresses)
def test_progress_is_read_back_as_it_was_written(progress: Progress) -> None:
    assert read_as(Progress, write(progress)) == progress


def test_an_evaluation_names_nobody_and_no_day() -> None:
    evaluation = Evaluation("building-the-alliance", "1.0", "2026-12", {"clear": "5"})

    text = write(evaluation)

    assert json.loads(text) == {
        "selfassess": "evaluation",
        "format": 1,
        "course": "building-the-alliance",
        "version": "1.0",
        "month": "2026-12",
        "answers": {"clear": "5"},
    }
    assert read_as(Evaluation, text) == evaluation


def test_a_file_says_first_what_it_is_and_can_be_read_by_people() -> None:
    assert write(WHOLE).startswith('{\n  "selfassess": "completion",\n  "format": 1,\n')
    assert '"name": "Zoë नमस्ते"' in write(WHOLE)


def test_a_mark_of_the_order_of_bytes_does_no_harm() -> None:
    assert read("\ufeff" + write(WHOLE)) == WHOLE


def test_a_file_that_breaks_off_is_told_where() -> None:
    assert refusal(write(WHOLE)[:60]) == (
        "This file can not be read; it breaks off or is damaged at line 4, column 14; save it anew "
        "from the course, and do not open it in between."
    )


@pytest.mark.parametrize("text", ["[]", "3", "null", "{}", '{"selfassess": 3}', "[" * 100_000])
def test_the_file_of_somebody_else_is_told(text: str) -> None:
    assert refusal(text) == (
        "This is no file of a course; it says nothing of being one; "
        "choose the file that the course saved."
    )


def test_a_file_of_another_kind_is_told_by_its_kind() -> None:
    evaluation = write(Evaluation("building-the-alliance", "1.0", "2026-12", {}))

    assert refusal(evaluation) == (
        "This is another file; it is a file of “evaluation”; choose one of “completion”."
    )


def test_a_newer_format_is_told() -> None:
    assert refusal(changed(format=2)) == (
        "This file was saved by a newer version of this site; its format is 2, and this page reads "
        "1; load the page again, or use the site that saved it."
    )


def test_a_file_that_is_too_large_is_not_even_parsed() -> None:
    assert refusal(" " * 500_001) == (
        "This file is too large; it has 500001 characters, and no file of a course has more than "
        "500000; choose the file that the course saved."
    )


def test_a_name_that_stands_twice_is_told() -> None:
    twice = write(WHOLE).replace('"version": "1.0",', '"version": "1.0", "version": "2.0",', 1)

    assert refusal(twice) == f"In this file a name stands twice; found “version”; {AGAIN}"


def test_a_field_that_is_missing_is_told_with_its_place() -> None:
    test = {"instrument": "x", "version": "1", "attempts": [{"seed": "k3f9"}]}

    assert refusal(changed(test=test)) == (
        f"In this file something is missing; there is no “test.attempts[0].answers”; {AGAIN}"
    )


def test_a_field_that_no_course_saves_is_told() -> None:
    assert refusal(changed(score=14)) == (
        f"In this file something stands that no course saves; found “score”; {AGAIN}"
    )


@pytest.mark.parametrize(
    ("fields", "name", "found", "wanted"),
    [
        ({"format": True}, "format", "true", "1"),
        ({"format": "1"}, "format", '"1"', "1"),
        ({"format": 0}, "format", "0", "1"),
        ({"specimen": 0}, "specimen", "0", "true or false"),
        ({"course": None}, "course", "null", "a text"),
        ({"evaluation": {}}, "evaluation", "{}", "null"),
        ({"started": "29.11.2026"}, "started", '"29.11.2026"', "a date such as 2026-11-29"),
        ({"started": "2026-02-30"}, "started", '"2026-02-30"', "a date such as 2026-11-29"),
        ({"started": "2026-1-1"}, "started", '"2026-1-1"', "a date such as 2026-11-29"),
        ({"modules": {}}, "modules", "{}", "a list"),
        ({"modules": [3]}, "modules[0]", "3", "a group of fields"),
        ({"test": []}, "test", "[]", "a group of fields"),
        ({"identity": []}, "identity", "[]", "answers by their names"),
        ({"identity": {"name": 3}}, "identity.name", "3", "a text"),
        ({"identity": {"name": float("nan")}}, "identity.name", "NaN", "a text"),
        ({"language": "e" * 2001}, "language", '"' + "e" * 39 + "…", "a shorter text"),
        (
            {"identity": {"name": "Ann\ud800"}},
            "identity.name",
            '"Ann\\ud800"',
            "a text without hidden signs",
        ),
        (
            {"identity": {"name": "Ann\u202egnp"}},
            "identity.name",
            '"Ann\\u202egnp"',
            "a text without hidden signs",
        ),
        ({"course": "a\0b"}, "course", '"a\\u0000b"', "a text without hidden signs"),
    ],
)
def test_what_can_not_be_right_is_told_with_its_place(
    fields: dict[str, Any], name: str, found: str, wanted: str
) -> None:
    assert refusal(changed(**fields)) == (
        f"In this file “{name}” can not be right; found {found} where {wanted} belongs; {AGAIN}"
    )


def test_a_list_that_is_too_long_is_told() -> None:
    module = {"page": "a.md", "read": "2026-11-29"}

    assert refusal(changed(modules=[module] * 501)) == (
        f"In this file a list is too long; “modules” has 501 entries, and 500 are the most; {AGAIN}"
    )


@given(st.text())
def test_no_text_does_anything_but_be_refused(text: str) -> None:
    with pytest.raises(InvalidCompletion):
        read(text)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5))
def test_no_value_in_any_field_does_anything_but_be_refused(value: Any) -> None:
    for name in ("modules", "test", "identity", "format", "started"):
        if name == "modules" and value == []:
            continue
        with pytest.raises(InvalidCompletion):
            read(changed(**{name: value}))


def test_the_sentences_are_said_in_the_language_of_the_page() -> None:
    with pytest.raises(InvalidCompletion) as caught:
        read("{}", catalog("es"))

    assert str(caught.value) == (
        "Este no es un archivo de un curso; no dice que lo sea; "
        "elija el archivo que guardó el curso."
    )


def test_a_moment_has_no_zone_besides_its_z() -> None:
    data = json.loads(write(WHOLE))
    data["test"]["attempts"][0]["begun"] = "2026-12-01T10:00+05:00Z"

    assert refusal(json.dumps(data)) == (
        "In this file “test.attempts[0].begun” can not be right; found "
        f'"2026-12-01T10:00+05:00Z" where a date such as 2026-11-29T10:00Z belongs; {AGAIN}'
    )


def test_a_file_says_what_was_known_before_only_where_that_was_asked() -> None:
    assert "before" not in json.loads(write(WHOLE))

    text = write(replace(WHOLE, before={"parts": "1/2"}))

    assert json.loads(text)["before"] == {"parts": "1/2"}
    assert read(text).before == {"parts": "1/2"}
