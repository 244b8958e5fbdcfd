"""Versions: what answers given to one version of an instrument are worth in another.

What an author declared in `changes` decides; that nothing changed undeclared was checked when
the version was released (authoring/releases).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfassess.definition.item_types import type_of

if TYPE_CHECKING:
    from selfassess.definition.changes import Change, ChangeKind
    from selfassess.definition.document import Document
    from selfassess.definition.instrument import Instrument

RelationKind = Literal["same", "typo", "scoring", "wording", "unknown"]


@dataclass(frozen=True)
class Relation:
    """How an instrument came from an older version of itself."""

    known: bool
    """Whether `changes` names that version. If not, nothing can be said of its answers."""
    since: tuple[Change, ...] = ()
    """What changed since then, newest first."""

    @property
    def kind(self) -> RelationKind:
        """The change that matters most to old answers: `wording`, then `scoring`, then `typo`."""
        if not self.known:
            return "unknown"
        kinds = {change.kind for change in self.since}
        order: tuple[RelationKind, ...] = ("wording", "scoring", "typo")
        return next((kind for kind in order if kind in kinds), "same")

    def what(self, kind: ChangeKind) -> tuple[str, ...]:
        """Return what the changes of one kind changed, oldest first."""
        return tuple(change.what for change in reversed(self.since) if change.kind == kind)


def relation(document: Document, version: str) -> Relation:
    """Return how a document came from its version `version`."""
    if version == document.version:
        return Relation(known=True)
    for at, change in enumerate(document.changes):
        if change.version == version:
            return Relation(known=True, since=document.changes[:at])
    return Relation(known=False)


def lineage(document: Document) -> tuple[str, ...]:
    """Return this version and those that it came from, newest first."""
    versions = (document.version, *(change.version for change in document.changes))
    return tuple(dict.fromkeys(versions))


def changed_items(instrument: Instrument, since: tuple[Change, ...]) -> frozenset[str]:
    """Return the ids of the items whose old answers mean something else than new ones."""
    found: set[str] = set()
    for change in since:
        if change.kind == "wording":
            found |= named_items(instrument, change)
    return frozenset(found)


def named_items(instrument: Instrument, change: Change) -> set[str]:
    """Return the ids of the items that a change names, also by their domain; all if none is."""
    return {
        item.id
        for item in instrument.items
        if not change.items or item.id in change.items or item.domain in change.items
    }


def outdated(instrument: Instrument, only: str = "") -> dict[str, list[str]]:
    """Return by version whose drafts can be filled in again: the names not to be filled in.

    `only` is the one domain that is asked. A version that is not here is not known.
    """
    found = {}
    for version in lineage(instrument):
        changed = changed_items(instrument, relation(instrument, version).since)
        items = [item for item in instrument.items if item.id in changed]
        asked = [item for item in items if only in ("", item.domain)]
        found[version] = [name for item in asked for name in type_of(item).names(item)]
    return found
