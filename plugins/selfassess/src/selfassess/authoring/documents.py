"""Documents: the types of files that authors write, and the one way to read any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from selfassess.authoring.read.field_facts import names_of_fields, walk
from selfassess.authoring.read.fields import validate
from selfassess.authoring.read.strict_yaml import load, parse
from selfassess.definition.format import WITHOUT_STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from selfassess.authoring.read.strict_yaml import Source
    from selfassess.authoring.releases.diff import Difference
    from selfassess.definition.changes import Change
    from selfassess.definition.document import Document
    from selfassess.definition.format import Format
    from selfassess.problems import Problem

T = TypeVar("T")
D = TypeVar("D", bound="Document")


def _nothing(*_: object) -> Iterable[Problem]:
    return ()


def _never(*_: object) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class FileType(Generic[T]):
    """A type of file: how it is named, what it holds, what must hold in it."""

    file: str
    """How such a file is named, such as "cases.yml"."""
    holds: type[T]
    """The frozen dataclass that a file gives."""
    rules: Callable[[T], Iterable[Problem]] = _nothing
    """What must hold beyond names and types. The paths of the problems lead into the data; a
    problem that has a line already stays there."""
    remarks: Callable[[T], Iterable[Problem]] = _nothing
    """What is allowed and may not be meant, placed like the problems of the rules."""


@dataclass(frozen=True, kw_only=True)
class DocumentType(FileType[D]):
    """A type of document: a file that is released and translated as well.

    What readers read, and what a change means, stands on the fields of the class, each of which
    has to carry its facts (definition/facts.py).
    """

    noun: str
    """What one is called in a sentence."""
    format: Format = WITHOUT_STEPS
    """The number of the language that it is released in, and the way up from older ones."""
    covers: Callable[[Change, Difference, D, D], bool] = _never
    """Whether a change that names some parts names all that a difference is about, by the older
    and the newer document. If a type does not say, only a change that names none covers it."""
    with_files: tuple[FileType[Any], ...] = ()
    """The types of the files that lie beside one, by their names."""
    beside: Callable[[D, Source, Path], Iterable[Problem]] = _nothing
    """What is wrong with the files that lie beside one, each with its place: by the document, its
    source and its file."""


def read(path: Path, kind: FileType[T], shown_as: str = "") -> T:
    """Return what a file holds; raise InvalidFile with every problem of the first stage that fails.

    The stages are the YAML itself, names and types, and the rules. `shown_as` is the name of the
    file in problems; the path itself if left out.
    """
    return read_placed(path, kind, shown_as)[0]


def read_placed(path: Path, kind: FileType[T], shown_as: str = "") -> tuple[T, Source]:
    """Return what a file holds and its source, for those who place further problems."""
    return read_text(load(path), kind, shown_as or str(path))


def read_text(text: str, kind: FileType[T], shown_as: str = "") -> tuple[T, Source]:
    """Return what a text holds that is no file of its own, such as a part of a page."""
    source = parse(text, shown_as, fields=names_of_fields(kind.holds))
    made = validate(source, kind.holds)
    source.refuse([*_cut_texts(made, source), *kind.rules(made)])
    return made, source


def _cut_texts(made: Any, source: Source) -> Iterator[Problem]:
    """Yield the texts behind which a comment stands: readers would miss what was meant as text."""
    for path, facts, _ in walk(made) if source.comments else ():
        if path in source.comments and facts.content is not None and facts.content.kind == "text":
            yield source.cut(path)
