"""Answers file: what the commands that read answers of many people say of such a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from selfassess.authoring.cli.files import answers_file
from selfassess.authoring.data.answersheet import MARKS, Customs, read_answersheet
from selfassess.problems import Problem, Refused

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from selfassess.authoring.data.answersheet import Answersheet, Respondent
    from selfassess.definition.instrument import Instrument

DECIMALS = {name: mark for mark, name in MARKS.items()}


def add_customs(parser: argparse.ArgumentParser) -> None:
    """Tell a parser of the options about a file of answers."""
    parser.add_argument(
        "--missing", metavar="CODE,…", default="", help="codes for no answer, such as NA,-99"
    )
    parser.add_argument(
        "--without", metavar="ITEM,…", default="", help="items that the file has no column for"
    )
    parser.add_argument(
        "--decimal", choices=DECIMALS, help="the decimal mark of the file, if it does not tell"
    )


def customs_of(options: argparse.Namespace) -> Customs | None:
    """Return what the options say of a file; None if they say nothing."""
    said = Customs(
        missing=_listed(options.missing),
        without=_listed(options.without),
        decimal=DECIMALS.get(options.decimal, ""),
    )
    return said if said != Customs() else None


SCORED = "each row is scored by itself; delete one if it is there by mistake"
COUNTED = "each row is counted as a person of its own; keep one of each"
"""What is done with the rows of a respondent who stands in several, and what to do."""


def rows_of(
    instrument: Instrument, options: argparse.Namespace, repeats: str
) -> Iterator[Respondent]:
    """Return the rows of the file that the options name, and tell what its columns are.

    `repeats` says what becomes of respondents who stand in several rows.

    Raises Refused before anything is read but the header.
    """
    file = answers_file(options.answers)
    if not file.is_file() and not file.is_dir():
        message = "this is a pipe; a table is read more than once; write it into a file first"
        raise Refused([Problem(message, file=str(file))])
    sheet = read_answersheet(instrument, file, customs_of(options) or Customs())
    print(sheet.summary(), file=sys.stderr)
    return _told(sheet, sheet.rows(), repeats)


def _told(sheet: Answersheet, rows: Iterator[Respondent], repeats: str) -> Iterator[Respondent]:
    """Yield rows, and tell in the end where nobody answered, and who comes twice or contradicts itself."""
    try:
        yield from rows
    finally:
        # Also where some rows can not be used.
        for line, message in sheet.contradictions.said:
            print(Problem(message, file=str(sheet.file), line=line), file=sys.stderr)
        if said := sheet.repeats.sentence(repeats):
            print(Problem(said, file=str(sheet.file), line=sheet.repeats.line), file=sys.stderr)
    if sheet.silent:
        found = f"nobody answered this, and it counts; {', '.join(sheet.silent)}"
        message = f"{found}; if there were answers, look where the file lost them"
        print(Problem(message, file=str(sheet.file)), file=sys.stderr)


def _listed(text: str) -> frozenset[str]:
    return frozenset(filter(None, (part.strip() for part in text.split(","))))
