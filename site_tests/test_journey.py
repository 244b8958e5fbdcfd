"""The main job: read, check yourself, see the report, go to what it teaches, come back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from selfassess.authoring import read_instrument
from site_tests.check import (
    ITEMS,
    LISTENING,
    PLAIN,
    QUICK,
    REVIEW,
    Check,
    accept_next,
    drafts,
    focused,
)
from site_tests.conftest import BLOCKED, ROOT, desk, watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

AREAS = [
    area.title
    for area in read_instrument(ROOT / "assessments/alliance-practices/instrument.yml").domains
]
REMEMBER_STATES = """
window.states = [];
new MutationObserver((changes) => {
  for (const { target } of changes) window.states.push(target.dataset.state);
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
"""


@pytest.fixture
def phone(browser: Browser, site: FaultyServer) -> Iterator[Page]:
    """A page on a phone."""
    screen = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3}
    touch = {"has_touch": True, "is_mobile": True}
    with watched(site, browser.new_context(**{**desk(site), **screen, **touch})) as context:
        yield context.new_page()


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Press Tab until what has the focus matches."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"Tab never reached {selector}")


# The main job


def test_by_mouse_from_home_to_a_report_to_what_it_teaches_and_back(page: Page) -> None:
    page.goto("")
    page.locator("article").get_by_role("link", name="Read the practices").click()
    page.locator("article").get_by_role("link", name="Active listening").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Active listening")
    check = Check(page)
    for item in ITEMS[:-1]:
        check.answer(item, 1 if item == "listening-what-else" else 3)
    check.answer("listening-other-task", 0)
    check.submit()
    check.expect_report()
    expect(check.part("report").locator(".sa-step__stem")).to_have_text(
        ['Before we settled what to cover, I asked "What else?" or something like it.']
    )
    check.part("report").get_by_role("link", name="Read how to do it").click()
    expect(page).to_have_url(re.compile(r"/repo/practices/active-listening/#what-else$"))
    expect(page.locator("#what-else")).to_be_in_viewport()
    page.go_back()
    expect(check.part("report-title")).to_be_visible()
    expect(check.part("report-title")).to_have_text("Attentive listening")


def test_by_keyboard_alone(page: Page) -> None:
    page.goto(LISTENING)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    page.keyboard.press("Enter")
    # For the first link into itself Material fetches and draws the page anew, and jumps after that.
    expect(page.locator(":target")).to_be_attached()
    tab_to(page, "[type=radio]")
    for item in ITEMS:
        assert focused(page) == item
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        assert focused(page) == "Clear this answer"
        page.keyboard.press("Tab")
    assert focused(page) == "See this area"
    check = Check(page)
    assert check.answers() == dict.fromkeys(ITEMS, "1")
    page.keyboard.press("Enter")
    check.expect_report()
    assert focused(page) == "report-title"
    tab_to(page, "summary", most=1)
    page.keyboard.press("Enter")
    expect(check.element.get_by_role("table")).to_be_visible()
    # Past the table, what the result can not tell, and how the score is made.
    tab_to(page, ".sa-step a", most=4)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/repo/practices/active-listening/#open-question$"))


def test_by_touch_on_a_phone(phone: Page) -> None:
    phone.goto(QUICK)
    check = Check(phone)
    for item in check.element.locator("fieldset").all():
        item.locator("label").nth(2).tap()
    expect(check.part("count")).to_have_text("12 of 12")
    check.element.locator("[type=submit]").tap()
    check.expect_report()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    choice = check.part("report").locator(".sa-choice").nth(4)
    choice.locator("summary").tap()
    choice.get_by_role("link", name="Read how to do it").tap()
    expect(phone).to_have_url(re.compile(r"/repo/sustain/welcoming-environment/#not-overheard$"))
    phone.go_back()
    check.expect_report()


# The whole review


def test_missing_answers_are_listed_and_led_to(page: Page) -> None:
    page.goto(REVIEW)
    check = Check(page)
    check.fill(
        2, listening_open_question=None, validation_makes_sense=None, learning_wrote_a_plan=None
    )
    check.submit()
    errors = check.part("errors")
    expect(errors).to_be_visible()
    assert focused(page) == "errors"
    errors.locator("details").evaluate_all("all => all.forEach((it) => (it.open = true))")
    links = errors.locator("li:visible a")
    unanswered = check.part("form").locator("fieldset:not(:has(:checked))")
    expect(links).to_have_text(unanswered.locator("legend").all_text_contents())
    expect(links).to_have_count(3)
    links.nth(1).click()
    target = page.locator("#sa-alliance-practices-validation-makes-sense")
    expect(target).to_be_focused()
    expect(target.locator("label").first).to_be_in_viewport(ratio=1)
    target.locator("label").first.click()
    expect(links).to_have_count(2)


def test_going_on_with_what_is_there_follows_the_rule_of_the_instrument(page: Page) -> None:
    page.goto(REVIEW)
    check = Check(page)
    check.fill(3, **{name.replace("-", "_"): None for name in ITEMS[1:]})
    check.submit()
    check.button("anyway").click()
    check.expect_report()
    absent = check.part("report").locator(".sa-absent > span:has(b)")
    expect(absent).to_have_text(["not enough answers: Attentive listening"])
    check.part("report").locator(".sa-numbers summary").click()
    cells = check.part("report").locator("tbody tr").first.locator("td")
    expect(cells).to_have_text(["not enough answers", "", "1", "4", "0"])
    expect(check.part("report").locator(".sa-row__title")).to_have_text(AREAS[1:])
    expect(check.part("report").locator(".sa-row__words").nth(1)).to_have_text("Usually")


def test_the_profile_shows_the_twelve_areas_in_their_fixed_order(page: Page) -> None:
    page.goto(REVIEW)
    check = Check(page)
    # The last area first: the order must not follow the scores.
    check.fill(4, listening_open_question=0, listening_opening_account=0)
    check.submit()
    check.expect_report()
    expect(check.part("report").locator(".sa-row__title")).to_have_text(AREAS)
    expect(check.part("report").locator("tbody th")).to_have_text(AREAS)
    expect(check.part("report-title")).to_be_focused()


def test_changing_answers_brings_back_the_form_as_it_was(page: Page) -> None:
    page.goto(LISTENING)
    check = Check(page)
    check.fill(3)
    answers = check.answers()
    check.submit()
    check.expect_report()
    expect(check.part("form")).to_be_hidden()
    check.button("change").click()
    expect(check.part("form")).to_be_visible()
    expect(check.part("report")).to_be_hidden()
    assert check.answers() == answers
    assert focused(page) == ITEMS[0]
    check.expect_saved()


def test_starting_again_empties_the_form_after_asking(page: Page) -> None:
    page.goto(LISTENING)
    check = Check(page)
    check.finish()
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog"):
        check.button("again").click()
    check.expect_report()
    asked = accept_next(page)
    check.button("again").click()
    expect(check.part("form")).to_be_visible()
    assert asked == ["Start again with an empty form? Your answers here are deleted."]
    assert check.answers() == {}
    expect(check.part("count")).to_have_text("0 of 5")
    assert drafts(page) == []


def test_the_report_can_be_copied_and_printed(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script("window.print = () => console.info('printed');")
    page.goto(LISTENING)
    check = Check(page)
    check.finish()
    check.button("copy").click()
    expect(check.part("report-status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Attentive listening" in copied
    assert not re.search(r"[<>]|&#\d+;", copied)
    with page.expect_console_message(lambda said: said.text == "printed"):
        check.button("print").click()


def test_the_quick_check_keeps_the_order_of_the_questions_and_gives_no_score(page: Page) -> None:
    page.goto(QUICK)
    check = Check(page)
    stems = check.part("form").locator("legend").all_text_contents()
    for place, item in enumerate(check.element.locator("fieldset").all()):
        item.locator("label").nth(place * 7 % 4).click()
    check.submit()
    check.expect_report()
    expect(check.part("report").locator(".sa-choice__title")).to_have_text(stems)
    expect(check.part("report").locator("svg, table, .sa-total, .sa-band")).to_have_count(0)
    assert not re.search(r"\d", check.part("report").locator(".sa-choices").inner_text())
    choice = check.part("report").locator(".sa-choice").nth(8)
    choice.locator("summary").click()
    expect(choice.get_by_role("term").get_by_text("A plan", exact=True)).to_be_visible()
    expect(check.part("report").locator("details[open]")).to_have_count(1)


# Python starts when it is wanted, and is waited for


def test_a_button_pressed_early_says_how_far_it_is_and_finishes(
    page: Page, site: FaultyServer
) -> None:
    page.goto(LISTENING)
    check = Check(page)
    site.speed = 1_500_000
    check.fill(3)
    check.submit()
    check.expect_state("scoring")
    expect(check.part("status")).to_have_text(
        re.compile(r"^Getting Python ready: [1-9]0 %\. The result follows by itself\.$")
    )
    check.expect_report()


@pytest.mark.slow
def test_the_state_goes_from_idle_to_done(page: Page, context: BrowserContext) -> None:
    context.add_init_script(REMEMBER_STATES)
    page.goto(LISTENING)
    check = Check(page)
    check.expect_state("idle")
    check.fill(3)
    check.radio(ITEMS[0], 3).focus()
    check.expect_state("ready")
    check.submit()
    check.expect_report()
    assert page.evaluate("window.states") == ["loading", "ready", "scoring", "done"]


LATE_OBSERVER = """
globalThis.IntersectionObserver = class extends IntersectionObserver {
  constructor(hear, options) {
    super((seen, self) => hear([{ isIntersecting: false }, ...seen], self), options);
  }
};
"""
"""An observer that tells of two changes in one: "not in view", then what is so now."""


@pytest.mark.parametrize("path", ["", PLAIN])
def test_a_page_without_a_form_asks_for_nothing_of_python(
    page: Page, site: FaultyServer, path: str
) -> None:
    site.forget()
    page.goto(path, wait_until="networkidle")
    (asked,) = site.paths("*selfassess*")
    assert asked.endswith("/offline.js")


@pytest.mark.slow
def test_python_is_not_asked_for_before_the_form_is_in_view(page: Page, site: FaultyServer) -> None:
    site.forget()
    page.goto(LISTENING, wait_until="networkidle")
    assert site.paths("*runtime*") == []
    Check(page).part("form").scroll_into_view_if_needed()
    Check(page).expect_state("ready")
    assert len(site.paths("*runtime*")) == 5


@pytest.mark.slow
def test_a_busy_page_that_hears_of_its_form_late_starts_python_too(page: Page) -> None:
    page.add_init_script(LATE_OBSERVER)
    page.goto(LISTENING)
    Check(page).part("form").scroll_into_view_if_needed()
    Check(page).expect_state("ready")


# Privacy


def test_no_answer_leaves_a_trace_in_address_title_history_or_console(
    page: Page, site: FaultyServer
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    site.forget()
    page.goto(LISTENING)
    before = page.evaluate("[location.href, document.title, history.length, document.cookie]")
    check = Check(page)
    check.finish(1)
    after = page.evaluate("[location.href, document.title, history.length, document.cookie]")
    assert after == before
    assert not any("listening" in key for key in page.evaluate("Object.keys(localStorage)"))
    assert [line for line in said if line != BLOCKED] == []
    assert {request.method for request in site.requests} == {"GET"}
    assert {request.query + request.body.decode() for request in site.requests} == {""}
