"""Table: a text file of cells, whatever parts them, read one line at a time."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TextIO

RESPONDENT = "respondent"
"""The column that names the respondents."""
_KINDS = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)"),
    (b"$FL2", "an SPSS file (.sav)"),
    (b"$FL3", "an SPSS file (.zsav)"),
    (b"<stata_dta>", "a Stata file (.dta)"),
    (b"\x1f\x8b", "a compressed file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite file"),
    (b"%PDF", "a PDF file"),
    (b"<", "an HTML or XML file"),
)
"""What a file is that begins so."""
_ZIPPED = (
    ("xl/", "an Excel workbook (.xlsx)"),
    ("Index/", "a Numbers document"),
    ("word/", "a Word document (.docx)"),
    ("h5p.json", "an H5P package"),
    ("imsmanifest.xml", "a package for a learning platform"),
)
_NO_CSV = (
    ("expected after", "text stands behind a closing quotation mark"),
    ("unexpected end", "a quotation mark is never closed"),
    ("new-line", "a line break stands where none can"),
)
"""What Python says of a line that is no CSV, by a part of it, and what that means."""
_NAMED = {".dta": "a Stata file", ".sas7bdat": "a SAS file", ".por": "an SPSS file"}
_LINE_BREAK = re.compile("\r\n|\r|\n")
_BELOW_TEXT = re.compile("[\0\udc80-\udcff]")
"""Bytes that are no UTF-8, as Python lets them pass, and what no text holds."""


@dataclass(frozen=True)
class Record:
    """What stands in one line; in several, if a cell in quotes holds line breaks."""

    line: int
    """The first line, from 1."""
    cells: list[str]
    wrong: str = ""
    """Why it can not be read, in a sentence; "" if it can."""

    @property
    def is_blank(self) -> bool:
        """Whether there is no text, and nothing that parts cells."""
        text = self.wrong or "".join(self.cells).strip()
        return len(self.cells) < 2 and not text and self.cells != [""]


def open_table(file: Path) -> TextIO:
    """Return the lines of a file; raise Refused if it is none of text."""
    try:
        with file.open("rb") as content:
            head = content.read(4096)
        kind = kind_of_binary(file, head)
        if kind:
            message = f'this is {kind}; a table is read as text; save it there as "CSV UTF-8"'
            raise Refused([Problem(message, file=str(file))])
        # What Excel calls Unicode text is UTF-16. What is not UTF-8 comes through as surrogates,
        # so that its line can be named.
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return file.open(encoding="utf-16", errors="replace", newline="")
        return file.open(encoding="utf-8", errors="surrogateescape", newline="")
    except OSError as error:
        message = f"this can not be read; {error.strerror}; check the path"
        raise Refused([Problem(message, file=str(file))]) from None


def kind_of_binary(file: Path, head: bytes) -> str:
    """Return what a file is that is no text, such as "an SPSS file"; "" if it is text.

    `head` are its first bytes.
    """
    if head.startswith(b"PK\x03\x04"):
        return _zipped(file)
    named = next((kind for start, kind in _KINDS if head.lstrip().startswith(start)), "")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    other = "no text" if b"\0" in head and not wide else ""
    return named or (_NAMED.get(file.suffix.lower(), other) if other else "")


def _zipped(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError):
        return "a ZIP archive"
    if kind.endswith(b"opendocument.spreadsheet"):
        return "an OpenDocument spreadsheet (.ods)"
    found = (what for start, what in _ZIPPED if any(name.startswith(start) for name in names))
    return next(found, "a ZIP archive")


def records(lines: Iterable[str]) -> Iterator[Record]:
    """Yield the records of a table to its end, also those that can not be read.

    Commas, semicolons, tabs or bars part the cells; the first line with text tells which, or a
    line "sep=;" before it, as spreadsheets write it. Names that all stand in quotes may be parted
    by spaces, as R writes them.
    """
    feed = _Feed(lines)
    delimiter = feed.delimiter()
    while True:
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                if wrong := feed.swallowed(cells, delimiter):
                    break
                yield Record(feed.first, cells, _no_text(cells))
                feed.take()
            else:
                return
        except csv.Error as error:
            wrong = f"this can not be read as CSV; {_said(error)}; look for a stray quotation mark"
        yield Record(feed.first, [], wrong)
        feed.begin_again()


class _Feed:
    """Lines, of which those behind an unreadable one can be had once more."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.first = 1
        """The line on which the present record begins."""
        self._lines = _unmarked(lines)
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._parts = 0
        """How many marks part the cells of the header; 0 before it is known."""
        self._cell: re.Pattern[str] | None = None
        """A cell and the mark before it; None before the mark is known, or where no space can
        stand behind it, because a quote opened right there."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        if self._cell and not self._taken and '"' in line:
            line = self._unspaced(self._cell, line)
        self._taken.append(line)
        return line

    def _unspaced(self, cell: re.Pattern[str], line: str) -> str:
        """Return a line without the spaces between a mark and the quotes round a whole cell.

        They would make the quotes part of the text. Where another cell's quotes stand behind the
        mark without one, they are left: then these are part of it.
        """
        cells = list(cell.finditer(line))
        if any(each["mark"] and each["quoted"] and not each["space"] for each in cells):
            self._cell = None
            return line
        spaced = [each for each in cells if each["quoted"] and each["space"]]
        for each in reversed(spaced):
            line = line[: each.start("space")] + line[each.start("quoted") :]
        return line

    def take(self) -> None:
        """Be done with the present record."""
        self.first += len(self._taken)
        self._taken.clear()

    def begin_again(self) -> None:
        """Be done with the first line of the present record, and give the others once more."""
        self._again.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]
        self.take()

    def swallowed(self, cells: list[str], delimiter: str) -> str:
        """Return in a sentence that the quotes of the present record hold a row; "" if they do not.

        Text may go on in further lines. A row does if it was complete before: then two lines have
        as many marks as the header, or a line that stands in a cell as a whole has them.
        """
        self._parts = self._parts or max(len(cells) - 1, 0)
        if len(self._taken) < 2 or not self._parts:
            return ""
        # Behind a mark in a sentence stands a space.
        mark = re.compile(f"{re.escape(delimiter)}(?! )")
        rows = [at for at, line in enumerate(self._taken) if self._is_row(mark, line)]
        opened, row = rows[:2] if len(rows) > 1 else self._inside(cells, mark)
        if not row:
            return ""
        found = f"it opens in line {self.first + opened}, and line {self.first + row} is like a row"
        remedy = "delete it, or close it where the text ends"
        return f"a quotation mark takes in what stands below; {found}; {remedy}"

    def _is_row(self, mark: re.Pattern[str], line: str) -> bool:
        return len(mark.findall(line)) >= self._parts

    def _inside(self, cells: list[str], mark: re.Pattern[str]) -> tuple[int, int]:
        """Return where a cell begins that holds a row, and where that row stands; else 0 and 0."""
        begins = 0
        for cell in cells:
            _, *further = _LINE_BREAK.split(cell)
            for at, line in enumerate(further, begins + 1):
                if self._is_row(mark, line):
                    return begins, at
            begins += len(further)
        return 0, 0

    def delimiter(self) -> str:
        """Return what parts the cells, and pass over a line that says it."""
        line = ""
        for line in self:
            # An empty row of a spreadsheet tells what parts cells only if nothing else does.
            if line.strip(" \t\r\n,;|"):
                break
        said = re.fullmatch(r"sep=(.)\s*", line)
        if said:
            self.take()
            return self._parted_by(said[1])
        self._again.extend(self._taken)
        self._taken.clear()
        bare = re.sub(r'"[^"]*"', "", line)
        if set(bare.strip("\r\n")) == {" "}:
            return self._parted_by(" ")
        # Where the comma is the decimal mark, spreadsheets write semicolons.
        return self._parted_by(max(",;\t|", key=bare.count))

    def _parted_by(self, delimiter: str) -> str:
        if delimiter != " ":
            mark = re.escape(delimiter)
            quoted = rf'"(?:[^"]|"")*"(?= *(?:{mark}|[\r\n]|$))'
            cell = rf"(?P<mark>^|{mark})(?P<space> *)(?:(?P<quoted>{quoted})|[^{mark}]*)"
            self._cell = re.compile(cell)
        return delimiter


def _unmarked(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines without the byte order marks that two programs wrote one after the other."""
    given = iter(lines)
    for first in given:
        yield first.lstrip("\ufeff")
        yield from given


def _said(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a cell has more than {csv.field_size_limit():,} characters"
    return next((words for part, words in _NO_CSV if part in str(error)), "something is amiss")


def _no_text(cells: list[str]) -> str:
    text = "".join(cells)
    plain = text.isascii() and "\0" not in text
    wrong = None if plain else _BELOW_TEXT.search(text)
    if not wrong:
        return ""
    if wrong[0] == "\0":
        found = "found a character of the number 0, as in a file that is damaged or no text"
        return f'this is no text; {found}; save the file as "CSV UTF-8"'
    found = f"found the byte {ord(wrong[0]) - 0xDC00:#04x}"
    return f'this is not UTF-8; {found}; save the file as "CSV UTF-8"'
