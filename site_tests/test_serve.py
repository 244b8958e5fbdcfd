"""`make serve`: what an author changes is on the page at once, and a mistake ends nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

FOREIGN = Path(__file__).parent / "foreign"
PATIENCE = 60


class Serving:
    """A site while `mkdocs serve` runs over it."""

    def __init__(self, folder: Path, python: str | Path = sys.executable) -> None:
        self.folder = folder
        self.instrument = folder / "assessments/sleep-habits/instrument.yml"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{probe.getsockname()[1]}/"
        self._log = folder / "log.txt"
        address = self.url.removeprefix("http://").rstrip("/")
        # The same command as in the Makefile.
        command = [str(python), "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                env=os.environ | {"SITE_URL": self.url, "NO_MKDOCS_2_WARNING": "1"},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def log(self) -> str:
        """Everything that it has printed so far."""
        return self._log.read_text(encoding="utf-8")

    @property
    def page(self) -> str:
        """The page as the server hands it out now."""
        return self.fetch("")

    @property
    def definition(self) -> str:
        """What the page tells the browser about its instrument; "" while a build replaces it."""
        (script,) = re.findall(r'src="([^"]*element\.js)"', self.page)
        (name,) = re.findall(r'data-definition="([^"#]*)', self.page)
        try:
            return self.fetch(urljoin(script, name))
        except HTTPError:
            return ""

    def fetch(self, address: str) -> str:
        with urlopen(urljoin(self.url, address)) as answer:
            text: str = answer.read().decode("utf-8")
        return text

    def wait(self, happened: Callable[[], bool]) -> None:
        """Wait until something is so; fail with what was printed."""
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, self.log
            assert self._process.poll() is None, self.log
            time.sleep(0.1)

    def change(self, old: str, new: str, file: Path | None = None) -> None:
        """Replace a text that stands once in a file, as an editor does on saving."""
        path = file or self.instrument
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def stop(self) -> None:
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(PATIENCE)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("serving") / "site"
    shutil.copytree(FOREIGN, folder)
    started = Serving(folder)
    try:
        started.wait(lambda: "Serving on" in started.log)
        yield started
    finally:
        started.stop()


def test_the_address_is_printed(serving: Serving) -> None:
    assert f"Serving on {serving.url}" in serving.log


def test_a_preview_carries_no_policy_that_would_stop_its_live_reload(serving: Serving) -> None:
    assert "livereload(" in serving.page
    assert "Content-Security-Policy" not in serving.page


def test_a_new_title_of_an_instrument_is_served_at_once(serving: Serving) -> None:
    assert '"title":"Sleep habits"' in serving.definition
    serving.change("title: Sleep habits", "title: Better nights")
    serving.wait(lambda: '"title":"Better nights"' in serving.definition)


def test_a_change_in_a_template_is_served_at_once(serving: Serving) -> None:
    report = serving.folder / "templates/report.html"
    serving.change("in our own words", "in other words", report)
    serving.wait(lambda: "in other words" in serving.definition)


def test_a_mistake_is_printed_with_its_place_and_mending_it_brings_the_page_back(
    serving: Serving,
) -> None:
    serving.change("kind: questionnaire", "kind: survey")
    serving.wait(lambda: "This assessment can not be shown." in serving.page)
    assert (
        "WARNING -  mkdocs_selfassess: assessments/sleep-habits/instrument.yml:3:7: "
        'this is not one of the choices; found "survey"; '
        'write "self-review", "quick-check" or "questionnaire"\n'
    ) in serving.log
    serving.change("kind: survey", "kind: questionnaire")
    serving.wait(lambda: "<self-assessment" in serving.page)


@pytest.mark.browser
def test_a_page_that_is_open_reloads_by_itself(serving: Serving, browser: Browser) -> None:
    # It may reload for what the tests before changed too: nothing is put into the page.
    context = browser.new_context()
    page = context.new_page()
    page.goto(serving.url)
    serving.change("Six questions about your evenings", "A few questions about your evenings")
    introduction = page.locator(".sa-introduction")
    expect(introduction).to_contain_text("A few questions", timeout=PATIENCE * 1000)
    context.close()
