"""Small real MkDocs builds, strict."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Site = Callable[..., Any]

PAGE = """\
---
title: A page
claims: [C01, C02]
areas: [listening]
---
# A page

Text that cites [@early2018; @later2020].

```claims
C01
C02
```

## Sources

\\bibliography
"""


def test_a_page_shows_its_claims_and_its_references(site: Site) -> None:
    built = site(PAGE)
    assert built.warnings == []
    assert not built.aborted
    assert (
        '<span class="grade grade--consistent">Linked? Consistently</span> '
        '<span class="grade grade--not-tried">Does changing it help? Not tried</span> '
        '<span class="grade grade--goes-further">The wording goes further than the studies</span>'
    ) in built.page()
    assert '<span class="claim__text">Listening <em>is</em> crucial.</span>' in built.page()


def test_a_card_folds_its_evidence_behind_claim_and_grades(site: Site) -> None:
    page = site(PAGE).page()
    card = page[page.index('<details class="claim" id="claim-c01">') : page.index("</details>")]
    shown, folded = card.split("</summary>")
    assert "Listening <em>is</em> crucial." in shown
    assert shown.count('class="grade ') == 3
    assert 'class="claim__evidence"' in folded


def test_a_claim_whose_wording_fits_carries_no_third_mark(site: Site) -> None:
    page = site(PAGE).page()
    card = page[page.index('id="claim-c02"') :]
    assert card[: card.index("</summary>")].count('class="grade ') == 2


def test_a_card_says_which_question_the_studies_asked_instead(site: Site) -> None:
    page = site(PAGE).page()
    assert (
        '<p class="claim__neighbour"><strong>The studies asked a neighbouring question:</strong> '
        "whether it goes with the outcome, not whether it is crucial.</p>"
    ) in page
    assert page.count('class="claim__neighbour"') == 1


def test_a_card_leads_to_the_claim_that_holds_its_figure(site: Site, claims_text: str) -> None:
    files = {
        "docs/data/claims.yml": claims_text.replace("A view.", "A small link, too (C01)."),
        "docs/evidence.md": "# Evidence\n\n```evidence\n```\n\n```references\n```\n",
    }
    built = site(PAGE, files)
    assert built.warnings == []
    assert 'A small link, too (<a href="evidence/#claim-c01">C01</a>).' in built.page()


def test_without_a_page_of_all_the_evidence_a_claim_is_only_named(
    site: Site, claims_text: str
) -> None:
    files = {"docs/data/claims.yml": claims_text.replace("A view.", "A small link, too (C01).")}
    assert "A small link, too (C01)." in site(PAGE, files).page()


def test_a_card_says_who_said_it(site: Site) -> None:
    page = site(PAGE).page()
    assert '<p class="claim__origin">From the interview: the therapist</p>' in page
    assert '<p class="claim__origin">From the interview: the therapist and the article</p>' in page


def test_a_card_without_a_caution_has_no_place_for_one(site: Site) -> None:
    assert site(PAGE).page().count("Caution:") == 1


def test_the_legend_stands_once_on_a_page(site: Site) -> None:
    page = site(PAGE.replace("C01\nC02\n```", "C01\n```\n\n```claims\nC02\n```")).page()
    assert page.count('class="claims__legend"') == 1
    assert page.count('class="claims"') == 2
    assert (
        "<strong>Linked?</strong> Do the two go together in studies? "
        "<strong>Does changing it help?</strong> When trials changed the one, did the other follow?"
    ) in page


def test_cards_bring_no_style_attribute(site: Site) -> None:
    cards = re.search(r'<div class="claims">.*?<h2', site(PAGE).page(), re.DOTALL)
    assert cards
    assert "style=" not in cards[0]


def test_a_reference_is_written_out_with_its_doi_as_a_plain_address(site: Site) -> None:
    assert (
        "<p>Flückiger C, Del Re AC, van der Windt DAWM (2018). "
        "Is it PHQ-9 or “working” alliance? <em>Clinical Psychology &amp; Psychotherapy</em>, "
        '55(4), 316–340. <a href="https://doi.org/10.1037/pst0000172">'
        "https://doi.org/10.1037/pst0000172</a>"
    ) in site(PAGE).page()


def test_a_reference_that_nobody_has_checked_says_so(site: Site) -> None:
    assert (
        "<p>Crits-Christoph P, et al. (2020). Later. <em>BMJ</em>, 325, e67. "
        '<span class="unchecked">(not yet checked against the publisher\'s page)</span>'
    ) in site(PAGE).page()


def test_a_reference_that_is_cited_twice_is_listed_once(site: Site) -> None:
    assert site(PAGE).page().count('<li id="fn:early2018">') == 1


def test_the_numbers_of_two_references_do_not_run_together(site: Site) -> None:
    page = site(PAGE).page()
    assert re.search(
        r"<p>Text that cites&#160;<sup.*>1</a></sup>&#160;<sup.*>2</a></sup>\.</p>", page
    )


def test_a_fence_inside_a_longer_fence_is_left_alone(site: Site) -> None:
    built = site(PAGE + "\n````markdown\n```claims\nC99\n```\n````\n")
    assert built.warnings == []
    assert "C99" in built.page()


def test_an_unknown_reference_fails_the_build_and_names_file_line_and_key(site: Site) -> None:
    built = site(PAGE.replace("[@early2018; @later2020]", "[@earli2018]"))
    assert built.aborted
    assert built.warnings == [
        'alliance: docs/index.md:8:18: this reference is not known; "earli2018"; '
        'did you mean "early2018"?'
    ]
    assert "Text that cites (unknown reference: earli2018)." in built.page()


def test_a_reference_like_no_other_is_to_be_added(site: Site) -> None:
    assert site(PAGE.replace("@early2018;", "@nobody;")).warnings == [
        'alliance: docs/index.md:8:18: this reference is not known; "nobody"; '
        "add it to docs/data/references.bib"
    ]


def test_an_unknown_claim_fails_the_build(site: Site) -> None:
    built = site(PAGE.replace("\nC02\n", "\nD77\n"))
    assert built.aborted
    assert built.warnings == [
        'alliance: docs/index.md:12:1: this claim is not known; "D77"; look in docs/data/claims.yml'
    ]


def test_a_claim_that_is_not_declared_fails_the_build(site: Site) -> None:
    assert site(PAGE.replace("[C01, C02]", "[C01]")).warnings == [
        'alliance: docs/index.md:12:1: a claim is not declared; "C02"; '
        'add it to "claims" in the front matter'
    ]


def test_a_claim_that_stands_twice_fails_the_build(site: Site) -> None:
    assert site(PAGE.replace("\nC02\n", "\nC02\nC01\n")).warnings == [
        'alliance: docs/index.md:13:1: a claim stands twice on the page; "C01"; keep one of them'
    ]


def test_an_empty_fence_fails_the_build(site: Site) -> None:
    assert site(PAGE.replace("C01\nC02\n```", "\n```")).warnings == [
        "alliance: docs/index.md:10:1: a claims fence is empty; no claim is named; "
        "write ids, one a line"
    ]


def test_an_indented_fence_fails_the_build(site: Site) -> None:
    assert site(
        "---\nclaims: [C01]\n---\n# A\n\n- b\n\n    ```claims\n    C01\n    ```\n"
    ).warnings == [
        "alliance: docs/index.md:8:1: a claims fence is indented; found spaces before it; "
        "move it left"
    ]


def test_a_fence_that_is_not_closed_fails_the_build(site: Site) -> None:
    assert site("---\nclaims: [C01]\n---\n# A\n\n\\bibliography\n\n```claims\nC01\n").warnings == [
        "alliance: docs/index.md:8:1: a claims fence is not closed; the page ends; add ```"
    ]


def test_words_behind_the_fence_fail_the_build(site: Site) -> None:
    assert site(PAGE.replace("```claims", "```claims C01")).warnings == [
        'alliance: docs/index.md:10:1: a claims fence takes no options; "C01"; '
        "write ids below it, one a line"
    ]


def test_front_matter_that_names_an_unknown_claim_fails_the_build(site: Site) -> None:
    assert site(PAGE.replace("[C01, C02]", "[C01, C02, D77]")).warnings == [
        'alliance: docs/index.md:3:20: this claim is not known; "D77"; look in docs/data/claims.yml'
    ]


def test_front_matter_that_names_an_unknown_area_fails_the_build(site: Site) -> None:
    assert site(PAGE.replace("[listening]", "[listenin]")).warnings == [
        'alliance: docs/index.md:4:9: this area is not known; "listenin"; did you mean "listening"?'
    ]


def test_front_matter_that_is_no_list_fails_the_build(site: Site) -> None:
    assert site(PAGE.replace("[listening]", "listening")).warnings == [
        "alliance: docs/index.md:4:1: \"areas\" is no list of names; found 'listening'; "
        "write [listening]"
    ]


def test_a_page_without_front_matter_has_its_own_line_numbers(site: Site) -> None:
    assert site("# A\n\nCites [@nobody].\n").warnings == [
        'alliance: docs/index.md:3:8: this reference is not known; "nobody"; '
        "add it to docs/data/references.bib"
    ]


def test_broken_claims_stop_the_build_with_every_place(site: Site, claims_text: str) -> None:
    broken = claims_text.replace("linked: consistent", "linked: sure").replace(
        "    speaker: both\n", ""
    )
    built = site(PAGE, {"docs/data/claims.yml": broken})
    assert built.aborted
    assert built.warnings == [
        'docs/data/claims.yml:6:13: this is not one of the choices; found "sure"; '
        'write "consistent", "some", "little" or "not-applicable"\n'
        'docs/data/claims.yml:12:5: a field is missing; there is no "speaker"; add it'
    ]


def test_without_an_instrument_no_area_is_checked(site: Site, config_text: str) -> None:
    plain = config_text.replace("      areas: instrument.yml\n", "")
    assert site(PAGE.replace("[listening]", "[anything]"), {"mkdocs.yml": plain}).warnings == []


def test_a_broken_instrument_is_a_warning_with_its_place(site: Site) -> None:
    built = site(PAGE, {"instrument.yml": "id: [\n"})
    assert built.aborted
    assert [warning.partition(";")[0] for warning in built.warnings] == [
        "alliance: instrument.yml:1:5: a bracket is never closed"
    ]


def test_malformed_references_stop_the_build_with_every_place(
    site: Site, references_text: str
) -> None:
    broken = references_text.replace("{2018}", "{soon}").replace("  title    = {Later},\n", "")
    built = site(PAGE, {"docs/data/references.bib": broken})
    assert built.aborted
    assert built.warnings == [
        'docs/data/references.bib:5:3: this is no year; found "soon"; write four digits\n'
        'docs/data/references.bib:12:1: a reference says nothing of its title; "later2020"; '
        'add the field "title"'
    ]


@pytest.fixture
def one_more(references_text: str) -> str:
    """Return the references with one that no page cites."""
    more = references_text + references_text.replace("2018,", "1999,", 1).replace("0172", "0173")
    return more[: more.rindex("@article")]


def test_a_reference_that_nothing_cites_fails_an_edited_build(
    site: Site, config_text: str, one_more: str
) -> None:
    edited = config_text.replace("  - alliance:\n", "  - alliance:\n      editorial: index.md\n", 1)
    warnings = site(PAGE, {"docs/data/references.bib": one_more, "mkdocs.yml": edited}).warnings
    assert [each for each in warnings if "references.bib" in each] == [
        'alliance: docs/data/references.bib:21:1: nothing cites this reference; "early1999"; '
        'cite it, take it out, or say in a field "kept" why it stays'
    ]


def test_a_site_without_editorial_rules_may_keep_a_reference_that_nothing_cites(
    site: Site, one_more: str
) -> None:
    assert site(PAGE, {"docs/data/references.bib": one_more}).warnings == []


def test_a_page_whose_footnotes_have_no_place_fails_the_build(site: Site) -> None:
    assert site("---\ntitle: A\n---\n# A\n\nCites [@early2018].\n").warnings == [
        "alliance: docs/index.md:6:1: a page has footnotes and no place for them; "
        r'it ends without a list; write "## Sources" and "\bibliography" there'
    ]


def test_a_missing_file_of_facts_is_named_by_mkdocs(site: Site, config_text: str) -> None:
    moved = config_text.replace("claims: docs/data/claims.yml", "claims: docs/data/moved.yml")
    built = site(PAGE, {"mkdocs.yml": moved})
    assert built.aborted
    assert "docs/data/moved.yml" in built.warnings[0]
