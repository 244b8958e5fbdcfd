"""Tables: that tables of bands for groups tell every reader's group, and one only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.answering.logic import held
from selfassess.authoring.rules.matches import alternatives, match_shape
from selfassess.authoring.rules.places import band_tables
from selfassess.authoring.rules.samples import samples
from selfassess.definition.item_types import type_of
from selfassess.definition.item_types.item_type import DID_NOT_APPLY
from selfassess.numeric import typed
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfassess.definition.feedback import BandGroup, BandTable
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Sample
    from selfassess.problems import Path

Placed = tuple["Path", "BandTable", "BandGroup"]


def tables(instrument: Instrument) -> Iterator[Problem]:
    """Yield groups that leave an answer out, share one, or rest on different items."""
    for path, _, several in band_tables(instrument):
        sets: dict[str, list[Placed]] = {}
        for at, table in enumerate(several):
            if table.group:
                sets.setdefault(table.id, []).append(((*path, at, "group"), table, table.group))
        for placed in sets.values():
            problems = list(_shapes(instrument, placed))
            yield from problems or _covered(instrument, placed)


def _shapes(instrument: Instrument, placed: Sequence[Placed]) -> Iterator[Problem]:
    first = placed[0][2].item
    for path, table, group in placed:
        item = instrument.item[group.item]
        if group.item != first:
            message = f'the groups of "{table.id}" rest on different items'
            found = f'"{group.item}" beside "{first}"'
            yield Problem(f"{message}; {found}; use one", (*path, "item"))
        elif not type_of(item).tells_groups:
            message = f'groups need one answer; "{item.id}" is of the type "{item.type}"'
            yield Problem(f"{message}; name another item", (*path, "item"))
        else:
            yield from match_shape(group, path, numbers=item.number is not None)
            yield from alternatives(instrument, item, group, path)


def _covered(instrument: Instrument, placed: Sequence[Placed]) -> Iterator[Problem]:
    item = instrument.item[placed[0][2].item]
    groups = [group for _, _, group in placed]
    answers = samples(instrument, item, groups) or []
    for nth, (path, _, group) in enumerate(placed):
        mine = [each for each in answers if held(group, *each)]
        twice = [each for each in mine if any(held(one, *each) for one in groups[:nth])]
        if not mine:
            message = f'this group is empty; no answer to "{item.id}" passes; mend it'
            yield Problem(message, path)
        elif twice:
            message = f'two groups share an answer to "{item.id}"; {_shown(twice)}; part them'
            yield Problem(message, path)
    gone = [each for each in answers if not any(held(group, *each) for group in groups)]
    if gone := [each for each in gone if each[0] != (DID_NOT_APPLY,)]:
        path, table, _ = placed[0]
        message = f'the groups of "{table.id}" leave answers to "{item.id}" out; {_shown(gone)}'
        yield Problem(f"{message}; add a group", path)


def _shown(answers: list[Sample]) -> str:
    named = [" ".join(chosen) or typed(number or 0) for chosen, number in answers]
    return ", ".join(sorted(named)[:6])
