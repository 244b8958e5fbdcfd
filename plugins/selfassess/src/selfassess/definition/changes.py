"""Changes: what an author declares to have changed from version to version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from selfassess.definition.facts import AS_HOLDER, CODE, DAY, TEXT, WRITTEN

ChangeKind = Literal["first", "typo", "wording", "scoring"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a version changed."""

    version: Annotated[str, CODE, AS_HOLDER]
    """The version that came with the change."""
    date: Annotated[str, DAY, AS_HOLDER]
    """The day, as in 2026-11-22."""
    kind: Annotated[ChangeKind, AS_HOLDER]
    """`typo`: nothing that changes what is asked; answers stay good. `scoring`: the same
    questions count differently; old answers are scored anew. `wording`: something else is
    asked; old answers are not compared with new ones. `first`: the version before which
    there was none."""
    what: Annotated[str, TEXT, WRITTEN, AS_HOLDER]
    """What was changed, for the readers: one sentence."""
    items: Annotated[tuple[str, ...], CODE, AS_HOLDER] = ()
    """Of `wording`: the ids of the items whose meaning changed, or of domains for all of their
    items; the answers in other domains stay good. Leave it out if it is all of them."""
