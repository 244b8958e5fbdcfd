from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from selfassess.authoring.cli import main
from selfassess.authoring.foreign import foreign, kind_of_definition

WHAT_NOW = (
    " and no instrument; nothing makes an instrument of it yet; "
    'write an instrument.yml by hand: see "From your survey tool" in the manual\n'
)
FILES = [
    ("q.json", '{"resourceType": "Questionnaire", "item": []}', "a FHIR Questionnaire"),
    ("q.json", ' {"SurveyEntry": {}, "SurveyElements": []}', "a Qualtrics survey"),
    ("q.json", '{"pages": [{"elements": []}]}', "a SurveyJS survey"),
    ("q.csv", '"Variable / Field Name","Form Name"\n', "a REDCap data dictionary"),
    ("q.csv", "type,name,label::English\n", "an XLSForm"),
    ("q.gift", "Is it? {T}\n", "a GIFT question bank"),
    ("q.txt", "// one\n::Break::When? {\n =now\n ~later\n}\n", "a GIFT question bank"),
    ("q.txt", "When?{=now ~later}\n\nIs it? {T}\n", "a GIFT question bank"),
    ("q.txt", "// sums\nHow many\nare two: {#2:0}\n", "a GIFT question bank"),
    ("q.txt", "When?\r\nA) now\r\nB) later\r\nANSWER: A\r\n", "an Aiken question bank"),
    ("instrument.yml", "When?\nA. now\nB. later\nANSWER: A\n", "an Aiken question bank"),
    ("q.toml", '[[questions]]\ntype = "MultipleChoice"\n', "a TOML quiz"),
    ("q.toml", 'a = "b"\n', "a TOML file"),
    ("q.xml", '<?xml version="1.0"?>\n<quiz><question/></quiz>', "a Moodle question bank"),
    ("q.xml", "<questestinterop></questestinterop>", "a QTI question bank"),
    ("q.lss", "<document><LimeSurveyDocType>", "a LimeSurvey survey"),
    ("q.xml", '<Questionnaire xmlns="http://hl7.org/fhir"/>', "a FHIR Questionnaire"),
    ("q.xml", '<Bundle xmlns="http://hl7.org/fhir"/>', "a FHIR resource"),
    ("q.html", "<!doctype html>", "an XML or HTML file"),
    ("q.sav", "$FL2@", "an SPSS file (.sav)"),
    ("q.yaml", "resourceType: Questionnaire\nitem: []\n", "a FHIR Questionnaire"),
    ("q.txt", "id\trelated_id\tclass\ttype/scale\tname\n1\t\tS\t\tsid\n", "a LimeSurvey survey"),
    ("q.json", '[{"question": "When?"}]', "a list in JSON"),
    ("q.json", "[1]", "a list in JSON"),
    ("q.json", '["a"]\n', "a list in JSON"),
    ("q.toml", "[one]\n", "a TOML file"),
    ("q.json", '{"id": "x", "fields": []}', "a file with other fields (fields)"),
    ("q.yaml", "[one]\nwhen: now\n", "a file with other fields (when)"),
    (
        "q.json",
        '{"response_code": 0, "results": [], "a": 1, "b": 2}',
        "a file with other fields (response_code, results, a and 1 more)",
    ),
    ("q.yaml", "title: Pauses\nquestions:\n  - When?\n", "a file with other fields (questions)"),
    ("q.txt", "class\ttype/scale\tname\trelevance\ttext\nS\t\tsid\n", "a LimeSurvey survey"),
    ("q.xml", '<?xml version="1.0"?>\n<ODM FileType="Snapshot">', "a CDISC ODM file"),
    ("q.csv", '"Question","Type"\n"How often?","radio"\n', "a table"),
    ("q.tsv", "id\tname\n1\tHow often?\n", "a table"),
    ("q.js", 'var a = {type: x, b: [{c: "d: e"}]};\n', "a file of another kind (.js)"),
    ("q.tex", "\\begin{question}Why?\\end{question}\n", "a file of another kind (.tex)"),
    ("q.md", "# Quiz\n\n1. When?\n", "a file of another kind (.md)"),
    ("q.yml", "survey:\n  - type: text\n", "a file with other fields (survey)"),
]


