from __future__ import annotations

import codecs
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from selfassess.authoring.cases import CASES
from selfassess.authoring.cli import main
from selfassess.authoring.course.courses import COURSE
from selfassess.authoring.course.provider import PROVIDER
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.read.schema import schema
from selfassess.authoring.releases.released import released
from selfassess.authoring.scenario.scenarios import SCENARIO

DEMO = Path(__file__).parents[1] / "demo"
BANK = Path(__file__).parents[1] / "bank"
STRAIN = DEMO.with_name("strain")
REST = "--without=h2,h3,a1,a2,a3,g1,g2,g3"
"""What is said of a file that has a column for h1 alone."""


def test_check_is_quiet_about_what_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", str(DEMO)])

    assert code == 0
    assert capsys.readouterr().out == "1 instrument checked, 0 problems found\n"


def test_check_names_a_case_that_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(tmp_path)
    file = folder / "cases.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: 75", "value: 70", 1))

    code = main(["check", str(tmp_path)])

    assert code == 1
    assert capsys.readouterr().err == (
        f"{file}:7:42: usually, and once: hearing.value differs; expected 70.0; found 75.0\n"
    )


def test_check_wants_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(tmp_path)
    (folder / "cases.yml").unlink()

    code = main(["check", str(folder)])

    assert code == 1
    assert capsys.readouterr().err == (
        f"{folder / 'cases.yml'}: there are no worked examples; the file is missing; "
        "write at least one case\n"
    )


def test_an_empty_list_of_cases_is_no_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = copied(tmp_path) / "cases.yml"
    cases.write_text("cases: []\n", encoding="utf-8")

    code = main(["check", str(cases.parent)])

    assert code == 1
    assert capsys.readouterr().err == (
        f"{cases}:1:8: there are no worked examples; the list is empty; write at least one case\n"
    )


def test_check_looks_at_the_translations_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    (folder / "cy.yml").write_text("version: 0.9", encoding="utf-8")
    (folder / "de.yml").write_text("title: [", encoding="utf-8")

    main(["check", str(folder)])

    found = capsys.readouterr().err.splitlines()
    assert found[0].startswith(f"{folder / 'cy.yml'}:1:1: a translation is missing; ")
    assert found[-1].startswith(f"{folder / 'de.yml'}:1:8: a bracket is never closed; ")


def test_check_wants_the_folder_named_by_the_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path, "other")

    main(["check", str(folder)])

    assert capsys.readouterr().err == (
        f"{folder / 'instrument.yml'}:1:5: the folder is not named by the id; "
        '"demo" in the folder "other"; rename one\n'
    )


def test_check_prints_remarks_and_ends_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    edit(folder / "instrument.yml", "I waited.", "I *waited*.")
    edit(folder / "instrument.yml", "label: Seldom", "label: Always")

    code = main(["check", str(folder)])

    printed = capsys.readouterr()
    assert code == 0
    assert printed.err == (
        f"{folder}/instrument.yml:35:20: remark: texts are plain, and readers see Markdown "
        'as it stands; "*waited*"; say it in words alone\n'
        f'{folder}/instrument.yml:20:27: remark: two options have one label; "Always"; '
        "mend one of them\n"
    )
    assert printed.out == "1 instrument checked, 0 problems found, 2 remarks\n"


def test_a_remark_stands_in_no_way_of_a_release(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "instrument.yml", "I waited.", "I *waited*.")

    assert main(["release", str(folder)]) == 0


