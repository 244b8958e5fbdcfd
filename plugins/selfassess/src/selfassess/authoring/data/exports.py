"""Exports: reports and scores as plain data, for files and for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfassess.reporting.score_text import composite_text, score_text

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.findings import Findings
    from selfassess.reporting.report import Report
    from selfassess.scoring.score import Score

    Data = dict[str, Any]


def as_data(report: Report) -> dict[str, Any]:
    """Return a report as plain data: scores, words and what is missing, by domain."""
    data: dict[str, Any] = {
        "instrument": report.instrument.id,
        "version": report.instrument.version,
        "scores": {
            area.domain.id: score_data(area.score, area.words)
            | {"lowest": [item.id for item in area.lowest]}
            for area in report.areas
        }
        | {
            one.rule.id: score_data(one.score, composite_text(one.rule, one.score))
            for one in report.composites
        },
        "start": list(report.start),
    }
    draw = {"draw": report.seed} if report.seed else {}
    return data | draw | findings_data(report.findings)


def score_data(score: Score, text: str) -> Data:
    """Return a score, and what is said of it in words, as plain data."""
    return {
        "status": score.status,
        "value": score.value,
        "text": text,
        "answered": score.answered,
        "skipped": score.skipped,
        "did_not_apply": score.did_not_apply,
    } | ({"not_asked": score.not_asked} if score.not_asked else {})


def text_by_id(instrument: Instrument, name: str, score: Score) -> str:
    """Return what is said in words of the score of a domain or a composite score, by its id."""
    if name in instrument.domain:
        return score_text(instrument, instrument.domain[name], score)
    return composite_text(instrument.composite[name], score)


def findings_data(found: Findings) -> Data:
    """Return the ids of what conditions decided, as plain data; what is empty is left out."""
    data = {
        "outcomes": {one.classification.id: one.id for one in found.classified},
        "alerts": [alert.id for alert in found.alerts],
        "remarks": [remark.id for remark in found.remarks],
    }
    return {name: value for name, value in data.items() if value}
