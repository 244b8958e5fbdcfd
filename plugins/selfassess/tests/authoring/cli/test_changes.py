"""A course that changes after its release, on the command line from the first file to the last."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import new_course
import pytest

from selfassess.authoring.cli import main
from selfassess.authoring.releases.released import released

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = new_course.TODAY.isoformat()
TOMORROW = (new_course.TODAY + timedelta(days=1)).isoformat()
FILE = "assessments/courses/birds/course.yml"
FIRST = f'  - {{version: "0.1", date: "{TODAY}", kind: first, nature: substance, what: First.}}\n'


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """The file of an open course that was released with its test; the folder is the working one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    main(["course", "new", "birds"])
    file = tmp_path / FILE
    new_course.open_course(file)
    assert [main(["release", name]) for name in ("birds-test", "birds")] == [0, 0]
    capsys.readouterr()
    return file


@pytest.fixture
def declare(file: Path) -> Callable[[str, str, str], None]:
    """Says under `changes` what the next version is, and gives the course its number."""

    def made(kind: str, nature: str, day: str) -> None:
        entry = f'version: "0.2", date: "{day}", kind: {kind}, nature: {nature}, what: It.'
        edit(file, 'version: "0.1"', 'version: "0.2"')
        with file.open("a", encoding="utf-8") as text:
            text.write(f"changes:\n  - {{{entry}, approved_by: A. Author}}\n{FIRST}")

    return made


def problems(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what the check of the course says, without places."""
    capsys.readouterr()
    main(["check", "birds", "--quiet"])
    return [line.split(": ", 1)[1] for line in capsys.readouterr().err.splitlines()]


def test_a_released_course_changes_with_a_new_version_and_keeps_the_old_one(
    file: Path, declare: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, "outcome: Own words.", "outcome: Own word.")
    assert problems(capsys) == [
        'version "0.1" has been released; `outcome` was "Own words.", is "Own word."; give it a '
        "new version with an entry of any kind in `changes`, and run `selfassess release birds`"
    ]
    declare("typo", "typo", TODAY)
    assert problems(capsys) == []
    assert main(["release", "birds"]) == 0
    assert released(file.parent / "released") == ["0.1", "0.2"]


@pytest.mark.parametrize("nature", ["substance", "error"])
def test_a_change_of_substance_and_an_error_are_released_after_a_review(
    file: Path, declare: Callable[..., None], capsys: pytest.CaptureFixture[str], nature: str
) -> None:
    edit(file, "text: Describe what", "text: Name what")
    declare("wording", nature, TOMORROW)
    said = (
        f'what was changed has not been reviewed; reviewed "{TODAY}", changed "{TOMORROW}"; '
        "review it again"
    )
    assert problems(capsys) == [said]
    assert main(["release", "birds"]) == 1
    edit(file, f'date: "{TOMORROW}"', f'date: "{TODAY}"')
    assert problems(capsys) == []
    assert main(["release", "birds"]) == 0


def test_a_clarification_needs_no_review(
    file: Path, declare: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, "text: Describe what", "text: Name what")
    declare("wording", "clarification", TOMORROW)
    assert problems(capsys) == []


def test_the_difference_of_two_versions_is_told_in_words(
    file: Path, declare: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, "text: Describe what", "text: Name what")
    declare("wording", "substance", TODAY)
    capsys.readouterr()
    assert main(["diff", "birds"]) == 0
    assert capsys.readouterr().out == (
        "birds (en), from version 0.1 to 0.2\n\n"
        "Texts that readers answer to (typo or wording):\n"
        '  objective "describe": `text` was "Describe what the page shows.", '
        'is "Name what the page shows."\n\n'
        "Declared in `changes`:\n  0.2, wording: It.\n"
    )


def test_a_change_counts_the_hours_and_the_matrix_anew(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {"index.html": 5999, "more/index.html": 2999}
    for name, words in pages.items():
        page = tmp_path / "site" / name
        page.parent.mkdir(exist_ok=True, parents=True)
        text = f'<article><h1 id="a">Words</h1><p>{"word " * words}</p></article>'
        page.write_text(text, encoding="utf-8")
    capsys.readouterr()
    main(["course", "check", "birds"])
    assert "6,000 words, 1 question; words: 60.00 min\n" in capsys.readouterr().out
    reading = "      - {page: index.md, objectives: [describe]}\n"
    edit(file, reading, f"{reading}      - {{page: more.md, objectives: [describe]}}\n")
    main(["course", "check", "birds"])
    assert "9,000 words, 1 question; words: 90.00 min\n" in capsys.readouterr().out
    assert main(["course", "packet", "birds"]) == 0
    packet = (tmp_path / "birds-packet.html").read_text(encoding="utf-8")
    assert "<td>index.md, more.md</td><td>2</td><td>1</td>" in packet


def test_a_pass_mark_is_no_typo(
    file: Path, declare: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, "pass_percent: 80", "pass_percent: 75")
    declare("typo", "error", TODAY)
    assert problems(capsys) == [
        "`changes` says only typo; `post_test`: `pass_percent` was 80, is 75; "
        "add an entry of kind scoring or wording"
    ]
    edit(file, "kind: typo", "kind: scoring")
    assert problems(capsys) == []


def test_a_withdrawn_course_is_a_released_version_with_a_notice(
    file: Path, tmp_path: Path, declare: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, "status: open", "status: withdrawn\nwithdrawn: It was wrong.")
    declare("typo", "error", TODAY)
    assert problems(capsys) == []
    assert main(["release", "birds"]) == 0
    released = (file.parent / "released/0.2.json").read_text(encoding="utf-8")
    assert '"status": "withdrawn"' in released
