"""Comparison: which areas can be held against each other, and which are suggested as a start.

Areas are compared only with areas that share response scale, method and range. A provisional
score is compared with none.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Protocol, TypeVar

from selfassess.numeric import snap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfassess.definition.instrument import Domain, Instrument
    from selfassess.definition.items import ResponseScale
    from selfassess.scoring.score import Score

FEWEST = 3
"""Of fewer areas none is called the lowest: of two one always is."""
MOST = 3
"""Of more suggestions none is looked at."""


class Scored(Protocol):
    """What is compared: an area of a report."""

    @property
    def domain(self) -> Domain:
        """The area itself."""

    @property
    def scale(self) -> ResponseScale | None:
        """The response scale of its items."""

    @property
    def score(self) -> Score:
        """What its answers come to."""

    @property
    def counted(self) -> bool:
        """Whether the score is a count of items."""


Area = TypeVar("Area", bound=Scored)


@dataclass(frozen=True)
class Suggestions:
    """The areas that are suggested as a start."""

    shown: tuple[str, ...] = ()
    """The ids of at most three areas, group by group, lowest first."""
    more: int = 0
    """How many more stand as low, and are not shown."""


def suggested(instrument: Instrument, areas: Sequence[Scored]) -> Suggestions:
    """Return the lowest areas of each group in which areas can be compared at all.

    Areas at the top of their range are never suggested. Counts are coarse, so that only the
    lowest of them is suggested.
    """
    # A quick check has one question an area, and a questionnaire says what its bands say.
    if instrument.kind != "self-review":
        return Suggestions()
    found = [_lowest(group, instrument) for group in comparable(instrument, areas)]
    in_turn = [area for area in chain(*zip_longest(*found)) if area is not None]
    chosen = {area.domain.id for area in in_turn[:MOST]}
    ids = (area.domain.id for group in found for area in group)
    return Suggestions(tuple(name for name in ids if name in chosen), len(in_turn) - len(chosen))


def share(area: Scored) -> float:
    """Return how far up its range a score stands, 0 to 1; of a count, the share of the answered."""
    # A count among fewer answers would look low for what was left out.
    low, high = (0, area.score.answered) if area.counted else area.score.range
    return 1 if low == high else snap(((area.score.value or 0) - low) / (high - low))


def comparable(instrument: Instrument, areas: Sequence[Area]) -> list[list[Area]]:
    """Return the areas with a score in groups that can be compared, in their order."""
    groups: dict[tuple[object, ...], list[Area]] = {}
    for area in areas:
        if area.score.status == "scored":
            # Half of a scale of five is not half of a scale of three, and no mean is a count.
            scoring = instrument.scoring_of(area.domain)
            key = (area.scale, scoring.method, area.score.range)
            groups.setdefault(key, []).append(area)
    return list(groups.values())


def _lowest(group: Sequence[Area], instrument: Instrument) -> list[Area]:
    if len(group) < FEWEST or len(set(map(share, group))) == 1:
        return []
    # One answer more or less changes the order of counts.
    wanted = 1 if group[0].counted else instrument.start.suggest
    # In an area at its top there is nothing to start with.
    ordered = sorted((area for area in group if share(area) < 1), key=share)
    edge = share(ordered[min(wanted, len(ordered)) - 1])
    return [area for area in ordered if share(area) <= edge]
