"""What readers set in their browser, and what their device lacks, in each of three browsers.

Firefox is told by its own settings, and so is Chromium of colours and of motion, and WebKitGTK of
motion. What a driver can not set is done by a script of the page, before all others: storage that
throws, and a device that is full. WebKitGTK knows no forced colours.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from site_tests.check import ITEMS, LISTENING
from site_tests.matrix import ANSWER, FORM, LOOK, PRESS
from site_tests.test_accessibility import BARE, MOVING
from site_tests.test_drafts import FULL, NO_DATABASE, UNSAVED
from site_tests.visitor import PREFS, installed, until, visitors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from site_tests.faulty_server import FaultyServer
    from site_tests.visitor import Visitor, Wish

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THROWING = f"""
{NO_DATABASE}
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {{ configurable: true, get: refuse }});
LockManager.prototype.request = async () => refuse();
"""
PLAYED: dict[Wish, str] = {"no cookies": THROWING, "full device": f"window.full = true; {FULL}"}
"""What does the same in a browser whose driver can not set it."""
META = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
OUTLINES = """[...document.querySelectorAll("self-assessment label")].map((label) =>
  [!!label.querySelector(":checked"), getComputedStyle(label).outlineStyle])"""
MARK = """[getComputedStyle(document.querySelector(".sa-track__mark")).fill, getComputedStyle(document.body).color]"""


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def name(request: pytest.FixtureRequest, site: FaultyServer) -> str:
    """Each browser that is there."""
    if request.param not in installed():
        pytest.skip(f"{request.param} is not there, or has no display")
    site.heal()
    return str(request.param)


@contextmanager
def wishing(name: str, browser: Browser, wish: Wish) -> Iterator[Any]:
    """Give a tab of a browser that is told of a wish."""
    with visitors(name, browser, wish) as visitor, visitor() as tab:
        yield tab


@contextmanager
def lacking(name: str, browser: Browser, site: FaultyServer, wish: Wish) -> Iterator[Any]:
    """Give a tab on the page of a check in a browser that lacks something."""
    path = f"{LISTENING}index.html"
    assert site.folder is not None
    if name != "firefox":
        played = f"<head><script>{PLAYED[wish]}</script>".encode()
        page = META.sub(b"", (site.folder / path).read_bytes())
        site.extra[path] = page.replace(b"<head>", played, 1)
    try:
        with wishing(name, browser, wish) as tab:
            tab.open(site.url + LISTENING)
            yield tab
    finally:
        site.extra.pop(path, None)


def scored(tab: Visitor) -> None:
    """Answer all, and see the result."""
    until(tab, FORM)
    tab.run(ANSWER)
    until(tab, f"{LOOK}.ready")
    tab.run(PRESS)
    until(tab, f"{LOOK}.report", 240)


def test_nothing_moves_for_those_who_asked_for_it(
    name: str, browser: Browser, site: FaultyServer
) -> None:
    with wishing(name, browser, "less motion") as tab:
        tab.open(site.url + LISTENING)
        scored(tab)
        assert tab.run("matchMedia('(prefers-reduced-motion: reduce)').matches")
        assert tab.run(f"({MOVING})()") == []
        assert tab.run("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_what_is_chosen_and_what_a_picture_says_show_in_forced_colours(
    name: str, browser: Browser, site: FaultyServer
) -> None:
    if name == "webkit":
        pytest.skip("WebKitGTK knows no forced colours")
    with wishing(name, browser, "forced colours") as tab:
        tab.open(site.url + LISTENING)
        until(tab, FORM)
        tab.run(ANSWER)
        assert tab.run("matchMedia('(forced-colors: active)').matches")
        outlines = tab.run(OUTLINES)
        assert [outlined for chosen, outlined in outlines if chosen] == ["solid"] * len(ITEMS)
        assert {outlined for chosen, outlined in outlines if not chosen} == {"none"}
        scored(tab)
        assert tab.run(f"({BARE})()") == []
        mark, text = tab.run(MARK)
        assert mark == text


@pytest.mark.parametrize("wish", PLAYED)
def test_where_nothing_can_be_stored_it_is_said_and_a_check_is_scored(
    name: str, browser: Browser, site: FaultyServer, wish: Wish
) -> None:
    with lacking(name, browser, site, wish) as tab:
        until(tab, FORM)
        tab.run(ANSWER)
        until(tab, f"{LOOK}.saved === {UNSAVED!r}")
        scored(tab)
        assert tab.run(LOOK)["answers"] == dict.fromkeys(ITEMS, "3")


def test_firefox_can_be_told_of_every_wish() -> None:
    assert {*PLAYED, "less motion", "forced colours"} == set(PREFS)
