"""Who kept a review is told of it on the way back: on the form, on the first page, nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import LISTENING, PLAIN, Check, expect_soon, stored
from site_tests.conftest import desk, watched
from site_tests.weight import compressed, has_form, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from site_tests.faulty_server import FaultyServer

FORM = re.compile(r'data-instrument="([^"]+)"[^>]* data-only="([^"]*)"[^>]*>')
DAY = "2026-10-15T09:00:00Z"
LATER = "2026-12-01T09:00:00Z"
LISTEN = """() => {
  window.told = [];
  const strip = document.querySelector("[data-part=return-text]");
  new MutationObserver(() => told.push(strip.textContent)).observe(strip, { childList: true });
}"""


def keep(page: Page, value: int) -> Check:
    """Finish a check with a plan, and keep it."""
    page.goto(LISTENING)
    check = Check(page)
    check.finish(value)
    check.button("choose").first.click()
    expect(check.part("plan-title")).to_be_focused()
    check.keep()
    return check


def strip(page: Page) -> str:
    """Return what the first page says, once it has looked."""
    return " ".join(page.locator(".kept p").first.inner_text().split())


@pytest.mark.browser
def expect_strip_at_home(page: Page) -> None:
    page.goto("")
    expect(page.locator(".kept")).to_be_visible()
    assert strip(page) == (
        "You finished Attentive listening on 15 October 2026. "
        "You wanted to look at your plan again on 26 November 2026."
    )
    expect(page.locator(".kept [data-go=compare]")).to_be_hidden()


def test_a_kept_review_is_told_of_with_its_plan_until_the_computer_is_shared(
    page: Page, site: FaultyServer
) -> None:
    page.clock.install(time=DAY)
    check = keep(page, 1)
    change_the_moment(page, check)
    page.clock.set_system_time(LATER)
    expect_strip_at_home(page)
    page.locator(".kept [data-go=plan]").click()
    follow_up(page, check)
    page.goto(LISTENING)
    expect(check.part("return-text")).to_have_text("You finished this on 15 October 2026.")
    expect(check.part("return-plan")).to_contain_text("When: Before I look at the screen. I will: ")
    expect(check.part("return-plan")).to_contain_text("You will look again on 12 January 2027.")
    check.button("shared").check()
    expect(check.part("return")).to_be_hidden()
    expect_silence(page, check, site)


@pytest.fixture
def west(browser: Browser, site: FaultyServer) -> Iterator[Page]:
    """A page where the day begins eight hours after the world's."""
    there = browser.new_context(**desk(site), timezone_id="America/Los_Angeles")
    with watched(site, there) as context:
        yield context.new_page()


@pytest.mark.browser
def test_a_plan_is_due_on_the_day_of_the_reader_and_on_a_day_that_can_be(west: Page) -> None:
    west.clock.install(time=DAY)
    check = keep(west, 1)
    look = check.element.locator('.sa-plan [data-word="look"]')
    for typed in ("0026-10-16", "20277-01-10", "2026-10-16"):
        look.evaluate(
            "(field, day) => (field.value = day, field.dispatchEvent(new Event('input', { bubbles: true })))",
            typed,
        )
        kept = typed if typed == "2026-10-16" else ""
        expect_soon(west, lambda: [row["plan"]["look"] for row in stored(west)["kept"]], [kept])
    # An evening of the 15th.
    west.clock.set_system_time("2026-10-16T01:00:00Z")
    west.goto("")
    expect(west.locator(".kept")).to_be_visible()
    assert "You will look at your plan again on 16 October 2026." in strip(west)
    west.locator(".kept [data-go=plan]").click()
    expect(check.part("return-plan")).to_contain_text("You will look again on 16 October 2026.")
    expect(check.part("return")).to_be_in_viewport()


def change_the_moment(page: Page, check: Check) -> None:
    """Write on the card after Keep: it goes into the review, and no draft comes back."""
    check.element.locator('.sa-plan [data-word="when"]').fill("Before I look at the screen")
    expect_soon(
        page,
        lambda: [row["plan"]["when"] for row in stored(page)["kept"]],
        ["Before I look at the screen"],
    )
    assert stored(page)["drafts"] == []


def follow_up(page: Page, check: Check) -> None:
    """Say how the plan went: the card says what that speaks for, and sets the next day."""
    expect(check.part("plan-title")).to_be_focused()
    card = check.element.locator(".sa-plan")
    card.get_by_label("Now and then", exact=True).check()
    card.get_by_label("Seldom", exact=True).check()
    expect(card.locator('[data-advice="smaller"]')).to_be_visible()
    card.get_by_label("What helped?").fill("The note on my badge")
    card.get_by_role("button", name="Make it smaller").click()
    expect(card.locator('[data-word="will"]')).to_be_focused()
    expect_soon(page, lambda: [row["plan"]["look"] for row in stored(page)["kept"]], ["2027-01-12"])
    assert [row["plan"]["helped"] for row in stored(page)["kept"]] == ["The note on my badge"]


def expect_silence(page: Page, check: Check, site: FaultyServer) -> None:
    """Look at what says nothing on a shared computer, and at a page that asks for nothing."""
    page.goto("")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".kept")).to_be_hidden()
    page.goto(LISTENING)
    expect(check.button("shared")).to_be_checked()
    expect(check.part("return")).to_be_hidden()
    site.forget()
    page.goto(PLAIN)
    expect(page.locator("h1")).to_be_visible()
    assert site.paths("*kept*") + site.paths("*/selfassess/*") == []


@pytest.mark.browser
def test_two_kept_reviews_are_compared_from_the_strip_and_cleared_with_it(page: Page) -> None:
    keep(page, 1)
    page.goto(LISTENING)
    check = Check(page)
    expect(check.part("return")).to_be_visible()
    expect(check.element.locator("[data-return=compare]")).to_be_hidden()
    check.element.locator("[data-return=new]").click()
    expect(check.part("return")).to_be_hidden()
    check.finish(3)
    check.keep()
    page.goto(LISTENING)
    expect(check.part("return")).to_be_visible()
    page.evaluate(LISTEN)
    check.element.locator("[data-return=compare]").click()
    expect(page.locator(".sa-history .sa-row__words")).to_have_text(["more often"])
    # Where the press was, because the form with its own line may begin below the window.
    assert page.evaluate("told[0]") == "Starting Python. The result follows by itself."
    check.button("change").click()
    check.button("clear").click()
    expect(check.part("saved")).to_have_text("Everything is cleared.")
    page.goto("")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".kept")).to_be_hidden()


def test_the_first_page_knows_every_check_that_can_be_kept(site: FaultyServer) -> None:
    assert site.folder is not None
    home = (site.folder / "index.html").read_text(encoding="utf-8")
    known = re.findall(r'<a data-check="([^"]+)" href="([^"#]+)', home)
    found = {
        ("/".join(filter(None, form)), f"{page.parent.relative_to(site.folder).as_posix()}/")
        for page in pages(site.folder)
        # A course and its checks are returned to by way of the course.
        if has_form(page)
        and page.parent.parent.name != "courses"
        and page.parent.name not in ("own-site", "quick-check.es")
        for text in [page.read_text(encoding="utf-8")]
        for form in FORM.findall(text)
        if 'data-stored="no"' not in text
    }

    assert set(known) == found


def test_what_the_first_page_fetches_for_it_weighs_at_most_two_kilobytes(
    site: FaultyServer,
) -> None:
    assert site.folder is not None
    assert compressed(site.folder / "javascripts/kept.mjs") <= 2048
