"""check: every problem of the instruments and courses under some paths, cases run, and remarks."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from selfassess.authoring.cli.files import HOME, WHERE, document_type, found
from selfassess.authoring.cli.findings import FORMS, Findings, tell
from selfassess.authoring.course.courses import COURSE, sponsor_of
from selfassess.authoring.course.provider import PROVIDER
from selfassess.authoring.documents import read, read_placed
from selfassess.authoring.foreign import foreign, refuse_foreign
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.localized import check, remarks
from selfassess.authoring.read.dead_link import dead_links
from selfassess.authoring.read.markup import broken_lines, markup
from selfassess.authoring.scenario.scenarios import SCENARIO
from selfassess.problems import InvalidFile, Problem, Refused

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser(
        "check", help="check instruments, courses and scenarios, and run the cases"
    )
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
    """Tell every problem and every remark; return 1 if there is a problem.

    A path that can not be used keeps no other from being checked; then 2 is returned. Raises
    Refused if there is no other.
    """
    places, refused = _usable(options.paths)
    if refused and not places:
        raise Refused(refused)
    files = list(dict.fromkeys(file for place in places for file in _with_sponsors(place)))
    found_in = [*refused, *(each for place in places for each in _unread(place))]
    found_in += [problem for file in files for problem in _problems(file)]
    # An approval that is over is told by each of the sponsor's courses.
    problems = list(dict.fromkeys(found_in))
    made = [] if options.quiet else [each for file in files for each in _remarks(file)]
    made += [] if options.quiet else [each for place in places for each in _passed_over(place)]
    counts = Counter(file.name for file in files)
    findings = Findings(
        len(files) - sum(counts[kind.file] for kind in (COURSE, PROVIDER, SCENARIO)),
        problems,
        made,
        counts[COURSE.file],
        counts[SCENARIO.file],
    )
    tell(findings, options.format, quiet=options.quiet)
    if refused:
        return 2
    return 1 if problems else 0


def _usable(paths: list[str]) -> tuple[list[Path], list[Problem]]:
    """Return the files and folders that are meant and can be checked, and why others can not."""
    places: list[Path] = []
    refused: list[Problem] = []
    for path in paths:
        try:
            place = found(path)
            _documents(place)
        except Refused as wrong:
            refused += wrong.problems
        else:
            places.append(place)
    return places, list(dict.fromkeys(refused))


def _problems(file: Path) -> Iterator[Problem]:
    if file.name == PROVIDER.file:
        try:
            read(file, PROVIDER)
        except InvalidFile as invalid:
            yield from invalid.problems
        return
    others = list(foreign(file)) if file.name == INSTRUMENT.file else []
    yield from others or check(file, document_type(file))


def _remarks(file: Path) -> Iterator[Problem]:
    if file.name != PROVIDER.file:
        yield from remarks(file, document_type(file))
        return
    with suppress(InvalidFile):
        provider, source = read_placed(file, PROVIDER)
        yield from map(source.place, [*markup(provider), *broken_lines(provider)])


def _with_sponsors(place: Path) -> Iterator[Path]:
    """Yield the documents of a place, and what the sponsors of its courses say once for all."""
    for file in _documents(place):
        yield file
        if file.name == COURSE.file:
            yield sponsor_of(file)


def _documents(place: Path) -> list[Path]:
    """Return the instruments, courses and scenarios in a folder, or the one file that is named.

    Raises Refused if there is none.
    """
    if place.is_file():
        refuse_foreign(place)
        return [place]
    files = list(_named(place))
    if not files and not list(_unread(place)):
        refuse_foreign(place)
        message = f"no {INSTRUMENT.file} was found here; check the path"
        raise Refused([Problem(message, file=str(place))])
    return files


def _named(place: Path) -> Iterator[Path]:
    """Yield what is in a folder under the name of a document, at any depth."""
    for kind in (INSTRUMENT, COURSE, PROVIDER, SCENARIO):
        # What lies behind a link is found by its own name alone.
        yield from sorted({*place.rglob(kind.file), *place.glob(f"*/{kind.file}")})


def _passed_over(place: Path) -> Iterator[Problem]:
    """Yield what another tool wrote, from the folders of a place that hold nothing of ours."""
    folders = (each for each in sorted(place.glob("*")) if each.is_dir())
    for folder in folders:
        if not any(_named(folder)):
            yield from foreign(folder)


def _unread(place: Path) -> Iterator[Problem]:
    """Yield what lies in a folder and looks as if it were read: files of another ending, links."""
    yield from dead_links(*sorted(place.glob("*")), *sorted(place.glob("*/*")))
    for kind in (INSTRUMENT, COURSE, PROVIDER, SCENARIO):
        # Some editors add an ending of their own, which a window of files does not show.
        others = (kind.file.replace(".yml", ".yaml"), f"{kind.file}.txt")
        for file in sorted(file for name in others for file in place.rglob(name)):
            if not file.with_name(kind.file).exists():
                message = f"only {kind.file} is read; this file has another ending; rename it"
                yield Problem(message, file=str(file))
