"""schema: the JSON Schemas of what authors write, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfassess.authoring.cases import CASES
from selfassess.authoring.cli.files import HOME, refuse_dead_links
from selfassess.authoring.course.courses import COURSE
from selfassess.authoring.course.provider import PROVIDER
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.read.schema import schema
from selfassess.authoring.scenario.scenarios import SCENARIO
from selfassess.problems import Problem, Refused

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from selfassess.authoring.documents import FileType

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

KINDS: tuple[FileType[Any], ...] = (INSTRUMENT, CASES, COURSE, PROVIDER, SCENARIO)
"""The types of files that have a schema."""


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser(
        "schema", help="print the JSON Schema of instrument.yml, or write all"
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help=f"write those of every type of file into {HOME}/ instead",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one, or write all and print their names; raise Refused without a folder for them."""
    if not options.write:
        print(schema(INSTRUMENT), end="")
        return 0
    refuse_dead_links(HOME)
    if not HOME.is_dir():
        message = "there is no such folder; it was looked for here; run this beside it"
        raise Refused([Problem(message, file=str(HOME))])
    for kind in KINDS:
        file = file_of(kind)
        file.write_text(schema(kind), encoding="utf-8", newline="\n")
        print(file)
    return 0


def file_of(kind: FileType[Any]) -> Path:
    """Return the file of the schema of a type of file."""
    return HOME / f"{kind.file.removesuffix('.yml')}.schema.json"
