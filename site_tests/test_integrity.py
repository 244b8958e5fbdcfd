"""A flipped bit in what answers are scored with is a named error, never a wrong score.

On https, and as well on plain http, as in a hospital's own network, where browsers have no
`crypto.subtle`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import ITEMS, LISTENING, Check, drafts
from site_tests.conftest import INSECURE, erring, ring
from site_tests.test_arrival import NOT_FETCHED
from site_tests.test_faults import FILES, errors_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from site_tests.faulty_server import FaultyServer

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
    check = answered(page)
    check.submit()
    expect(check.part("status")).to_have_text(NOT_FETCHED)
    assert any("/runtime/" in line and ": damaged" in line for line in told), told
    assert drafts(page) == [dict.fromkeys(ITEMS, "3")]
    site.heal()
    check.submit()
    check.expect_report()


def test_without_https_a_damaged_definition_is_named_and_nothing_is_scored(
    page: Page, site: FaultyServer
) -> None:
    told = errors_told(page)
    site.fail(DEFINITION, "corrupt")
    check = answered(page)
    check.submit()
    expect(check.part("status")).to_have_text(NOT_FETCHED)
    assert any("the definition: " in line for line in told), told
    assert drafts(page) == [dict.fromkeys(ITEMS, "3")]
    site.heal()
    check.submit()
    check.expect_report()


def test_without_https_nothing_is_scored_when_the_hash_itself_does_not_come(
    page: Page, site: FaultyServer
) -> None:
    site.fail("*/digest.js", "404")
    check = answered(page)
    check.submit()
    expect(check.part("status")).to_have_text(NOT_FETCHED)
    site.heal()
    check.submit()
    check.expect_report()
