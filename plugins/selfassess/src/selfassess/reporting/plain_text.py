"""Note: the report as plain text, for copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.catalog import catalog
from selfassess.reporting.report import Area
from selfassess.reporting.score_text import in_full
from selfassess.reporting.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from gettext import NullTranslations

    from selfassess.reporting.findings import Findings
    from selfassess.reporting.report import CompositeResult, Report
    from selfassess.scoring.score import Status


def plain_text(
    report: Report,
    *,
    notices: Sequence[Sequence[str]] = (),
    written: bool = False,
    day: str = "",
) -> str:
    """Return alerts with their resources, then scores and results in words, and the limits.

    `day` is the day of the result in words.
    `notices` are sentences on kept reviews of other versions; they stand before the scores.
    What the reader wrote is left out unless `written`.
    """
    texts = catalog(report.instrument.language)
    blocks = [
        list(_alerts(report.findings, texts)),
        [report.instrument.title, *([day] if day else [])],
        [sentence for said in notices for sentence in said],
        summary(report),
        *_results(report, texts),
        list(_start(report, texts)),
        list(_findings(report.findings, texts)),
        [f"{result.item.stem}\n{result.label}" for result in report.written if written],
        [texts.gettext("You do not have to show this to anyone.")],
        [report.instrument.limits.strip()],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _results(report: Report, texts: NullTranslations) -> Iterator[list[str]]:
    """Yield blocks of lines: the answers of a quick check, as it has no scores, or else the scores."""
    if report.instrument.kind != "quick-check":
        yield [line for one in report.scores for line in _score(one, report, texts)]
        return
    no_answer = texts.gettext("no answer")
    for area in report.areas:
        for result in (result for result in area.results if result.listed):
            yield [result.item.stem, (result.label or no_answer) + _day(area)]


def _alerts(findings: Findings, texts: NullTranslations) -> Iterator[str]:
    if findings.alerts:
        yield texts.gettext("Please read this first")
    for alert in findings.alerts:
        yield alert.text
        yield alert.resource.text
        # Where the site is, is not known here; the text alone says where to turn.
        if alert.resource.link.startswith("https://"):
            yield alert.resource.link


def _score(one: Area | CompositeResult, report: Report, texts: NullTranslations) -> Iterator[str]:
    none = without_score(one.score.status, texts)
    numbered = report.instrument.kind == "questionnaire"
    said = in_full(one.words, one.number, one.score, texts) if numbered else one.words
    day = _day(one) if isinstance(one, Area) else ""
    part = f" · {texts.gettext('provisional')}" if one.score.status == "provisional" else ""
    yield f"{one.title}{day}: {said or none}{part}"
    for reading in one.readings:
        if reading.band:
            yield f"{one.title}, {reading.table.title}: {reading.band.label}"


def _start(report: Report, texts: NullTranslations) -> Iterator[str]:
    """Yield the areas that are suggested as a start, each with the habit of its lowest answers."""
    if report.start:
        yield texts.gettext("Where you might start")
    for area in map(report.area, report.start):
        yield area.title
        for item in area.lowest:
            if item.habit:
                yield f"- {item.habit}"


def _day(area: Area) -> str:
    """Return the day of kept answers; "" for those of now."""
    return f" ({area.date})" if area.date else ""


def without_score(status: Status, texts: NullTranslations) -> str:
    """Return why there is no score."""
    if status == "not-asked":
        return texts.gettext("not asked")
    if status == "not-in-table":
        return texts.gettext("between two rows of its table")
    return texts.gettext("not enough answers")


def _findings(findings: Findings, texts: NullTranslations) -> Iterator[str]:
    open_ = texts.gettext("not decided, because answers are missing")
    for one in findings.classified:
        yield f"{one.classification.title}: {one.label or open_}"
    for remark in findings.remarks:
        yield remark.text
