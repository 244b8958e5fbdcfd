"""Report: what is shown to the reader, still as data.

Areas stand in the instrument's order. Nothing here ranks a person: `start` is a
suggestion of areas to look at, among areas that can be compared at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from selfassess.catalog import catalog, numeral
from selfassess.definition.feedback import band_of
from selfassess.definition.item_types import type_of
from selfassess.numeric import shown_within
from selfassess.reporting.comparison import Suggestions, suggested
from selfassess.reporting.findings import find, readings
from selfassess.reporting.item_results import ItemResults
from selfassess.reporting.score_text import composite_text, score_number, score_text
from selfassess.reporting.work import Work
from selfassess.scoring.methods import method_of
from selfassess.scoring.missing import treatment_of
from selfassess.scoring.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.answering.answers import Answers
    from selfassess.definition.feedback import Band
    from selfassess.definition.instrument import Domain, Instrument, ScoreRule
    from selfassess.definition.items import Item, ResponseScale
    from selfassess.definition.scoring import Scoring
    from selfassess.reporting.findings import BandReading, Findings
    from selfassess.reporting.item_results import ItemResult
    from selfassess.scoring.score import Score, Scores


@dataclass(frozen=True)
class Area:
    """One domain in the report."""

    domain: Domain
    scale: ResponseScale | None
    """The response scale of its items; None if they have options or numbers of their own."""
    score: Score
    words: str
    """The score in words; "" without a score."""
    band: Band | None
    """The band of the score, if it has bands."""
    readings: tuple[BandReading, ...]
    """What its further tables of bands say."""
    number: str
    """The score as displayed; "" without one."""
    results: tuple[ItemResult, ...]
    low: float | None
    """The lowest keyed answer; None if nothing was answered."""
    lowest: tuple[Item, ...]
    """The items with the lowest keyed answer, ties included; () if nothing was answered."""
    at_ceiling: bool
    """Whether every answered item has the highest keyed answer or, in a count, counts."""
    scoring: Scoring
    raw: str
    """The score before a lookup or transform, as displayed; "" if there was none."""
    date: str
    """The ISO date of the answers; "" if they are of now."""
    work: Work
    """How the score is made."""

    @property
    def title(self) -> str:
        """Its name."""
        return self.domain.title

    @property
    def group(self) -> str:
        """The heading over it and its neighbours; "" without one."""
        return self.domain.group

    @property
    def counted(self) -> bool:
        """Whether the score is a count of items."""
        return method_of(self.scoring).counts

    @property
    def filled(self) -> int:
        """For how many missing answers something else stands in the score."""
        return filled(self.score, self.scoring)

    @property
    def any_reversed(self) -> bool:
        """Whether some of its items are keyed the other way round."""
        return any(result.item.reverse for result in self.results)


@dataclass(frozen=True)
class CompositeResult:
    """A score over items of several domains, or over other scores."""

    rule: ScoreRule
    score: Score
    words: str
    """The band of the score, or else the number; "" without a score."""
    number: str
    """The score as displayed; "" without one."""
    raw: str
    """The score before a lookup or transform, as displayed; "" if there was none."""
    band: Band | None
    """The band of the score, if it has bands."""
    readings: tuple[BandReading, ...]
    """What its further tables of bands say."""
    work: Work
    """How it is made."""

    @property
    def title(self) -> str:
        """Its name."""
        return self.rule.title

    @property
    def scoring(self) -> Scoring:
        """How it is made."""
        return self.rule.scoring

    @property
    def filled(self) -> int:
        """For how many missing answers something else stands in the score."""
        return filled(self.score, self.scoring)


def filled(score: Score, scoring: Scoring) -> int:
    """Return for how many missing answers something else stands in a score."""
    if score.value is None or not treatment_of(scoring).stands_in(method_of(scoring)):
        return 0
    return score.skipped + score.did_not_apply


@dataclass(frozen=True)
class Report:
    """Everything that the reader is shown."""

    instrument: Instrument
    areas: tuple[Area, ...]
    suggestions: Suggestions
    composites: tuple[CompositeResult, ...]
    findings: Findings
    loose: tuple[ItemResult, ...]
    """The items that belong to no scored domain, and what the reader answered."""
    only: str | None
    """The id of the one area that was asked for, if it was one."""
    seed: str
    """The code by which the draw of this attempt can be made again; "" if nothing was drawn."""

    @classmethod
    def of(
        cls,
        instrument: Instrument,
        answers: Answers,
        scores: Scores,
        *,
        only: str | None = None,
        dates: Mapping[str, str] | None = None,
        results: ItemResults | None = None,
    ) -> Report:
        """Return the report of some scores.

        `dates` gives the day of each kept area. `results` are those of the instrument, if
        there will be more than one report.
        """
        made = results or ItemResults(instrument)
        areas = tuple(
            _area(made, instrument.domain[name], answers, scores, (dates or {}).get(name, ""))
            for name in scores.domains
        )
        return cls(
            instrument=instrument,
            areas=areas,
            suggestions=suggested(instrument, areas),
            composites=tuple(
                _composite(instrument, rule, answers, scores)
                for rule in instrument.scores
                if rule.id in scores.composites
            ),
            findings=_findings(instrument, answers, scores, only),
            loose=_loose(made, answers, only),
            only=only,
            seed=answers.draw.seed if answers.draw else "",
        )

    @property
    def start(self) -> tuple[str, ...]:
        """The ids of the areas that are suggested as a start."""
        return self.suggestions.shown

    def area(self, name: str) -> Area:
        """Return the area of the domain with this id."""
        return next(area for area in self.areas if area.domain.id == name)

    @cached_property
    def day(self) -> str:
        """The ISO date of what was kept; "" if it is of now, or of several days."""
        days = {area.date for area in self.areas if area.date}
        return days.pop() if len(days) == 1 else ""

    @cached_property
    def absent(self) -> dict[str, list[Area]]:
        """The areas without a score by why: the status of it, or that they did not apply."""
        found: dict[str, list[Area]] = {}
        for area in self.areas:
            score = area.score
            if score.value is None:
                came_up = score.answered or score.skipped or not score.did_not_apply
                found.setdefault(score.status if came_up else "did-not-apply", []).append(area)
        return found

    @cached_property
    def scores(self) -> tuple[Area | CompositeResult, ...]:
        """The areas and the composite scores."""
        return (*self.areas, *self.composites)

    @cached_property
    def not_asked(self) -> int:
        """How often an item was not asked for a score."""
        return sum(one.score.not_asked for one in self.scores)

    @cached_property
    def results(self) -> tuple[ItemResult, ...]:
        """What was asked and answered, in the order of the areas."""
        return (*(result for area in self.areas for result in area.results), *self.loose)

    @cached_property
    def listed(self) -> tuple[ItemResult, ...]:
        """The item results that are listed."""
        return tuple(result for result in self.results if result.listed)

    @cached_property
    def written(self) -> tuple[ItemResult, ...]:
        """The free text that the reader wrote."""
        return tuple(result for result in self.results if result.written)


def make_report(instrument: Instrument, answers: Answers, only: str | None = None) -> Report:
    """Return the report of some answers: scoring and wording in one step."""
    return Report.of(instrument, answers, Scorer(instrument).score(answers, only), only=only)


def _findings(
    instrument: Instrument, answers: Answers, scores: Scores, only: str | None
) -> Findings:
    found = find(instrument, answers, scores)
    if only is None:
        return found
    # Of what the other areas would decide, one area alone says nothing.
    return replace(found, classified=tuple(one for one in found.classified if not one.open))


def _area(made: ItemResults, domain: Domain, answers: Answers, scores: Scores, date: str) -> Area:
    instrument, found = made.instrument, scores.domains[domain.id]
    items = instrument.items_of(domain.id)
    results = tuple(made.of(item, answers) for item in answers.drawn(items))
    scoring = instrument.scoring_of(domain)
    low = min((each.keyed for each in results if each.keyed is not None), default=None)
    bands = report_bands(instrument, domain)
    return Area(
        domain=domain,
        scale=instrument.scale_of(items[0]),
        score=found,
        words=score_text(instrument, domain, found),
        band=band_of(bands, found.value) if bands and found.value is not None else None,
        readings=readings(domain.tables, instrument, answers, found),
        number=score_number(found, scoring, domain.tables, bands),
        results=results,
        low=low,
        lowest=tuple(each.item for each in results if low is not None and each.keyed == low),
        at_ceiling=_at_ceiling(results, counted=method_of(scoring).counts),
        scoring=scoring,
        raw=_raw(found, scoring),
        date=date,
        work=Work(instrument, scoring, scores.made_of[domain.id], found),
    )


def report_bands(instrument: Instrument, domain: Domain) -> tuple[Band, ...]:
    """Return the bands that a domain is reported by; () if it is reported in another way."""
    return instrument.bands_of(domain) if instrument.feedback_of(domain) == "bands" else ()


def _at_ceiling(results: tuple[ItemResult, ...], *, counted: bool) -> bool:
    given = [each for each in results if each.keyed is not None]
    return bool(given) and all(each.counts if counted else each.top for each in given)


def _loose(made: ItemResults, answers: Answers, only: str | None) -> tuple[ItemResult, ...]:
    scored = {domain.id for domain in made.instrument.scored_domains}
    items = answers.drawn(item for item in made.instrument.items if item.domain not in scored)
    return tuple(
        made.of(item, answers)
        for item in items
        if type_of(item).is_answered and only in (None, item.domain)
    )


def _composite(
    instrument: Instrument, rule: ScoreRule, answers: Answers, scores: Scores
) -> CompositeResult:
    found = scores.composites[rule.id]
    value = found.value
    number = score_number(found, rule.scoring, rule.tables, rule.bands)
    band = band_of(rule.bands, value) if rule.bands and value is not None else None
    return CompositeResult(
        rule=rule,
        score=found,
        words=composite_text(rule, found) or numeral(number, catalog(instrument.language)),
        number=number,
        raw=_raw(found, rule.scoring),
        band=band,
        readings=readings(rule.tables, instrument, answers, found),
        work=Work(instrument, rule.scoring, scores.made_of[rule.id], found, rule.reverse),
    )


def _raw(found: Score, scoring: Scoring) -> str:
    # A rescaled score is the raw one in other units; showing both would say one thing twice.
    if found.raw is None or not (scoring.lookup or scoring.transform):
        return ""
    # A raw score between two rows of a table is seen to lie there.
    rows = [row.raw for row in scoring.lookup]
    return shown_within(found.raw, 0 if rows else scoring.decimals, rows)
