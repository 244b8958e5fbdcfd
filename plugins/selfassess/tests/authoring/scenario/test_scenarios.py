"""What must hold in a scenario.yml."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.documents import read
from selfassess.authoring.localized import LocalizedDocument
from selfassess.authoring.read.field_facts import unstated
from selfassess.authoring.scenario.scenarios import SCENARIO
from selfassess.problems import InvalidFile

if TYPE_CHECKING:
    from pathlib import Path

    from selfassess.authoring.scenario.scenario import Scenario

TEXT = """\
id: tea
version: "1.0"
title: Tea
who: A host
setting: A kitchen
opening: A guest has come in from the rain.
steps:
  - id: door
    text: The guest stays at the door.
    options:
      - label: '"Come in."'
        to: table
        because: It is raining.
      - label: Wait.
        to: gone
        because: Nobody likes to wait in the rain.
  - id: table
    text: The guest sits down.
    options:
      - label: '"Tea?"'
        to: drunk
        because: Tea is warm.
      - label: '"Why are you so wet?"'
        to: door
        because: It sounds like blame.
ends:
  - id: drunk
    text: The guest drinks tea.
    carries_on: You wash up.
    pages: [{page: tea/green.md, about: Green tea}]
  - id: gone
    text: The guest has left.
    carries_on: You may write.
    pages: [{page: tea/green.md, about: Green tea}]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A sound scenario in its folder."""
    path = tmp_path / "tea" / "scenario.yml"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def scenario(file: Path) -> Scenario:
    return read(file, SCENARIO)


def told(file: Path, *changes: tuple[str, str]) -> list[str]:
    """Return what is said of the file with some of its text replaced."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile) as invalid:
        read(file, SCENARIO, "scenario.yml")
    return [str(problem) for problem in invalid.value.problems]


def test_every_field_says_what_it_is_and_what_its_change_means() -> None:
    assert unstated(SCENARIO.holds) == []


def test_a_choice_that_leads_nowhere_is_told_the_step_that_is_meant(file: Path) -> None:
    assert told(file, ("to: table", "to: tabel")) == [
        'scenario.yml:12:13: there is no such step or end; "tabel"; did you mean "table"?',
        'scenario.yml:17:9: no way leads here from the first step; "table"; '
        "let a choice lead to it, or take it away",
        'scenario.yml:27:9: no way leads here from the first step; "drunk"; '
        "let a choice lead to it, or take it away",
    ]


def test_an_end_that_no_choice_leads_to_is_told(file: Path) -> None:
    assert told(file, ("to: gone", "to: table")) == [
        'scenario.yml:31:9: no way leads here from the first step; "gone"; '
        "let a choice lead to it, or take it away",
    ]


def test_a_circle_without_a_way_out_is_told(file: Path) -> None:
    assert told(file, ("to: drunk", "to: table"), ("to: door", "to: table")) == [
        "scenario.yml:17:9: from here a reader goes round in a circle; no end follows "
        '"table"; let a choice lead to an end',
        'scenario.yml:27:9: no way leads here from the first step; "drunk"; '
        "let a choice lead to it, or take it away",
    ]


def test_a_circle_with_a_way_out_is_none_of_our_business(scenario: Scenario) -> None:
    assert scenario.within_reach("table") == {"door", "table", "drunk", "gone"}
    assert list(SCENARIO.rules(scenario)) == []


def test_one_choice_is_no_choice(file: Path) -> None:
    waiting = TEXT[TEXT.index("      - label: Wait.") : TEXT.index("  - id: table")]
    assert told(file, (waiting, ""), ("to: door", "to: gone")) == [
        "scenario.yml:11:7: this is too little; found 1; write at least 2",
    ]


def test_a_choice_without_a_reason_is_told(file: Path) -> None:
    assert told(file, ("        because: It is raining.\n", "")) == [
        'scenario.yml:11:9: a field is missing; there is no "because"; add it'
    ]
    assert told(file, ("because: It is raining.", 'because: " "')) == [
        "scenario.yml:13:18: this has to be written; it is empty; write it"
    ]


def test_an_id_is_given_once(scenario: Scenario) -> None:
    ends = (scenario.ends[0], replace(scenario.ends[1], id="door"))
    problems = list(SCENARIO.rules(replace(scenario, ends=ends)))
    assert [(each.message, each.path) for each in problems[:2]] == [
        ('this id is given twice; "door"; give each its own', ("steps", 0, "id")),
        ('this id is given twice; "door"; give each its own', ("ends", 1, "id")),
    ]


def test_a_page_is_written_as_a_path(file: Path) -> None:
    assert told(file, ("page: tea/green.md", "page: green tea")) == [
        'scenario.yml:30:20: this is not written as it must be; "green tea"; '
        'write a page such as "folder/page.md"'
    ]


def test_the_folder_has_the_name_of_the_scenario(file: Path) -> None:
    file.write_text(TEXT.replace("id: tea", "id: coffee", 1), encoding="utf-8")
    with pytest.raises(InvalidFile) as invalid:
        LocalizedDocument.of(file, SCENARIO, "scenario.yml")
    assert str(invalid.value) == (
        'scenario.yml:1:5: the folder is not named by the id; "coffee" in the folder "tea"; '
        "rename one"
    )


def test_a_translation_names_choices_by_where_they_lead(file: Path) -> None:
    other = file.with_name("es.yml")
    other.write_text('version: "1.0"\ntitle: Té\n', encoding="utf-8")
    with pytest.raises(InvalidFile) as invalid:
        LocalizedDocument.of(file, SCENARIO).in_language(other, "es.yml")
    assert 'es.yml:1:1: a translation is missing; there is no "steps"; add it' in map(
        str, invalid.value.problems
    )
