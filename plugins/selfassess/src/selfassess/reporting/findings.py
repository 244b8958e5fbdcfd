"""Findings: what else is said beside the scores: alerts, classifications, remarks, band tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.answering.logic import Facts, named, passes, truth
from selfassess.definition.feedback import band_of
from selfassess.definition.item_types import type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfassess.answering.answers import Answers
    from selfassess.definition.feedback import (
        Alert,
        Band,
        BandTable,
        Classification,
        Outcome,
        Remark,
    )
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item
    from selfassess.scoring.score import Score, Scores


@dataclass(frozen=True)
class BandReading:
    """What one table of bands says of a score."""

    table: BandTable
    band: Band | None
    """None if there is no score, or if the answer that tells the groups apart is missing."""


@dataclass(frozen=True)
class Classified:
    """The result of a classification."""

    classification: Classification
    outcome: Outcome | None
    """The outcome that holds; None if none does, or if it is open."""
    open: bool
    """Whether missing answers leave it open."""

    @property
    def id(self) -> str:
        """The id of the outcome, "otherwise", or "open"."""
        return "open" if self.open else self.outcome.id if self.outcome else "otherwise"

    @property
    def label(self) -> str:
        """The result in words; "" if it is open."""
        if self.open:
            return ""
        return (self.outcome or self.classification.otherwise).label

    @property
    def text(self) -> str:
        """The sentence about the result; "" if it is open."""
        return "" if self.open else (self.outcome or self.classification.otherwise).text

    @property
    def teaches(self) -> str:
        """The heading that says more; "" if there is none."""
        return self.outcome.teaches if self.outcome else ""


@dataclass(frozen=True)
class Findings:
    """Everything that conditions decide."""

    alerts: tuple[Alert, ...]
    classified: tuple[Classified, ...]
    remarks: tuple[Remark, ...]
    again: tuple[str, ...] = ()
    """The ids of the items that can be asked again, in their order."""


def find(instrument: Instrument, answers: Answers, scores: Scores) -> Findings:
    """Return what the conditions of an instrument decide. What is not known is not said."""
    outcomes: dict[str, str | None] = {}
    facts = Facts(instrument, answers.chosen, answers.asked, scores.all, outcomes)
    classified = []
    for classification in instrument.classifications:
        result = _classify(classification, facts)
        outcomes[classification.id] = None if result.open else result.id
        classified.append(result)
    remarks = tuple(remark for remark in instrument.remarks if truth(remark.when, facts))
    return Findings(
        tuple(alert for alert in instrument.alerts if truth(alert.when, facts)),
        tuple(classified),
        remarks,
        _again(instrument, answers, remarks),
    )


def _again(instrument: Instrument, answers: Answers, remarks: Sequence[Remark]) -> tuple[str, ...]:
    """Return the items that are to be asked again.

    A remark is about an item that is taught where it leads: that was missed, or its reader was
    unsure. So it is if the item was left out, of which nothing is said.
    """
    found: set[str] = set()
    for remark in instrument.remarks:
        those = named(remark.when, instrument)
        taught = [item for item in those if item.teaches and item.teaches == remark.teaches]
        if taught and (remark in remarks or any(_left_out(item, answers) for item in taught)):
            found.update(item.id for item in those if item.id in answers.asked)
    return tuple(item.id for item in instrument.items if item.id in found)


def _left_out(item: Item, answers: Answers) -> bool:
    return item.id in answers.asked and not type_of(item).has_answer(item, answers.chosen)


def _classify(classification: Classification, facts: Facts) -> Classified:
    for outcome in classification.outcomes:
        holds = truth(outcome.when, facts)
        if holds is None:
            return Classified(classification, None, open=True)
        if holds:
            return Classified(classification, outcome, open=False)
    return Classified(classification, None, open=False)


def readings(
    tables: Sequence[BandTable], instrument: Instrument, answers: Answers, score: Score
) -> tuple[BandReading, ...]:
    """Return what each table of bands says of a score: one reading for each id of a table."""
    found: dict[str, BandReading] = {}
    for table in tables:
        mine = table.group is None or _belongs(table, instrument, answers)
        band = band_of(table.bands, score.value) if mine and score.value is not None else None
        if mine or table.id not in found:
            found[table.id] = BandReading(table, band)
    return tuple(found.values())


def _belongs(table: BandTable, instrument: Instrument, answers: Answers) -> bool:
    if table.group is None:
        return True
    facts = Facts(instrument, answers.chosen, answers.asked)
    return bool(passes(table.group, instrument.item[table.group.item], facts))
