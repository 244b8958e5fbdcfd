"""The page of helplines: complete without scripts, and the reader's country first with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_tests.conftest import desk, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from site_tests.faulty_server import FaultyServer

HELPLINES = "safety/helplines/"


def places(made: BrowserContext) -> list[str]:
    """Return the ids of the places on the page, in their order."""
    page = made.new_page()
    page.goto(HELPLINES)
    page.wait_for_load_state("networkidle")
    ids: list[str] = page.locator(".helplines h3").evaluate_all("all => all.map(({ id }) => id)")
    return ids


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en-GB", "united-kingdom"),
        ("fr-CA", "canada"),
        ("de-DE", "european-union"),
        ("en", "united-states"),
    ],
)
def test_the_country_of_the_browsers_language_stands_first(
    browser: Browser, site: FaultyServer, language: str, first: str
) -> None:
    with watched(site, browser.new_context(**desk(site), locale=language)) as made:
        found = places(made)
    assert found[0] == first
    assert len(found) == len(set(found)) == 8


@pytest.mark.browser
def test_without_scripts_every_place_is_there(browser: Browser, site: FaultyServer) -> None:
    made = browser.new_context(**desk(site), java_script_enabled=False)
    with watched(site, made):
        page = made.new_page()
        page.goto(HELPLINES)
        assert page.locator(".helplines section").count() == 8


def test_a_reader_in_danger_finds_a_number_wherever_the_site_speaks_of_it(
    site: FaultyServer,
) -> None:
    assert site.folder is not None
    for name in ("safety", "safety/helplines", "safety/keep-yourself-safe", "about/disclaimer"):
        html = (site.folder / name / "index.html").read_text(encoding="utf-8")
        called = '<strong><a href="tel:911">911</a>:</strong> United States, Canada'
        assert called in html, name
        assert "none is printed" not in html
