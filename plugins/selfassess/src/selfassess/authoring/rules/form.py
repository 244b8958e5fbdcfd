"""Form: that every item is asked once, after what its condition looks at, and can be drawn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from selfassess.answering.logic import items_of
from selfassess.authoring.rules.places import every_node
from selfassess.definition.item_types import type_of
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.conditions import Condition
    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path


def form(instrument: Instrument) -> Iterator[Problem]:
    """Yield items without a place, or with two, and draws that can not be made."""
    yield from _sections(instrument)
    yield from _objectives(instrument)


def _sections(instrument: Instrument) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, section in enumerate(instrument.sections):
        if not section.items:
            message = f'a section has no items; "{section.id}"; give it items or take it away'
            yield Problem(message, ("sections", at))
        for nth, name in enumerate(section.items):
            if name in seen:
                message = f'an item stands in sections twice; "{name}"; keep one'
                yield Problem(message, ("sections", at, "items", nth))
            seen.add(name)
    for at, item in enumerate(instrument.items):
        if instrument.sections and item.id not in seen:
            message = f'an item is in no section; "{item.id}"; name it in one'
            yield Problem(message, ("items", at))
        elif not instrument.sections and not type_of(item).is_answered:
            message = f'information needs a place; "{item.id}" is in no section; add `sections`'
            yield Problem(message, ("items", at))


def order(instrument: Instrument) -> Iterator[Problem]:
    """Yield conditions on what is not asked before, in the list of items and in the form."""
    listed = {item.id: at for at, item in enumerate(instrument.items)}
    asked = {name: at for at, name in enumerate(_form_order(instrument))}
    for node in every_node(instrument):
        if node.decides_asking:
            own = instrument.items[_index(node.path)].id
            for name in _looks_at(instrument, node.when):
                if listed[name] >= listed[own] or asked[name] >= asked[own]:
                    message = "a condition looks at items before its own"
                    found = _out_of_order(instrument, name, own, listed[name] < listed[own])
                    yield Problem(f"{message}; {found}", node.path)


def _out_of_order(instrument: Instrument, name: str, own: str, in_the_list: bool) -> str:
    remedy = "change the order, or the condition"
    if name == own:
        return f'"{own}" is itself; {remedy}'
    if not in_the_list:
        return f'"{name}" is not before "{own}"; {remedy}'
    if instrument.sections:
        return f'"{name}" comes later in the sections; {remedy}'
    how = "the form asks domain by domain, and last what is in none"
    return f'"{name}" comes after "{own}", since {how}; write `sections`, which say the order'


def _index(path: Path) -> int:
    return next(part for part in path if isinstance(part, int))


def _form_order(instrument: Instrument) -> Iterator[str]:
    if instrument.sections:
        yield from (name for section in instrument.sections for name in section.items)
        return
    for domain in instrument.domains:
        yield from (item.id for item in instrument.items_of(domain.id))
    yield from (item.id for item in instrument.items_of(""))


def _looks_at(instrument: Instrument, when: Condition) -> list[str]:
    if when.count:
        return [item.id for item in items_of(when.count.of, instrument)]
    return [when.item] if when.item else []


def _objectives(instrument: Instrument) -> Iterator[Problem]:
    pools = Counter(item.objective for item in instrument.items)
    for at, objective in enumerate(instrument.objectives):
        has = pools[objective.id]
        if not 1 <= objective.draw <= has:
            message = f"`draw` goes from 1 to the number of items; {objective.draw} of {has}"
            yield Problem(f"{message}; mend it", ("objectives", at, "draw"))
