"""LocalizedDocument: a document in one language, as its author's files have it, and its releases."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from selfassess.authoring.documents import D, read_placed
from selfassess.authoring.read.markup import markup
from selfassess.authoring.read.translation import read_translation, text_path, translation_files
from selfassess.authoring.releases.comparison import Comparison, compare
from selfassess.authoring.releases.released import newest_release, release_problems
from selfassess.problems import InvalidFile, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.authoring.documents import DocumentType
    from selfassess.authoring.read.strict_yaml import Source


@dataclass(frozen=True)
class LocalizedDocument(Generic[D]):
    """A document in one language."""

    document: D
    kind: DocumentType[D]
    source: Source
    folder: Path
    """Where its released versions are: `released`, and for a translation `released/<language>`."""
    original: LocalizedDocument[D] | None = None
    """Of a translation: what it translates."""

    @classmethod
    def of(cls, file: Path, kind: DocumentType[D], shown_as: str = "") -> LocalizedDocument[D]:
        """Return the document in a file; raise InvalidFile.

        `shown_as` is the name of the file in problems; the path itself if left out.
        """
        document, source = read_placed(file, kind, shown_as)
        name = file.absolute().parent.name
        if file.name == kind.file and name != document.id:
            found = f'"{document.id}" in the folder "{name}"'
            message = f"the folder is not named by the id; {found}; rename one"
            source.refuse([Problem(message, ("id",))])
        return cls(document, kind, source, file.with_name("released"))

    def in_language(self, file: Path, shown_as: str = "") -> LocalizedDocument[D]:
        """Return the translation in a file; raise InvalidFile."""
        made, source = read_translation(self.document, self.kind, file, shown_as)
        return LocalizedDocument(made, self.kind, source, self.folder / file.stem, self)

    def problems(self) -> Iterator[Problem]:
        """Yield what does not fit the released versions, each with its place.

        A translation has only problems of its own: what is wrong with the original is wrong
        with all of its translations in the same words.
        """
        said = {problem.message for problem in self.original.problems()} if self.original else ()
        for problem in release_problems(self.document, self.kind, self.folder):
            if problem.file:
                yield problem
            elif problem.message in said:
                continue
            elif self.original:
                path = text_path(self.document, problem.path)
                yield self.source.place(dataclasses.replace(problem, path=path))
            else:
                yield self.source.place(problem)

    def remarks(self) -> Iterator[Problem]:
        """Yield what is allowed and may not be meant, each with its place.

        Of a translation, only what the original does not have as well.
        """
        said = set(_worth_a_look(self.original.document, self.kind)) if self.original else set()
        there = {problem.path for problem in said}
        for problem in _worth_a_look(self.document, self.kind):
            if self.original is None:
                yield self.source.place(problem)
            elif problem.path not in there:
                path = text_path(self.document, problem.path)
                yield self.source.place(dataclasses.replace(problem, path=path))


def _worth_a_look(document: D, kind: DocumentType[D]) -> Iterator[Problem]:
    yield from markup(document)
    yield from kind.remarks(document)


def remarks(file: Path, kind: DocumentType[D]) -> Iterator[Problem]:
    """Yield what is allowed and may not be meant: in a document, its translations and its folder.

    What can not be read has problems, and no remarks.
    """
    if file.name == kind.file:
        yield from unread(file, kind)
    try:
        original = LocalizedDocument.of(file, kind)
    except InvalidFile:
        return
    yield from original.remarks()
    for path in translation_files(file.parent).values():
        with suppress(InvalidFile):
            yield from original.in_language(path).remarks()
    for each in kind.with_files:
        with suppress(InvalidFile):
            holds, source = read_placed(file.with_name(each.file), each)
            yield from map(source.place, each.remarks(holds))


def unread(file: Path, kind: DocumentType[D]) -> Iterator[Problem]:
    """Yield the YAML files beside a document that nothing reads."""
    known = {kind.file, *(each.file for each in kind.with_files)}
    known |= {path.name for path in translation_files(file.parent).values()}
    for path in sorted(file.parent.iterdir()):
        if path.suffix.lower() not in (".yml", ".yaml") or path.name in known:
            continue
        twin = path.with_suffix(".yml")
        found, remedy = f'"{twin.name}" beside it is', "take one of them away"
        if twin.name not in known:
            found, remedy = f"{', '.join(sorted(known))} are", "rename it, or take it away"
        elif not twin.exists():
            found, remedy = f'"{twin.name}" would be', "rename it"
        yield Problem(f"this file is not read; {found}; {remedy}", file=str(path))


def check(file: Path, kind: DocumentType[D]) -> Iterator[Problem]:
    """Yield every problem of a document, its translations, its releases and what lies beside it."""
    try:
        original = LocalizedDocument.of(file, kind)
    except InvalidFile as invalid:
        yield from invalid.problems
        return
    yield from original.problems()
    for path in translation_files(file.parent).values():
        try:
            yield from original.in_language(path).problems()
        except InvalidFile as invalid:
            yield from invalid.problems
    yield from kind.beside(original.document, original.source, file)


def editions(file: Path, kind: DocumentType[D]) -> list[LocalizedDocument[D]]:
    """Return the document in a file and its translations beside it; raise InvalidFile."""
    original = LocalizedDocument.of(file, kind)
    return [original, *map(original.in_language, translation_files(file.parent).values())]


def comparisons(
    file: Path, kind: DocumentType[D], old: str | None, new: str | None
) -> list[Comparison[D]]:
    """Return two versions side by side in each language that was released; see `compare`.

    What a translation shares with the original is left out of it.
    """
    original, *others = editions(file, kind)
    found = compare(original.document, kind, original.folder, old, new)
    released = [one for one in others if newest_release(one.document, one.folder)]
    spoken = (compare(one.document, kind, one.folder, old, new) for one in released)
    return [found, *(one.without(found) for one in spoken)]