@pytest.mark.parametrize("arguments", [[], ["demo"], ["assessments/demo", "demo"]])
def test_check_finds_instruments_as_other_commands_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    (tmp_path / "assessments").mkdir()
    copied(tmp_path / "assessments")
    monkeypatch.chdir(tmp_path)

    assert main(["check", *arguments]) == 0
    assert capsys.readouterr().out == "1 instrument checked, 0 problems found\n"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["check", "gone"], "gone: there is no such file or folder; "),
        (["check"], "assessments: there is no such file or folder; "),
        (["trace", "gone", "h1=1"], "gone: there is no such file or folder; "),
        (["cases", "gone"], "gone: there is no such file or folder; "),
        (["release", "gone"], "gone: there is no such file or folder; "),
        (["diff", "gone"], "gone: there is no such file or folder; "),
        (["trace", str(DEMO), "--only", "askng"], 'there is no such domain; "askng"; '),
        (["trace", str(DEMO), "--only", ""], 'there is no such domain; ""; '),
    ],
)
def test_what_a_command_names_and_is_not_there_ends_with_two(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(command) == 2
    assert capsys.readouterr().err.startswith(told)


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("gone", "check its name"),
        ("deno", 'did you mean "demo"?'),
        ("assessments/deno", 'did you mean "assessments/demo"?'),
        ("asessments/Demo/instrumnt.yml", 'did you mean "assessments/demo/instrument.yml"?'),
        ("others/demoo", 'did you mean "others/demos"?'),
    ],
)
def test_a_path_that_is_not_there_is_told_with_where_it_was_looked_for_and_what_is_near(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: str,
    remedy: str,
) -> None:
    (tmp_path / "assessments").mkdir()
    (tmp_path / "others/demos").mkdir(parents=True)
    copied(tmp_path / "assessments")
    monkeypatch.chdir(tmp_path)

    assert main(["check", given]) == 2
    assert capsys.readouterr().err == (
        f"{given}: there is no such file or folder; it was looked for here and in assessments/; "
        f"{remedy}\n"
    )


@pytest.mark.parametrize(
    ("given", "taken"), [("demo", "assessments/demo"), ("./demo", "demo"), ("demo/", "demo")]
)
def test_a_name_alone_is_an_id_before_it_is_a_folder_of_this_name(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: str,
    taken: str,
) -> None:
    (tmp_path / "assessments").mkdir()
    copied(tmp_path / "assessments")
    copied(tmp_path)
    monkeypatch.chdir(tmp_path)

    main(["release", given])

    assert capsys.readouterr().out == f"{Path(taken) / 'released/1.0.json'}\n"


def test_one_area_can_be_traced(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(DEMO), "a1=1", "--only", "asking"]) == 0
    assert "Asking" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wanted", "written"),
    [
        ("instrument.yml", "instrument.yaml"),
        ("instrument.yml", "instrument.yml.txt"),
        ("course.yml", "course.yml.txt"),
        ("provider.yml", "provider.yaml"),
    ],
)
def test_another_ending_of_the_file_is_named(
    wanted: str, written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    file = (folder / "instrument.yml").rename(folder / written)

    code = main(["check", str(tmp_path)])

    assert code == 1
    assert capsys.readouterr().err == (
        f"{file}: only {wanted} is read; this file has another ending; rename it\n"
    )


@pytest.mark.parametrize("command", [["check"], ["score", "demo"]])
def test_a_name_that_no_file_can_have_is_told_in_a_short_line(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "a" * 100_000]) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert len(line) < 200
    assert line.endswith(
        "a: no file can have so long a name; it was not looked for; write a shorter one"
    )


def test_a_full_disk_is_told_in_a_sentence() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no full disk to try")
    with full.open("w") as out:
        done = subprocess.run(
            [sys.executable, "-m", "selfassess", "schema"],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr == (
        "the output: this can not be read or written; No space left on device; "
        "mend that and run the command again, because what it wrote is not complete\n"
    )


def test_a_file_where_a_folder_has_to_be_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    (folder / "released").write_text("", encoding="utf-8")

    code = main(["release", str(folder)])

    assert code == 1
    assert capsys.readouterr().err == (
        f"{folder / 'released'}: released versions are kept in a folder of this name; "
        "found a file; rename the file\n"
    )


@pytest.mark.parametrize("name", ["instrument.yml", "cases.yml", "de.yml"])
def test_a_folder_where_a_file_has_to_be_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = copied(tmp_path)
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()

    code = main(["check", str(folder)])

    assert code == 1
    assert capsys.readouterr().err == (
        f"{folder / name}: the file can not be read; Is a directory; check its name\n"
    )


def test_check_of_nothing_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", str(tmp_path)])

    assert code == 2
    assert (
        capsys.readouterr().err == f"{tmp_path}: no instrument.yml was found here; check the path\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("status: scored, value: 2", "status: provisional, value: 2", "growing.status differs"),
        ("start: []", "start: [hearing]", "the start differs"),
        ("lowest: {growing: [g2]}", "lowest: {growing: [g1]}", "the lowest of growing differ"),
        ("        growing: {", "        growth: {", "the areas differ"),
        ("h2: 1", "h2: 9", 'the answer to "h2" is not an option'),
        ("default: 3", "default: 3\n    only: nowhere", "there is no such domain"),
        (
            "      start:",
            "      alerts: [danger]\n      start:",
            "the alerts differ",
        ),
    ],
)
def test_a_case_fails_on_every_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, expected: str
) -> None:
    folder = copied(tmp_path)
    file = folder / "cases.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    code = main(["check", str(folder)])

    assert code == 1
    assert expected in capsys.readouterr().err


