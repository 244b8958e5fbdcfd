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
from selfassess.reporting.findings import find, readings
from selfassess.reporting.item_results import reply
from selfassess.reporting.score_text import words
from selfassess.scoring.scorer import score, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.answering.answers import Answers
    from selfassess.definition.feedback import Band
    from selfassess.definition.instrument import Domain, Instrument, ScoreRule
    from selfassess.definition.items import Item, ResponseScale
    from selfassess.definition.scoring import Scoring
    from selfassess.reporting.findings import BandReading, Findings
    from selfassess.reporting.item_results import Reply
    from selfassess.scoring.scorer import Score, Scores


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
    replies: tuple[Reply, ...]
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

    @property
    def title(self) -> str:
        """Its name."""
        return self.domain.title

    @property
    def counted(self) -> bool:
        """Whether the score is a count of items."""
        return self.scoring.method == "count"

    @property
    def filled(self) -> int:
        """For how many missing answers something else stands in the score."""
        return filled(self.score, self.scoring)

    @property
    def any_reversed(self) -> bool:
        """Whether some of its items are keyed the other way round."""
        return any(reply.item.reverse for reply in self.replies)


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
    """Return for how many missing answers something else stands in a score.

    In a mean that is prorated nothing stands for them: it is the mean of the others.
    """
    rule, sums = scoring.missing.rule, scoring.method in ("sum", "weighted-sum")
    if score.value is None or not (rule in ("zero", "sample") or (rule == "prorate" and sums)):
        return 0
    return score.skipped + score.did_not_apply


@dataclass(frozen=True)
class Report:
    """Everything that the reader is shown."""

    instrument: Instrument
    areas: tuple[Area, ...]
    start: tuple[str, ...]
    """The ids of the areas suggested as a start, lowest first, ties included."""
    further: tuple[CompositeResult, ...]
    findings: Findings
    loose: tuple[Reply, ...]
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
    ) -> Report:
        """Return the report of some scores. `dates` gives the day of each kept area."""
        areas = tuple(
            _area(instrument, instrument.domain[name], answers, found, (dates or {}).get(name, ""))
            for name, found in scores.domains.items()
        )
        return cls(
            instrument=instrument,
            areas=areas,
            start=_start(instrument, areas),
            further=tuple(
                _further(instrument, rule, answers, scores.further[rule.id])
                for rule in instrument.scores
                if rule.id in scores.further
            ),
            findings=_findings(instrument, answers, scores, only),
            loose=_loose(instrument, answers, only),
            only=only,
            seed=answers.draw.seed if answers.draw else "",
        )

    def area(self, name: str) -> Area:
        """Return the area of the domain with this id."""
        return next(area for area in self.areas if area.domain.id == name)

    @cached_property
    def scores(self) -> tuple[Area | CompositeResult, ...]:
        """The areas and the further scores."""
        return (*self.areas, *self.further)

    @cached_property
    def not_asked(self) -> int:
        """How often an item was not asked for a score."""
        return sum(one.score.not_asked for one in self.scores)

    @cached_property
    def replies(self) -> tuple[Reply, ...]:
        """What was asked and answered, in the order of the areas."""
        return (*(reply for area in self.areas for reply in area.replies), *self.loose)

    @cached_property
    def told(self) -> tuple[Reply, ...]:
        """The replies that are listed."""
        return tuple(reply for reply in self.replies if reply.told)

    @cached_property
    def written(self) -> tuple[Reply, ...]:
        """The free text that the reader wrote."""
        return tuple(r for r in self.replies if r.item.type == "text" and r.label)


def make_report(instrument: Instrument, answers: Answers, only: str | None = None) -> Report:
    """Return the report of some answers: scoring and wording in one step."""
    return Report.of(instrument, answers, score(instrument, answers, only), only=only)


def _findings(
    instrument: Instrument, answers: Answers, scores: Scores, only: str | None
) -> Findings:
    found = find(instrument, answers, scores)
    if only is None:
        return found
    # Of what the other areas would decide, one area alone says nothing.
    return replace(found, classified=tuple(one for one in found.classified if not one.open))


