"""The command line: check, trace, score, cases, schema.

Exit codes: 0 all is well, 1 problems were found, 2 the command itself was wrong.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import selfassess
from selfassess.answers import Answers
from selfassess.bank import SEED
from selfassess.cases import failures, read_cases
from selfassess.flow import take
from selfassess.problems import Invalid, InvalidAnswers, Problem
from selfassess.report import make_report
from selfassess.schema import schema
from selfassess.source import read_instrument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfassess.instrument import Instrument
    from selfassess.report import Report
    from selfassess.scores import Score


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

    trace = commands.add_parser("trace", help="show every stage from file to report")
    trace.add_argument("instrument", type=Path, help="a folder or an instrument.yml")
    trace.add_argument("answers", nargs="*", metavar="ITEM=VALUE")
    trace.add_argument("--only", metavar="DOMAIN", help="one area")
    trace.add_argument("--seed", metavar="CODE", help="the draw of an attempt at a bank")
    trace.set_defaults(run=_trace)

    score = commands.add_parser("score", help="score a file of answers; JSON out")
    score.add_argument("instrument", type=Path, help="a folder or an instrument.yml")
    score.add_argument("answers", type=Path, metavar="ANSWERS.json|.csv")
    score.add_argument("--seed", metavar="CODE", help="the draw of an attempt at a bank")
    score.set_defaults(run=_score)

    cases = commands.add_parser("cases", help="show the worked examples as a table")
    cases.add_argument("instrument", type=Path, help="a folder or an instrument.yml")
    cases.set_defaults(run=_cases)

    print_schema = commands.add_parser("schema", help="print the JSON Schema of instrument.yml")
    print_schema.set_defaults(run=_schema)
    return parser


def _check(options: argparse.Namespace) -> int:
    files = [file for path in options.paths for file in _instruments(path)]
    problems = [problem for file in files for problem in _problems(file)]
    print(*problems, sep="\n", file=sys.stderr, end="\n" if problems else "")
    noun = "instrument" if len(files) == 1 else "instruments"
    print(f"{len(files)} {noun} checked, {len(problems)} problems found")
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
        instrument = read_instrument(file)
    except Invalid as invalid:
        yield from invalid.problems
        return
    if file.name == "instrument.yml" and file.parent.name != instrument.id:
        found = f'"{instrument.id}" in the folder "{file.parent.name}"'
        yield Problem(f"the folder is not named by the id; {found}; rename one", file=str(file))
    yield from _case_problems(instrument, file.with_name("cases.yml"))


def _case_problems(instrument: Instrument, file: Path) -> Iterator[Problem]:
    if not file.exists():
        message = "there are no worked examples; the file is missing; write at least one case"
        yield Problem(message, file=str(file))
        return
    try:
        cases = read_cases(file)
    except Invalid as invalid:
        yield from invalid.problems
        return
    for case in cases:
        for problem in failures(instrument, case):
            yield Problem(problem.message, file=str(file))


def _one(path: Path) -> Path:
    return path / "instrument.yml" if path.is_dir() else path


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
    instrument = read_instrument(_one(options.instrument))
    if options.answers.suffix == ".csv":
        for row in _csv_rows(instrument, options.answers):
            print(json.dumps(row, ensure_ascii=False))
        return 0
    answers = Answers.of(instrument, _json_answers(options.answers) | _seed(options))
    print(json.dumps(as_data(make_report(instrument, answers)), indent=2, ensure_ascii=False))
    return 0


def _json_answers(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unreadable(file, "JSON", error) from None
    if not isinstance(data, dict):
        message = 'the answers are no object; write {"item": value, …}'
        raise InvalidAnswers([Problem(message, file=str(file))])
    return data


def _unreadable(file: Path, kind: str, error: Exception) -> InvalidAnswers:
    message = f"this can not be read as {kind}; {error}; mend the file"
    return InvalidAnswers([Problem(message, file=str(file))])


def _csv_rows(instrument: Instrument, file: Path) -> Iterator[dict[str, Any]]:
    """Yield the scores of each row. The column "respondent", if there is one, is passed on."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restkey="")
            for row in reader:
                respondent = row.pop("respondent", None) or str(reader.line_num - 1)
                yield {"respondent": respondent} | _row(instrument, file, reader.line_num, row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(file, "CSV", error) from None


def _row(instrument: Instrument, file: Path, line: int, row: dict[str, Any]) -> dict[str, Any]:
    if "" in row:
        message = "this row has more cells than the header; look for a stray comma"
        raise InvalidAnswers([Problem(message, file=str(file), line=line)])
    try:
        answers = Answers.from_text(instrument, {name: text or "" for name, text in row.items()})
    except InvalidAnswers as invalid:
        placed = [Problem(p.message, file=str(file), line=line) for p in invalid.problems]
        raise InvalidAnswers(placed) from None
    return as_data(make_report(instrument, answers))


def as_data(report: Report) -> dict[str, Any]:
    """Return a report as plain data: scores, words and what is missing, by domain."""
    found = report.findings
    data: dict[str, Any] = {
        "instrument": report.instrument.id,
        "version": report.instrument.version,
        "scores": {
            area.domain.id: _score_data(area.score, area.words)
            | {"lowest": [item.id for item in area.lowest]}
            for area in report.areas
        }
        | {
            one.rule.id: _score_data(one.score, one.band.label if one.band else "")
            for one in report.further
        },
        "start": list(report.start),
    }
    more: dict[str, Any] = {
        "draw": report.seed,
        "outcomes": {one.classification.id: one.id for one in found.classified},
        "alerts": [alert.id for alert in found.alerts],
        "remarks": [remark.id for remark in found.remarks],
    }
    return data | {name: value for name, value in more.items() if value}


def _score_data(score: Score, text: str) -> dict[str, Any]:
    return {
        "status": score.status,
        "value": score.value,
        "text": text,
        "answered": score.answered,
        "skipped": score.skipped,
        "did_not_apply": score.did_not_apply,
    } | ({"not_asked": score.not_asked} if score.not_asked else {})


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
