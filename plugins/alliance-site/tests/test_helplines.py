from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from alliance_site import helplines
from selfassess import InvalidFile
from selfassess.authoring import schema

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 6, 1)
ONE = """\
crisis: Call, now.
places:
  - id: here
    place: Here
    regions: [HE]
    helplines:
      - service: A service
        kind: crisis
        number: "000"
        whom: anyone
        hours: day and night
        seen_in: example.org
        year: 2024
        checked_on: "2026-06-01"
"""


def read(tmp_path: Path, text: str) -> helplines.Helpline:
    file = tmp_path / "helplines.yml"
    file.write_text(text, encoding="utf-8")
    return helplines.read(file, "helplines.yml").places[0].helplines[0]


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InvalidFile) as raised:
        read(tmp_path, text)
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 5, 31), False),
        (date(2026, 6, 1), True),
        (date(2027, 6, 1), True),
        (date(2027, 6, 2), False),
    ],
)
def test_a_check_is_told_for_twelve_months(tmp_path: Path, today: date, told: bool) -> None:
    known = read(tmp_path, ONE).known(today)
    assert known == "example.org, a copy of 2024" + ("; checked 1 June 2026" if told else "")


def test_a_number_that_nobody_checked_says_only_where_it_was_read(tmp_path: Path) -> None:
    text = ONE.replace('"2026-06-01"', "null")
    assert read(tmp_path, text).known(TODAY) == "example.org, a copy of 2024"


def test_a_copy_without_a_date_is_called_that(tmp_path: Path) -> None:
    text = ONE.replace("2024", "null").replace('"2026-06-01"', "null")
    assert read(tmp_path, text).known(TODAY) == "example.org, a copy without a date"


@pytest.mark.parametrize(
    ("number", "linked"),
    [
        ("116 123", "[116 123](tel:116123)"),
        ("999, or 112", "[999](tel:999), or [112](tel:112)"),
        ("call or text 988", "call or text [988](tel:988)"),
        (
            "13 11 14, or text 0477 13 11 14",
            "[13 11 14](tel:131114), or text [0477 13 11 14](sms:0477131114)",
        ),
        (
            "800-799-7233, TTY 800-787-3224, or text START to 88788",
            "[800-799-7233](tel:8007997233), TTY [800-787-3224](tel:8007873224), "
            "or text START to [88788](sms:88788)",
        ),
        (
            "list at example.org/programs",
            "list at [example.org/programs](https://example.org/programs)",
        ),
        ("see www.example.org.uk", "see [www.example.org.uk](https://www.example.org.uk)"),
    ],
)
def test_what_can_be_dialled_written_to_or_opened_is_a_link(
    tmp_path: Path, number: str, linked: str
) -> None:
    assert read(tmp_path, ONE.replace('"000"', f'"{number}"')).linked == linked


def test_an_empty_field_is_a_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, ONE.replace("seen_in: example.org", 'seen_in: " "')) == [
        'helplines.yml:12:18: a helpline says nothing; its "seen_in" is empty; write it'
    ]


def test_a_country_has_one_place(tmp_path: Path) -> None:
    other = ONE.partition("places:\n")[2].replace("id: here", "id: again")
    assert problems(tmp_path, ONE + other) == [
        'helplines.yml:17:14: this region stands twice; "HE"; keep one of them'
    ]


def test_a_number_is_text(tmp_path: Path) -> None:
    assert problems(tmp_path, ONE.replace('"000"', "112"))[0].startswith("helplines.yml:9:17: ")


def test_a_day_of_checking_has_its_place_when_it_is_wrong(tmp_path: Path) -> None:
    found = problems(tmp_path, ONE.replace("2026-06-01", "June 2026"))
    assert found[0].startswith("helplines.yml:14:21: ")


def test_every_field_is_documented() -> None:
    made = json.loads(schema(helplines.HELPLINES))
    definitions = made["$defs"]["Helpline"], made["$defs"]["Place"], made
    fields = [pair for each in definitions for pair in each["properties"].items()]
    assert [name for name, field in fields if not field.get("description")] == []
