from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from alliance_site.searching import finish, separator, tags, weight

if TYPE_CHECKING:
    from pathlib import Path


def test_each_word_is_given_once_in_its_forms() -> None:
    assert tags(["threaten", "He threatens", "988"]) == [
        "988",
        "he",
        "threaten",
        "threatened",
        "threatening",
        "threatens",
    ]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("bite", ["bite", "bited", "bites", "biting"]),
        ("worry", ["worried", "worries", "worry", "worrying"]),
        ("stab", ["stab", "stabbed", "stabbing", "stabed", "stabing", "stabs"]),
        ("crying", ["crying"]),
        ("ER", ["er"]),
    ],
)
def test_the_forms_of_a_word(word: str, forms: list[str]) -> None:
    assert tags([word]) == forms


def test_the_word_that_stands_everywhere_draws_no_search() -> None:
    assert tags(["rude patient"]) == tags(["rude"])


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("safety/index.md", 2),
        ("about/decisions/0001.md", 0.001),
        ("about/limits.md", 1),
        ("safety.md", 1),
    ],
)
def test_a_page_weighs_what_its_folder_does(uri: str, expected: float) -> None:
    assert weight(uri, {"safety": 2, "about/decisions": 0.001}) == expected


DOCS = [
    {"location": "a/", "title": "A", "text": "", "tags": ["x"]},
    {"location": "a/#b", "title": "B", "text": "Said.", "tags": ["x"]},
    {"location": "c/", "title": "C", "text": "Own words."},
]
FINISHED = [
    {"location": "a/", "title": "A", "text": "Less &lt; more.", "tags": ["x"]},
    {"location": "a/#b", "title": "B", "text": "Said."},
    {"location": "c/", "title": "C", "text": "Own words."},
]
INDEX = "search/search_index.json"
WORKER = "assets/javascripts/workers/search.0123.min.js"


def finished(site: Path, **files: str) -> dict[str, Any]:
    index = json.dumps({"config": {"lang": ["en"]}, "docs": DOCS})
    for path, text in {INDEX: index, **files}.items():
        (site / path).parent.mkdir(parents=True)
        (site / path).write_text(text, encoding="utf-8")
    finish(site, {"a/": "Less < more.", "c/": "Unused."})
    found: dict[str, Any] = json.loads((site / INDEX).read_text(encoding="utf-8"))
    return found


def test_a_page_begins_with_its_description_and_only_pages_have_tags(tmp_path: Path) -> None:
    assert finished(tmp_path) == {"config": {"lang": ["en"]}, "docs": FINISHED}


def test_the_themes_worker_fetches_what_pages_say(tmp_path: Path) -> None:
    assert finished(tmp_path, **{WORKER: "theirs();"}) == {"config": {"lang": ["en"]}, "docs": []}
    assert json.loads((tmp_path / "search/pages.json").read_text(encoding="utf-8")) == FINISHED
    begun, theirs = (tmp_path / WORKER).read_text(encoding="utf-8").split("theirs();")
    assert ("pages.json" in begun, theirs) == (True, "")


def test_a_site_without_search_stays_as_it_is(tmp_path: Path) -> None:
    finish(tmp_path, {})
    assert list(tmp_path.iterdir()) == []


def test_words_that_say_nothing_stand_between_the_others() -> None:
    found = re.split(separator(), "I don't know what he wants: help!")
    assert [word for word in found if word] == ["know", "wants", "help"]
