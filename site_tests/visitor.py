"""Visitor: one tab of any of three browsers, driven by no more than a script now and then.

    with visitor("webkit") as tab:
        tab.open(server.url)
        tab.run("document.title")

A script is an expression; a promise is waited for. That is what the drivers have in common:
Playwright drives Chromium and Debian's Firefox, and WebKitGTK brings a driver of its own, which
speaks WebDriver and needs a display (`xvfb-run`). Each visitor is a fresh profile.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from playwright.sync_api import Error, sync_playwright

from site_tests.conftest import FLAGS, chromium
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

FIREFOX = "/usr/lib/firefox-esr/firefox-esr"
MINIBROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
AWAIT = "const done = arguments[arguments.length - 1]; Promise.resolve({}).then(done, (e) => done(`${{e}}`))"


class Visitor(Protocol):
    """A tab with a profile of its own."""

    def open(self, url: str) -> None:
        """Open a page, and wait no longer than until it begins to come."""

    def run(self, script: str) -> Any:
        """Return what an expression comes to."""


def installed() -> list[str]:
    """Return the browsers that can be driven here."""
    there = {
        "chromium": chromium() is not None,
        "firefox": Path(FIREFOX).is_file(),
        "webkit": bool(shutil.which("WebKitWebDriver")) and "DISPLAY" in os.environ,
    }
    return [name for name, found in there.items() if found]


@contextmanager
def visitors(name: str) -> Iterator[Callable[[], Any]]:
    """Start a browser; yield what opens a new visitor in it, as a context manager."""
    if name == "webkit":
        with _driver() as address:
            yield lambda: _webkit(address)
        return
    with sync_playwright() as playwright:
        if name == "firefox":
            launched = playwright.firefox.launch(channel="moz-firefox", executable_path=FIREFOX)
        else:
            launched = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield lambda: _played(launched)
        launched.close()


@contextmanager
def _played(browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context()
    page = context.new_page()

    class Played:
        def open(self, url: str) -> None:
            page.goto(url, wait_until="commit")

        def run(self, script: str) -> Any:
            try:
                return page.evaluate(script)
            except Error as error:
                # The page that is asked may be on its way out.
                if "context was destroyed" not in str(error):
                    raise
                return page.evaluate(script)

    yield Played()
    context.close()


# WebDriver


@contextmanager
def _driver() -> Iterator[str]:
    """Start the driver of WebKitGTK; yield its address."""
    with FaultyServer() as free:
        port = free.origin.rpartition(":")[2]
    command = ["WebKitWebDriver", f"--port={port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/session"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _webkit(address: str) -> Iterator[Visitor]:
    options = {"binary": MINIBROWSER, "args": ["--automation"]}
    wanted = {"webkitgtk:browserOptions": options, "pageLoadStrategy": "none"}
    made = _sent(address, {"capabilities": {"alwaysMatch": wanted}})
    session = f"{address}/{made['sessionId']}"

    class Driven:
        def open(self, url: str) -> None:
            _sent(f"{session}/url", {"url": url})

        def run(self, script: str) -> Any:
            given = {"script": AWAIT.format(script), "args": []}
            return _sent(f"{session}/execute/async", given)

    yield Driven()
    _sent(session, None, "DELETE")


def _sent(address: str, body: object, method: str = "POST") -> Any:
    """Send a command of WebDriver, as soon as the driver listens; return its value."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, method=method)
    for _ in range(100):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(address)
