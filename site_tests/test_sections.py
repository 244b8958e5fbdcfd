"""A long form is shown one part at a time, stays one page, and tells gaps calmly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from site_tests.check import QUICK, REVIEW, Check, focused

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

    from site_tests.faulty_server import FaultyServer

PARTS = ".sa-section"
FIRST = "listening-opening-account"
PHONE: ViewportSize = {"width": 390, "height": 844}


def opened(page: Page) -> Check:
    page.goto(REVIEW)
    check = Check(page)
    expect(check.part("steps")).to_be_visible()
    return check


def shown(page: Page) -> int:
    return page.locator(f"{PARTS}:visible").count()


def test_a_long_form_leads_from_part_to_part_and_comes_back_to_the_last_one(page: Page) -> None:
    check = opened(page)
    expect(check.part("step")).to_have_text("Part 1 of 12")
    assert shown(page) == 1
    check.element.get_by_role("button", name="Next part").click()
    expect(check.part("step")).to_have_text("Part 2 of 12")
    assert focused(page).startswith("Feelings and worries")
    page.locator(PARTS).nth(1).locator("[type=radio]").first.check()
    check.part("step").click()
    expect(check.part("steps").locator("[aria-current]")).to_contain_text("1 of 5")
    page.keyboard.press("Escape")
    check.expect_saved()
    page.reload()
    expect(check.part("step")).to_have_text("Part 2 of 12")
    check.element.get_by_role("button", name="Previous part").click()
    expect(check.part("step")).to_have_text("Part 1 of 12")


def test_a_digit_answers_the_question_that_has_the_focus(page: Page) -> None:
    check = opened(page)
    check.radio(FIRST, 0).focus()
    # What answers comes with the first touch, before Python does.
    check.expect_state("ready")
    page.keyboard.press("4")
    expect(check.radio(FIRST, 3)).to_be_checked()
    expect(check.radio(FIRST, 3)).to_be_focused()
    page.keyboard.press("9")
    expect(check.radio(FIRST, 3)).to_be_checked()


def test_gaps_are_said_in_two_sentences_at_the_top_and_lead_to_the_next(page: Page) -> None:
    check = opened(page)
    first_five = page.locator(PARTS).first.locator("fieldset")
    for place in range(4):
        first_five.nth(place).locator("[type=radio]").nth(2).check()
    check.submit()
    errors = check.part("errors")
    expect(errors).to_be_focused()
    expect(check.part("gaps")).to_have_text("56 of 60 are open. 1 area is ready.")
    expect(errors.get_by_role("button", name="Show what I have")).to_be_in_viewport()
    expect(errors.locator("li:visible")).to_have_count(0)
    errors.get_by_role("button", name="Next open question").click()
    expect(first_five.nth(4)).to_be_focused()


def test_a_form_without_areas_speaks_of_none(page: Page) -> None:
    page.goto(QUICK)
    check = Check(page)
    check.fill(1)
    check.element.locator(".sa-empty button:visible").first.click()
    check.submit()
    expect(check.part("gaps")).to_have_text("1 of 12 is open.")


def test_on_a_phone_the_first_question_is_on_the_screen_and_each_takes_one_row(page: Page) -> None:
    page.set_viewport_size(PHONE)
    check = opened(page)
    bar = check.element.locator(".sa-bar").bounding_box()
    first = page.locator("fieldset.sa-item").first.bounding_box()
    assert bar
    assert first
    assert first["y"] + first["height"] <= bar["y"]
    for part in (0, 6):
        page.locator("[data-part=step]").click()
        page.locator(f'[data-step="{part}"]').click()
        heights = (
            page.locator(PARTS)
            .nth(part)
            .evaluate(
                "part => [...part.querySelectorAll('.sa-item')].map((it) => it.getBoundingClientRect().height)"
            )
        )
        assert len(heights) == 5
        assert max(heights) < 172
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_all_parts_are_printed_on_at_most_three_pages(page: Page) -> None:
    opened(page)
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 3
    page.emulate_media(media="print")
    expect(page.locator("fieldset.sa-item:visible")).to_have_count(60)


def test_without_scripts_all_parts_are_there(browser: Browser, site: FaultyServer) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(REVIEW)
    expect(page.locator("fieldset.sa-item:visible")).to_have_count(60)
    expect(page.locator("[data-part=steps]")).to_be_hidden()
    context.close()
