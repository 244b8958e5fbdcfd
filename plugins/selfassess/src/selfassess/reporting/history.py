"""History: the same areas on different days, and which differences are worth a word.

Kept reviews hold raw answers, so each of them is scored anew by today's rules. Across a
change of what is asked nothing is compared (see profile.py).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfassess.answering.answers import Answers
from selfassess.numeric import snap, typed
from selfassess.reporting.profile import read_review
from selfassess.reporting.report import report_bands
from selfassess.reporting.score_text import score_number, score_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfassess.definition.instrument import Domain, Instrument
    from selfassess.reporting.profile import Kept, ReadReview
    from selfassess.scoring.scorer import Scorer

Change = Literal["same", "more", "less"]

ASSUMED_SD = 0.15
"""How far scores of people lie apart, as a share of the range: an assumption, not a finding."""
ASSUMED_RELIABILITY = 0.75
"""How reliable a score of an area is: an assumption, not a finding."""
CRITERION = 1.96
"""Of a normal distribution 5 % lies farther out than this many standard deviations."""


def threshold(sd: float, reliability: float) -> float:
    """Return the smallest difference of two scores that is more than chance, in units of `sd`.

    1.96 times the standard error of a difference, sd · √(2 (1 - reliability)): the reliable
    change of Jacobson and Truax (1991), doi 10.1037/0022-006X.59.1.12.
    """
    return CRITERION * sd * math.sqrt(2 * (1 - reliability))


def chance_of_any(areas: int) -> float:
    """Return the chance that at least one of some areas passes the threshold by luck, 0 to 1.

    1 - (1 - a)ⁿ, where a = erfc(1.96 / √2), about 0.05, if nothing changed and the errors of
    the areas are independent: Šidák (1967), doi 10.1080/01621459.1967.10482935.
    """
    each = math.erfc(CRITERION / math.sqrt(2))
    return 1 - (1 - each) ** areas


@dataclass(frozen=True)
class Point:
    """An area on one day."""

    date: str
    """The ISO date."""
    share: float
    """How far up its range the score stands, 0 to 1."""
    number: str
    """The score as displayed."""
    words: str
    """The score in words."""
    provisional: bool
    """Whether it rests on too few answers to be compared."""

    @property
    def place(self) -> float:
        """How far from the left, in percent of the width."""
        return round(3 + 94 * self.share, 2)


@dataclass(frozen=True)
class Line:
    """One area over time."""

    domain: Domain
    points: tuple[Point, ...]
    """Oldest first; only days on which it has a score."""
    width: float = 100
    """How wide the range of its score is."""

    @property
    def stated(self) -> float | None:
        """The reliable change in units of the score; None where the instrument states no figures."""
        precision = self.domain.precision
        return threshold(precision.sd, precision.reliability) if precision else None

    @property
    def least(self) -> float:
        """The smallest difference that counts, as a share of the range."""
        if self.stated is None:
            return threshold(ASSUMED_SD, ASSUMED_RELIABILITY)
        return self.stated / self.width

    @property
    def change(self) -> Change | None:
        """How the last two scores that can be compared differ; None if there are not two."""
        firm = [point.share for point in self.points if not point.provisional]
        if len(firm) < 2:
            return None
        difference = snap(firm[-1] - firm[-2])
        if abs(difference) < self.least:
            return "same"
        return "more" if difference > 0 else "less"

    @property
    def steps(self) -> str:
        """The line from day to day as the points of an SVG polyline in a box of 100 by 40."""
        last = len(self.points) - 1
        return " ".join(
            f"{typed(round(4 + 92 * at / last, 2))},{typed(round(36 - 32 * point.share, 2))}"
            for at, point in enumerate(self.points)
        )


@dataclass(frozen=True)
class History:
    """The areas that have a score on at least two days, and what can be said of them."""

    lines: tuple[Line, ...]

    @property
    def compared(self) -> int:
        """How many areas are compared."""
        return sum(line.change is not None for line in self.lines)

    @property
    def stated(self) -> tuple[Line, ...]:
        """The compared areas whose reliable change rests on figures of a study."""
        return tuple(line for line in self.lines if line.change and line.stated is not None)

    @property
    def threshold(self) -> int:
        """The difference that counts where no figures are stated, in percent of the range."""
        return math.ceil(100 * threshold(ASSUMED_SD, ASSUMED_RELIABILITY))

    @property
    def luck(self) -> int:
        """The chance that at least one compared area passes the threshold by luck, in percent."""
        return round(100 * chance_of_any(self.compared))

    @property
    def dates(self) -> tuple[str, ...]:
        """The days that any of the areas has a score of, oldest first."""
        return tuple(sorted({point.date for line in self.lines for point in line.points}))

    @classmethod
    def of(cls, instrument: Instrument, reviews: Sequence[Kept], scorer: Scorer) -> History:
        """Return the history of some kept reviews, in any order."""
        read = [read_review(instrument, kept) for kept in sorted(reviews, key=lambda k: k.date)]
        points: dict[str, list[Point]] = {name: [] for name in instrument.domain}
        widths: dict[str, float] = {}
        for review in read:
            for name, point, width in _points(instrument, review, scorer):
                points[name].append(point)
                widths[name] = width
        return cls(
            tuple(
                Line(instrument.domain[name], tuple(found), widths[name])
                for name, found in points.items()
                if len(found) > 1
            )
        )


def _points(
    instrument: Instrument, review: ReadReview, scorer: Scorer
) -> Iterator[tuple[str, Point, float]]:
    """Yield each domain that has a score, with its point and the width of its range."""
    draw = review.draw
    asked = {item.id for item in instrument.items if not draw or item.id in draw.asks}
    answers = Answers.under_conditions(instrument, dict(review.chosen), asked)
    for name, score in scorer.score(answers).domains.items():
        low, high = score.range
        if score.value is None or not score.answered or high <= low:
            continue
        domain = instrument.domain[name]
        bands = report_bands(instrument, domain)
        point = Point(
            review.kept.date,
            snap((score.value - low) / (high - low)),
            score_number(score, instrument.scoring_of(domain), domain.tables, bands),
            score_text(instrument, domain, score),
            score.status == "provisional",
        )
        yield name, point, high - low
