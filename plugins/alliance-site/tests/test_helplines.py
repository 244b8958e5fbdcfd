from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from alliance_site import helplines
from selfassess.authoring.read.fields import adapter
from selfassess.problems import InvalidFile

if TYPE_CHECKING:
    from pathlib import Path

ONE = """\
helplines:
  - place: Here
    service: A service
    number: "000"
    whom: for anyone
    source: example.org
    checked_on: "2026-06-01"
"""


def read(tmp_path: Path, text: str) -> helplines.Helpline:
    file = tmp_path / "helplines.yml"
    file.write_text(text, encoding="utf-8")
    return helplines.read(file, "helplines.yml")[0]


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InvalidFile) as raised:
        read(tmp_path, text)
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("today", "printed"),
    [
        (date(2026, 5, 31), False),
        (date(2026, 6, 1), True),
        (date(2027, 6, 1), True),
        (date(2027, 6, 2), False),
    ],
)
def test_a_number_is_printed_for_twelve_months(tmp_path: Path, today: date, printed: bool) -> None:
    assert read(tmp_path, ONE).is_printed(today) is printed


def test_a_number_that_nobody_checked_is_never_printed(tmp_path: Path) -> None:
    text = ONE.replace('"2026-06-01"', "null")
    assert not read(tmp_path, text).is_printed(date(2026, 6, 1))


def test_an_empty_field_is_a_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, ONE.replace("source: example.org", 'source: " "')) == [
        'helplines.yml:6:13: a helpline says nothing; its "source" is empty; write it'
    ]


def test_a_number_is_text(tmp_path: Path) -> None:
    assert problems(tmp_path, ONE.replace('"000"', "112"))[0].startswith("helplines.yml:4:13: ")


def test_a_day_of_checking_has_its_place_when_it_is_wrong(tmp_path: Path) -> None:
    found = problems(tmp_path, ONE.replace("2026-06-01", "June 2026"))
    assert found[0].startswith("helplines.yml:7:17: ")


def test_every_field_is_documented() -> None:
    schema = adapter(helplines.HelplineFile).json_schema()
    fields = schema["$defs"]["Helpline"]["properties"] | schema["properties"]
    assert [name for name, field in fields.items() if not field.get("description")] == []
