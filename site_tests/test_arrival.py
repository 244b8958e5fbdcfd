"""A script of the page that never arrives, or arrives broken, is said in words, and tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from playwright.sync_api import expect

from site_tests.check import ITEMS, LISTENING, Check, drafts
from site_tests.conftest import desk, erring, ring
from site_tests.faulty_server import Fault
from site_tests.test_noscript import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

LATE = (
    "The part of this page that saves and scores answers has not arrived, so nothing is saved or "
    "scored here. Load the page again, or print it and mark your answers by hand."
)
NOT_FETCHED = (
    "A part of this page could not be fetched. Your answers are still here. Press the button again."
)
NEEDED = ("element", "store", "session", "parts", "cover", "engine")
"""What the page can not do without."""
WAIT = "document.getAnimations().forEach((animation) => animation.finish())"
"""The seconds in which nobody is told, at once."""


@pytest.fixture
def page(browser: Browser, site: FaultyServer) -> Iterator[Page]:
    """A page that may err: that a script is broken is what this is about."""
    with erring(browser, site) as made:
        yield made


def expect_sentence(page: Page) -> None:
    sentence = page.get_by_text(LATE)
    expect(sentence).to_be_attached()
    page.evaluate(WAIT)
    expect(sentence).to_be_visible()
    expect(Check(page).part("controls")).to_be_hidden()


@pytest.mark.parametrize("fault", ring(get_args(Fault), fast=2))
def test_a_page_without_its_element_says_that_nothing_is_saved(
    page: Page, site: FaultyServer, fault: Fault
) -> None:
    site.fail("*/element.js", fault)
    page.goto(LISTENING, wait_until="commit")
    expect_sentence(page)


@pytest.mark.parametrize("module", NEEDED[1:])
@pytest.mark.parametrize("fault", ring(["404", "mime", "short", "stall"]))
def test_a_page_without_a_module_that_its_element_needs_says_the_same(
    page: Page, site: FaultyServer, module: str, fault: Fault
) -> None:
    site.fail(f"*/{module}.js", fault)
    page.goto(LISTENING, wait_until="commit")
    expect_sentence(page)


def test_a_page_on_which_scripts_are_late_says_nothing_of_it_in_the_first_seconds(
    page: Page, site: FaultyServer
) -> None:
    site.fail("*/store.js", "stall")
    page.goto(LISTENING, wait_until="commit")
    expect(page.get_by_text(LATE)).to_be_attached()
    expect(page.get_by_text(LATE)).to_be_hidden()
    assert page.get_by_text(LATE).evaluate("e => getComputedStyle(e).animationDuration") == "6s"


def test_a_script_that_a_form_does_not_need_holds_nothing_up(
    page: Page, site: FaultyServer
) -> None:
    site.fail("*/offline.js", "stall")
    page.goto(LISTENING, wait_until="commit")
    expect(Check(page).part("controls")).to_be_visible()
    Check(page).answer(ITEMS[0], 3)
    Check(page).expect_saved()


@pytest.mark.slow
def test_a_style_that_hangs_is_done_without_after_a_while_and_used_when_it_comes(
    page: Page, site: FaultyServer
) -> None:
    held: list[Route] = []
    page.route("**/selfassess.css", lambda route: held.append(route))
    page.goto(LISTENING, wait_until="commit")
    check = Check(page)
    expect(check.part("controls")).to_be_visible()
    check.fill(3)
    check.expect_saved()
    assert check.element.evaluate("e => getComputedStyle(e).containerType") == "normal"
    for route in held:
        route.continue_()
    check.submit()
    check.expect_report()
    assert check.element.evaluate("e => getComputedStyle(e).containerType") == "inline-size"


def test_the_sentence_goes_when_a_late_script_comes(page: Page, site: FaultyServer) -> None:
    held: list[Route] = []
    page.route("**/element.js", lambda route: held.append(route))
    page.goto(LISTENING, wait_until="commit")
    expect_sentence(page)
    held.pop().continue_()
    expect(Check(page).part("controls")).to_be_visible()
    expect(page.get_by_text(LATE)).to_be_hidden()


def test_without_scripts_only_the_line_about_scripts_is_shown(
    browser: Browser, site: FaultyServer
) -> None:
    site.heal()
    page = browser.new_page(**desk(site), java_script_enabled=False)
    page.goto(LISTENING)
    expect(Check(page).element.get_by_text(LINE, exact=True)).to_be_visible()
    page.evaluate(WAIT)
    expect(page.get_by_text(LATE)).to_be_hidden()
    page.close()


def test_no_script_that_a_page_asks_for_has_an_ending_that_servers_may_not_know(
    page: Page, site: FaultyServer
) -> None:
    site.forget()
    page.goto(LISTENING)
    check = Check(page)
    check.finish()
    assert [path for path in site.paths("*/assets/selfassess/*") if path.endswith(".mjs")] == []


# The second try


@pytest.mark.parametrize("module", ring(NEEDED, fast=2))
@pytest.mark.parametrize("fault", ring(["mime", "reset", "flip"], fast=1))
def test_a_script_that_failed_once_comes_by_itself_and_no_answer_is_lost(
    page: Page, site: FaultyServer, module: str, fault: Fault
) -> None:
    site.fail(f"*/{module}.js", fault, times=1)
    page.goto(LISTENING)
    check = Check(page)
    check.fill(3)
    check.expect_saved()
    assert drafts(page) == [dict.fromkeys(ITEMS, "3")]
    check.submit()
    check.expect_report()


@pytest.mark.parametrize("module", ring(NEEDED, fast=2))
def test_a_script_of_the_wrong_type_that_is_cached_is_fetched_past_the_cache_when_the_page_is_loaded_again(
    page: Page, site: FaultyServer, module: str
) -> None:
    site.fail(f"*/{module}.js", "mime")
    page.goto(LISTENING)
    expect_sentence(page)
    site.heal()
    page.reload()
    check = Check(page)
    check.fill(3)
    check.submit()
    check.expect_report()


def test_a_script_that_never_comes_is_asked_for_once_more_and_not_for_ever(
    page: Page, site: FaultyServer
) -> None:
    site.forget()
    site.fail("*/store.js", "404")
    page.goto(LISTENING, wait_until="networkidle")
    expect_sentence(page)
    again = [path.rpartition("/")[2] for path in site.paths("*/%*")]
    assert sorted(again) == sorted(f"{name}.js" for name in NEEDED)


def test_what_came_again_is_held_against_its_hash(page: Page, site: FaultyServer) -> None:
    site.fail("*/element.js", "mime", times=1)
    check = answered(page)
    site.fail("*/report.js", "flip")
    check.submit()
    expect(check.part("status")).to_have_text(NOT_FETCHED)
    site.heal()
    check.submit()
    check.expect_report()


@pytest.mark.slow
def test_a_script_of_a_page_that_came_into_the_document_of_another_comes_again_too(
    page: Page, site: FaultyServer
) -> None:
    page.goto("about/limits/")
    page.evaluate("window.mark = 'here'")
    site.fail("*/store.js", "mime", times=1)
    page.evaluate(f"document.links[0].href = '{site.url}{LISTENING}'")
    page.evaluate("document.links[0].click()")
    check = Check(page)
    check.fill(3)
    check.expect_saved()
    assert page.evaluate("window.mark") == "here"


# What comes with a touch


def answered(page: Page) -> Check:
    page.goto(LISTENING)
    check = Check(page)
    check.fill(3)
    check.expect_saved()
    return check


@pytest.mark.parametrize("module", ["report", "errors", "days"])
@pytest.mark.parametrize("fault", ring(["404", "html", "mime", "short", "reset"]))
def test_a_module_that_failed_is_said_and_fetched_under_another_address(
    page: Page, site: FaultyServer, module: str, fault: Fault
) -> None:
    site.fail("*/runtime/manifest.*.json", "404")
    site.fail(f"*/{module}.js", fault)
    check = answered(page)
    check.submit()
    expect(check.part("status")).to_have_text(NOT_FETCHED)
    assert check.answers() == dict.fromkeys(ITEMS, "3")
    assert drafts(page) == [dict.fromkeys(ITEMS, "3")]
    site.heal()
    check.submit()
    check.expect_report()


@pytest.mark.parametrize("module", ["actions", "device"])
def test_a_button_whose_module_failed_works_at_the_second_press(
    page: Page, site: FaultyServer, module: str
) -> None:
    site.fail(f"*/{module}.js", "short")
    page.goto(LISTENING)
    check = Check(page)
    check.button("shared").check()
    expect(check.part("status")).to_have_text(NOT_FETCHED)
    site.heal()
    check.button("shared").uncheck()
    check.button("shared").check()
    check.answer(ITEMS[0], 3)
    expect(check.part("saved")).to_contain_text("Kept only in this tab")
    assert drafts(page) == []


@pytest.mark.slow
def test_a_module_that_hangs_is_said_after_a_while(page: Page, site: FaultyServer) -> None:
    page.clock.install()
    check = answered(page)
    site.fail("*/report.js", "stall")
    check.submit()
    expect(check.part("status")).to_have_text("Scoring …")
    for _ in range(2):
        page.clock.fast_forward(10_000)
    expect(check.part("status")).to_have_text(NOT_FETCHED)
    site.heal()
    check.submit()
    check.expect_report()


@pytest.mark.parametrize(
    "pattern",
    ring(["*/worker.js", "*/runtime/pyodide.????????????????.js", "*/runtime/pyodide.asm.*.js"]),
)
@pytest.mark.parametrize("fault", ring(["mime", "short"]))
def test_a_script_of_python_s_that_failed_is_fetched_anew(
    page: Page, site: FaultyServer, pattern: str, fault: Fault
) -> None:
    check = answered(page)
    site.fail(pattern, fault)
    check.submit()
    check.expect_state("failed")
    site.heal()
    check.submit()
    check.expect_report()
