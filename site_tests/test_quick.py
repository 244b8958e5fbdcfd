"""An answer costs little however long the form is, and pages that were left are let go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import QUICK, REVIEW, Check

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

ABOUT = "about/"
WATCH = """() => {
  window.touched = new Set();
  window.looked = 0;
  const watch = new MutationObserver((all) => { for (const { target } of all) touched.add(target); });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  const { querySelectorAll } = Element.prototype;
  Element.prototype.querySelectorAll = function (selector) {
    const found = querySelectorAll.call(this, selector);
    looked += found.length;
    return found;
  };
}"""


def test_an_answer_touches_its_question_and_the_counts_and_looks_at_no_other(page: Page) -> None:
    page.goto(REVIEW)
    check = Check(page)
    expect(check.part("steps")).to_be_visible()
    questions = page.locator("fieldset.sa-item")
    questions.nth(0).locator("[type=radio]").nth(2).check()
    check.expect_state("ready")
    check.expect_saved()
    page.evaluate(WATCH)
    # The question, the bar, two counts, and the words of the part in the list; one to spare.
    questions.nth(1).locator("[type=radio]").nth(2).check()
    expect(check.part("count")).to_have_text("2 of 60")
    # The theme takes note of a page that was scrolled.
    own = "[...touched].filter((it) => !it.matches?.('[class^=md-]'))"
    touched = page.evaluate(f"{own}.map(({{ outerHTML }}) => outerHTML?.slice(0, 80))")
    assert len(touched) <= 6, touched
    assert page.evaluate("looked") < 60


def go(page: Page, path: str) -> None:
    """Follow a link without a reload, and wait for what the page is about."""
    page.evaluate(
        """path => {
          const link = document.createElement("a");
          link.href = new URL(path, document.querySelector(".md-logo").href).href;
          document.querySelector("article").append(link);
          link.click();
        }""",
        path,
    )
    expect(page).to_have_url(re.compile(f"/repo/{path}$"))
    form = page.locator("self-assessment [data-part=device]")
    expect(form).to_have_count(int(path == REVIEW))
    if path == REVIEW:
        expect(form).to_be_visible()


def test_a_page_that_was_left_is_cut_apart_but_for_what_may_be_working(page: Page) -> None:
    page.goto(ABOUT)
    go(page, REVIEW)
    page.evaluate("""() => {
      window.mark = "here";
      window.left = document.querySelector("[data-md-component=container]");
      window.form = document.querySelector("self-assessment");
    }""")
    go(page, ABOUT)
    assert page.evaluate("window.mark") == "here"
    assert page.evaluate("left.querySelectorAll('*').length") == 0
    assert page.evaluate("form.querySelectorAll('form fieldset').length") == 60
    assert page.evaluate("form.parentNode") is None


def alive(browser: CDPSession) -> tuple[int, int]:
    """Return how many nodes and how many of our elements the browser can not forget."""
    for _ in range(3):
        browser.send("HeapProfiler.collectGarbage")
    script = "customElements.get('self-assessment').prototype"
    kind = browser.send("Runtime.evaluate", {"expression": script})["result"]["objectId"]
    found = browser.send("Runtime.queryObjects", {"prototypeObjectId": kind})["objects"]
    length = {"functionDeclaration": "function () { return this.length }"}
    many = browser.send("Runtime.callFunctionOn", {"objectId": found["objectId"], **length})
    # What is asked for is held too.
    browser.send("Runtime.releaseObject", {"objectId": found["objectId"]})
    return browser.send("Memory.getDOMCounters")["nodes"], many["result"]["value"]


@pytest.mark.slow
def test_forty_rounds_between_a_form_and_a_page_leave_nothing_behind(page: Page) -> None:
    page.goto(ABOUT)
    page.evaluate("window.mark = 'here'")
    browser = page.context.new_cdp_session(page)
    browser.send("HeapProfiler.enable")
    seen = []
    for _ in range(40):
        go(page, REVIEW)
        go(page, ABOUT)
        seen.append(alive(browser))
    assert page.evaluate("window.mark") == "here"
    nodes = [nodes for nodes, _ in seen]
    # What was left a moment ago may still be on its way out.
    assert min(nodes[-5:]) <= 1.2 * min(nodes[:5])
    assert min(ours for _, ours in seen[-5:]) == 0


def test_styles_are_not_loaded_again_neither_as_the_page_comes_nor_as_a_link_is_followed(
    page: Page,
) -> None:
    page.goto(REVIEW)
    expect(Check(page).part("steps")).to_be_visible()
    page.evaluate("window.styles = [...document.querySelectorAll('link[rel=stylesheet]')]")
    # Setting an address, even to the same one, loads the style again.
    told = page.evaluate("styles.map((one) => one.getAttribute('href'))")
    assert [address for address in told if ":" in address] == []
    go(page, ABOUT)
    kept = page.evaluate("styles.filter((one) => one.isConnected).map((one) => one.href)")
    assert [address for address in kept if "/stylesheets/site.css" in address]
    # What stays in place has to lead to the same pages from every folder.
    links = "[...document.querySelectorAll('.md-header a')].map((one) => one.getAttribute('href'))"
    assert {address.partition("/repo/")[1] for address in page.evaluate(links)} == {"/repo/"}


def test_the_page_comes_in_the_colours_of_the_device_until_a_reader_chooses(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(ABOUT)
    body, switch = page.locator("body"), page.locator("label[for^=__palette]:visible")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    expect(switch).to_have_attribute("title", "Use dark colours")
    for key, name in (("Enter", "light"), ("Space", "dark"), ("Enter", "light")):
        page.locator("#__palette input:not([hidden])").press(key)
        expect(page.get_by_role("radio", name=f"Use {name} colours")).to_be_focused()
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(switch).to_have_attribute("title", "Use light colours")
    # With such an element, added when the page is there, the theme's script has all of it styled again.
    expect(page.locator("meta[name=color-scheme]")).to_have_count(0)


def test_a_closed_menu_is_neither_styled_nor_laid_out_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(REVIEW)
    link = page.locator(".md-sidebar--primary a.md-nav__link").first
    expect(link).to_be_attached()
    assert not link.evaluate("(one) => one.checkVisibility()")
    menu = page.locator(".md-header label[for=__drawer]")
    menu.press("Enter")
    assert link.evaluate("(one) => one.checkVisibility()")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.locator("#__drawer")).not_to_be_checked()


@pytest.mark.parametrize("path", ["", REVIEW])
def test_names_in_the_header_are_not_cut_on_a_phone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    page.evaluate("document.fonts.ready")
    cut = """names => names.filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
      scrollWidth > clientWidth || scrollHeight > clientHeight).map((name) => name.innerText)"""
    names = page.locator(".md-header__topic .md-ellipsis")
    assert names.count() == 2
    assert names.evaluate_all(cut) == []


@pytest.mark.parametrize(
    ("path", "script", "below"),
    [
        ("tools/scripts/", "*/scripts.mjs", "article blockquote"),
        (QUICK, "*/element.js", "fieldset.sa-item"),
    ],
)
def test_what_a_script_shows_moves_nothing_when_it_comes(
    page: Page, site: FaultyServer, path: str, script: str, below: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    site.fail(script, "404")
    page.goto(path)
    without = page.locator(below).first.bounding_box()
    site.heal()
    page.goto(path)
    expect(page.locator("script-finder, self-assessment [data-part=shared]").first).to_be_visible()
    there = page.locator(below).first.bounding_box()
    assert without
    assert there
    assert abs(there["y"] - without["y"]) < 2