def test_an_alert_that_no_case_raises_is_a_problem_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path, "strain", STRAIN)
    cases = (folder / "cases.yml").read_text(encoding="utf-8")
    without = cases[: cases.index("  - name: every sign")] + cases[cases.index("  - name: noth") :]
    (folder / "cases.yml").write_text(without, encoding="utf-8")

    code = main(["check", "--quiet", str(folder)])

    assert code == 1
    assert capsys.readouterr().err == (
        f'{folder}/instrument.yml:119:5: no case raises this alert; "much" is expected nowhere in '
        "cases.yml; write a case that raises it\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "alerts: [not-alone, much]",
            "alerts: [not-alone, mush]",
            'there is no such alert; "mush"; did you mean "much"?',
        ),
        (
            "remarks: [short-rest]",
            "remarks: [short-nap]",
            'there is no such remark; "short-nap"; did you mean "short-rest"?',
        ),
        (
            "outcomes: {pattern: met}",
            "outcomes: {patterns: met}",
            'there is no such classification; "patterns"; did you mean "pattern"?',
        ),
        (
            "outcomes: {pattern: met}",
            "outcomes: {pattern: let}",
            'there is no such outcome; "let"; did you mean "met"?',
        ),
    ],
)
def test_a_case_that_expects_an_unknown_id_is_told_the_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, expected: str
) -> None:
    folder = copied(tmp_path, "strain", STRAIN)
    cases = (folder / "cases.yml").read_text(encoding="utf-8")
    assert old in cases
    (folder / "cases.yml").write_text(cases.replace(old, new, 1), encoding="utf-8")
    line = cases[: cases.index(old)].count("\n") + 1

    code = main(["check", str(folder)])

    assert code == 1
    (told,) = (one for one in capsys.readouterr().err.splitlines() if expected in one)
    assert told.startswith(f"{folder / 'cases.yml'}:{line}:")


def test_a_misspelt_case_is_placed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(tmp_path)
    file = folder / "cases.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("default:", "defalt:"))

    main(["check", str(folder)])

    assert capsys.readouterr().err == (
        f'{file}:3:13: this field is not known; "defalt"; did you mean "default"?\n'
    )


def test_trace_shows_every_stage(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["trace", str(DEMO), "h1=3", "h2=1"])

    out = capsys.readouterr().out
    assert code == 0
    for stage in ("Instrument", "Answers", "Scores", "Report", "HTML"):
        assert f"── {stage} ─" in out


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("self-review", "Where you might start: nothing stands out"),
        ("quick-check", "Growing: not enough answers"),
        ("questionnaire", "Growing: not enough answers"),
    ],
)
def test_trace_says_where_one_might_start_where_a_report_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, last: str
) -> None:
    folder = copied(tmp_path)
    edit(folder / "instrument.yml", "kind: self-review", f"kind: {kind}")

    main(["trace", str(folder), "h1=3"])

    report = capsys.readouterr().out.partition("── Report ")[2].partition("\n── HTML")[0]
    assert report.strip().splitlines()[-1] == last


def test_trace_shows_the_draw_of_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["trace", str(BANK), "watched=2", "--seed", "k3f9"])

    out = capsys.readouterr().out
    assert code == 0
    assert "welcome name-finch name-crane steps-cage watched counted fed how-many\n" in out
    assert "Drawn with the code k3f9." in out


def test_score_takes_the_code_of_a_draw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"name-finch": "right", "name-owl": "right"}')

    main(["score", str(BANK), str(file), "--seed", "k3f9"])

    data = json.loads(capsys.readouterr().out)
    assert data["draw"] == "k3f9"
    assert (data["scores"]["facts"]["answered"], data["scores"]["facts"]["skipped"]) == (1, 2)


def test_a_code_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["trace", str(BANK), "watched=2", "--seed", "K"])

    assert code == 1
    assert capsys.readouterr().err == (
        'this is no code of a draw; found "K"; write one such as k3f9 or k3f9.2\n'
    )


