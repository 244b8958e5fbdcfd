"""Source: an author's YAML file read into dataclasses; every problem comes with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from selfassess.authoring.read.fields import validate
from selfassess.authoring.read.strict_yaml import load, parse
from selfassess.authoring.read.translation import LANGUAGE, Translation, problems, translated
from selfassess.authoring.rules import broken_rules
from selfassess.definition.instrument import Instrument
from selfassess.problems import InvalidFile, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.authoring.read.strict_yaml import Source

T = TypeVar("T")


def read_yaml(text: str, cls: type[T], file: str, first_line: int = 1) -> T:
    """Return YAML text as an instance of any frozen dataclass.

    `first_line` is the line of `file` on which the text begins. Raises
    InvalidFile with every problem of the first stage that fails: the YAML
    itself, then names and types.
    """
    return validate(parse(text, file, first_line), cls)


def read_instrument(path: Path, shown_as: str = "") -> Instrument:
    """Return the instrument in a file; raise InvalidFile with every problem found."""
    return read_placed_instrument(path, shown_as)[0]


def read_placed_instrument(path: Path, shown_as: str = "") -> tuple[Instrument, Source]:
    """Return the instrument in a file and its source, for those who place further problems.

    `shown_as` is the name of the file in problems; the path itself if left out.
    """
    source = parse(load(path), shown_as or str(path))
    instrument = validate(source, Instrument)
    problems = [source.place(problem) for problem in broken_rules(instrument)]
    if problems:
        raise InvalidFile(sorted(problems, key=lambda p: (p.line, p.column)))
    return instrument, source


def translation_files(folder: Path) -> dict[str, Path]:
    """Return the files beside an instrument that are named by a language, by that language."""
    return {p.stem: p for p in sorted(folder.glob("*.yml")) if LANGUAGE.fullmatch(p.stem)}


def read_translation(instrument: Instrument, path: Path, shown_as: str = "") -> Instrument:
    """Return the instrument in the language that names a file; raise InvalidFile."""
    return read_placed_translation(instrument, path, shown_as)[0]


def read_placed_translation(
    instrument: Instrument, path: Path, shown_as: str = ""
) -> tuple[Instrument, Source]:
    """Return a translation and its source, for those who place further problems."""
    source = parse(load(path), shown_as or str(path))
    found = list(_objections(instrument, path.stem, source.data))
    if found:
        placed = [source.place(problem) for problem in found]
        raise InvalidFile(sorted(placed, key=lambda p: (p.line, p.column)))
    return translated(instrument, Translation.of(path.stem, source.data)), source


def _objections(instrument: Instrument, language: str, data: Any) -> Iterator[Problem]:
    if language == instrument.language:
        yield Problem(f'the instrument itself is in this language; "{language}"; delete this file')
    elif not isinstance(data, dict):
        message = "texts were expected; something else was found; write `name: text` lines"
        yield Problem(message)
    else:
        yield from problems(instrument, data)
