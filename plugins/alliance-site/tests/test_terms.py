"""Which words of a page are explained, on plain pieces of HTML."""

from __future__ import annotations

import re

import pytest

from alliance_site.glossary import Term
from alliance_site.pages import Page
from alliance_site.terms import MOST, explains, linked

AGENDA = Term(term="Agenda", variants=("agendas",), definition="A list & more.")
WITHDRAWAL = Term(
    term="Withdrawal (in a rupture)", variants=("withdrawal rupture",), definition="Going away."
)
TEACH_BACK = Term(term="Teach-back", variants=("teach back",), definition="Asking to hear it.")
TERMS = [AGENDA, WITHDRAWAL, TEACH_BACK]


def explained(html: str) -> list[str]:
    """Return the words of a page that are explained."""
    return re.findall(r"aria-describedby=[^>]*>([^<]*)</a>", linked(html, TERMS, "glossary/"))


def test_a_term_becomes_a_link_that_its_definition_describes() -> None:
    assert linked("<p>Set an agenda.</p>", TERMS, "../glossary/") == (
        '<p data-explained>Set an <span class="term">'
        '<a href="../glossary/#agenda" aria-describedby="term-agenda">agenda</a>'
        '<span class="term__tip" id="term-agenda" role="tooltip" data-search-exclude hidden>'
        "A list &amp; more.</span></span>.</p>"
    )


def test_only_the_first_mention_is_explained() -> None:
    assert explained("<p>An agenda.</p><p>Two agendas. An agenda.</p>") == ["agenda"]


def test_variants_and_capitals_and_line_breaks_are_found() -> None:
    assert explained("<p>Agendas.</p><p>A withdrawal\nrupture.</p><p>Teach back.</p>") == [
        "Agendas",
        "withdrawal\nrupture",
        "Teach back",
    ]


def test_a_term_with_brackets_is_found_by_its_variants_only() -> None:
    assert explained("<p>Withdrawal from a drug.</p>") == []


@pytest.mark.parametrize(
    "html",
    [
        "<h2>The agenda</h2>",
        '<p><a href="x">an agenda</a></p>',
        "<p><code>agenda</code></p>",
        "<blockquote><p>My agenda</p></blockquote>",
        '<div class="claims"><p>An agenda</p></div>',
        '<div class="footnote"><ol><li><p>Agenda, a journal</p></li></ol></div>',
        "<self-assessment><p>An agenda</p></self-assessment>",
        "<table><tr><td><p>agenda</p></td></tr></table>",
        '<p>Say "my agenda is short".</p>',
        "<p>Say “my agenda is short”.</p>",
        "<p>A sub-agenda, an agendaless day.</p>",
    ],
)
def test_what_is_not_running_text_is_left_alone(html: str) -> None:
    assert linked(html, TERMS, "glossary/") == html


def test_text_behind_a_quotation_is_running_text() -> None:
    assert explained('<p>"Yes," and then an agenda.</p>') == ["agenda"]


def test_two_terms_never_stand_in_one_paragraph() -> None:
    assert explained("<p>An agenda and teach-back.</p>") == ["agenda"]


def test_a_page_explains_six_terms_at_most() -> None:
    terms = [Term(term=f"Word{number}", definition="It.") for number in range(9)]
    page = linked("".join(f"<p>{term.term}</p>" for term in terms), terms, "glossary/")
    assert page.count('class="term"') == MOST == 6


def test_entities_and_open_tags_do_not_move_the_place() -> None:
    html = "<p>Fish &amp; chips<br>and <em>an agenda</em> &lt;now&gt;"
    begun = '<p data-explained>Fish &amp; chips<br>and <em>an <span class="te'
    assert linked(html, TERMS, "g/").startswith(begun)


def test_a_page_without_terms_stays_as_it_is() -> None:
    assert linked("<p>An agenda</p>", [], "glossary/") == "<p>An agenda</p>"


@pytest.mark.parametrize(
    ("meta", "does"),
    [
        ({"claims": ["C01"]}, True),
        ({"areas": ["listening"]}, True),
        ({"claims": []}, False),
        ({"claims": ["C01"], "hide": ["toc"]}, False),
    ],
)
def test_guidance_explains_its_terms_and_a_page_that_moves_people_on_does_not(
    meta: dict[str, list[str]], does: bool
) -> None:
    assert explains(Page("x.md", "", "", meta, "x.md")) is does
