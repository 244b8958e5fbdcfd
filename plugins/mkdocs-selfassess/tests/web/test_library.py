import os
from pathlib import Path

import pytest

from mkdocs_selfassess.fences.embed import Embed
from mkdocs_selfassess.web import library as module
from mkdocs_selfassess.web.library import Library
from selfassess.authoring import (
    INSTRUMENT,
    LocalizedDocument,
    check,
    foreign,
    pythons,
    read_instrument,
    release,
    remarks,
)


@pytest.fixture
def library(folder: Path) -> Library:
    return Library(folder / "assessments")


def problems(library: Library) -> list[str]:
    return [str(problem) for problem in library.refresh()]


def test_every_folder_with_an_instrument_is_an_entry(library: Library, folder: Path) -> None:
    (folder / "assessments/courses").mkdir()

    assert problems(library) == []
    assert [instrument.id for _entry, instrument in library.usable] == ["rest"]


def test_a_missing_folder_is_a_problem(folder: Path) -> None:
    assert problems(Library(folder / "questions")) == [
        "questions: there is no folder of assessments; it was looked for here; "
        "make it, or name another with the option `assessments`"
    ]


def test_a_broken_instrument_is_kept_with_its_problems(library: Library, rest: Path) -> None:
    rest.write_text(rest.read_text().replace("kind: self-review", "kind: exam"))

    assert problems(library) == [
        'assessments/rest/instrument.yml:3:7: this is not one of the choices; found "exam"; '
        'write "self-review", "quick-check" or "questionnaire"'
    ]
    assert list(library.usable) == []


def test_a_remark_is_no_problem_of_a_build(library: Library, rest: Path) -> None:
    rest.write_text(rest.read_text().replace("title: Rest", "title: '**Rest**'", 1))

    assert [str(one) for one in remarks(rest, INSTRUMENT)] != []
    assert problems(library) == []


def test_a_comment_that_cuts_a_text_is_a_problem_of_a_build(library: Library, rest: Path) -> None:
    rest.write_text(rest.read_text().replace("title: Rest", "title: Rest #1", 1))

    assert problems(library) == [
        "assessments/rest/instrument.yml:4:13: a comment stands behind a text, and readers do not "
        "see it; it begins with #; put quotes round a text that holds a #, and a comment on a "
        "line of its own"
    ]


def test_an_id_that_is_not_the_name_of_the_folder_is_a_problem(
    library: Library, rest: Path
) -> None:
    rest.write_text(rest.read_text().replace("id: rest", "id: sleep", 1))

    assert problems(library) == [
        "assessments/rest/instrument.yml:1:5: the folder is not named by the id; "
        '"sleep" in the folder "rest"; rename one'
    ]


def test_an_unchanged_instrument_is_not_read_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.refresh()
    monkeypatch.setattr(module, "LocalizedDocument", None)

    assert problems(library) == []


def test_a_changed_instrument_is_read_again(library: Library, rest: Path) -> None:
    library.refresh()
    rest.write_text(rest.read_text().replace("title: Rest", "title: Repose"))

    library.refresh()

    assert [instrument.title for _entry, instrument in library.usable] == ["Repose"]


def test_a_change_of_the_same_length_is_noticed_by_its_time(library: Library, rest: Path) -> None:
    library.refresh()
    rest.write_text(rest.read_text().replace("title: Rest", "title: Nest"))
    os.utime(rest, ns=(1, 1))

    library.refresh()

    assert [instrument.title for _entry, instrument in library.usable] == ["Nest"]


def test_an_instrument_that_was_taken_away_is_gone(library: Library, rest: Path) -> None:
    library.refresh()
    rest.unlink()

    library.refresh()

    assert library.entries == {}


def test_problems_are_told_in_every_build(library: Library, rest: Path) -> None:
    rest.write_text(rest.read_text().replace("kind: self-review", "kind: exam"))

    assert problems(library) == problems(library) != []


