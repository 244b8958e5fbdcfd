"""Bands: that they cover a score from end to end, and that each can be reached."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from selfassess.authoring.rules import places
from selfassess.definition.instrument import Domain
from selfassess.numeric import brief, snap, typed
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.authoring.rules.places import Scored
    from selfassess.definition.feedback import Band
    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path


_SHARED = ("bands",)
"""Where bands stand that several domains use."""


def bands(instrument: Instrument, attainable: Mapping[str, Attainable]) -> Iterator[Problem]:
    """Yield bands that are missing, not used, or do not fit their score."""
    shared = [
        attainable[found.id]
        for found in places.scored(instrument)
        if _of(instrument, found)[0] == _SHARED
        if not isinstance(found.owner, Domain) or instrument.feedback_of(found.owner) == "bands"
    ]
    for found in places.scored(instrument):
        path, several = _of(instrument, found)
        if isinstance(found.owner, Domain):
            yield from _wanted(instrument, found.owner, several, found.here)
            if instrument.feedback_of(found.owner) != "bands":
                several = ()
        yield from band_edges(
            several, attainable[found.id], path, shared if path == _SHARED else ()
        )
        for at, table in enumerate(found.owner.tables):
            here: Path = (*found.here, "tables", at, "bands")
            if not table.bands:
                message = f'a table has no bands; "{table.id}"; add them or take it away'
                yield Problem(message, here)
            yield from band_edges(table.bands, attainable[found.id], here)


def _of(instrument: Instrument, found: Scored) -> tuple[Path, tuple[Band, ...]]:
    if isinstance(found.owner, Domain) and not found.owner.bands:
        return _SHARED, instrument.bands
    return (*found.here, "bands"), found.owner.bands


def _wanted(
    instrument: Instrument, domain: Domain, several: tuple[Band, ...], here: Path
) -> Iterator[Problem]:
    if instrument.feedback_of(domain) != "bands":
        if domain.bands:
            message = "these bands are not used; `feedback` is not bands; mend one"
            yield Problem(message, (*here, "bands"))
    elif not several:
        message = f'the domain "{domain.id}" has no bands; `feedback` is bands; add them'
        yield Problem(message, here)


def band_edges(
    several: tuple[Band, ...],
    attainable: Attainable,
    here: Path,
    shared: Sequence[Attainable] = (),
) -> Iterator[Problem]:
    """Yield gaps, overlaps, edges outside the score, and bands that no answers lead to.

    `shared` is what all scores with the same bands can be, which decides how wide a gap is: so it
    is told of all in the same words, and once.
    """
    low, high = attainable.range
    whole = all(map(_is_whole, shared or [attainable]))
    lowest = min(each.range[0] for each in shared or [attainable])
    if misplaced := _misplaced(several, here):
        yield misplaced
        return
    before: Band | None = None
    for at, band in enumerate(several):
        place, last = (*here, at), at == len(several) - 1
        end = high if band.below is None else band.below
        if not low <= snap(band.minimum) <= high or (end > high and not last):
            found = f'"{band.label}" on a range of {brief(low)} to {brief(high)}'
            yield Problem(f"a band reaches outside the scores; {found}; mend its edges", place)
        elif seam := _seam(before, band, lowest, whole=whole):
            yield Problem(seam, (*place, "minimum"))
        elif last == (band.below is None):
            yield from _reached(band, attainable, place)
        if last != (band.below is None):
            yield Problem(_end(band, None if last else several[at + 1]), place)
        before = band


def _misplaced(several: tuple[Band, ...], here: Path) -> Problem | None:
    for at, (one, other) in enumerate(pairwise(several), 1):
        if one.minimum > other.minimum:
            found = f'"{other.label}" begins at {typed(other.minimum)}, after {typed(one.minimum)}'
            message = f"bands stand from the lowest to the highest; {found}; change the order"
            return Problem(message, (*here, at, "minimum"))
    return None


def _seam(before: Band | None, band: Band, low: float, *, whole: bool) -> str:
    """Return what is wrong where a band begins; "" if nothing is."""
    if before is None:
        low = snap(low)
        found = (
            f'"{band.label}" begins at {typed(band.minimum)}, and the lowest score is {typed(low)}'
        )
        remedy = f"add a band that begins at {typed(low)}, or begin this one there"
        if snap(band.minimum) == low:
            return ""
        return f"the lowest scores have no band; {found}; {remedy}"
    # That every band but the last needs an end is said where it is missing.
    if before.below is None or snap(band.minimum) == snap(before.below):
        return ""
    return _torn(before, band, before.below, whole=whole)


def _torn(before: Band, band: Band, end: float, *, whole: bool) -> str:
    """Return that two bands leave a gap or overlap, and how each of them may be meant.

    Printed tables name whole numbers, such as 0 to 3 and 4 to 7. Whoever writes `below: 3` for the
    first may mean either edge, and only they know which.
    """
    apart = band.minimum > end
    what = "bands leave a gap" if apart else "bands overlap"
    found = f'"{before.label}" ends below {typed(end)}, and "{band.label}" begins at {typed(band.minimum)}'
    low, high = sorted((end, band.minimum))
    found += f", so that {_between(low, high, whole=whole)} is in {'none' if apart else 'both'}"
    edges = [f"`below: {typed(band.minimum)}` there", f"`minimum: {typed(end)}` here"]
    lower, upper = edges if apart else edges[::-1]
    remedy = f'if that belongs to "{before.label}", write {lower}; if to "{band.label}", {upper}'
    return f"{what}; {found}; {remedy}"


def _is_whole(attainable: Attainable) -> bool:
    return attainable.values is not None and all(x.is_integer() for x in attainable.values)


def _between(low: float, high: float, *, whole: bool) -> str:
    """Return in words what lies between two edges, without the upper one."""
    if not whole or high - low < 1:
        return f"{typed(low)} to below {typed(high)}"
    return typed(low) if high - low == 1 else f"{typed(low)} to {typed(high - 1)}"


def _end(band: Band, following: Band | None) -> str:
    if following is None:
        found = f'"{band.label}" has `below: {typed(band.below or 0)}`'
        remedy = "take it away, since the last band holds all the rest"
    else:
        found = f'"{band.label}" has none'
        remedy = f"write `below: {typed(following.minimum)}`, where the next one begins"
    return f"`below` ends every band but the last; {found}; {remedy}"


def _reached(band: Band, attainable: Attainable, place: Path) -> Iterator[Problem]:
    if attainable.values is None:
        return
    end = float("inf") if band.below is None else band.below
    if not any(band.minimum <= value < end for value in attainable.values):
        edge = "on" if band.below is None else f"to below {typed(band.below)}"
        found = f'"{band.label}" from {typed(band.minimum)} {edge}'
        yield Problem(f"no answers lead to this band; {found}; move its edges", place)
