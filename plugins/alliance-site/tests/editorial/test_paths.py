from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alliance_site.editorial import paths
from alliance_site.pages import Page
from selfassess import Domain

if TYPE_CHECKING:
    from pathlib import Path

NAV = [{"Home": "index.md"}, {"More": ["a/b.md", {"Away": "https://example.org"}]}]
CONFIG = "nav:\n  - Home: index.md\n  - More:\n      - a/b.md\n      - Away: https://example.org\n"
AREA = Domain(id="listening", title="Listening", page="a/b.md")


def page(markdown: str = "# B\n", uri: str = "a/b.md") -> Page:
    return Page.of(markdown, f"content/{uri}", uri)


def test_a_menu_names_its_pages_at_any_depth() -> None:
    assert paths.named(NAV) == ["index.md", "a/b.md"]


def test_a_page_that_no_menu_leads_to_is_to_be_added() -> None:
    new = page(uri="a/new.md")
    assert [str(each) for each in paths.not_in_menu([page(), new], NAV, "mkdocs.yml")] == [
        'content/a/new.md:1:1: no menu leads to this page; "a/new.md"; '
        'add it under "nav" in mkdocs.yml'
    ]


def test_without_a_menu_of_ours_every_page_is_reached() -> None:
    assert list(paths.not_in_menu([page()], None, "mkdocs.yml")) == []


def test_a_line_of_the_menu_whose_page_is_gone_is_named() -> None:
    found = paths.gone_from_menu({"index.md"}, NAV, CONFIG, "mkdocs.yml")
    assert [str(each) for each in found] == [
        'mkdocs.yml:4:1: the menu names a page that is not there; "a/b.md"; take this line out'
    ]


def test_a_line_of_the_menu_that_is_misspelled_is_told_the_page_that_has_no_line() -> None:
    (found,) = paths.gone_from_menu({"index.md", "a/bb.md"}, NAV, CONFIG, "mkdocs.yml")
    assert str(found).endswith('"a/b.md"; did you mean "a/bb.md"?')


def test_a_link_to_a_page_that_is_gone_has_line_and_column() -> None:
    written = page("---\ntitle: B\n---\n# B\n\nSee [this](c.md#part) and [that](../index.md).\n")
    assert [str(each) for each in paths.broken_links(written, {"index.md", "a/b.md"})] == [
        'content/a/b.md:6:12: a link leads to no page; "c.md"; mend it, or take it out'
    ]


@pytest.mark.parametrize(
    "text",
    ["[a](b.md)", "[a](#part)", "[a](https://example.org/x.md)", "```markdown\n[a](x.md)\n```"],
)
def test_other_links_and_examples_are_left_alone(text: str) -> None:
    assert list(paths.broken_links(page(text), {"a/b.md"})) == []


def test_a_page_that_teaches_an_area_names_it() -> None:
    silent = page("---\nareas: []\n---\n# B\n")
    assert [str(each) for each in paths.untaught({AREA.id: AREA}, {"a/b.md": silent})] == [
        'content/a/b.md:2:1: a page teaches an area and does not name it; "listening"; '
        'add it to "areas" in the front matter'
    ]
    naming = page("---\nareas: [listening]\n---\n# B\n")
    assert list(paths.untaught({AREA.id: AREA}, {"a/b.md": naming})) == []


def test_a_term_whose_page_is_gone_has_its_place(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yml"
    term = "term: Agenda, definition: What both want., page: "
    file.write_text(f"groups:\n  - title: A\n    terms:\n      - {{{term}c.md}}\n")
    found = paths.lost_terms(file, "content/data/glossary.yml", {"a/b.md"})
    assert [str(each) for each in found] == [
        'content/data/glossary.yml:4:59: a term leads to no page; "c.md"; name another, or none'
    ]
    assert paths.lost_terms(file, "glossary.yml", {"c.md"}) == ()
