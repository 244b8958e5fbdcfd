"""score: the scores of one respondent, or of many in a file."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from selfassess.answering.answers import Answers
from selfassess.answering.draw import SEED
from selfassess.authoring.cli.answers_file import DECIMALS, SCORED, add_customs, customs_of, rows_of
from selfassess.authoring.cli.files import WHERE, answers_file, instrument_file
from selfassess.authoring.data.exports import as_data
from selfassess.authoring.data.score_table import write_csv, write_json
from selfassess.authoring.foreign import kind_of_text
from selfassess.authoring.instruments import read_instrument
from selfassess.authoring.read.json_mistake import said_of_json
from selfassess.problems import InvalidAnswers, Problem, Refused
from selfassess.reporting.report import make_report
from selfassess.reporting.spreadsheet import FOR_SPREADSHEET, PLAIN

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

TABLES = (".csv", ".tsv", ".tab", ".txt")
"""How the names of tables end. Of other files the first character tells."""


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("score", help="score a file of answers; JSON out")
    parser.add_argument("instrument", help=WHERE)
    parser.add_argument("answers", type=Path, metavar="ANSWERS.json|.csv")
    parser.add_argument("--seed", metavar="CODE", help="the draw of an attempt at a bank")
    parser.add_argument("--csv", action="store_true", help="CSV out, for a table of answers")
    parser.add_argument(
        "--for-spreadsheet",
        choices=DECIMALS,
        help="CSV out, for a spreadsheet with this decimal mark",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="a new file for the scores, in UTF-8"
    )
    add_customs(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the scores; raise Invalid."""
    sheet = is_table(options.answers)
    _refuse_misfits(options, sheet=sheet)
    instrument = read_instrument(instrument_file(options.instrument))
    if not sheet:
        seed = {SEED: options.seed} if options.seed else {}
        answers = _answers(instrument, options.answers, seed)
        data = as_data(make_report(instrument, answers))
        with _output(options.out) as out:
            print(json.dumps(data, indent=2, ensure_ascii=False), file=out)
        return 0
    rows = rows_of(instrument, options, SCORED)
    with _output(options.out) as out:
        if options.for_spreadsheet:
            write_csv(instrument, rows, out, FOR_SPREADSHEET[DECIMALS[options.for_spreadsheet]])
        elif options.csv:
            write_csv(instrument, rows, out, PLAIN)
        else:
            write_json(instrument, rows, out)
    return 0


@contextmanager
def _output(file: Path | None) -> Iterator[TextIO]:
    """Yield what scores are written to: a new file, or the output; raise Refused for an old one."""
    if file is None:
        yield sys.stdout
        return
    try:
        stream = file.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        message = "this file is there already; nothing was written; name another, or delete it"
        raise Refused([Problem(message, file=str(file))]) from None
    with stream:
        yield stream


def is_table(file: Path) -> bool:
    """Return whether a file holds the answers of many in a table, and not those of one in JSON."""
    if file.suffix.lower() in TABLES or file.is_dir():
        return True
    # A pipe can be read only once.
    if file.suffix.lower() == ".json" or not file.is_file():
        return False
    with file.open("rb") as content:
        return not content.read(1000).lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def _refuse_misfits(options: argparse.Namespace, *, sheet: bool) -> None:
    if sheet and options.seed:
        message = f'--seed is for one respondent; this is a table; give it a column "{SEED}"'
        raise Refused([Problem(message, file=str(options.answers))])
    for_many = {
        "--csv": options.csv,
        "--for-spreadsheet": options.for_spreadsheet,
        "--missing, --without or --decimal": customs_of(options),
    }
    for name, given in for_many.items():
        if given and not sheet:
            message = f"{name} is for many respondents; this is no table; leave {name} out"
            raise Refused([Problem(message, file=str(options.answers))])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; raise ValueError if a name stands twice, which JSON itself lets pass."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'a name stands twice; "{twice}"; keep one of them')
    return found


def _whole(digits: str) -> int:
    """Return a whole number; raise ValueError, in our own words, if it is too long."""
    if len(digits) > _LONGEST_NUMBER:
        count = len(digits.lstrip("-"))
        raise ValueError(f"a number is too long; it has {count:,} digits; shorten it")
    return int(digits)


_LONGEST_NUMBER = 1_000
"""The most characters of a number: many times those of any answer."""


def _no_json(file: Path, error: ValueError | RecursionError) -> Problem:
    """Return what is wrong with a text that is no JSON, in words and in its place."""
    if isinstance(error, json.JSONDecodeError):
        message = f"this can not be read as JSON; {said_of_json(error)}; mend it here"
        return Problem(message, file=str(file), line=error.lineno, column=error.colno)
    if isinstance(error, RecursionError):
        message = "this can not be read as JSON; it is nested too deeply; write values without it"
        return Problem(message, file=str(file))
    return Problem(str(error), file=str(file))


def _answers(instrument: Instrument, file: Path, seed: dict[str, str]) -> Answers:
    """Return the answers of one; raise Invalid with the file and the line of each that is wrong."""
    given, text = _json_answers(file)
    try:
        return Answers.of(instrument, given | seed)
    except InvalidAnswers as invalid:
        placed = (
            dataclasses.replace(problem, file=str(file), line=_line_of(problem, text))
            for problem in invalid.problems
        )
        raise InvalidAnswers(placed) from None


def _line_of(problem: Problem, text: str) -> int:
    """Return the line in which an answer is named; 0 if it can not be told."""
    name = str(problem.path[0]) if problem.path else ""
    either = "|".join({re.escape(json.dumps(name, ensure_ascii=ascii)) for ascii in (True, False)})
    # A quote inside a text has a backslash before it.
    found = list(re.finditer(rf"(?<!\\)(?:{either})\s*:", text))
    return text.count("\n", 0, found[0].start()) + 1 if len(found) == 1 else 0


def _json_answers(file: Path) -> tuple[dict[str, Any], str]:
    """Return the object of a file, and its text; raise Invalid."""
    try:
        given = answers_file(file).read_bytes()
        # Windows shells write UTF-16.
        text = given.decode(json.detect_encoding(given)).lstrip("\ufeff")
        data = json.loads(text, object_pairs_hook=_once, parse_int=_whole)
    except OSError as error:
        message = f"this can not be read; {error.strerror}; check the path"
        raise Refused([Problem(message, file=str(file))]) from None
    except UnicodeDecodeError as error:
        found = f"found the byte {error.object[error.start]:#04x}"
        message = f"this is not UTF-8; {found}; save the file as UTF-8"
        raise InvalidAnswers([Problem(message, file=str(file))]) from None
    except (ValueError, RecursionError) as error:
        raise InvalidAnswers([_no_json(file, error)]) from None
    if not isinstance(data, dict):
        found = "a list" if isinstance(data, list) else "a single value"
        message = f'the answers are no object; found {found}; write {{"item": value, …}}'
        raise InvalidAnswers([Problem(message, file=str(file))])
    if kind := kind_of_text(file, text):
        message = f'this is {kind}; answers are an object by item; write {{"item": value, …}}'
        raise Refused([Problem(message, file=str(file))])
    return data, text
