"""Pages that list the whole site, in small real builds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from alliance_site.blocks import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Callable

    Site = Callable[..., Any]

HOME = "# Home\n"
LISTENING = """\
---
title: Listening
claims: [C01]
areas: [listening]
---
# Listening

Something that cites [@early2018].

\\bibliography
"""
HELPLINES = """\
crisis: Call, now.
places:
  - id: here
    place: Here
    regions: [HE]
    helplines:
      - service: Emergency number
        kind: emergency
        number: "000"
        whom: anyone
        hours: day and night
        seen_in: example.org
        year: null
        checked_on: null
  - id: there
    place: There
    regions: [TH, TX]
    helplines:
      - service: Emergency number
        kind: emergency
        number: "000"
        whom: anyone
        hours: day and night
        seen_in: example.org
        year: null
        checked_on: null
      - service: A line
        kind: crisis
        number: "999"
        whom: anyone in distress
        hours: till six
        seen_in: example.com
        year: 2021
        checked_on: "2026-06-01"
"""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")  # 22 November 2026


def text(html: str) -> str:
    """Return what a reader of the page sees, with single spaces."""
    body = html[html.index("<h1") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def coverage(site: Site, **files: str) -> str:
    pages = {"docs/practices/active-listening.md": LISTENING}
    pages |= {f"docs/{name}.md": page for name, page in files.items()}
    built = site(HOME, {**pages, "docs/coverage.md": "# All\n\n```coverage\n```\n"})
    assert built.warnings == []
    return str(built.page("coverage/index.html"))


def test_coverage_leads_from_a_claim_to_its_page_its_grades_and_its_area(site: Site) -> None:
    page = coverage(site)
    assert (
        "Building the alliance Claim Pages Linked? Does changing it help? References Checked by "
        "C01 Listening is crucial. The wording goes further than the studies. "
        "Listening Consistently Not tried 2 Attentive listening"
    ) in text(page)
    assert page.count('<a href="../practices/active-listening/">') == 2


def test_coverage_says_when_a_claim_has_no_page_or_area(site: Site) -> None:
    assert (
        "C02 It takes time. no page yet Not a question for studies Tried, not found 0 no area"
    ) in text(coverage(site))


def test_the_page_that_teaches_an_area_comes_before_other_pages(site: Site) -> None:
    other = "---\ntitle: A ward\nclaims: [C01]\nareas: [listening, repair]\n---\n# A ward\n"
    assert "than the studies. Listening A ward Consistently" in text(coverage(site, award=other))


def test_only_the_page_that_teaches_an_area_joins_it_to_a_claim(site: Site) -> None:
    other = "---\ntitle: A ward\nclaims: [C02]\nareas: [listening, repair]\n---\n# A ward\n"
    assert (
        "C02 It takes time. A ward Not a question for studies Tried, not found 0 no area"
        in text(coverage(site, award=other))
    )


EVIDENCE = """\
# Evidence

Said before [@early2018].

```evidence
```

## Sources

