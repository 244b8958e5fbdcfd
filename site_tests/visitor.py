"""Visitor: one tab of any of three browsers, driven by no more than a script now and then.

    with visitors("webkit") as visitor, visitor() as tab:
        tab.open(server.url)
        tab.run("document.title")

A script is an expression; a promise is waited for. That is what the drivers have in common:
Playwright drives Chromium; Firefox listens itself, by Marionette, in any version; WebKitGTK brings
a driver of its own, which speaks WebDriver and gets a display by `xvfb-run`. Each visitor is a
fresh profile.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, Protocol

from playwright.sync_api import Error, sync_playwright

from site_tests.conftest import FLAGS, chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

FIREFOX = "/usr/lib/firefox-esr/firefox-esr"
MINIBROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
DRIVER = "WebKitWebDriver"
DISPLAY = ("xvfb-run", "-a", "-s", "-screen 0 1600x1200x24", "dbus-run-session", "--")
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Space": " ",
    "ArrowUp": "\ue013",
    "ArrowDown": "\ue015",
}
"""What WebDriver calls a key, by what Playwright calls it."""
INNER = "[innerWidth, innerHeight]"
Wish = Literal["less motion", "forced colours", "no cookies", "full device"]
"""What a reader set in the browser, or what their device is like."""
PREFS: dict[Wish, str] = {
    "less motion": '"ui.prefersReducedMotion", 1',
    "forced colours": '"browser.display.document_color_use", 2',
    "no cookies": '"network.cookie.cookieBehavior", 2',
    # In kilobytes.
    "full device": '"dom.quotaManager.temporaryStorage.fixedLimit", 1',
}
"""How Firefox is told."""
EMULATED: dict[Wish, dict[str, str]] = {
    "less motion": {"reduced_motion": "reduce"},
    "forced colours": {"forced_colors": "active"},
}
"""How Playwright tells Chromium."""
GTK = "[Settings]\ngtk-enable-animations = false\n"
"""How WebKitGTK is told of less motion; it is told of nothing else."""
AWAIT = "const done = arguments[arguments.length - 1]; Promise.resolve({}).then(done, (e) => done(`${{e}}`))"


class Visitor(Protocol):
    """A tab with a profile of its own."""

    def open(self, url: str) -> None:
        """Open a page, and wait no longer than until it begins to come."""

    def run(self, script: str) -> Any:
        """Return what an expression comes to."""

    def press(self, key: str) -> None:
        """Press and let go of a key, by the name that it has in KEYS."""

    def resize(self, width: int, height: int) -> None:
        """Give the page so many CSS pixels."""


def until(tab: Visitor, script: str, seconds: float = 60) -> Any:
    """Ask until what an expression comes to counts as true; return it.

    A page on its way out has nothing to say, which no more counts than a mistake.
    """
    end = time.monotonic() + seconds
    while not (found := tab.run(script)):
        if time.monotonic() > end:
            raise TimeoutError(f"never true in {seconds} s: {script}")
        time.sleep(0.1)
    return found


def installed() -> list[str]:
    """Return the browsers that can be driven here."""
    there = {
        "chromium": chromium() is not None,
        "firefox": Path(FIREFOX).is_file(),
        "webkit": all(map(shutil.which, (*(DISPLAY[::4] if _is_blind() else ()), DRIVER))),
    }
    return [name for name, found in there.items() if found]


def _is_blind() -> bool:
    return "DISPLAY" not in os.environ


@contextmanager
def visitors(
    name: str, browser: Browser | None = None, wish: Wish | None = None
) -> Iterator[Callable[[], Any]]:
    """Start a browser; yield what opens a new visitor in it, as a context manager.

    `browser` is a Chromium that runs already, as Playwright starts only once in a process.
    """
    if browser is not None and name == "chromium":
        yield lambda: _played(browser, wish)
        return
    if name == "webkit":
        with _driver(wish) as address:
            yield lambda: _webkit(address)
        return
    if name == "firefox":
        yield lambda: _firefox(wish)
        return
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield lambda: _played(launched, wish)
        launched.close()


@contextmanager
def _played(browser: Browser, wish: Wish | None) -> Iterator[Visitor]:
    given: Any = EMULATED.get(wish, {}) if wish else {}
    context = browser.new_context(**given)
    page = context.new_page()

    class Played:
        def open(self, url: str) -> None:
            page.goto(url, wait_until="commit")

        def run(self, script: str) -> Any:
            # The page that is asked may be on its way out, and on a busy machine the next one, too.
            for _ in range(3):
                try:
                    return page.evaluate(script)
                except Error as error:
                    if "context was destroyed" not in str(error):
                        raise
            return page.evaluate(script)

        def press(self, key: str) -> None:
            page.keyboard.press(key)

        def resize(self, width: int, height: int) -> None:
            page.set_viewport_size({"width": width, "height": height})

    yield Played()
    context.close()


# Marionette


@contextmanager
def _firefox(wish: Wish | None) -> Iterator[Visitor]:
    """Start Firefox with a profile of its own, and talk to it as geckodriver does."""
    port = _free_port()
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        told = [f'"marionette.port", {port}', *([PREFS[wish]] if wish else [])]
        prefs = "".join(f"user_pref({each});\n" for each in told)
        (Path(profile) / "user.js").write_text(prefs, encoding="utf-8")
        command = [FIREFOX, "--marionette", "--headless", "--no-remote", "--profile", profile]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with _listening(lambda: socket.create_connection(("127.0.0.1", port), 60)) as stream:
                yield Marionette(stream)
        finally:
            process.terminate()
            process.wait()


class Marionette:
    """What Firefox understands by itself: `[0, number, command, values]` with its length before it."""

    def __init__(self, stream: socket.socket) -> None:
        self._stream = stream
        self._read()
        self._ask("WebDriver:NewSession", {"pageLoadStrategy": "none"})

    def open(self, url: str) -> None:
        self._ask("WebDriver:Navigate", {"url": url})

    def run(self, script: str) -> Any:
        given = {"script": AWAIT.format(script), "args": [], "scriptTimeout": 60_000}
        try:
            return self._ask("WebDriver:ExecuteAsyncScript", given)
        except RuntimeError as error:
            # The page that is asked may be on its way out.
            if "unload" not in str(error) and "aborted" not in str(error):
                raise
            return self._ask("WebDriver:ExecuteAsyncScript", given)

    def press(self, key: str) -> None:
        self._ask("WebDriver:PerformActions", _strokes(key))

    def resize(self, width: int, height: int) -> None:
        _resize(self.run, partial(self._ask, "WebDriver:SetWindowRect"), width, height)

    def _ask(self, command: str, values: object) -> Any:
        text = json.dumps([0, 1, command, values]).encode()
        self._stream.sendall(b"%d:%b" % (len(text), text))
        _, _, error, found = self._read()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}")
        return found.get("value")

    def _read(self) -> Any:
        length = b"".join(iter(partial(self._some, 1), b":"))
        text = b""
        while len(text) < int(length):
            text += self._some(int(length) - len(text))
        return json.loads(text)

    def _some(self, most: int) -> bytes:
        if found := self._stream.recv(most):
            return found
        raise ConnectionError("Firefox is gone")


# WebDriver


@contextmanager
def _driver(wish: Wish | None) -> Iterator[str]:
    """Start the driver of WebKitGTK; yield its address."""
    port = _free_port()
    command = [*(DISPLAY if _is_blind() else ()), DRIVER, f"--port={port}"]
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with TemporaryDirectory() as home:
        settings = Path(home) / "gtk-3.0" / "settings.ini"
        settings.parent.mkdir()
        settings.write_text(GTK if wish == "less motion" else "", encoding="utf-8")
        told = os.environ | {"XDG_CONFIG_HOME": home}
        process = subprocess.Popen(command, **quiet, env=told, start_new_session=True)
        try:
            yield f"http://127.0.0.1:{port}/session"
        finally:
            # The display, the bus and the driver are a group of their own.
            os.killpg(process.pid, signal.SIGTERM)
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

        def press(self, key: str) -> None:
            _sent(f"{session}/actions", _strokes(key))

        def resize(self, width: int, height: int) -> None:
            _resize(self.run, partial(_sent, f"{session}/window/rect"), width, height)

    try:
        yield Driven()
    finally:
        # The driver has one session at a time; that of a browser that crashed is gone.
        with suppress(RuntimeError):
            _sent(session, None, "DELETE")


def _strokes(key: str) -> dict[str, Any]:
    """Return what presses a key and lets it go, as in `Shift+Tab`."""
    codes = [KEYS[name] for name in key.split("+")]
    down = [{"type": "keyDown", "value": code} for code in codes]
    up = [{"type": "keyUp", "value": code} for code in reversed(codes)]
    return {"actions": [{"type": "key", "id": "keyboard", "actions": [*down, *up]}]}


def _resize(run: Callable[[str], Any], ask: Callable[[Any], Any], width: int, height: int) -> None:
    """Make a window so large that its page has the wanted size."""
    wanted, extra = [width, height], [0, 0]
    for _ in range(3):
        ask({"width": width + extra[0], "height": height + extra[1]})
        end = time.monotonic() + 2
        while (found := run(INNER)) != wanted and time.monotonic() < end:
            time.sleep(0.1)
        if found == wanted:
            return
        extra = [extra[at] + wanted[at] - found[at] for at in (0, 1)]
    raise RuntimeError(f"the page is {found[0]} x {found[1]}, and not {width} x {height}")


def _sent(address: str, body: object, method: str = "POST") -> Any:
    """Send a command of WebDriver; return its value, or raise RuntimeError with its words."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, method=method)
    try:
        with _listening(lambda: urllib.request.urlopen(request, timeout=60)) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise RuntimeError(error.read().decode()) from None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def _listening(connect: Callable[[], Any]) -> Any:
    """Connect to what may still be starting."""
    for _ in range(300):
        try:
            return connect()
        except urllib.error.HTTPError:
            raise
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError("it does not listen")