@pytest.mark.parametrize(("name", "text", "kind"), FILES)
def test_a_definition_of_another_tool_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, kind: str
) -> None:
    file = tmp_path / name
    file.write_text(text)

    code = main(["check", str(file)])

    assert code == 2
    assert capsys.readouterr().err == f"{file}: this is {kind}{WHAT_NOW}"


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("word/document.xml", "a Word document (.docx)"),
        ("h5p.json", "an H5P package"),
        ("imsmanifest.xml", "a package for a learning platform"),
    ],
)
def test_an_archive_is_named_by_what_is_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], inside: str, kind: str
) -> None:
    file = tmp_path / "q.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(inside, "")

    assert main(["check", str(file)]) == 2
    assert capsys.readouterr().err == f"{file}: this is {kind}{WHAT_NOW}"


CUT = "cut off; its end is missing"


@pytest.mark.parametrize(
    ("name", "text", "place", "told"),
    [
        (
            "broken.json",
            '{"resourceType": "Questionnaire"\n',
            "2:1",
            f"JSON of a FHIR Questionnaire that is {CUT}",
        ),
        (
            "instrument.yml",
            '{"resourceType": "Questionnaire",\n "item": [{"text": "Whe',
            "2:20",
            f"JSON of a FHIR Questionnaire that is {CUT}",
        ),
        ("q.json", '{"a": [1, 2', "1:12", f"JSON that is {CUT}"),
        ("q.json", "[1, 2", "1:6", f"JSON that is {CUT}"),
        ("q.json", "{", "1:2", f"JSON that is {CUT}"),
        (
            "q.json",
            '{"a": "b"\n "c": 1}',
            "2:2",
            "JSON that is damaged; a comma or a closing bracket is missing",
        ),
    ],
)
def test_json_that_is_cut_off_or_damaged_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, place: str, told: str
) -> None:
    file = tmp_path / name
    file.write_text(text)

    assert main(["check", str(file)]) in (1, 2)
    remedy = "export it again, or mend it here"
    assert capsys.readouterr().err == f"{file}:{place}: this is {told}; {remedy}\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mine.json", '{"id": "rest", "items": [],}'),
        ("instrument.yml", '{"id": "rest", kind: questionnaire, "items": [ }'),
        ("instrument.yml", "{id: rest, items: ["),
        ("instrument.yml", '"id": rest\nitems: ['),
        ("instrument.yml", '{"id": "rest"' + " " * 1_000_000),
    ],
)
def test_what_may_be_yaml_is_not_told_as_json(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text)

    assert list(foreign(file)) == []


