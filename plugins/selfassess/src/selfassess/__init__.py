"""selfassess: questionnaires as data, answers as scores, scores as a report, without a server.

The names here are what other programs may rely on; all of them run in the browser too.
Reading, checking and releasing what authors write is behind a second door, `selfassess.authoring`.
Modules inside import each other and never from here, so that there is no circle.
"""

from selfassess.answering.answers import Answers
from selfassess.answering.form import Layout
from selfassess.definition.canonical import dumps, loads
from selfassess.definition.instrument import Domain, Instrument
from selfassess.problems import Invalid, InvalidAnswers, InvalidFile, Problem, suggestion
from selfassess.reporting.render import TEMPLATES, Renderer
from selfassess.reporting.report import Report, make_report
from selfassess.scoring.score import Scores
from selfassess.scoring.scorer import score

__all__ = [
    "TEMPLATES",
    "Answers",
    "Domain",
    "Instrument",
    "Invalid",
    "InvalidAnswers",
    "InvalidFile",
    "Layout",
    "Problem",
    "Renderer",
    "Report",
    "Scores",
    "dumps",
    "loads",
    "make_report",
    "score",
    "suggestion",
]
__version__ = "0.1.0"