def test_the_cases_of_a_bank_name_their_draws(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(BANK)]) == 0
    assert capsys.readouterr().out == "1 instrument checked, 0 problems found\n"


def test_trace_takes_one_answer_to_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["trace", str(DEMO), "h1=1", "h1=2"])

    assert code == 1
    assert capsys.readouterr().err == 'an answer stands twice; "h1"; leave one\n'


def test_trace_wants_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["trace", str(DEMO), "h1"])

    assert code == 2
    assert capsys.readouterr().err == ('this is no answer; "h1"; write item=value, such as q1=3\n')


def test_score_reads_json_with_the_byte_order_mark_of_an_editor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"h1": 3, "h2": 1, "h3": 3}', encoding="utf-8-sig")

    code = main(["score", str(DEMO), str(file)])

    assert code == 0
    assert json.loads(capsys.readouterr().out)["scores"]["hearing"]["value"] == 75


def test_score_reads_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"h1": 3, "h2": 1, "h3": 3}')

    code = main(["score", str(DEMO), str(file)])

    data = json.loads(capsys.readouterr().out)
    assert code == 0
    assert data["scores"]["hearing"]["value"] == 75
    assert data["scores"]["asking"]["status"] == "not-enough"


def test_score_gives_a_row_for_every_respondent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("respondent,h1,h2\nanna,3,1\nben,,did-not-apply\n")

    code = main(["score", str(DEMO), str(file), REST.replace("h2,", "")])

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert [row["respondent"] for row in rows] == ["anna", "ben"]
    assert rows[1]["scores"]["hearing"]["did_not_apply"] == 1


def test_score_gives_a_table_where_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ANSWERS.CSV"
    file.write_text("respondent,h1,h2\nanna,3,1\nben,,\n")

    code = main(["score", "--csv", str(DEMO), str(file), REST.replace("h2,", "")])

    head, *lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert head.startswith("respondent,instrument,version,hearing.status,hearing.value,")
    assert [line[:22] for line in lines] == ["anna,demo,1.0,scored,7", "ben,demo,1.0,not-enoug"]


@pytest.mark.parametrize(
    ("option", "name", "expected"),
    [
        (
            ["--csv"],
            "a.json",
            "--csv is for many respondents; this is no table; leave --csv out",
        ),
        (
            ["--seed", "k3f9"],
            "a.csv",
            '--seed is for one respondent; this is a table; give it a column "_seed"',
        ),
    ],
)
def test_an_option_that_does_not_fit_the_file_is_a_problem(
    capsys: pytest.CaptureFixture[str], option: list[str], name: str, expected: str
) -> None:
    code = main(["score", *option, str(DEMO), name])

    assert code == 2
    assert capsys.readouterr().err == f"{name}: {expected}\n"


def test_score_gives_the_rows_that_are_right_and_tells_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("respondent,h1\nanna,3\nben,9\ncleo,2\n")

    code = main(["score", str(DEMO), str(file), REST])

    printed = capsys.readouterr()
    assert code == 1
    rows = [json.loads(line)["respondent"] for line in printed.out.splitlines()]
    assert rows == ["anna", "cleo"]
    assert printed.err.splitlines() == [
        f"{file}: 1 of 9 answers have a column",
        f"{file}: without a column: h2, h3, a1, a2, a3, g1, g2, g3",
        f'{file}:3: the answer to "h1" is not an option; found "9"; '
        "write 0, 1, 2, 3, 4 or did-not-apply",
        f"{file}: 1 of 3 rows can not be used; what is wrong is told above; mend it",
    ]


def test_reliability_shows_a_table_for_each_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["reliability", str(DEMO), str(respondents(tmp_path)), ASKING])

    heads = [block.splitlines()[0] for block in capsys.readouterr().out.split("\n\n")]
    assert code == 0
    assert heads == [
        "Hearing (hearing): mean of 3; 2 respondents, 0 of them complete",
        "Asking (asking): mean of 3; 2 respondents, 2 of them complete",
        "Growing (growing): count of 3; 2 respondents, 0 of them complete",
    ]


