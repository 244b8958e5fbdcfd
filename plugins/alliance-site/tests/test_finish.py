from __future__ import annotations

from typing import Any

from alliance_site.finish import Finish, with_searches
from alliance_site.glossary import Term
from alliance_site.pages import Page

AGENDA = Term(term="Agenda", definition="A list.", page="practices/agenda.md")
FINISH = Finish([AGENDA], "glossary/")


def page(uri: str = "practices/validation.md", **meta: Any) -> Page:
    return Page("x.md", "", "", {"claims": ["C01"]} | meta, uri)


def test_what_people_look_for_stands_before_the_sources() -> None:
    html = '<p>Text</p>\n<h2 id="sources">Sources</h2>'
    assert with_searches(html, ["angry patient", "a < b"]) == (
        '<p>Text</p>\n<p class="also">People also look for: angry patient; a &lt; b.</p>\n'
        '<h2 id="sources">Sources</h2>'
    )


def test_without_sources_it_stands_last() -> None:
    assert with_searches("<p>Text</p>", ["rude"]).endswith("look for: rude.</p>\n")


def test_a_page_that_names_nothing_gets_no_line() -> None:
    assert with_searches("<p>Text</p>", []) == "<p>Text</p>"


def test_a_page_with_a_term_loads_the_module_that_puts_it_away() -> None:
    html = FINISH.of("<p>An agenda</p>", page(), "practices/validation/")
    assert 'href="../../glossary/#agenda"' in html
    assert html.endswith('<script type="module" src="../../javascripts/terms.mjs"></script>')


def test_the_page_of_scripts_loads_its_module() -> None:
    html = FINISH.of("<script-finder></script-finder>", page(claims=[]), "tools/scripts/")
    assert html.endswith('<script type="module" src="../../javascripts/scripts.mjs"></script>')


def test_a_page_with_neither_loads_nothing() -> None:
    assert FINISH.of("<p>Text</p>", page(), "practices/") == "<p>Text</p>"


def test_the_page_of_a_term_does_not_explain_it() -> None:
    html = "<p>An agenda</p>"
    assert FINISH.of(html, page("practices/agenda.md"), "practices/agenda/") == html


def test_a_page_that_is_no_guidance_explains_nothing() -> None:
    html = "<p>An agenda</p>"
    assert FINISH.of(html, page(claims=[]), "about/") == html
    assert FINISH.of(html, page(hide=["toc"]), "") == html


def test_without_a_glossary_nothing_is_explained() -> None:
    html = "<p>An agenda</p>"
    assert Finish([AGENDA], "").of(html, page(), "practices/") == html


def test_a_page_in_another_language_says_so_and_what_is_added_is_outside() -> None:
    html = FINISH.of("<p>Una agenda</p>", page(language="es", claims=[], also=["x"]), "practices/")
    assert html == (
        '<div lang="es">\n<p>Una agenda</p>\n</div>\n<p class="also">People also look for: x.</p>\n'
    )
