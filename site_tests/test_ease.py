"""The guidance can be read by a tired person: Flesch's reading ease is at least 50."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_tests.ease import Ease, syllables, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from site_tests.faulty_server import FaultyServer

LEAST = 50
GUIDANCE = [
    *("alliance", "benefits", "challenges", "practices", "repair", "safety", "settings"),
    *("sustain", "teach", "tools"),
]
HARDER: dict[str, str] = {}
"""Pages that may be harder to read, each with the reason."""


def guidance(site: FaultyServer) -> dict[str, Path]:
    """Return the pages of guidance by their address under the root, those in English only."""
    assert site.folder is not None
    folder = site.folder
    pages = {
        page.parent.relative_to(folder).as_posix(): page
        for name in GUIDANCE
        for page in (folder / name).rglob("index.html")
        if '<div lang="' not in page.read_text(encoding="utf-8")
    }
    return {".": folder / "index.html", **pages}


@pytest.mark.content
def test_every_page_of_guidance_is_easy_enough_to_read(site: FaultyServer) -> None:
    scores = {name: Ease.of(text_of(page)).score for name, page in guidance(site).items()}
    assert len(scores) > 40
    hard = {name: round(score, 1) for name, score in scores.items() if score < LEAST}
    assert {name: score for name, score in hard.items() if name not in HARDER} == {}
    assert [name for name in HARDER if name not in hard] == []


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("patient", 2), ("Alliance", 3), ("teach", 1), ("isn’t", 2), ("fulfilment", 3)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_score_is_that_of_flesch() -> None:
    # One sentence of six words with seven syllables: 206.835 - 1.015 x 6 - 84.6 x 7 / 6.
    assert round(Ease.of(["The cat sat on the table."]).score, 3) == 102.045


def test_a_number_with_a_point_ends_no_sentence() -> None:
    assert Ease.of(["The link is small (r = .28). It holds in 3.5 of 4 samples."]).sentences == 2


def test_an_abbreviation_ends_no_sentence() -> None:
    assert Ease.of(["Ms. Adeyemi waits. Dr. Ito comes."]).sentences == 2
