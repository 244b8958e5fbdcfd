"""Matrix: each objective with where it is taught and how many items of the bank ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfassess.authoring.course.course import Course, Objective, Reading
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item


@dataclass(frozen=True)
class Row:
    """One objective."""

    objective: Objective
    readings: tuple[Reading, ...]
    """Where it is taught."""
    items: tuple[Item, ...]
    """Every item of the bank that asks for it."""
    asked: int
    """How many of them one attempt asks."""


def matrix(course: Course, bank: Instrument | None) -> tuple[Row, ...]:
    """Return the objectives of a course in their order; without a bank nothing asks for them."""
    readings = [reading for module in course.modules for reading in module.readings]
    draws = {one.id: one.draw for one in bank.objectives} if bank else {}
    return tuple(
        Row(
            one,
            tuple(reading for reading in readings if one.id in reading.objectives),
            tuple(item for item in bank.items if item.objective == one.id) if bank else (),
            draws.get(one.id, 0),
        )
        for one in course.objectives
    )
