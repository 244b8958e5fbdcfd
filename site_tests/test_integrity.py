"""A flipped bit in what a page brings is a named error, never a wrong score.

On https, and as well on plain http, as in a hospital's own network, where browsers have no
`crypto.subtle`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import ITEMS, LISTENING, Check, drafts
from site_tests.conftest import INSECURE, erring, ring
from site_tests.test_arrival import NEEDED, NOT_FETCHED, expect_sentence
from site_tests.test_faults import FILES, errors_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from site_tests.faulty_server import Fault, FaultyServer

pytestmark = pytest.mark.browser

DEFINITION = "*/alliance-practices.en.*.json"


@pytest.fixture
def page(browser: Browser, site: FaultyServer) -> Iterator[Page]:
    """A page of the site under a name that the browser does not trust, in the middle of a check."""
    with erring(browser, site, base_url=site.url.replace("127.0.0.1", INSECURE)) as made:
        yield made


def answered(page: Page) -> Check:
    page.goto(LISTENING)
    assert page.evaluate("[isSecureContext, crypto.subtle]") == [False, None]
    check = Check(page)
    check.fill(3)
    check.expect_saved()
    return check


def refused(check: Check) -> Check:
    """Press the button, and be told that something did not come."""
    check.submit()
    expect(check.part("status")).to_have_text(NOT_FETCHED)
    return check


def finish(check: Check, site: FaultyServer) -> None:
    """Press the button again once everything comes whole."""
    site.heal()
    check.submit()
    check.expect_report()


def test_a_page_without_https_scores_what_was_checked(page: Page) -> None:
    check = answered(page)
    check.submit()
    check.expect_report()


@pytest.mark.parametrize("file", ring(["wasm", *(name for name in FILES if name != "wasm")]))
def test_without_https_a_damaged_file_of_python_is_named_and_nothing_is_scored(
    page: Page, site: FaultyServer, file: str
) -> None:
    told = errors_told(page)
    site.fail(FILES[file], "corrupt")
    check = refused(answered(page))
    assert any("/runtime/" in line and ": damaged" in line for line in told), told
    assert drafts(page) == [dict.fromkeys(ITEMS, "3")]
    finish(check, site)


def test_without_https_a_damaged_definition_is_named_and_nothing_is_scored(
    page: Page, site: FaultyServer
) -> None:
    told = errors_told(page)
    site.fail(DEFINITION, "corrupt")
    check = refused(answered(page))
    assert any("the definition: " in line for line in told), told
    assert drafts(page) == [dict.fromkeys(ITEMS, "3")]
    finish(check, site)


@pytest.mark.parametrize("fault", ring(["404", "flip"]))
def test_without_https_nothing_is_scored_when_the_hash_itself_does_not_come(
    page: Page, site: FaultyServer, fault: Fault
) -> None:
    site.fail("*/digest.js", fault)
    check = refused(answered(page))
    finish(check, site)


# Scripts and styles: one digit is another


@pytest.mark.parametrize("name", ring(["report", "worker", "days", "errors"], fast=3))
def test_a_damaged_script_that_comes_with_a_touch_is_named_and_a_second_try_finishes(
    page: Page, site: FaultyServer, name: str
) -> None:
    told = errors_told(page)
    site.fail(f"*/{name}.js", "flip")
    check = refused(answered(page))
    assert any(f"/{name}.js" in line for line in told), told
    assert check.answers() == dict.fromkeys(ITEMS, "3")
    assert drafts(page) == [dict.fromkeys(ITEMS, "3")]
    finish(check, site)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report", "worker", "days"])
def test_a_damaged_script_in_the_cache_is_fetched_past_it(
    page: Page, site: FaultyServer, name: str
) -> None:
    site.forget()
    site.fail(f"*/{name}.js", "flip", times=1)
    check = answered(page)
    check.submit()
    check.expect_report()
    assert len(site.paths(f"*/{name}.js")) > 1


@pytest.mark.parametrize("name", ring(["store", *(name for name in NEEDED if name != "store")]))
def test_a_page_with_a_damaged_script_says_that_nothing_is_saved(
    page: Page, site: FaultyServer, name: str
) -> None:
    told = errors_told(page)
    site.fail(f"*/{name}.js", "flip")
    page.goto(LISTENING)
    expect_sentence(page)
    assert any(f"/{name}.js" in line for line in told), told


@pytest.mark.slow
def test_a_page_that_came_into_the_document_of_another_holds_its_scripts_to_it_too(
    page: Page, site: FaultyServer
) -> None:
    page.goto("about/limits/")
    page.evaluate("window.mark = 'here'")
    page.evaluate(f"document.links[0].href = '{page.url.replace('about/limits/', LISTENING)}'")
    page.evaluate("document.links[0].click()")
    check = Check(page)
    check.fill(3)
    check.expect_saved()
    assert page.evaluate("window.mark") == "here"
    site.fail("*/report.js", "flip")
    refused(check)
    finish(check, site)


@pytest.mark.parametrize("name", ring(["selfassess", "result"]))
def test_without_a_damaged_style_a_form_is_plain_and_still_scored(
    page: Page, site: FaultyServer, name: str
) -> None:
    told = errors_told(page)
    site.fail(f"*/{name}.css", "flip")
    answered(page).submit()
    Check(page).expect_report()
    assert any(f"/{name}.css" in line for line in told), told
