from collections.abc import Iterable
from pathlib import Path

import pytest

from mkdocs_selfassess.web.entry import Entry
from mkdocs_selfassess.web.library import Library
from mkdocs_selfassess.web.links import addresses, guessed_url, missing_headings, missing_pages
from selfassess import Problem

FILE = "assessments/rest/instrument.yml"


def missing(entry: Entry, *pages: str) -> Iterable[Problem]:
    return missing_pages([entry], {page: page for page in pages}.get, pages)


@pytest.fixture
def entry(folder: Path, rest: Path) -> Entry:
    text = rest.read_text()
    text = text.replace("title: Sleep", "title: Sleep\n    page: sleep.md")
    text = text.replace("domain: sleep\n", 'domain: sleep\n    teaches: "sleep.md#long"\n')
    rest.write_text(text)
    library = Library(folder / "assessments")
    assert library.refresh() == []
    return library.entries["rest"]


EVERY = """\
feedback: bands
bands:
  - {minimum: 0, below: 1, label: seldom, teaches: "sleep.md#seldom"}
  - {minimum: 1, label: often}
scores:
  - id: all
    title: All
    scoring: {method: sum, missing: {rule: complete, minimum: 2}}
    tables:
      - id: more
        title: More
        bands: [{minimum: 0, label: any, teaches: "sleep.md#table"}]
classifications:
  - id: state
    title: State
    outcomes: [{id: rested, label: rested, when: {item: sleep-long, at_least: 1}, teaches: "sleep.md#rested"}]
    otherwise: {label: not rested}
remarks:
  - {id: good, when: {item: sleep-long, at_least: 1}, text: Good., teaches: "sleep.md#good"}
alerts:
  - id: tired
    when: {item: sleep-long, at_most: 0}
    text: You are tired.
    resource: {text: Somewhere to rest, link: "bed.md#bed"}
  - id: very
    when: {item: sleep-long, at_most: 0}
    text: You are very tired.
    resource: {text: The helpline, link: "https://example.org/#help"}
"""


@pytest.fixture
def full(folder: Path, rest: Path) -> Entry:
    """An instrument with a link in every place that can have one."""
    rest.write_text(rest.read_text() + EVERY)
    library = Library(folder / "assessments")
    assert library.refresh() == []
    return library.entries["rest"]


def test_every_place_that_can_have_a_link_is_looked_at(full: Entry) -> None:
    content = '<h1 id="rested">Rested</h1>'

    found = [*missing(full, "sleep.md")]
    found += missing_headings([full], {"sleep.md": content}.get)

    heading = "there is no such heading on sleep.md"
    assert [str(problem) for problem in found] == [
        f'{FILE}:55:47: there is no such page; "bed.md"; '
        "write its path from the folder of the pages",
        f'{FILE}:34:52: {heading}; "#seldom"; give it this id, as in {{ #seldom }}',
        f'{FILE}:43:51: {heading}; "#table"; give it this id, as in {{ #table }}',
        f'{FILE}:50:77: {heading}; "#good"; give it this id, as in {{ #good }}',
    ]


def test_every_link_has_an_address_except_those_to_elsewhere(full: Entry) -> None:
    assert addresses(full, guessed_url) == {
        "sleep.md#seldom": "sleep/#seldom",
        "sleep.md#table": "sleep/#table",
        "sleep.md#rested": "sleep/#rested",
        "sleep.md#good": "sleep/#good",
        "bed.md#bed": "bed/#bed",
    }


def test_addresses_are_those_of_the_pages(entry: Entry) -> None:
    assert addresses(entry, {"sleep.md": "sleep/"}.get) == {
        "sleep.md": "sleep/",
        "sleep.md#long": "sleep/#long",
    }


def test_a_page_that_is_not_there_has_no_address(entry: Entry) -> None:
    assert addresses(entry, lambda _page: None) == {}


def test_a_link_to_no_page_is_a_problem_at_its_place(entry: Entry) -> None:
    assert [str(problem) for problem in missing(entry, "sleeping.md", "a.md")] == [
        f'{FILE}:23:11: there is no such page; "sleep.md"; did you mean "sleeping.md"?',
        f'{FILE}:32:14: there is no such page; "sleep.md"; did you mean "sleeping.md"?',
    ]


def test_a_link_to_nothing_like_a_page_says_how_to_write_it(entry: Entry) -> None:
    first = next(iter(missing(entry, "index.md")))

    assert first.message == (
        'there is no such page; "sleep.md"; write its path from the folder of the pages'
    )


def test_links_to_pages_that_are_there_are_no_problem(entry: Entry) -> None:
    assert list(missing(entry, "sleep.md")) == []


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


HEADINGS = [
    '<h2 id="long">',
    "<h2 class='a' id=long>",
    '<div\nid="long">',
    '<p title=">" ID="long">',
]


@pytest.mark.parametrize("tag", HEADINGS)
def test_a_heading_that_is_there_is_no_problem(entry: Entry, tag: str) -> None:
    assert list(missing_headings([entry], {"sleep.md": tag}.get)) == []


def test_a_heading_that_is_commented_out_is_not_there(entry: Entry) -> None:
    assert list(missing_headings([entry], {"sleep.md": '<!-- <h2 id="long"> -->'}.get))


def test_headings_of_pages_that_were_not_made_are_not_missed(entry: Entry) -> None:
    assert list(missing_headings([entry], lambda _page: None)) == []


@pytest.mark.parametrize(
    ("page", "url"),
    [("index.md", ""), ("a.md", "a/"), ("a/index.md", "a/"), ("a/b.md", "a/b/")],
)
def test_a_guessed_address_is_a_directory(page: str, url: str) -> None:
    assert guessed_url(page) == url
