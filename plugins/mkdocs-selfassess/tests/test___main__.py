from pathlib import Path

import pytest

from mkdocs_selfassess.__main__ import main


def test_the_files_for_the_browser_are_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assets", "docs"]) == 0

    assert capsys.readouterr().out == "11 files written under docs/assets/selfassess\n"
    assert len([path for path in (folder / "docs").rglob("*") if path.is_file()]) == 11


def test_a_folder_that_is_not_there_is_not_made(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["assets", "dosc"])

    assert caught.value.code == 2
    assert capsys.readouterr().err.endswith(
        'error: there is no such folder; "dosc"; make it first, or write another; '
        'did you mean "docs"?\n'
    )
    assert not (folder / "dosc").exists()


def test_nothing_is_written_of_a_broken_instrument(
    folder: Path, rest: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rest.write_text(rest.read_text().replace("kind: self-review", "kind: exam"))

    assert main(["assets", "docs"]) == 1

    assert capsys.readouterr().err == (
        'assessments/rest/instrument.yml:3:7: this is not one of the choices; found "exam"; '
        'write "self-review", "quick-check" or "questionnaire"\n'
        "1 problem, nothing written\n"
    )
    assert list((folder / "docs").iterdir()) == []


def test_without_instruments_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "assessments").rename(folder / "questions")

    assert main(["assets", "docs"]) == 1
    assert capsys.readouterr().err.endswith("1 problem, nothing written\n")


def test_without_a_command_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([])

    assert caught.value.code == 2
    assert "usage: python -m mkdocs_selfassess" in capsys.readouterr().err
