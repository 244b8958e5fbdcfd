from __future__ import annotations

import pytest

from alliance_site.editorial import wording
from alliance_site.pages import Page


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "A non-compliant man.",
            'this word judges a patient; "non-compliant"; say what the person does or says',
        ),
        (
            "A link (r = 0.28).",
            'a size is not written like the others; "r = 0.28"; '
            "write d and g with a zero before the point, and r without",
        ),
        (
            "Or call your local emergency number.",
            "what to do in danger is told in other words than on the page of helplines; "
            '"call your local emergency number"; put a crisis fence in its place',
        ),
    ],
)
def test_what_no_text_says_comes_with_what_to_write(text: str, message: str) -> None:
    assert [found for found, _, _ in wording.found(text)] == [message]


@pytest.mark.parametrize(
    "text", ["A link (r = .28).", "A gain (d = 0.28).", "He stopped the pills."]
)
def test_other_words_are_no_problem(text: str) -> None:
    assert list(wording.found(text)) == []


def test_a_problem_has_the_line_and_the_column_of_the_file() -> None:
    page = Page.of("---\ntitle: The addict\n---\n# A\n\nAn addict.\n", "content/a.md", "a.md")
    assert [(each.file, each.line, each.column) for each in wording.problems(page)] == [
        ("content/a.md", 2, 12),
        ("content/a.md", 6, 4),
    ]


@pytest.mark.parametrize(
    "also", ["also: [difficult patient]", "also:\n  - an addict", "also:\n- in denial"]
)
def test_people_search_in_their_own_words(also: str) -> None:
    page = Page.of(f"---\n{also}\ntitle: A\n---\n# A\n", "content/a.md", "a.md")
    assert list(wording.problems(page)) == []
