"""A scenario in a page: what becomes of it, and what authors may get wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = """\
id: tea
version: "1.0"
title: Tea
who: A host
setting: A kitchen
opening: A guest has come in.
steps:
  - id: door
    text: The guest waits.
    options:
      - {label: Speak., to: in, because: It helps.}
      - {label: Stare., to: in, because: It hurts.}
ends:
  - id: in
    text: The guest sits.
    carries_on: Tea.
    pages: [{page: index.md, about: The first page}]
"""


@pytest.fixture
def tea(folder: Path) -> Path:
    """A sound scenario."""
    file = folder / "assessments/scenarios/tea/scenario.yml"
    file.parent.mkdir(parents=True)
    file.write_text(TEXT, encoding="utf-8")
    return file


def page(body: str = "id: tea", line: str = "scenario") -> str:
    return f"# Title\n\n```{line}\n{body}\n```\n\nText.\n"


def test_a_fence_becomes_a_scenario_with_one_script_and_one_style_for_the_page(
    build: Callable[..., Any], tea: Path
) -> None:
    other = tea.parent.with_name("milk") / "scenario.yml"
    other.parent.mkdir()
    other.write_text(TEXT.replace("id: tea", "id: milk"), encoding="utf-8")
    built = build(page() + page("id: milk\nlevel: 4"))

    assert built.warnings == []
    html = built.read()
    assert html.count('<practice-scenario class="scenario" lang="en" dir="ltr">') == 2
    assert html.count("/scenario.css") == html.count("/scenario.js") == 1
    assert 'href="#sc-tea-1a"' in html
    assert '<h4 class="sc-heading" id="sc-milk-door"' in html
    assert '<a href="./">The first page</a>' in html


WRONG = {
    "unknown id": (
        page("id: tee"),
        'docs/index.md:4:5: there is no such scenario; "tee"; did you mean "tea"?',
    ),
    "twice": (
        page() + page(),
        "docs/index.md:11:5: this scenario stands twice on the page; also on line 3; "
        "keep one of them",
    ),
    "unknown language": (
        page("id: tea\nlanguage: fr"),
        'docs/index.md:5:11: "tea" is not there in this language; "fr"; known are: en',
    ),
    "empty": (
        page(""),
        'docs/index.md:3:1: the fence is empty; nothing was found; write "id: " and the name of '
        "a scenario between the fence lines",
    ),
    "an option that is not known": (
        page("id: tea\nlevle: 3"),
        'docs/index.md:5:8: this field is not known; "levle"; did you mean "level"?',
    ),
    "a misspelt name": (
        page(line="scenaro"),
        'docs/index.md:3:1: there is no fence of this name; "scenaro"; did you mean "scenario"?',
    ),
}


@pytest.mark.usefixtures("tea")
@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_in_a_fence_is_told_with_its_place(build: Callable[..., Any], name: str) -> None:
    text, message = WRONG[name]
    built = build(text)

    assert built.warnings == [message]
    if name != "a misspelt name":
        assert "<strong>This scenario can not be shown.</strong>" in built.read()


def test_a_page_that_is_not_there_is_told_where_the_scenario_names_it(
    build: Callable[..., Any], tea: Path
) -> None:
    tea.write_text(TEXT.replace("index.md", "indx.md"), encoding="utf-8")
    built = build(page())

    assert built.warnings == [
        "assessments/scenarios/tea/scenario.yml:17:20: there is no such page; "
        '"indx.md"; did you mean "index.md"?'
    ]
    assert "<li>The first page</li>" in built.read()


def test_a_broken_scenario_is_told_once_and_not_shown(build: Callable[..., Any], tea: Path) -> None:
    tea.write_text(TEXT.replace("to: in", "to: out", 1), encoding="utf-8")
    built = build(page())

    assert built.warnings == [
        "assessments/scenarios/tea/scenario.yml:11:29: there is no such step or end; "
        '"out"; known are: door, in',
        'docs/index.md:4:5: "tea" can not be shown; 1 problem in '
        "assessments/scenarios/tea/scenario.yml; mend that file",
    ]
