"""One habit becomes a plan: it is offered, changed, kept through a reload, and taken along."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from site_tests.check import LISTENING, QUICK, Check, expect_soon, stored

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

MOMENT = "Before I look at the screen </textarea>"


def chosen(page: Page, url: str) -> Check:
    """Finish a check and make a plan of its area."""
    page.goto(url)
    check = Check(page)
    check.finish(1)
    check.button("choose").first.click()
    expect(check.part("plan-title")).to_be_focused()
    return check


@pytest.mark.slow
def test_a_plan_opens_beside_what_was_chosen(page: Page, site: FaultyServer) -> None:
    page.goto(site.url + QUICK)
    check = Check(page)
    check.finish(1)
    card = check.element.locator(".sa-choice").nth(2)
    card.locator("summary").first.click()
    card.locator("[data-action=choose]").click()

    expect(check.part("plan-title")).to_be_focused()
    expect(card.locator("xpath=following-sibling::*[1]")).to_have_attribute("data-part", "plan")


def test_the_plan_is_of_the_answer_beside_which_it_was_chosen(
    page: Page, site: FaultyServer
) -> None:
    page.goto(site.url + LISTENING)
    check = Check(page)
    check.finish(1)
    second = check.element.locator(".sa-step").nth(1)
    plan = second.locator("dd").nth(1).inner_text()
    second.locator("[data-action=choose]").click()

    expect(check.part("plan-title")).to_be_focused()
    assert plan.startswith(word(check, "when"))
    expect(check.button("choose")).to_have_count(check.element.locator(".sa-step").count())


def word(check: Check, name: str) -> str:
    return check.element.locator(f'.sa-plan [data-word="{name}"]').input_value()


def use(check: Check, value: str) -> None:
    check.element.locator(f'[data-action="plan"][value="{value}"]').click()


def test_a_plan_is_offered_changed_and_there_after_a_reload(page: Page, site: FaultyServer) -> None:
    check = chosen(page, site.url + LISTENING)
    offered = word(check, "will")
    check.element.locator('.sa-plan [data-word="when"]').fill(MOMENT)
    expect_soon(page, lambda: [draft["plan"]["when"] for draft in stored(page)["drafts"]], [MOMENT])
    page.reload()
    expect(check.element.locator('.sa-plan [data-word="when"]')).to_have_value(MOMENT)

    assert offered
    assert word(check, "will") == offered
    look = date.today() + timedelta(weeks=6)
    assert word(check, "look") == look.isoformat()
    assert check.part("plan-day").text_content() == f"{look.day} {look:%B %Y}"
    (draft,) = stored(page)["drafts"]
    assert draft["plan"]["when"] == MOMENT

    # Who changes an answer has the same plan afterwards.
    check.button("change").click()
    check.submit()
    expect(check.element.locator('.sa-plan [data-word="when"]')).to_have_value(MOMENT)


def test_a_plan_goes_into_a_calendar_onto_a_card_and_to_a_supervisor(
    page: Page, site: FaultyServer
) -> None:
    check = chosen(page, site.url + LISTENING)
    expect_calendar(check, site.url + LISTENING)
    expect_card(check)
    expect_page_without_scores(check)


def expect_calendar(check: Check, address: str) -> None:
    """The file of a calendar tells the address alone, unless the reader adds the words."""
    page = check.page
    with page.expect_download() as silent:
        use(check, "calendar")
    check.part("plan-words").check()
    with page.expect_download() as told:
        use(check, "calendar")
    (quiet,), (full,) = (
        Calendar.from_ical(Path(one.value.path()).read_bytes()).walk("VEVENT")
        for one in (silent, told)
    )
    assert (quiet["SUMMARY"], quiet["DESCRIPTION"]) == ("Review my plan", address)
    assert quiet.decoded("DTSTART") == date.today() + timedelta(weeks=6)
    assert word(check, "will") in str(full["DESCRIPTION"])
    assert silent.value.suggested_filename == "plan.ics"


def expect_card(check: Check) -> None:
    """What is printed alone is one sheet of A6: 105 by 148 mm, in points."""
    page = check.page
    page.evaluate("window.print = () => {}")
    use(check, "card")
    expect(page.locator(".sa-card")).to_be_attached()
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [(round(float(w)), round(float(h))) for w, h in boxes] == [(298, 420)]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".sa-card")).to_have_count(0)


def expect_page_without_scores(check: Check) -> None:
    """A supervisor gets neither an answer nor a score; the only figures are those of the day."""
    page = check.page
    page.locator(".sa-plan summary").click()
    use(check, "page")
    expect(page.locator(".sa-card")).to_be_attached()
    words = page.locator(".sa-card").text_content() or ""
    assert word(check, "will") in words
    labels = check.element.locator(".sa-reply__label, .sa-row__words, .sa-lead, .sa-choice__words")
    said = {label.strip() for label in labels.all_text_contents() if label.strip()}
    assert "Seldom" in said
    assert {label for label in said if label in words} == set()
    look = date.today() + timedelta(weeks=6)
    assert re.findall(r"\d+", words) == re.findall(r"\d+", f"{look:%B} {look.day}, {look.year}")
