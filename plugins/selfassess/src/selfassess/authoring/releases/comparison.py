"""Comparison: two versions of a document side by side, in sentences for their author."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Generic

from selfassess.authoring.documents import D
from selfassess.authoring.releases.diff import differences
from selfassess.authoring.releases.released import newest_release, read_release, released
from selfassess.authoring.releases.undeclared_changes import undeclared
from selfassess.definition.versions import lineage, relation
from selfassess.problems import InvalidFile, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.authoring.documents import DocumentType
    from selfassess.authoring.releases.diff import Difference
    from selfassess.definition.facts import Impact

_HEADINGS: dict[Impact, str] = {
    "words": "Texts that readers answer to (typo or wording)",
    "answers": "What is asked and how it can be answered (wording)",
    "scoring": "What answers count for (scoring or wording)",
    "presentation": "Everything else (any kind)",
}


@dataclass(frozen=True)
class Comparison(Generic[D]):
    """An older and a newer version."""

    kind: DocumentType[D]
    before: D
    after: D
    known: tuple[Difference, ...] = ()
    """Differences that have been shown already."""

    def without(self, other: Comparison[D]) -> Comparison[D]:
        """Return the comparison without what another one shows."""
        return replace(self, known=tuple(differences(other.before, other.after)))

    @cached_property
    def undeclared(self) -> list[Problem]:
        """What changed without being declared."""
        return list(undeclared(self.before, self.after, self.kind))

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        found = [d for d in differences(self.before, self.after) if d not in self.known]
        old, new = self.before.version, self.after.version
        versions = f"from version {old} to {new}" if old != new else f"since version {old}"
        yield f"{self.after.id} ({self.after.language}), {versions}"
        for meaning, heading in _HEADINGS.items():
            these = [one for one in found if one.meaning == meaning]
            if these:
                yield from ("", f"{heading}:", *(f"  {one}" for one in these))
        if not found:
            yield from ("", "Nothing is different.")
        since = relation(self.after, self.before.version).since
        if since:
            yield from ("", "Declared in `changes`:")
            for change in reversed(since):
                yield f"  {change.version}, {change.kind}: {change.what}"


def compare(
    document: D, kind: DocumentType[D], folder: Path, old: str | None, new: str | None
) -> Comparison[D]:
    """Return two versions side by side.

    `old` is a released version, the newest if left out; `new` another, or `document` itself.
    Raises InvalidFile for one that there is not, and if `new` did not come from `old`.
    """
    old = old or newest_release(document, folder)
    if old is None:
        message = "nothing of it is released; there is nothing to compare with; release it first"
        raise InvalidFile([Problem(message, file=str(folder))])
    known = new in released(folder) or new not in (None, document.version)
    after = read_release(folder, str(new), kind) if known else document
    before = read_release(folder, old, kind)
    if before.version not in lineage(after):
        found = f'"{before.version}" is not in the `changes` of "{after.version}"'
        message = f"these are not an older and a newer version; {found}; turn them round"
        raise InvalidFile([Problem(message, file=str(folder))])
    return Comparison(kind, before, after)
