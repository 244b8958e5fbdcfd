"""Nobody but the reader learns what the reader answered (notes 7 and 9).

One reader takes the whole way: reads, checks an area, keeps it, looks at it again, takes the
full review, reloads, clears everything. The tests look through what this left behind.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from selfassess.authoring import read_instrument
from site_tests.check import LISTENING, NOTHING, QUICK, REVIEW, Check, stored
from site_tests.conftest import BLOCKED, ROOT, desk, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

    from site_tests.faulty_server import FaultyServer
    from site_tests.faulty_server import Request as Served

pytestmark = pytest.mark.browser

INSTRUMENT = read_instrument(ROOT / "assessments/alliance-practices/instrument.yml")
ITEMS = {item.id for item in INSTRUMENT.items}
LABELS = {option.label for scale in INSTRUMENT.scales.values() for option in scale.options}
AREAS = {domain.title for domain in INSTRUMENT.domains}
PRIVATE = "You do not have to show this to anyone."
JUDGING = re.compile(
    r"\b(total|overall|rank\w*|percentile|quartile|badge|strongest|weakest|pass(ed)?|fail(ed)?|average)\b",
    re.IGNORECASE,
)
LISTEN = """
window.heard = [];
const hear = (kind, what) => window.heard.push(`${kind} ${JSON.stringify(what) ?? ""}`);
const { dispatchEvent } = EventTarget.prototype;
EventTarget.prototype.dispatchEvent = function (event) {
  if (!event.type.startsWith("selfassess:")) hear(`event ${event.type}`, event.detail);
  else {
    const carried = {};
    for (const name in event) {
      // A function is of every event, and so is the time.
      if (typeof event[name] !== "function" && name !== "timeStamp") carried[name] = event[name];
    }
    const own = Object.getOwnPropertyNames(event);
    window.noteEvent({ kind: event.constructor.name, own, carried, element: this.localName });
  }
  return dispatchEvent.call(this, event);
};
const { postMessage } = window;
window.postMessage = (message, ...rest) => { hear("message", message); return postMessage(message, ...rest); };
const broadcast = BroadcastChannel.prototype.postMessage;
BroadcastChannel.prototype.postMessage = function (message) { hear("broadcast", message); broadcast.call(this, message); };
window.print = () => { hear("printed as", document.title); };
"""
COUNT = """() => {
  window.told = [];
  for (const name of ["started", "answered", "scored", "kept", "cleared"]) {
    document.addEventListener(`selfassess:${name}`, ({ type }) => window.told.push(type));
  }
}"""
PLACE = """() => ({
  address: location.pathname + location.search + location.hash,
  title: document.title,
  history: JSON.stringify(history.state),
  cookies: document.cookie,
  local: { ...localStorage },
  session: { ...sessionStorage },
  name: window.name,
  heard: window.heard,
})"""


@dataclass
class Trail:
    """What a visit left where others could look."""

    requests: list[Request] = field(default_factory=list)
    """What the browser asked for, or tried to."""
    served: list[Served] = field(default_factory=list)
    """The same as it arrived."""
    places: list[dict[str, Any]] = field(default_factory=list)
    """What the page's address, title and storage were at each station."""
    announced: list[dict[str, Any]] = field(default_factory=list)
    """The events of our element, with all that they carry but the time."""
    console: list[str] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)
    cookies: list[Any] = field(default_factory=list)
    reports: dict[str, str] = field(default_factory=dict)
    copied: dict[str, str] = field(default_factory=dict)
    scores: set[str] = field(default_factory=set)
    kept: list[Any] = field(default_factory=list)
    left: dict[str, list[Any]] = field(default_factory=dict)

    def note(self, page: Page) -> None:
        self.places.append(page.evaluate(PLACE))

    def note_report(self, page: Page, name: str) -> None:
        check = Check(page)
        check.expect_report()
        self.reports[name] = check.part("report").inner_text()
        self.copied[name] = check.part("copy").evaluate("template => template.content.textContent")
        cells = " ".join(check.part("report").locator("td").all_text_contents())
        self.scores |= set(re.findall(r"([\d.]+) of \d+", cells))
        self.note(page)

    def everything_said(self) -> str:
        """Return all addresses, titles, events and messages of the visit, on lines of their own."""
        found = [request.url for request in self.requests]
        for place in self.places:
            found += [
                place["address"],
                place["title"],
                place["history"],
                place["name"],
                *place["heard"],
            ]
        # The number of the port is not ours to choose.
        return re.sub(
            r"://127\.0\.0\.1:\d+", "", "\n".join([*found, *self.console, *self.downloads])
        )


