"""Findings: what a check has found, told to a person, to a program or to GitHub."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from selfassess.problems import Problem

FORMAT = 1
"""The number of the shape of the JSON. A field that goes or means something else raises it."""
_RED, _YELLOW, _GREEN, _BOLD = 31, 33, 32, 1
_ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_ESCAPED_IN_PROPERTIES = _ESCAPED | {":": "%3A", ",": "%2C"}


@dataclass(frozen=True)
class Findings:
    """What was found in some instruments and courses."""

    instruments: int
    problems: Sequence[Problem]
    remarks: Sequence[Problem]
    courses: int = 0

    @property
    def summary(self) -> str:
        """How many there are of each, in a line."""
        looked = [_counted(self.instruments, "instrument")]
        looked += [_counted(self.courses, "course")] if self.courses else []
        counts = [f"{' and '.join(looked)} checked"]
        counts.append(f"{_counted(len(self.problems), 'problem')} found")
        counts += [_counted(len(self.remarks), "remark")] if self.remarks else []
        return ", ".join(counts)


def tell(findings: Findings, form: str, *, quiet: bool) -> None:
    """Print what was found in one of the `FORMS`; when `quiet`, without how much it is."""
    FORMS[form](findings)
    if form != "json" and not quiet:
        colour = _RED if findings.problems else _GREEN
        print(_painted(findings.summary, colour, sys.stdout))


def _tell_text(findings: Findings) -> None:
    for problem in findings.problems:
        print(_coloured(problem, sys.stderr, _RED), file=sys.stderr)
    for remark in findings.remarks:
        marked = replace(remark, message=f"remark: {remark.message}")
        print(_coloured(marked, sys.stderr, _YELLOW), file=sys.stderr)


def _tell_json(findings: Findings) -> None:
    """Print one object, which is there when nothing was found, too."""
    data = {
        "format": FORMAT,
        "instruments": findings.instruments,
        "courses": findings.courses,
        "problems": [_plain(each) for each in findings.problems],
        "remarks": [_plain(each) for each in findings.remarks],
    }
    print(json.dumps(data, indent=2, ensure_ascii=False))


def _tell_github(findings: Findings) -> None:
    """Print a workflow command of GitHub for each, which is shown beside the line."""
    for level, some in (("error", findings.problems), ("warning", findings.remarks)):
        for each in some:
            print(f"::{level} {_properties(each)}::{_escaped(str(each), _ESCAPED)}")


FORMS: dict[str, Callable[[Findings], None]] = {
    "text": _tell_text,
    "json": _tell_json,
    "github": _tell_github,
}
"""What prints each form: for people, for programs, for GitHub's workflows."""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _plain(problem: Problem) -> dict[str, object]:
    """Return a problem as JSON has it: null is a place that is not known."""
    return {
        "file": problem.file or None,
        "line": problem.line or None,
        "column": problem.column or None,
        "path": list(problem.path),
        "message": problem.message,
    }


def _properties(problem: Problem) -> str:
    # GitHub looks for files from the root of the repository, wherever the command runs.
    root = os.environ.get("GITHUB_WORKSPACE", ".")
    file = Path(os.path.relpath(problem.file, root)).as_posix() if problem.file else ""
    places = {"file": file, "line": problem.line, "col": problem.column}
    return ",".join(
        f"{name}={_escaped(str(value), _ESCAPED_IN_PROPERTIES)}"
        for name, value in places.items()
        if value
    )


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)


def _coloured(problem: Problem, stream: TextIO, colour: int) -> str:
    place = f"{_painted(f'{problem.place}:', _BOLD, stream)} " if problem.place else ""
    return place + _painted(problem.sentence, colour, stream)


def _painted(text: str, colour: int, stream: TextIO) -> str:
    """Return text in a colour where the stream is a terminal and nobody asked for none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if plain or not text or not stream.isatty():
        return text
    return f"\x1b[{colour}m{text}\x1b[0m"
