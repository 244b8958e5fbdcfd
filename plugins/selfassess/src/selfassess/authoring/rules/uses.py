"""Uses: that everything which an author defines is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.answering.logic import items_of
from selfassess.authoring.rules.places import band_tables, every_node
from selfassess.definition.item_types import type_of
from selfassess.problems import Problem
from selfassess.scoring.component import component_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item


def uses(instrument: Instrument) -> Iterator[Problem]:
    """Yield items, scales, tables and rules that nothing uses."""
    used = named(instrument)
    for at, item in enumerate(instrument.items):
        if item.id not in used and not _useful(item):
            message = f'an item is in no domain, and nothing uses it; "{item.id}"; name its domain'
            other = "or, if it is not to count, one with `scored: false`"
            yield Problem(f"{message}, {other}", ("items", at))
    for field, noun, by in (
        ("scales", "scale", "scale"),
        ("recodings", "recoding table", "recode"),
    ):
        taken = {getattr(item, by) for item in instrument.items}
        for name in getattr(instrument, field):
            if name not in taken:
                message = f'a {noun} is used by no item; "{name}"; use it or take it away'
                yield Problem(message, (field, name))
    yield from _idle(instrument)


def _useful(item: Item) -> bool:
    """Return whether an item serves something by itself: reading, writing, learning."""
    said = item.feedback or any(option.feedback for option in item.options)
    return bool(not type_of(item).is_scored or item.domain or item.objective or said)


def named(instrument: Instrument) -> set[str]:
    """Return the ids of the items that a score, a condition or a group names."""
    found = {name for rule in instrument.scores for name in component_ids(instrument, rule)}
    for node in every_node(instrument):
        found.add(node.when.item)
        if node.when.count:
            found |= {item.id for item in items_of(node.when.count.of, instrument)}
    tables = [table for _, _, several in band_tables(instrument) for table in several]
    return found | {table.group.item for table in tables if table.group}


def _idle(instrument: Instrument) -> Iterator[Problem]:
    domains = instrument.scored_domains
    if instrument.scoring and all(domain.scoring for domain in domains):
        message = "this rule is not used; no scored domain is without its own; take it away"
        yield Problem(message, ("scoring",))
    banded = [domain for domain in domains if instrument.feedback_of(domain) == "bands"]
    if instrument.bands and all(domain.bands for domain in banded):
        message = "these bands are not used; no domain takes them; take them away"
        yield Problem(message, ("bands",))
