"""reliability: how well the items of each score hold together."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

from selfassess.authoring.cli.answers_file import COUNTED, add_customs, rows_of
from selfassess.authoring.cli.files import WHERE, instrument_file
from selfassess.authoring.data.reliability import reliability
from selfassess.authoring.instruments import read_instrument

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser(
        "reliability", help="how well the items of each score hold together"
    )
    parser.add_argument("instrument", help=WHERE)
    parser.add_argument("answers", type=Path, metavar="ANSWERS.csv")
    parser.add_argument("--json", action="store_true", help="JSON out, at full precision")
    add_customs(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print a table, or JSON, of each score; raise Invalid."""
    instrument = read_instrument(instrument_file(options.instrument))
    rows = rows_of(instrument, options, COUNTED)
    found = reliability(instrument, (row.answers for row in rows))
    if options.json:
        about = {"instrument": instrument.id, "version": instrument.version}
        scores = {each.id: dataclasses.asdict(each) | {"remark": each.remark} for each in found}
        print(json.dumps({**about, "scores": scores}, indent=2, ensure_ascii=False))
    else:
        print(*(each.table() for each in found), sep="\n\n")
    return 0
