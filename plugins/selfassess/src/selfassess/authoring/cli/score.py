"""score: the scores of one respondent, or of many in a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfassess.answering.answers import Answers
from selfassess.answering.draw import SEED
from selfassess.authoring.cli.files import WHERE, instrument_file
from selfassess.authoring.data.answers_csv import read_answersheet
from selfassess.authoring.data.exports import as_data
from selfassess.authoring.data.score_table import write_csv, write_json
from selfassess.authoring.instruments import read_instrument
from selfassess.problems import InvalidAnswers, Problem
from selfassess.reporting.report import make_report

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("score", help="score a file of answers; JSON out")
    parser.add_argument("instrument", type=Path, help=WHERE)
    parser.add_argument("answers", type=Path, metavar="ANSWERS.json|.csv")
    parser.add_argument("--seed", metavar="CODE", help="the draw of an attempt at a bank")
    parser.add_argument("--csv", action="store_true", help="CSV out, for a .csv file of answers")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the scores; raise Invalid."""
    sheet = options.answers.suffix.lower() == ".csv"
    if sheet and options.seed:
        message = f'--seed is for one respondent; this is a .csv file; give it a column "{SEED}"'
        raise InvalidAnswers([Problem(message, file=str(options.answers))])
    if options.csv and not sheet:
        message = "--csv is for many respondents; this is no .csv file; leave --csv out"
        raise InvalidAnswers([Problem(message, file=str(options.answers))])
    instrument = read_instrument(instrument_file(options.instrument))
    if sheet:
        write = write_csv if options.csv else write_json
        write(instrument, read_answersheet(instrument, options.answers), sys.stdout)
        return 0
    seed = {SEED: options.seed} if options.seed else {}
    answers = Answers.of(instrument, _json_answers(options.answers) | seed)
    print(json.dumps(as_data(make_report(instrument, answers)), indent=2, ensure_ascii=False))
    return 0


def _json_answers(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        message = f"this can not be read as JSON; {error}; mend the file"
        raise InvalidAnswers([Problem(message, file=str(file))]) from None
    if not isinstance(data, dict):
        message = 'the answers are no object; write {"item": value, …}'
        raise InvalidAnswers([Problem(message, file=str(file))])
    return data
