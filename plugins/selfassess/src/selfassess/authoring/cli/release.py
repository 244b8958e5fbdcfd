"""release: this version kept as it is, for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.cli.files import WHERE, document_file, document_type
from selfassess.authoring.course.courses import COURSE
from selfassess.authoring.documents import read_placed
from selfassess.authoring.localized import check, editions
from selfassess.authoring.releases.released import release, released
from selfassess.problems import Invalid, Problem

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

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
    _refuse_draft(file)
    for edition in editions(file, kind):
        before = released(edition.folder)
        written = release(edition.document, kind, edition.folder)
        is_old = edition.document.version in before
        print(f"{written}: released before; it stays as it is" if is_old else written)
    return 0


def _refuse_draft(file: Path) -> None:
    """Raise InvalidFile for a course that is a draft: nobody can complete what would be kept."""
    if file.name != COURSE.file:
        return
    course, source = read_placed(file, COURSE)
    if course.status == "draft":
        message = "a draft is not released; `status` is draft; open the course, then release it"
        source.refuse([Problem(message, ("status",))])
