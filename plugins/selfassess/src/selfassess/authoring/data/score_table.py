"""Score table: the scores of many respondents, a line for each, in the order of their answers.

A line leaves out what a report picks for its reader, which takes longer than scoring.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, TextIO

from selfassess.authoring.data.exports import findings_data, score_data, text_by_id
from selfassess.reporting.findings import find
from selfassess.scoring.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selfassess.authoring.data.answers_csv import Respondent
    from selfassess.definition.instrument import Instrument

    Line = dict[str, Any]

ABOUT = ("respondent", "instrument", "version")
FIELDS = ("status", "value", "text", "answered", "skipped", "did_not_apply", "not_asked")
LISTS = ("alerts", "remarks")


def write_json(instrument: Instrument, rows: Iterable[Respondent], out: TextIO) -> None:
    """Write a line of JSON for each row before the next row is read."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for line in _lines(instrument, rows):
        out.write(encode(line) + "\n")


def write_csv(instrument: Instrument, rows: Iterable[Respondent], out: TextIO) -> None:
    """Write a header, and a line of CSV for each row before the next row is read."""
    names = [domain.id for domain in instrument.scored_domains]
    names += [rule.id for rule in instrument.scores]
    scores = [f"{name}.{field}" for name in names for field in FIELDS]
    outcomes = [f"outcomes.{each.id}" for each in instrument.classifications]
    columns = [*ABOUT, *scores, *outcomes, *LISTS]
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_flat, _lines(instrument, rows)))


def _lines(instrument: Instrument, rows: Iterable[Respondent]) -> Iterator[Line]:
    scorer = Scorer(instrument)
    for row in rows:
        scores = scorer.score(row.answers)
        data = {
            name: score_data(found, text_by_id(instrument, name, found))
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
        flat |= {f"{name}.{field}": found.get(field, 0) for field in FIELDS}
    flat |= {f"outcomes.{name}": result for name, result in line.get("outcomes", {}).items()}
    return flat | {name: " ".join(line.get(name, ())) for name in LISTS}
