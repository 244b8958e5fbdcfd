"""Flow: the whole way from a file to a report, in one readable function.

This is what the site does, without the site: the plugin does the first half at
build, the browser does the second half with the same code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.answering.answers import Answers
from selfassess.authoring.instruments import read_instrument
from selfassess.reporting.render import plain_renderer
from selfassess.reporting.report import Report
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from selfassess.definition.instrument import Instrument
    from selfassess.scoring.score import Scores


@dataclass(frozen=True)
class Stages:
    """Everything that the way produces, stage by stage."""

    instrument: Instrument
    answers: Answers
    scores: Scores
    report: Report
    html: str


def take(path: Path, given: Mapping[str, str], only: str | None = None) -> Stages:
    """Go the whole way from an instrument's file and answers as text to the report's HTML."""
    instrument = read_instrument(path)  # authoring/read, authoring/rules
    answers = Answers.from_text(instrument, given)  # answering
    scores = score(instrument, answers, only)  # scoring
    report = Report.of(instrument, answers, scores, only=only)  # reporting
    html = plain_renderer().report(report)  # reporting/render.py, templates
    return Stages(instrument, answers, scores, report, html)
