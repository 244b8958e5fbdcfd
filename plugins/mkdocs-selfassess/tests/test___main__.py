from pathlib import Path

import pytest

from mkdocs_selfassess.__main__ import main


def test_the_files_for_the_browser_are_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assets", "public"]) == 0

    assert capsys.readouterr().out == "10 files written under public/assets/selfassess\n"
    assert len([path for path in (folder / "public").rglob("*") if path.is_file()]) == 10


def test_without_a_command_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([])

    assert caught.value.code == 2
    assert "usage: python -m mkdocs_selfassess" in capsys.readouterr().err
