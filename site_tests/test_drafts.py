"""What a reader has begun stays on their device, in their tab, and goes when it should."""

from __future__ import annotations

import json
import os
import re
import signal
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, expect

from site_tests.check import (
    ITEMS,
    LISTENING,
    NOTHING,
    PLAIN,
    QUICK,
    VALIDATION,
    Check,
    accept_next,
    drafts,
    expect_soon,
    stored,
)
from site_tests.conftest import PATIENCE, chromium, desk, ring, watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, Route

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

KILLS = 100
MINUTE = 60_000
HOUR = 60 * MINUTE
OFFER = re.compile(r"^An unfinished check from \d{1,2}:\d\d( [AP]M)? is on this device\.$")
STAYS = (
    "This result stays in this tab for 12 hours, also after a reload, "
    "or until you keep or delete it."
)
UNSAVED = (
    "This browser does not let the page save. Your answers stay until this tab is closed or "
    "reloaded; print the page to keep them."
)
MEMORY = "Kept only in this tab, until it is closed or reloaded"
# As Firefox does where cookies are blocked.
NO_DATABASE = """
const refuse = () => { throw new DOMException("", "SecurityError"); };
IDBFactory.prototype.open = refuse;
window.BroadcastChannel = class { constructor() { refuse(); } };
"""
HELD = """
const { put } = IDBObjectStore.prototype;
IDBTransaction.prototype.commit = () => {};
IDBObjectStore.prototype.put = function (...given) {
  const hold = () => { if (!window.free) this.get(0).onsuccess = hold; };
  hold();
  const asked = put.apply(this, given);
  asked.addEventListener("success", () => console.info("put"));
  return asked;
};
"""
# A quota set by the browser's own tools is not looked at for half a minute.
FULL = """
const { commit } = IDBTransaction.prototype;
IDBTransaction.prototype.commit = function () { window.full ? this.abort() : commit.call(this); };
"""

# Whether this tab is a duplicate is not known, and what it stored not read, until `window.free`.
UNREAD = """
const { request } = LockManager.prototype;
LockManager.prototype.request = async function (name, { signal }, hold) {
  while (!window.free) await new Promise(requestAnimationFrame);
  return request.call(this, name, hold);
};
"""
AT_ONCE = """
customElements.whenDefined("self-assessment").then(() => {
  document.querySelector('[name="listening-other-task"][value="4"]').click();
});
"""
# As soon as the question is there, and before any script is.
EARLY = """
new MutationObserver((_, watcher) => {
  const option = document.querySelector('[name="listening-other-task"][value="4"]');
  if (!option) return;
  watcher.disconnect();
  option.click();
}).observe(document, { childList: true, subtree: true });
"""
UNREADABLE = """
const { getAll } = IDBObjectStore.prototype;
IDBObjectStore.prototype.getAll = function () {
  if (window.readable) return getAll.call(this);
  throw new DOMException("", "UnknownError");
};
"""

TELL_OF_REPLIES = """
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (message, ...rest) {
  this.addEventListener("message", ({ data }) => {
    if (message.json && data.json && data.id === message.id)
      console.info("replied");
  });
  return postMessage.call(this, message, ...rest);
};
"""


@pytest.fixture
def page(context: BrowserContext, site: FaultyServer) -> Page:
    """A page on which Python never starts: most tests here do not need it, and it takes seconds."""
    site.fail("*/runtime/manifest.*.json", "404")
    return context.new_page()


@pytest.fixture
def whole(context: BrowserContext) -> Page:
    """A page with Python."""
    return context.new_page()


def begin(page: Page, path: str = LISTENING, value: int = 2) -> Check:
    """Open a page and answer its first two questions."""
    page.goto(path)
    check = Check(page)
    for item in check.element.locator("fieldset").all()[:2]:
        item.locator("label").nth(value).click()
    check.expect_saved()
    return check


def follow(page: Page, path: str) -> None:
    page.locator(f'a[href$="{path}"]:visible').first.click()
    expect(page).to_have_url(re.compile(f"{re.escape(path)}$"))


def expect_no_drafts(page: Page) -> None:
    """Wait until no draft is left: the page says nothing when it deletes one."""
    expect_soon(page, lambda: drafts(page), [])


# Every answer, at once


def test_each_answer_is_written_at_once_and_then_called_saved(page: Page) -> None:
    page.goto(LISTENING)
    check = Check(page)
    for count, item in enumerate(ITEMS, 1):
        check.answer(item, 3)
        check.expect_saved()
        assert drafts(page) == [dict.fromkeys(ITEMS[:count], "3")]


