"""A type of document is data: a made-up course goes every way that an instrument goes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import pytest

from selfassess.authoring.documents import DocumentType, FileType, read
from selfassess.authoring.localized import LocalizedDocument, check, comparisons, editions
from selfassess.authoring.read.field_facts import unstated
from selfassess.authoring.read.schema import schema
from selfassess.authoring.read.translation import texts_of
from selfassess.authoring.releases.released import read_release, release
from selfassess.authoring.rules.texts import empty_texts
from selfassess.definition.changes import Change  # noqa: TC001 - pydantic reads it
from selfassess.definition.facts import (
    ANSWERS,
    AS_HOLDER,
    CODE,
    DECLARED,
    PRESENTATION,
    SCORING,
    TEXT,
    WORDS,
    WRITTEN,
    Entry,
)
from selfassess.definition.format import Format
from selfassess.problems import InvalidFile, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from selfassess.authoring.read.strict_yaml import Source


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """One lesson."""

    id: Annotated[str, CODE, AS_HOLDER]
    """A short name."""
    title: Annotated[str, TEXT, WRITTEN, WORDS]
    """Its name."""
    checks: Annotated[tuple[str, ...], CODE, SCORING] = ()
    """The ids of instruments."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """Some lessons in their order."""

    id: Annotated[str, CODE, ANSWERS]
    """A short name."""
    version: Annotated[str, CODE, DECLARED]
    """Its version."""
    title: Annotated[str, TEXT, WRITTEN, PRESENTATION]
    """Its name."""
    language: Annotated[str, CODE, WORDS] = "en"
    """The language of its texts."""
    direction: Annotated[Literal["ltr", "rtl"], PRESENTATION] = "ltr"
    """The direction of the script."""
    lessons: Annotated[tuple[Lesson, ...], Entry("lesson", order="scoring"), ANSWERS]
    """The lessons."""
    changes: Annotated[tuple[Change, ...], Entry("change", by="version"), DECLARED] = ()
    """What each version changed."""


def rules(course: Course) -> Iterator[Problem]:
    yield from empty_texts(course)
    for at, lesson in enumerate(course.lessons):
        if not lesson.checks:
            message = f'a lesson has no check; "{lesson.id}"; name one'
            yield Problem(message, ("lessons", at))


def no_handout(course: Course, source: Source, file: Path) -> Iterator[Problem]:
    if not file.with_name("handout.md").exists():
        yield source.place(Problem("there is no handout.md; nothing was found; write it", ("id",)))


def lessons_were_units(data: dict[str, Any]) -> dict[str, Any]:
    """The lessons of the first courses were called units."""
    return {"lessons" if name == "units" else name: value for name, value in data.items()}


COURSE = DocumentType(
    file="course.yml",
    holds=Course,
    rules=rules,
    noun="course",
    format=Format((lessons_were_units,)),
    beside=no_handout,
)
TEXT_OF_COURSE = """\
id: listening
version: "1.0"
title: Listening
lessons:
  - {id: wait, title: Waiting, checks: [quick]}
  - {id: ask, title: Asking, checks: [quick]}
"""
GERMAN = """\
version: "1.0"
title: Zuhören
lessons:
  wait: {title: Warten}
  ask: {title: Fragen}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "listening"
    folder.mkdir()
    (folder / "course.yml").write_text(TEXT_OF_COURSE, encoding="utf-8")
    (folder / "de.yml").write_text(GERMAN, encoding="utf-8")
    (folder / "handout.md").touch()
    return folder / "course.yml"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def told(file: Path) -> list[str]:
    return [str(problem).replace(f"{file.parent}/", "") for problem in check(file, COURSE)]


def test_every_field_of_the_course_says_what_it_is() -> None:
    assert unstated(Course) == []


def test_a_course_is_read(file: Path) -> None:
    assert [lesson.id for lesson in read(file, COURSE).lessons] == ["wait", "ask"]


def test_every_problem_of_a_course_has_its_place_in_the_order_of_the_file(file: Path) -> None:
    edit(file, "title: Waiting, checks: [quick]", 'title: " "')
    edit(file, "title: Asking, checks: [quick]", "title: Asking")

    with pytest.raises(InvalidFile) as caught:
        read(file, COURSE, "course.yml")

    assert str(caught.value).splitlines() == [
        'course.yml:5:5: a lesson has no check; "wait"; name one',
        "course.yml:5:23: `title` is empty; nothing was found; write it",
        'course.yml:6:5: a lesson has no check; "ask"; name one',
    ]


def test_a_problem_that_has_a_line_keeps_it(tmp_path: Path) -> None:
    notes = tmp_path / "notes.yml"
    notes.write_text("id: a\ntitle: b\n", encoding="utf-8")
    late = Problem("it is late; noon; get up", line=2, column=4)
    kind = FileType(file="notes.yml", holds=Lesson, rules=lambda _: [late])

    with pytest.raises(InvalidFile) as caught:
        read(notes, kind, "notes.yml")

    assert str(caught.value) == "notes.yml:2:4: it is late; noon; get up"


