from __future__ import annotations

from alliance_site.editorial import reviewed
from alliance_site.pages import Page

SAYS = Page.of("# Ages\n\n- No page has had a clinical review yet.\n", "content/age.md", "age.md")
BY = "written: 2026-11-22\nclinical_review: {}"
READ = "{name: Ana Lund, date: 2027-02-03, consent: true}"


def page(review: str) -> Page:
    return Page.of(f"---\n{BY.format(review)}\n---\n# Grief\n", "content/grief.md", "grief.md")


def test_as_long_as_nobody_has_read_a_page_the_site_may_say_so() -> None:
    assert list(reviewed.problems([SAYS, page("none")])) == []


def test_once_somebody_has_the_sentence_has_to_go() -> None:
    assert [str(each) for each in reviewed.problems([SAYS, page(READ)])] == [
        'content/age.md:3:3: a page has had a clinical review; "grief.md"; '
        "take out that none has had one"
    ]