def _area(
    instrument: Instrument, domain: Domain, answers: Answers, found: Score, date: str
) -> Area:
    items = instrument.items_of(domain.id)
    replies = tuple(reply(instrument, item, answers) for item in answers.drawn(items))
    scoring = instrument.scoring_of(domain)
    low = min((r.keyed for r in replies if r.keyed is not None), default=None)
    banded = instrument.feedback_of(domain) == "bands" and found.value is not None
    return Area(
        domain=domain,
        scale=instrument.scale_of(items[0]),
        score=found,
        words=words(instrument, domain, found),
        band=band_of(instrument.bands_of(domain), found.value or 0) if banded else None,
        readings=readings(domain.tables, instrument, answers, found),
        number="" if found.value is None else shown(found.value, scoring.decimals),
        replies=replies,
        low=low,
        lowest=tuple(r.item for r in replies if low is not None and r.keyed == low),
        at_ceiling=_at_ceiling(replies, counted=scoring.method == "count"),
        scoring=scoring,
        raw=_raw(found, scoring),
        date=date,
    )


def _at_ceiling(replies: tuple[Reply, ...], *, counted: bool) -> bool:
    given = [reply for reply in replies if reply.keyed is not None]
    return bool(given) and all(reply.counts if counted else reply.top for reply in given)


def _loose(instrument: Instrument, answers: Answers, only: str | None) -> tuple[Reply, ...]:
    scored = {domain.id for domain in instrument.scored_domains}
    items = [item for item in answers.drawn(instrument.items) if item.domain not in scored]
    return tuple(
        reply(instrument, item, answers)
        for item in items
        if item.type != "information" and only in (None, item.domain)
    )


def _further(
    instrument: Instrument, rule: ScoreRule, answers: Answers, found: Score
) -> CompositeResult:
    value = found.value
    number = "" if value is None else shown(value, rule.scoring.decimals)
    band = band_of(rule.bands, value) if rule.bands and value is not None else None
    return CompositeResult(
        rule=rule,
        score=found,
        words=band.label if band else numeral(number, catalog(instrument.language)),
        number=number,
        raw=_raw(found, rule.scoring),
        band=band,
        readings=readings(rule.tables, instrument, answers, found),
    )


def _raw(found: Score, scoring: Scoring) -> str:
    if found.raw is None or not (scoring.lookup or scoring.transform):
        return ""
    return shown(found.raw, 0 if scoring.lookup else scoring.decimals)


def _start(instrument: Instrument, areas: tuple[Area, ...]) -> tuple[str, ...]:
    """Return the lowest areas of each group that can be compared, lowest first.

    Areas are compared only with areas that share response scale, method and range.
    Provisional scores, and areas at the top of their range, are never suggested.
    Counts are coarse, so that only the lowest of them is suggested.
    """
    if instrument.kind != "self-review" or len(areas) < 2:
        return ()
    groups: dict[tuple[object, ...], list[Area]] = {}
    for area in areas:
        if area.score.status == "scored" and _share(area) < 1:
            groups.setdefault(_group(instrument, area), []).append(area)
    return tuple(area.domain.id for group in groups.values() for area in _lowest(group, instrument))


def _group(instrument: Instrument, area: Area) -> tuple[object, ...]:
    scoring = instrument.scoring_of(area.domain)
    return (area.scale, scoring.method, area.score.range)


def _lowest(group: list[Area], instrument: Instrument) -> list[Area]:
    wanted = 1 if group[0].counted else instrument.start.suggest
    ordered = sorted(group, key=_share)
    edge = _share(ordered[min(wanted, len(ordered)) - 1])
    return [area for area in ordered if _share(area) <= edge]


def _share(area: Area) -> float:
    """Return how far up its range a score stands, 0 to 1; of a count, the share of the answered.

    Nine places, because two means of the same answers may differ in the last bit.
    """
    low, high = (0, area.score.answered) if area.counted else area.score.range
    return 1 if low == high else round(((area.score.value or 0) - low) / (high - low), 9)
