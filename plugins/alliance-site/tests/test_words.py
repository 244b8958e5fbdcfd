from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from alliance_site import words
from selfassess import InvalidFile

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[3]
THEME = ROOT / "plugins/alliance-site/src/alliance_site/theme"

FILE = """\
choices:
  - id: english
    legend: They use the words of
    written: the UK
    other: the US
    language: en-US
    words:
      ward: unit
      A&E: ER
"""


def read(folder: Path, text: str) -> words.Words | str:
    """Return the choices of a text, or what is wrong with it."""
    file = folder / "words.yml"
    file.write_text(text, encoding="utf-8")
    try:
        return words.read(file, "words.yml")
    except InvalidFile as invalid:
        return str(invalid)


def test_a_choice_is_read_with_its_words(tmp_path: Path) -> None:
    found = read(tmp_path, FILE)
    assert isinstance(found, words.Words)
    assert found.choices[0].words == {"ward": "unit", "A&E": "ER"}


def test_a_word_that_can_not_be_found_is_a_problem(tmp_path: Path) -> None:
    assert read(tmp_path, FILE.replace("A&E", "A.E.")) == (
        'words.yml:9:13: this can not be found in a page; "A.E."; '
        "use letters, with single spaces, hyphens or & between them"
    )


def test_a_word_that_would_be_replaced_twice_is_a_problem(tmp_path: Path) -> None:
    assert read(tmp_path, FILE.replace("ER", "emergency wards")) == (
        'words.yml:9:12: what is said here would be replaced again; "ward"; choose another'
    )


def test_a_phrase_that_says_itself_keeps_a_word_that_is_replaced(tmp_path: Path) -> None:
    found = read(tmp_path, FILE + "      ward off: ward off\n")
    assert isinstance(found, words.Words)
    assert found.choices[0].words["ward off"] == "ward off"


def test_the_words_reach_every_page_through_the_theme(
    site: Callable[..., Any], config_text: str
) -> None:
    choices = "{% for each in config.extra.words %}{{ each.legend }} {{ each.other }}{% endfor %}"
    config = config_text.replace("alliance:\n", "alliance:\n      words: words.yml\n").replace(
        "theme: {name: mkdocs", "theme: {name: mkdocs, custom_dir: theme"
    )
    files = {"mkdocs.yml": config, "words.yml": FILE, "theme/404.html": choices}
    built = site("# A\n", files)
    assert built.warnings == []
    assert built.page("404.html") == "They use the words of the US"


def test_broken_words_stop_the_build(site: Callable[..., Any], config_text: str) -> None:
    config = config_text.replace("alliance:\n", "alliance:\n      words: words.yml\n")
    built = site("# A\n", {"mkdocs.yml": config, "words.yml": FILE.replace("other:", "or:")})
    assert built.aborted
    assert "words.yml:5:9: " in built.warnings[0]


@pytest.mark.content
def test_every_language_that_a_choice_names_is_one_of_the_theme() -> None:
    found = words.read(ROOT / "content/data/words.yml", "words.yml")
    named = {choice.language for choice in found.choices if choice.language}
    assert named == {"en-US"}
    assert all((THEME / f"partials/languages/{each}.html").is_file() for each in named)
