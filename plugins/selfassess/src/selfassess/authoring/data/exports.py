"""Exports: reports and scores as plain data, for files and for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfassess.definition.feedback import band_of
from selfassess.reporting.findings import readings
from selfassess.reporting.report import report_bands
from selfassess.reporting.score_text import composite_text, score_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfassess.answering.answers import Answers
    from selfassess.definition.feedback import Band
    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.findings import BandReading, Findings
    from selfassess.reporting.report import Report
    from selfassess.scoring.score import Score

    Data = dict[str, Any]


def as_data(report: Report) -> dict[str, Any]:
    """Return a report as plain data: scores, words and what is missing, by domain."""
    data: dict[str, Any] = {
        "instrument": report.instrument.id,
        "version": report.instrument.version,
        "scores": {
            area.domain.id: score_data(area.score, area.words, area.band, area.readings)
            | {"lowest": [item.id for item in area.lowest]}
            for area in report.areas
        }
        | {
            one.rule.id: score_data(
                one.score, composite_text(one.rule, one.score), one.band, one.readings
            )
            for one in report.composites
        },
        "start": list(report.start),
    }
    draw = {"draw": report.seed} if report.seed else {}
    return data | draw | findings_data(report.findings)


def score_data(score: Score, text: str, band: Band | None, tables: Sequence[BandReading]) -> Data:
    """Return a score, what is said of it in words, and its bands, as plain data."""
    data = {
        "status": score.status,
        "value": score.value,
        "raw": score.raw,
        "text": text,
        "band": band.label if band else None,
        "answered": score.answered,
        "skipped": score.skipped,
        "did_not_apply": score.did_not_apply,
        "not_asked": score.not_asked,
    }
    said = {one.table.id: one.band.label if one.band else None for one in tables}
    return data | ({"tables": said} if said else {})


def data_by_id(instrument: Instrument, name: str, answers: Answers, score: Score) -> Data:
    """Return the score of a domain or a composite score, by its id, as plain data."""
    domain, rule = instrument.domain.get(name), instrument.composite.get(name)
    if domain:
        text = score_text(instrument, domain, score)
        bands, tables = report_bands(instrument, domain), domain.tables
    else:
        assert rule is not None
        text, bands, tables = composite_text(rule, score), rule.bands, rule.tables
    band = band_of(bands, score.value) if bands and score.value is not None else None
    return score_data(score, text, band, readings(tables, instrument, answers, score))


def findings_data(found: Findings) -> Data:
    """Return the ids of what conditions decided, as plain data; what is empty is left out."""
    data = {
        "outcomes": {one.classification.id: one.id for one in found.classified},
        "alerts": [alert.id for alert in found.alerts],
        "remarks": [remark.id for remark in found.remarks],
    }
    return {name: value for name, value in data.items() if value}
