from __future__ import annotations

import json
from pathlib import Path

import pytest

from selfassess.authoring.cli import main
from selfassess.authoring.cli.new import STARTER


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_instrument_says_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "rest-now"]) == 0
    folder = Path("assessments/rest-now")
    assert capsys.readouterr().out == (
        f"{folder / 'instrument.yml'}: what is asked and how it counts; open it, and put your own in\n"
        f"{folder / 'cases.yml'}: worked examples, which are checked with it\n"
        "\n"
        "Check it after every change:\n"
        "\n"
        "    selfassess check rest-now\n"
        "\n"
        "Show it on a page of your site with these three lines:\n"
        "\n"
        "```assessment\n"
        "id: rest-now\n"
        "```\n"
    )
    assert sorted(path.name for path in folder.iterdir()) == ["cases.yml", "instrument.yml"]


def test_a_new_instrument_passes_the_check_without_a_remark(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["new", "rest-now"])
    capsys.readouterr()

    assert main(["check", "rest-now"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("1 instrument checked, 0 problems found\n", "")


def test_a_new_instrument_scores_and_is_named_by_its_id(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["new", "rest-now"])
    Path("answers.json").write_text('{"breaks-away": 2, "breaks-through": 2}')
    capsys.readouterr()

    assert main(["score", "rest-now", "answers.json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["instrument"] == "rest-now"
    assert (data["scores"]["breaks"]["status"], data["scores"]["breaks"]["value"]) == ("scored", 1)
    text = Path("assessments/rest-now/instrument.yml").read_text(encoding="utf-8")
    assert "title: Rest now\n" in text
    assert STARTER.name not in text.lower()


def test_every_line_of_the_starter_that_is_no_comment_is_taken_over() -> None:
    main(["new", "other"])

    for name in ("instrument.yml", "cases.yml"):
        before = (STARTER / name).read_text(encoding="utf-8").splitlines()
        after = Path("assessments/other", name).read_text(encoding="utf-8").splitlines()
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        named = [("id: starter", "id: other"), ("title: Starter", "title: Other")]
        assert changed == (named if name == "instrument.yml" else [])


def test_what_is_there_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path("assessments/rest")
    folder.mkdir(parents=True)

    assert main(["new", "rest"]) == 2
    assert capsys.readouterr().err == (
        f"{folder}: this is there already; nothing was written; choose another id\n"
    )
    assert list(folder.iterdir()) == []


RULE = "write small letters, digits and single hyphens, a letter first"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("1st", f'this is no id for the instrument; "1st"; {RULE}, such as "n1st"'),
        ("Rest Now", f'this is no id for the instrument; "Rest Now"; {RULE}, such as "rest-now"'),
        ("../rest", f'this is no id for the instrument; "../rest"; {RULE}, such as "rest"'),
        ("", f'this is no id for the instrument; ""; {RULE}, such as "n"'),
        ("true", 'YAML does not read this as text; "true"; choose another id'),
        ("null", 'YAML does not read this as text; "null"; choose another id'),
    ],
)
def test_a_wrong_id_is_told_the_rule_and_nothing_is_written(
    empty: Path, capsys: pytest.CaptureFixture[str], wrong: str, told: str
) -> None:
    assert main(["new", wrong]) == 2
    assert capsys.readouterr().err == f"{told}\n"
    assert list(empty.iterdir()) == []


def test_the_starter_is_an_instrument_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(STARTER)]) == 0
    assert capsys.readouterr().out == "1 instrument checked, 0 problems found\n"
