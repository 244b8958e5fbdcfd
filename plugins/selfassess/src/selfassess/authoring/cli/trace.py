"""trace: every stage from the file to the report."""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING

from selfassess.answering.draw import SEED
from selfassess.authoring.cli.files import WHERE, instrument_file
from selfassess.authoring.flow import take
from selfassess.authoring.instruments import read_instrument
from selfassess.problems import InvalidAnswers, Problem, Refused, suggestion
from selfassess.reporting.plain_text import without_score

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.report import Report

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser("trace", help="show every stage from file to report")
    parser.add_argument("instrument", help=WHERE)
    parser.add_argument("answers", nargs="*", metavar="ITEM=VALUE")
    parser.add_argument("--only", metavar="DOMAIN", help="one area")
    parser.add_argument("--seed", metavar="CODE", help="the draw of an attempt at a bank")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what each stage gives; raise Invalid."""
    wrong = [pair for pair in options.answers if "=" not in pair]
    if wrong:
        message = f'this is no answer; "{wrong[0]}"; write item=value, such as q1=3'
        raise Refused([Problem(message)])
    seed = {SEED: options.seed} if options.seed else {}
    given = dict(pair.split("=", 1) for pair in options.answers) | seed
    if len(given) < len(options.answers) + len(seed):
        names = [pair.split("=", 1)[0] for pair in options.answers]
        twice = next((name for name in names if names.count(name) > 1), SEED)
        raise InvalidAnswers([Problem(f'an answer stands twice; "{twice}"; leave one')])
    file = instrument_file(options.instrument)
    if options.only is not None:
        _area(read_instrument(file), options.only)
    stages = take(file, given, options.only)
    instrument = stages.instrument
    _stage("Instrument", f"{instrument.title}, version {instrument.version}")
    if stages.answers.draw:
        _stage("Draw", " ".join(stages.answers.draw.items))
    _stage("Answers", *(f"{name} = {value}" for name, value in stages.answers.chosen.items()))
    _stage("Scores", *(f"{name}: {score}" for name, score in stages.scores.all.items()))
    _stage("Report", *_report_lines(stages.report))
    _stage("HTML", stages.html)
    return 0


def _area(instrument: Instrument, name: str) -> None:
    """Raise Refused if an instrument has no such area."""
    if name not in instrument.domain:
        hint = suggestion(name, instrument.domain)
        raise Refused([Problem(f'there is no such domain; "{name}"; {hint}')])


def _stage(name: str, *lines: str) -> None:
    print(f"── {name} " + "─" * (60 - len(name)))
    print(*lines, sep="\n")
    print()


def _report_lines(report: Report) -> Iterator[str]:
    for area in report.areas:
        lowest = ", ".join(item.id for item in area.lowest)
        said = area.words or without_score(area.score.status, NullTranslations())
        yield f"{area.domain.title}: {said}" + (f" (lowest: {lowest})" if lowest else "")
    if report.instrument.kind == "self-review":
        yield f"Where you might start: {', '.join(report.start) or 'nothing stands out'}"
