"""Undeclared changes: whether what changed between two versions is what their author says has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.releases.diff import differences
from selfassess.definition.versions import relation
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfassess.authoring.documents import D, DocumentType
    from selfassess.authoring.releases.diff import Difference
    from selfassess.definition.changes import Change, ChangeKind
    from selfassess.definition.document import Document
    from selfassess.definition.facts import Impact

_COVERED_BY: dict[Impact, tuple[ChangeKind, ...]] = {
    "words": ("typo", "wording"),
    "answers": ("wording",),
    "scoring": ("scoring", "wording"),
    "presentation": ("typo", "scoring", "wording"),
}


def undeclared(before: D, after: D, kind: DocumentType[D]) -> Iterator[Problem]:
    """Yield every change since an older version that `changes` does not declare.

    The paths of the problems lead into the newer version.
    """
    since = relation(after, before.version).since
    if not _kept(before, after, after.changes[len(since) :]):
        message = (
            f'the entries of version "{before.version}" have changed; they are not those that '
            "were released; restore them"
        )
        yield Problem(message, ("changes",))
    for one in differences(before, after):
        if not any(_covers(change, one, before, after, kind) for change in since):
            yield Problem(_objection(one, before, after, since), one.path)


def _kept(before: Document, after: Document, entries: tuple[Change, ...]) -> bool:
    """Return whether what was declared once is still there, but for a first entry added later."""
    later = before.version != after.version and not before.changes
    first = [change.kind for change in entries] == ["first"]
    return entries == before.changes or (later and first)


def _covers(change: Change, one: Difference, before: D, after: D, kind: DocumentType[D]) -> bool:
    if change.kind not in _COVERED_BY[one.meaning]:
        return False
    if change.kind != "wording" or not change.items or one.meaning == "presentation":
        return True
    return one.meaning != "scoring" and kind.covers(change, one, before, after)


def _objection(one: Difference, before: Document, after: Document, since: Sequence[Change]) -> str:
    kinds = _COVERED_BY[one.meaning]
    wanted = " or ".join(kinds) if len(kinds) < 3 else "any kind"
    wanted = f"an entry of {'' if len(kinds) == 3 else 'kind '}{wanted}"
    if before.version == after.version:
        found = f'version "{before.version}" has been released'
        remedy = f"give it a new version with {wanted} in `changes`"
        return f"{found}; {one}; {remedy}, and run `selfassess release {after.id}`"
    if any(change.kind in kinds for change in since):
        return (
            f"the entry of kind wording is about other items; {one}; name it there, or add {wanted}"
        )
    said = ", ".join(dict.fromkeys(change.kind for change in reversed(since)))
    return f"`changes` says {f'only {said}' if said else 'nothing'}; {one}; add {wanted}"
