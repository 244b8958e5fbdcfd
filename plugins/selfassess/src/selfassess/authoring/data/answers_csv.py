"""Answersheet: a CSV file of answers, a row for each respondent, read one row at a time."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from selfassess.answering.answers import Answers
from selfassess.problems import InvalidAnswers, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from selfassess.definition.instrument import Instrument

    Record = tuple[int, list[str]]

RESPONDENT = "respondent"
"""The column that names the respondents; every other column is an item."""
MOST = 100
"""After so many problems the reading ends."""
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class Respondent:
    """The answers of one respondent."""

    respondent: str
    """The cell of the column "respondent"; without one, how many lines it is below the header."""
    answers: Answers


def read_answersheet(instrument: Instrument, file: Path) -> Iterator[Respondent]:
    """Yield the rows of a file in their order, as `rows` does."""
    try:
        # What is not UTF-8 comes through as surrogates, so that its line can be named.
        with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
            yield from rows(instrument, lines, str(file))
    except OSError as error:
        raise _unreadable(error, str(file), 0) from None


def rows(instrument: Instrument, lines: Iterable[str], file: str) -> Iterator[Respondent]:
    """Yield a row for each record that holds any text, and never hold more than one.

    A row that can not be used is left out. Raises InvalidAnswers in the end, with every
    problem of all such rows; earlier after MOST problems, or where the rest is no CSV.
    """
    records = _records(lines, file)
    names = _names(instrument, next(records, None), file)
    problems: list[Problem] = []
    try:
        for line, cells in records:
            row = _row(instrument, names, line, cells)
            if isinstance(row, Respondent):
                yield row
            else:
                problems += (Problem(message, file=file, line=line) for message in row)
            if len(problems) >= MOST:
                break
    except InvalidAnswers as unreadable:
        problems += unreadable.problems
    if problems:
        raise InvalidAnswers(problems)


def _records(lines: Iterable[str], file: str) -> Iterator[Record]:
    """Yield the line, from 1, and the cells of each record that holds any text."""
    decoded = _decoded(lines, file)
    first = next(decoded, "")
    # Where the comma is the decimal mark, spreadsheets write semicolons.
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(chain([first], decoded), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if "".join(cells).strip():
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(error, file, line) from None


def _decoded(lines: Iterable[str], file: str) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        wrong = None if line.isascii() else _NOT_UTF_8.search(line)
        if wrong:
            found = f"found the byte {ord(wrong[0]) - 0xDC00:#04x}"
            message = f'this is not UTF-8; {found}; save the file as "CSV UTF-8"'
            raise InvalidAnswers([Problem(message, file=file, line=number)])
        yield line


def _unreadable(error: Exception, file: str, line: int) -> InvalidAnswers:
    message = f"this can not be read as CSV; {error}; mend the file"
    return InvalidAnswers([Problem(message, file=file, line=line)])


def _names(instrument: Instrument, header: Record | None, file: str) -> list[str]:
    """Return the names of the columns; raise InvalidAnswers with everything wrong in them."""
    line, cells = header or (0, [])
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    problems = [Problem(message) for message in _amiss(names)]
    try:
        Answers.from_text(instrument, {name: "" for name in names if name not in ("", RESPONDENT)})
    except InvalidAnswers as invalid:
        problems += invalid.problems
    if problems:
        raise InvalidAnswers([replace(each, file=file, line=line) for each in problems])
    return names


def _amiss(names: list[str]) -> Iterator[str]:
    if not names:
        yield "there is no header; the file is empty; name the items in its first line"
    for name, times in Counter(names).items():
        if not name:
            yield f"a column has no name; it is column {names.index(name) + 1}; name it or delete it"
        elif times > 1:
            yield f'a column comes {times} times; "{name}"; leave one'


def _row(
    instrument: Instrument, names: list[str], line: int, cells: list[str]
) -> Respondent | list[str]:
    """Return a row, or everything that is wrong in it."""
    if "".join(cells[len(names) :]).strip():
        return ["this row has more cells than the header; look for a stray comma"]
    given = dict(zip(names, cells, strict=False))
    respondent = given.pop(RESPONDENT, "").strip() or str(line - 1)
    try:
        return Respondent(respondent, Answers.from_text(instrument, given))
    except InvalidAnswers as invalid:
        return [problem.message for problem in invalid.problems]
