from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.authoring.data.answersheet import Respondent
from selfassess.authoring.data.exports import as_data
from selfassess.authoring.data.score_table import columns, write_csv, write_json
from selfassess.reporting.report import make_report
from selfassess.reporting.spreadsheet import FOR_SPREADSHEET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selfassess.definition.instrument import Instrument

MORE = """
scores:
  - id: total
    title: All
    of: [h1, h2, h3, a1, a2, a3]
    scoring: {method: sum, missing: {rule: prorate, minimum: 1}}
    bands: [{minimum: 0, below: 9, label: Few}, {minimum: 9, label: "=Many"}]
    tables:
      - id: halves
        title: Halves
        group: {item: g1, at_most: 0}
        bands: [{minimum: 0, below: 12, label: Lower}, {minimum: 12, label: Upper}]
      - id: halves
        title: Halves
        group: {item: g1, at_least: 1}
        bands: [{minimum: 0, below: 11, label: Lower}, {minimum: 11, label: Upper}]
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
            flat = score | {f"tables.{key}": band for key, band in score.pop("tables", {}).items()}
            for field, value in flat.items():
                written = "" if value is None else str(value)
                assert cells[f"{name}.{field}"] == written.replace("=Many", "'=Many")
        assert cells["respondent"] == line["respondent"]
        assert cells["outcomes.style"] == line["outcomes"]["style"]
        assert cells["remarks"].split() == line.get("remarks", [])
        assert cells["total.not_asked"] == "0"


def test_the_first_lines_of_csv(more: Instrument) -> None:
    out = io.StringIO()
    write_csv(more, sheet(more), out)
    head, first, *_ = out.getvalue().splitlines()
    assert head.startswith(
        "respondent,instrument,version,hearing.status,hearing.value,hearing.raw,hearing.text,"
    )
    assert head.endswith("total.not_asked,total.tables.halves,outcomes.style,alerts,remarks")
    assert first.startswith("r0,demo,1.0,scored,75.0,3.0,Usually,,2,0,1,0,scored,75.0,")
    assert first.endswith(",Upper,quiet,,waits asks")


def test_every_result_that_a_rule_gives_has_a_column(strain: Instrument) -> None:
    found = columns(strain)
    tables = {each.id: each.tables for each in strain.scored_domains}
    tables |= {each.id: each.tables for each in strain.scores}
    for name, several in tables.items():
        assert f"{name}.band" in found
        assert {f"{name}.tables.{table.id}" for table in several} <= set(found)
    assert {f"outcomes.{each.id}" for each in strain.classifications} <= set(found)
    assert len(found) == len(set(found))


def test_the_band_of_the_table_of_a_group_is_told_or_left_open(more: Instrument) -> None:
    first, second, third = (line["scores"]["total"]["tables"] for line in lines(more))
    assert first == {"halves": "Upper"}
    assert second == third == {"halves": None}


def test_a_table_for_a_spreadsheet_has_its_marks(more: Instrument) -> None:
    out = io.StringIO()
    write_csv(more, sheet(more), out, FOR_SPREADSHEET[","])
    head, first, *_ = out.getvalue().splitlines()
    assert head.startswith("\ufeffrespondent;instrument;version;")
    assert first.startswith("r0;demo;1.0;scored;75,0;3,0;Usually;;2;0;1;0;")


@pytest.mark.parametrize(("mark", "text"), [(".", "62.5"), (",", "62,5")])
def test_a_score_without_words_has_the_mark_of_the_spreadsheet_too(
    mark: str, text: str, demo_text: str, read: Callable[[str], Instrument]
) -> None:
    plain = read(
        demo_text.replace("kind: self-review", "kind: self-review\nfeedback: none").replace(
            "rescale: {minimum: 0, maximum: 100}",
            "decimals: 1\n  rescale: {minimum: 0, maximum: 100}",
        )
    )
    rows = [Respondent("r", Answers.from_text(plain, {"a1": "2", "a2": "3"}))]
    out = io.StringIO()
    write_csv(plain, rows, out, FOR_SPREADSHEET[mark])
    delimiter = FOR_SPREADSHEET[mark].delimiter
    (line,) = csv.DictReader(io.StringIO(out.getvalue()), delimiter=delimiter)
    assert (line["asking.value"], line["asking.text"]) == (text, text)


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
