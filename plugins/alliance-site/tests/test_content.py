"""The pages of this site, beyond the rules that its build holds them to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

from alliance_site import (
    claims,
    fences,
    figures,
    grades,
    helplines,
    reading,
    references,
)
from alliance_site.pages import Page
from selfassess.authoring import read_instrument

pytestmark = pytest.mark.content

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "content"
REFERENCES = references.read(CONTENT / "data/references.bib", "references.bib").by_key
CLAIMS = claims.read(CONTENT / "data/claims.yml", "claims.yml", REFERENCES, "references.bib")
CHECK = read_instrument(ROOT / "assessments/alliance-practices/instrument.yml", "the check")
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


def headings(page: Page) -> set[str]:
    """Return the ids of the headings of a page, given or made from their words."""
    found = re.findall(r"^#+ +(.+?)(?: *\{ *#([\w-]+)[^}]*\})?$", page.markdown, re.MULTILINE)
    return {given or slugify(words, "-") for words, given in found}


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


def test_every_claim_of_a_practice_is_checked_by_an_area() -> None:
    taught = {area.page for area in CHECK.domains}
    assert all(PAGES[uri].names("claims") for uri in taught)


@pytest.mark.parametrize(
    "page",
    [page for uri, page in PAGES.items() if uri.startswith((*GUIDANCE, "teach/", "tools/"))],
    ids=lambda page: page.uri,
)
def test_every_figure_on_a_page_of_guidance_has_its_source(page: Page) -> None:
    assert list(figures.unsourced(page.markdown)) == []


LONGEST = 1_100
"""Words of a page that somebody reads between two patients; a longer one says why in `long:`."""


@pytest.mark.parametrize(
    "page",
    [page for uri, page in PAGES.items() if uri.startswith((*GUIDANCE, "teach/", "tools/"))],
    ids=lambda page: page.uri,
)
def test_a_page_of_guidance_is_short_or_says_why_it_is_not(page: Page) -> None:
    reason = page.meta.get("long", "")
    assert (reading.words(page.markdown) > LONGEST) is bool(reason)
    assert not reason or re.fullmatch(r"[A-Z].{30,}\.", reason)


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
    r"d = 0\.55\b": ({"alliance/why-it-matters.md"}, {"C05"}),
    r"\b8 of 10\b": ({"benefits/for-providers.md"}, {"C60"}),
    r"\b13 of 20\b": ({"about/limits.md"}, {"C50"}),
    r"\b19 of 22\b": ({"sustain/continuity.md"}, {"C46"}),
    r"\b28% against 37%": ({"benefits/for-providers.md"}, {"C60"}),
    r"\b46% (?:of patients|against)": ({"practices/active-listening.md"}, {"C20"}),
    r"\b49% against 39%": ({"practices/warmth-and-boundaries.md"}, {"C24"}),
    r"\b71 parents": ({"practices/saying-i-dont-know.md"}, {"C31"}),
    r"\b127 clients": ({"sustain/supervisory-alliance.md"}, {"C54"}),
    r"\b607\b": ({"sustain/patient-feedback.md"}, {"C45"}),
    r"\b210 women": ({"practices/validation.md"}, {"C42"}),
    r"1\.55\b": ({"repair/index.md"}, {"C38"}),
    r"\b9,409\b": ({"safety/keep-yourself-safe.md"}, {"C41"}),
}


@pytest.mark.parametrize("figure", HOMES)
def test_a_figure_that_recurs_has_one_home(figure: str) -> None:
    pages, told = HOMES[figure]
    assert {uri for uri, page in PAGES.items() if re.search(figure, page.markdown)} == pages
    texts = {claim.id: f"{claim.evidence} {claim.caution}" for claim in CLAIMS.values()}
    assert {name for name, text in texts.items() if re.search(figure, text)} == told


DRAWINGS = {file.name: file for file in sorted((CONTENT / "assets/drawings").glob("*.svg"))}


def test_every_drawing_stands_on_one_page_and_every_practice_has_one() -> None:
    put_in = re.compile(
        r'<figure class="drawing">\n--8<-- "assets/drawings/(.+?)"\n</figure>\n', re.MULTILINE
    )
    drawn = {uri: put_in.findall(page.markdown) for uri, page in PAGES.items()}
    assert sorted(name for names in drawn.values() for name in names) == list(DRAWINGS)
    practices = [uri for uri in PAGES if uri.startswith("practices/")]
    assert [uri for uri in practices if len(drawn[uri]) != 1] == ["practices/index.md"]


@pytest.mark.parametrize("file", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_small_has_words_and_takes_its_colours_from_the_page(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.encode()) < 4000
    assert re.search(r'<svg [^>]*role="img" aria-label="[A-Z][^"]{20,}\."', text)
    assert set(re.findall(r'(?:stroke|fill)="(.+?)"', text)) == {"currentColor", "var(--honey)"}
    assert "\n\n" not in text


EVIDENCE = "## What the evidence says\n\n"
STRIP = re.compile(
    r"\| Question \| Answer \|\n\| --- \| --- \|\n"
    r"\| Linked\? \| (.+) \|\n\| Does changing it help\? \| (.+) \|\n\| How much, and where\? \| .+ \|\n"
)
GRADE = re.compile(r"\*\*([^*]+)\*\*\{ \.grade \.grade--([a-z-]+) \}")
PRACTICES = [
    page
    for uri, page in PAGES.items()
    if page.markdown.count(EVIDENCE)
    and (uri.startswith("practices/") or uri in {area.page for area in CHECK.domains})
]


def test_every_practice_says_what_the_evidence_says() -> None:
    told = {page.uri for page in PRACTICES}
    practices = {uri for uri in PAGES if uri.startswith("practices/")} - {"practices/index.md"}
    assert practices | {area.page for area in CHECK.domains} <= told


@pytest.mark.parametrize("page", PRACTICES, ids=lambda page: page.uri)
def test_what_to_do_and_say_stands_before_the_evidence(page: Page) -> None:
    looks = page.markdown.index("## What it looks like\n")
    assert looks < page.markdown.index(EVIDENCE)
    assert "@" not in page.markdown[:looks]


SILENT = {"sustain/self-reflection.md", "sustain/training-and-support.md"}
"""Practices without a patient in the room: there is nothing to say to one."""


@pytest.mark.parametrize(
    "page", [page for page in PRACTICES if page.uri not in SILENT], ids=lambda page: page.uri
)
def test_a_practice_sets_what_to_say_beside_what_to_avoid(page: Page) -> None:
    beside = re.compile(
        r"## What it looks like\n\n(?:<figure.*?</figure>\n\n)?\| (?:Say|Write) \| Avoid \|\n",
        re.DOTALL,
    )
    assert beside.search(page.markdown)


@pytest.mark.parametrize("page", PRACTICES, ids=lambda page: page.uri)
def test_the_evidence_begins_with_a_strip_of_its_grades(page: Page) -> None:
    strip = STRIP.match(page.markdown, page.markdown.index(EVIDENCE) + len(EVIDENCE))
    assert strip
    linked, changing = map(GRADE.findall, strip.groups())
    assert linked
    assert changing
    assert set(linked) <= {(words, grade) for grade, words in grades.LINKED.items()}
    assert set(changing) <= {(words, grade) for grade, words in grades.CHANGING.items()}


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
    "word", ["corrections", "coverage", "crisis", "crisis-lines", "evidence", "helplines", "status"]
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


def test_the_check_in_names_every_crisis_line_and_no_other_number() -> None:
    lines = [
        re.search(r"[\d ]*\d|\S+\.com", each.number)
        for place in HELPLINES.places
        for each in place.helplines
        if each.kind == "crisis"
    ]
    numbers = {found[0].strip() for found in lines if found}
    check = read_instrument(ROOT / "assessments/well-being/instrument.yml", "the check-in")
    said = [
        check.remarks[0].text,
        *(each.resource.text for each in check.alerts if each.id in {"living", "before"}),
    ]
    assert numbers >= {"988", "findahelpline.com"}
    for text in said:
        assert set(re.findall(r"\d[\d ]*\d|\S+\.com", text)) == numbers
