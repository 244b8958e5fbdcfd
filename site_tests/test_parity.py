"""Python in the browser says what Python on this machine says, byte for byte.

The requests are those of the page: made with the definition files of the built site. All of
them go through the compiled runtime under Node in one process; three go through a page.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from selfassess.browser import answer_request
from site_tests.check import Check
from site_tests.conftest import ROOT, desk, watched
from site_tests.workload import FIXTURES, INSTRUMENTS, Request, issued, requests_of, unpublished

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from site_tests.faulty_server import FaultyServer

LISTEN_TO_WORKERS = """
window.asked = []; window.told = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  if (message.json) {
    window.asked.push(message.json);
    this.addEventListener("message", ({ data }) => {
      if (data.json && data.id === message.id) window.told.push(data.json);
    });
  }
  return post.call(this, message, ...rest);
};
"""
AS_SHOWN = """(report, html) => {
  const made = document.createElement("div");
  made.innerHTML = html;
  // What the page changes: whether something can be kept here, and how a day is written.
  return [report, made].map((root) => {
    for (const time of root.querySelectorAll("time")) time.textContent = time.dateTime;
    for (const button of root.querySelectorAll("[data-action=keep]")) button.hidden = false;
    return root.innerHTML;
  });
}"""


@pytest.fixture(scope="module")
def requests(site: FaultyServer) -> list[Request]:
    assert site.folder is not None
    published = [each for file in INSTRUMENTS for each in requests_of(site.folder, file)]
    return [*published, *(each for file in FIXTURES for each in unpublished(file)), *issued()]


@pytest.fixture(scope="module")
def pyodide(requests: list[Request]) -> list[str]:
    """What the compiled runtime answers, in one process."""
    lines = "".join(f"{each.text}\n" for each in requests)
    command = ["node", str(ROOT / "site_tests/parity.mjs")]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().removesuffix("\n").split("\n")


def test_every_worked_example_gives_the_same_bytes_in_pyodide(
    requests: list[Request], pyodide: list[str]
) -> None:
    assert len(requests) > 300
    assert len(pyodide) == len(requests)
    different = [
        each.name
        for each, answer in zip(requests, pyodide, strict=True)
        if answer != answer_request(each.text)
    ]
    assert different == []


def test_only_what_is_wrong_is_answered_with_a_sentence(
    requests: list[Request], pyodide: list[str]
) -> None:
    kinds = {
        each.name: set(json.loads(answer)) for each, answer in zip(requests, pyodide, strict=True)
    }
    errors = [name for name, keys in kinds.items() if "error" in keys]
    assert errors == [name for name in kinds if name.endswith(", impossible answers")] != []
    arranged = {name for name in kinds if name.endswith(", arranged")}
    of_desk = {name for name in kinds if name.endswith(", issued")}
    assert all(kinds[name] == {"html", "wants", "saved"} for name in of_desk)
    assert all(kinds[name] == {"html"} for name in kinds.keys() - arranged - of_desk - {*errors})


@dataclass(frozen=True)
class Exchange:
    """What a page asked of its worker, what it was told, and what it then showed."""

    asked: str
    told: str
    shown: str
    meant: str
    """What the same browser shows of what it was told."""


@pytest.fixture(scope="module")
def exchanges(browser: Browser, site: FaultyServer) -> dict[str, Exchange]:
    """A walk from check to check, with one start of Python."""
    found: dict[str, Exchange] = {}
    with watched(site, browser.new_context(**desk(site))) as context:
        context.add_init_script(LISTEN_TO_WORKERS)
        page = context.new_page()
        page.goto("assess/")
        for place, name in enumerate(("self-review", "quick-check", "active-listening"), 1):
            page.locator(f'article a[href*="/{name}/"]').first.click()
            Check(page).fill(place)
            Check(page).submit()
            Check(page).expect_report()
            found[name] = exchange(page)
            page.locator('.md-tabs a[href$="/assess/"]').click()
        page.go_back()
        found["kept"] = kept_exchange(page)
    return found


def kept_exchange(page: Page) -> Exchange:
    check = Check(page)
    check.keep()
    check.button("profile").click()
    expect(check.part("report-title")).to_have_text("What you kept")
    return exchange(page)


def exchange(page: Page) -> Exchange:
    asked, told = page.evaluate("[window.asked.at(-1), window.told.at(-1)]")
    shown, meant = Check(page).part("report").evaluate(AS_SHOWN, json.loads(told)["html"])
    return Exchange(asked, told, shown, meant)


WALK = ["self-review", "quick-check", "active-listening", "kept"]


@pytest.mark.browser
@pytest.mark.parametrize("name", WALK)
def test_the_worker_of_a_page_says_what_python_on_this_machine_says(
    exchanges: dict[str, Exchange], name: str
) -> None:
    asked = json.loads(exchanges[name].asked)
    assert asked["do"] == ("profile" if name == "kept" else "report")
    assert exchanges[name].told == answer_request(exchanges[name].asked)


@pytest.mark.browser
@pytest.mark.parametrize("name", WALK)
def test_the_page_shows_what_its_worker_says(exchanges: dict[str, Exchange], name: str) -> None:
    assert exchanges[name].shown == exchanges[name].meant