def test_answers_that_were_faster_than_the_script_are_written_too(page: Page) -> None:
    held: list[Route] = []
    page.route("**/element.js", lambda route: held.append(route))
    page.goto(LISTENING, wait_until="commit")
    check = Check(page)
    check.answer(ITEMS[0], 3)
    check.answer(ITEMS[1], 2)
    held.pop().continue_()
    check.expect_saved()
    assert drafts(page) == [{ITEMS[0]: "3", ITEMS[1]: "2"}]
    expect(check.part("count")).to_have_text("2 of 5")


def test_saved_is_not_said_before_the_transaction_is_complete(page: Page) -> None:
    page.add_init_script(HELD)
    page.goto(LISTENING)
    check = Check(page)
    with page.expect_console_message(lambda said: said.text == "put"):
        check.answer(ITEMS[0], 3)
    expect(check.part("count")).to_have_text("1 of 5")
    expect(check.part("saved")).to_be_empty()
    page.evaluate("window.free = true")
    check.expect_saved()


def test_an_answer_given_just_before_a_reload_is_not_lost(page: Page) -> None:
    check = begin(page)
    for count, item in enumerate(ITEMS[2:], 3):
        check.radio(item, 1).click(no_wait_after=True)
        page.reload()
        expect(check.part("count")).to_have_text(f"{count} of 5")


# Back in the same tab


def test_answers_are_there_again_after_a_reload(page: Page) -> None:
    check = begin(page)
    page.reload()
    expect(check.part("count")).to_have_text("2 of 5")
    assert check.answers() == dict.fromkeys(ITEMS[:2], "2")
    check.expect_saved()
    expect(check.part("found")).to_be_hidden()


def test_answers_are_there_again_after_a_walk_and_back_and_forward(page: Page) -> None:
    check = begin(page)
    page.evaluate("window.mark = 'here'")
    follow(page, "/validation/")
    expect(check.part("count")).to_have_text("0 of 5")
    page.go_back()
    expect(check.part("count")).to_have_text("2 of 5")
    follow(page, "/practices/")
    # Material mixes pages up that are asked for faster than it can fetch them.
    expect(check.element).to_have_count(0)
    page.go_back()
    expect(check.part("count")).to_have_text("2 of 5")
    page.go_forward()
    expect(check.element).to_have_count(0)
    page.go_back()
    expect(check.part("count")).to_have_text("2 of 5")
    assert page.evaluate("window.mark") == "here"


def test_an_answer_given_before_the_draft_is_read_wins(page: Page) -> None:
    begin(page)
    page.add_init_script("""
        const { getAll } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.getAll = function () {
          document.querySelector('[value="4"]').click();
          return getAll.call(this);
        };
    """)
    page.reload()
    check = Check(page)
    expect(check.part("count")).to_have_text("2 of 5")
    assert check.answers() == {ITEMS[0]: "4", ITEMS[1]: "2"}


def test_a_tap_before_the_draft_is_read_is_added_to_it(page: Page) -> None:
    begin(page)
    page.add_init_script(UNREAD)
    page.reload()
    check = Check(page)
    check.radio(ITEMS[4], 4).check()
    expect(check.part("count")).to_have_text("1 of 5")
    expect(check.part("saved")).to_be_empty()
    assert drafts(page) == [dict.fromkeys(ITEMS[:2], "2")]
    page.evaluate("window.free = true")
    check.expect_saved()
    expect_soon(page, lambda: drafts(page), [{**dict.fromkeys(ITEMS[:2], "2"), ITEMS[4]: "4"}])
    expect(check.part("count")).to_have_text("3 of 5")


def unread(page: Page, *, finished: bool = False) -> Check:
    """Answer a form, and come back to it while nothing that is stored can be read."""
    page.goto(LISTENING)
    check = Check(page)
    if finished:
        check.finish(3)
    else:
        check.fill(3)
        check.expect_saved()
    page.add_init_script(UNREAD)
    page.reload()
    expect(check.part("controls")).to_be_visible()
    expect(check.part("count")).to_have_text("0 of 5")
    return check


def test_a_press_before_the_draft_is_read_counts_what_is_in_it(whole: Page) -> None:
    check = unread(whole)
    check.submit()
    expect(check.part("status")).not_to_be_empty()
    whole.evaluate("window.free = true")
    check.expect_report()


def test_a_press_before_the_draft_is_read_is_remembered_on_the_way_to_another_page_and_back(
    whole: Page,
) -> None:
    check = unread(whole)
    check.submit()
    whole.locator('a[href$="/validation/"]:visible').first.click()
    expect(whole.get_by_role("heading", level=1)).to_contain_text("Validation")
    whole.go_back()
    expect(check.part("count")).to_have_text("0 of 5")
    whole.evaluate("window.free = true")
    check.expect_report()


def test_a_press_while_a_result_comes_back_leads_to_it(whole: Page) -> None:
    check = unread(whole, finished=True)
    check.submit()
    whole.evaluate("window.free = true")
    check.expect_report()
    expect(check.part("report-title")).to_be_focused()


