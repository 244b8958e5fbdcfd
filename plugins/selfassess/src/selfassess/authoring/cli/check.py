"""check: every problem of the instruments under some paths, their cases run, and remarks."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from selfassess.authoring.cli.files import HOME, WHERE, found
from selfassess.authoring.foreign import refuse_foreign
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.localized import check, remarks
from selfassess.problems import Invalid, Problem

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("check", help="check instruments and run their cases")
    parser.add_argument(
        "paths", nargs="*", default=[HOME], type=Path, metavar="PATH", help=f"{WHERE}; or several"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every problem and every remark, and how many there are of each."""
    files = list(dict.fromkeys(file for path in options.paths for file in _instruments(path)))
    problems = [problem for file in files for problem in check(file, INSTRUMENT)]
    made = [remark for file in files for remark in remarks(file, INSTRUMENT)]
    told = [*problems, *(replace(each, message=f"remark: {each.message}") for each in made)]
    print(*told, sep="\n", file=sys.stderr, end="\n" if told else "")
    counts = [f"{_counted(len(files), 'instrument')} checked"]
    counts.append(f"{_counted(len(problems), 'problem')} found")
    counts += [_counted(len(made), "remark")] if made else []
    print(", ".join(counts))
    return 1 if problems else 0


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _instruments(path: Path) -> list[Path]:
    there = found(path)
    if there.is_file():
        refuse_foreign(there)
        return [there]
    files = sorted(there.rglob(INSTRUMENT.file))
    misnamed = [file for file in sorted(there.rglob("*.yaml")) if _is_misnamed(file)]
    if misnamed:
        message = f"only {INSTRUMENT.file} is read; this file has another ending; rename it"
        raise Invalid([Problem(message, file=str(file)) for file in misnamed])
    if not files:
        refuse_foreign(there)
        message = f"no {INSTRUMENT.file} was found here; check the path"
        raise Invalid([Problem(message, file=str(there))])
    return files


def _is_misnamed(file: Path) -> bool:
    return file.stem == "instrument" and not file.with_name(INSTRUMENT.file).exists()
