"""The real pages: every claim has one, every area has one, and they say how old they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

from alliance_site import (
    citations,
    claims,
    fences,
    figures,
    grades,
    helplines,
    references,
    reviews,
)
from alliance_site.pages import Page
from selfassess.authoring import read_instrument

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "content"
REFERENCES = references.read(CONTENT / "data/references.bib")
CLAIMS = claims.read(CONTENT / "data/claims.yml", "claims.yml", REFERENCES, "references.bib")
INSTRUMENTS = [
    read_instrument(file, file.parent.name) for file in ROOT.glob("assessments/*/instrument.yml")
]
AREAS = {area.id: area for area in INSTRUMENTS[0].domains}
PAGES = {
    uri: Page.of(file.read_text(encoding="utf-8"), uri, uri)
    for file in sorted(CONTENT.rglob("*.md"))
    if not (uri := file.relative_to(CONTENT).as_posix()).startswith(("data/", "about/decisions/"))
}
GUIDANCE = (
    "alliance/",
    "benefits/",
    "challenges/",
    "practices/",
    "repair/",
    "safety/",
    "settings/",
    "sustain/",
)

KEPT = {
    # What measures the alliance and who may use it: the page on owned questionnaires.
    "hatcher2020",
    "hojat2002",
    "krupat2006",
    "topp2015",
    # Scoring rules that the engine is tried against.
    "babor2001",
    "donnellan2006",
    "goldberg2006",
    "kessler2002",
    "kroenke2001",
    "saunders1993",
    "spitzer2006",
    # Missing answers in research: the manual of the instruments.
    "eekhout2014",
    # Questions for courses: how many options, how much reading time, vignettes.
    "haladyna2002",
    "mcdaniel2007",
    "mergener1991",
    "patterson2016",
    "rodriguez2005",
}
"""References that no page uses yet, with the reason why they stay."""


def headings(page: Page) -> set[str]:
    """Return the ids of the headings of a page, given or made from their words."""
    found = re.findall(r"^#+ +(.+?)(?: *\{ *#([\w-]+)[^}]*\})?$", page.markdown, re.MULTILINE)
    return {given or slugify(words, "-") for words, given in found}


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_has_a_page_that_shows_it(claim: str) -> None:
    declaring = [page for page in PAGES.values() if claim in page.names("claims")]
    assert declaring
    guidance = [page for page in declaring if fences.find(page.markdown)]
    shown = {
        text for page in guidance for fence in fences.find(page.markdown) for _, text in fence.ids
    }
    assert claim in shown


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_names_known_claims_and_areas_only(page: Page) -> None:
    assert set(page.names("claims")) <= set(CLAIMS)
    assert set(page.names("areas")) <= set(AREAS)


@pytest.mark.parametrize("area", AREAS)
def test_every_area_has_a_page_that_teaches_it_and_says_so(area: str) -> None:
    assert area in PAGES[AREAS[area].page].names("areas")


def test_every_page_with_an_area_asks_its_questions() -> None:
    # A checklist is what to look at already, and has to fit on one sheet.
    silent = [
        page.uri
        for page in PAGES.values()
        if page.names("areas")
        and "/checklist" not in page.uri
        and not re.search(r"^```(assessment|questions)$", page.markdown, re.MULTILINE)
    ]
    assert silent == []


def test_every_page_of_guidance_declares_its_claims_and_areas() -> None:
    silent = [
        uri
        for uri, page in PAGES.items()
        if uri.startswith(GUIDANCE)
        and not all(isinstance(page.meta.get(field), list) for field in ("claims", "areas"))
    ]
    assert silent == []


def test_every_claim_of_a_practice_is_checked_by_an_area() -> None:
    taught = {area.page for area in AREAS.values()}
    assert all(PAGES[uri].names("claims") for uri in taught)


def test_every_recommendation_leads_to_a_heading() -> None:
    leading = {item.teaches for each in INSTRUMENTS for item in each.items if item.teaches}
    assert leading
    ids = {f"{uri}#{anchor}" for uri, page in PAGES.items() for anchor in headings(page)}
    assert leading <= ids


def test_every_page_says_when_it_was_written_and_nothing_wrong_about_it() -> None:
    assert [str(each) for page in PAGES.values() for each in reviews.problems(page)] == []
    assert [uri for uri, page in PAGES.items() if not reviews.of(page)] == []


def test_the_site_says_that_nobody_has_reviewed_it_as_long_as_that_is_so() -> None:
    reviewed = [
        review for page in PAGES.values() if (review := reviews.of(page)) and review.reviewer
    ]
    says_nobody = "No page has had a clinical review yet"
    assert (says_nobody in PAGES["about/review-status.md"].markdown) is (not reviewed)


def test_every_page_has_a_title_and_a_short_description() -> None:
    odd = [
        uri
        for uri, page in PAGES.items()
        if not page.meta.get("title") or not 0 < len(page.meta.get("description", "")) <= 155
    ]
    assert odd == []


def used() -> set[str]:
    text = (CONTENT / "data/claims.yml").read_text(encoding="utf-8")
    return {
        each.key
        for source in (text, *(p.markdown for p in PAGES.values()))
        for each in citations.find(source)
    }


def test_every_reference_is_used_or_kept_for_a_reason() -> None:
    assert set(REFERENCES) - used() == KEPT


@pytest.mark.parametrize(
    "page",
    [page for uri, page in PAGES.items() if uri.startswith((*GUIDANCE, "teach/", "tools/"))],
    ids=lambda page: page.uri,
)
def test_every_figure_on_a_page_of_guidance_has_its_source(page: Page) -> None:
    assert list(figures.unsourced(page.markdown)) == []


HOMES = {
    # The figure, the page that tells it, and the claim that does; others lead there.
    r"r = \.28\b": ({"alliance/why-it-matters.md", "practices/validation.md"}, {"C06", "C14"}),
    r"r = \.29\b": (
        {"repair/index.md", "practices/shared-goals-and-involvement.md"},
        {"C12", "C29"},
    ),
    r"r = \.39\b": ({"sustain/self-reflection.md"}, {"C52"}),
    r"r = \.30\b": ({"alliance/why-it-matters.md"}, {"C11"}),
    r"r = −\.02\b": ({"alliance/why-it-matters.md"}, {"C11"}),
    r"r = \.11\b": ({"repair/index.md"}, {"C12"}),
    r"d = 0\.11\b": ({"alliance/why-it-matters.md"}, {"C58"}),
    r"d = 0\.15\b": ({"sustain/patient-feedback.md"}, {"C28"}),
    r"d = 0\.79\b": ({"practices/shared-goals-and-involvement.md"}, {"C15"}),
    r"1\.62\b": ({"alliance/why-it-matters.md"}, {"C05"}),
    r"\b92 seconds": ({"practices/active-listening.md"}, {"C16"}),
    r"\b9,409\b": ({"safety/keep-yourself-safe.md"}, {"C41"}),
}


@pytest.mark.parametrize("figure", HOMES)
def test_a_figure_that_recurs_has_one_home(figure: str) -> None:
    pages, told = HOMES[figure]
    assert {uri for uri, page in PAGES.items() if re.search(figure, page.markdown)} == pages
    texts = {claim.id: f"{claim.evidence} {claim.caution}" for claim in CLAIMS.values()}
    assert {name for name, text in texts.items() if re.search(figure, text)} == told


def test_one_table_says_which_word_goes_with_which_size() -> None:
    sized = re.compile(r"\.\d+ is (?:very )?(?:small|moderate|medium|large)|\| a correlation \(")
    assert [uri for uri, page in PAGES.items() if sized.search(page.markdown)] == [
        "about/limits.md"
    ]


def test_the_page_of_the_evidence_uses_the_words_of_the_grades() -> None:
    rows = re.findall(r"^\| (.+?) \|", PAGES["evidence.md"].markdown, re.MULTILINE)
    words = [row for row in rows if row not in ("Grade", "Mark", "---")]
    assert words == [*grades.LINKED.values(), *grades.CHANGING.values(), grades.FURTHER]


def test_the_page_of_the_evidence_counts_the_claims_right() -> None:
    together = [each for each in CLAIMS.values() if each.linked in ("consistent", "some")]
    untested = [each for each in CLAIMS.values() if each.changing in ("not-tried", "not-found")]
    assert "makes 68 claims" in PAGES["evidence.md"].markdown
    assert len(CLAIMS) == 68
    assert "three of four" in PAGES["evidence.md"].markdown
    assert 0.7 < len(together) / 68 < 0.8
    assert "For about half, no trial" in PAGES["evidence.md"].markdown
    assert 0.45 < len(untested) / 68 < 0.55
    assert "mostly because nobody has tried" in PAGES["evidence.md"].markdown
    assert sum(each.changing == "not-tried" for each in untested) > 0.75 * len(untested)


@pytest.mark.parametrize(
    "word", ["corrections", "coverage", "crisis", "evidence", "helplines", "status"]
)
def test_every_list_of_the_whole_site_stands_on_a_page(word: str) -> None:
    assert [uri for uri, page in PAGES.items() if fences.find(page.markdown, {word})]


HELPLINES = helplines.read(CONTENT / "data/helplines.yml", "helplines.yml")


def test_every_place_has_somebody_to_call_in_danger_or_a_directory() -> None:
    kinds = {place.id: place.helplines[0].kind for place in HELPLINES.places}
    assert kinds.pop("elsewhere") == "crisis"
    assert set(kinds.values()) == {"emergency"}


def test_the_crisis_text_has_one_home_that_alerts_can_lead_to() -> None:
    assert {"crisis", helplines.COUNTRIES} <= headings(PAGES["safety/helplines.md"])
    assert [uri for uri, page in PAGES.items() if fences.find(page.markdown, {"helplines"})] == [
        "safety/helplines.md"
    ]


def test_no_page_says_in_its_own_words_what_to_do_in_danger() -> None:
    told = re.compile(r"call your local emergency number", re.IGNORECASE)
    assert [uri for uri, page in PAGES.items() if told.search(page.markdown)] == []
