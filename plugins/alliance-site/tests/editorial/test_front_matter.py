from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from alliance_site.editorial import front_matter
from alliance_site.pages import Page

if TYPE_CHECKING:
    from collections.abc import Callable

CONTRIBUTING = Path(__file__).resolve().parents[4] / "CONTRIBUTING.md"
WHOLE = {
    "title": "Grief",
    "description": "What helps.",
    "claims": "[]",
    "areas": "[]",
    "written": "2026-11-22",
}


def page(head: dict[str, str]) -> Page:
    lines = "".join(f"{name}: {value}\n" for name, value in head.items())
    return Page.of(f"---\n{lines}---\n\n# Grief\n", "content/grief.md", "grief.md")


def problems(head: dict[str, str]) -> list[str]:
    return [str(problem) for problem in front_matter.problems(page(head))]


def test_a_page_with_the_needed_fields_has_no_problem() -> None:
    assert problems(WHOLE) == []


def test_a_page_without_front_matter_is_told_where_to_find_it() -> None:
    bare = Page.of("# Grief\n\nA text.\n", "content/grief.md", "grief.md")
    assert [str(problem) for problem in front_matter.problems(bare)] == [
        'content/grief.md:1:1: a page has no front matter; it begins with "# Grief"; '
        'copy the block under "A page of your own" in CONTRIBUTING.md'
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\ntitle: Waiting: the hard part\n---\n\n# Waiting\n",
            "2:15: this is not YAML; a second colon stands in this text; put quotes round the text",
        ),
        (
            "---\ntitle: Waiting\nalso: [delay, late\nareas: []\n---\n",
            "3:7: a bracket is never closed; ",
        ),
        (
            "---\ntitle: Waiting\n\n# Waiting\n",
            "1:1: the front matter has no end; add a line of three dashes behind its last field",
        ),
        ("---\n- Waiting\n---\n\n# Waiting\n", "1:1: the front matter has no fields; "),
    ],
)
def test_front_matter_that_can_not_be_read_is_told_where(text: str, message: str) -> None:
    (problem,) = front_matter.problems(Page.of(text, "content/grief.md", "grief.md"))
    assert str(problem).startswith(f"content/grief.md:{message}")


@pytest.mark.parametrize("name", WHOLE)
def test_a_field_that_is_missing_is_named_with_a_line_to_add(name: str) -> None:
    head = {field: value for field, value in WHOLE.items() if field != name}
    (field,) = (each for each in front_matter.FIELDS if each.name == name)
    assert problems(head) == [
        f'content/grief.md:1:1: the front matter lacks "{name}"; found {", ".join(head)}; '
        f'add a line such as "{name}: {field.example}"'
    ]


def test_a_field_that_is_nearly_right_is_told_from_one_of_another_plugin() -> None:
    assert problems({**WHOLE, "lenguage": "es", "template": "home.html"}) == [
        'content/grief.md:7:1: this field is not known; "lenguage"; did you mean "language"?'
    ]


def test_a_title_is_a_text() -> None:
    assert problems({**WHOLE, "title": "2026"}) == [
        'content/grief.md:2:1: "title" says nothing; found 2026; write it as text'
    ]


def test_a_description_is_short_enough_to_be_shown() -> None:
    assert problems({**WHOLE, "description": "x" * 155}) == []
    assert problems({**WHOLE, "description": "x" * 156}) == [
        "content/grief.md:3:1: a description is too long to be shown whole; "
        "found 156 characters; shorten it to 155"
    ]


def test_contributing_lists_the_fields_as_they_are() -> None:
    assert front_matter.table() in CONTRIBUTING.read_text(encoding="utf-8")


def test_the_page_to_copy_in_contributing_builds(
    site: Callable[..., Any], config_text: str
) -> None:
    section = CONTRIBUTING.read_text(encoding="utf-8").split("## A page of your own\n")[1]
    block, *_ = re.findall(r"^````markdown\n(.*?)^````$", section, re.MULTILINE | re.DOTALL)
    config = config_text.replace("      areas:", '      editorial: "*.md"\n      areas:')
    built = site(block, {"mkdocs.yml": config})
    # The small site has claims that this page does not show.
    assert [each for each in built.warnings if "no page shows this claim" not in each] == []
    assert "<h1" in built.page()
