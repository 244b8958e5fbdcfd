"""Spreadsheet: how a table is written so that a spreadsheet opens it as it is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.definition.item_types.number_text import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable

_RUNS = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that runs as a formula, or that was made harmless.

Where full-width signs are typed, spreadsheets take them for the others."""

_PARTS = {delimiter: re.compile(f'[";\t\r\n{delimiter}]') for delimiter in ",;"}


@dataclass(frozen=True)
class Dialect:
    """How a table is written."""

    begins: str = ""
    delimiter: str = ","
    decimal: str = "."

    def cell(self, value: object) -> object:
        """Return what stands in a cell: a number as it is written, a text that is harmless."""
        if isinstance(value, float):
            return str(value).replace(".", self.decimal)
        return harmless(value) if isinstance(value, str) else value

    def line(self, cells: Iterable[object]) -> str:
        """Return cells as a line without its end.

        Those that a spreadsheet may part are in quotes: many part at semicolons and tabs as well.
        """
        return self.delimiter.join(
            self._quoted("" if cell is None else str(cell)) for cell in cells
        )

    def _quoted(self, text: str) -> str:
        parts = _PARTS[self.delimiter].search(text)
        return '"' + text.replace('"', '""') + '"' if parts else text


PLAIN = Dialect()
FOR_SPREADSHEET = {
    ".": Dialect("\ufeff"),
    # Where the comma is the decimal mark, spreadsheets part cells by semicolons.
    ",": Dialect("\ufeff", ";", ","),
}
"""The dialect of a spreadsheet by its decimal mark."""


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula. A number is one already."""
    is_number = plain_number(text) is not None and text == text.strip()
    return f"'{text}" if _RUNS.match(text) and not is_number else text


def as_typed(text: str) -> str:
    """Return the text that was made harmless."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
