from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from alliance_site import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    Site = Callable[..., Any]


def test_words_are_what_a_reader_reads() -> None:
    assert reading.words("It doesn't *hurt*: see [the page](a/b.md#c-d) [@early2018].") == 6


@pytest.mark.parametrize(
    "left_out",
    [
        "```claims\nC01\nC02\n```",
        "```assessment\nid: quick-check\n```",
        "````markdown\n```claims\nC01\n```\n````",
        "## Sources\n\nMany words that nobody reads.\n\n\\bibliography",
        '<svg viewBox="0 0 1 1"><title>A picture</title></svg>',
        "<!-- a note -->",
        '<figure>\n--8<-- "assets/drawings/one.svg"\n</figure>',
    ],
)
def test_cards_forms_sources_and_marks_are_not_read(left_out: str) -> None:
    assert reading.words(f"One two.\n\n{left_out}\n") == 2


def test_the_id_of_a_heading_is_not_read() -> None:
    assert reading.words("## One two { #one-two }") == 2


@pytest.mark.parametrize(("words", "minutes"), [(199, 0), (200, 1), (201, 2), (800, 4)])
def test_minutes_are_rounded_up_and_less_than_one_is_not_told(words: int, minutes: int) -> None:
    assert reading.minutes("word " * words) == minutes


HEAD = "---\nwritten: 2026-11-22\n---\n# Title\n\n"


def test_a_page_tells_its_reading_time_under_its_title(site: Site) -> None:
    files = {"docs/a.md": HEAD + "word " * 601, "docs/b.md": HEAD + "word " * 199}
    built = site("# Home\n", files)
    line = '</h1>\n<p class="reading-time" data-search-exclude>{}</p>'
    assert line.format("4 minutes to read") in built.page("a/index.html")
    assert line.format("1 minute to read") in built.page("b/index.html")


def test_the_home_page_tells_no_reading_time(site: Site) -> None:
    assert "reading-time" not in site(HEAD + "word " * 601).page()


def test_a_page_that_does_not_say_its_age_tells_no_reading_time(site: Site) -> None:
    built = site("# Home\n", {"docs/a.md": "# A\n\n" + "word " * 601})
    assert "reading-time" not in built.page("a/index.html")


def test_a_page_in_another_language_tells_no_reading_time(site: Site) -> None:
    spanish = HEAD.replace("written", "language: es\nwritten") + "palabra " * 601
    built = site("# Home\n", {"docs/a.md": spanish})
    assert '<div lang="es">\n<h1' in built.page("a/index.html")
    assert "reading-time" not in built.page("a/index.html")
