"""The facts of this site: in their order, and honest in their words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alliance_site import claims, grades, references
from alliance_site.editorial import wording

pytestmark = pytest.mark.content

CONTENT = Path(__file__).resolve().parents[3] / "content"
REFERENCES = references.read(CONTENT / "data/references.bib", "references.bib").by_key
CLAIMS = claims.read(CONTENT / "data/claims.yml", "claims.yml", REFERENCES, "references.bib")

EXCEPTIONS = {
    # A title of 1999, and its authors' own words.
    ("data/references.bib", "Difficult patient"),
}
"""Files and the words that stand in them as quotations."""

CAUSAL = re.compile(
    r"\b(?:prov(?:es?|en)|caus(?:es?|ed)|leads? to|results? in|improv(?:es|ed)|increas(?:es|ed)"
    r"|reduc(?:es|ed)|lower(?:s|ed)|rais(?:es|ed)|boost\w*|ensures?|guarantees?)\b",
    re.IGNORECASE,
)
TOLD_AS_CAUSE = {
    # Randomised comparisons, told in causal words though the grade of the claim is lower.
    "C14": "raised",  # empathy of the people trained
    # A number of people who did better, not an effect.
    "C60": "improved",
}


def test_every_claim_of_the_interview_is_here_once_and_in_order() -> None:
    assert list(CLAIMS) == [f"C{number:02}" for number in range(1, 69)]


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_causal_words_need_a_trial(claim: claims.Claim) -> None:
    if claim.changing in grades.TRIAL_GRADES:
        return
    words = {word.lower() for word in CAUSAL.findall(claim.evidence + claim.caution)}
    assert words == set(filter(None, [TOLD_AS_CAUSE.get(claim.id)]))


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("C11", "r = −.02"),  # trust and outcomes measured objectively
        ("C31", "Every version reassured and gave a plan, and none was without doubt"),
        ("C48", "expectations from photographs"),
        ("C49", "known from photographs"),
        ("C60", "Which comes first is unsettled"),
    ],
)
def test_the_four_cautions_stand_with_their_claims(claim: str, words: str) -> None:
    assert words in CLAIMS[claim].caution


@pytest.mark.parametrize(
    ("claim", "linked", "changing"),
    [
        ("C14", "consistent", "some-trials"),
        ("C22", "some", "not-tried"),
        ("C26", "consistent", "some-trials"),
        ("C29", "consistent", "not-tried"),
        ("C38", "some", "some-trials"),
        ("C68", "some", "not-found"),
        ("C28", "some", "some-trials"),
        ("C31", "little", "not-found"),
    ],
)
def test_a_link_is_not_taken_for_an_effect(claim: str, linked: str, changing: str) -> None:
    assert (CLAIMS[claim].linked, CLAIMS[claim].changing) == (linked, changing)


NEIGHBOURS = ["C01", "C04", "C27", "C28", "C29", "C40", "C44", "C46", "C55", "C63"]


@pytest.mark.parametrize("claim", NEIGHBOURS)
def test_a_claim_graded_on_a_neighbouring_question_says_which(claim: str) -> None:
    assert re.search(r"\b(?:whether|how)\b.*\.$", CLAIMS[claim].neighbour)


@pytest.mark.parametrize("claim", ["C01", "C11", "C55", "C63", "C68"])
def test_a_claim_that_says_more_than_the_studies_carries_the_third_mark(claim: str) -> None:
    assert CLAIMS[claim].wording == "goes-further"


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("C11", "can make all the difference"),
        ("C22", "helps to build trust"),
        ("C39", "can really undermine"),
        ("C60", "can reduce"),
    ],
)
def test_what_the_interview_holds_possible_is_not_told_as_certain(claim: str, words: str) -> None:
    assert words in CLAIMS[claim].claim


def test_a_number_stands_beside_every_size_in_words() -> None:
    sizes = re.compile(r"(?:small|moderate|medium|large)[\w-]* (?:link|difference|effect|amount)")
    without = [
        claim.id
        for claim in CLAIMS.values()
        if sizes.search(claim.evidence) and not re.search(r"[rdg] = [−.\d]", claim.evidence)
    ]
    # The meta-analysis calls the link large; its number is not in the public record.
    assert without == ["C07"]


def test_respectful_words_are_used_for_patients_in_what_pages_share() -> None:
    found = {
        (file.relative_to(CONTENT).as_posix(), match[0])
        for file in sorted((CONTENT / "data").iterdir())
        for match in wording.JUDGING.pattern.finditer(file.read_text(encoding="utf-8"))
    }
    assert found == EXCEPTIONS


def test_references_are_sorted_and_need_no_latex() -> None:
    text = (CONTENT / "data/references.bib").read_text(encoding="utf-8")
    assert list(REFERENCES) == sorted(REFERENCES)
    assert re.findall(r"\\(?!&)", text) == []