def test_a_form_is_rendered_once_for_the_same_options(library: Library) -> None:
    library.refresh()
    entry = library.entries["rest"]

    assert library.form(entry, Embed(id="rest")) is library.form(entry, Embed(id="rest"))
    assert library.form(entry, Embed(id="rest")) != library.form(entry, Embed(id="rest", level=3))


def test_a_form_of_one_area_has_its_items_only(library: Library) -> None:
    library.refresh()

    form = library.form(library.entries["rest"], Embed(id="rest", only="sleep"))

    assert "I slept long." in form
    assert "I took a short break." not in form


def test_a_template_of_the_site_comes_before_the_built_in_one(library: Library) -> None:
    library.refresh(pythons({"item.html": "<p>My {{ item.stem }}</p>"}))

    assert "<p>My I slept long.</p>" in library.form(library.entries["rest"], Embed(id="rest"))


def test_a_changed_template_makes_new_forms(library: Library) -> None:
    library.refresh(pythons({"item.html": "one"}))
    library.form(library.entries["rest"], Embed(id="rest"))

    library.refresh(pythons({"item.html": "two"}))

    assert "two" in library.form(library.entries["rest"], Embed(id="rest"))


# Worked examples

CASES = """\
cases:
  - name: a long sleep
    only: sleep
    answers: {sleep-long: 1}
    expect:
      scores:
        sleep: {status: scored, value: 0, answered: 1, text: Often}
"""


def test_a_worked_example_that_fails_is_told_as_check_tells_it(
    library: Library, rest: Path
) -> None:
    rest.with_name("cases.yml").write_text(CASES)

    found = problems(library)

    assert found == [str(one) for one in check(Path("assessments/rest/instrument.yml"), INSTRUMENT)]
    assert found == [
        "assessments/rest/cases.yml:7:40: a long sleep: sleep.value differs; "
        "expected 0.0; found 1.0"
    ]
    assert len(list(library.usable)) == 1


def test_a_worked_example_that_was_mended_is_noticed(library: Library, rest: Path) -> None:
    rest.with_name("cases.yml").write_text(CASES)
    library.refresh()
    rest.with_name("cases.yml").write_text(CASES.replace("value: 0", "value: 1"))

    assert problems(library) == []


