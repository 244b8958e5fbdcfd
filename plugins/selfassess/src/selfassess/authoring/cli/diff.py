"""diff: what changed between two versions, and whether it is declared."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from selfassess.authoring.cli.files import WHERE, document_file, document_type
from selfassess.authoring.localized import comparisons

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("diff", help="say what changed; fail if it is not declared")
    parser.add_argument("instrument", help=WHERE)
    parser.add_argument("old", nargs="?", help="a released version; the newest if left out")
    parser.add_argument("new", nargs="?", help="a later one; instrument.yml if left out")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what is different in each language; return 1 if some of it is not declared."""
    file = document_file(options.instrument)
    found = comparisons(file, document_type(file), options.old, options.new)
    print(*found, sep="\n\n")
    problems = next(filter(None, (one.undeclared for one in found)), [])
    print(*problems, sep="\n", file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0
