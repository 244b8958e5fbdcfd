"""schema: the JSON Schema of an instrument, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.read.schema import schema

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("schema", help="print the JSON Schema of instrument.yml")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Print it."""
    print(schema(INSTRUMENT), end="")
    return 0
