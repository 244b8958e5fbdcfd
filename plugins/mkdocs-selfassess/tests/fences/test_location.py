import dataclasses
from pathlib import Path

import pytest

from mkdocs_selfassess.fences.location import FenceLocation, in_file, locate
from mkdocs_selfassess.paths import shown
from selfassess import Problem

FENCE = "```assessment\nid: rest\n```\n"


def lines(text: str) -> list[int]:
    return [location.line for location in locate(text)]


def test_a_fence_is_found_by_its_line() -> None:
    assert lines(f"# Title\n\n{FENCE}") == [3]


def test_several_fences_are_found_in_their_order() -> None:
    assert lines(f"{FENCE}\nText.\n\n{FENCE}") == [1, 7]


def test_tildes_make_a_fence_too() -> None:
    assert lines("~~~ assessment\nid: rest\n~~~\n") == [1]


def test_a_fence_with_attributes_in_braces_is_found_with_its_header() -> None:
    location = locate("``` { #here .assessment level=3 }\nid: rest\n```\n")[0]

    assert (location.name, location.header) == ("assessment", "#here   level=3")


def test_a_fence_inside_an_admonition_has_the_indent_of_its_backticks() -> None:
    location = locate("!!! note\n\n    ```assessment\n    id: rest\n    ```\n")[0]

    assert (location.line, location.indent, location.closed) == (3, 4, True)


def test_a_fence_inside_a_list_is_found() -> None:
    assert lines(
        "1. One\n\n    - Two\n\n        ```assessment\n        id: rest\n        ```\n"
    ) == [5]


def test_a_fence_inside_a_quotation_is_found() -> None:
    location = locate("> ```assessment\n> id: rest\n> ```\n")[0]

    assert (location.indent, location.words, location.closed) == (2, ("id:", "rest"), True)


def test_a_fence_inside_a_longer_fence_is_an_example() -> None:
    assert lines(f"````markdown\n{FENCE}````\n\n{FENCE}") == [7]


def test_a_fence_inside_a_fence_of_the_other_kind_is_an_example() -> None:
    assert lines(f"~~~markdown\n{FENCE}~~~\n") == []


def test_a_shorter_closing_line_does_not_end_a_fence() -> None:
    assert not locate("````assessment\nid: rest\n```\n")[0].closed


def test_a_fence_that_ends_with_its_admonition_is_not_closed() -> None:
    assert not locate("!!! note\n    ```assessment\n    id: rest\n\nText.\n```\n")[0].closed


def test_code_in_other_languages_is_left_alone() -> None:
    assert lines("```python\nassessment = 1\n```\n\n```yaml\nid: rest\n```\n") == []


@pytest.mark.parametrize("name", ["assesment", "Assessment", "assessments", "asessment"])
def test_a_misspelt_name_is_found_as_such(name: str) -> None:
    assert [location.name for location in locate(FENCE.replace("assessment", name))] == [name]


def test_words_are_the_same_however_the_fence_is_indented() -> None:
    plain, inside = locate(FENCE)[0], locate("- x\n\n    ```assessment\n    id:   rest\n    ```")[0]

    assert plain.words == inside.words


def test_front_matter_is_counted() -> None:
    source = f"---\ntitle: x\n---\n\n# T\n\n{FENCE}"
    text = f"# T\n\n{FENCE}"

    assert [location.line for location in in_file(locate(text), text, source)] == [7]


def test_a_text_changed_by_another_plugin_is_matched_by_its_words() -> None:
    source = f"# T\n\n{FENCE}"
    text = f"Added\n\nlines\n\n# T\n\n{FENCE}"

    assert [location.line for location in in_file(locate(text), text, source)] == [3]


def test_a_fence_that_another_plugin_brought_has_no_line() -> None:
    text = f"# T\n\n{FENCE}"

    assert [location.line for location in in_file(locate(text), text, "# T\n")] == [0]


def test_the_same_words_twice_are_matched_in_their_order() -> None:
    source = f"{FENCE}\n{FENCE}"
    text = f"Added\n\n{source}\n\nMore\n"

    assert [location.line for location in in_file(locate(text), text, source)] == [1, 5]


def test_a_problem_of_the_body_gets_line_and_column_of_the_file() -> None:
    location = FenceLocation("page.md", line=10, indent=4)

    placed = location.place(Problem("wrong", line=2, column=5))

    assert str(placed) == "page.md:12:9: wrong"


def test_a_problem_of_the_fence_gets_its_own_line() -> None:
    assert (
        str(FenceLocation("page.md", line=10, indent=4).problem("wrong")) == "page.md:10:5: wrong"
    )


def test_a_problem_without_a_known_line_names_the_file() -> None:
    location = dataclasses.replace(FenceLocation("page.md"), indent=4)

    assert str(location.place(Problem("wrong", line=2, column=5))) == "page.md: wrong"


def test_a_path_is_shown_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert shown(tmp_path / "docs" / "page.md") == "docs/page.md"


def test_a_path_elsewhere_is_shown_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    assert shown(tmp_path / "page.md") == str(tmp_path / "page.md")