@pytest.fixture(scope="module")
def trail(browser: Browser, site: FaultyServer) -> Trail:
    found = Trail()
    site.forget()
    with watched(site, browser.new_context(**desk(site))) as context:
        context.expose_function("noteEvent", lambda event: found.announced.append(event))
        context.add_init_script(LISTEN)
        context.on("request", lambda request: found.requests.append(request))
        page = context.new_page()
        page.on("console", lambda said: found.console.append(said.text))
        page.on("download", lambda file: found.downloads.append(file.suggested_filename))
        page.on("dialog", lambda dialog: dialog.accept())
        read(page, found)
        check_an_area(page, found)
        take_the_review(page, found)
        found.cookies = context.cookies()
        found.served = list(site.requests)
    return found


def read(page: Page, trail: Trail) -> None:
    page.goto("")
    trail.note(page)
    page.locator("article").get_by_role("link", name="Read the practices").click()
    page.locator("article").get_by_role("link", name="Active listening").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Active listening")
    trail.note(page)


def check_an_area(page: Page, trail: Trail) -> None:
    check = Check(page)
    check.fill(2, listening_open_question=4, listening_what_else=0, listening_say_it_back=1)
    check.expect_saved()
    trail.note(page)
    check.submit()
    trail.note_report(page, "area")
    check.button("print").click()
    check.keep()
    check.button("profile").click()
    expect(check.part("report-title")).to_have_text("What you kept")
    trail.note_report(page, "kept")
    trail.kept = stored(page)["kept"]


def take_the_review(page: Page, trail: Trail) -> None:
    page.goto(QUICK)
    check = Check(page)
    check.fill(1)
    check.submit()
    trail.note_report(page, "quick check")
    page.goto(REVIEW)
    check.fill(3, listening_open_question=0, repair_reasons_first=1)
    check.submit()
    trail.note_report(page, "review")
    page.reload()
    trail.note(page)
    check.part("device").get_by_role("button", name="Clear everything").click()
    expect(check.part("saved")).to_have_text("Everything is cleared.")
    trail.left = stored(page)
    trail.note(page)


# What leaves the browser


def test_the_journey_was_made(trail: Trail) -> None:
    assert set(trail.reports) == {"area", "kept", "quick check", "review"}
    assert len(trail.kept) == 1
    assert len(trail.scores) >= 3


def test_no_other_origin_is_asked_for_anything(trail: Trail, site: FaultyServer) -> None:
    asked = {urlsplit(request.url) for request in trail.requests}
    assert {f"{url.scheme}://{url.netloc}" for url in asked if url.scheme != "blob"} == {
        site.origin
    }


def test_only_files_are_fetched_and_nothing_is_sent(trail: Trail) -> None:
    assert {request.method for request in trail.requests} == {"GET"}
    assert [request.url for request in trail.requests if request.post_data] == []
    assert [request.url for request in trail.requests if urlsplit(request.url).query] == []


def test_what_is_fetched_does_not_depend_on_the_answers(
    browser: Browser, site: FaultyServer
) -> None:
    asked = [asked_for(browser, site, place) for place in (0, 4)]
    assert asked[0] == asked[1]
    assert any(path.endswith(".zip.gz") for path in asked[0])


