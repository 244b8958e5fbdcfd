"""check: every problem of the instruments under some paths, their cases run, and remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.cli.files import HOME, WHERE, found
from selfassess.authoring.cli.findings import FORMS, Findings, tell
from selfassess.authoring.foreign import refuse_foreign
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.localized import check, remarks
from selfassess.problems import Problem, Refused

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("check", help="check instruments and run their cases")
    parser.add_argument(
        "paths", nargs="*", default=[str(HOME)], metavar="PATH", help=f"{WHERE}; or several"
    )
    parser.add_argument(
        "--format",
        choices=FORMS,
        default="text",
        help="sentences (text), one object (json), or annotations of a workflow (github)",
    )
    parser.add_argument("--quiet", action="store_true", help="problems alone: no remarks, no count")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Tell every problem and every remark; return 1 if there is a problem; raise Refused."""
    places = [found(path) for path in options.paths]
    files = list(dict.fromkeys(file for place in places for file in _instruments(place)))
    problems = list(dict.fromkeys(each for place in places for each in _misnamed(place)))
    problems += [problem for file in files for problem in check(file, INSTRUMENT)]
    made = [] if options.quiet else [each for file in files for each in remarks(file, INSTRUMENT)]
    tell(Findings(len(files), problems, made), options.format, quiet=options.quiet)
    return 1 if problems else 0


def _instruments(place: Path) -> list[Path]:
    """Return the instruments in a folder, or the one that is named; raise Refused without any."""
    if place.is_file():
        refuse_foreign(place)
        return [place]
    files = sorted(place.rglob(INSTRUMENT.file))
    if not files and not list(_misnamed(place)):
        refuse_foreign(place)
        message = f"no {INSTRUMENT.file} was found here; check the path"
        raise Refused([Problem(message, file=str(place))])
    return files


def _misnamed(place: Path) -> Iterator[Problem]:
    """Yield the instruments in a folder whose files have another ending, so that none is read."""
    for file in sorted(place.rglob("instrument.yaml")):
        if not file.with_name(INSTRUMENT.file).exists():
            message = f"only {INSTRUMENT.file} is read; this file has another ending; rename it"
            yield Problem(message, file=str(file))