```references
```
"""


def test_evidence_shows_every_claim_with_its_pages(site: Site) -> None:
    files = {"docs/practices/active-listening.md": LISTENING, "docs/evidence.md": EVIDENCE}
    built = site(HOME, files)
    assert built.warnings == []
    page = built.page("evidence/index.html")
    assert page.count('<details class="claim"') == 2
    assert '<span class="claim__id">C01</span> Listening' in page
    assert (
        '<p class="claim__pages">On this site: <a href="../practices/active-listening/">'
        "Listening</a></p>"
    ) in page
    assert "A small link (r = .28) ( Flückiger et al. 2018 )." in text(page)


def test_the_table_of_coverage_leads_to_the_card_of_a_claim(site: Site) -> None:
    assert '<a href="../evidence/#claim-c01">C01</a>' in coverage(site, evidence=EVIDENCE)


def test_a_page_with_the_list_of_references_links_into_it(site: Site) -> None:
    page = site(HOME, {"docs/evidence.md": EVIDENCE}).page("evidence/index.html")
    assert 'before (<a href="#ref-early2018">Flückiger et al. 2018</a>)' in page
    assert '<li id="ref-early2018">Flückiger C, Del Re AC,' in page
    assert 'class="footnote' not in page


def test_references_that_nobody_has_checked_stand_apart(site: Site) -> None:
    page = site(HOME, {"docs/evidence.md": EVIDENCE}).page("evidence/index.html")
    checked, waiting = page.split('<h3 id="not-yet-checked">')
    assert '<h3 id="checked">Checked (1)' in checked
    assert 'id="ref-later2020"' in waiting
    assert 'id="ref-later2020"' not in checked


UNUSED = """
@article{early1999,
  author  = {Early, Ann},
  title   = {Before},
  journal = {BMJ},
  year    = {1999},
  kept    = {For later.},
}
"""


def test_a_reference_that_nothing_uses_is_not_listed(site: Site, references_text: str) -> None:
    unused = references_text + UNUSED
    built = site(HOME, {"docs/evidence.md": EVIDENCE, "docs/data/references.bib": unused})
    assert built.warnings == []
    assert "ref-early1999" not in built.page("evidence/index.html")


def status(site: Site, *heads: str) -> str:
    files = {f"docs/p{at}.md": f"---\n{head}\n---\n# P{at}\n" for at, head in enumerate(heads)}
    built = site(HOME, {**files, "docs/status.md": "# Age\n\n```status\n```\n"})
    assert built.warnings == []
    return text(built.page("status/index.html"))


def test_the_page_that_nobody_looked_at_for_longest_comes_first(site: Site) -> None:
    shown = status(
        site,
        "written: 2026-03-01",
        "written: 2026-01-01\nsources_checked: 2026-04-01",
        "written: 2026-02-01",
    )
    assert re.findall(r"P\d", shown) == ["P2", "P0", "P1"]


def test_the_status_page_tells_all_four_dates(site: Site) -> None:
    reviewed = "clinical_review: {name: Ana Lund, date: 2026-03-09, consent: true}"
    shown = status(site, f"written: 2026-03-01\n{reviewed}\nnext_check: 2027-01-15")
    assert (
        "Page Written Sources last checked Clinical review Next check due "
        "P0 1 March 2026 not yet Ana Lund, 9 March 2026 January 2027"
    ) in shown


def test_a_page_that_does_not_say_its_age_is_not_in_the_list(site: Site) -> None:
    assert "P1" not in status(site, "written: 2026-03-01", "title: P1")


def with_option(config: str, line: str) -> dict[str, str]:
    return {"mkdocs.yml": config.replace("      areas:", f"      {line}\n      areas:")}


def test_without_a_contact_for_corrections_the_page_says_so(site: Site) -> None:
    assert "Corrections contact: not set up yet. An address will stand here" in text(
        site("# A\n\n```corrections\n```\n").page()
    )


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("https://example.org/tell", '<a href="https://example.org/tell">'),
        ("us@example.org", '<a href="&#109;'),  # Markdown hides it from robots
        ("the desk on the ground floor", "</strong> the desk on the ground floor</p>"),
    ],
)
def test_a_contact_for_corrections_is_shown(
    site: Site, config_text: str, contact: str, shown: str
) -> None:
    files = with_option(config_text, f'corrections: "{contact}"')
    assert shown in site("# A\n\n```corrections\n```\n", files).page()


LISTED = "# A\n\n## Numbers { #countries }\n\n```helplines\n```\n"


def test_a_list_of_issues_comes_with_the_advice_to_name_no_patient(
    site: Site, config_text: str
) -> None:
    files = with_option(config_text, 'corrections: "https://example.org/a/b/issues"')
    assert "write nothing about a patient" in site("# A\n\n```corrections\n```\n", files).page()


def helplines(site: Site, config: str, page: str = LISTED, **files: str) -> str:
    written = with_option(config, "helplines: docs/data/helplines.yml")
    written |= {"docs/data/helplines.yml": HELPLINES}
    built = site(page, {**written, **{f"docs/{name}.md": text for name, text in files.items()}})
    assert built.warnings == []
    return str(built.page())


def test_every_number_is_printed_with_where_it_was_read(site: Site, config_text: str) -> None:
    shown = text(helplines(site, config_text))
    assert (
        "Here Emergency number: 000 For anyone. Hours: day and night. "
        "Read in example.org, a copy without a date."
    ) in shown
    assert (
        "A line: 999 For anyone in distress. Hours: till six. "
        "Read in example.com, a copy of 2021; checked 1 June 2026."
    ) in shown


def test_the_numbers_come_with_the_advice_to_make_sure(site: Site, config_text: str) -> None:
    assert (
        "A copy is not the live page, and numbers change: call to make sure, or look for yours at "
        "findahelpline.com ."
    ) in text(helplines(site, config_text))


def test_the_section_of_a_place_says_for_which_countries_it_is(
    site: Site, config_text: str
) -> None:
    page = helplines(site, config_text)
    assert re.findall(r'<section data-regions="(.*?)">\s*<h3 id="(.*?)">', page) == [
        ("HE", "here"),
        ("TH TX", "there"),
    ]
    assert '<a href="#here">Here</a> · <a href="#there">There</a>' in page
    assert 'src="javascripts/helplines.mjs"' in page


def test_the_crisis_text_names_each_emergency_number_once(site: Site, config_text: str) -> None:
    page = helplines(site, config_text, "# A\n\n```crisis\n```\n", numbers=LISTED)
    assert "Call, now. 000 : Here, There Crisis lines and other help" in text(page)
    assert '<a href="numbers/#countries">' in page


def test_somebody_to_talk_to_is_named_with_the_way_to_where_each_number_was_read(
    site: Site, config_text: str
) -> None:
    page = helplines(site, config_text, "# A\n\n```crisis-lines\n```\n", numbers=LISTED)
    assert "A 999 : There Numbers change: call to make sure. Where we read each" in text(page)
    assert '<a href="numbers/#countries">' in page


@pytest.mark.parametrize("word", ["crisis", "crisis-lines", "helplines"])
def test_without_a_file_of_helplines_nothing_stands_in_their_place(site: Site, word: str) -> None:
    assert text(site(f"# A\n\n```{word}\n```\n").page()).startswith("A Documentation built")


def test_a_broken_file_of_helplines_stops_the_build_with_its_place(
    site: Site, config_text: str
) -> None:
    files = with_option(config_text, "helplines: docs/data/helplines.yml")
    broken = HELPLINES.replace("        seen_in: example.org\n", "", 1)
    built = site("# A\n", {**files, "docs/data/helplines.yml": broken})
    assert built.aborted
    assert built.warnings == [
        'docs/data/helplines.yml:7:9: a field is missing; there is no "seen_in"; add it'
    ]


@pytest.mark.parametrize("word", sorted(set(BLOCKS) - {"glossary"}))
def test_a_block_holds_nothing(site: Site, word: str) -> None:
    article = "an" if word[0] in "aeiou" else "a"
    end = "## Sources\n\n\\bibliography\n" if word == "evidence" else ""
    assert site(f"# A\n\n```{word}\nC01\n```\n\n{end}").warnings == [
        f'alliance: docs/index.md:3:1: {article} {word} fence holds nothing; found "C01"; '
        "leave it empty"
    ]


def test_a_block_inside_a_longer_fence_is_an_example(site: Site) -> None:
    built = site("# A\n\n````markdown\n```status\n```\n````\n")
    assert built.warnings == []
    assert "Next check due" not in built.page()


def test_an_indented_block_fails_the_build(site: Site) -> None:
    assert site("# A\n\n- b\n\n    ```status\n    ```\n").warnings == [
        "alliance: docs/index.md:5:1: a status fence is indented; found spaces before it; "
        "move it left"
    ]