def asked_for(browser: Browser, site: FaultyServer, place: int) -> set[str]:
    """Return the paths that a fresh visit asks for which chooses the option at a place."""
    with watched(site, browser.new_context(**desk(site))) as context:
        page = context.new_page()
        site.forget()
        page.goto(LISTENING)
        Check(page).fill(place)
        Check(page).submit()
        Check(page).expect_report()
        return set(site.paths())


def test_the_server_is_not_told_who_asks_or_from_which_page(trail: Trail) -> None:
    # Every reader asks in the same words, so every reader gets the same page.
    names = {name.lower() for request in trail.served for name in request.headers}
    assert {"user-agent", "accept"} <= names
    assert {"cookie", "authorization"} & names == set()
    assert {request.body for request in trail.served} == {b""}
    # A stylesheet is named to the fonts that it asks for; a page never is.
    named = {request.headers.get("Referer", ".css") for request in trail.served}
    assert {name for name in named if not name.endswith(".css")} == set()


# What others could see on the screen, in the history and in the storage


def test_there_are_no_cookies(trail: Trail) -> None:
    assert trail.cookies == []
    assert {place["cookies"] for place in trail.places} == {""}


def test_local_storage_holds_the_choice_of_colours_only(trail: Trail) -> None:
    assert {name for place in trail.places for name in place["local"]} <= {"/repo/.__palette"}


def test_session_storage_holds_the_tab_s_random_number_only(trail: Trail) -> None:
    assert {name for place in trail.places for name in place["session"]} == {"selfassess-tab"}
    assert all(place["session"].get("selfassess-tab", "0").isdigit() for place in trail.places)


def test_the_history_holds_no_more_than_where_the_page_was_scrolled_to(trail: Trail) -> None:
    states = [json.loads(place["history"]) or {} for place in trail.places]
    assert {name for state in states for name in state} <= {"x", "y"}


def test_a_title_is_the_page_s_own_whatever_was_answered(trail: Trail) -> None:
    titles: dict[str, set[str]] = {}
    for place in trail.places:
        titles.setdefault(place["address"], set()).add(place["title"])
    assert {address: len(found) for address, found in titles.items() if len(found) > 1} == {}
    assert titles[f"/repo/{REVIEW}"] == {
        "Alliance Practices Self-Review - The Therapeutic Alliance"
    }
    assert not any(area in place["title"] for place in trail.places for area in AREAS)


def test_an_address_is_the_page_s_own_whatever_was_answered(trail: Trail) -> None:
    own = {f"/repo/{path}" for path in ("", LISTENING, QUICK, REVIEW)}
    assert {place["address"] for place in trail.places} == own


def test_what_is_printed_carries_the_title_of_the_page(trail: Trail) -> None:
    printed = {line for place in trail.places for line in place["heard"] if "printed as" in line}
    assert printed == {'printed as "Active listening - The Therapeutic Alliance"'}


def test_nothing_is_downloaded(trail: Trail) -> None:
    assert trail.downloads == []


def test_the_console_is_silent(trail: Trail) -> None:
    assert [line for line in trail.console if line != BLOCKED] == []


def test_no_address_title_event_or_message_carries_an_answer(trail: Trail) -> None:
    said = trail.everything_said()
    assert {item for item in ITEMS if item in said} == set()
    assert {label for label in LABELS if re.search(rf"\b{label}\b", said)} == set()
    assert "did-not-apply" not in said


def test_no_address_title_event_or_message_carries_a_score(trail: Trail) -> None:
    # The styles of a result come with the first touch, whatever the answers are.
    said = trail.everything_said().replace("/result.css", "")
    assert {
        score for score in trail.scores if re.search(rf"(?<![\w.-]){score}(?![\w.-])", said)
    } == set()
    assert re.findall(r"score|percent|result", said, re.IGNORECASE) == []