NO_FIELD = "this field is not known"
NO_FIELDS = "fields were expected; something else was found"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("instrument.yml", "questions: []\n", NO_FIELD),
        ("mine.json", '{"kind": "questionnaire", "itmes": []}', NO_FIELD),
        ("q.json", "5", NO_FIELDS),
        ("q.json", "null", NO_FIELDS),
        ("q.yaml", '"when"', NO_FIELDS),
        ("q.yaml", "5.5 # items", NO_FIELDS),
    ],
)
def test_one_that_may_be_meant_as_ours_is_told_its_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, told: str
) -> None:
    file = tmp_path / name
    file.write_text(text)

    assert main(["check", str(file)]) == 1
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("text", ["3", "null", "true", '"words"'])
def test_a_single_value_is_no_instrument_either(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "mine.json"
    file.write_text(text)

    assert main(["check", str(file)]) == 1
    assert "fields were expected" in capsys.readouterr().err


def test_each_in_a_folder_that_holds_questions_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bank.gift").write_text("Is it? {T}")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (tmp_path / "quiz.toml").write_text('[[questions]]\ntype = "x"\n')
    (tmp_path / "page.html").write_text("<p>")

    code = main(["check", str(tmp_path)])

    assert code == 2
    assert [line.partition(" and ")[0] for line in capsys.readouterr().err.splitlines()] == [
        f"{tmp_path / 'bank.gift'}: this is a GIFT question bank",
        f"{tmp_path / 'quiz.toml'}: this is a TOML quiz",
    ]


def test_one_in_a_folder_of_its_own_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x" / "questionnaire.json"
    file.parent.mkdir()
    file.write_text('{"resourceType": "Questionnaire"}')
    (file.parent / "data.json").write_text('{"resourceType": "Patient"}')

    assert main(["check", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{file}: this is a FHIR Questionnaire{WHAT_NOW}"


def test_one_beside_ours_is_remarked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new", "rest"])
    for folder in ("x", "rest"):
        file = Path("assessments", folder, "q.json")
        file.parent.mkdir(exist_ok=True)
        file.write_text('{"resourceType": "Questionnaire"}')
    capsys.readouterr()

    assert main(["check"]) == 0
    told = Path("assessments/x/q.json")
    assert capsys.readouterr().err == f"{told}: remark: this is a FHIR Questionnaire{WHAT_NOW}"
    assert main(["check", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_one_under_the_name_of_ours_is_named_and_the_others_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new", "rest"])
    file = Path("assessments/x/instrument.yml")
    file.parent.mkdir()
    file.write_text('{"resourceType": "Questionnaire"}')
    capsys.readouterr()

    assert main(["check"]) == 1
    told = capsys.readouterr()
    assert told.err == f"{file}: this is a FHIR Questionnaire{WHAT_NOW}"
    assert told.out == "2 instruments checked, 1 problem found\n"


def test_all_that_are_named_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiz, bank, gone = (tmp_path / name for name in ("quiz.toml", "bank.gift", "gone.yml"))
    quiz.write_text('[[questions]]\ntype = "x"\n')
    bank.write_text("Is it? {T}")

    assert main(["check", str(quiz), str(gone), str(bank), str(quiz)]) == 2
    assert [line.partition(";")[0] for line in capsys.readouterr().err.splitlines()] == [
        f"{quiz}: this is a TOML quiz and no instrument",
        f"{gone}: there is no such file or folder",
        f"{bank}: this is a GIFT question bank and no instrument",
    ]


def test_one_that_is_named_keeps_no_other_from_being_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new", "rest"])
    Path("bank.gift").write_text("Is it? {T}")
    Path("broken.yml").write_text("items: [\n")
    capsys.readouterr()

    assert main(["check", "bank.gift", "rest", "broken.yml"]) == 2
    told = capsys.readouterr()
    assert [line.split(":")[0] for line in told.err.splitlines()] == ["bank.gift", "broken.yml"]
    assert told.out == "2 instruments checked, 2 problems found\n"


@pytest.mark.parametrize("command", [["score", "{}", "a.json"], ["trace", "{}"], ["cases", "{}"]])
def test_every_command_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    file = tmp_path / "q.gift"
    file.write_text("Is it? {T}")

    assert main([part.format(file) for part in command]) == 2
    assert capsys.readouterr().err == f"{file}: this is a GIFT question bank{WHAT_NOW}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "id: rest\n",
        '{"id": "rest", "items": []}',
        "# a comment\n",
        "{",
        "id: rest\ntitle: Is it {T}?\n",
        "items:\n  - stem: Say {=now} or\n      ANSWER: A\n",
    ],
)
def test_what_may_be_ours_is_not_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "instrument.yml"
    file.write_text(text)
    assert kind_of_definition(file) == ""


def test_a_file_that_is_not_there_is_not_named(tmp_path: Path) -> None:
    assert kind_of_definition(tmp_path / "gone.yml") == ""
