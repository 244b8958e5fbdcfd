"""The site as a reader's browser sees it: built for a sub-path, served like GitHub Pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).parent.parent
PATIENCE = 30_000
INSECURE = "insecure.test"
"""A name for this machine that browsers do not trust, unlike 127.0.0.1."""
# V8 would compile Python's WebAssembly a second time, for a speed that no test lasts long enough
# to use: a third of what a start costs. `make bench` measures without this.
FLAGS = ["--js-flags=--liftoff-only", f"--host-resolver-rules=MAP {INSECURE} 127.0.0.1"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def chromium() -> str | None:
    """Return the browser that `make test` found, or one on PATH; None for Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what visits this site, and put the files that need a site or a browser first.

    Nothing long is left for the end: not the fault matrix of a browser, which takes the longest.
    """
    for item in items:
        if "site" in getattr(item, "fixturenames", ()) and ROOT / "site_tests" in item.path.parents:
            item.add_marker("visits")
    long = {"site", "browser"}
    slow = {item.path for item in items if long & set(getattr(item, "fixturenames", ()))}
    items.sort(key=lambda item: (not item.path.match("test_matrix*"), item.path not in slow))


def ring(values: Iterable[object], fast: int = 1) -> list[Any]:
    """Return parameters of which the first `fast` run always, and all with `make test-all`.

    Of several parameters a value is a tuple.
    """
    kept = [value if isinstance(value, tuple) else (value,) for value in values]
    fit = [pytest.param(*value) for value in kept[:fast]]
    return [*fit, *(pytest.param(*value, marks=pytest.mark.slow) for value in kept[fast:])]


def build_site(folder: Path, url: str, home: Path = ROOT, host: str = "mkdocs") -> None:
    """Build the site whose mkdocs.yml is in `home`, strictly and for one address."""
    # Not --quiet: that makes MkDocs deaf to the warnings that --strict is about.
    done = subprocess.run(
        [sys.executable, "-m", host, "build", "--strict", "-d", str(folder)],
        cwd=home,
        env=os.environ | {"SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def write_files(home: Path, files: dict[str, str]) -> None:
    """Write texts into a folder, by their paths."""
    for path, text in files.items():
        file = home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def assert_cells_are_good(name: str, fault: str) -> None:
    """Hold the fault matrix of one browser and one fault to its limits; skip without the browser."""
    from site_tests.visitor import installed

    if name not in installed():
        pytest.skip(f"{name} is not there, or has no display")
    # In a process of its own: Playwright runs only once in each.
    command = [sys.executable, "-m", "site_tests.matrix", name, fault]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyServer]:
    """The finished site under /repo/, on a server that can be told to misbehave."""
    folder = tmp_path_factory.mktemp("site")
    # The server has its port before the site is built: instant navigation needs the address.
    with FaultyServer(folder, prefix="/repo/") as server:
        build_site(folder, server.url)
        yield server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if firefox := os.environ.get("FIREFOX"):
        launched = playwright.firefox.launch(channel="moz-firefox", executable_path=firefox)
    else:
        launched = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
    yield launched
    launched.close()


@pytest.fixture(scope="module", params=ring(["chromium", "firefox", "webkit"]))
def driven(request: pytest.FixtureRequest) -> str:
    """The name of each of three browsers; in most runs only Chromium's."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def visitor(request: pytest.FixtureRequest, driven: str) -> Iterator[Callable[[], Any]]:
    """What opens a tab of that browser: `with visitor() as tab`."""
    # It takes what it starts Chromium with from here.
    from site_tests.visitor import installed, visitors

    if driven not in installed():
        pytest.skip(f"{driven} is not there, or has no display")
    browser = request.getfixturevalue("browser") if driven == "chromium" else None
    with visitors(driven, browser) as opened:
        yield opened


@pytest.fixture
def context(browser: Browser, site: FaultyServer) -> Iterator[BrowserContext]:
    """A fresh browser profile; the test fails if anything asks another origin or errs."""
    with watched(site, browser.new_context(**desk(site))) as made:
        yield made


@contextmanager
def erring(browser: Browser, site: FaultyServer, **given: Any) -> Iterator[Page]:
    """Give a page in a fresh profile that may err: that something is broken is what it is about."""
    site.heal()
    made = browser.new_context(**desk(site) | given)
    made.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield made.new_page()
    made.close()
    site.heal()


BLOCKED = "Service Worker registration blocked by Playwright"
"""What the driver says in the console of a page of `desk`."""


def desk(site: FaultyServer) -> dict[str, Any]:
    """Return what a browser profile needs to show the site as on a desk.

    Without the service worker, which answers in place of a server that is told to misbehave.
    """
    screen = {"width": 1280, "height": 900}
    return {"base_url": site.url, "viewport": screen, "service_workers": "block"}


@contextmanager
def served(home: Path, prefix: str) -> Iterator[FaultyServer]:
    """Build the site of a folder for its address on a server, and serve it there."""
    with FaultyServer(home / "site", prefix=prefix) as server:
        build_site(home / "site", server.url, home)
        yield server


FAST = """Object.defineProperty(Navigator.prototype, "connection", {
  configurable: true,
  get: () => ({ effectiveType: "4g", saveData: false }),
})"""


@contextmanager
def watched(
    site: FaultyServer, made: BrowserContext, tolerated: tuple[str, ...] = ()
) -> Iterator[BrowserContext]:
    """Let a profile visit a healthy site; fail if anything asked another origin or erred.

    `tolerated` are errors of scripts that are not ours, such as of a theme without a network.
    """
    site.heal()
    # A start of Python takes seconds, and more on a busy machine.
    made.set_default_timeout(PATIENCE)
    # What a browser thinks of the way to this machine changes with how busy it is.
    made.add_init_script(FAST)
    expect.set_options(timeout=PATIENCE)
    elsewhere: list[str] = []
    errors: list[str] = []
    made.on("request", lambda r: None if is_ours(r.url, site) else elsewhere.append(r.url))
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    site.heal()
    assert elsewhere == []
    assert [error for error in errors if error not in tolerated] == []


def is_ours(url: str, site: FaultyServer) -> bool:
    """Whether an address is of the site itself or of something the page made, such as a blob."""
    return url.startswith((site.url, "blob:", "data:"))


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
