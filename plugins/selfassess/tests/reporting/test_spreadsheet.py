from __future__ import annotations

import csv

import pytest

from selfassess.reporting.spreadsheet import FOR_SPREADSHEET, PLAIN, as_typed, harmless


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "'=1+1", "＝1", "＋A1", "－A1", "＠A1"],
)
def test_a_text_that_would_run_is_made_harmless_and_read_as_it_was(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert as_typed(harmless(text)) == text


@pytest.mark.parametrize("text", ["anna", "", "'tis", "-5", "+1.5", "a=b"])
def test_other_texts_and_numbers_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
    assert as_typed(text) == text


@pytest.mark.parametrize("text", ["a;b", "a\tb", "a,b", 'a"b', "a\r\nb"])
def test_a_cell_that_some_spreadsheet_would_part_stands_in_quotes(text: str) -> None:
    line = PLAIN.line(["x", text, None, 1.5])

    assert line == f'x,"{text.replace(chr(34), chr(34) * 2)}",,1.5'
    assert next(csv.reader([line], strict=True)) == ["x", text, "", "1.5"]


def test_a_cell_that_only_another_spreadsheet_would_part_stays_as_it_is() -> None:
    assert FOR_SPREADSHEET[","].line(["a,b", "1,5", "c;d"]) == 'a,b;1,5;"c;d"'


def test_a_number_has_the_decimal_mark_of_the_spreadsheet() -> None:
    assert [dialect.cell(-1.5) for dialect in (PLAIN, *FOR_SPREADSHEET.values())] == [
        "-1.5",
        "-1.5",
        "-1,5",
    ]
