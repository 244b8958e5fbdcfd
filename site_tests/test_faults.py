"""What goes wrong on the way to Python ends in a plain sentence, and answers survive it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from site_tests.check import ITEMS, LISTENING, Check, drafts
from site_tests.conftest import ring
from site_tests.test_alerts import FIRST, visit
from site_tests.test_arrival import NOT_FETCHED

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

FAILED = (
    "Python could not start in this browser. Your answers are still here, and you can print "
    "them. Press the button to try again."
)
SLOW = (
    "Python could not be fetched: nothing has arrived for a while. Your answers are still here, "
    "and you can print them. Press the button to try again."
)
NOT_MADE = "The report could not be made. Your answers are still here."
TEMPLATE_FAILED = (
    "The report could not be made: the template “report.html” of this site has a mistake. "
    "Your answers are still here."
)
FILES = {
    "manifest": "*/runtime/manifest.*.json",
    "loader": "*/runtime/pyodide.????????????????.js",
    "glue": "*/runtime/pyodide.asm.*.js",
    "wasm": "*/runtime/pyodide.asm.*.wasm.gz",
    "python": "*/runtime/python.*.zip.gz",
}
# The page's own engine, found as the page found it.
HURRY = """async (patience) => {
  const { src } = document.querySelector('script[src*="selfassess"]');
  const engine = await import(new URL("engine.js", src).href);
  engine.settings.patience = patience;
}"""
KEEP_WORKERS = """
window.ours = [];
window.Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    if (`${url}`.startsWith("blob:")) window.ours.push(this);
  }
};
"""

# As if the engine did not know what it is asked, as long as `window.broken` holds.
BREAK_REQUESTS = """
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  const json = message.json?.replace('"do":"report"', '"do":"broken"');
  return post.call(this, window.broken ? { ...message, json } : message, ...rest);
};
"""


def answered(page: Page, patience: int = 20_000) -> Check:
    """Open an area whose form is not in view, so that Python has not started, and answer it."""
    page.goto(LISTENING)
    page.evaluate(HURRY, patience)
    check = Check(page)
    check.fill(3)
    check.expect_saved()
    return check


def expect_sentence(check: Check, sentence: str) -> None:
    """The sentence is there, the form too, and no answer is lost."""
    expect(check.part("status")).to_have_text(sentence)
    check.expect_state("failed")
    expect(check.part("form")).to_be_visible()
    assert check.answers() == dict.fromkeys(ITEMS, "3")
    assert drafts(check.page) == [dict.fromkeys(ITEMS, "3")]


# Every fault of every file is tried on the engine alone; here is what a reader sees of them.
@pytest.mark.parametrize(
    ("file", "fault"),
    ring(
        [
            ("loader", "truncate"),
            ("wasm", "html"),
            ("python", "corrupt"),
            *((file, "404") for file in FILES),
        ],
        fast=3,
    ),
)
def test_a_bad_file_of_the_runtime_ends_in_a_sentence(
    page: Page, site: FaultyServer, file: str, fault: Any
) -> None:
    check = answered(page)
    site.fail(FILES[file], fault)
    check.submit()
    expect_sentence(check, NOT_FETCHED)


@pytest.mark.parametrize("file", ring(FILES, fast=2))
def test_silence_ends_in_a_sentence(page: Page, site: FaultyServer, file: str) -> None:
    check = answered(page, patience=1_000)
    site.fail(FILES[file], "stall")
    check.submit()
    expect_sentence(check, SLOW)


@pytest.mark.parametrize(
    ("pattern", "fault", "sentence"),
    ring(
        [
            ("*/worker.js", "404", NOT_FETCHED),
            ("*/alliance-practices.*.json", "html", NOT_FETCHED),
            ("*/alliance-practices.*.json", "corrupt", NOT_FETCHED),
        ],
        fast=2,
    ),
)
def test_after_a_bad_file_of_the_page_a_second_try_finishes(
    page: Page, site: FaultyServer, pattern: str, fault: Any, sentence: str
) -> None:
    check = answered(page)
    site.fail(pattern, fault)
    check.submit()
    expect_sentence(check, sentence)
    site.heal()
    check.submit()
    check.expect_report()


@pytest.mark.slow
def test_a_damaged_file_in_the_cache_is_fetched_anew(page: Page, site: FaultyServer) -> None:
    check = answered(page)
    site.fail(FILES["python"], "corrupt", times=1)
    check.submit()
    check.expect_report()


@pytest.mark.slow
def test_a_slow_connection_is_waited_for_and_told_about(page: Page, site: FaultyServer) -> None:
    check = answered(page)
    site.speed = 1_600_000 / 8
    site.latency = 0.15
    check.submit()
    status = check.part("status")
    for percent in (10, 40, 80):
        expect(status).to_have_text(
            f"Getting Python ready: {percent} %. The result follows by itself."
        )
    expect(check.element).to_have_attribute("data-state", "done", timeout=60_000)
    expect(check.part("report-title")).to_be_focused()


def test_a_worker_that_dies_is_noticed_and_replaced(page: Page, context: BrowserContext) -> None:
    context.add_init_script(KEEP_WORKERS)
    check = answered(page, patience=1_500)
    check.submit()
    check.expect_state("scoring")
    page.evaluate("window.ours[0].terminate()")
    expect_sentence(check, SLOW)
    page.evaluate(HURRY, 20_000)
    check.submit()
    check.expect_report()
    assert page.evaluate("window.ours.length") == 2


@pytest.mark.slow
def test_what_was_given_up_and_ends_late_takes_no_python_with_it_that_came_since(
    page: Page, site: FaultyServer
) -> None:
    check = answered(page, patience=3_000)
    site.forget()
    site.fail("*/worker.js", "stall", times=1)
    check.submit()
    expect_sentence(check, SLOW)
    page.evaluate(HURRY, 20_000)
    check.submit()
    check.expect_report()
    with page.expect_event("requestfailed", lambda request: "worker.js" in request.url):
        site.heal()
    check.button("change").click()
    check.fill(2)
    check.submit()
    check.expect_report()
    assert len(site.paths("*/worker.js")) == 2


# What Python is asked is swallowed from here on, as by a worker that was killed or goes in circles.
DEAF = """
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (message, ...rest) {
  if (window.deadly && message.json?.includes('"do":"report"')) return this.terminate();
  return postMessage.call(this, message, ...rest);
};
"""


@pytest.mark.slow
def test_a_worker_that_dies_while_it_scores_is_noticed_and_replaced(
    page: Page, context: BrowserContext
) -> None:
    context.add_init_script(DEAF)
    check = answered(page, patience=5_000)
    check.radio(ITEMS[0], 3).focus()
    check.expect_state("ready")
    page.evaluate("window.deadly = true")
    check.submit()
    expect_sentence(check, SLOW)
    page.evaluate("window.deadly = false")
    page.evaluate(HURRY, 20_000)
    check.submit()
    check.expect_report()


@pytest.mark.slow
def test_a_connection_that_goes_after_python_is_ready_does_no_harm(
    page: Page, site: FaultyServer
) -> None:
    page.goto(LISTENING)
    check = Check(page)
    check.answer(ITEMS[0], 3)
    check.expect_state("ready")
    check.fill(3)
    try:
        site.stop()
        check.submit()
        check.expect_report()
    finally:
        site.start()


STATES = """element => {
  const seen = document.documentElement.dataset;
  seen.states = "";
  new MutationObserver(() => { seen.states += ` ${element.dataset.state}`; })
    .observe(element, { attributeFilter: ["data-state"] });
}"""
"""Write down, at the root of the page, each state that a form comes into."""


def test_a_failed_start_ahead_is_not_mentioned_and_tried_again(
    page: Page, site: FaultyServer
) -> None:
    page.goto(LISTENING)
    site.fail(FILES["manifest"], "404")
    check = Check(page)
    # Listened for, as a quick machine is through before anybody can look.
    check.element.evaluate(STATES)
    check.answer(ITEMS[0], 3)
    failed = re.compile("( loading idle)+")
    expect(page.locator("html")).to_have_attribute("data-states", failed)
    expect(check.part("status")).to_be_empty()
    site.heal()
    check.answer(ITEMS[1], 3)
    check.expect_state("ready")


def test_the_sentence_goes_when_the_report_comes(page: Page, site: FaultyServer) -> None:
    check = answered(page)
    site.fail(FILES["loader"], "404")
    check.submit()
    expect_sentence(check, NOT_FETCHED)
    site.heal()
    check.submit()
    check.expect_report()
    check.button("change").click()
    expect(check.part("form")).to_be_visible()
    expect(check.part("status")).to_be_empty()
    assert re.fullmatch("idle|loading|ready", check.element.get_attribute("data-state") or "")


# What fails in Python


def errors_told(page: Page) -> list[str]:
    """Return the list that every error in the console will be in."""
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
    return told


def test_a_request_that_fails_in_python_ends_in_a_sentence_and_the_next_one_works(
    page: Page, context: BrowserContext
) -> None:
    context.add_init_script(KEEP_WORKERS + BREAK_REQUESTS)
    told = errors_told(page)
    check = answered(page)
    page.evaluate("window.broken = true")
    check.submit()
    expect_sentence(check, NOT_MADE)
    assert len(told) == 1
    assert "Traceback (most recent call last):" in told[0]
    assert 'InvalidRequest: "broken" is no request' in told[0]
    page.evaluate("window.broken = false")
    check.submit()
    check.expect_report()
    assert page.evaluate("window.ours.length") == 1


ENDLESS = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}"
DEEP = "{% macro down() %}{{ down() }}{% endmacro %}{{ down() }}"


@pytest.mark.parametrize(
    ("template", "sentence"),
    ring([(DEEP, TEMPLATE_FAILED), (ENDLESS, SLOW)]),
    ids=["deep", "endless"],
)
def test_a_template_without_an_end_ends_in_a_sentence_and_the_page_goes_on(
    browser: Browser, tmp_path: Path, template: str, sentence: str
) -> None:
    for page in visit(browser, tmp_path, {"report.html": template}):
        page.goto("")
        page.evaluate(HURRY, 3_000)
        check = Check(page)
        for item in ("tired", "dull", "alone"):
            check.answer(item, 0)
        check.element.locator("textarea").fill("Nothing.")
        for _ in range(2):
            check.submit()
            expect(check.part("status")).to_have_text(sentence)
            check.expect_state("failed")
        check.answer("dull", 1)
        check.expect_saved()
        assert [answers["dull"] for answers in drafts(page)] == ["1"]


def test_a_template_of_the_site_that_fails_is_named_and_the_next_request_works(
    browser: Browser, tmp_path: Path
) -> None:
    broken = {"report.html": "{{ 1 / 0 if not report.findings.alerts }}ours"}
    for page in visit(browser, tmp_path, broken):
        page.add_init_script(KEEP_WORKERS)
        told = errors_told(page)
        page.goto("")
        check = Check(page)
        for item in ("tired", "dull", "alone"):
            check.answer(item, 0)
        check.element.locator("textarea").fill("Nothing.")
        answers = check.answers()
        check.submit()
        expect(check.part("status")).to_have_text(TEMPLATE_FAILED)
        check.expect_state("failed")
        expect(check.part("form")).to_be_visible()
        assert check.answers() == answers
        assert drafts(page) == [answers]
        assert len(told) == 1
        assert "templates of this site/report.html" in told[0]
        assert "ZeroDivisionError" in told[0]
        check.answer("alone", 1)
        check.submit()
        expect(check.element.get_by_role("alert")).to_contain_text(FIRST)
        expect(check.part("report")).to_contain_text("ours")
        assert page.evaluate("window.ours.length") == 1
