"""FollowUp: what a learner is asked some weeks after a course: whether it was used."""

from __future__ import annotations

from selfassess.catalog import catalog
from selfassess.reporting.outline import Question


def follow_up(language: str) -> tuple[Question, ...]:
    """Return the questions; their answers are saved as those about the course are."""
    said = catalog(language).gettext
    return (
        Question("later-used", said("I have used it in my work since."), "agreement"),
        Question("later-words", said("What did you use, and what got in the way?"), "text"),
    )
