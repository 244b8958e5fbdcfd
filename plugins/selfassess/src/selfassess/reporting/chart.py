"""Picture: where scores stand, in groups of rows that share an axis."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from selfassess.catalog import catalog, numeral
from selfassess.numeric import brief
from selfassess.reporting.score_text import in_full
from selfassess.scoring.methods import method_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from gettext import NullTranslations

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Option
    from selfassess.reporting.item_results import ItemResult
    from selfassess.reporting.report import Area, CompositeResult, Report

ChartKind = Literal["share", "count", "number"]
CountMark = Literal["done", "open", "none"]

_COUNT_MARKS: tuple[CountMark, ...] = ("done", "open", "none")

_EDGE = 3.0
"""What a plain track leaves free on each side for its mark, in percent of the width."""

_ROWS_TO_AN_AXIS = 6
"""After so many rows the words of the axis are out of sight on a phone."""


@dataclass(frozen=True)
class ChartRow:
    """One score in the picture."""

    area: Area | CompositeResult
    mark: float | None = None
    """How far from the left the score stands, in percent of the width; None without a score."""
    band: tuple[float, float] | None = None
    """On a response scale: from where the answers reach to where, in percent of the width."""
    ends: tuple[str, ...] = ()
    """The words of the lowest and the highest answer; one if they are the same."""
    counts: tuple[CountMark, ...] = ()
    """Of a count: what was counted, what was not, and what has no answer, in this order."""
    cell: str = ""
    """The score in the table behind the picture; "" without one."""
    full: str = ""
    """On a plain track: the score in words, with its number and range."""

    @property
    def date(self) -> str:
        """The ISO date of the answers; "" if they are of now, or of several days."""
        return getattr(self.area, "date", "")

    @property
    def group(self) -> str:
        """The heading over it and its neighbours; "" without one."""
        return getattr(self.area, "group", "")


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
    def absent(self) -> tuple[ChartRow, ...]:
        """The rows without a score."""
        return tuple(row for row in self.rows if row.area.score.value is None)

    @property
    def present(self) -> tuple[ChartRow, ...]:
        """The rows with a score."""
        return tuple(row for row in self.rows if row.area.score.value is not None)

    @staticmethod
    def batches(rows: Sequence[ChartRow]) -> list[tuple[str, Sequence[ChartRow]]]:
        """Return rows as they stand under an axis each: their named groups, or else six at most."""
        found: list[tuple[str, Sequence[ChartRow]]] = []
        for name, run in groupby(rows, lambda row: row.group):
            some = tuple(run)
            most = len(some) if name else _ROWS_TO_AN_AXIS
            found += [(name, some[at : at + most]) for at in range(0, len(some), most)]
        return found

    @staticmethod
    def signs(rows: Sequence[ChartRow]) -> dict[CountMark, list[str]]:
        """Return the answers for which the dots of a count stand here, lowest first; "" is none.

        Without a shared scale, or where one answer stands for two signs, there are none to tell.
        """
        areas = [row.area for row in rows]
        if not all(getattr(area, "scale", None) for area in areas):
            return {}
        asked = [one for area in areas for one in getattr(area, "results", ()) if one.asked]
        asked.sort(key=lambda one: (one.keyed or 0, not one.label))
        found: dict[CountMark, list[str]] = {}
        for mark in _COUNT_MARKS:
            words = dict.fromkeys(one.label for one in asked if _count_mark(one) == mark)
            if words:
                found[mark] = list(words)
        said = [word for words in found.values() for word in words]
        return found if len(set(said)) == len(said) else {}

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
            rows = tuple(_shared(area, options, texts) for area in run)
        elif kind == "count":
            rows = tuple(_counted(area, texts) for area in run)
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


def _shared(area: Area, options: tuple[Option, ...], texts: NullTranslations) -> ChartRow:
    keyed = [result.keyed for result in area.results if result.keyed is not None]
    if area.score.mean is None or not keyed:
        return ChartRow(area)
    values = tuple(option.value for option in options)
    low, high = min(keyed), max(keyed)
    band = (place(low, values), place(high, values))
    ends = tuple(option.label for option in options if option.value in (low, high))
    mark = place(area.score.mean, values)
    return ChartRow(area, mark, band, ends, cell=_cell(area, texts))


def _counted(area: Area, texts: NullTranslations) -> ChartRow:
    marks = [_count_mark(result) for result in area.results if result.asked]
    ordered = tuple(sorted(marks, key=_COUNT_MARKS.index))
    return replace(_plain(area, texts), counts=ordered)


def _count_mark(result: ItemResult) -> CountMark:
    if result.counts:
        return "done"
    return "none" if result.keyed is None else "open"


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
    numbers = {"score": area.number, "raw": area.raw, "highest": brief(area.score.range[1])}
    return said % {name: numeral(number, texts) for name, number in numbers.items()}
