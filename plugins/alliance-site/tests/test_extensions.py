"""The extensions with Python-Markdown alone: no MkDocs, no plugin."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from markdown import Markdown

from alliance_site.extensions import Citations, Fences, Terms
from alliance_site.glossary import Term
from alliance_site.knowledge import Knowledge
from alliance_site.pages import Page
from alliance_site.references import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown.extensions import Extension

    from selfassess import Problem

REFERENCES = {
    key: Reference(key, f"Of {key}\\.", key.title(), unchecked=False, kept="")
    for key in ("early", "later")
}
FENCED = ["attr_list", "md_in_html", "pymdownx.superfences"]
AGENDA = Term(term="Agenda", definition="A list.", page="practices/agenda.md")


def cited(text: str, *others: Any) -> tuple[str, list[str]]:
    """Return the HTML of a text with citations, and what is wrong with it."""
    found: list[Problem] = []
    extension = Citations(REFERENCES, "refs.bib", found.append)
    html = Markdown(extensions=[*FENCED, extension, *others]).convert(text)
    return html, [str(problem) for problem in found]


def numbers(html: str) -> list[tuple[str, str]]:
    return re.findall(r'href="#fn:(\w+)">(\d+)</a>', html)


SOURCES = "\n\n## Sources\n\n\\bibliography\n"


def test_a_citation_becomes_a_footnote_that_leads_back() -> None:
    html, problems = cited(f"One [@later], two [@early], again [@later].{SOURCES}")
    assert problems == []
    assert numbers(html) == [("later", "1"), ("early", "2"), ("later", "1")]
    assert re.search(
        r'<h2>Sources</h2>\n<div class="footnote">\n<hr />\n<ol>\n<li id="fn:later">\n'
        r'<p>Of later\.&#160;<a class="footnote-backref" href="#fnref:later"[^>]*>&#8617;</a>'
        r'<a class="footnote-backref" href="#fnref2:later"',
        html,
    )


def test_two_references_in_one_bracket_stand_apart() -> None:
    html, _ = cited(f"a [@early; @later]{SOURCES}")
    assert numbers(html) == [("early", "1"), ("later", "2")]
    assert "</sup> <sup" in html


def test_the_settings_of_the_footnotes_stay_whatever_comes_first() -> None:
    found: list[Problem] = []
    citing = Citations(REFERENCES, "refs.bib", found.append)
    orders: list[list[str | Extension]] = [["footnotes", citing], [citing, "footnotes"]]
    for both in orders:
        settings = {"footnotes": {"BACKLINK_TITLE": "Back %d"}}
        made = Markdown(extensions=both, extension_configs=settings).convert(f"[@early]{SOURCES}")
        assert 'title="Back 1"' in made


def test_code_keeps_its_brackets() -> None:
    html, problems = cited("`[@early]`\n\n```\n[@x]\n\\bibliography\n```\n")
    assert problems == []
    assert "<code>[@early]</code>" in html
    assert "[@x]\n\\bibliography\n" in html
    assert "footnote" not in html


def test_an_unknown_reference_is_said_in_words_and_the_known_beside_it_stays() -> None:
    html, problems = cited(f"a [@early; @erly]{SOURCES}")
    assert problems == ['1:12: this reference is not known; "erly"; did you mean "early"?']
    assert numbers(html) == [("early", "1")]
    assert "(unknown reference: erly)" in html


def test_a_page_whose_footnotes_have_no_place_is_a_problem_and_has_them() -> None:
    html, problems = cited("# A\n\nOne [@early].\n")
    assert problems == [
        "3:1: a page has footnotes and no place for them; it ends without a list; "
        r'write "## Sources" and "\bibliography" there'
    ]
    assert '<li id="fn:early">' in html


def test_a_list_of_sources_without_any_is_a_problem() -> None:
    assert cited(f"Nothing.{SOURCES}")[1] == [
        "5:1: a list of sources would be empty; the page cites nothing; "
        "take it and its heading away"
    ]


def test_a_second_list_of_sources_is_a_problem() -> None:
    assert cited(f"[@early]{SOURCES}{SOURCES}")[1] == [
        "10:1: a list of sources would be empty; it stands twice; take it and its heading away"
    ]


def test_on_a_page_that_lists_all_references_citations_lead_into_the_list() -> None:
    html, problems = cited("a [@early; @later; @x]\n\n```references\n```\n")
    assert problems == ['1:20: this reference is not known; "x"; add it to refs.bib']
    assert (
        'a (<a href="#ref-early">Early</a>; <a href="#ref-later">Later</a>; (unknown reference: x))'
    ) in html


def test_one_extension_serves_page_after_page() -> None:
    md = Markdown(extensions=[Citations(REFERENCES, "refs.bib", lambda _: None)])
    assert numbers(md.convert(f"[@early]{SOURCES}")) == [("early", "1")]
    assert numbers(md.reset().convert(f"[@later]{SOURCES}")) == [("later", "1")]


class NoSite:
    """A site with nothing but the page at hand."""

    def linking_from(self, _uri: str) -> Any:
        return str


def expanded(text: str, claims: Iterable[str] = ()) -> tuple[str, list[str]]:
    """Return the HTML of a text with fences, and what is wrong with it."""
    found: list[Problem] = []
    extension = Fences(Knowledge({}, {}, "claims.yml"), found.append)
    extension.page = Page("a.md", "", "", {"claims": [*claims]}, "a.md")
    extension.overview = NoSite()  # type: ignore[assignment]
    html = Markdown(extensions=[*FENCED, extension]).convert(text)
    return html, [str(problem) for problem in found]


def test_a_fence_of_claims_becomes_cards_and_its_problems_have_their_lines() -> None:
    html, problems = expanded("# A\n\n```claims\nC09\n```\n")
    assert problems == ['4:1: this claim is not known; "C09"; look in claims.yml']
    assert '<div class="claims">' in html


def test_another_fence_stays_code() -> None:
    html, problems = expanded("```yaml\nC09\n```\n")
    assert problems == []
    assert "C09</span>" in html


def explained(text: str, page: str = "practices/validation.md", glossary: str = "../g/") -> str:
    extension = Terms([AGENDA])
    extension.page, extension.glossary = page, glossary
    return Markdown(extensions=["toc", extension]).convert(text)


def test_a_term_is_explained_where_the_page_first_says_it() -> None:
    html = explained("# Agenda\n\nAn agenda, and the agenda.\n")
    assert html.count('class="term"') == 1
    assert '<p data-explained>An <span class="term"><a href="../g/#agenda"' in html


@pytest.mark.parametrize(
    ("page", "glossary"), [("practices/agenda.md", "../g/"), ("practices/validation.md", "")]
)
def test_a_term_is_not_explained_on_its_own_page_or_without_a_glossary(
    page: str, glossary: str
) -> None:
    assert explained("An agenda.", page, glossary) == "<p>An agenda.</p>"


WITHOUT_MKDOCS = """
import sys

sys.modules["mkdocs"] = None

from alliance_site.extensions import Citations, Fences, Terms
from markdown import markdown

print(markdown("a [@x]", extensions=[Citations({}, "refs.bib", print), Terms([])]))
"""


def test_they_work_where_mkdocs_can_not_be_imported() -> None:
    command = [sys.executable, "-c", WITHOUT_MKDOCS]
    assert subprocess.check_output(command, text=True).splitlines() == [
        '1:4: this reference is not known; "x"; add it to refs.bib',
        "<p>a (unknown reference: x)</p>",
    ]