def test_reliability_gives_its_figures_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["reliability", "--json", str(DEMO), str(respondents(tmp_path)), ASKING])

    data = json.loads(capsys.readouterr().out)
    assert (data["instrument"], data["version"]) == ("demo", "1.0")
    assert data["scores"]["asking"]["alpha"] == {
        "value": 0.75,
        "n": 2,
        "missing": "listwise: all parts answered",
        "reason": "",
    }


def test_reliability_is_not_told_of_a_file_with_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = respondents(tmp_path)
    file.write_text(file.read_text() + "7,0,0\n")

    code = main(["reliability", str(DEMO), str(file), ASKING])

    printed = capsys.readouterr()
    assert (code, printed.out) == (1, "")
    assert f'{file}:4: the answer to "a1" is not an option; found "7"; ' in printed.err


ASKING = "--without=h1,h2,h3,g1,g2,g3"


def respondents(tmp_path: Path) -> Path:
    file = tmp_path / "answers.csv"
    file.write_text("a1,a2,a3\n1,2,2\n2,2,3\n")
    return file


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no name here")
@pytest.mark.parametrize("command", ["score", "reliability"])
def test_a_table_that_comes_through_a_pipe_is_refused_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    pipe = tmp_path / "a.csv"
    os.mkfifo(pipe)

    assert main([command, str(DEMO), str(pipe)]) == 2
    told = "this is a pipe; a table is read more than once; write it into a file first"
    assert capsys.readouterr().err == f"{pipe}: {told}\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no name here")
def test_answers_of_one_respondent_that_come_through_a_pipe_are_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "a.json"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "selfassess", "score", str(DEMO), str(pipe)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as scoring:
        pipe.write_text('{"h1": 4, "h2": 0}')
        try:
            told, _ = scoring.communicate(timeout=20)
        finally:
            scoring.kill()
    assert json.loads(told)["scores"]["hearing"]["value"] == 100


def test_a_definition_in_another_encoding_is_not_taken_for_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"resourceType": "Questionnaire"}', encoding="utf-16")

    assert main(["score", str(DEMO), str(file)]) == 2
    assert "this is a FHIR Questionnaire; answers are an object" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_answers_are_read_as_any_shell_writes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"h1": 4, "h2": 0}', encoding=encoding)

    assert main(["score", str(DEMO), str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["scores"]["hearing"]["value"] == 100


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_answers_in_another_encoding_are_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mark: bytes
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(mark + '{"h1": "für"}'.encode("cp1252"))

    assert main(["score", str(DEMO), str(file)]) == 1
    expected = f"{file}: this is not UTF-8; found the byte 0xfc; save the file as UTF-8\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "a.json",
            "{",
            "{file}:1:2: this can not be read as JSON; "
            "a name in double quotes has to stand here; mend it here",
        ),
        (
            "a.json",
            '{"h1": 1,\n "h2" 2}',
            "{file}:2:7: this can not be read as JSON; a colon is missing behind a name; ",
        ),
        ("a.json", '{"h1": 1 2}', "{file}:1:10: this can not be read as JSON; a comma or "),
        ("a.json", '{"h1": "\\q"}', "{file}:1:9: this can not be read as JSON; a backslash "),
        ("a.json", "{}\n2", "{file}:2:1: this can not be read as JSON; more text stands "),
        ("a.json", "", "{file}:1:1: this can not be read as JSON; the file is empty; "),
        (
            "a.json",
            '{"h1": 3,\n\n "h2": ' + "9" * 5_000 + "}",
            "{file}: a number is too long; it has 5,000 digits; shorten it\n",
        ),
        (
            "a.json",
            '{"h1": 3,\n\n "h2": 7}',
            '{file}:3: the answer to "h2" is not an option; found 7; write ',
        ),
        ("a.json", '{"h1": null,\n "ä": 7}', '{file}:2: there is no such item; "ä"; '),
        (
            "a.json",
            '{"zz": "\\"h1\\": 1",\n "h1": 7}',
            '{file}:1: there is no such item; "zz"; ',
        ),
        (
            "a.json",
            '{"h1": 1, "h1": 2}',
            '{file}: a name stands twice; "h1"; keep one of them',
        ),
        (
            "a.json",
            "[1]",
            '{file}: the answers are no object; found a list; write {{"item": value, …}}',
        ),
        ("a.json", '{"zz": 1}', '{file}:1: there is no such item; "zz"; known are: '),
    ],
)
def test_bad_answers_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, expected: str
) -> None:
    file = tmp_path / name
    file.write_text(text)

    code = main(["score", str(DEMO), str(file)])

    assert code == 1
    assert capsys.readouterr().err.startswith(expected.format(file=file))


