"""Report: what is shown to the reader, still as data.

Areas stand in the instrument's order. Nothing here ranks a person: `start` is a
suggestion of areas to look at, among areas that can be compared at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.answers import DID_NOT_APPLY, Answers
from selfassess.scores import keyed_answer, score, shown
from selfassess.words import band_of, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.instrument import Domain, Instrument, Item, ResponseScale
    from selfassess.scores import Score, Scores


@dataclass(frozen=True)
class Reply:
    """One item and what the reader answered."""

    item: Item
    label: str
    """The words of the answer; "" if there is none."""
    keyed: float | None
    """The answer in the direction of the key; None if there is none that counts."""
    did_not_apply: bool
    counts: bool
    """Whether it is one of those that a count counts."""


@dataclass(frozen=True)
class Area:
    """One domain in the report."""

    domain: Domain
    scale: ResponseScale
    score: Score
    words: str
    """The score in words; "" without a score."""
    text: str
    """The text of its band, if it has bands."""
    number: str
    """The score as displayed; "" without one."""
    replies: tuple[Reply, ...]
    lowest: tuple[Item, ...]
    """The items with the lowest keyed answer, ties included; () if nothing was answered."""
    at_ceiling: bool
    """Whether every answered item has the highest keyed answer or, in a count, counts."""
    counted: bool
    """Whether the score is a count of items."""
    date: str
    """The ISO date of the answers; "" if they are of now."""


@dataclass(frozen=True)
class Total:
    """The score over all items, for instruments that ask for one."""

    score: Score
    number: str
    """The score as displayed; "" without one."""


@dataclass(frozen=True)
class Report:
    """Everything that the reader is shown."""

    instrument: Instrument
    areas: tuple[Area, ...]
    start: tuple[str, ...]
    """The ids of the areas suggested as a start, lowest first, ties included."""
    total: Total | None
    only: str | None
    """The id of the one area that was asked for, if it was one."""

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
        total = _total(instrument, scores)
        return cls(instrument, areas, _start(instrument, areas), total, only)

    def area(self, name: str) -> Area:
        """Return the area of the domain with this id."""
        return next(area for area in self.areas if area.domain.id == name)


def make_report(instrument: Instrument, answers: Answers, only: str | None = None) -> Report:
    """Return the report of some answers: scoring and wording in one step."""
    return Report.of(instrument, answers, score(instrument, answers, only), only=only)


def _area(
    instrument: Instrument, domain: Domain, answers: Answers, found: Score, date: str
) -> Area:
    items = instrument.items_of(domain.id)
    replies = tuple(_reply(instrument, domain, item, answers) for item in items)
    scoring, scale = instrument.scoring_of(domain), instrument.scale_of(items[0])
    keyed = [reply.keyed for reply in replies if reply.keyed is not None]
    banded = instrument.feedback_of(domain) == "bands" and found.value is not None
    return Area(
        domain=domain,
        scale=scale,
        score=found,
        words=words(instrument, domain, found),
        text=band_of(instrument.bands_of(domain), found.value or 0).text if banded else "",
        number="" if found.value is None else shown(found.value, scoring.decimals),
        replies=replies,
        lowest=tuple(r.item for r in replies if keyed and r.keyed == min(keyed)),
        at_ceiling=bool(keyed) and min(keyed) >= (scoring.count_from or scale.highest),
        counted=scoring.method == "count",
        date=date,
    )


def _reply(instrument: Instrument, domain: Domain, item: Item, answers: Answers) -> Reply:
    scale = instrument.scale_of(item)
    value = answers.chosen.get(item.id)
    if value == DID_NOT_APPLY:
        return Reply(item, scale.did_not_apply, None, did_not_apply=True, counts=False)
    label = next((option.label for option in scale.options if option.value == value), "")
    keyed = keyed_answer(instrument, item, answers)
    edge = instrument.scoring_of(domain).count_from
    counts = edge is not None and keyed is not None and keyed >= edge
    return Reply(item, label, keyed, did_not_apply=False, counts=counts)


def _start(instrument: Instrument, areas: tuple[Area, ...]) -> tuple[str, ...]:
    """Return the lowest areas of each group that can be compared, lowest first.

    Areas are compared only with areas that share response scale, method and range.
    Provisional scores, and areas at the top of their range, are never suggested.
    Counts are coarse, so that only the lowest of them is suggested.
    """
    if instrument.kind == "quick-check" or len(areas) < 2:
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
    return round(((area.score.value or 0) - low) / (high - low), 9)


def _total(instrument: Instrument, scores: Scores) -> Total | None:
    if instrument.total is None or scores.total is None:
        return None
    value = scores.total.value
    number = "" if value is None else shown(value, instrument.total.decimals)
    return Total(scores.total, number)
