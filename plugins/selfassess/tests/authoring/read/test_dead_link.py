"""A link to nothing is told as one, by every command that comes upon it."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfassess.authoring.cli import main

DEAD = 'this is a link that leads nowhere; it names "gone"; mend it, or delete it'


@pytest.mark.parametrize(
    ("link", "command"),
    [
        ("assessments", ["check"]),
        ("assessments", ["check", "rest"]),
        ("assessments", ["new", "rest"]),
        ("assessments", ["course", "new", "birds"]),
        ("assessments", ["schema", "--write"]),
        ("assessments/rest", ["check", "rest"]),
        ("assessments/rest", ["new", "rest"]),
        ("assessments/rest", ["check"]),
        ("assessments/rest/instrument.yml", ["check"]),
        ("assessments/rest/cases.yml", ["check"]),
        ("assessments/rest/released/SHA256SUMS", ["check"]),
        ("assessments/courses/birds/course.yml", ["course", "check", "birds"]),
        ("assessments/rest/instrument.yml", ["score", "rest", "a.csv"]),
        ("a.csv", ["score", "rest", "a.csv"]),
    ],
)
def test_a_link_that_leads_nowhere_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    link: str,
    command: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    if not link.startswith("assessments") or link.endswith(("cases.yml", "SUMS")):
        main(["new", "rest"])
        (tmp_path / link).unlink(missing_ok=True)
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to("gone")
    capsys.readouterr()

    assert main(command) != 0
    assert capsys.readouterr().err == f"{link}: {DEAD}\n"


def test_what_lies_behind_a_link_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new", "rest"])
    Path("assessments", "rest").rename("rest")
    Path("assessments", "rest").symlink_to(tmp_path / "rest")
    capsys.readouterr()

    assert main(["check"]) == 0
    assert capsys.readouterr().out == "1 instrument checked, 0 problems found\n"
