from __future__ import annotations

import pytest

from alliance_site import figures
from alliance_site.pages import Page


def found(markdown: str) -> list[str]:
    return [figure for figure, _, _ in figures.unsourced(markdown)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("About 40% were worn out.", "40%"),
        ("A small link (r = .28).", "r = .28"),
        ("No link (r = −.02).", "r = −.02"),
        ("A gain (g about 0.36 to 0.53).", "g about 0.36"),
        ("Less dropout (odds ratio 1.19).", "odds ratio 1.19"),
        ("The odds were 1.62 times as high.", "1.62 times"),
        ("The likely range is .26 to .30.", "range is .26"),
        ("A median of 21.", "median of 21"),
        ("They spoke for 92 seconds on average.", "92 seconds on average"),
        ("In 18 of 22 studies it held.", "18 of 22"),
        ("They broke in on 27 of those 40.", "27 of those 40"),
        ("It held in 53 studies.", "53 studies"),
        ("There were 9,409 mental health staff.", "9,409 mental health staff"),
        ("- A list: 120 inpatients.\n- Among 40 physicians it held.", "40 physicians"),
    ],
)
def test_a_finding_without_a_source_is_found(text: str, figure: str) -> None:
    assert found(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "It held in 53 studies [@early2018].",
        "It held\nin 53 studies,\nsays a review [@early2018].",
        "| What | Size |\n| --- | --- |\n| Trust [@early2018] | r = .30 |",
        "- It held in 53 studies,\n  widely [@early2018].",
    ],
)
def test_a_source_in_the_same_block_is_enough(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It held in 53 studies.\n\nSo says a review [@early2018].",
        "- It held in 53 studies.\n- So says a review [@early2018].",
        "1. It held in 53 studies.\n2. So says a review [@early2018].",
        "| Trust | 53 studies |\n| Talk [@early2018] | none |",
    ],
)
def test_a_source_in_the_next_block_is_not(text: str) -> None:
    assert found(text) == ["53 studies"]


@pytest.mark.parametrize(
    "text",
    [
        "> You have waited 40 minutes, and 12 people stand before you.",
        'Say "Of 100 patients like you, 62 of 100 do well".',
        "Twenty minutes, three habits, 2 patients, 0 to 5 points.",
        "A session for 4 to 18 people, of which 28 of the 60 minutes are practice.",
        "## What r = .28 means",
        "If 50 of 100 patients would have come, 62 would now. (Our sum.)",
        "In 59 of 100 pairs it is so.\n(This is our own sum.)",
        "```claims\n53 studies\n```",
        "[Sixty](page-with-53-studies.md){ width=40% }",
        "The talk is on Thursday at 10, in room 4.",
    ],
)
def test_what_is_no_finding_needs_no_source(text: str) -> None:
    assert found(text) == []


def page(head: str, body: str) -> Page:
    return Page.of(f"---\n{head}\n---\n# A\n\n{body}\n", "docs/a.md", "a.md")


def test_the_problem_names_file_line_column_and_remedy() -> None:
    problems = figures.problems(page("claims: [C01]", "Many.\nAbout 40% were worn out."))
    assert [str(each) for each in problems] == [
        'docs/a.md:7:7: a figure has no source; found "40%"; cite its study in the same '
        "paragraph, list item or row, or leave it out and link to the page that tells it"
    ]


@pytest.mark.parametrize(
    ("head", "body", "count"),
    [
        ("areas: [listening]", "40%", 1),
        ("claims: []", "40%", 0),
        ("claims: []", "40%\n\n\\bibliography", 1),
    ],
)
def test_only_a_page_that_teaches_or_lists_sources_is_looked_at(
    head: str, body: str, count: int
) -> None:
    assert len(list(figures.problems(page(head, body)))) == count
