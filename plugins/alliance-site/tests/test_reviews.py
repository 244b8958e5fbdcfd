from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from alliance_site import reviews
from alliance_site.pages import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    Site = Callable[..., Any]


def page(*head: str) -> Page:
    lines = "\n".join(head)
    return Page.of(f"---\ntitle: A\n{lines}\n---\n# A\n", "content/a.md", "a.md")


def problems(*head: str) -> list[str]:
    return [str(problem) for problem in reviews.problems(page(*head))]


def sentence(*head: str) -> str:
    review = reviews.of(page(*head))
    assert review
    return review.sentence


def test_a_new_page_says_that_nobody_has_checked_it() -> None:
    assert sentence("written: 2026-11-22", "sources_checked: null", "clinical_review: none") == (
        "Written 22 November 2026 · sources last checked: not yet · clinical review: none yet · "
        "next check due November 2027"
    )


def test_a_page_that_was_checked_says_when_and_by_whom() -> None:
    assert sentence(
        "written: 2026-11-22",
        "sources_checked: 2027-01-02",
        "clinical_review: {name: Ana Lund, date: 2027-02-03, consent: true}",
        "next_check: 2027-05-01",
    ) == (
        "Written 22 November 2026 · sources last checked: 2 January 2027 · "
        "clinical review: Ana Lund, 3 February 2027 · next check due May 2027"
    )


def test_a_page_of_a_leap_day_is_due_on_the_28th() -> None:
    assert reviews.a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_page_that_says_nothing_of_its_age_has_none() -> None:
    assert reviews.of(page()) is None
    assert problems() == []


@pytest.mark.parametrize("field", ["written", "sources_checked", "next_check"])
def test_a_date_has_one_form(field: str) -> None:
    others = ["written: 2026-11-22"] if field != "written" else []
    assert problems(*others, f"{field}: 22 November 2026") == [
        f"content/a.md:{3 + len(others)}:1: \"{field}\" is no date; found '22 November 2026'; "
        "write it like 2026-11-22"
    ]


def test_written_is_never_empty() -> None:
    assert problems("written: null") == [
        'content/a.md:3:1: "written" is no date; found None; write it like 2026-11-22'
    ]


def test_a_time_of_day_is_no_date() -> None:
    assert len(problems("written: 2026-11-22 10:00:00")) == 1


def test_dates_without_the_day_of_writing_are_a_problem() -> None:
    assert problems("sources_checked: 2026-11-22") == [
        "content/a.md:3:1: a page does not say when it was written; "
        'found only "sources_checked"; add "written"'
    ]


def test_nobody_is_named_without_consent() -> None:
    named = "clinical_review: {name: Ana Lund, date: 2027-02-03}"
    assert problems("written: 2026-11-22", named) == [
        'content/a.md:4:1: a reviewer is named without consent; found "Ana Lund"; '
        'ask, and then add "consent: true"'
    ]
    assert reviews.of(page("written: 2026-11-22", named)) is None


def test_a_review_has_a_name_and_a_date() -> None:
    assert problems("written: 2026-11-22", "clinical_review: Ana Lund") == [
        "content/a.md:4:1: \"clinical_review\" names no reviewer; found 'Ana Lund'; "
        'write "none", or a name, a date and "consent: true"'
    ]


def test_a_wrong_date_fails_the_build(site: Site) -> None:
    built = site("---\nwritten: yesterday\n---\n# A\n")
    assert built.aborted
    assert built.warnings == [
        "alliance: docs/index.md:2:1: \"written\" is no date; found 'yesterday'; "
        "write it like 2026-11-22"
    ]


@pytest.fixture
def with_theme(config_text: str) -> dict[str, str]:
    from pathlib import Path

    theme = Path(reviews.__file__).parent / "theme"
    plain = "theme: {name: mkdocs, highlightjs: false}"
    return {
        "mkdocs.yml": config_text.replace(
            plain, f"theme: {{name: material, font: false, custom_dir: {theme}}}"
        ),
        "docs/about/age.md": "---\nwritten: 2026-11-22\n---\n# Age\n\n```status\n```\n",
    }


def test_the_foot_of_a_page_tells_its_age_and_leads_to_all_pages(
    site: Site, with_theme: dict[str, str]
) -> None:
    built = site("---\nwritten: 2026-11-22\n---\n# A\n", with_theme)
    assert (
        '<p class="page-age">Written 22 November 2026 · sources last checked: not yet · '
        "clinical review: none yet · next check due November 2027 · "
        '<a href="about/age/">status of all pages</a></p>'
    ) in built.page()


def test_a_page_without_dates_has_no_line_at_its_foot(
    site: Site, with_theme: dict[str, str]
) -> None:
    assert "page-age" not in site("# A\n", with_theme).page()
