"""Lookups: that a table gives one score for every raw score, and for no other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from selfassess.authoring.rules import places
from selfassess.numeric import brief, snap, typed
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.authoring.rules.places import Scored
    from selfassess.definition.instrument import Instrument

_WIDEST = 10_000


def lookups(instrument: Instrument, attainable: Mapping[str, Attainable]) -> Iterator[Problem]:
    """Yield raw scores that a table leaves out, has twice, or can not meet."""
    for found in places.scored(instrument):
        if found.scoring.lookup:
            yield from _table(found, attainable[found.id])


def _table(found: Scored, attainable: Attainable) -> Iterator[Problem]:
    here = (*found.path, "lookup")
    low, high = attainable.natural
    if high - low > _WIDEST:
        message = f"a table can not hold so many raw scores; {brief(low)} to {brief(high)}"
        yield Problem(f"{message}; use `rescale` or `transform`", here)
        return
    wanted = _wanted(attainable)
    rows = [row.raw for row in found.scoring.lookup]
    for at, raw in enumerate(rows):
        if raw in rows[:at]:
            message = f"a raw score stands twice in the table; {raw}; keep one row"
            yield Problem(message, (*here, at, "raw"))
        elif raw not in wanted:
            message = f"no answers give this raw score; {raw}, and {found.whose} goes from"
            ends = f"{min(wanted)} to {max(wanted)}"
            yield Problem(f"{message} {ends}; take the row away", (*here, at, "raw"))
    if gone := sorted(wanted - set(rows)):
        message = (
            f"the table leaves raw scores of {found.whose} out; {listed(gone)}; add a row for each"
        )
        yield Problem(message, here)


def _wanted(attainable: Attainable) -> set[int]:
    """Return the raw scores, rounded; each whole number of the range if they can not be listed."""
    if attainable.raws is not None:
        # What lies between two rows has no standard score; the report says so.
        return {int(raw) for raw in map(snap, attainable.raws) if raw.is_integer()}
    low, high = attainable.natural
    return set(range(math.ceil(snap(low)), math.floor(snap(high)) + 1))


def listed(numbers: list[int] | list[float]) -> str:
    """Return numbers for a problem, at most six of them."""
    shown = [typed(number) for number in numbers[:6]]
    if len(numbers) > 6:
        return f"{', '.join(shown)} and {len(numbers) - 6} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
