"""Touched items: which items of an instrument a difference is about, and whether a change names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.definition.versions import named_items

if TYPE_CHECKING:
    from selfassess.authoring.releases.diff import Difference
    from selfassess.definition.changes import Change
    from selfassess.definition.instrument import Instrument


def covers_items(change: Change, one: Difference, before: Instrument, after: Instrument) -> bool:
    """Return whether a change names all items that are touched, or their areas if they are gone."""
    named = named_items(after, change)
    areas = {after.item[name].domain for name in named} | set(change.items)
    touched = touched_items(one, before) | touched_items(one, after)
    left = {before.item[name].domain for name in touched if name in before.item}
    return touched & set(after.item) <= named and left & set(after.domain) <= areas


def touched_items(one: Difference, instrument: Instrument) -> set[str]:
    """Return the ids of the items that a difference is about; all if it is about no few of them."""
    kind, name = (*one.names, "")[:2]
    if kind == "items" and one.what != "moved":
        return {str(name)} | _pool(one, instrument)
    if kind in ("scales", "domains", "objectives"):
        field = kind.removesuffix("s")
        return {item.id for item in instrument.items if getattr(item, field) == name}
    return set(instrument.item)


def _pool(one: Difference, instrument: Instrument) -> set[str]:
    """Return the items that are drawn otherwise now, because their pool has changed."""
    item = instrument.item.get(str(one.names[1]))
    if item is None or not item.objective:
        return set()
    if one.what == "changed" and one.names[-1] != "objective":
        return set()
    return {each.id for each in instrument.items if each.objective == item.objective}
