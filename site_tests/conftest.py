"""The site as a reader's browser sees it: built for a sub-path, served like GitHub Pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def chromium() -> str | None:
    """Return the browser that `make test` found, or one on PATH; None for Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def build_site(folder: Path, url: str) -> None:
    """Build the site strictly for one address."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)],
        cwd=ROOT,
        env=os.environ | {"SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyServer]:
    """The finished site under /repo/, on a server that can be told to misbehave."""
    folder = tmp_path_factory.mktemp("site")
    # The server has its port before the site is built: instant navigation needs the address.
    with FaultyServer(folder, prefix="/repo/") as server:
        build_site(folder, server.url)
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium())
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser, site: FaultyServer) -> Iterator[BrowserContext]:
    """A fresh browser profile; the test fails if anything asks another origin or errs."""
    site.heal()
    made = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    made.set_default_timeout(30_000)
    elsewhere: list[str] = []
    errors: list[str] = []
    made.on("request", lambda r: None if is_ours(r.url, site) else elsewhere.append(r.url))
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    site.heal()
    assert elsewhere == []
    assert errors == []


def is_ours(url: str, site: FaultyServer) -> bool:
    """Whether an address is of the site itself or of something the page made, such as a blob."""
    return url.startswith((site.url, "blob:", "data:"))


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
