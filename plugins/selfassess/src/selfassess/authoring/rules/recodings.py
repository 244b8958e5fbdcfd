"""Recodings: that a table recodes every answer of its items, and each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules import places
from selfassess.authoring.rules.lookups import listed
from selfassess.authoring.rules.matches import match_shape
from selfassess.authoring.rules.samples import edges, near
from selfassess.authoring.rules.values import values
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item
    from selfassess.definition.scoring import Recode


def recoding_shapes(instrument: Instrument) -> Iterator[Problem]:
    """Yield tables without lines, and lines without a test."""
    for name, lines in instrument.recodings.items():
        if not lines:
            message = f'a recoding table has no lines; "{name}"; add them or take it away'
            yield Problem(message, ("recodings", name))
        for at, line in enumerate(lines):
            yield from match_shape(line, ("recodings", name, at), numbers=True)


def recodings(instrument: Instrument) -> Iterator[Problem]:
    """Yield answers that a table leaves out or recodes twice, and lines without an answer."""
    rules = [scoring.missing.not_asked for _, scoring in places.scorings(instrument)]
    skips = [skip for skip in rules if isinstance(skip, int | float)]
    for name, lines in instrument.recodings.items():
        users = [item for item in instrument.items if item.recode == name]
        every = [(item, _numbers(instrument, item, lines)) for item in users]
        for item, numbers in every:
            yield from _once(item, name, lines, numbers or [])
        known = [number for _, numbers in every for number in numbers or ()]
        # What counts as an answer to what was not asked is recoded too.
        known += skips if known and any(item.show_if for item in users) else ()
        for at, line in enumerate(lines) if known and all(numbers for _, numbers in every) else ():
            if not any(line.passes(number) for number in known):
                message = f'no answer meets this line; of those in "{name}" it is number {at + 1}'
                yield Problem(f"{message}; take it away", ("recodings", name, at))


def _numbers(instrument: Instrument, item: Item, lines: tuple[Recode, ...]) -> list[float] | None:
    found = values(instrument, item)
    if found is None and item.number:
        # Too many to try: what lies at the edges decides.
        return sorted(near(item.number, edges(lines)))
    return None if found is None else sorted(found)


def _once(
    item: Item, name: str, lines: tuple[Recode, ...], numbers: list[float]
) -> Iterator[Problem]:
    gone = [number for number in numbers if not any(line.passes(number) for line in lines)]
    if gone:
        message = f'the table "{name}" leaves answers to "{item.id}" out; {listed(gone)}'
        yield Problem(f"{message}; add a line for each", ("recodings", name))
    for at, line in enumerate(lines):
        twice = [n for n in numbers if line.passes(n) and any(x.passes(n) for x in lines[:at])]
        if twice:
            message = f'two lines recode one answer to "{item.id}"; {listed(twice)}; part them'
            yield Problem(message, ("recodings", name, at))