def test_the_cases_are_shown_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["cases", str(DEMO)])

    assert code == 0
    assert capsys.readouterr().out == (
        "ok   usually, and once\n"
        "       hearing             scored            75  Usually\n"
        "       asking              scored            75  Usually\n"
        "       growing             scored             2  2 of 3\n"
    )


def test_further_scores_are_among_the_scores(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    file = folder / "instrument.yml"
    with file.open("a", encoding="utf-8") as text:
        text.write(
            "scores:\n"
            "  - {id: total, title: All, of: [h1, h2, h3],\n"
            "     scoring: {method: sum, missing: {rule: prorate, minimum: 1}}}\n"
        )
    answers = tmp_path / "answers.json"
    answers.write_text('{"h1": 2}')

    main(["score", str(folder), str(answers)])

    assert json.loads(capsys.readouterr().out)["scores"]["total"] == {
        "status": "scored",
        "value": 6,
        "raw": 6,
        "text": "",
        "band": None,
        "answered": 1,
        "skipped": 2,
        "did_not_apply": 0,
        "not_asked": 0,
    }


def test_a_release_is_written_beside_the_definition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)

    code = main(["release", str(folder)])

    path = folder / "released" / "1.0.json"
    assert code == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert json.loads(path.read_text(encoding="utf-8"))["id"] == "demo"


def test_a_version_that_is_released_before_is_not_said_to_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    main(["release", str(folder)])
    capsys.readouterr()

    assert main(["release", str(folder)]) == 0
    assert capsys.readouterr().out == (
        f"{folder / 'released/1.0.json'}: released before; it stays as it is\n"
    )


def test_a_copy_with_the_released_versions_of_another_is_told_to_delete_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    main(["release", str(folder)])
    other = folder.rename(tmp_path / "other")
    edit(other / "instrument.yml", "id: demo", "id: other")
    edit(other / "instrument.yml", 'version: "1.0"', 'version: "0.1"')
    capsys.readouterr()

    assert main(["check", str(other)]) == 1
    assert capsys.readouterr().err == (
        f"{other / 'released/1.0.json'}: this is a released version of another instrument; "
        '"demo", and this is "other"; if this is a copy, delete its released/; '
        "else restore the id\n"
    )


@pytest.mark.parametrize(
    ("text", "place"), [("usually, and once # or so", "2:29"), ("text: Usually # or so", "7:73")]
)
def test_a_comment_that_cuts_a_text_of_a_case_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, place: str
) -> None:
    folder = copied(tmp_path)
    file = folder / "cases.yml"
    before = text.partition(" #")[0]
    after = "}" if "text" in text else ""
    edit(file, before + after, text + "\n          }" * bool(after))

    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().err == (
        f"{file}:{place}: a comment stands behind a text, and readers do not see it; it begins "
        "with #; put quotes round a text that holds a #, and a comment on a line of its own\n"
    )


def test_an_instrument_can_be_named_by_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "assessments").mkdir()
    copied(tmp_path / "assessments")
    monkeypatch.chdir(tmp_path)

    assert main(["release", "demo"]) == 0
    assert capsys.readouterr().out == f"{Path('assessments/demo/released/1.0.json')}\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "instrument.yml",
            "scale: recent}",
            "scale: recnt}",
            'instrument.yml:41:58: there is no such scale; "recnt"; did you mean "recent"?',
        ),
        ("cases.yml", "value: 2,", "value: 1,", "growing.value differs; expected 1.0; found 2"),
    ],
)
def test_what_has_problems_is_not_released(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    old: str,
    new: str,
    expected: str,
) -> None:
    folder = copied(tmp_path)
    edit(folder / file, old, new)

    code = main(["release", str(folder)])

    assert code == 1
    assert expected in capsys.readouterr().err
    assert not (folder / "released").exists()


def test_a_change_of_a_released_version_has_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    main(["release", str(folder)])
    edit(folder / "instrument.yml", "I waited.", "I waited a little.")
    capsys.readouterr()

    code = main(["check", str(folder)])

    assert code == 1
    assert capsys.readouterr().err == (
        f'{folder / "instrument.yml"}:35:20: version "1.0" has been released; '
        'item "h1": `stem` was "I waited.", is "I waited a little."; '
        "give it a new version with an entry of kind typo or wording in `changes`, "
        "and run `selfassess release demo`\n"
    )
    assert main(["release", str(folder)]) == 1


