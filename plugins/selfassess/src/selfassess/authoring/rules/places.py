"""Places: the conditions and scores of an instrument, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.scoring.component import component_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.conditions import Condition
    from selfassess.definition.feedback import BandTable
    from selfassess.definition.instrument import Domain, Instrument, ScoreRule
    from selfassess.definition.scoring import Scoring
    from selfassess.problems import Path


@dataclass(frozen=True)
class Statement:
    """A whole condition, or one inside of it."""

    when: Condition
    path: Path
    outcomes: int
    """How many of the classifications it may look at."""

    @property
    def decides_asking(self) -> bool:
        """Whether it stands in `show_if`, where there are no scores yet."""
        return "show_if" in self.path


@dataclass(frozen=True)
class Scored:
    """A domain that is scored, or a further score."""

    id: str
    whose: str
    """What it is called in a problem."""
    scoring: Scoring
    path: Path
    """Where its scoring stands."""
    names: tuple[str, ...]
    """What it is made of: the ids of items, domains and scores."""
    here: Path
    owner: Domain | ScoreRule


def statements(instrument: Instrument) -> Iterator[Statement]:
    """Yield every whole condition."""
    for at, item in enumerate(instrument.items):
        if item.show_if:
            yield Statement(item.show_if, ("items", at, "show_if"), 0)
    for at, group in enumerate(instrument.classifications):
        for nth, outcome in enumerate(group.outcomes):
            path: Path = ("classifications", at, "outcomes", nth, "when")
            yield Statement(outcome.when, path, at)
    every = len(instrument.classifications)
    for at, remark in enumerate(instrument.remarks):
        yield Statement(remark.when, ("remarks", at, "when"), every)
    for at, alert in enumerate(instrument.alerts):
        yield Statement(alert.when, ("alerts", at, "when"), every)


def nodes(statement: Statement) -> Iterator[Statement]:
    """Yield a condition and every one inside of it."""
    yield statement
    for name in ("all", "any", "none"):
        for at, part in enumerate(getattr(statement.when, name)):
            yield from nodes(Statement(part, (*statement.path, name, at), statement.outcomes))


def every_node(instrument: Instrument) -> Iterator[Statement]:
    """Yield every condition, and every one inside of it."""
    for statement in statements(instrument):
        yield from nodes(statement)


def scored(instrument: Instrument) -> Iterator[Scored]:
    """Yield everything that has a score, and how. What has no rule is left out."""
    for at, domain in enumerate(instrument.domains):
        scoring = domain.scoring or instrument.scoring
        if domain.scored and scoring:
            path: Path = ("domains", at, "scoring") if domain.scoring else ("scoring",)
            names = tuple(item.id for item in instrument.items_of(domain.id))
            whose = f'the domain "{domain.id}"'
            yield Scored(domain.id, whose, scoring, path, names, ("domains", at), domain)
    for at, rule in enumerate(instrument.scores):
        names, here = component_ids(instrument, rule), ("scores", at)
        whose = f'the score "{rule.id}"'
        yield Scored(rule.id, whose, rule.scoring, (*here, "scoring"), names, here, rule)


def scorings(instrument: Instrument) -> Iterator[tuple[Path, Scoring]]:
    """Yield every rule of scoring once, with its place."""
    if instrument.scoring:
        yield ("scoring",), instrument.scoring
    for at, domain in enumerate(instrument.domains):
        if domain.scoring:
            yield ("domains", at, "scoring"), domain.scoring
    for at, rule in enumerate(instrument.scores):
        yield ("scores", at, "scoring"), rule.scoring


def band_tables(instrument: Instrument) -> Iterator[tuple[Path, str, tuple[BandTable, ...]]]:
    """Yield the tables of every domain and score, with their place and the id of the score."""
    for at, domain in enumerate(instrument.domains):
        yield ("domains", at, "tables"), domain.id, domain.tables
    for at, rule in enumerate(instrument.scores):
        yield ("scores", at, "tables"), rule.id, rule.tables