def test_a_course_is_checked_with_its_translation_and_what_lies_beside_it(file: Path) -> None:
    assert told(file) == []

    edit(file.with_name("de.yml"), "  ask: {title: Fragen}\n", "  aks: {title: Fragen}\n")
    file.with_name("handout.md").unlink()

    assert told(file) == [
        'de.yml:4:3: a translation is missing; there is no "ask"; add it',
        'de.yml:5:8: the course has nothing to translate here; "aks"; did you mean "ask"?',
        "course.yml:1:5: there is no handout.md; nothing was found; write it",
    ]


def test_a_course_is_translated(file: Path) -> None:
    german = LocalizedDocument.of(file, COURSE).in_language(file.with_name("de.yml")).document

    assert (german.language, german.lessons[1].title) == ("de", "Fragen")
    assert german.lessons[1].checks == ("quick",)
    assert texts_of(german) == {
        "title": "Zuhören",
        "lessons": {"wait": {"title": "Warten"}, "ask": {"title": "Fragen"}},
    }


def released(file: Path) -> list[Path]:
    return [release(one.document, COURSE, one.folder) for one in editions(file, COURSE)]


def test_a_course_is_released_in_each_language_with_the_number_of_its_format(file: Path) -> None:
    paths = released(file)

    assert [str(path.relative_to(file.parent)) for path in paths] == [
        "released/1.0.json",
        "released/de/1.0.json",
    ]
    assert json.loads(paths[0].read_text(encoding="utf-8"))["format"] == 2
    assert read_release(paths[0].parent, "1.0", COURSE) == read(file, COURSE)


def test_an_older_released_course_is_read_in_todays_meaning(file: Path) -> None:
    path, _ = released(file)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["units"] = data.pop("lessons")
    del data["format"]
    path.write_text(json.dumps(data), encoding="utf-8")
    (path.parent / "SHA256SUMS").unlink()

    assert read_release(path.parent, "1.0", COURSE) == read(file, COURSE)


def test_a_course_of_a_newer_program_is_one_sentence(file: Path) -> None:
    path, _ = released(file)
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "format": 3}), encoding="utf-8")

    assert told(file) == [
        "released/1.0.json: a newer selfassess released this; its `format` is 3, and 2 is the "
        "newest known here; update selfassess"
    ]


def test_versions_of_a_course_are_compared_by_what_its_fields_mean(file: Path) -> None:
    released(file)
    edit(file, "title: Listening", "title: To listen")
    edit(file, "title: Waiting", "title: To wait")
    edit(file, "id: ask, title: Asking, checks: [quick]", "id: ask, title: Asking, checks: [long]")

    found, german = comparisons(file, COURSE, None, None)

    assert (
        str(found)
        == """\
listening (en), since version 1.0

Texts that readers answer to (typo or wording):
  lesson "wait": `title` was "Waiting", is "To wait"

What answers count for (scoring or wording):
  lesson "ask": `checks` was ["quick"], is ["long"]

Everything else (any kind):
  `title` was "Listening", is "To listen\""""
    )
    assert str(german) == "listening (de), since version 1.0\n\nNothing is different."
    assert len(found.undeclared) == 3


def test_the_order_of_lessons_means_what_the_field_says(file: Path) -> None:
    released(file)
    first, second = TEXT_OF_COURSE.splitlines()[-2:]
    edit(file, f"{first}\n{second}\n", f"{second}\n{first}\n")

    found, _ = comparisons(file, COURSE, None, None)

    assert "(scoring or wording):\n  `lessons` stand in another order" in str(found)


@pytest.mark.parametrize(
    ("declared", "problems"),
    [
        ("kind: wording", 0),
        # A course does not say what the parts are that a change may name.
        ("kind: wording, items: [wait]", 1),
    ],
)
def test_a_change_of_a_course_has_to_be_declared(file: Path, declared: str, problems: int) -> None:
    released(file)
    first = '- {version: "1.0", date: "2026-11-22", kind: first, what: The first.}'
    second = f'- {{version: "1.1", date: "2026-11-23", {declared}, what: A title.}}'
    edit(file, 'version: "1.0"', 'version: "1.1"')
    edit(file, "title: Waiting", "title: To wait")
    file.write_text(f"{file.read_text()}changes:\n  {second}\n  {first}\n", encoding="utf-8")

    found = list(LocalizedDocument.of(file, COURSE).problems())

    assert len(found) == problems


def test_a_course_is_described_in_a_schema() -> None:
    made = json.loads(schema(COURSE))

    assert made["title"] == "Course"
    assert made["properties"]["lessons"]["description"] == "The lessons."
    assert made["$defs"]["Lesson"]["required"] == ["id", "title"]
