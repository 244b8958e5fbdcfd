"""BibTeX: the entries of a file, each with its place, or everything that is malformed in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pybtex import errors
from pybtex.database import BibliographyDataError, InvalidNameString, parse_string
from pybtex.database.input.bibtex import DuplicateField, UndefinedMacro
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from selfassess import InvalidFile, Problem, authoring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ENTRY = re.compile(r"@\w+\s*[{(]\s*(?P<key>[^\s,})]+)")
_FOUND = 40
"""The most characters that a problem shows of what it found."""


@dataclass(frozen=True)
class BibTeX:
    """A file of references, as pybtex reads it."""

    text: str
    file: str
    """The file as its author knows it."""
    entries: Mapping[str, Any] = field(default_factory=dict)
    """The entries of pybtex by their keys."""

    def problem(self, message: str, key: str, name: str = "", *, again: bool = False) -> Problem:
        """Return a problem with its place: a field of an entry, or else the entry.

        `again` asks for the second place of that entry or field.
        """
        places = self._fields(key, name) if name else self._entries(key)
        return self.problem_at(message, [*places, *self._entries(key)][again])

    def problem_at(self, message: str, position: int) -> Problem:
        """Return a problem with its place, by the characters before it."""
        column = position - self.text.rfind("\n", 0, position)
        return Problem(message, file=self.file, line=self.line(position), column=column)

    def line(self, position: int) -> int:
        """Return the line, from 1, of what has so many characters before it."""
        return self.text.count("\n", 0, position) + 1

    def _entries(self, key: str) -> list[int]:
        found = _ENTRY.finditer(self.text)
        return [each.start() for each in found if each["key"].lower() == key.lower()]

    def _fields(self, key: str, name: str) -> list[int]:
        start = self._entries(key)[0]
        after = _ENTRY.search(self.text, start + 1)
        named = re.compile(rf"\b{re.escape(name)}\s*=", re.IGNORECASE)
        end = after.start() if after else len(self.text)
        return [each.start() for each in named.finditer(self.text, start, end)]


def read(path: Path, shown_as: str) -> BibTeX:
    """Return what a file in UTF-8 holds.

    Raises InvalidFile with everything that is malformed, each with its file, line and column.
    """
    bare = BibTeX(authoring.load(path), shown_as)
    with errors.capture() as found:
        entries = parse_string(bare.text, "bibtex").entries
    if found:
        raise InvalidFile(_problems(found, bare))
    return BibTeX(bare.text, shown_as, entries)


def _problems(found: list[Exception], source: BibTeX) -> Iterator[Problem]:
    """Yield what pybtex says in our words; what follows from malformed entries is left out."""
    malformed = [error for error in found if isinstance(error, PybtexSyntaxError)]
    yield from (_malformed(error, source) for error in malformed)
    for error in found if not malformed else ():
        is_name = isinstance(error, InvalidNameString)
        yield _wrong_name(error, source) if is_name else _repeated(error, source)


def _malformed(error: PybtexSyntaxError, source: BibTeX) -> Problem:
    begin, _, position = error.error_context_info
    words = error.args[0]
    if isinstance(error, PrematureEOF):
        remedy = "look for a missing brace or quotation mark in it"
        return source.problem_at(f"this entry is not closed; the file ends; {remedy}", begin)
    if isinstance(error, UndefinedMacro):
        message = f'this value stands without braces; "{words}"; write {{{words}}}'
        return source.problem_at(message, position - len(words))
    rest = source.text[position:].partition("\n")[0][:_FOUND] or "the end of the line"
    entry = f"the entry that begins in line {source.line(begin)}"
    remedy = "look for a comma, a brace or a quotation mark that is missing or too many"
    message = f"{entry} can not be read; {words} before {rest}; {remedy}"
    return source.problem_at(message, position)


def _wrong_name(error: InvalidNameString, source: BibTeX) -> Problem:
    name = error.args[0].partition(" in ")[2].strip("'\"")
    spaced = re.search(r"\s+".join(map(re.escape, name.split())), source.text)
    remedy = 'write "Family, Given", and "and" between two people'
    message = f'this name can not be read; "{name}"; {remedy}'
    return source.problem_at(message, spaced.start() if spaced else 0)


def _repeated(error: BibliographyDataError, source: BibTeX) -> Problem:
    words = str(error).split()
    if isinstance(error, DuplicateField):
        # entry with key KEY has a duplicate NAME field
        key, name = words[3], words[-2]
        message = f'this field stands twice; "{name}"; keep one of them'
        return source.problem(message, key, name, again=True)
    # repeated bibliography entry: KEY
    message = f'this reference stands twice; "{words[-1]}"; keep one of them'
    return source.problem(message, words[-1], again=True)
