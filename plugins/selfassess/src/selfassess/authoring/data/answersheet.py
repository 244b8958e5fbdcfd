"""Answersheet: a table of answers, a row for each respondent, read one row at a time."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, Any

from selfassess.answering.answers import Answers
from selfassess.answering.draw import SEED
from selfassess.authoring.data.alike import Alike, Wrong
from selfassess.authoring.data.columns import (
    columns,
    counted,
    has_row_names,
    names_lie_below,
    refuse_absent,
)
from selfassess.authoring.data.contradictions import Contradictions
from selfassess.authoring.data.repeats import Repeats
from selfassess.authoring.data.survey_tools import further_headers
from selfassess.authoring.data.table import RESPONDENT, open_table, records
from selfassess.definition.item_types import type_of
from selfassess.definition.item_types.number_text import keys_meant, readings
from selfassess.definition.item_types.numbers import numbers_meant
from selfassess.numeric import typed
from selfassess.problems import InvalidAnswers, Problem, Refused
from selfassess.reporting.spreadsheet import as_typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from selfassess.authoring.data.columns import Columns
    from selfassess.authoring.data.table import Record
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item

_CODE = re.compile(
    r"[#<(]?(N/?[AV]|n/?a|Na[NT]|nan|NULL|null|None|none|missing)[>!)]?|\.[a-z]|[-.?]"
)
_NUMBER_CODE = re.compile(r"-[1-9]|-?([7-9])\1{1,2}|-?9?9[78]")
"""What looks like a code for a missing answer; a number may also be a mistake."""
_MOST_SUMS = 20
"""As many rows may stand in a block that sums up all others."""
MARKS = {".": "point", ",": "comma"}
"""The decimal marks, by what they are called."""


@dataclass(frozen=True)
class Respondent:
    """The answers of one respondent."""

    respondent: str
    """The cell of the column "respondent"; without one, how many lines it is below the header."""
    answers: Answers


@dataclass(frozen=True)
class Customs:
    """What somebody says of how a file is written."""

    missing: frozenset[str] = frozenset()
    """What stands in cells for no answer, beside empty cells."""
    without: frozenset[str] = frozenset()
    """The items that the file has no column for. Their answers are missing."""
    decimal: str = ""
    """The decimal mark; "" if it is to be found out."""


AS_USUAL = Customs()


def read_answersheet(
    instrument: Instrument, file: Path, customs: Customs = AS_USUAL
) -> Answersheet:
    """Return a file of answers of which the header has been read; raise Refused."""
    with open_table(file) as lines:
        head = list(islice(_from_header(lines), 10))
    header = head[0] if head else None
    told = [record for record in head if not record.wrong]
    if header and not header.wrong and (wrong := _wrong_head(instrument, told)):
        raise Refused([Problem(wrong[1], file=str(file), line=wrong[0])])
    found = columns(instrument, header, str(file))
    return Answersheet(instrument, file, found, customs)


def _from_header(lines: Iterable[str]) -> Iterator[Record]:
    """Yield the header and what stands below it, without lines that are blank.

    Spreadsheets write empty rows above a table, too.
    """
    given = (record for record in records(lines) if not record.is_blank)
    return dropwhile(lambda each: not each.wrong and not "".join(each.cells).strip(), given)


def _wrong_head(instrument: Instrument, head: list[Record]) -> tuple[int, str] | None:
    """Return a line and a sentence, if the first lines of a file are no header and its rows."""
    header, *rows = head
    # The line with the ids of Qualtrics tells of the one above as well.
    told = [(row.line, further_headers(row.cells, header.cells)) for row in reversed(rows[:2])]
    if said := next((each for each in told if each[1]), None):
        return said
    if line := names_lie_below(instrument, head):
        wrong = "the names of the columns do not stand in the first line"
        return header.line, f"{wrong}; they stand in line {line}; delete what is above it"
    if has_row_names(head):
        wrong = "each row has a cell more than the header, as R writes the names of rows"
        return header.line, f"{wrong}; write the file with row.names = FALSE"
    return None


class _Silence:
    """The columns in which nobody has answered so far."""

    def __init__(self, instrument: Instrument, found: Columns) -> None:
        counts = counted(instrument)
        items = {name: instrument.answered[name].id for name in found.matched}
        self._items = {name: item for name, item in items.items() if item in counts}
        self._asked: Counter[str] = Counter()

    def hear(self, row: Respondent) -> None:
        """Take note of what somebody answered, and of what was asked."""
        if self._items:
            for name in row.answers.chosen:
                self._items.pop(name, None)
            self._asked.update(row.answers.asked)

    @property
    def names(self) -> tuple[str, ...]:
        # One respondent may have left out whatever was asked.
        return tuple(name for name, item in self._items.items() if self._asked[item] > 1)


class Answersheet:
    """A file of answers whose columns are known."""

    def __init__(
        self, instrument: Instrument, file: Path, found: Columns, customs: Customs
    ) -> None:
        self.instrument, self.file, self.columns, self.customs = instrument, file, found, customs
        self._items = {name: instrument.answered[name] for name in found.matched}
        self._decimal = customs.decimal
        self.silent: tuple[str, ...] = ()
        """After the last row: what counts and several were asked, and nobody answered."""
        self.contradictions = Contradictions(instrument)
        """After the last row: which answers do not go together."""
        self.repeats = Repeats()
        """After the last row: which respondents stand in more than one."""

    def summary(self) -> str:
        """Return what the columns of the file are, in lines."""
        return self.columns.summary(str(self.file))

    def rows(self) -> Iterator[Respondent]:
        """Return a row for each respondent, in the order of the file, and hold no more than one.

        Raises Refused, before the first, if an item that counts has no column and nobody said
        that this is meant. A row that can not be used is left out; in the end InvalidAnswers is
        raised, with the problems of all such rows, those of one kind told together.
        """
        refuse_absent(self.instrument, self.columns, self.customs.without, str(self.file))
        return self._rows()

    def _rows(self) -> Iterator[Respondent]:
        wrong, left_out, count = Alike(str(self.file)), 0, 0
        silence = _Silence(self.instrument, self.columns)
        self._decimal = self.customs.decimal or self._habit()
        for record, sums_up in self._judged():
            count += 1
            row = self._row(record, sums_up)
            if isinstance(row, Respondent):
                silence.hear(row)
                self.contradictions.hear(record.line, row.answers)
                if self._has_name(record):
                    self.repeats.hear(record.line, row.respondent)
                yield row
            else:
                left_out += 1
                for each in row:
                    wrong.add(record.line, each)
        self.silent = silence.names
        if not count:
            message = (
                "there are no rows below the header; nobody is scored; look for the rest of it"
            )
            raise InvalidAnswers([Problem(message, file=str(self.file))])
        if left_out:
            message = (
                f"{left_out} of {count} rows can not be used; what is wrong is told above; mend it"
            )
            problems = [*wrong.problems(), Problem(message, file=str(self.file))]
            raise InvalidAnswers(problems)

    def _records(self) -> Iterator[Record]:
        """Yield the records below the header that are not blank."""
        with open_table(self.file) as lines:
            found = _from_header(lines)
            next(found, None)
            yield from (record for record in found if not self._names_nobody(record))

    def _judged(self) -> Iterator[tuple[Record, str]]:
        """Yield the records, each with the sentence that it sums others up; "" if it does not.

        Of rows that may be called so by chance the last ones do, below those of respondents.
        """
        last: tuple[str, ...] = ()
        held: list[tuple[Record, str]] = []
        for record in self._records():
            wrong = "" if record.wrong else self.columns.sums_up(record.cells)
            perhaps = "" if record.wrong else self.columns.may_sum_up(record.cells, last)
            if wrong:
                yield record, wrong
            elif perhaps and last and len(held) < _MOST_SUMS:
                held.append((record, perhaps))
            else:
                yield from ((each, "") for each, _ in held)
                held.clear()
                last = last if perhaps else self.columns.called(record.cells)
                yield record, ""
        yield from held

    def _has_name(self, record: Record) -> bool:
        at = self.columns.at.get(RESPONDENT, len(record.cells))
        return bool("".join(record.cells[at : at + 1]).strip())

    def _names_nobody(self, record: Record) -> bool:
        # Spreadsheets write empty rows. Where rows have names, one without is nobody's.
        named = RESPONDENT in self.columns.at and not record.wrong
        return named and not "".join(record.cells).strip()

    def _habit(self) -> str:
        """Return the decimal mark of the file, if its numbers tell one; "" if they do not."""
        choices = {name: self.instrument.choices[item.id] for name, item in self._items.items()}
        in_doubt = any(
            item.number or any(_has_mark(key) for key in choices[name])
            for name, item in self._items.items()
        )
        if not in_doubt or not self.file.is_file():
            return ""
        found = {
            mark
            for record in self._records()
            for name, at in self.columns.at.items()
            if name in self._items and at < len(record.cells)
            for part in type_of(self._items[name]).parts(record.cells[at].strip())
            if (mark := decimal_mark(part))
            if self._items[name].number or keys_meant(choices[name], part, mark)
        }
        return found.pop() if len(found) == 1 else ""

    def _row(self, record: Record, sums_up: str) -> Respondent | list[Wrong]:
        """Return a row, or everything that is wrong in it."""
        cells = record.cells
        wrong = record.wrong or self._misshapen(cells) or sums_up
        if wrong:
            # A byte, a place in the text: what differs from line to line is no kind of its own.
            return [Wrong(wrong, kind=wrong.partition(";")[0])]
        typed = {name: as_typed(cells[at]).strip() for name, at in self.columns.at.items()}
        respondent = typed.pop(RESPONDENT, "") or str(record.line - 1)
        given, problems = self._given(typed)
        if len(respondent.splitlines()) > 1:
            problems.insert(0, _broken(respondent))
        try:
            answers = Answers.of(self.instrument, given)
        except InvalidAnswers as invalid:
            problems += [self._wrong(problem, typed) for problem in invalid.problems]
        return problems or Respondent(respondent, answers)

    def _misshapen(self, cells: list[str]) -> str:
        width = len(self.columns.names)
        # One that is empty may have been pushed out: a comma too many moves every answer behind it.
        if len(cells) > self.columns.width or "".join(cells[width:]).strip():
            return "this row has more cells than the header; look for a stray comma"
        if len(cells) < width:
            found = f"{len(cells)} of {width}"
            return f"this row has fewer cells than the header; {found}; it may be cut off"
        return ""

    def _given(self, cells: dict[str, str]) -> tuple[dict[str, Any], list[Wrong]]:
        """Return the answers of cells, as far as they can be told, and what is wrong in others."""
        given: dict[str, Any] = {}
        problems = []
        for name, text in cells.items():
            if not text or (name != SEED and text in self.customs.missing):
                continue
            item = self._items.get(name)
            found = self._read(item, name, text) if item else text
            if isinstance(found, Wrong):
                problems.append(found)
            else:
                given[name] = found
        return given, problems

    def _read(self, item: Item, name: str, text: str) -> float | str | Wrong:
        """Return what a cell says: a number, the key of an option, or a text that is neither.

        What people wrote in their own words is not kept for other rows, as the names of options are.
        """
        if item.number:
            return _number(item, name, text, self._decimal)
        choices = self.instrument.choices[item.id]
        if not choices:
            return text
        read = [_option(choices, name, part, self._decimal) for part in type_of(item).parts(text)]
        wrong = [each for each in read if isinstance(each, Wrong)]
        return wrong[0] if wrong else " ".join(map(str, read))

    def _wrong(self, problem: Problem, cells: dict[str, str]) -> Wrong:
        """Return a problem with an answer as one of a cell."""
        name = str(problem.path[0]) if problem.path else ""
        if name not in self._items or name not in cells:
            return Wrong(problem.message)
        text, item = cells[name], self._items[name]
        if not problem.parts:
            return Wrong(problem.message, f"{name} contradicts itself", name, "leave one out")
        wrong, _, wanted = problem.parts
        remedy, found = self._remedy(item, text, wanted), f'"{text[:60]}"'
        return Wrong(f"{wrong}; found {found}; {remedy}", f"{found} is no answer", name, remedy)

    def _remedy(self, item: Item, text: str, wanted: str) -> str:
        """Return what to do about a text; `wanted` is what to do if it tells nothing by itself."""
        options = self.instrument.options_of(item)
        for option in options:
            if text.casefold() == option.label.casefold():
                return f'it is the label of an option; write "{option.key}"'
        if _CODE.fullmatch(text):
            return f"leave it empty, or say that it is a code: --missing={text}"
        if _NUMBER_CODE.fullmatch(text):
            return f"{wanted}, or say that it is a code for no answer: --missing={text}"
        return f"{wanted}{_counted_from([option.key for option in options], text)}"


def _counted_from(keys: list[str], text: str) -> str:
    """Return what to do if a file counts options 0, 1, 2 from 1, or 1, 2, 3 from 0; else "".

    Then the answers that are options all the same are wrong as well.
    """
    for first, change in ((0, "take 1 from"), (1, "add 1 to")):
        counted = [str(first + at) for at in range(len(keys))]
        if len(keys) > 1 and keys == counted and text == str((len(keys), 0)[first]):
            return f"; if the file counts from {1 - first}, {change} every answer"
    return ""


def _has_mark(key: str) -> bool:
    """Return whether an option may be written with a mark: 0.5 or 1,000."""
    return bool(re.fullmatch(r"-?(\d+\.\d+|\d{4,})", key))


def _broken(respondent: str) -> Wrong:
    """Return that the name of a respondent stands in several lines, as behind a stray quote."""
    wrong, remedy = "the respondent's name holds a line break", "write it in one line"
    return Wrong(f'{wrong}; found "{respondent[:60]}"; {remedy}', wrong, RESPONDENT, remedy)


def decimal_mark(text: str) -> str:
    """Return the decimal mark with which alone a text is a number; "" if it tells none."""
    if not re.search("[.,]", text):
        return ""
    found = [mark for mark in (".", ",") if readings(text, mark)]
    return found[0] if len(found) == 1 else ""


def _number(item: Item, name: str, text: str, decimal: str) -> float | str | Wrong:
    """Return the number in a cell; the text, if that is none that the item takes."""
    assert item.number is not None
    meant = numbers_meant(item.number, text, decimal)
    if len(meant) == 1:
        return meant[0]
    both = tuple(typed(number) for number in readings(text))
    return _in_doubt(name, text, both, decimal) or text


# A file says the same few things a thousand times.
@lru_cache(maxsize=10_000)
def _option(choices: tuple[str, ...], name: str, text: str, decimal: str) -> str | Wrong:
    """Return the key of the option that a text means; the text, if it means none."""
    meant = keys_meant(choices, text, decimal)
    if len(meant) == 1:
        return meant[0]
    return _in_doubt(name, text, meant or keys_meant(choices, text), decimal) or text


def _in_doubt(name: str, text: str, both: tuple[str, ...], decimal: str) -> Wrong | None:
    """Return that a cell can be two numbers, or has the other mark; None if it is neither."""
    meant = [typed(number) for number in readings(text, decimal)]
    mark = f"a decimal {MARKS[decimal]}" if decimal else ""
    if len(both) > 1:
        wrong, remedy = "can be two numbers", " or ".join(both)
        named = "" if decimal else ", or name the decimal mark: --decimal=point or --decimal=comma"
        remedy = f"write {remedy}{named}"
    elif not both or not decimal or both[0] in meant:
        return None
    elif meant:
        # Whoever reads the text without the mark would take it for the other number.
        wrong, remedy = f"is {meant[0]} with {mark}", f"write {both[0]}"
    else:
        wrong, remedy = "is no number", f"write it with {mark}"
    found = f'"{text[:60]}"'
    message = f'the answer to "{name}" {wrong}; found {found}; {remedy}'
    return Wrong(message, f"{found} {wrong}", name, remedy)
