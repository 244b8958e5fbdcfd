"""Picture: where scores stand, in groups of rows that share an axis."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from selfassess.catalog import catalog, numeral
from selfassess.reporting.score_text import in_full
from selfassess.scoring.methods import method_of

if TYPE_CHECKING:
    from gettext import NullTranslations

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Option
    from selfassess.reporting.report import Area, CompositeResult, Report

ChartKind = Literal["share", "count", "number"]

_EDGE = 3.0
"""What a plain track leaves free on each side for its mark, in percent of the width."""


@dataclass(frozen=True)
class ChartRow:
    """One score in the picture."""

    area: Area | CompositeResult
    mark: float | None = None
    """How far from the left the score stands, in percent of the width; None without a score."""
    dots: tuple[tuple[float, int], ...] = ()
    """The answers: how far from the left in percent, and how far from the top in pixels."""
    cell: str = ""
    """The score in the table behind the picture; "" without one."""
    full: str = ""
    """On a plain track: the score in words, with its number and range."""

    @property
    def date(self) -> str:
        """The ISO date of the answers; "" if they are of now, or of several days."""
        return getattr(self.area, "date", "")


@dataclass(frozen=True)
class ChartGroup:
    """Neighbouring scores that share an axis."""

    kind: ChartKind
    """`share`: means on a response scale. `count`: one dot for each item. `number`: a plain
    track from the lowest to the highest possible score, each row with its own ends."""
    rows: tuple[ChartRow, ...]
    options: tuple[Option, ...] = ()
    """For `share`: the response scale, lowest first."""

    @property
    def ticks(self) -> list[float]:
        """Where the options stand, in percent of the width."""
        steps = len(self.options)
        return [(100 * at + 50) / steps for at in range(steps)]


def groups(report: Report) -> list[ChartGroup]:
    """Return the scores of a report as they are drawn, in its order."""
    found = []
    texts = catalog(report.instrument.language)
    for (kind, options), run in groupby(report.areas, partial(_axis, report.instrument)):
        if kind == "share":
            values = tuple(option.value for option in options)
            rows = tuple(_shared(area, values, texts) for area in run)
        else:
            rows = tuple(_plain(area, texts) for area in run)
        found.append(ChartGroup(kind, rows, options))
    composites = tuple(_plain(one, texts) for one in report.composites)
    return [*found, ChartGroup("number", composites)] if composites else found


def _axis(instrument: Instrument, area: Area) -> tuple[ChartKind, tuple[Option, ...]]:
    if area.counted:
        return "count", ()
    named = instrument.feedback_of(area.domain) == "nearest-label"
    # A mean of answers is itself an answer on their scale.
    on_scale = named or (method_of(area.scoring).divides and not area.raw)
    if area.scale is None or not area.scale.ordered or not on_scale:
        return "number", ()
    return "share", tuple(sorted(area.scale.options, key=lambda option: option.value))


def _plain(area: Area | CompositeResult, texts: NullTranslations) -> ChartRow:
    low, high = area.score.range
    if area.score.value is None:
        return ChartRow(area)
    share = (area.score.value - low) / (high - low) if high > low else 0.5
    mark = round(_EDGE + (100 - 2 * _EDGE) * share, 2)
    full = in_full(area.words, area.number, area.score, texts)
    return ChartRow(area, mark, cell=_cell(area, texts), full=full)


def _shared(area: Area, values: tuple[float, ...], texts: NullTranslations) -> ChartRow:
    if area.score.mean is None:
        return ChartRow(area)
    seen: Counter[float] = Counter()
    dots = []
    for keyed in (result.keyed for result in area.results):
        if keyed is not None:
            # From the third on, equal answers stand on top of each other.
            dots.append((place(keyed, values), 17 - 6 * min(seen[keyed], 2)))
            seen[keyed] += 1
    return ChartRow(area, place(area.score.mean, values), tuple(dots), _cell(area, texts))


@lru_cache(maxsize=256)
def place(value: float, values: tuple[float, ...]) -> float:
    """Return where a value stands among options side by side, in percent of their width."""
    below = min(max(bisect_right(values, value) - 1, 0), len(values) - 2)
    along = below + (value - values[below]) / (values[below + 1] - values[below])
    return round((along + 0.5) * 100 / len(values), 2)


def _cell(area: Area | CompositeResult, texts: NullTranslations) -> str:
    if area.raw:
        said = texts.gettext("%(score)s (raw score %(raw)s)")
    else:
        said = texts.gettext("%(score)s of %(highest)s")
    numbers = {"score": area.number, "raw": area.raw, "highest": f"{area.score.range[1]:g}"}
    return said % {name: numeral(number, texts) for name, number in numbers.items()}