def test_worked_examples_that_are_unchanged_are_played_once(
    library: Library, rest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest.with_name("cases.yml").write_text(CASES)
    before = problems(library)
    monkeypatch.setattr("selfassess.authoring.cases.failures", None)

    assert problems(library) == before != []


def test_a_site_may_do_without_worked_examples(library: Library, rest: Path) -> None:
    assert not rest.with_name("cases.yml").exists()
    assert problems(library) == []


# Versions


@pytest.fixture
def released(rest: Path) -> Path:
    """The file of the first version, which readers have answered."""
    return release(read_instrument(rest), INSTRUMENT, rest.with_name("released"))


def test_an_undeclared_change_is_a_problem_that_hides_nothing(
    library: Library, rest: Path, released: Path
) -> None:
    library.refresh()
    rest.write_text(rest.read_text().replace("I slept long.", "I slept for long."))

    assert problems(library) == [
        'assessments/rest/instrument.yml:29:11: version "1.0" has been released; '
        'item "sleep-long": `stem` was "I slept long.", is "I slept for long."; '
        "give it a new version with an entry of kind typo or wording in `changes`, "
        "and run `selfassess release rest`"
    ]
    assert titles(library) == ["Rest"]
    assert problems(library) != []


def test_a_translation_is_held_against_its_own_release(
    library: Library, rest: Path, descanso: Path, released: Path
) -> None:
    spanish = LocalizedDocument.of(rest, INSTRUMENT).in_language(descanso)
    release(spanish.document, INSTRUMENT, spanish.folder)
    descanso.write_text(descanso.read_text().replace("Dormí mucho.", "Dormí bien."))

    (problem,) = problems(library)
    assert problem.startswith("assessments/rest/es.yml:")
    assert 'was "Dormí mucho.", is "Dormí bien."' in problem


def test_a_change_of_a_released_file_is_noticed(library: Library, released: Path) -> None:
    assert problems(library) == []
    released.write_text("{")

    (problem,) = problems(library)
    assert problem.startswith("assessments/rest/released/1.0.json: this released version can not")


def test_a_file_in_the_place_of_the_released_versions_is_told_until_it_is_renamed(
    library: Library, rest: Path
) -> None:
    taken = rest.with_name("released")
    taken.write_text("")
    assert problems(library) == [
        "assessments/rest/released: released versions are kept in a folder of this name; "
        "found a file; rename the file"
    ]
    taken.rename(rest.with_name("notes.txt"))
    assert problems(library) == []


# Languages


def titles(library: Library) -> list[str]:
    return [instrument.title for _entry, instrument in library.usable]


def test_a_translation_is_the_instrument_in_another_language(
    library: Library, descanso: Path
) -> None:
    assert problems(library) == []
    assert titles(library) == ["Rest", "Descanso"]
    spanish = library.entries["rest"].in_language("es")
    assert spanish
    assert "Dormí mucho." in library.form(spanish, Embed(id="rest"))


def test_a_broken_translation_is_told_and_leaves_the_instrument(
    library: Library, descanso: Path
) -> None:
    descanso.write_text(descanso.read_text().replace("Sueño", '""'))

    assert problems(library) == [
        'assessments/rest/es.yml:13:18: a translation is empty; "title"; write it'
    ]
    assert titles(library) == ["Rest"]


def test_a_new_a_changed_and_a_deleted_translation_are_noticed(
    library: Library, rest: Path, descanso: Path
) -> None:
    spanish, found = descanso.read_text(), []
    for text in ("", spanish, spanish.replace("title: Descanso", "title: Reposo"), ""):
        descanso.write_text(text) if text else descanso.unlink()
        library.refresh()
        found.append(titles(library)[1:])

    assert found == [[], ["Descanso"], ["Reposo"], []]


def test_a_changed_instrument_makes_its_translation_new(
    library: Library, rest: Path, descanso: Path
) -> None:
    library.refresh()
    rest.write_text(rest.read_text().replace('version: "1.0"', 'version: "1.1"'))

    assert problems(library) == [
        'assessments/rest/es.yml:1:10: this translates another version; found "1.0"; '
        'compare it with the instrument, and write "1.1"'
    ]


@pytest.mark.parametrize(
    "link",
    ["rest/cases.yml", "rest/es.yml", "rest/released/0.9.json", "scenarios/talk/scenario.yml"],
)
def test_a_link_to_nothing_is_told_and_stops_no_build(
    library: Library, folder: Path, link: str
) -> None:
    path = folder / "assessments" / link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to("gone")

    assert problems(library)[0] == (
        f'assessments/{link}: this is a link that leads nowhere; it names "gone"; '
        "mend it, or delete it"
    )


FHIR = '{"resourceType": "Questionnaire", "id": "pause", "status": "draft", "item": []}'


@pytest.mark.parametrize("text", [FHIR, "Is it? {T}\n", "[[questions]]\nkind = 1\n"])
def test_a_file_of_another_tool_is_told_in_the_one_line_of_a_check(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(folder)
    file = Path("assessments/pause/instrument.yml")
    file.parent.mkdir()
    file.write_text(text)

    assert problems(library) == [str(problem) for problem in foreign(file)]
    assert len(problems(library)) == 1


def test_a_folder_with_files_of_other_tools_alone_is_no_problem_until_a_page_asks(
    library: Library, folder: Path
) -> None:
    quiz = folder / "assessments/pause/quiz.toml"
    quiz.parent.mkdir()
    quiz.write_text('[[questions]]\ntype = "x"\n')

    assert problems(library) == []
    assert [str(problem).partition(";")[0] for problem in library.foreign("pause")] == [
        "assessments/pause/quiz.toml: this is a TOML quiz and no instrument"
    ]
    assert [library.foreign(name) for name in ("rest", "gone", "..", "pause/quiz.toml")] == [()] * 4
