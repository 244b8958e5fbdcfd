from pathlib import Path

import pytest

from mkdocs_selfassess.library import Entry, Library
from mkdocs_selfassess.links import addresses, guessed_url, missing_headings, missing_pages

FILE = "assessments/rest/instrument.yml"


@pytest.fixture
def entry(folder: Path, rest: Path) -> Entry:
    text = rest.read_text()
    text = text.replace("title: Sleep", "title: Sleep\n    page: sleep.md")
    text = text.replace("domain: sleep\n", 'domain: sleep\n    teaches: "sleep.md#long"\n')
    rest.write_text(text)
    library = Library(folder / "assessments")
    assert library.refresh() == []
    return library.entries["rest"]


def test_addresses_are_those_of_the_pages(entry: Entry) -> None:
    assert addresses(entry, {"sleep.md": "sleep/"}.get) == {
        "sleep.md": "sleep/",
        "sleep.md#long": "sleep/#long",
    }


def test_a_page_that_is_not_there_has_no_address(entry: Entry) -> None:
    assert addresses(entry, lambda _page: None) == {}


def test_a_link_to_no_page_is_a_problem_at_its_place(entry: Entry) -> None:
    assert [str(problem) for problem in missing_pages([entry], ["sleeping.md", "a.md"])] == [
        f'{FILE}:23:11: there is no such page; "sleep.md"; did you mean "sleeping.md"?',
        f'{FILE}:32:14: there is no such page; "sleep.md"; did you mean "sleeping.md"?',
    ]


def test_a_link_to_nothing_like_a_page_says_how_to_write_it(entry: Entry) -> None:
    first = next(missing_pages([entry], ["index.md"]))

    assert first.message == (
        'there is no such page; "sleep.md"; write its path from the folder of the pages'
    )


def test_links_to_pages_that_are_there_are_no_problem(entry: Entry) -> None:
    assert list(missing_pages([entry], ["sleep.md"])) == []


def test_a_link_to_no_heading_is_a_problem_at_its_place(entry: Entry) -> None:
    content = '<h1 id="sleep">Sleep</h1><h2 class="x" id="longer">Longer</h2>'

    assert [str(problem) for problem in missing_headings([entry], {"sleep.md": content}.get)] == [
        f'{FILE}:32:14: there is no such heading on sleep.md; "#long"; did you mean "longer"?'
    ]


def test_a_page_with_no_such_heading_at_all_says_how_to_write_it(entry: Entry) -> None:
    first = next(missing_headings([entry], {"sleep.md": "<p>id=long</p>"}.get))

    assert first.message == (
        'there is no such heading on sleep.md; "#long"; give it this id, as in { #long }'
    )


@pytest.mark.parametrize("tag", ['<h2 id="long">', "<h2 class='a' id=long>", '<div\nid="long">'])
def test_a_heading_that_is_there_is_no_problem(entry: Entry, tag: str) -> None:
    assert list(missing_headings([entry], {"sleep.md": tag}.get)) == []


def test_headings_of_pages_that_were_not_made_are_not_missed(entry: Entry) -> None:
    assert list(missing_headings([entry], lambda _page: None)) == []


@pytest.mark.parametrize(
    ("page", "url"),
    [("index.md", ""), ("a.md", "a/"), ("a/index.md", "a/"), ("a/b.md", "a/b/")],
)
def test_a_guessed_address_is_a_directory(page: str, url: str) -> None:
    assert guessed_url(page) == url