def test_what_was_called_open_is_so_no_more_once_it_is_filled_in(whole: Page) -> None:
    check = unread(whole)
    check.submit()
    # A store that hangs is not waited for.
    expect(check.part("errors")).to_be_visible()
    whole.evaluate("window.free = true")
    expect(check.part("count")).to_have_text("5 of 5")
    expect(check.part("errors")).to_be_hidden()


def test_of_two_answers_before_the_draft_was_read_the_later_one_stays(page: Page) -> None:
    page.add_init_script(UNREAD)
    page.add_init_script(EARLY)
    page.goto(LISTENING)
    check = Check(page)
    expect(check.part("controls")).to_be_visible()
    check.radio(ITEMS[4], 0).click()
    page.evaluate("window.free = true")
    check.expect_saved()
    expect(check.radio(ITEMS[4], 0)).to_be_checked()
    expect_soon(page, lambda: drafts(page), [{ITEMS[4]: "0"}])


def test_a_tap_in_the_moment_in_which_the_form_comes_to_life_is_added_to_the_draft(
    page: Page,
) -> None:
    begin(page)
    page.add_init_script(AT_ONCE)
    page.reload()
    check = Check(page)
    expect(check.part("count")).to_have_text("3 of 5")
    check.expect_saved()
    expect_soon(page, lambda: drafts(page), [{**dict.fromkeys(ITEMS[:2], "2"), ITEMS[4]: "4"}])


def test_what_could_not_be_read_is_not_written_over(page: Page) -> None:
    begin(page)
    page.add_init_script(UNREADABLE)
    page.reload()
    check = Check(page)
    check.answer(ITEMS[4], 4)
    expect(check.part("saved")).to_have_text(UNSAVED)
    page.evaluate("window.readable = true")
    check.answer(ITEMS[3], 4)
    expect(check.part("saved")).to_have_text(UNSAVED)
    assert drafts(page) == [dict.fromkeys(ITEMS[:2], "2")]


@pytest.mark.slow
def test_a_database_that_is_deleted_underneath_is_made_anew(page: Page) -> None:
    check = begin(page)
    page.evaluate("indexedDB.databases().then(([{ name }]) => indexedDB.deleteDatabase(name))")
    check.answer(ITEMS[2], 1)
    check.expect_saved()
    expect(check.part("saved")).to_have_text("Saved on this device")
    assert drafts(page) == [{ITEMS[0]: "2", ITEMS[1]: "2", ITEMS[2]: "1"}]


# Another tab


def test_another_tab_shows_no_answer_but_an_offer(page: Page, context: BrowserContext) -> None:
    begin(page)
    other = Check(context.new_page())
    other.page.goto(LISTENING)
    expect(other.part("found").locator("p").first).to_have_text(OFFER)
    assert other.answers() == {}
    expect(other.part("count")).to_have_text("0 of 5")
    expect(other.part("saved")).to_be_empty()


def test_another_tab_can_continue(page: Page, context: BrowserContext) -> None:
    begin(page)
    other = Check(context.new_page())
    other.page.goto(LISTENING)
    other.button("continue").click()
    expect(other.part("count")).to_have_text("2 of 5")
    other.expect_saved()
    expect(other.part("found")).to_be_hidden()
    expect(other.radio(ITEMS[0], 2)).to_be_focused()
    assert drafts(page) == [dict.fromkeys(ITEMS[:2], "2")]


@pytest.mark.slow
def test_what_the_other_tab_answered_after_the_offer_comes_along(
    page: Page, context: BrowserContext
) -> None:
    first = begin(page)
    other = Check(context.new_page())
    other.page.goto(LISTENING)
    expect(other.part("found")).to_be_visible()
    first.answer(ITEMS[2], 0)
    wanted = dict.fromkeys(ITEMS[:2], "2") | {ITEMS[2]: "0"}
    expect_soon(page, lambda: drafts(page), [wanted])
    other.button("continue").click()
    expect(other.part("count")).to_have_text("3 of 5")
    other.expect_saved()
    assert other.answers() == wanted


def test_what_another_tab_cleared_is_neither_shown_nor_written_again(
    page: Page, context: BrowserContext
) -> None:
    first, other = begin(page), begin(context.new_page(), QUICK)
    other.button("clear").click()
    expect(first.part("saved")).to_have_text("Everything is cleared.")
    assert first.answers() == {}
    first.answer(ITEMS[2], 0)
    expect_soon(page, lambda: drafts(page), [{ITEMS[2]: "0"}])


def test_what_another_tab_puts_back_is_there_again(page: Page, context: BrowserContext) -> None:
    first, other = begin(page), begin(context.new_page(), QUICK)
    other.button("clear").click()
    expect(first.part("saved")).to_have_text("Everything is cleared.")
    other.element.get_by_role("button", name="Undo", exact=True).click()
    expect(first.part("count")).to_have_text("2 of 5")
    assert first.answers() == dict.fromkeys(ITEMS[:2], "2")