def test_a_new_version_that_says_what_changed_is_released(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    main(["release", str(folder)])
    first = (folder / "released" / "1.0.json").read_bytes()
    reword(folder, "wording")

    assert main(["check", str(folder)]) == main(["release", str(folder)]) == 0
    assert released(folder / "released") == ["1.0", "1.1"]
    assert (folder / "released" / "1.0.json").read_bytes() == first


def test_a_difference_that_is_declared_ends_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    main(["release", str(folder)])
    reword(folder, "typo")
    capsys.readouterr()

    code = main(["diff", str(folder)])

    assert code == 0
    assert capsys.readouterr().out.startswith("demo (en), from version 1.0 to 1.1\n")


def test_a_difference_that_is_not_declared_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    main(["release", str(folder)])
    reword(folder, "scoring")
    capsys.readouterr()

    code = main(["diff", str(folder), "1.0"])

    assert code == 1
    assert capsys.readouterr().err == (
        '`changes` says only scoring; item "h1": `stem` was "I waited.", is "I waited a little."; '
        "add an entry of kind typo or wording\n"
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("chek", 'there is no such command; "chek"; did you mean "check"?\n'),
        (
            "zzz",
            'there is no such command; "zzz"; known are: cases, check, course, diff, new, '
            "release, reliability, schema, score, trace\n",
        ),
    ],
)
def test_a_misspelt_command_is_told_the_one_that_is_meant(
    capsys: pytest.CaptureFixture[str], wrong: str, told: str
) -> None:
    assert main([wrong, "--format=json"]) == 2
    assert capsys.readouterr().err == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            ["check", "--formt=json"],
            'there is no such option of "check"; "--formt"; did you mean "--format"?\n',
        ),
        (
            ["score", "rest", "--decimals", "comma", "a.csv"],
            'there is no such option of "score"; "--decimals"; did you mean "--decimal"?\n',
        ),
        (
            ["schema", "--json"],
            'there is no such option of "schema"; "--json"; known are: --help, --write\n',
        ),
    ],
)
def test_a_misspelt_option_is_told_the_one_that_is_meant(
    capsys: pytest.CaptureFixture[str], line: list[str], told: str
) -> None:
    assert main(line) == 2
    assert capsys.readouterr().err == told


@pytest.mark.parametrize(
    "wrong", [[], ["check", "--format=xml"], ["score", "rest", "a.csv", "b.csv"]]
)
def test_what_a_command_line_can_not_say_ends_with_two(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(wrong)

    assert caught.value.code == 2


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["schema"])

    assert capsys.readouterr().out == schema(INSTRUMENT)


def test_the_schemas_are_written_beside_the_instruments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("assessments").mkdir()

    assert main(["schema", "--write"]) == 0
    kinds = (INSTRUMENT, CASES, COURSE, PROVIDER, SCENARIO)
    types = ("instrument", "cases", "course", "provider", "scenario")
    names = [f"assessments/{name}.schema.json" for name in types]
    assert capsys.readouterr().out.splitlines() == [str(Path(name)) for name in names]
    assert [Path(name).read_text(encoding="utf-8") for name in names] == [
        schema(kind) for kind in kinds
    ]


def test_schemas_are_written_only_where_instruments_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["schema", "--write"]) == 2
    assert capsys.readouterr().err == (
        "assessments: there is no such folder; it was looked for here; run this beside it\n"
    )


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "selfassess", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip().count(".") == 2


def copied(tmp_path: Path, name: str = "demo", of: Path = DEMO) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    for file in of.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def reword(folder: Path, kind: str) -> None:
    """Make version 1.1 with another stem, and say that it is of this kind."""
    file = folder / "instrument.yml"
    edit(file, "I waited.", "I waited a little.")
    edit(file, 'version: "1.0"', 'version: "1.1"')
    with file.open("a", encoding="utf-8") as text:
        text.write(
            "changes:\n"
            f'  - {{version: "1.1", date: "2026-11-23", kind: {kind}, what: A little.}}\n'
            '  - {version: "1.0", date: "2026-11-22", kind: first, what: The first.}\n'
        )
