from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.authoring.data.answers_csv import Respondent
from selfassess.authoring.data.exports import as_data
from selfassess.authoring.data.score_table import write_csv, write_json
from selfassess.reporting.report import make_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selfassess.definition.instrument import Instrument

MORE = """
scores:
  - id: total
    title: All
    of: [h1, h2, h3, a1, a2, a3]
    scoring: {method: sum, missing: {rule: prorate, minimum: 1}}
    bands: [{minimum: 0, below: 9, label: Few}, {minimum: 9, label: Many}]
classifications:
  - id: style
    title: Style
    outcomes: [{id: quiet, label: Quiet, when: {item: h1, at_least: 3}}]
    otherwise: {label: Lively}
remarks:
  - {id: waits, when: {item: h1, at_least: 3}, text: You wait.}
  - {id: asks, when: {item: a1, at_least: 3}, text: You ask.}
"""
GIVEN: tuple[dict[str, str], ...] = (
    {"h1": "3", "h2": "1", "h3": "did-not-apply", "a1": "4", "a2": "2", "g1": "1", "g3": "0"},
    {"h1": "1"},
    {},
)


@pytest.fixture
def more(demo_text: str, read: Callable[[str], Instrument]) -> Instrument:
    """The demonstration with a further score, a classification and remarks."""
    return read(demo_text + MORE)


def sheet(instrument: Instrument) -> Iterator[Respondent]:
    for number, given in enumerate(GIVEN):
        yield Respondent(f"r{number}", Answers.from_text(instrument, given))


def lines(instrument: Instrument) -> list[dict[str, Any]]:
    out = io.StringIO()
    write_json(instrument, sheet(instrument), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_of_json_says_what_the_report_of_the_row_says(more: Instrument) -> None:
    for row, line in zip(sheet(more), lines(more), strict=True):
        report = as_data(make_report(more, row.answers))
        del report["start"]
        for score in report["scores"].values():
            score.pop("lowest", None)
        assert line == {"respondent": row.respondent, **report}


def test_the_columns_of_csv_hold_what_the_lines_of_json_hold(more: Instrument) -> None:
    out = io.StringIO()
    write_csv(more, sheet(more), out)
    table = list(csv.DictReader(io.StringIO(out.getvalue())))
    for line, cells in zip(lines(more), table, strict=True):
        for name, score in line["scores"].items():
            for field, value in score.items():
                assert cells[f"{name}.{field}"] == ("" if value is None else str(value))
        assert cells["respondent"] == line["respondent"]
        assert cells["outcomes.style"] == line["outcomes"]["style"]
        assert cells["remarks"].split() == line.get("remarks", [])
        assert cells["total.not_asked"] == "0"


def test_the_first_lines_of_csv(more: Instrument) -> None:
    out = io.StringIO()
    write_csv(more, sheet(more), out)
    head, first, *_ = out.getvalue().splitlines()
    assert head.startswith(
        "respondent,instrument,version,hearing.status,hearing.value,hearing.text,"
    )
    assert head.endswith("total.did_not_apply,total.not_asked,outcomes.style,alerts,remarks")
    assert first.startswith("r0,demo,1.0,scored,75.0,Usually,2,0,1,0,scored,75.0,Usually,2,1,0,0,")
    assert first.endswith(",quiet,,waits asks")


def test_a_line_is_written_before_the_next_row_is_asked_for(more: Instrument) -> None:
    out = io.StringIO()
    written: list[int] = []

    def watched() -> Iterator[Respondent]:
        for row in sheet(more):
            written.append(out.getvalue().count("\n"))
            yield row

    write_json(more, watched(), out)
    assert written == [0, 1, 2]


def test_no_rows_give_the_header_alone(more: Instrument) -> None:
    out = io.StringIO()
    write_csv(more, [], out)
    assert out.getvalue().count("\n") == 1