@pytest.mark.slow
def test_what_was_cleared_after_the_offer_does_not_come_back(
    page: Page, context: BrowserContext
) -> None:
    first = begin(page)
    other = Check(context.new_page())
    other.page.goto(LISTENING)
    expect(other.part("found")).to_be_visible()
    first.button("clear").click()
    expect(first.part("saved")).to_have_text("Everything is cleared.")
    other.button("continue").click()
    expect(other.part("saved")).to_have_text("It is deleted.")
    assert other.answers() == {}
    assert drafts(page) == []


@pytest.mark.slow
def test_another_tab_can_delete(page: Page, context: BrowserContext) -> None:
    begin(page)
    other = Check(context.new_page())
    other.page.goto(LISTENING)
    other.button("discard").click()
    expect(other.part("saved")).to_have_text("It is deleted.")
    expect(other.part("found")).to_be_hidden()
    assert other.answers() == {}
    assert drafts(page) == []


def test_two_tabs_do_not_overwrite_each_other(page: Page, context: BrowserContext) -> None:
    first = begin(page, value=1)
    second = begin(context.new_page(), value=4)
    first.answer(ITEMS[2], 0)
    first.expect_saved()
    for check in (first, second):
        check.page.reload()
    expect(first.part("count")).to_have_text("3 of 5")
    expect(second.part("count")).to_have_text("2 of 5")
    assert first.answers() == {ITEMS[0]: "1", ITEMS[1]: "1", ITEMS[2]: "0"}
    assert second.answers() == dict.fromkeys(ITEMS[:2], "4")


@pytest.mark.slow
def test_a_duplicated_tab_is_another_tab(page: Page, context: BrowserContext) -> None:
    first = begin(page)
    # As browsers do when they duplicate a tab: what the session stores comes along.
    copied = page.evaluate("JSON.stringify({ ...sessionStorage })")
    other = Check(context.new_page())
    other.page.add_init_script(
        f"if (!sessionStorage.length) Object.assign(sessionStorage, {copied})"
    )
    other.page.goto(LISTENING)
    expect(other.part("found").locator("p").first).to_have_text(OFFER)
    assert other.answers() == {}
    other.page.reload()
    expect(other.part("found")).to_be_visible()
    first.page.reload()
    expect(first.part("count")).to_have_text("2 of 5")


@pytest.mark.slow
def test_an_offer_is_kept_if_its_answers_cannot_be_saved_here(
    page: Page, context: BrowserContext
) -> None:
    begin(page)
    other = Check(context.new_page())
    other.page.add_init_script(FULL)
    other.page.goto(LISTENING)
    expect(other.part("found")).to_be_visible()
    other.page.evaluate("window.full = true")
    other.button("continue").click()
    expect(other.part("saved")).to_have_text(UNSAVED)
    expect(other.part("count")).to_have_text("2 of 5")
    assert drafts(page) == [dict.fromkeys(ITEMS[:2], "2")]


# A browser that is killed


ANSWER_ON = """(steps) => {
  const said = document.querySelector('[data-part="saved"]');
  const form = document.querySelector("self-assessment form");
  const on = async () => {
    for (const [at, [name, value]] of steps.entries()) {
      said.textContent = "";
      form.querySelector(`[name="${name}"][value="${value}"]`).click();
      while (said.textContent !== "Saved on this device") await new Promise((then) => setTimeout(then));
      console.info(`saved ${at}`);
    }
  };
  on();
}"""
"""Give one answer after the other, each as soon as the one before it is called saved, and say so."""


