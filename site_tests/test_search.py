"""What people type into the search finds the page that helps them."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from site_tests.conftest import ROOT

if TYPE_CHECKING:
    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.content

SEARCHES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (ROOT / "site_tests/searches.yml").read_text(encoding="utf-8")
)
MANUAL = ("own-site/", "about/decisions/")


@pytest.fixture(scope="module")
def found(site: FaultyServer) -> dict[str, list[str]]:
    """The pages that each query finds, best first."""
    queries = [query for group in SEARCHES.values() for query in group]
    done = subprocess.run(
        ["node", str(ROOT / "site_tests/search.mjs"), str(site.folder)],
        input="".join(f"{query}\n" for query in queries),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    return dict(zip(queries, map(json.loads, lines), strict=True))


@pytest.mark.parametrize("query", SEARCHES["safety"])
def test_a_question_of_safety_finds_its_page_first(found: dict[str, list[str]], query: str) -> None:
    assert found[query][0] in SEARCHES["safety"][query]


def test_of_other_queries_nineteen_in_twenty_find_their_page_first_or_second(
    found: dict[str, list[str]],
) -> None:
    wanted = SEARCHES["ordinary"]
    missed = {
        query: found[query][:3] for query in wanted if not {*found[query][:2]} & {*wanted[query]}
    }

    assert len(wanted) >= 40
    assert len(missed) <= len(wanted) / 20, missed


def test_the_manual_and_the_decisions_are_not_among_the_first(found: dict[str, list[str]]) -> None:
    assert [query for query, pages in found.items() if pages[0].startswith(MANUAL)] == []


def test_what_was_found_is_told_in_words_for_readers(site: FaultyServer) -> None:
    assert site.folder
    home = (site.folder / "index.html").read_text(encoding="utf-8")
    assert '"# pages found"' in home
    assert "Nothing found. Try one word" in home
    assert "matching document" not in home


def test_every_page_that_is_named_is_there(site: FaultyServer) -> None:
    named = {path for group in SEARCHES.values() for pages in group.values() for path in pages}
    assert site.folder
    assert [path for path in named if not (site.folder / path / "index.html").is_file()] == []
