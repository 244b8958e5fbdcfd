"""Words: what the pages say instead on screen, terms explained in place, scripts and search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import LISTENING, VALIDATION, Check
from site_tests.conftest import desk, ring, watched
from site_tests.weight import compressed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

    from site_tests.faulty_server import FaultyServer

SCRIPTS = "tools/scripts/"
# Only for our entry: the theme itself does not get over a storage that refuses.
REFUSED = """for (const name of ["getItem", "setItem"]) {
  const original = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...rest) {
    if (key.endsWith("words")) throw new DOMException("refused", "SecurityError");
    return original.call(this, key, ...rest);
  };
}"""
SEEN = "() => document.querySelector('article').innerText"


def choose(page: Page, word: str) -> None:
    page.locator("word-choice").get_by_label(word, exact=True).check()


def text(page: Page) -> str:
    found: str = page.evaluate(SEEN)
    return found.partition("\nSources")[0]


def patients(page: Page) -> list[str]:
    return re.findall(r"(?i)(?<![\w-])patients?\b", text(page))


# The choice of a word


def test_pages_say_patient_until_the_reader_chooses(page: Page) -> None:
    page.goto(VALIDATION)
    expect(page.locator("word-choice").get_by_label("patient", exact=True)).to_be_checked()
    assert patients(page)


def test_a_reader_makes_the_pages_say_client(page: Page) -> None:
    page.goto(VALIDATION)
    choose(page, "client")
    assert patients(page) == []
    assert "leaves clients feeling heard" in " ".join(text(page).split())
    assert "psychotherapy clients" in text(page)
    expect(page.locator("word-choice [role=status]")).to_have_text("These pages say client now.")


def test_sources_keep_their_own_words(page: Page) -> None:
    page.goto(VALIDATION)
    sources = page.locator(".footnote")
    before = sources.text_content()
    choose(page, "client")
    assert "patient anxiety" in (before or "")
    assert sources.text_content() == before


def test_the_first_word_comes_back_as_it_was(page: Page) -> None:
    page.goto(VALIDATION)
    before = text(page)
    choose(page, "client")
    choose(page, "patient")
    assert text(page) == before
    assert "psychotherapy clients" in before


def test_the_choice_holds_on_the_next_page_and_after_a_reload(page: Page) -> None:
    page.goto(VALIDATION)
    choose(page, "client")
    page.evaluate("window.mark = 1")
    page.get_by_role("link", name="Active listening").first.click()
    expect(page.locator("h1")).to_contain_text("Active listening")
    assert page.evaluate("window.mark") == 1
    assert patients(page) == []
    page.reload()
    expect(page.locator("word-choice").get_by_label("client", exact=True)).to_be_checked()
    assert patients(page) == []


def test_a_form_and_its_report_say_client_and_the_answers_stay(page: Page) -> None:
    page.goto(LISTENING)
    choose(page, "client")
    check = Check(page)
    check.fill(1)
    before = check.answers()
    check.submit()
    check.expect_report()
    assert patients(page) == []
    assert check.answers() == before
    choose(page, "patient")
    assert patients(page)
    assert check.answers() == before


@pytest.mark.slow
def test_a_browser_that_refuses_to_remember_still_changes_the_word(page: Page) -> None:
    page.add_init_script(REFUSED)
    page.goto("about/limits/")
    choose(page, "client")
    assert patients(page) == []


def test_the_choice_is_kept_under_the_path_of_the_site(page: Page) -> None:
    page.goto(VALIDATION)
    choose(page, "client")
    keys = page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith('words'))")
    assert keys == ["/repo/.words"]


# Words of the UK and of the US

WARD, ROLE_PLAYS = "settings/nursing-and-inpatient/", "teach/conversations/"
BRITISH = r"(?<![\w-])([Ww]ards?|[Rr]otas?|GPs?|[Pp]hysiotherapists?|ring you|ring us)\b"


def test_pages_use_the_words_of_the_uk_until_the_reader_chooses(page: Page) -> None:
    page.goto(WARD)
    expect(page.locator("word-choice").get_by_label("the UK", exact=True)).to_be_checked()
    assert "On a ward, that can be one sentence a shift." in text(page)


def test_a_reader_makes_the_pages_use_the_words_of_the_us(page: Page) -> None:
    page.goto(WARD)
    choose(page, "the US")
    assert "On a unit, that can be one sentence a shift." in text(page)
    assert re.findall(BRITISH, text(page)) == []
    status = page.locator("word-choice [role=status]")
    expect(status).to_have_text("They use the words of the US now.")


def test_a_phrase_goes_before_a_word_and_a_capital_stays(page: Page) -> None:
    page.goto(ROLE_PLAYS)
    choose(page, "the US")
    assert "A primary care office, ten minutes." in text(page)
    assert "Primary care doctor: Maya, come in." in text(page)
    assert "Then I will call you on Friday after school" in text(page)
    assert "A unit, two days after a hip operation." in text(page)
    assert re.findall(BRITISH, text(page)) == []


def test_a_phrase_that_says_itself_stays(page: Page) -> None:
    page.goto("own-site/styling/")
    choose(page, "the US")
    assert "The ring around what has the focus." in text(page)
    assert "Colors and sizes" in text(page)


@pytest.mark.slow
def test_both_choices_hold_together_and_each_is_taken_back_alone(page: Page) -> None:
    page.goto(WARD)
    before = text(page)
    choose(page, "client")
    choose(page, "the US")
    assert patients(page) == re.findall(BRITISH, text(page)) == []
    choose(page, "patient")
    assert patients(page)
    assert re.findall(BRITISH, text(page)) == []
    choose(page, "the UK")
    assert text(page) == before


def test_a_page_in_another_language_keeps_its_words(page: Page) -> None:
    page.goto("assess/quick-check.es/")
    before = text(page)
    choose(page, "the US")
    choose(page, "client")
    assert text(page) == before


def test_a_site_in_american_english_begins_with_its_words(page: Page) -> None:
    def american(route: Route) -> None:
        answer = route.fetch()
        ways = re.compile(r'(name="english" value="written"[^>]*?) checked')
        html = ways.sub(r"\1", answer.text()).replace(
            'name="english" value="other"', 'name="english" checked value="other"'
        )
        route.fulfill(response=answer, body=html)

    page.route(re.compile("/nursing-and-inpatient/$"), american)
    page.goto(WARD)
    expect(page.locator("word-choice").get_by_label("the US", exact=True)).to_be_checked()
    assert re.findall(BRITISH, text(page)) == []
    choose(page, "the UK")
    assert "On a ward" in text(page)
    page.reload()
    expect(page.locator("word-choice").get_by_label("the UK", exact=True)).to_be_checked()


def test_the_word_is_chosen_by_keyboard(page: Page) -> None:
    page.goto(VALIDATION)
    page.locator("word-choice input").first.focus()
    page.keyboard.press("ArrowRight")
    assert patients(page) == []


def test_the_labels_of_the_choice_are_large_enough_to_touch(page: Page) -> None:
    page.goto(VALIDATION)
    for label in page.locator("word-choice label").all():
        box = label.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_without_a_script_there_is_no_choice_and_no_finder(
    browser: Browser, site: FaultyServer
) -> None:
    with watched(site, browser.new_context(**desk(site), java_script_enabled=False)) as context:
        page = context.new_page()
        page.goto(SCRIPTS)
        expect(page.locator("word-choice")).to_be_hidden()
        expect(page.locator("script-finder")).to_be_hidden()
        assert page.locator("article h3:visible").count() >= 30


# Terms


@pytest.fixture
def term(page: Page) -> Locator:
    page.goto(VALIDATION)
    found = page.locator(".term").first
    found.scroll_into_view_if_needed()
    return found


def test_a_term_is_explained_to_pointer_and_keyboard(page: Page, term: Locator) -> None:
    tip = term.get_by_role("tooltip", include_hidden=True)
    expect(tip).to_be_hidden()
    term.locator("a").hover()
    expect(tip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    term.locator("a").focus()
    expect(tip).to_be_visible()
    expect(term.locator("a")).to_have_accessible_description(re.compile("working relationship"))


def test_the_pointer_can_move_onto_an_explanation(page: Page, term: Locator) -> None:
    link, tip = term.locator("a"), term.locator(".term__tip")
    link.hover()
    start, end = link.bounding_box(), tip.bounding_box()
    assert start
    assert end
    across = start["x"] + start["width"] / 2
    for step in range(int(start["y"] + start["height"] / 2), int(end["y"] + end["height"] - 2)):
        page.mouse.move(across, step)
        expect(tip).to_be_visible()


def test_escape_puts_an_explanation_away_until_the_reader_comes_back(
    page: Page, term: Locator
) -> None:
    link, tip = term.locator("a"), term.locator(".term__tip")
    link.focus()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(tip).to_be_visible()


@pytest.mark.parametrize("width", ring([320, 800, 1280]))
def test_an_explanation_stays_inside_the_page(page: Page, term: Locator, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    term.locator("a").focus()
    box = term.locator(".term__tip").bounding_box()
    assert box
    assert 0 <= box["x"] < box["x"] + box["width"] <= width


def test_a_term_leads_to_its_entry(page: Page, term: Locator) -> None:
    # Opened as an address: where a page scrolls to after a press is the theme's, and late on a busy machine.
    page.goto(term.locator("a").evaluate("link => link.href"))
    expect(page).to_have_url(re.compile(r"/glossary/#alliance$"))
    expect(page.locator("h3#alliance")).to_be_in_viewport()


def test_no_page_explains_more_than_six_terms(site: FaultyServer) -> None:
    assert site.folder is not None
    counts = {
        page: page.read_text(encoding="utf-8").count('class="term"')
        for page in site.folder.rglob("index.html")
    }
    assert 0 < max(counts.values()) <= 6


# Scripts


def shown(page: Page) -> list[str]:
    return [heading.strip("¶") for heading in page.locator("article h3:visible").all_inner_texts()]


def test_a_script_is_found_by_a_word(page: Page) -> None:
    page.goto(SCRIPTS)
    page.get_by_label("Words to look for").fill("crying")
    assert shown(page) == ["Someone is crying"]
    count = page.locator("script-finder [data-part=count]")
    expect(count).to_have_text(re.compile(r"^1 of \d\d scripts shown$"))
    page.get_by_label("Words to look for").fill("crying zebra")
    expect(count).to_have_text(re.compile("^No script has all of these words"))


def test_a_group_shows_its_scripts_only(page: Page) -> None:
    page.goto(SCRIPTS)
    button = page.get_by_role("button", name="Running late")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert shown(page) == ["Starting late", "Time is almost up"]
    page.get_by_role("button", name="All", exact=True).click()
    assert len(shown(page)) >= 30


def test_a_script_is_copied_as_it_is_shown(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(SCRIPTS)
    page.get_by_role("button", name="Copy the words: Someone is crying").click()
    status = page.locator(".copy", has=page.get_by_label("Someone is crying")).get_by_role("status")
    expect(status).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("There is no hurry.")


def test_a_link_to_a_script_shows_it_even_when_it_was_filtered_out(page: Page) -> None:
    page.goto(SCRIPTS)
    page.get_by_label("Words to look for").fill("crying")
    page.evaluate("location.hash = '#last-time'")
    expect(page.locator("#last-time")).to_be_in_viewport()


def test_the_finder_works_after_a_click_from_another_page(page: Page) -> None:
    page.goto("tools/checklists/")
    page.evaluate("window.mark = 1")
    page.get_by_role("link", name="Scripts", exact=True).first.click()
    page.get_by_label("Words to look for").fill("crying")
    assert shown(page) == ["Someone is crying"]
    assert page.evaluate("window.mark") == 1


# Search


def test_the_field_of_the_first_page_asks_the_search(page: Page) -> None:
    page.goto("")
    field = page.get_by_role("searchbox", name="What is happening?")
    field.fill("patient threatens me")
    field.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    expect(page.locator(".md-search-result__item a").first).to_have_attribute(
        "href", re.compile("/safety/")
    )


def test_what_is_searched_is_fetched_when_somebody_goes_to_the_search(
    page: Page, site: FaultyServer
) -> None:
    site.forget()
    page.goto("", wait_until="networkidle")
    assert site.paths("*/workers/*") + site.paths("*/pages.json") == []
    page.locator(".md-search__input").click()
    page.keyboard.type("angry patient")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert len(site.paths("*/pages.json")) == 1


def test_an_address_that_asks_shows_what_is_found(page: Page) -> None:
    page.goto("?q=angry+patient")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_every_link_is_an_address_of_its_own_soon_after_the_page(page: Page) -> None:
    page.goto(SCRIPTS)
    relative = "[...document.links].filter((link) => !/^(https?|tel|sms|mailto):/.test(link.getAttribute('href'))).length"
    page.wait_for_function(f"{relative} === 0")


def test_the_field_and_the_first_script_are_on_a_phones_first_screen(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(SCRIPTS)
    page.get_by_label("Words to look for").fill("crying")
    page.evaluate("scrollTo(0, 0)")
    expect(page.get_by_role("heading", name="Someone is crying")).to_be_in_viewport()
    expect(page.locator("article blockquote:visible").first).to_be_in_viewport()


FOUND = {
    "angry patient": "challenges/guarded-confrontational-reluctant/",
    "patient yelled at me": "challenges/guarded-confrontational-reluctant/",
    "no time": "challenges/short-on-time/",
    "say sorry": "practices/after-a-mistake/",
    "cry": "practices/validation/",
    "gift": "practices/warmth-and-boundaries/",
    "rude": "challenges/guarded-confrontational-reluctant/",
    "does not take the medicine": "practices/shared-goals-and-involvement/",
}


@pytest.mark.content
@pytest.mark.parametrize("asked", ring(FOUND, fast=3))
def test_a_reader_who_asks_in_everyday_words_finds_the_page(page: Page, asked: str) -> None:
    page.goto("")
    page.locator(".md-search__input").click()
    # Not letter by letter: with each the list would be drawn anew.
    page.locator(".md-search__input").fill(asked)
    page.locator(".md-search__input").press("End")
    first = page.locator(".md-search-result__item:nth-child(-n+3) > a")
    expect(first.and_(page.locator(f'[href*="{FOUND[asked]}"]')).first).to_be_attached()


def test_what_every_page_loads_for_words_weighs_at_most_two_kilobytes(site: FaultyServer) -> None:
    assert site.folder is not None
    weights = {path.name: compressed(path) for path in (site.folder / "javascripts").glob("*.mjs")}
    assert set(weights) == {
        *("ask.mjs", "helplines.mjs", "kept.mjs", "leaving.mjs", "scripts.mjs", "terms.mjs"),
        "words.mjs",
    }
    assert weights["words.mjs"] <= 2048
    assert max(weights.values()) <= 4096
