"""Python in the browser says what Python on this machine says, byte for byte.

The requests are those of the page: made with the definition files of the built site. All of
them go through the compiled runtime under Node in one process; three go through a page.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from selfassess import dumps
from selfassess.answering.draw import SEED
from selfassess.authoring import answers_of, read_cases, read_instrument
from selfassess.browser import answer_request
from selfassess.browser.requests import REQUESTS
from site_tests.check import Check
from site_tests.conftest import ROOT, desk, watched
from site_tests.issuing import TEST, asked, completion

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from selfassess import Instrument
    from selfassess.authoring import Case
    from site_tests.faulty_server import FaultyServer

INSTRUMENTS, FIXTURES = (
    [file.with_name("instrument.yml") for file in sorted((ROOT / folder).glob("**/cases.yml"))]
    for folder in ("assessments", "plugins/selfassess/tests")
)
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
  // What the page changes: whether something can be kept here, and how a day is written.
  return [report, made].map((root) => {
    for (const time of root.querySelectorAll("time")) time.textContent = time.dateTime;
    for (const button of root.querySelectorAll("[data-action=keep]")) button.hidden = false;
    return root.innerHTML;
  });
}"""


@dataclass(frozen=True)
class Request:
    """What a page asks of Python, and a name for it."""

    name: str
    text: str


def request(definition: str, **changed: Any) -> str:
    """Return the text of a request; what is given comes before what a page usually asks."""
    asked = {"do": "report", "definition": definition, **changed}
    usual: dict[str, Any] = {
        "answers": {},
        "only": None,
        "base": "../../",
        "level": 2,
        "kept": [],
        "day": "",
    }
    names = [field.name for field in fields(REQUESTS[asked["do"]])]
    return json.dumps({name: {**usual, **asked}[name] for name in names}, ensure_ascii=False)


def as_text(instrument: Instrument, case: Case) -> dict[str, str]:
    """Return the answers of a case as radio buttons hold them."""
    chosen = answers_of(instrument, case).chosen
    code = {SEED: case.seed} if case.seed else {}
    return {name: _text(value) for name, value in chosen.items()} | code


def _text(value: str | float | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return f"{value:.15g}" if isinstance(value, float) else value


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
    """Return every request for one instrument, in each of its languages."""
    instrument, cases = read_instrument(file), read_cases(file.with_name("cases.yml"))
    made = []
    for published in (site / "assets/selfassess").glob(f"{instrument.id}.*.json"):
        definition, language = published.read_text(encoding="utf-8"), published.name.split(".")[1]
        wrong = request(definition, answers={instrument.items[0].id: "99", "no-such-item": "1"})
        found = [each for case in cases for each in variants(instrument, case, definition)]
        found.append(Request(f"{instrument.id}, impossible answers", wrong))
        found += profiles(instrument, cases, definition)
        made += [Request(f"{language}: {each.name}", each.text) for each in found]
    return made


def unpublished(file: Path) -> list[Request]:
    """Return the cases of an instrument that is on no site: its report, and what it asks."""
    instrument = read_instrument(file)
    definition = json.dumps(
        {"instrument": json.loads(dumps(instrument)), "links": {}, "templates": {}}
    )
    made = []
    for case in read_cases(file.with_name("cases.yml")):
        answers, name = as_text(instrument, case), f"{instrument.id}: {case.name}"
        made.append(Request(name, request(definition, answers=answers, only=case.only)))
        asked = request(definition, do="arrange", answers=answers)
        made.append(Request(f"{name}, arranged", asked))
    return made


def issued() -> list[Request]:
    """Return what is asked about files of learners: good and bad ones, drawn and not drawn."""
    bad = [completion("Bo", wrong=4), completion("Cy", specimen=True), "{", completion("Ann")]
    plain = [*bad, *(completion(f"Learner {at}", wrong=at % 3) for at in range(9))]
    drawn = [completion(f"Learner {at}", seed=f"k{at}", wrong=at % 3) for at in range(9)]
    shuffled = asked([*bad, *drawn], TEST | {"shuffle": "both"})
    return [Request("plain, issued", asked(plain)), Request("drawn, issued", shuffled)]


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
