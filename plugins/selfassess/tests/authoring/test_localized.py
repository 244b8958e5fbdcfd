from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from selfassess.authoring.cli import main
from selfassess.authoring.instruments import INSTRUMENT, read_instrument
from selfassess.authoring.localized import comparisons, editions, remarks
from selfassess.authoring.read.translation import texts_of
from selfassess.authoring.releases.released import release

if TYPE_CHECKING:
    from collections.abc import Callable

DEMO = Path(__file__).parents[1] / "demo"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The demonstration with a translation beside it, both released."""
    folder = tmp_path / "demo"
    folder.mkdir()
    for one in DEMO.iterdir():
        (folder / one.name).write_bytes(one.read_bytes())
    texts = texts_of(read_instrument(folder / "instrument.yml"))
    with (folder / "de.yml").open("w", encoding="utf-8") as out:
        YAML().dump({"version": "1.0", **texts}, out)
    for edition in editions(folder / "instrument.yml", INSTRUMENT):
        release(edition.document, INSTRUMENT, edition.folder)
    return folder / "instrument.yml"


def change(file: Path, edit: Callable[[Any], object]) -> None:
    yaml = YAML()
    data = yaml.load(file.read_text(encoding="utf-8"))
    edit(data)
    with file.open("w", encoding="utf-8") as out:
        yaml.dump(data, out)


def test_each_language_is_released_by_itself(file: Path) -> None:
    found = sorted(path.relative_to(file.parent) for path in file.parent.glob("released/**/*.json"))

    assert [str(path) for path in found] == ["released/1.0.json", "released/de/1.0.json"]


def test_a_change_of_a_released_translation_has_its_place(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    german = file.with_name("de.yml")
    change(german, lambda texts: texts["items"]["h2"].update(stem="Ich sprach dazwischen."))
    line = german.read_text(encoding="utf-8").splitlines().index("    stem: Ich sprach dazwischen.")

    code = main(["check", str(file.parent)])

    assert code == 1
    assert capsys.readouterr().err == (
        f'{german}:{line + 1}:11: version "1.0" has been released; '
        'item "h2": `stem` was "I spoke over someone.", is "Ich sprach dazwischen."; '
        "give it a new version with an entry of kind typo or wording in `changes`, "
        "and run `selfassess release demo`\n"
    )


def test_what_the_original_and_its_translation_share_is_said_once(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(file, lambda data: data["items"][1].update(reverse=False))
    change(file.with_name("de.yml"), lambda texts: texts["items"]["h1"].update(habit="Warten."))

    code = main(["check", str(file.parent)])

    assert code == 1
    assert capsys.readouterr().err.count("`reverse` was true, is false") == 1
    assert [str(one) for one in comparisons(file, INSTRUMENT, None, None)] == [
        "demo (en), since version 1.0\n\nWhat answers count for (scoring or wording):\n"
        '  item "h2": `reverse` was true, is false',
        "demo (de), since version 1.0\n\nEverything else (any kind):\n"
        '  item "h1": `habit` was "Wait.", is "Warten."',
    ]


def test_a_language_may_come_later(file: Path) -> None:
    for path in (file.parent / "released" / "de").iterdir():
        path.unlink()

    assert main(["check", str(file.parent)]) == 0
    assert main(["diff", str(file)]) == 0
    assert main(["release", str(file)]) == 0
    assert (file.parent / "released" / "de" / "1.0.json").exists()


def remarked(file: Path) -> list[str]:
    return [str(one).removeprefix(f"{file.parent}/") for one in remarks(file, INSTRUMENT)]


def test_marks_in_a_text_are_remarked_where_they_stand(file: Path) -> None:
    change(file, lambda data: data["items"][1].update(stem="I did **not** wait."))
    line = next(
        nth for nth, line in enumerate(file.read_text("utf-8").splitlines(), 1) if "**" in line
    )

    (one,) = remarked(file)
    place, _, message = one.partition(": ")
    assert place.startswith(f"instrument.yml:{line}:")
    assert message == (
        'texts are plain, and readers see Markdown as it stands; "**not**"; say it in words alone'
    )


def test_marks_in_a_translation_are_remarked_there_alone(file: Path) -> None:
    german = file.with_name("de.yml")
    change(german, lambda texts: texts["items"]["h2"].update(stem="Ich sprach <b>nicht</b>."))

    (one,) = remarked(file)
    assert one.startswith("de.yml:")
    assert one.endswith(
        ': texts are plain, and readers see HTML as it stands; "<b>" and "</b>"; '
        "say it in words alone"
    )


def test_what_the_original_has_is_not_remarked_of_its_translation(file: Path) -> None:
    german = file.with_name("de.yml")
    change(file, lambda data: data.update(title="A *demonstration*"))
    change(german, lambda texts: texts.update(title="Eine *Vorführung*"))

    (one,) = remarked(file)
    assert one.startswith("instrument.yml:4:8: ")


def test_labels_that_are_alike_in_a_translation_only_are_remarked_there(file: Path) -> None:
    german = file.with_name("de.yml")
    change(german, lambda texts: texts["scales"]["recent"]["options"]["2"].update(label="Once"))

    (one,) = remarked(file)
    assert one.startswith("de.yml:")
    assert one.endswith(': two options have one label; "Once"; mend one of them')


def test_two_cases_with_one_name_are_remarked(file: Path) -> None:
    cases = file.with_name("cases.yml")
    change(cases, lambda data: data["cases"].append(deepcopy(data["cases"][0])))

    (one,) = remarked(file)
    assert one.startswith("cases.yml:")
    assert one.endswith(': two cases have one name; "usually, and once"; say what each shows')


def test_what_can_not_be_read_has_problems_and_no_remarks(file: Path) -> None:
    file.write_text("title: **A**\n", encoding="utf-8")

    assert remarked(file) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "instrument.yaml",
            'this file is not read; "instrument.yml" beside it is; take one of them away',
        ),
        (
            "cases.yaml",
            'this file is not read; "cases.yml" beside it is; take one of them away',
        ),
        (
            "Fr.yml",
            "this file is not read; cases.yml, de.yml, instrument.yml are; "
            "rename it, or take it away",
        ),
    ],
)
def test_a_file_that_nothing_reads_is_remarked(file: Path, name: str, told: str) -> None:
    file.with_name(name).write_text("id: other\n", encoding="utf-8")

    assert remarked(file) == [f"{name}: {told}"]


def test_cases_under_another_ending_are_not_said_to_lie_beside_themselves(file: Path) -> None:
    file.with_name("cases.yml").rename(file.with_name("cases.yaml"))

    assert remarked(file) == [
        'cases.yaml: this file is not read; "cases.yml" would be; rename it',
    ]


def test_a_comment_behind_a_text_of_a_translation_is_a_problem(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    german = file.with_name("de.yml")
    text = german.read_text(encoding="utf-8").replace("I waited.", "Punkt #1")
    german.write_text(text, encoding="utf-8")
    line = text[: text.index("Punkt #1")].count("\n") + 1

    code = main(["check", str(file.parent)])

    assert code == 1
    assert f"{german}:{line}:17: a comment stands behind a text" in capsys.readouterr().err