def answers_after(steps: int) -> dict[str, str]:
    """Return answers of which each step changes one, and no two steps have the same."""
    digits = [steps // 4**place % 4 for place in range(len(ITEMS) + 1)]
    pairs = zip(ITEMS, digits, digits[1:], strict=False)
    return {item: str(1 + (digit - carried) % 4) for item, digit, carried in pairs}


@contextmanager
def profile(playwright: Playwright, site: FaultyServer, folder: Path) -> Iterator[BrowserContext]:
    """A browser that keeps its data in a folder."""
    (folder / "SingletonLock").unlink(missing_ok=True)
    start = playwright.chromium.launch_persistent_context
    made = start(folder, executable_path=chromium(), **desk(site))
    made.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield made
    # A browser that was killed may still be closing.
    with suppress(Error):
        made.close()


def kill(folder: Path) -> None:
    """Kill every process of the browser whose data is in a folder."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"--user-data-dir={folder}\0" in entry.read_text(errors="replace"):
                os.kill(int(entry.parent.name), signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError):
            continue


def test_nothing_that_was_called_saved_is_lost_when_the_browser_is_killed(
    playwright: Playwright, site: FaultyServer, tmp_path: Path
) -> None:
    with profile(playwright, site, tmp_path) as context:
        check = begin(context.pages[0])
        check.answer(ITEMS[2], 4)
        check.expect_saved()
        kill(tmp_path)
    with profile(playwright, site, tmp_path) as context:
        check = Check(context.pages[0])
        check.page.goto(LISTENING)
        expect(check.part("found")).to_be_visible()
        check.button("continue").click()
        expect(check.part("count")).to_have_text("3 of 5")
        assert check.answers() == {ITEMS[0]: "2", ITEMS[1]: "2", ITEMS[2]: "4"}


@pytest.mark.slow
def test_nothing_that_was_called_saved_is_lost_in_a_hundred_kills_in_the_middle_of_an_answer(
    playwright: Playwright, site: FaultyServer, tmp_path: Path
) -> None:
    site.fail("*/runtime/manifest.*.json", "404")
    at = {tuple(answers_after(steps).values()): steps for steps in range(1, 4 ** len(ITEMS))}
    steps = [
        next(iter(answers_after(step).items() - answers_after(step - 1).items()))
        for step in range(1, 200)
    ]
    for kills in range(KILLS):
        saved = killed_while_answering(playwright, site, tmp_path, steps, 1 + kills * 7 % 40)
        with profile(playwright, site, tmp_path) as context:
            context.pages[0].goto(PLAIN)
            found = stored(context.pages[0])["drafts"]
        assert len(found) == kills + 1
        last = max(found, key=lambda draft: draft["updated"])["answers"]
        assert at[tuple(last[item] for item in ITEMS)] >= saved
    site.heal()


def killed_while_answering(
    playwright: Playwright,
    site: FaultyServer,
    folder: Path,
    steps: list[tuple[str, str]],
    kill_at: int,
) -> int:
    """Kill a browser after so many answers; return how many were called saved before it was gone."""
    said: list[int] = []
    with profile(playwright, site, folder) as context:
        page = context.pages[0]
        page.on(
            "console",
            lambda line: (
                said.append(int(line.text.split()[-1])) if line.text.startswith("saved ") else None
            ),
        )
        page.goto(LISTENING)
        check = Check(page)
        for item, value in answers_after(0).items():
            check.answer(item, value)
        check.expect_saved()
        with page.expect_console_message(lambda line: line.text == f"saved {kill_at - 1}"):
            page.evaluate(ANSWER_ON, steps)
        kill(folder)
    # They are counted from zero.
    return said[-1] + 1


# Time


def test_answers_are_covered_after_a_quarter_of_an_hour_without_a_touch(page: Page) -> None:
    page.clock.install()
    check = begin(page)
    page.clock.fast_forward(14 * MINUTE)
    expect(check.part("form")).to_be_visible()
    page.clock.fast_forward(2 * MINUTE)
    expect(check.part("cover")).to_be_visible()
    expect(check.part("form")).to_be_hidden()
    check.button("uncover").click()
    expect(check.part("form")).to_be_visible()
    expect(check.radio(ITEMS[0], 2)).to_be_focused()
    assert check.answers() == dict.fromkeys(ITEMS[:2], "2")


def test_an_empty_form_is_not_covered(page: Page) -> None:
    page.clock.install()
    page.goto(LISTENING)
    page.clock.fast_forward(HOUR)
    expect(Check(page).part("cover")).to_be_hidden()


@pytest.mark.parametrize("again", ["walk", "reload"])
def test_answers_stay_covered_for_who_comes_back_later(page: Page, again: str) -> None:
    page.clock.install()
    check = begin(page)
    if again == "walk":
        follow(page, "/practices/")
        page.clock.fast_forward(16 * MINUTE)
        page.go_back()
    else:
        page.clock.fast_forward(16 * MINUTE)
        page.reload()
    expect(check.part("cover")).to_be_visible()
    expect(check.part("form")).to_be_hidden()


@pytest.mark.slow
def test_what_is_covered_can_be_deleted(page: Page) -> None:
    page.clock.install()
    check = begin(page)
    page.clock.fast_forward(16 * MINUTE)
    accept_next(page)
    check.part("cover").get_by_role("button", name="Delete them").click()
    expect(check.part("saved")).to_have_text("It is deleted.")
    expect(check.part("saved")).to_be_focused()
    assert check.answers() == {}
    assert drafts(page) == []


@pytest.mark.slow
def test_deleting_what_is_covered_deletes_nothing_that_was_kept(whole: Page) -> None:
    whole.clock.install()
    whole.goto(LISTENING)
    check = Check(whole)
    check.finish()
    check.keep()
    whole.clock.fast_forward(16 * MINUTE)
    expect(check.part("cover")).to_be_visible()
    expect(check.part("report")).to_be_hidden()
    accept_next(whole)
    check.part("cover").get_by_role("button", name="Delete them").click()
    expect(check.part("saved")).to_have_text("It is deleted.")
    expect(check.part("report")).to_be_empty()
    assert len(stored(whole)["kept"]) == 1


def test_a_draft_is_gone_after_twelve_hours(page: Page) -> None:
    page.clock.install()
    check = begin(page)
    page.clock.fast_forward(12 * HOUR + MINUTE)
    page.goto(QUICK)
    expect(check.part("count")).to_have_text("0 of 12")
    assert drafts(page) == []


# Two forms of one assessment on a page, as a list of posts has them


def twice(page: Page) -> tuple[Check, Check]:
    """Open a page with one form twice."""

    def doubled(route: Route) -> None:
        served = route.fetch()
        form = re.compile(r"<self-assessment.*?</self-assessment>", re.DOTALL)
        text = form.sub(lambda found: found[0] * 2, served.text())
        route.fulfill(response=served, body=text)

    page.route(f"**/{LISTENING}", doubled)
    page.goto(LISTENING)
    return Twin(page, 0), Twin(page, 1)


@dataclass(frozen=True)
class Twin(Check):
    """One of two forms."""

    at: int

    @property
    def element(self) -> Locator:
        return self.page.locator("self-assessment").nth(self.at)


@pytest.mark.slow
def test_two_forms_of_one_assessment_have_answers_of_their_own(page: Page) -> None:
    first, second = twice(page)
    first.answer(ITEMS[0], 1)
    first.expect_saved()
    second.answer(ITEMS[1], 4)
    second.expect_saved()
    page.reload()
    for check, answers in ((first, {ITEMS[0]: "1"}), (second, {ITEMS[1]: "4"})):
        expect(check.part("count")).to_have_text("1 of 5")
        assert check.answers() == answers


@pytest.mark.slow
def test_the_result_of_one_of_two_forms_stands_in_its_own_place(whole: Page) -> None:
    first, second = twice(whole)
    first.finish()
    expect(second.part("form")).to_be_visible()
    expect(second.part("report")).to_be_empty()
    expect(second.part("count")).to_have_text("0 of 5")


# A finished check


def finished(page: Page) -> Check:
    """Open a page, answer everything and wait until the result is safe."""
    page.goto(LISTENING)
    check = Check(page)
    check.finish()
    expect(check.part("where")).to_have_text(STAYS)
    return check


def test_answers_and_result_are_there_again_after_a_reload(whole: Page) -> None:
    check = finished(whole)
    told = check.part("report").inner_html()
    whole.reload()
    check.expect_report()
    assert check.part("report").inner_html() == told
    expect(check.part("where")).to_have_text(STAYS)
    assert check.answers() == dict.fromkeys(ITEMS, "3")
    # Who reads on is not moved to the result.
    expect(check.part("report-title")).not_to_be_focused()
    check.button("change").click()
    assert check.answers() == dict.fromkeys(ITEMS, "3")
    whole.reload()
    expect(check.part("count")).to_have_text("5 of 5")
    expect(check.part("form")).to_be_visible()


@pytest.mark.slow
def test_a_result_that_comes_back_is_not_announced_again(whole: Page) -> None:
    check = finished(whole)
    whole.add_init_script(
        "addEventListener('selfassess:scored', () => { window.announced = true; });"
    )
    whole.reload()
    check.expect_report()
    assert whole.evaluate("window.announced") is None


def test_a_result_is_there_again_after_another_page_and_back(whole: Page) -> None:
    check = finished(whole)
    whole.goto(PLAIN)
    whole.go_back()
    check.expect_report()


def test_a_result_is_gone_after_twelve_hours_that_no_reload_makes_longer(whole: Page) -> None:
    whole.clock.install()
    check = finished(whole)
    whole.clock.fast_forward(7 * HOUR)
    whole.reload()
    expect(check.part("cover")).to_be_visible()
    check.expect_state("done")
    whole.clock.fast_forward(6 * HOUR)
    whole.reload()
    expect(check.part("count")).to_have_text("0 of 5")
    expect_no_drafts(whole)
    expect(check.part("report")).to_be_empty()


@pytest.mark.slow
def test_a_result_that_comes_back_late_is_covered(whole: Page) -> None:
    whole.clock.install()
    check = finished(whole)
    whole.clock.fast_forward(16 * MINUTE)
    whole.reload()
    expect(check.part("cover")).to_be_visible()
    check.expect_state("done")
    expect(check.part("report")).to_be_hidden()
    expect(check.part("form")).to_be_hidden()
    check.button("uncover").click()
    expect(check.part("report-title")).to_be_focused()
    expect(check.part("cover")).to_be_hidden()


def test_another_tab_shows_only_that_there_is_a_finished_check(
    whole: Page, context: BrowserContext
) -> None:
    finished(whole)
    other = Check(context.new_page())
    other.page.goto(LISTENING)
    expect(other.part("found-text")).to_have_text(
        re.compile(r"^A finished check from \d{1,2}:\d\d( [AP]M)? is on this device\.$")
    )
    expect(other.part("report")).to_be_empty()
    assert other.answers() == {}
    other.button("continue").click()
    other.expect_report()
    assert other.answers() == dict.fromkeys(ITEMS, "3")
    assert len(drafts(whole)) == 1


@pytest.mark.slow
def test_a_result_that_is_kept_goes_from_its_tab(whole: Page) -> None:
    check = finished(whole)
    check.keep()
    expect(check.part("where")).to_be_empty()
    expect_no_drafts(whole)
    whole.reload()
    expect(check.part("count")).to_have_text("0 of 5")
    expect(check.button("profile")).to_be_visible()


@pytest.mark.parametrize(
    ("action", "gone"), ring([("clear", "Everything is cleared."), ("again", "")])
)
def test_a_result_that_is_deleted_does_not_come_back(whole: Page, action: str, gone: str) -> None:
    check = finished(whole)
    accept_next(whole)
    check.button(action).last.click()
    expect(check.part("form")).to_be_visible()
    expect(check.part("saved")).to_have_text(gone)
    expect_no_drafts(whole)
    whole.reload()
    expect(check.part("count")).to_have_text("0 of 5")


def test_a_result_on_a_shared_computer_is_in_this_tab_only_and_says_so(whole: Page) -> None:
    whole.goto(LISTENING)
    check = Check(whole)
    check.button("shared").check()
    check.finish()
    expect(check.part("where")).to_have_text(
        "This result is only in this tab: when the tab is closed or reloaded, it is lost. "
        "Print or copy it if you need it."
    )
    assert stored(whole) == NOTHING
    whole.reload()
    expect(check.part("count")).to_have_text("0 of 5")


# Shared computer, and clearing


def test_on_a_shared_computer_nothing_is_written(page: Page) -> None:
    check = begin(page)
    check.button("shared").check()
    expect(check.part("saved")).to_have_text(MEMORY)
    check.answer(ITEMS[2], 1)
    assert stored(page) == NOTHING
    follow(page, "/validation/")
    expect(check.button("shared")).to_be_checked()
    check.answer("validation-name-feeling", 1)
    expect(check.part("saved")).to_have_text(MEMORY)
    page.go_back()
    expect(check.part("count")).to_have_text("3 of 5")
    expect(check.part("saved")).to_have_text(MEMORY)
    assert stored(page) == NOTHING
    page.reload()
    expect(check.button("shared")).to_be_checked()
    expect(check.part("count")).to_have_text("0 of 5")


@pytest.mark.slow
def test_a_report_on_a_shared_computer_cannot_be_kept(whole: Page) -> None:
    whole.goto(LISTENING)
    check = Check(whole)
    check.button("shared").check()
    check.finish()
    expect(check.button("keep")).to_be_hidden()
    assert stored(whole) == NOTHING


def test_a_computer_that_is_no_longer_shared_saves_again(page: Page) -> None:
    page.goto(LISTENING)
    check = Check(page)
    check.button("shared").check()
    check.answer(ITEMS[0], 1)
    check.button("shared").uncheck()
    check.expect_saved()
    assert drafts(page) == [{ITEMS[0]: "1"}]


@pytest.mark.slow
def test_a_check_that_may_not_be_stored_writes_nothing_and_others_still_do(whole: Page) -> None:
    whole.goto("assess/well-being/")
    check = Check(whole)
    expect(check.button("shared")).to_have_count(0)
    check.fill(0)
    expect(check.part("saved")).to_have_text(MEMORY)
    check.submit()
    check.expect_report()
    expect(check.part("where")).to_contain_text("This result is only in this tab")
    expect(check.button("keep")).to_have_count(0)
    assert stored(whole) == NOTHING
    whole.reload()
    expect(check.part("count")).to_have_text("0 of 8")
    whole.goto(LISTENING)
    check.answer(ITEMS[0], 1)
    check.expect_saved()
    assert drafts(whole) == [{ITEMS[0]: "1"}]


@pytest.mark.slow
def test_keeping_does_not_wait_for_what_the_browser_asks_the_reader(whole: Page) -> None:
    # Firefox asks whether the site may store data for ever, and says nothing until it is told.
    never = "() => new Promise(() => {})"
    whole.add_init_script(f"if (navigator.storage) navigator.storage.persist = {never};")
    whole.goto(LISTENING)
    check = Check(whole)
    check.finish()
    check.keep()


def test_clearing_leaves_nothing_on_the_device(whole: Page, context: BrowserContext) -> None:
    begin(context.new_page(), VALIDATION)
    whole.goto(LISTENING)
    check = Check(whole)
    check.finish()
    check.keep()
    check.element.get_by_role("button", name="Clear everything").click()
    expect(check.part("saved")).to_have_text("Everything is cleared.")
    expect(check.part("saved")).to_be_focused()
    assert stored(whole) == NOTHING
    assert check.answers() == {}
    expect(check.button("profile")).to_be_hidden()
    expect(check.part("report")).to_be_empty()


@pytest.mark.slow
def test_clearing_while_a_report_is_being_made_leaves_no_report(
    whole: Page, site: FaultyServer
) -> None:
    whole.add_init_script(TELL_OF_REPLIES)
    whole.goto(LISTENING)
    check = Check(whole)
    site.speed = 3_000_000
    check.fill(3)
    check.submit()
    check.expect_state("scoring")
    with whole.expect_console_message(lambda said: said.text == "replied"):
        check.element.get_by_role("button", name="Clear everything").click()
        expect(check.part("saved")).to_have_text("Everything is cleared.")
        check.expect_state("ready")
    check.expect_state("ready")
    expect(check.part("report")).to_be_empty()


def test_what_could_not_be_cleared_is_not_called_cleared(page: Page) -> None:
    page.add_init_script("IDBObjectStore.prototype.clear = () => { throw new Error('no'); };")
    check = begin(page)
    check.element.get_by_role("button", name="Clear everything").click()
    expect(check.part("saved")).to_have_text(
        "Something could not be cleared. Close other tabs of this site and try again."
    )


# Kept reviews


@pytest.fixture
def abroad(browser: Browser, site: FaultyServer) -> Iterator[Page]:
    """A page with Python where the day begins fourteen hours before the world's."""
    east = browser.new_context(**desk(site), timezone_id="Pacific/Kiritimati")
    with watched(site, east) as context:
        yield context.new_page()


def test_areas_checked_on_different_days_build_a_profile_with_local_dates(abroad: Page) -> None:
    page = abroad
    page.clock.install(time="2026-03-02T12:00:00Z")
    check = Check(page)
    for path, day in ((LISTENING, "2026-03-02T12:00:00Z"), (VALIDATION, "2026-04-20T09:00:00Z")):
        page.clock.set_system_time(day)
        page.goto(path)
        check.finish()
        check.keep()
        # It is kept once: the button takes it back.
        expect(check.button("keep")).to_have_text("Kept on this device · Undo")
    check.element.get_by_role("button", name="Show what I kept").click()
    expect(check.part("report-title")).to_have_text("What you kept")
    titles = check.part("report").locator(".sa-row__title")
    expect(titles).to_have_text(
        ["Attentive listening 3 Mar 2026", "Validation and empathy 20 Apr 2026"]
    )
    absent = check.part("report").locator(".sa-absent > span:has(b)")
    expect(absent).to_have_text(re.compile("^not checked yet: Shared goals and involvement, "))
    expect(absent.locator("b")).to_have_count(10)
    assert len(stored(page)["kept"]) == 2


# No storage


def test_without_storage_the_form_works_and_says_that_it_is_not_saved(whole: Page) -> None:
    whole.add_init_script(NO_DATABASE)
    whole.goto(LISTENING)
    check = Check(whole)
    check.answer(ITEMS[0], 3)
    expect(check.part("saved")).to_have_text(UNSAVED)
    follow(whole, "/validation/")
    expect(check.part("count")).to_have_text("0 of 5")
    whole.go_back()
    expect(check.part("count")).to_have_text("1 of 5")
    expect(check.part("saved")).to_have_text(UNSAVED)
    check.finish()
    check.button("keep").click()
    expect(check.part("report-status")).to_have_text(
        "It could not be kept: this browser does not let the page save."
    )


def test_a_full_device_is_said_and_saving_goes_on_when_there_is_room(
    page: Page,
) -> None:
    page.add_init_script(FULL)
    check = begin(page)
    page.evaluate("window.full = true")
    check.answer(ITEMS[2], 1)
    expect(check.part("saved")).to_have_text(UNSAVED)
    assert drafts(page) == [dict.fromkeys(ITEMS[:2], "2")]
    page.evaluate("window.full = false")
    check.answer(ITEMS[3], 1)
    check.expect_saved()
    assert drafts(page) == [check.answers()]


def test_a_browser_that_blocks_all_storage_still_scores(
    playwright: Playwright, site: FaultyServer, tmp_path: Path
) -> None:
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default/Preferences").write_text(json.dumps(settings))
    with profile(playwright, site, tmp_path) as context:
        page = context.pages[0]
        errors: list[object] = []
        page.on("pageerror", lambda error: errors.append(error))
        page.goto(LISTENING)
        check = Check(page)
        check.answer(ITEMS[0], 3)
        expect(check.part("saved")).to_have_text(UNSAVED)
        # A letter is no shortcut while the focus is in a form.
        check.radio(ITEMS[0], 3).blur()
        page.keyboard.press("/")
        page.keyboard.type("angry patient")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        page.keyboard.press("Escape")
        check.finish()
        assert errors == []
