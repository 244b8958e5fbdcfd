"""Score: one number, or the reason why there is none, with what is missing beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["scored", "provisional", "not-enough", "not-asked", "not-in-table"]


@dataclass(frozen=True)
class Score:
    """One score, or the reason why there is none."""

    status: Status
    """Whether enough was answered; `not-asked` if none of it was asked and that is no score;
    `not-in-table` if the raw score lies between two rows of its table."""
    value: float | None
    """The score after rescaling, transform or lookup; None if too little was answered."""
    mean: float | None
    """The mean keyed answer, in units of the answers; None without a score."""
    range: tuple[float, float]
    """The lowest and highest possible value."""
    answered: int
    """How many items (or scores, of a score of scores) went in."""
    skipped: int
    """How many were left unanswered."""
    did_not_apply: int
    """How many items were answered "did not apply"."""
    not_asked: int = 0
    """How many items were not asked, because their condition is known to be false."""
    raw: float | None = None
    """The score before rescaling, transform or lookup, as they read it."""
    conditional: bool = False
    """Whether there are answers with which none of it is asked."""

    @property
    def items(self) -> int:
        """How many items were asked."""
        return self.answered + self.skipped + self.did_not_apply


@dataclass(frozen=True)
class Scores:
    """The scores that were asked for, in the instrument's order."""

    domains: dict[str, Score]
    composites: dict[str, Score] = field(default_factory=dict)
    """The scores over items of several domains, or over other scores."""
    made_of: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """The components that each score is made of, by its id."""

    @property
    def all(self) -> dict[str, Score]:
        """The scores of domains and the composite ones, by id."""
        return self.domains | self.composites
