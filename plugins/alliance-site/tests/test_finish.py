from __future__ import annotations

from typing import Any

import pytest

from alliance_site.finish import finished
from alliance_site.pages import Page


def page(**meta: Any) -> Page:
    return Page("x.md", "", "", meta, "practices/validation.md")


def test_a_page_with_a_term_loads_the_module_that_puts_it_away() -> None:
    html = finished('<p>An <span class="term">agenda</span></p>', page(), "practices/validation/")
    assert html.endswith('<script type="module" src="../../javascripts/terms.mjs"></script>')


def test_the_page_of_scripts_loads_its_module() -> None:
    html = finished("<script-finder></script-finder>", page(), "tools/scripts/")
    assert html.endswith('<script type="module" src="../../javascripts/scripts.mjs"></script>')


def test_a_page_with_neither_loads_nothing() -> None:
    assert finished("<p>Text</p>", page(), "practices/") == "<p>Text</p>"


def test_the_number_of_a_footnote_begins_no_line() -> None:
    html = finished('<p>Text <sup id="fnref:a">1</sup> goes on</p>', page(), "practices/")
    assert html == '<p>Text&#160;<sup id="fnref:a">1</sup> goes on</p>'


def test_a_page_in_another_language_says_so() -> None:
    html = finished("<p>Una agenda</p>", page(language="es"), "practices/")
    assert html == '<div lang="es">\n<p>Una agenda</p>\n</div>'


def test_a_table_that_the_theme_moves_stands_alone_so_that_its_neighbours_are_not_styled_again() -> (
    None
):
    table = "<table>\n<tr><td>1</td></tr>\n</table>"
    html = finished(
        f'<p>One</p>\n{table}\n{table}\n<table class="x"></table>', page(), "practices/"
    )
    alone = f"<div>{table}</div>"
    assert html == f'<p>One</p>\n{alone}\n{alone}\n<table class="x"></table>'


def test_the_ways_back_from_a_source_stand_on_one_line() -> None:
    back = '<a class="footnote-backref" href="#fnref:a">&#8617;</a>'
    html = finished(f"<p>Source.&#160;{back}{back}</p>", page(), "practices/")
    assert html == f"<p>Source.&#160;{back}&#8288;{back}</p>"


@pytest.mark.parametrize(("count", "name"), [(5, "footnote"), (6, "footnote footnote--long")])
def test_many_sources_are_named_so_that_they_can_wait(count: int, name: str) -> None:
    sources = '<li id="fn:a">A</li>' * count
    html = finished(f'<div class="footnote"><ol>{sources}</ol></div>', page(), "practices/")
    assert html == f'<div class="{name}"><ol>{sources}</ol></div>'
