from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from alliance_site import glossary
from selfassess import InvalidFile

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[3]

FILE = """\
groups:
  - title: Talking
    terms:
      - term: Agenda
        definition: What both of you want from this contact.
"""


def read(folder: Path, text: str) -> glossary.Glossary | str:
    """Return the glossary of a text, or what is wrong with it."""
    file = folder / "glossary.yml"
    file.write_text(text, encoding="utf-8")
    try:
        return glossary.read(file, "glossary.yml")
    except InvalidFile as invalid:
        return str(invalid)


def test_a_term_is_read_with_its_group(tmp_path: Path) -> None:
    found = read(tmp_path, FILE)
    assert isinstance(found, glossary.Glossary)
    assert [(group.title, group.terms[0].slug) for group in found.groups] == [("Talking", "agenda")]


def test_a_definition_of_two_sentences_is_a_problem(tmp_path: Path) -> None:
    text = FILE.replace("this contact.", "this contact. Agree on it.")
    assert read(tmp_path, text) == (
        "glossary.yml:5:21: this is not one short sentence; 53 characters; "
        "write one sentence of at most 160"
    )


def test_a_long_definition_is_a_problem(tmp_path: Path) -> None:
    text = FILE.replace("What both", "What " + "really " * 20 + "both")
    assert "; 180 characters; write one sentence of at most 160" in str(read(tmp_path, text))


def test_a_word_that_stands_twice_is_a_problem(tmp_path: Path) -> None:
    text = FILE + "      - term: Plan\n        variants: [agenda]\n        definition: A plan.\n"
    assert read(tmp_path, text) == (
        'glossary.yml:6:15: this word stands twice; "agenda"; keep one of them'
    )


@pytest.mark.content
def test_the_glossary_says_what_it_means_in_whole_sentences() -> None:
    terms = glossary.read(ROOT / "content/data/glossary.yml", "glossary.yml").terms
    assert len(terms) >= 25
    assert [term.term for term in terms if not term.definition.endswith(".")] == []
    assert [term.term for term in terms if not term.definition[0].isupper()] == []


def test_a_fence_shows_the_glossary_and_pages_lead_there(
    site: Callable[..., Any], config_text: str
) -> None:
    files = {
        "mkdocs.yml": config_text.replace("alliance:\n", "alliance:\n      glossary: words.yml\n"),
        "words.yml": FILE,
        "docs/words.md": "# Words\n\n```glossary\n```\n",
    }
    built = site("---\nareas: [listening]\n---\n# A\n\nSet an agenda.\n", files)
    assert built.warnings == []
    assert '<h3 id="agenda">Agenda</h3>' in built.page("words/index.html")
    assert '<a href="words/#agenda" aria-describedby="term-agenda">agenda</a>' in built.page()


def test_a_broken_glossary_stops_the_build(site: Callable[..., Any], config_text: str) -> None:
    config = config_text.replace("alliance:\n", "alliance:\n      glossary: words.yml\n")
    built = site("# A\n", {"mkdocs.yml": config, "words.yml": FILE.replace("term:", "name:")})
    assert built.aborted
    assert "words.yml:4:9: " in built.warnings[0]
