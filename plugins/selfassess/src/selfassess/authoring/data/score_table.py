"""Score table: the scores of many respondents, a line for each, in the order of their answers.

A line leaves out what a report picks for its reader, which takes longer than scoring.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TextIO

from selfassess.authoring.data.exports import data_by_id, findings_data
from selfassess.reporting.findings import find
from selfassess.reporting.spreadsheet import PLAIN
from selfassess.scoring.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selfassess.authoring.data.answersheet import Respondent
    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.spreadsheet import Dialect

    Line = dict[str, Any]

ABOUT = ("respondent", "instrument", "version")
FIELDS = (
    "status",
    "value",
    "raw",
    "text",
    "band",
    "answered",
    "skipped",
    "did_not_apply",
    "not_asked",
)
LISTS = ("alerts", "remarks")
_NUMBER = re.compile(r"-?\d+[.,]\d+")


def write_json(instrument: Instrument, rows: Iterable[Respondent], out: TextIO) -> None:
    """Write a line of JSON for each row before the next row is read."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for line in _lines(instrument, rows):
        out.write(encode(line) + "\n")


def write_csv(
    instrument: Instrument, rows: Iterable[Respondent], out: TextIO, dialect: Dialect = PLAIN
) -> None:
    """Write a header, and a line of CSV for each row before the next row is read."""
    out.write(dialect.begins)
    names = columns(instrument)
    out.write(dialect.line(names) + "\n")
    for line in _lines(instrument, rows):
        flat = _flat(line)
        cells = (_cell(name, flat.get(name), dialect) for name in names)
        out.write(dialect.line(cells) + "\n")


def _cell(name: str, value: object, dialect: Dialect) -> object:
    # A score without words is said in the language of the instrument, maybe with another mark.
    number = isinstance(value, str) and name.endswith(".text") and _NUMBER.fullmatch(value)
    return re.sub("[.,]", dialect.decimal, number[0]) if number else dialect.cell(value)


def columns(instrument: Instrument) -> list[str]:
    """Return the names of the columns, which the manual promises."""
    tables = {each.id: each.tables for each in instrument.scored_domains}
    tables |= {each.id: each.tables for each in instrument.scores}
    scores: list[str] = []
    for name, several in tables.items():
        scores += [f"{name}.{field}" for field in FIELDS]
        scores += dict.fromkeys(f"{name}.tables.{table.id}" for table in several)
    outcomes = [f"outcomes.{each.id}" for each in instrument.classifications]
    return [*ABOUT, *scores, *outcomes, *LISTS]


def _lines(instrument: Instrument, rows: Iterable[Respondent]) -> Iterator[Line]:
    scorer = Scorer(instrument)
    for row in rows:
        scores = scorer.score(row.answers)
        data = {
            name: data_by_id(instrument, name, row.answers, found)
            for name, found in scores.all.items()
        }
        yield {
            "respondent": row.respondent,
            "instrument": instrument.id,
            "version": instrument.version,
            "scores": data,
        } | findings_data(find(instrument, row.answers, scores))


def _flat(line: Line) -> Line:
    flat = {name: line[name] for name in ABOUT}
    for name, found in line["scores"].items():
        flat |= {f"{name}.{field}": found[field] for field in FIELDS}
        flat |= {f"{name}.tables.{table}": b for table, b in found.get("tables", {}).items()}
    flat |= {f"outcomes.{name}": result for name, result in line.get("outcomes", {}).items()}
    return flat | {name: " ".join(line.get(name, ())) for name in LISTS}
