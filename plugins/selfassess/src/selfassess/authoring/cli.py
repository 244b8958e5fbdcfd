"""The command line: check, release, diff, trace, score, reliability, cases, schema.

Exit codes: 0 all is well, 1 problems were found, 2 the command itself was wrong.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import selfassess
from selfassess.answering.answers import Answers
from selfassess.answering.draw import SEED
from selfassess.authoring.cases import failures, read_cases, read_placed_cases, uncovered
from selfassess.authoring.data.answers_csv import read_answersheet
from selfassess.authoring.data.reliability import reliability
from selfassess.authoring.data.score_table import findings_data, score_data, write_csv, write_json
from selfassess.authoring.flow import take
from selfassess.authoring.localized import LocalizedInstrument, comparisons, editions
from selfassess.authoring.read.instruments import read_instrument, translation_files
from selfassess.authoring.read.schema import schema
from selfassess.authoring.releases.released import release
from selfassess.problems import Invalid, InvalidAnswers, Problem
from selfassess.reporting.report import make_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfassess.authoring.read.strict_yaml import Source
    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.report import Report

_WHERE = "a folder, an instrument.yml, or the name of a folder in assessments/"


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    options = _parser().parse_args(argv)
    try:
        code: int = options.run(options)
    except Invalid as invalid:
        print(*invalid.problems, sep="\n", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone, as `| head` does.
        sys.stderr.close()
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="selfassess", description="Check, trace and score self-assessment instruments."
    )
    parser.add_argument("--version", action="version", version=selfassess.__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check instruments and run their cases")
    check.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
    check.set_defaults(run=_check)

    _add_versions(commands)

    trace = commands.add_parser("trace", help="show every stage from file to report")
    trace.add_argument("instrument", type=Path, help=_WHERE)
    trace.add_argument("answers", nargs="*", metavar="ITEM=VALUE")
    trace.add_argument("--only", metavar="DOMAIN", help="one area")
    trace.add_argument("--seed", metavar="CODE", help="the draw of an attempt at a bank")
    trace.set_defaults(run=_trace)

    _add_sheets(commands)

    cases = commands.add_parser("cases", help="show the worked examples as a table")
    cases.add_argument("instrument", type=Path, help=_WHERE)
    cases.set_defaults(run=_cases)

    print_schema = commands.add_parser("schema", help="print the JSON Schema of instrument.yml")
    print_schema.set_defaults(run=_schema)
    return parser


def _add_sheets(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    score = commands.add_parser("score", help="score a file of answers; JSON out")
    score.add_argument("instrument", type=Path, help=_WHERE)
    score.add_argument("answers", type=Path, metavar="ANSWERS.json|.csv")
    score.add_argument("--seed", metavar="CODE", help="the draw of an attempt at a bank")
    score.add_argument("--csv", action="store_true", help="CSV out, for a .csv file of answers")
    score.set_defaults(run=_score)

    group = commands.add_parser(
        "reliability", help="how well the items of each score hold together"
    )
    group.add_argument("instrument", type=Path, help=_WHERE)
    group.add_argument("answers", type=Path, metavar="ANSWERS.csv")
    group.add_argument("--json", action="store_true", help="JSON out, at full precision")
    group.set_defaults(run=_reliability)


def _add_versions(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    frozen = commands.add_parser("release", help="keep this version as it is, for ever")
    frozen.add_argument("instrument", type=Path, help=_WHERE)
    frozen.set_defaults(run=_release)

    diff = commands.add_parser("diff", help="say what changed; fail if it is not declared")
    diff.add_argument("instrument", type=Path, help=_WHERE)
    diff.add_argument("old", nargs="?", help="a released version; the newest if left out")
    diff.add_argument("new", nargs="?", help="a later one; instrument.yml if left out")
    diff.set_defaults(run=_diff)


def _check(options: argparse.Namespace) -> int:
    files = [file for path in options.paths for file in _instruments(path)]
    problems = [problem for file in files for problem in _problems(file)]
    print(*problems, sep="\n", file=sys.stderr, end="\n" if problems else "")
    noun = "instrument" if len(files) == 1 else "instruments"
    found = f"{len(problems)} problem{'' if len(problems) == 1 else 's'} found"
    print(f"{len(files)} {noun} checked, {found}")
    return 1 if problems else 0


def _instruments(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = sorted(path.rglob("instrument.yml"))
    if not found:
        message = "no instrument.yml was found here; check the path"
        raise Invalid([Problem(message, file=str(path))])
    return found


def _problems(file: Path) -> Iterator[Problem]:
    try:
        original = LocalizedInstrument.of(file)
    except Invalid as invalid:
        yield from invalid.problems
        return
    yield from original.problems()
    for path in translation_files(file.parent).values():
        try:
            yield from original.in_language(path).problems()
        except Invalid as invalid:
            yield from invalid.problems
    yield from _case_problems(original.instrument, original.source, file.with_name("cases.yml"))


def _case_problems(instrument: Instrument, source: Source, file: Path) -> Iterator[Problem]:
    if not file.exists():
        message = "there are no worked examples; the file is missing; write at least one case"
        yield Problem(message, file=str(file))
        return
    try:
        cases, placed = read_placed_cases(file)
    except Invalid as invalid:
        yield from invalid.problems
        return
    for at, case in enumerate(cases):
        for problem in failures(instrument, case):
            yield placed.place(dataclasses.replace(problem, path=("cases", at, *problem.path)))
    yield from map(source.place, uncovered(instrument, cases))


def _one(path: Path) -> Path:
    named = Path("assessments") / path
    folder = path if path.exists() or not named.is_dir() else named
    return folder / "instrument.yml" if folder.is_dir() else folder


def _release(options: argparse.Namespace) -> int:
    file = _one(options.instrument)
    problems = list(_problems(file))
    if problems:
        raise Invalid(problems)
    for edition in editions(file):
        print(release(edition.instrument, edition.folder))
    return 0


def _diff(options: argparse.Namespace) -> int:
    found = comparisons(_one(options.instrument), options.old, options.new)
    print(*found, sep="\n\n")
    problems = next(filter(None, (one.undeclared for one in found)), [])
    print(*problems, sep="\n", file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0


def _trace(options: argparse.Namespace) -> int:
    wrong = [pair for pair in options.answers if "=" not in pair]
    if wrong:
        message = f'this is no answer; "{wrong[0]}"; write item=value, such as q1=3'
        raise InvalidAnswers([Problem(message)])
    given = dict(pair.split("=", 1) for pair in options.answers) | _seed(options)
    stages = take(_one(options.instrument), given, options.only)
    instrument = stages.instrument
    _stage("Instrument", f"{instrument.title}, version {instrument.version}")
    if stages.answers.draw:
        _stage("Draw", " ".join(stages.answers.draw.items))
    _stage("Answers", *(f"{name} = {value}" for name, value in stages.answers.chosen.items()))
    _stage("Scores", *(f"{name}: {score}" for name, score in stages.scores.all.items()))
    _stage("Report", *_report_lines(stages.report))
    _stage("HTML", stages.html)
    return 0


def _seed(options: argparse.Namespace) -> dict[str, str]:
    return {SEED: options.seed} if options.seed else {}


def _stage(name: str, *lines: str) -> None:
    print(f"── {name} " + "─" * (60 - len(name)))
    print(*lines, sep="\n")
    print()


def _report_lines(report: Report) -> Iterator[str]:
    for area in report.areas:
        lowest = ", ".join(item.id for item in area.lowest)
        yield f"{area.domain.title}: {area.words or 'not enough answers'} (lowest: {lowest})"
    yield f"Where you might start: {', '.join(report.start) or 'nothing stands out'}"


def _score(options: argparse.Namespace) -> int:
    sheet = options.answers.suffix.lower() == ".csv"
    if sheet and options.seed:
        message = f'--seed is for one respondent; this is a .csv file; give it a column "{SEED}"'
        raise InvalidAnswers([Problem(message, file=str(options.answers))])
    if options.csv and not sheet:
        message = "--csv is for many respondents; this is no .csv file; leave --csv out"
        raise InvalidAnswers([Problem(message, file=str(options.answers))])
    instrument = read_instrument(_one(options.instrument))
    if sheet:
        write = write_csv if options.csv else write_json
        write(instrument, read_answersheet(instrument, options.answers), sys.stdout)
        return 0
    answers = Answers.of(instrument, _json_answers(options.answers) | _seed(options))
    print(json.dumps(as_data(make_report(instrument, answers)), indent=2, ensure_ascii=False))
    return 0


def _json_answers(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        message = f"this can not be read as JSON; {error}; mend the file"
        raise InvalidAnswers([Problem(message, file=str(file))]) from None
    if not isinstance(data, dict):
        message = 'the answers are no object; write {"item": value, …}'
        raise InvalidAnswers([Problem(message, file=str(file))])
    return data


def as_data(report: Report) -> dict[str, Any]:
    """Return a report as plain data: scores, words and what is missing, by domain."""
    data: dict[str, Any] = {
        "instrument": report.instrument.id,
        "version": report.instrument.version,
        "scores": {
            area.domain.id: score_data(area.score, area.words)
            | {"lowest": [item.id for item in area.lowest]}
            for area in report.areas
        }
        | {
            one.rule.id: score_data(one.score, one.band.label if one.band else "")
            for one in report.composites
        },
        "start": list(report.start),
    }
    draw = {"draw": report.seed} if report.seed else {}
    return data | draw | findings_data(report.findings)


def _reliability(options: argparse.Namespace) -> int:
    instrument = read_instrument(_one(options.instrument))
    rows = read_answersheet(instrument, options.answers)
    found = reliability(instrument, (row.answers for row in rows))
    if options.json:
        about = {"instrument": instrument.id, "version": instrument.version}
        scores = {each.id: dataclasses.asdict(each) for each in found}
        print(json.dumps({**about, "scores": scores}, indent=2, ensure_ascii=False))
    else:
        print(*(each.table() for each in found), sep="\n\n")
    return 0


def _cases(options: argparse.Namespace) -> int:
    file = _one(options.instrument)
    instrument = read_instrument(file)
    failed = 0
    for case in read_cases(file.with_name("cases.yml")):
        problems = failures(instrument, case)
        failed += bool(problems)
        print("FAIL" if problems else "ok  ", case.name)
        for name, score in case.expect.scores.items():
            value = "" if score.value is None else f"{score.value:.4g}"
            print(f"       {name:<20}{score.status:<12}{value:>8}  {score.text}")
        print(
            *(f"       {problem}" for problem in problems), sep="\n", end="\n" if problems else ""
        )
    return 1 if failed else 0


def _schema(_: argparse.Namespace) -> int:
    print(schema(), end="")
    return 0
