"""The commands for courses, from an empty folder on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from new_course import open_course

from selfassess.authoring import COURSE, read, release
from selfassess.authoring.cli import main
from selfassess.authoring.course.pdf import pdf_of

if TYPE_CHECKING:
    from pathlib import Path

NIGHT = """\
id: bad-night
version: "1.0"
title: A bad night
who: A nurse
setting: A ward.
opening: It rings.
steps:
  - id: start
    text: What do you say?
    options:
      - {label: Ask., to: end, because: It opens.}
      - {label: Tell., to: end, because: It closes.}
ends:
  - {id: end, text: It ends., carries_on: Go on., pages: [{page: index.md, about: It.}]}
"""
FILE = "assessments/courses/birds/course.yml"


@pytest.fixture
def file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """The file of a new course in an empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    assert main(["course", "new", "birds"]) == 0
    capsys.readouterr()
    return tmp_path / FILE


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_course_is_a_draft_without_problems(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "1 instrument and 1 course checked, 0 problems found\n"


def test_the_test_of_a_new_course_is_written_with_it_unless_it_is_there(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = file.parents[2] / "owls-test/instrument.yml"
    bank.parent.mkdir()
    bank.write_text("id: owls-test\n", encoding="utf-8")
    assert main(["course", "new", "owls"]) == 0
    assert bank.read_text(encoding="utf-8") == "id: owls-test\n"
    assert [path.name for path in bank.parent.iterdir()] == [bank.name]
    written = file.parents[2] / "birds-test"
    assert {path.name for path in written.iterdir()} == {"instrument.yml", "cases.yml"}
    assert "bank: birds-test\n" in file.read_text(encoding="utf-8")


def test_an_open_course_has_no_questions_of_the_template(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, "status: draft", "status: open")
    edit(file.parents[2] / "birds-test/instrument.yml", "Your second question?", "Who sings?")
    main(["check", "birds", "--quiet"])
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if "a question of the template" in line] == [
        f'{FILE}:34:9: this is a question of the template; "first-question" of the bank; '
        "write your own"
    ]


def test_a_new_course_takes_no_folder_that_is_there(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["course", "new", "birds"]) == 2
    assert capsys.readouterr().err == (
        "assessments/courses/birds: this is there already; nothing was written; choose another id\n"
    )


def test_a_problem_of_a_course_is_an_annotation_on_its_line(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, "text: Describe", "text: Understand")
    assert main(["check", "birds", "--format=github", "--quiet"]) == 1
    assert capsys.readouterr().out == (
        f"::error file={FILE},line=23,col=26::{FILE}:23:26: nobody can observe this verb; "
        '"understand"; choose another, such as describe, explain\n'
    )


def test_an_open_course_must_have_everything(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, "status: draft", "status: open")
    edit(file, "bank: birds-test", "bank: elsewhere")
    assert main(["check", "--quiet"]) == 1
    told = capsys.readouterr().err
    assert 'nobody is named for this; the role "author"; name a person who has agreed\n' in told
    assert 'there is no such bank; "elsewhere"; write it' in told


def test_a_problem_of_the_sponsor_is_told_once(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file.parents[1] / "provider.yml", "use: lower", "use: mergener")
    assert main(["check", "--quiet"]) == 1
    assert capsys.readouterr().err == (
        'assessments/courses/provider.yml:25:6: no such formula is named; "mergener"; '
        "known are: lower, words\n"
    )


def test_an_approval_that_is_over_is_told_once_with_its_line(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = '{body: A board, number: "1", statement: It approves., credit_type: hours, '
    held += 'valid_from: "2020-01-01", valid_to: "2020-12-31"}'
    edit(file.parents[1] / "provider.yml", "use: lower\n", f"use: lower\napprovals:\n  - {held}\n")
    main(["course", "new", "owls"])
    for each in (file, file.parents[1] / "owls/course.yml"):
        edit(each, "status: draft", "status: open")
    capsys.readouterr()
    main(["check", "--quiet"])
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if "an approval" in line] == [
        "assessments/courses/provider.yml:27:115: an approval is over; A board, "
        '"2020-12-31"; renew or remove it'
    ]


def test_a_released_course_is_not_changed_without_saying_so(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course, folder = read(file, COURSE), file.parent / "released"
    assert release(course, COURSE, folder) == folder / "0.1.json"
    edit(file, "text: Describe what", "text: Name what")
    capsys.readouterr()
    assert main(["release", "birds"]) == 1
    assert 'version "0.1" has been released; ' in capsys.readouterr().err


def test_a_pretended_course_has_hours_by_every_formula_and_says_specimen(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(
        f'<article><h1 id="a">Words</h1><p>{"word " * 5999}</p></article>', encoding="utf-8"
    )
    mergener = '  - {id: mergener, body: You, source: Your own rule, seen: "2026-11-29"}\n'
    edit(file.parents[1] / "provider.yml", "use: lower\n", f"{mergener}use: lower\n")
    main(["course", "check", "birds"])
    assert "6,000 words, 1 question; words: 60.00 min\n" in capsys.readouterr().out
    main(["course", "check", "birds", "--pretend"])
    # 0.9 × [−22.3 + 0.00209 × 6000 + 2.78 × 1 + 15.5 × 3]
    assert "words: 60.00 min; mergener: 35.57 min\n" in capsys.readouterr().out
    assert main(["course", "packet", "birds", "--pretend"]) == 0
    packet = (tmp_path / "birds-packet.html").read_text(encoding="utf-8")
    assert "<h1>SPECIMEN: Birds</h1>" in packet
    assert "SPECIMEN reviewer" in packet


@pytest.mark.usefixtures("file", "site")
def test_who_has_no_weasyprint_is_told_and_has_the_document_as_html(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert main(["course", "packet", "birds", "--pdf"]) == 2
    told = capsys.readouterr().err
    assert "a PDF is made by WeasyPrint, which does not start here; " in told
    assert 'run `pip install "selfassess[pdf]"` and install Pango, or print the HTML' in told
    assert (tmp_path / "birds-packet.html").exists()
    assert not (tmp_path / "birds-packet.pdf").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("file", "site")
def test_an_application_file_is_made_as_pdf_where_weasyprint_is(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    assert main(["course", "packet", "birds", "--pdf"]) == 0
    made = (tmp_path / "birds-packet.pdf").read_bytes()
    assert made.startswith(b"%PDF-")
    assert len(made) > 10_000


@pytest.mark.slow
def test_of_what_lies_elsewhere_nothing_is_fetched_for_a_pdf(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    (tmp_path / "a.css").write_text("h1 { break-before: page }")
    style = f'<link rel="stylesheet" href="{(tmp_path / "a.css").as_uri()}">'
    title = "<p>One</p><h1>Two</h1>"
    made = pdf_of(f'{style}<img src="http://127.0.0.1:9/x.png">{title}')
    assert made.count(b"/Type /Page\n") == pdf_of(title).count(b"/Type /Page\n")


@pytest.fixture
def night(file: Path) -> Path:
    """The file of a scenario beside the course."""
    folder = file.parents[2] / "scenarios/bad-night"
    folder.mkdir(parents=True)
    (folder / "scenario.yml").write_text(NIGHT, encoding="utf-8")
    return folder / "scenario.yml"


def test_a_scenario_is_checked_by_its_name_or_its_folder(
    night: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for given in ("bad-night", "scenarios", "assessments/scenarios/bad-night"):
        assert main(["check", given]) == 0
        said = "0 instruments and 1 scenario checked, 0 problems found\n"
        assert capsys.readouterr().out == said
    assert main(["release", "bad-night"]) == 0
    assert (night.parent / "released/1.0.json").is_file()


def test_a_misspelt_course_or_scenario_is_told_the_near_one(
    night: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for given, meant in (("bad-nihgt", "bad-night"), ("brids", "birds")):
        assert main(["check", given]) == 2
        assert capsys.readouterr().err == (
            f"{given}: there is no such file or folder; it was looked for here and in "
            f'assessments/; did you mean "{meant}"?\n'
        )


def test_a_draft_is_not_released(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["release", "birds"]) == 1
    assert capsys.readouterr().err == (
        f"{FILE}:9:9: a draft is not released; `status` is draft; "
        "open the course, then release it\n"
    )
    assert not (file.parent / "released").exists()


def test_a_course_is_checked_with_the_file_of_its_sponsor(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file.parents[1] / "provider.yml", "use: lower", "use: mergener")
    said = 'provider.yml:25:6: no such formula is named; "mergener"; known are: lower, words\n'
    for given in ("birds", FILE, "assessments"):
        assert main(["check", given, "--quiet"]) == 1
        assert capsys.readouterr().err == f"assessments/courses/{said}"
    monkeypatch.chdir(file.parent)
    assert main(["check", "course.yml", "--quiet"]) == 1
    assert capsys.readouterr().err == f"../{said}"


def test_a_check_that_is_no_instrument_is_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, "    title: The first part\n", "    title: The first part\n    check: rest\n")
    assert main(["check", "birds", "--quiet"]) == 1
    assert capsys.readouterr().err == (
        f'{FILE}:29:12: there is no such check; "rest"; known are: birds-test\n'
    )
    assert main(["new", "rest-check"]) == 0
    capsys.readouterr()
    edit(file, "check: rest", "check: rest-chekc")
    assert main(["check", "birds", "--quiet"]) == 1
    assert capsys.readouterr().err == (
        f'{FILE}:29:12: there is no such check; "rest-chekc"; did you mean "rest-check"?\n'
    )


def test_a_scenario_is_named_once(
    night: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, "people: []", "practice: [bad-night, bad-night]\npeople: []")
    assert main(["check", "birds", "--quiet"]) == 1
    assert capsys.readouterr().err == (
        f'{FILE}:38:23: this scenario is named twice; "bad-night"; keep one of them\n'
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of one page."""
    (tmp_path / "site").mkdir()
    page = '<article><h1 id="birds">Birds</h1></article>'
    (tmp_path / "site/index.html").write_text(page, encoding="utf-8")
    return tmp_path / "site"


def test_the_check_with_the_built_pages_tells_all_that_check_tells(
    file: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_course(file)
    edit(file, "    title: The first part\n", "    title: The first part\n    check: rest\n")
    edit(file, "people:\n", "practice: [night]\npeople:\n")
    edit(file, "text: Describe", "text: Understand")
    held = '{body: A board, number: "1", statement: It approves., credit_type: hours, '
    held += 'valid_from: "2020-01-01", valid_to: "2020-12-31"}'
    edit(file.parents[1] / "provider.yml", "use: lower\n", f"use: lower\napprovals:\n  - {held}\n")
    capsys.readouterr()
    assert main(["check", "birds", "--quiet"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1].split(";")[0] for line in sorted(told)] == [
        "nobody can observe this verb",
        "there is no such check",
        "no completion could be scored, for the test is not released",
        "there is no such scenario",
        "an approval is over",
    ]
    assert main(["course", "check", "birds"]) == 1
    assert set(told) - set(capsys.readouterr().out.splitlines()) == set()


def test_the_test_of_a_course_that_is_only_pretended_to_be_open_need_not_be_released(
    file: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["course", "check", "birds", "--pretend"])
    assert "is not released" not in capsys.readouterr().out
    open_course(file)
    assert main(["course", "check", "birds"]) == 1
    assert "is not released" in capsys.readouterr().out
    assert main(["release", "birds-test"]) == 0
    assert main(["course", "check", "birds"]) == 0


def test_a_test_outside_the_repository_is_released_beside_its_file(
    file: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_course(file)
    (tmp_path / "private").mkdir()
    bank = (file.parents[2] / "birds-test").rename(tmp_path / "private/birds-test")
    asked = ["course", "check", "birds", "--bank", str(bank / "instrument.yml")]
    main(asked)
    assert "is not released" in capsys.readouterr().out
    assert main(["release", str(bank)]) == 0
    main(asked)
    assert "is not released" not in capsys.readouterr().out


def test_marks_and_line_breaks_of_a_course_and_its_sponsor_are_remarked(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        file.parents[1] / "provider.yml",
        "use: lower\n",
        'use: lower\nrefund: "**None**\\nat all"\n',
    )
    edit(file, "    title: The first part\n", '    title: "The\\nfirst part"\n')

    assert main(["check"]) == 0
    told = [line.partition(": remark: ") for line in capsys.readouterr().err.splitlines()]
    assert [(place.partition(":")[0], said.partition(",")[0]) for place, _, said in told] == [
        ("assessments/courses/birds/course.yml", "readers see this text as one paragraph"),
        ("assessments/courses/provider.yml", "texts are plain"),
        ("assessments/courses/provider.yml", "readers see this text as one paragraph"),
    ]
