"""cases: the worked examples as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.cases import CASES, failures, read_cases
from selfassess.authoring.cli.files import WHERE, instrument_file
from selfassess.authoring.instruments import read_instrument
from selfassess.numeric import brief

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("cases", help="show the worked examples as a table")
    parser.add_argument("instrument", help=WHERE)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what each case gives; return 1 if one differs; raise Invalid."""
    file = instrument_file(options.instrument)
    instrument = read_instrument(file)
    failed = 0
    for case in read_cases(file.with_name(CASES.file)):
        problems = failures(instrument, case)
        failed += bool(problems)
        print("FAIL" if problems else "ok  ", case.name)
        for name, score in case.expect.scores.items():
            value = "" if score.value is None else brief(score.value, 4)
            print(f"       {name:<20}{score.status:<12}{value:>8}  {score.text}")
        print(
            *(f"       {problem}" for problem in problems), sep="\n", end="\n" if problems else ""
        )
    return 1 if failed else 0
