"""check: every problem of the instruments under some paths, their cases run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from selfassess.authoring.foreign import refuse_foreign
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.localized import check
from selfassess.problems import Invalid, Problem

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("check", help="check instruments and run their cases")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every problem, and how many there are."""
    files = [file for path in options.paths for file in _instruments(path)]
    problems = [problem for file in files for problem in check(file, INSTRUMENT)]
    print(*problems, sep="\n", file=sys.stderr, end="\n" if problems else "")
    noun = "instrument" if len(files) == 1 else "instruments"
    found = f"{len(problems)} problem{'' if len(problems) == 1 else 's'} found"
    print(f"{len(files)} {noun} checked, {found}")
    return 1 if problems else 0


def _instruments(path: Path) -> list[Path]:
    if path.is_file():
        refuse_foreign(path)
        return [path]
    found = sorted(path.rglob(INSTRUMENT.file))
    if not found:
        refuse_foreign(path)
        message = f"no {INSTRUMENT.file} was found here; check the path"
        raise Invalid([Problem(message, file=str(path))])
    return found
