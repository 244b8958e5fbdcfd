"""A learner's way through a course, from the first tick to the record, on one device and another."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from selfassess.answering.draw import draw
from selfassess.authoring import read_instrument
from site_tests.conftest import desk, watched
from site_tests.learning import (
    ASKED,
    BANK,
    CHOOSE,
    COURSE,
    TEST,
    action,
    draw_questions,
    hand_in,
    keys,
    part,
    read_all,
    unfold,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser


OTHER = "about/offline/"
"""A page of no course."""


def read_a_part(page: Page) -> None:
    page.goto(COURSE)
    expect(part(page, "count")).to_have_text("0 of 7 parts read.")
    action(page, "read").nth(0).focus()
    page.keyboard.press("Space")
    expect(part(page, "count")).to_have_text("1 of 7 parts read.")
    expect(part(page, "saved")).to_have_text("Kept for this tab only.")


def test_questions_before_a_course_are_not_counted_among_its_parts(page: Page) -> None:
    read_a_part(page)
    for name in ("course", "learner"):
        entries = page.locator(f".sa-{name}__modules > li")
        expect(entries.first).to_contain_text("Some questions before you begin")
        counted = entries.evaluate_all(
            "all => all.map(li => getComputedStyle(li).counterIncrement)"
        )
        assert counted[:2] == ["none", "part 1"], name


def test_a_page_of_the_course_is_ticked_at_its_foot_by_who_has_begun_it(
    page: Page, site: FaultyServer
) -> None:
    read_a_part(page)
    # What has no number takes none: the first part is the first.
    before = page.locator(".sa-learner__modules > li").first
    expect(before).to_have_css("counter-increment", "none")
    first: str = page.locator(".sa-learner__modules a").nth(1).evaluate("link => link.href")
    stranger = page.context.new_page()
    stranger.goto(first, wait_until="networkidle")
    expect(stranger.locator("course-learner")).to_be_hidden()
    stranger.close()
    page.goto(first)
    expect(page.get_by_label("I have read this")).to_be_checked()
    expect(page.locator("nav [data-sa-read=read]")).to_have_text(["Goals, tasks and bond"])
    page.get_by_role("link", name="To the course").click()
    expect(page).to_have_url(re.compile(COURSE))
    page.goto(first)
    page.locator(".sa-learner__next").click()
    box = page.get_by_label("I have read this")
    expect(box).not_to_be_checked()
    box.focus()
    page.keyboard.press("Space")
    expect(part(page, "count")).to_have_text("2 of 7 parts read.")


def test_what_one_learner_kept_is_shown_to_another_only_after_a_choice(
    page: Page, site: FaultyServer
) -> None:
    read_a_part(page)
    other = page.context.new_page()
    other.goto(COURSE)
    expect(part(other, "count")).to_have_text("0 of 7 parts read.")
    unfold(page)
    action(page, "keep").check()
    expect(part(page, "saved")).to_have_text("Kept on this device.")

    other.reload()
    expect(part(other, "others")).to_be_visible()
    expect(part(other, "mine")).to_be_hidden()
    other.locator('[data-part="others"] [data-action="other"]').click()
    expect(part(other, "mine")).to_be_visible()
    expect(action(other, "read").nth(0)).not_to_be_checked()


def test_who_comes_back_continues_and_can_clear_everything(page: Page, site: FaultyServer) -> None:
    page.goto(COURSE)
    action(page, "read").nth(0).check()
    unfold(page)
    action(page, "keep").check()
    expect(part(page, "saved")).to_have_text("Kept on this device.")

    later = page.context.new_page()
    later.goto(COURSE)
    later.locator('[data-action="mine"]').click()
    expect(part(later, "count")).to_have_text("1 of 7 parts read.")
    later.on("dialog", lambda dialog: dialog.accept())
    unfold(later)
    action(later, "clear").click()
    expect(part(later, "status")).to_have_text("Everything is deleted.")
    expect(part(later, "count")).to_have_text("0 of 7 parts read.")


def test_a_learner_fails_tries_other_questions_passes_and_gets_a_record(
    page: Page, site: FaultyServer
) -> None:
    read_all(page)
    draw_questions(page)
    first = hand_in(page, 0)
    expect(part(page, "standing")).to_contain_text("0 of 14 right, which is 0 %.")
    expect(part(page, "standing")).to_be_visible()
    expect(page.get_by_role("link", name="Back to the course")).to_be_visible()
    expect(page.locator("self-assessment .sa-reply__said").first).to_be_hidden()
    expect(part(page, "done")).to_be_hidden()

    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Start again").click()
    page.wait_for_function(f"before => ![before, ''].includes(({ASKED})())", arg=first)
    assert set(hand_in(page, 1).split(",")) != set(first.split(","))
    expect(part(page, "standing")).to_contain_text("You have passed")
    expect(part(page, "standing")).to_be_visible()
    expect(page.locator("self-assessment .sa-reply__said").first).to_be_visible()

    page.get_by_role("link", name="Next: your record").click()
    part(page, "identity").locator("input").first.fill("A. Learner")
    action(page, "record").click()
    record = page.locator(".sa-record")
    expect(record).to_contain_text("A. Learner")
    expect(record).to_contain_text("No credit is awarded by this site.")
    page.emulate_media(media="print")
    expect(record).to_be_visible()
    expect(page.locator(".sa-course__title")).to_be_hidden()
    expect(action(page, "completion")).to_have_count(0)


@pytest.mark.slow
def test_a_damaged_test_in_the_cache_is_fetched_past_it(page: Page, site: FaultyServer) -> None:
    draw_questions(page)
    hand_in(page, 1)
    expect(part(page, "standing")).to_be_visible()
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    site.forget()
    site.fail("*/building-the-alliance-test.*.json", "corrupt", times=1)
    page.goto(COURSE)
    expect(part(page, "standing")).to_contain_text("You have passed")
    assert len(site.paths("*/building-the-alliance-test.*.json")) == 2


def test_a_file_brings_progress_back_and_only_what_changed_is_read_again(
    page: Page, site: FaultyServer, tmp_path: Path
) -> None:
    page.goto(COURSE)
    modules = page.locator("course-learner [data-module]")
    names = [one.get_attribute("data-module") for one in modules.all()]
    hashes = [one.get_attribute("data-hash") for one in modules.all()]
    marks = [
        {"page": names[0], "hash": "older", "read": "2026-11-20"},
        {"page": names[1], "hash": hashes[1], "read": "2026-11-20"},
    ]
    test = {"instrument": "building-the-alliance-test", "version": "0", "attempts": []}
    whole: dict[str, Any] = {"selfassess": "progress", "format": 1, "version": "0.1"}
    whole |= {"course": "building-the-alliance", "started": "2026-11-20"}
    whole |= {"modules": marks, "test": test}
    file = tmp_path / "progress.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    unfold(page)
    action(page, "open").set_input_files(file)
    expect(part(page, "count")).to_have_text("1 of 7 parts read.")
    expect(modules.nth(0).locator("[data-changed]")).to_be_visible()
    expect(modules.nth(1).locator("[data-changed]")).to_be_hidden()

    file.write_text(json.dumps(whole)[:-9], encoding="utf-8")
    action(page, "open").set_input_files(file)
    expect(part(page, "status")).to_contain_text("This file can not be read; it breaks off")
    expect(part(page, "count")).to_have_text("1 of 7 parts read.")


def brought(page: Page, tmp_path: Path, **changed: Any) -> None:
    """Bring back a file in which every part was read, changed as told."""
    modules = page.locator("course-learner [data-module]").all()
    marks = [
        {"page": name, "hash": one.get_attribute("data-hash"), "read": "2026-11-18"}
        for one in modules
        if (name := one.get_attribute("data-module"))
    ]
    test = {"instrument": "building-the-alliance-test", "version": "1.0", "attempts": []}
    whole: dict[str, Any] = {"selfassess": "progress", "format": 1, "version": "0.1"}
    whole |= {"course": "building-the-alliance", "started": "2026-11-18"}
    file = tmp_path / "progress.json"
    file.write_text(json.dumps(whole | {"modules": marks, "test": test} | changed), "utf-8")
    unfold(page)
    action(page, "open").set_input_files(file)


def attempt(seed: str, value: int, day: str = "2026-11-20") -> dict[str, Any]:
    """Return an attempt whose answers count so much each."""
    chosen = keys(value)
    return {
        "seed": seed,
        "answers": {name: chosen[name] for name in draw(read_instrument(BANK), seed).items},
        "begun": f"{day}T20:00Z",
        "ended": f"{day}T20:20Z",
    }


def tried(*attempts: dict[str, Any]) -> dict[str, Any]:
    bank = read_instrument(BANK)
    return {"instrument": bank.id, "version": bank.version, "attempts": list(attempts)}


@pytest.mark.slow
def test_a_pass_in_a_file_counts_beside_as_many_attempts_that_failed(
    page: Page, site: FaultyServer, tmp_path: Path
) -> None:
    page.goto(COURSE)
    brought(page, tmp_path, test=tried(attempt("q7", 0, "2026-11-21")))
    expect(part(page, "standing")).to_contain_text("0 of 14 right, which is 0 %.")

    brought(page, tmp_path, test=tried(attempt("k3f9", 1)))

    expect(part(page, "standing")).to_contain_text("You have passed")


def test_attempts_at_a_test_that_was_changed_are_kept_and_it_is_told(
    page: Page, site: FaultyServer, tmp_path: Path
) -> None:
    page.goto(COURSE)
    brought(page, tmp_path, test=tried(attempt("k3f9", 1)))
    expect(part(page, "standing")).to_contain_text("You have passed")

    def changed(route: Route) -> None:
        outline = route.fetch().json()
        route.fulfill(json=outline | {"test": outline["test"] | {"version": "9.9"}})

    def unsealed(route: Route) -> None:
        html = re.sub(r'(data-course="[^"#]*)#[^"]*', r"\1", route.fetch().text())
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route("**/courses/building-the-alliance.*.json", changed)
    page.route(f"**/{COURSE}", unsealed)
    page.reload()
    expect(part(page, "count")).to_have_text("7 of 7 parts read.")
    action(page, "read").first.uncheck()
    expect(part(page, "count")).to_have_text("6 of 7 parts read.")
    said = "The test was changed since your last attempt, so that you begin it anew."
    expect(part(page, "status")).to_have_text(said)
    expect(part(page, "standing")).to_be_hidden()

    page.unroute_all()
    page.reload()
    action(page, "read").first.check()
    expect(part(page, "standing")).to_contain_text("You have passed")
    expect(part(page, "standing")).to_be_visible()


def as_version_two(page: Page) -> None:
    """Let the site say that the test has a second version; its form asks the same in other words."""

    def outline(route: Route) -> None:
        course = route.fetch().json()
        test = course["test"]
        newer = {"version": "2.0", "earlier": {"1.0": test["definition"]}}
        route.fulfill(json=course | {"test": test | newer})

    def form(route: Route) -> None:
        html = re.sub(r'(data-course="[^"#]*)#[^"]*', r"\1", route.fetch().text())
        address = re.search(r'data-definition="([^"]*)"', html)
        assert address
        earlier = f"data-earlier='{{&quot;1.0&quot;:&quot;{address[1]}&quot;}}'"
        known = "data-refillable='{&quot;2.0&quot;:[],&quot;1.0&quot;:[]}'"
        html = re.sub(
            r'data-version="1.0" data-refillable="[^"]*"',
            f'data-version="2.0" {known} {earlier}',
            html,
        )
        html = html.replace('<fieldset class="sa-item', '<fieldset data-second class="sa-item')
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route("**/courses/building-the-alliance.*.json", outline)
    page.route(f"**/{TEST}", form)


def test_a_test_that_was_begun_before_its_questions_changed_ends_on_its_own(
    page: Page, site: FaultyServer
) -> None:
    draw_questions(page)
    asked = page.evaluate(ASKED)
    page.evaluate(CHOOSE, keys(1))
    expect(page.locator("self-assessment [data-part=saved]")).to_have_text("Saved on this device")
    as_version_two(page)

    page.reload()
    expect(part(page, "earlier-text")).to_have_text(
        "You began this test with version 1.0 of its questions, and you end it on the same; "
        "version 2.0 is for those who begin now."
    )
    expect(page.locator("[data-second]")).to_have_count(0)
    page.wait_for_function(f"asked => ({ASKED})() === asked", arg=asked)
    expect(page.locator("[data-item] :checked")).to_have_count(14)
    page.locator("self-assessment [type=submit]").click()

    expect(part(page, "standing")).to_contain_text("You have passed")
    expect(part(page, "status")).to_have_text(
        "You passed the test in version 1.0, with which you began, and it counts; "
        "your completion file names that version."
    )


# The second thing that a change does with the store is to write: this tab waits there for a word.
HESITATE = """() => {
  const { transaction } = IDBDatabase.prototype;
  let times = 0;
  IDBDatabase.prototype.transaction = function (...given) {
    times += 1;
    const word = new XMLHttpRequest();
    word.open("GET", "word", false);
    if (times === 2) word.send();
    return transaction.apply(this, given);
  };
  setTimeout(() => document.querySelectorAll("[data-action=read]")[1].click());
}"""
# Either it waits for the other tab, or it has not and has written.
PAST = """async () => (await navigator.locks.query()).pending.length > 0
  || document.querySelector("[data-part=count]").textContent.startsWith("2")"""


@pytest.mark.slow
def test_two_tabs_of_one_learner_lose_no_tick_of_each_other(page: Page, site: FaultyServer) -> None:
    read_a_part(page)
    unfold(page)
    action(page, "keep").check()
    expect(part(page, "saved")).to_have_text("Kept on this device.")
    other = page.context.new_page()
    other.goto(COURSE)
    other.locator('[data-action="mine"]').click()
    expect(part(other, "count")).to_have_text("1 of 7 parts read.")
    waiting: list[Route] = []
    other.route("**/word", lambda route: waiting.append(route))

    with other.expect_request("**/word"):
        other.evaluate(HESITATE)
    action(page, "read").nth(2).click()
    page.wait_for_function(PAST)
    waiting[0].fulfill(body="")

    expect(part(other, "count")).to_have_text(re.compile("[23] of 7 parts read."))
    page.reload()
    expect(part(page, "count")).to_have_text("3 of 7 parts read.")


BLIND = """() => {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = () => { throw new Error("the store can not be read"); };
  window.see = () => { IDBDatabase.prototype.transaction = transaction; };
}"""


def test_what_was_read_while_the_store_was_out_of_reach_joins_what_is_stored(
    page: Page, site: FaultyServer
) -> None:
    read_a_part(page)
    page.evaluate(BLIND)
    action(page, "read").nth(1).click()
    expect(part(page, "saved")).to_contain_text("Could not be stored")
    page.evaluate("window.see()")

    action(page, "read").nth(2).click()

    expect(part(page, "count")).to_have_text("3 of 7 parts read.")
    expect(part(page, "saved")).to_have_text("Kept for this tab only.")
    page.reload()
    expect(part(page, "count")).to_have_text("3 of 7 parts read.")


def test_a_script_that_came_not_at_once_is_fetched_again(page: Page, site: FaultyServer) -> None:
    site.fail("*/learner.js", "404", times=1)
    page.goto(COURSE)
    expect(part(page, "count")).to_have_text("0 of 7 parts read.")


def test_a_course_takes_no_tick_of_another_one_away(page: Page, site: FaultyServer) -> None:
    read_a_part(page)
    page.goto(page.locator(".sa-learner__modules a").nth(1).evaluate("link => link.href"))
    box = page.get_by_label("I have read this")
    expect(box).to_be_checked()
    # A page may belong to two courses, each of which ticks its own.
    other = page.locator(f"nav a[href$='{OTHER}']").first
    other.evaluate("link => { link.dataset.saRead = 'read'; }")

    box.focus()
    page.keyboard.press("Space")

    expect(part(page, "count")).to_have_text("0 of 7 parts read.")
    expect(page.locator("nav [data-sa-read]")).to_have_count(1)
    expect(other).to_have_attribute("data-sa-read", "read")


@pytest.mark.slow
def test_some_weeks_later_a_calendar_leads_back_to_two_questions_without_a_name(
    page: Page, site: FaultyServer
) -> None:
    page.goto(COURSE)
    part(page, "later").locator("summary").click()
    with page.expect_download() as day:
        action(page, "later-day").click()
    (event,) = Calendar.from_ical(Path(day.value.path()).read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "Did you use it? Building the alliance"
    assert str(event["URL"]).endswith(f"{COURSE}#later")

    stranger = page.context.new_page()
    stranger.goto(f"{COURSE}#later")
    stranger.locator('[name="later-used"][value="4"]').check()
    # Two lines, and a mark of direction that nobody sees, as from a list of contacts.
    stranger.locator("[data-part=later-form] textarea").fill("Once.\nThen\u200e again.")
    with stranger.expect_download() as saved:
        action(stranger, "save-later").click()
    whole = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    month = whole.pop("month")
    assert re.fullmatch(r"\d{4}-\d{2}", month)
    assert whole == {
        "selfassess": "evaluation",
        "format": 1,
        "course": "building-the-alliance",
        "version": "0.1",
        "answers": {"later-used": "4", "later-words": "Once. Then again."},
    }
    expect(part(stranger, "saved-later")).to_have_text(
        "The file was handed to your browser to be saved."
    )


def test_a_check_asks_again_what_was_missed_or_guessed_and_nothing_else(
    page: Page, site: FaultyServer
) -> None:
    def answer(**given: str) -> None:
        for name, value in given.items():
            page.locator(f'[name="{name.replace("_", "-")}"][value="{value}"]').check()

    page.goto("courses/alliance-check/")
    answer(point="other", point_sure="sure", liked="best", liked_sure="guess")
    answer(together="best", together_sure="sure")
    page.locator("self-assessment [type=submit]").click()
    button = page.get_by_role("button", name="Ask me again what I missed or was unsure of")
    button.click()

    asked = page.locator("fieldset[data-item]:visible")
    expect(asked).to_have_count(4)
    expect(asked.locator(":checked")).to_have_count(0)
    expect(page.locator("[data-item=together]")).to_be_hidden()
    expect(page.locator("self-assessment [data-part=count]")).to_have_text("0 of 4")
    answer(point="best", point_sure="sure", liked="best", liked_sure="fairly")
    page.locator("self-assessment [type=submit]").click()
    expect(page.get_by_role("button", name="Change my answers")).to_be_visible()
    expect(button).to_have_count(0)
    page.get_by_role("button", name="Change my answers").click()
    expect(page.locator("fieldset[data-item]:visible")).to_have_count(6)
    expect(page.locator("[data-item] :checked")).to_have_count(6)


@pytest.mark.slow
def test_that_a_file_was_handed_over_stands_beside_the_button_that_did_it(
    page: Page, site: FaultyServer
) -> None:
    page.goto(COURSE)
    unfold(page)
    with page.expect_download():
        action(page, "save-progress").click()
    button = action(page, "save-progress")
    beside = button.locator("xpath=following-sibling::*[1]")
    expect(beside).to_have_text("The file was handed to your browser to be saved.")


@pytest.mark.slow
def test_what_was_read_as_it_stands_stays_read_beside_an_older_file(
    page: Page, site: FaultyServer, tmp_path: Path
) -> None:
    page.goto(COURSE)
    first = page.locator("course-learner [data-module]").first
    action(page, "read").first.check()
    expect(part(page, "count")).to_have_text("1 of 7 parts read.")
    older = {"page": first.get_attribute("data-module"), "hash": "older", "read": "2026-11-18"}

    brought(page, tmp_path, modules=[older])

    expect(part(page, "status")).not_to_be_empty()
    expect(part(page, "count")).to_have_text("1 of 7 parts read.")
    expect(first.locator("[data-changed]")).to_be_hidden()


@pytest.mark.slow
def test_the_day_on_which_a_course_was_finished_is_that_of_the_learner(
    browser: Browser, site: FaultyServer, tmp_path: Path
) -> None:
    test = tried(attempt("k3f9", 1))
    east = browser.new_context(**desk(site), timezone_id="Pacific/Kiritimati")
    with watched(site, east) as context:
        page = context.new_page()
        page.goto(COURSE)
        brought(page, tmp_path, test=test)
        action(page, "record").click()

        expect(page.locator(".sa-record dl")).to_contain_text("Finished2026-11-21")
