"""Python in the browser says what Python on this machine says, byte for byte.

The requests are those of the page: made with the definition files of the built site. All of
them go through the compiled runtime under Node in one process; three go through a page.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from selfassess.browser import reply
from selfassess.cases import answers_of, read_cases
from selfassess.source import read_instrument
from site_tests.check import LISTENING, QUICK, REVIEW, Check
from site_tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from selfassess.cases import Case
    from selfassess.instrument import Instrument
    from site_tests.faulty_server import FaultyServer

INSTRUMENTS = sorted((ROOT / "assessments").glob("*/instrument.yml"))
LISTEN_TO_WORKERS = """
window.asked = []; window.told = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  if (message.type === "ask") {
    window.asked.push(message.json);
    this.addEventListener("message", ({ data }) => {
      if (data.type === "reply" && data.id === message.id) window.told.push(data.json);
    });
  }
  return post.call(this, message, ...rest);
};
"""
AS_SHOWN = """(report, html) => {
  const made = document.createElement("div");
  made.innerHTML = html;
  // The one thing that the page changes: whether something can be kept here.
  return [report, made].map((root) => {
    root.querySelector("[data-action=keep]").hidden = false;
    return root.innerHTML;
  });
}"""


@dataclass(frozen=True)
class Request:
    """What a page asks of Python, and a name for it."""

    name: str
    text: str


def request(definition: str, **changed: Any) -> str:
    asked: dict[str, Any] = {"do": "report", "definition": definition, "answers": {}}
    asked |= {"only": None, "base": "../../", "level": 2, "kept": []}
    return json.dumps(asked | changed, ensure_ascii=False)


def as_text(instrument: Instrument, case: Case) -> dict[str, str]:
    """Return the answers of a case as radio buttons hold them."""
    chosen = answers_of(instrument, case).chosen
    return {
        name: f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in chosen.items()
    }


def variants(instrument: Instrument, case: Case, definition: str) -> list[Request]:
    """Return a case as it is, and each of its areas alone."""
    answers = as_text(instrument, case)
    made = [Request(case.name, request(definition, answers=answers, only=case.only))]
    for domain in instrument.domains if case.only is None else ():
        some = {
            item.id: answers[item.id]
            for item in instrument.items_of(domain.id)
            if item.id in answers
        }
        text = request(definition, answers=some, only=domain.id, level=3)
        made.append(Request(f"{case.name}, only {domain.id}", text))
    return made


def kept(instrument: Instrument, case: Case, date: str, version: str = "") -> dict[str, Any]:
    answers = as_text(instrument, case)
    return {"date": date, "version": version or instrument.version, "answers": answers}


def profiles(instrument: Instrument, cases: tuple[Case, ...], definition: str) -> list[Request]:
    """Return requests for what a reader kept: nothing, one, many days, another version."""
    days = [kept(instrument, case, f"2026-{n + 1:02}-28") for n, case in enumerate(cases[:9])]
    old = kept(instrument, cases[0], "2025-01-01", version="0.9")
    made = {"nothing": [], "one": days[:1], "many": days[::-1], "another version": [*days[:2], old]}
    return [
        Request(f"{instrument.id}, kept: {name}", request(definition, do="profile", kept=reviews))
        for name, reviews in made.items()
    ]


def requests_of(site: Path, file: Path) -> list[Request]:
    """Return every request for one instrument."""
    instrument = read_instrument(file)
    (published,) = (site / "assets/selfassess").glob(f"{instrument.id}.*.json")
    definition = published.read_text(encoding="utf-8")
    cases = read_cases(file.with_name("cases.yml"))
    made = [each for case in cases for each in variants(instrument, case, definition)]
    wrong = request(definition, answers={instrument.items[0].id: "99", "no-such-item": "1"})
    made.append(Request(f"{instrument.id}, impossible answers", wrong))
    return made + profiles(instrument, cases, definition)


@pytest.fixture(scope="module")
def requests(site: FaultyServer) -> list[Request]:
    assert site.folder is not None
    return [each for file in INSTRUMENTS for each in requests_of(site.folder, file)]


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
    assert len(requests) > 24
    assert len(pyodide) == len(requests)
    different = [
        each.name
        for each, answer in zip(requests, pyodide, strict=True)
        if answer != reply(each.text)
    ]
    assert different == []


def test_only_what_is_wrong_is_answered_with_a_sentence(
    requests: list[Request], pyodide: list[str]
) -> None:
    kinds = {
        each.name: set(json.loads(answer)) for each, answer in zip(requests, pyodide, strict=True)
    }
    errors = [name for name, keys in kinds.items() if keys == {"error"}]
    assert errors == [f"{file.parent.name}, impossible answers" for file in INSTRUMENTS]
    assert all(keys == {"html"} for name, keys in kinds.items() if name not in errors)


@pytest.fixture
def overheard(context: BrowserContext) -> Page:
    """A page that remembers what was asked of the worker and what it said."""
    context.add_init_script(LISTEN_TO_WORKERS)
    return context.new_page()


@pytest.mark.browser
@pytest.mark.parametrize(("path", "place"), [(LISTENING, 1), (QUICK, 2), (REVIEW, 3)])
def test_the_page_shows_what_python_on_this_machine_says(
    overheard: Page, path: str, place: int
) -> None:
    overheard.goto(path)
    check = Check(overheard)
    check.fill(place)
    check.submit()
    check.expect_report()
    # Before the report the page asks Python to prepare for it.
    asked = overheard.evaluate("window.asked")[-1]
    assert json.loads(asked)["do"] == "report"
    told = overheard.evaluate("window.told")[-1]
    assert told == reply(asked)
    shown, meant = check.part("report").evaluate(AS_SHOWN, json.loads(told)["html"])
    assert shown == meant


@pytest.mark.browser
def test_the_page_shows_what_was_kept_as_python_on_this_machine_would(overheard: Page) -> None:
    overheard.goto(LISTENING)
    check = Check(overheard)
    check.fill(2)
    check.submit()
    check.expect_report()
    check.button("keep").click()
    expect(check.part("report-status")).to_have_text("Kept on this device.")
    check.button("profile").click()
    expect(check.part("report-title")).to_have_text("What you kept")
    asked = overheard.evaluate("window.asked")[-1]
    assert json.loads(asked)["do"] == "profile"
    assert overheard.evaluate("window.told")[-1] == reply(asked)
