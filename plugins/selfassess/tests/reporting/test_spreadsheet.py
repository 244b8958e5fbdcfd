from __future__ import annotations

import pytest

from selfassess.reporting.spreadsheet import FOR_SPREADSHEET, PLAIN, as_typed, harmless


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "'=1+1"])
def test_a_text_that_would_run_is_made_harmless_and_read_as_it_was(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert as_typed(harmless(text)) == text


@pytest.mark.parametrize("text", ["anna", "", "'tis", "-5", "+1.5", "a=b"])
def test_other_texts_and_numbers_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
    assert as_typed(text) == text


def test_a_number_has_the_decimal_mark_of_the_spreadsheet() -> None:
    assert [dialect.cell(-1.5) for dialect in (PLAIN, *FOR_SPREADSHEET.values())] == [
        "-1.5",
        "-1.5",
        "-1,5",
    ]
