from __future__ import annotations

import json

import pytest

from selfassess.browser import answer_request
from selfassess.browser.requests import PrepareRequest, ProfileRequest, read_request
from selfassess.reporting.profile import Kept


def test_a_request_is_what_its_name_says() -> None:
    text = '{"do": "prepare", "definition": "{}"}'

    assert read_request(text) == PrepareRequest("prepare", "{}")


def test_kept_reviews_are_built_too() -> None:
    kept = [{"date": "2026-10-01", "version": "1.0", "answers": {"h1": "4"}}]
    place = {"base": "", "level": 2, "day": ""}
    asked = {"do": "profile", "definition": "", "kept": kept, "only": None, **place}

    read = read_request(json.dumps(asked))

    assert isinstance(read, ProfileRequest)
    assert read.kept == (Kept("2026-10-01", "1.0", {"h1": "4"}),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "JSONDecodeError: "),
        (
            "{}",
            '"None" is no request; write one of report, profile, arrange, form, prepare, plan, calendar, event, export, import, issue, standing, knowledge, record, file in "do"',
        ),
        (
            '{"do": "reprt"}',
            '"reprt" is no request; write one of report, profile, arrange, form, prepare, plan, calendar, event, export, import, issue, standing, knowledge, record, file in "do"',
        ),
        (
            '{"do": "prepare", "definition": "", "today": ""}',
            'the fields of "prepare" are definition, do; missing or unknown: today; '
            "give exactly those",
        ),
        (
            '{"do": "arrange", "definition": ""}',
            'the fields of "arrange" are answers, definition, do; missing or unknown: answers; '
            "give exactly those",
        ),
    ],
)
def test_a_request_that_is_no_request_is_a_failure_with_a_sentence(text: str, message: str) -> None:
    told = json.loads(answer_request(text))

    assert told["template"] == ""
    assert message in told["failure"].splitlines()[-1]
