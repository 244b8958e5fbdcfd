from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alliance_site.editorial import evidence
from alliance_site.pages import Page

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = """\
claims:
  - id: C01
    claim: Listening is crucial.
    speaker: therapist
    question: building
    linked: consistent
    changing: not-tried
    evidence: A small link [@early2018].
"""
SHOWING = Page.of("---\nclaims: [C01]\n---\n# A\n\n```claims\nC01\n```\n", "content/a.md", "a.md")


def problems(folder: Path, text: str, *pages: Page) -> list[str]:
    file = folder / "claims.yml"
    file.write_text(text, encoding="utf-8")
    return [str(each) for each in evidence.problems(file, "content/data/claims.yml", pages)]


def test_a_claim_that_cites_and_stands_on_a_page_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, CLAIM, SHOWING) == []


def test_a_claim_that_no_page_shows_is_led_to_one(tmp_path: Path) -> None:
    assert problems(tmp_path, CLAIM) == [
        'content/data/claims.yml:2:9: no page shows this claim; "C01"; '
        'name it under "claims" in the front matter of a page and in a claims fence there'
    ]


def test_a_graded_claim_cites_a_study(tmp_path: Path) -> None:
    assert problems(tmp_path, CLAIM.replace(" [@early2018]", ""), SHOWING) == [
        "content/data/claims.yml:8:15: a graded claim cites nothing; 'consistent' is its grade; "
        'cite a study, or grade it "not-applicable"'
    ]


def test_a_claim_that_studies_can_not_ask_needs_none(tmp_path: Path) -> None:
    view = CLAIM.replace(" [@early2018]", "").replace("consistent", "not-applicable")
    assert problems(tmp_path, view, SHOWING) == []


def test_evidence_is_three_sentences_at_most(tmp_path: Path) -> None:
    three = CLAIM.replace("link [", "link (r = .28). It holds. It is small [")
    assert problems(tmp_path, three, SHOWING) == []
    four = three.replace("It holds.", "It holds. It lasts.")
    assert problems(tmp_path, four, SHOWING) == [
        "content/data/claims.yml:8:15: the evidence is too long; found 4 sentences; shorten it to 3"
    ]


@pytest.mark.parametrize("word", ["proves", "caused"])
def test_nothing_is_said_to_be_proved(tmp_path: Path, word: str) -> None:
    text = CLAIM.replace("is crucial", f"{word} trust")
    assert problems(tmp_path, text, SHOWING) == [
        f'content/data/claims.yml:3:12: nothing is proved here; "{word}"; '
        "say what went together, or what trials saw"
    ]


def test_the_words_of_a_claim_are_those_of_a_page(tmp_path: Path) -> None:
    text = CLAIM.replace("Listening", "Listening to an addict")
    assert problems(tmp_path, text, SHOWING) == [
        'content/data/claims.yml:3:12: this word judges a patient; "addict"; '
        "say what the person does or says"
    ]
