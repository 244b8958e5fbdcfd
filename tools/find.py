"""Find what the targets of the Makefile need, or say in one sentence what is missing."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

NODE = 20
"""The oldest Node that the compiler of the runtime works with."""

BROWSERS = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


class Missing(Exception):
    """Something has to be installed by hand; the message says what and how."""


def node() -> str:
    """Return the path of a Node that is new enough."""
    path = shutil.which("node")
    said = _output(path, "--version") if path else ""
    major = said.lstrip("v").split(".")[0]
    if path and shutil.which("npm") and major.isdigit() and int(major) >= NODE:
        return path
    raise Missing(
        f"Node {NODE} or newer with npm is needed (found: {said or 'none'}); install it "
        "(Debian, Ubuntu: apt-get install nodejs npm; macOS: brew install node)."
    )


def browser() -> str:
    """Return the path of a Chromium that starts; download or install one if there is none."""
    for get in (_on_path, _of_playwright, _downloaded, _of_debian):
        path = get()
        if path and _output(path, "--version"):
            return path
    raise Missing(
        "The tests need Chrome or Chromium; install either so that it is on PATH "
        "(Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask google-chrome) "
        "or name yours: make test CHROMIUM=/path/to/chrome"
    )


def port() -> str:
    """Return the port 8000, or a free one if it is taken."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", 8000))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def _on_path() -> str | None:
    if named := os.environ.get("CHROMIUM"):
        return named
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _downloaded() -> str | None:
    _say("No Chrome or Chromium on PATH: downloading the one that Playwright uses ...")
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    return _of_playwright()


def _of_debian() -> str | None:
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        return None
    _say("Installing Debian's Chromium ...")
    _run("apt-get", "update", "--quiet=2")
    _run("apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends", "chromium")
    return shutil.which("chromium")


def _output(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _run(*command: str) -> None:
    # What these tools print would end up in the path that the caller reads.
    subprocess.run(command, check=False, stdout=sys.stderr)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def main() -> int:
    """Print what the first argument asks for: node, browser or port."""
    find = {"node": node, "browser": browser, "port": port}[sys.argv[1]]
    try:
        print(find())
    except Missing as missing:
        _say(str(missing))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
