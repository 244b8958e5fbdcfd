from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.cli import main
from selfassess.authoring.cli.findings import Findings, tell
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG = Problem("a, b: 100 %\nc; d; e", ("items", 0, "stem"), "a/x,y:z.yml", 3, 7)
PLACELESS = Problem("nothing is known; nothing; look")
FOUND = Findings(2, [WRONG], [PLACELESS])


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Let both streams be a terminal in which nobody has said anything of colours."""
    del capsys
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)


def test_json_has_a_shape_with_a_number_and_null_for_what_is_not_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(FOUND, "json", quiet=False)

    printed = capsys.readouterr()
    assert printed.err == ""
    assert json.loads(printed.out) == {
        "format": 1,
        "instruments": 2,
        "courses": 0,
        "scenarios": 0,
        "problems": [
            {
                "file": "a/x,y:z.yml",
                "line": 3,
                "column": 7,
                "path": ["items", 0, "stem"],
                "message": "a, b: 100 %\nc; d; e",
            }
        ],
        "remarks": [
            {
                "file": None,
                "line": None,
                "column": None,
                "path": [],
                "message": "nothing is known; nothing; look",
            }
        ],
    }


def test_github_gets_commands_in_which_what_has_a_meaning_is_escaped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)

    tell(FOUND, "github", quiet=False)

    assert capsys.readouterr().out.splitlines() == [
        "::error file=a/x%2Cy%3Az.yml,line=3,col=7::a/x,y:z.yml:3:7: a, b: 100 %25\\nc; d; e",
        "::warning ::nothing is known; nothing; look",
        "2 instruments checked, 1 problem found, 1 remark",
    ]


def test_github_is_told_of_files_from_the_root_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))

    tell(
        Findings(1, [Problem("a; b; c", file="assessments/x.yml", line=1)], []),
        "github",
        quiet=True,
    )

    assert capsys.readouterr().out == (
        "::error file=site/assessments/x.yml,line=1::assessments/x.yml:1: a; b; c\n"
    )


def test_a_terminal_gets_colours(terminal: None, capsys: pytest.CaptureFixture[str]) -> None:
    tell(FOUND, "text", quiet=False)

    printed = capsys.readouterr()
    assert printed.err == (
        "\x1b[1ma/x,y:z.yml:3:7:\x1b[0m \x1b[31ma, b: 100 %\\nc; d; e\x1b[0m\n"
        "\x1b[33mremark: nothing is known; nothing; look\x1b[0m\n"
    )
    assert printed.out == "\x1b[31m2 instruments checked, 1 problem found, 1 remark\x1b[0m\n"


def test_what_is_right_is_green(terminal: None, capsys: pytest.CaptureFixture[str]) -> None:
    tell(Findings(1, [], []), "text", quiet=False)

    assert capsys.readouterr().out == "\x1b[32m1 instrument checked, 0 problems found\x1b[0m\n"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_may_ask_for_no_colours(
    terminal: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
) -> None:
    monkeypatch.setenv(name, value)

    tell(FOUND, "text", quiet=False)

    printed = capsys.readouterr()
    assert "\x1b" not in printed.err + printed.out


def test_a_file_gets_no_colours(capsys: pytest.CaptureFixture[str]) -> None:
    tell(FOUND, "text", quiet=False)

    printed = capsys.readouterr()
    assert "\x1b" not in printed.err + printed.out


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Begin an instrument in an empty folder, with a text of it replaced."""

    def begin(old: str = "", new: str = "") -> Path:
        monkeypatch.chdir(tmp_path)
        main(["new", "rest"])
        file = Path("assessments/rest/instrument.yml")
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return file

    return begin


def test_check_tells_programs_that_all_is_well(
    folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder()
    capsys.readouterr()

    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "format": 1,
        "instruments": 1,
        "courses": 0,
        "scenarios": 0,
        "problems": [],
        "remarks": [],
    }


def test_check_tells_programs_of_a_file_with_another_ending(
    folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder()
    file.rename(file.with_suffix(".yaml"))
    capsys.readouterr()

    assert main(["check", "--format", "json", "rest", "assessments"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["file"] == str(file.with_suffix(".yaml"))


def test_a_quiet_check_says_nothing_of_what_is_right_or_allowed(
    folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder("for a break.", "for a *break*.")
    capsys.readouterr()

    assert main(["check", "--quiet"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_a_quiet_check_tells_problems(
    folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder("domain: breaks, ", "domain: braeks, ")
    capsys.readouterr()

    assert main(["check", "--quiet"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        f'{file}:43:31: there is no such domain; "braeks"; did you mean "breaks"?\n'
    )
