from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

DEMO = Path(__file__).parents[2] / "demo"
EVERY = "h1,h2,h3,a1,a2,a3,g1,g2,g3"
GOOD = f"respondent,{EVERY}\n=anna,3,1,3,2,2,2,1,1,1\n"


@pytest.fixture
def answers(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of answers."""

    def write(text: str, name: str = "a.csv") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_the_columns_are_told_before_anything_is_scored(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers(f"age,{EVERY}\n40,3,1,3,2,2,2,1,1,1\n")

    code = main(["score", str(DEMO), str(file)])

    printed = capsys.readouterr()
    assert code == 0
    assert len(printed.out.splitlines()) == 1
    assert printed.err.splitlines() == [
        f"{file}: 9 of 9 answers have a column",
        f"{file}: ignored, because they are no items: age",
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("3,,3,2,2,,1,1,1\n2,,1,2,2,,1,1,1\n", "h2, a3"),
        ("3,,3,2,2,,1,1,1\n2,,1,2,2,1,1,1,1\n", "h2"),
        ("3,,3,2,2,,1,1,1\n", ""),
        ("3,,3,2,2,2,1,1,1\n2,0,1,2,2,1,1,1,1\n", ""),
    ],
)
def test_columns_that_count_and_in_which_nobody_answered_are_told_in_the_end(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str], rows: str, told: str
) -> None:
    file = answers(f"{EVERY}\n{rows}")

    assert main(["score", str(DEMO), str(file)]) == 0

    found = (
        f"{file}: nobody answered this, and it counts; {told}; "
        "if there were answers, look where the file lost them"
    )
    assert capsys.readouterr().err.splitlines()[1:] == ([found] if told else [])


@pytest.mark.parametrize("command", [["score"], ["score", "--csv"], ["reliability"]])
def test_a_file_without_the_column_of_an_item_ends_with_two_and_gives_nothing(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    file = answers("respondent,h1\nanna,3\n")

    code = main([*command, str(DEMO), str(file)])

    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert ": 8 items have no column; h2, h3, a1, a2, a3, g1, g2, g3; " in printed.err


def test_a_line_that_is_cut_off_ends_with_one_and_the_others_are_scored(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers(f"{GOOD}ben,3,1")

    code = main(["score", str(DEMO), str(file)])

    printed = capsys.readouterr()
    assert code == 1
    assert [json.loads(line)["respondent"] for line in printed.out.splitlines()] == ["=anna"]
    assert f"{file}:3: this row has fewer cells than the header; 3 of 10; " in printed.err


def test_codes_for_missing_can_be_named(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers(f"{GOOD}ben,NA,-99,3,2,2,2,1,1,1\n")

    code = main(["score", "--missing=NA,-99", str(DEMO), str(file)])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert lines[1]["scores"]["hearing"]["skipped"] == 2


@pytest.mark.parametrize(("name", "text"), [("a.tsv", "\t"), ("a.txt", ";"), ("answers", ",")])
def test_a_table_may_be_called_otherwise(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    file = answers(GOOD.replace(",", text), name)

    assert main(["score", str(DEMO), str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["respondent"] == "=anna"


def test_json_may_be_called_otherwise_too(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(DEMO), str(answers('{"h1": 3}', "answers"))]) == 0
    assert "respondent" not in json.loads(capsys.readouterr().out)


def test_a_workbook_is_named_for_what_it_is(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers("PK\x03\x04", "a.xlsx")

    assert main(["score", str(DEMO), str(file)]) == 2
    assert capsys.readouterr().err == (
        f'{file}: this is a ZIP archive; a table is read as text; save it there as "CSV UTF-8"\n'
    )


@pytest.mark.parametrize("name", ["gone.json", "gone.csv"])
def test_a_file_that_is_not_there_ends_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["score", str(DEMO), str(tmp_path / name)]) == 2
    assert capsys.readouterr().err == (
        f"{tmp_path / name}: there is no such file; it was looked for here; check its name\n"
    )


@pytest.mark.parametrize("command", ["score", "reliability"])
def test_a_misspelt_file_is_told_the_one_that_is_meant(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str], command: str
) -> None:
    file = answers(GOOD, "answers.csv")
    wrong = file.with_name("answer.csv")

    assert main([command, str(DEMO), str(wrong)]) == 2
    assert capsys.readouterr().err == (
        f"{wrong}: there is no such file; it was looked for here; "
        f'did you mean "{file.as_posix()}"?\n'
    )


@pytest.mark.parametrize("option", [[], ["--csv"], ["--for-spreadsheet=comma"]])
def test_scores_go_into_a_new_file_as_they_would_be_printed(
    answers: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    option: list[str],
) -> None:
    command = ["score", str(DEMO), str(answers(GOOD.replace("=anna", "多い"))), *option]
    main(command)
    printed = capsys.readouterr().out

    assert main([*command, "--out", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "out").read_bytes() == printed.encode()


def test_the_scores_of_one_go_into_a_new_file_too(
    answers: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers('{"h1": 3}', "a.json")

    assert main(["score", str(DEMO), str(file), "--out", str(tmp_path / "out")]) == 0
    assert json.loads((tmp_path / "out").read_text(encoding="utf-8"))["instrument"] == "demo"
    assert capsys.readouterr().out == ""


def test_a_file_that_is_there_is_not_written_over(
    answers: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = answers("kept", "out")

    assert main(["score", str(DEMO), str(answers(GOOD)), "--out", str(old)]) == 2
    assert capsys.readouterr().err.endswith(
        f"{old}: this file is there already; nothing was written; name another, or delete it\n"
    )
    assert old.read_text() == "kept"


def test_a_refused_file_of_answers_leaves_no_file_of_scores(
    answers: Callable[..., Path], tmp_path: Path
) -> None:
    file = answers("respondent,h1\nanna,3\n")

    assert main(["score", str(DEMO), str(file), "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


def test_answers_in_the_form_of_another_tool_are_named(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers('{"resourceType": "QuestionnaireResponse", "item": []}', "a.json")

    assert main(["score", str(DEMO), str(file)]) == 2
    assert capsys.readouterr().err == (
        f"{file}: this is a FHIR QuestionnaireResponse; answers are an object by item; "
        'write {"item": value, …}\n'
    )


def test_who_answered_nothing_is_counted_in_reliability(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers(f"{EVERY}\n3,1,3,2,2,2,1,1,1\n,,,,,,,,\n\n2,1,2,2,1,2,1,1,0\n")

    main(["reliability", "--json", str(DEMO), str(file)])

    asking = json.loads(capsys.readouterr().out)["scores"]["asking"]
    assert (asking["respondents"], asking["complete"]) == (3, 2)
    assert [part["skipped"] for part in asking["parts"]] == [1, 1, 1]


@pytest.mark.parametrize(
    ("command", "done"),
    [
        ("score", "each row is scored by itself; delete one if it is there by mistake"),
        ("reliability", "each row is counted as a person of its own; keep one of each"),
    ],
)
@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("anna ben anna anna", '4: a respondent stands in more than one row; "anna" stands here'),
        ("1 2 1 2", '4: a respondent stands in more than one row; "1" stands here'),
        ("anna ben cleo", ""),
        ("3 - 3 -", '4: a respondent stands in more than one row; "3" stands here'),
        ("2 - - 1", ""),
    ],
)
def test_who_stands_in_two_rows_is_told(
    answers: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    command: str,
    done: str,
    names: str,
    told: str,
) -> None:
    rows = [
        f"{name.strip('-')},{at % 3},1,3,2,2,2,1,1,1\n" for at, name in enumerate(names.split())
    ]
    file = answers(f"respondent,{EVERY}\n{''.join(rows)}")

    assert main([command, str(DEMO), str(file)]) == 0
    printed = capsys.readouterr()
    more = ", and 2 do" if names == "1 2 1 2" else ""
    expected = [f"{file}:{told} again{more}; {done}"] if told else []
    assert printed.err.splitlines()[1:] == expected
    if command == "score":
        assert len(printed.out.splitlines()) == len(rows)


def test_a_table_for_a_spreadsheet_runs_nothing_and_is_read_again(
    answers: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["score", "--for-spreadsheet=comma", str(DEMO), str(answers(GOOD))])

    head, line = capsys.readouterr().out.splitlines()
    assert head.startswith("\ufeffrespondent;instrument;version;hearing.status;")
    assert line.startswith("'=anna;demo;1.0;scored;75,0;3,0;")
    again = answers(GOOD.replace("=anna", line.partition(";")[0]), "again.csv")
    main(["score", str(DEMO), str(again)])
    assert json.loads(capsys.readouterr().out)["respondent"] == "=anna"


@pytest.mark.parametrize(
    ("option", "named"),
    [
        ("--for-spreadsheet=point", "--for-spreadsheet"),
        ("--missing=NA", "--missing, --without or --decimal"),
    ],
)
def test_what_is_said_of_a_table_fits_no_json(
    capsys: pytest.CaptureFixture[str], option: str, named: str
) -> None:
    assert main(["score", option, str(DEMO), "a.json"]) == 2
    assert capsys.readouterr().err == (
        f"a.json: {named} is for many respondents; this is no table; leave {named} out\n"
    )


@pytest.mark.parametrize("command", [["trace", str(DEMO), "h1=3"], ["score", str(DEMO)]])
def test_output_is_utf_8_whatever_the_system_says(
    answers: Callable[..., Path], command: list[str]
) -> None:
    file = [str(answers(GOOD.replace("=anna", "多い")))] if command[0] == "score" else []
    made = subprocess.run(
        [sys.executable, "-m", "selfassess", *command, *file],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=True,
    )
    assert ("多い" if file else "── Report ─") in made.stdout.decode("utf-8")
