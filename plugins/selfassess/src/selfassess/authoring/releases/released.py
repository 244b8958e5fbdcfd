"""Releases: the versions that readers have answered, each kept as a file beside the document.

`released/<version>.json` is never changed again. What came after it has to be declared in
`changes`, so that stored answers are never taken for answers to something else.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from selfassess.authoring.releases.undeclared_changes import undeclared
from selfassess.definition import canonical
from selfassess.definition.versions import lineage
from selfassess.problems import Invalid, InvalidFile, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.authoring.documents import D, DocumentType
    from selfassess.definition.document import Document


def release(document: D, kind: DocumentType[D], folder: Path) -> Path:
    """Write a document whose problems have been looked for; return the file.

    Raises InvalidFile if there is a file of this version that says something else.
    """
    path = folder / f"{document.version}.json"
    if path.exists():
        if read_release(folder, document.version, kind) != document:
            message = (
                "this version is released and never changed; the definition differs; "
                "give it a new version"
            )
            raise InvalidFile([Problem(message, file=str(path))])
        return path
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(released_text(document, kind))
    return path


def released_text(document: D, kind: DocumentType[D]) -> str:
    """Return what is written: canonical, but a field a line, for those who compare files."""
    data = kind.format.marked(canonical.plain(document))
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read_release(folder: Path, version: str, kind: DocumentType[D]) -> D:
    """Return a released version in today's meaning.

    Raises InvalidFile if there is none, if it is damaged, and if it is newer than this program.
    """
    path = folder / f"{version}.json"
    try:
        data = kind.format.current(json.loads(path.read_text(encoding="utf-8")))
        return canonical.build(kind.holds, data)
    except FileNotFoundError:
        hint = suggestion(version, released(folder))
        message = f'this version is not released; "{version}"; {hint}'
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"this released version can not be read; {error}; restore the file"
    except Invalid as invalid:
        message = str(invalid)
    raise InvalidFile([Problem(message, file=str(path))])


def released(folder: Path) -> list[str]:
    """Return the versions that have been released, by name."""
    return sorted(path.stem for path in folder.glob("*.json"))


def newest_release(document: Document, folder: Path) -> str | None:
    """Return the newest released version that a document came from; None without one."""
    versions = released(folder)
    return next((version for version in lineage(document) if version in versions), None)


def release_problems(document: D, kind: DocumentType[D], folder: Path) -> Iterator[Problem]:
    """Yield what does not fit the released versions.

    The problems have paths into the document, or the released file that is meant.
    """
    if strange := _of_another(document, kind, folder):
        yield strange
        return
    for version in released(folder):
        if version not in lineage(document):
            message = (
                f'a released version is not named in `changes`; "{version}"; '
                "add its entry; the first version's is of the kind first"
            )
            yield Problem(message, ("changes",))
    newest = newest_release(document, folder)
    if newest is None:
        return
    try:
        before = read_release(folder, newest, kind)
    except InvalidFile as invalid:
        yield from invalid.problems
    else:
        yield from undeclared(before, document, kind)


def _of_another(document: D, kind: DocumentType[D], folder: Path) -> Problem | None:
    """Return that the released versions are another document's, as in a folder that was copied."""
    for version in released(folder):
        try:
            before = read_release(folder, version, kind)
        except InvalidFile:
            # Whoever needs it tells why it can not be read.
            continue
        if before.id == document.id:
            return None
        found = f'"{before.id}", and this is "{document.id}"'
        message = f"this is a released version of another {kind.noun}; {found}"
        remedy = f"if this is a copy, delete its {folder.name}/; else restore the id"
        return Problem(f"{message}; {remedy}", file=str(folder / f"{version}.json"))
    return None