def test_the_page_is_told_what_happened_in_its_order(trail: Trail) -> None:
    types = [event["carried"]["type"].removeprefix("selfassess:") for event in trail.announced]
    attempt = ["started", "answered", "scored"]
    assert [name for name, _ in groupby(types)] == [
        *attempt, "kept", *attempt, *attempt, "cleared"
    ]  # fmt: skip


def test_an_event_of_ours_carries_nothing_but_that_it_happened(trail: Trail) -> None:
    for event in trail.announced:
        assert (event["kind"], event["own"]) == ("Event", ["isTrusted"])
        assert event["element"] == "self-assessment"
        # Names in capitals are numbers that every event has.
        carried = {name for name, value in event["carried"].items() if value and not name.isupper()}
        assert carried == {"type", "bubbles", "returnValue"}


def test_a_text_is_told_of_when_it_is_left_and_not_by_letters(page: Page) -> None:
    page.goto(LISTENING)
    page.evaluate(COUNT)
    page.locator("self-assessment form").evaluate(
        "form => form.insertAdjacentHTML('afterbegin', '<input name=\"word\">')"
    )
    word = page.locator("self-assessment [name=word]")
    word.press_sequentially("listening")
    assert page.evaluate("window.told") == []
    word.blur()
    assert page.evaluate("window.told") == ["selfassess:started", "selfassess:answered"]


def test_the_example_of_the_manual_shows_a_link_after_a_report(page: Page) -> None:
    manual = (ROOT / "content/own-site/events.md").read_text(encoding="utf-8")
    (link,) = re.findall(r"`(<p id=\"next\".+?</p>)`", manual)
    (example,) = re.findall(r'```js title="docs/javascripts/next.js"\n(.+?)```', manual, re.DOTALL)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(LISTENING)
    page.locator("article").evaluate("(to, html) => to.insertAdjacentHTML('beforeend', html)", link)
    page.evaluate(example)
    expect(page.locator("#next")).to_be_hidden()
    Check(page).finish()
    expect(page.locator("#next")).to_be_visible()
    Check(page).part("device").get_by_role("button", name="Clear everything").click()
    expect(page.locator("#next")).to_be_hidden()


def test_what_was_kept_is_raw_answers_with_a_day_and_no_score(trail: Trail) -> None:
    (review,) = trail.kept
    assert set(review) == {"instrument", "version", "only", "date", "answers"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", review["date"])


def test_nothing_is_left_after_clearing(trail: Trail) -> None:
    assert trail.left == NOTHING


# What a report says


@pytest.mark.parametrize("kind", ["area", "kept", "quick check", "review"])
def test_a_report_says_that_nobody_has_to_see_it(trail: Trail, kind: str) -> None:
    assert PRIVATE in trail.reports[kind]
    assert PRIVATE in trail.copied[kind]


@pytest.mark.parametrize("kind", ["area", "kept", "quick check", "review"])
def test_a_report_adds_nothing_up_and_ranks_nobody(trail: Trail, kind: str) -> None:
    assert JUDGING.findall(trail.reports[kind]) == []
    assert JUDGING.findall(trail.copied[kind]) == []


@pytest.mark.parametrize("kind", ["area", "kept", "quick check", "review"])
def test_the_copied_text_holds_words_and_no_numbers(trail: Trail, kind: str) -> None:
    # Of its own day, of kept areas theirs, and how many areas or moments are spoken of.
    allowed = r"\d of \d+( at least once)?|^\d+ \w+ \d{4}$|\b\d+ areas"
    allowed += r"|\(\d{4}-\d\d-\d\d\)" if kind == "kept" else ""
    copied = re.sub(allowed, "", trail.copied[kind], flags=re.MULTILINE)
    assert re.findall(r"\d", copied) == []
    assert re.search(r"[<>]|&\w+;", trail.copied[kind]) is None
