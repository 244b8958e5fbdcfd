"""What any version ever wrote on a reader's device is there in this one, and in the next.

`stored/version-<n>.json` is what pages wrote that knew n steps of the database, as they wrote
it. Such a file never changes; whoever adds a step to store.mjs adds the next one.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from selfassess.authoring import read_instrument
from site_tests.check import ITEMS, LISTENING, NOTHING, PLAIN, Check, accept_next, stored
from site_tests.conftest import ROOT, ring
from site_tests.test_drafts import UNSAVED

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

STORED = sorted((ROOT / "site_tests/stored").glob("version-*.json"))
FIRST = STORED[0]
# An hour after the drafts were written: they are offered for twelve.
NOW = "2026-11-22T11:00:00Z"
WRITE = """async ({ name, version, stores, indexes = {}, rows }) => {
  const asked = indexedDB.open(name, version);
  asked.onupgradeneeded = () => {
    for (const [name, options] of Object.entries(stores)) {
      const store = asked.result.createObjectStore(name, options);
      for (const [index, path] of Object.entries(indexes[name] ?? {})) store.createIndex(index, path);
    }
  };
  await new Promise((resolve) => { asked.onsuccess = resolve; });
  const database = asked.result;
  const transaction = database.transaction(database.objectStoreNames, "readwrite");
  for (const [store, all] of Object.entries(rows)) {
    for (const row of all) transaction.objectStore(store).add(row);
  }
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  database.close();
}"""
DATABASES = "() => indexedDB.databases()"
ASIDE = "Something that was saved here can not be read. It is set aside, and everything else works."
TAB = "271828"
VERSION = read_instrument(ROOT / "assessments/alliance-practices/instrument.yml").version
DRAFT: dict[str, Any] = {
    "key": f"alliance-practices/listening {TAB}",
    "name": "alliance-practices/listening",
    "tab": TAB,
    "version": VERSION,
    "answers": {ITEMS[0]: "3"},
    "updated": 1795341600000,
}
DAMAGED: dict[str, dict[str, Any]] = {
    "no answers": {"answers": None},
    "a number": {"answers": 7},
    "a text": {"answers": "3"},
    "a list": {"answers": ["3"]},
    "a number as an answer": {"answers": {ITEMS[0]: 3}},
    "an object as an answer": {"answers": {ITEMS[0]: {"value": "3"}}},
    "nothing as an answer": {"answers": {ITEMS[0]: None}},
    "no time": {"updated": None},
    "a text as its time": {"updated": "yesterday"},
    "a number as its version": {"version": 1},
    "no tab": {"tab": None},
    "no name": {"name": None},
}
STRANGE: dict[str, dict[str, Any]] = {
    "an unknown question": {"answers": {"nowhere": "3"}},
    "HTML": {"answers": {ITEMS[0]: "<img src=x onerror='window.ran = true'>"}},
    "a name of every object": {"answers": {"constructor": "3", "toString": "3"}},
}
NO_REVIEWS: list[Any] = [
    None,
    7,
    "a text",
    [],
    {},
    {"instrument": "alliance-practices", "version": VERSION, "date": "2026-11-02", "answers": None},
    {"instrument": "alliance-practices", "version": 1, "date": "2026-11-02", "answers": {}},
    {"instrument": "alliance-practices", "version": VERSION, "date": 20261102, "answers": {}},
    {"instrument": "alliance-practices", "version": VERSION, "date": "2026-11-02", "answers": [1]},
]

ASSETS = ROOT / "plugins/mkdocs-selfassess/src/mkdocs_selfassess/assets"
NEXT_STEP = """
steps.push((database, transaction) => {
  database.createObjectStore("plans", { keyPath: "key" });
  transaction.objectStore("drafts").createIndex("name", "name");
});
"""


@pytest.fixture
def whole(page: Page) -> Page:
    """A page with Python, in the hour after the fixtures were written."""
    page.clock.set_fixed_time(NOW)
    return page


@pytest.fixture
def bare(whole: Page, site: FaultyServer) -> Page:
    """The same without Python, which takes seconds to start."""
    site.fail("*/runtime/manifest.*.json", "404")
    return whole


def write(page: Page, file: Path, site: FaultyServer, **changed: Any) -> dict[str, Any]:
    """Write what lies in a file as a page of that version did; return its rows."""
    written: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    # Of this site, but with nothing of ours: no script of the plugin has run as yet.
    page.goto(PLAIN)
    page.evaluate(WRITE, {**written, "name": f"selfassess:{site.prefix}", **changed})
    rows: dict[str, Any] = written["rows"]
    return rows


def serve_next_version(page: Page) -> None:
    """Serve the script of a made-up version that knows one step more, as it is written."""
    written = (ASSETS / "store.mjs").read_text(encoding="utf-8").replace('.mjs"', '.js"')

    def longer(route: Route) -> None:
        route.fulfill(response=route.fetch(), body=written + NEXT_STEP)

    def without_hashes(route: Route) -> None:
        response = route.fetch()
        body = re.sub(
            r' integrity="[^"]*"|<script type="importmap">.*?</script>', "", response.text()
        )
        route.fulfill(response=response, body=body)

    page.route("**/store.js", longer)
    page.route(f"**/{LISTENING}", without_hashes)


def versions(page: Page) -> list[int]:
    return [database["version"] for database in page.evaluate(DATABASES)]


@pytest.mark.parametrize("file", ring(STORED), ids=lambda file: file.stem)
def test_what_a_version_wrote_is_offered_filled_in_and_shown(
    whole: Page, site: FaultyServer, file: Path
) -> None:
    rows = write(whole, file, site)
    (draft,), (review,) = rows["drafts"], rows["kept"]
    whole.goto(LISTENING)
    check = Check(whole)
    check.button("continue").click()
    check.expect_saved()
    assert check.answers() == draft["answers"]
    check.button("profile").click()
    expect(check.part("report-title")).to_have_text("What you kept")
    # Its area asks something else since, which only a review that was read can be told of.
    told = f"The review of {review['date']} was made with version {review['version']}."
    expect(check.part("report").locator(".sa-note").first).to_contain_text(told)


def test_the_newest_file_is_of_the_version_that_is_served(bare: Page, site: FaultyServer) -> None:
    bare.goto(LISTENING)
    Check(bare).answer(ITEMS[0], 3)
    Check(bare).expect_saved()
    assert versions(bare) == [json.loads(STORED[-1].read_text(encoding="utf-8"))["version"]]


@pytest.mark.slow
def test_a_version_with_one_step_more_brings_along_what_is_there(
    bare: Page, site: FaultyServer
) -> None:
    rows = write(bare, FIRST, site)
    serve_next_version(bare)
    bare.goto(LISTENING)
    expect(Check(bare).part("found")).to_be_visible()
    assert versions(bare) == [len(STORED) + 1]
    assert stored(bare) == {**NOTHING, **rows, "plans": []}
    Check(bare).button("continue").click()
    Check(bare).expect_saved()
    assert Check(bare).answers() == rows["drafts"][0]["answers"]


def test_a_device_without_a_database_goes_through_every_step(bare: Page) -> None:
    serve_next_version(bare)
    bare.goto(LISTENING)
    Check(bare).answer(ITEMS[0], 3)
    Check(bare).expect_saved()
    assert versions(bare) == [len(STORED) + 1]
    assert [draft["answers"] for draft in stored(bare)["drafts"]] == [{ITEMS[0]: "3"}]


def test_a_page_works_without_the_database_of_a_newer_one(bare: Page, site: FaultyServer) -> None:
    rows = write(bare, FIRST, site, version=99)
    bare.goto(LISTENING)
    check = Check(bare)
    check.answer(ITEMS[0], 3)
    expect(check.part("saved")).to_have_text(UNSAVED)
    expect(check.part("found")).to_be_hidden()
    assert stored(bare) == {**NOTHING, **rows}
    assert versions(bare) == [99]


@pytest.mark.slow
def test_clearing_clears_the_database_of_a_newer_page_too(bare: Page, site: FaultyServer) -> None:
    write(bare, FIRST, site, version=99)
    bare.goto(LISTENING)
    check = Check(bare)
    check.answer(ITEMS[0], 3)
    expect(check.part("saved")).to_have_text(UNSAVED)
    # It can not be put back, so it is asked before.
    asked = accept_next(bare)
    check.element.get_by_role("button", name="Clear everything").click()
    expect(check.part("saved")).to_have_text("Everything is cleared.")
    assert asked == [
        "Clear everything that this site has saved on this device: "
        "unfinished answers and kept reviews?"
    ]
    assert stored(bare) == NOTHING
    assert versions(bare) == [len(STORED)]


HOLD = """async (name) => {
  const asked = indexedDB.open(name);
  await new Promise((resolve) => { asked.onsuccess = resolve; });
  window.held = asked.result;
}"""
"""Be a tab of an older build that does not let go of the database."""


def test_an_older_tab_that_does_not_let_go_is_said_and_saving_goes_on_after_it(
    bare: Page, site: FaultyServer
) -> None:
    older = bare.context.new_page()
    write(older, FIRST, site, rows={})
    older.evaluate(HOLD, f"selfassess:{site.prefix}")
    bare.goto(LISTENING)
    check = Check(bare)
    check.answer(ITEMS[0], 3)
    expect(check.part("saved")).to_have_text(UNSAVED)
    older.evaluate("window.held.close()")
    check.answer(ITEMS[1], 2)
    check.expect_saved()
    assert [draft["answers"] for draft in stored(bare)["drafts"]] == [
        {ITEMS[0]: "3", ITEMS[1]: "2"}
    ]


# What can not be read


def write_rows(page: Page, site: FaultyServer, drafts: list[Any], kept: list[Any]) -> None:
    write(page, FIRST, site, rows={"drafts": drafts, "kept": kept})


@pytest.mark.parametrize("kind", ring(DAMAGED, fast=2))
def test_a_draft_that_can_not_be_read_is_set_aside_and_stops_nothing(
    bare: Page, site: FaultyServer, kind: str
) -> None:
    damaged = DRAFT | DAMAGED[kind]
    bare.add_init_script(f"sessionStorage.setItem('selfassess-tab', '{TAB}')")
    write_rows(bare, site, [damaged], [])
    bare.goto(LISTENING)
    check = Check(bare)
    expect(check.part("saved")).to_have_text(ASIDE)
    expect(check.part("found")).to_be_hidden()
    check.answer(ITEMS[1], 2)
    check.expect_saved()
    drafts = stored(bare)["drafts"]
    assert [draft["answers"] for draft in drafts if "aside" not in draft] == [{ITEMS[1]: "2"}]
    assert [draft["aside"] for draft in drafts if "aside" in draft] == [damaged]
    bare.reload()
    check.expect_saved()
    assert check.answers() == {ITEMS[1]: "2"}


def test_a_draft_of_a_version_that_the_page_does_not_know_is_set_aside(
    bare: Page, site: FaultyServer
) -> None:
    bare.add_init_script(f"sessionStorage.setItem('selfassess-tab', '{TAB}')")
    write_rows(bare, site, [DRAFT | {"version": "99"}], [])
    bare.goto(LISTENING)
    check = Check(bare)
    expect(check.part("saved")).to_have_text(ASIDE)
    check.answer(ITEMS[1], 2)
    check.expect_saved()
    aside = [draft["aside"] for draft in stored(bare)["drafts"] if "aside" in draft]
    assert [draft["answers"] for draft in aside] == [DRAFT["answers"]]


@pytest.mark.slow
def test_what_was_set_aside_goes_with_its_twelve_hours(bare: Page, site: FaultyServer) -> None:
    write_rows(bare, site, [DRAFT | DAMAGED["a list"]], [])
    bare.goto(LISTENING)
    expect(Check(bare).part("saved")).to_have_text(ASIDE)
    bare.clock.set_fixed_time("2026-11-23T01:00:00Z")
    bare.reload()
    Check(bare).answer(ITEMS[1], 2)
    Check(bare).expect_saved()
    assert [draft["answers"] for draft in stored(bare)["drafts"]] == [{ITEMS[1]: "2"}]


@pytest.mark.parametrize("kind", ring(STRANGE))
def test_a_draft_of_which_no_answer_fits_is_not_filled_in_and_not_deleted(
    bare: Page, site: FaultyServer, kind: str
) -> None:
    write_rows(bare, site, [DRAFT | STRANGE[kind]], [])
    bare.goto(LISTENING)
    check = Check(bare)
    check.button("continue").click()
    expect(check.part("saved")).to_have_text(ASIDE)
    assert check.answers() == {}
    assert stored(bare)["drafts"] == [DRAFT | STRANGE[kind]]
    check.answer(ITEMS[1], 2)
    check.expect_saved()
    assert bare.evaluate("window.ran") is None


def test_kept_reviews_that_can_not_be_read_are_left_out_and_said(
    whole: Page, site: FaultyServer
) -> None:
    (written,) = json.loads(FIRST.read_text(encoding="utf-8"))["rows"]["kept"]
    good = {**written, "version": VERSION}
    strange = [{**good, "answers": each["answers"]} for each in STRANGE.values()]
    write_rows(whole, site, [], [*NO_REVIEWS, *strange, good])
    whole.goto(LISTENING)
    check = Check(whole)
    check.button("profile").click()
    expect(check.part("report-title")).to_have_text("What you kept")
    first = check.part("report").locator(".sa-row__title").first
    expect(first).to_have_text("Attentive listening")
    expect(check.part("where")).to_have_text(ASIDE)
    assert len(stored(whole)["kept"]) == len(NO_REVIEWS) + len(strange) + 1


@pytest.mark.slow
def test_kept_reviews_none_of_which_can_be_read_leave_the_form_as_it_is(
    bare: Page, site: FaultyServer
) -> None:
    write_rows(bare, site, [], NO_REVIEWS)
    bare.goto(LISTENING)
    check = Check(bare)
    check.button("profile").click()
    expect(check.part("saved")).to_have_text(ASIDE)
    check.answer(ITEMS[1], 2)
    check.expect_saved()
