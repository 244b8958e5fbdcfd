"""Result: the samples of one measurement, and the limits that they are held against."""

from __future__ import annotations

import dataclasses
import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LABEL = 60


@dataclass(frozen=True)
class Limit:
    """A number that must not be exceeded."""

    what: str
    value: float
    at_most: float

    @property
    def kept(self) -> bool:
        return self.value <= self.at_most

    def __str__(self) -> str:
        verdict = "kept" if self.kept else "MISSED"
        return f"{self.what:<{LABEL}} {self.value:9.2f}   at most {self.at_most:g}: {verdict}"


@dataclass(frozen=True)
class Result:
    """What was measured, in one unit, and how it stands to its limits."""

    title: str
    unit: str
    samples: Mapping[str, Sequence[float]]
    limits: Sequence[Limit] = ()
    notes: Sequence[str] = field(default=())

    @property
    def kept(self) -> bool:
        return all(limit.kept for limit in self.limits)

    def table(self) -> str:
        """Return the result for reading: one line for each kind of sample, then the limits."""
        names = ("n", "median", "min", "max", "p95")
        lines = [f"{self.title} ({self.unit})".ljust(LABEL) + "".join(f"{n:>10}" for n in names)]
        for label, values in self.samples.items():
            numbers = (median(values), min(values), max(values), p95(values))
            row = "".join(f"{number:10.1f}" for number in numbers)
            lines.append(f"  {label:<{LABEL - 2}}{len(values):10}{row}")
        return "\n".join([*lines, *(f"  {limit}" for limit in self.limits), *self.notes])

    def plain(self) -> dict[str, Any]:
        """Return the result as data for JSON."""
        return dataclasses.asdict(self) | {"kept": self.kept}


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """Return the smallest value that 95 of 100 values do not exceed."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * 95 // 100) - 1]
