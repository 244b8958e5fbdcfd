"""Releases: the versions that readers have answered, each kept as a file beside the document.

`released/<version>.json` is never changed again. What came after it has to be declared in
`changes`, so that stored answers are never taken for answers to something else.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from selfassess.authoring.read.dead_link import dead_links
from selfassess.authoring.read.fields import adapter
from selfassess.authoring.releases.digests import FILE, digest, digests, keep_digests
from selfassess.authoring.releases.undeclared_changes import undeclared
from selfassess.definition import canonical
from selfassess.definition.versions import lineage
from selfassess.problems import Invalid, InvalidFile, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from selfassess.authoring.documents import D, DocumentType
    from selfassess.definition.document import Document


_RESTORE = "restore the file"
_TOUCHED = f"this released file was edited after its release; {FILE} has another digest; {_RESTORE}"
_DAMAGE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


def release(document: D, kind: DocumentType[D], folder: Path) -> Path:
    """Write a document whose problems have been looked for, and its digest; return the file.

    Raises InvalidFile if there is a file of this version that says something else.
    """
    if problem := _no_folder(folder):
        raise InvalidFile([problem])
    path = folder / f"{document.version}.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(released_text(document, kind))
    elif read_release(folder, document.version, kind) != document:
        message = (
            "this version is released and never changed; the definition differs; "
            "give it a new version"
        )
        raise InvalidFile([Problem(message, file=str(path))])
    keep_digests(folder)
    return path


def released_text(document: D, kind: DocumentType[D]) -> str:
    """Return what is written: canonical, but a field a line, for those who compare files."""
    data = kind.format.marked(canonical.plain(document))
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read_release(folder: Path, version: str, kind: DocumentType[D]) -> D:
    """Return a released version in today's meaning.

    Raises InvalidFile if there is none, if it is damaged or was edited, and if it is newer than
    this program.
    """
    path = folder / f"{version}.json"
    if links := list(dead_links(path)):
        raise InvalidFile(links)
    if not path.exists():
        message = (
            f'this version is not released; "{version}"; {suggestion(version, released(folder))}'
        )
        raise InvalidFile([Problem(message, file=str(path))])
    known = digests(folder)
    try:
        made: D = _made(path.read_text(encoding="utf-8"), kind)
        if made.version != version:
            found = f'it says version "{made.version}"'
            message = f"this released file is not of the version of its name; {found}; {_RESTORE}"
            raise Invalid([Problem(message)])
        if known.get(path.name) not in (None, digest(path)):
            raise Invalid([Problem(_TOUCHED)])
    except Invalid as invalid:
        raise InvalidFile([Problem(str(invalid), file=str(path))]) from None
    except _DAMAGE as error:
        found = "a folder has its name" if path.is_dir() else _found(error, kind.noun)
        message = f"this released version can not be read; {found}; {_RESTORE}"
        raise InvalidFile([Problem(message, file=str(path))]) from None
    return made


def _made(text: str, kind: DocumentType[D]) -> D:
    """Return a document; unlike `canonical.build`, whose texts are trusted, with its types held."""
    data = kind.format.current(json.loads(text))
    return cast("D", adapter(cast("Any", kind.holds)).validate_json(json.dumps(data)))


def _found(error: Exception, noun: str) -> str:
    """Return what is wrong with a released file, in words."""
    if isinstance(error, OSError):
        return f"the system says: {error.strerror}"
    if isinstance(error, UnicodeDecodeError):
        return "it is no UTF-8"
    if isinstance(error, RecursionError):
        return "it is no JSON"
    if not isinstance(error, json.JSONDecodeError):
        return f"what it holds is no {noun}"
    if error.doc.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        return "a byte order mark stands before its first sign"
    return f"it is no JSON from line {error.lineno}, column {error.colno} on"


def released(folder: Path) -> list[str]:
    """Return the versions that have been released, by name."""
    return sorted(path.stem for path in folder.glob("*.json"))


def newest_release(document: Document, folder: Path) -> str | None:
    """Return the newest released version that a document came from; None without one."""
    versions = released(folder)
    return next((version for version in lineage(document) if version in versions), None)


def release_problems(document: D, kind: DocumentType[D], folder: Path) -> Iterator[Problem]:
    """Yield what does not fit the released versions, each of which is read.

    The problems have paths into the document, or the released file that is meant.
    """
    if problem := _no_folder(folder):
        yield problem
        return
    try:
        known = digests(folder)
    except InvalidFile as invalid:
        yield from invalid.problems
        return
    readable: dict[str, D] = {}
    for version in released(folder):
        try:
            readable[version] = read_release(folder, version, kind)
        except InvalidFile as invalid:
            yield from invalid.problems
    for version, before in readable.items():
        if before.id != document.id:
            yield _of_another(before, document, kind, folder / f"{version}.json")
            return
    yield from _without_digest(document, folder, known)
    yield from _unnamed(document, folder)
    newest = newest_release(document, folder)
    if newest in readable:
        doubtful = newest == document.version and f"{newest}.json" not in known
        # Without a digest nobody knows which of the two was edited.
        rest = f"; if you did not edit it, restore {folder.name}/{newest}.json" if doubtful else ""
        for problem in undeclared(readable[newest], document, kind):
            yield replace(problem, message=problem.message + rest)


def _no_folder(folder: Path) -> Problem | None:
    """Return that something else has the name of the folder."""
    if not folder.exists() or folder.is_dir():
        return None
    message = "released versions are kept in a folder of this name; found a file; rename the file"
    return Problem(message, file=str(folder))


def _of_another(before: Document, document: D, kind: DocumentType[D], path: Path) -> Problem:
    """Return that a released version is another document's, as in a folder that was copied."""
    found = f'"{before.id}", and this is "{document.id}"'
    message = f"this is a released version of another {kind.noun}; {found}"
    remedy = f"if this is a copy, delete its {path.parent.name}/; else restore the id"
    return Problem(f"{message}; {remedy}", file=str(path))


def _without_digest(
    document: Document, folder: Path, known: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield the files without a digest, where others have one, and the digests without a file."""
    there = [f"{version}.json" for version in released(folder)]
    for name in there if known else ():
        if name not in known:
            message = (
                f"nothing tells whether this released file was edited; {FILE} does not name it"
            )
            remedy = (
                f"if it is as it was, delete {FILE}, and run `selfassess release {document.id}`"
            )
            yield Problem(f"{message}; {remedy}", file=str(folder / name))
    for name in known:
        if name not in there:
            message = f"a released file is gone; {FILE} names it; restore it"
            yield Problem(message, file=str(folder / name))


def _unnamed(document: Document, folder: Path) -> Iterator[Problem]:
    for version in released(folder):
        if version not in lineage(document):
            message = (
                f'a released version is not named in `changes`; "{version}"; '
                "add its entry; the first version's is of the kind first"
            )
            yield Problem(message, ("changes",))
