"""Bands: that they cover a score from end to end, and that each can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules import places
from selfassess.definition.instrument import Domain
from selfassess.numeric import snap
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.authoring.rules.places import Scored
    from selfassess.definition.feedback import Band
    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path


def bands(instrument: Instrument, attainable: Mapping[str, Attainable]) -> Iterator[Problem]:
    """Yield bands that are missing, not used, or do not fit their score."""
    for found in places.scored(instrument):
        path, several = _of(instrument, found)
        if isinstance(found.owner, Domain):
            yield from _wanted(instrument, found.owner, several, found.here)
            if instrument.feedback_of(found.owner) != "bands":
                several = ()
        yield from band_edges(several, attainable[found.id], path)
        for at, table in enumerate(found.owner.tables):
            here: Path = (*found.here, "tables", at, "bands")
            if not table.bands:
                message = f'a table has no bands; "{table.id}"; add them or take it away'
                yield Problem(message, here)
            yield from band_edges(table.bands, attainable[found.id], here)


def _of(instrument: Instrument, found: Scored) -> tuple[Path, tuple[Band, ...]]:
    if isinstance(found.owner, Domain) and not found.owner.bands:
        return ("bands",), instrument.bands
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


def band_edges(several: tuple[Band, ...], attainable: Attainable, here: Path) -> Iterator[Problem]:
    """Yield gaps, overlaps, edges outside the score, and bands that no answers lead to."""
    low, high = attainable.range
    expected = low
    for at, band in enumerate(several):
        place, last = (*here, at), at == len(several) - 1
        end = high if band.below is None else band.below
        if not low <= snap(band.minimum) <= high or end > high:
            found = f'"{band.label}" on a range of {low:g} to {high:g}'
            yield Problem(f"a band reaches outside the scores; {found}; mend its edges", place)
        elif snap(band.minimum) != snap(expected):
            what = "bands leave a gap" if band.minimum > expected else "bands overlap"
            found = f'"{band.label}" begins at {band.minimum:g}, and {expected:g} was next'
            yield Problem(f"{what}; {found}; begin it at {expected:g}", (*place, "minimum"))
        elif last == (band.below is None):
            yield from _reached(band, attainable, place)
        if last != (band.below is None):
            found = "the last one has it" if last else f'"{band.label}" has none'
            yield Problem(f"`below` ends every band but the last; {found}; mend it", place)
        expected = end


def _reached(band: Band, attainable: Attainable, place: Path) -> Iterator[Problem]:
    if attainable.values is None:
        return
    end = float("inf") if band.below is None else band.below
    if not any(band.minimum <= value < end for value in attainable.values):
        edge = "on" if band.below is None else f"to below {band.below:g}"
        found = f'"{band.label}" from {band.minimum:g} {edge}'
        yield Problem(f"no answers lead to this band; {found}; move its edges", place)
