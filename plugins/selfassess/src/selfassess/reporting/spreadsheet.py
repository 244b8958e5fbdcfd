"""Spreadsheet: how a table is written so that a spreadsheet opens it as it is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfassess.definition.item_types.number_text import plain_number

_RUNS = re.compile(r"'*[=+\-@\t\r\n]")
"""How a cell begins that runs as a formula, or that was made harmless."""


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


PLAIN = Dialect()
FOR_SPREADSHEET = {
    ".": Dialect("\ufeff"),
    # Where the comma is the decimal mark, spreadsheets part cells by semicolons.
    ",": Dialect("\ufeff", ";", ","),
}
"""The dialect of a spreadsheet by its decimal mark."""


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula. A number is one already."""
    return f"'{text}" if _RUNS.match(text) and plain_number(text) is None else text


def as_typed(text: str) -> str:
    """Return the text that was made harmless."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
