"""release: this version kept as it is, for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.cli.files import WHERE, document_file, document_type
from selfassess.authoring.localized import check, editions
from selfassess.authoring.releases.released import release, released
from selfassess.problems import Invalid

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("release", help="keep this version as it is, for ever")
    parser.add_argument("instrument", help=WHERE)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the released file of each language, which is written if it is new; raise Invalid."""
    file = document_file(options.instrument)
    kind = document_type(file)
    problems = list(check(file, kind))
    if problems:
        raise Invalid(problems)
    for edition in editions(file, kind):
        before = released(edition.folder)
        written = release(edition.document, kind, edition.folder)
        is_old = edition.document.version in before
        print(f"{written}: released before; nothing was written" if is_old else written)
    return 0
