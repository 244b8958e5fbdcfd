"""A result takes the place of its page, says what it comes to, and shows how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import ITEMS, LISTENING, REVIEW, Check

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

MIXED = """() => {
  let at = 0;
  for (const item of document.querySelectorAll(".sa-form fieldset")) {
    const radios = item.querySelectorAll("[type=radio]:not([value=did-not-apply])");
    const wanted = [3, 2, 4, 1, 3, 0, 2, 4, 3, 1][at++ * 7 % 10];
    radios[Math.min(wanted, radios.length - 1)].click();
  }
}"""
"""Answers of which some areas are higher than others."""
CENTRE = "it => { const { left, width } = it.getBoundingClientRect(); return left + width / 2; }"
OPEN = "all => all.map(({ open }) => open)"


def finished(page: Page) -> Check:
    """Open the whole review, answer it, and wait for its result."""
    page.goto(REVIEW)
    check = Check(page)
    expect(check.part("steps")).to_be_visible()
    page.evaluate(MIXED)
    check.submit()
    check.expect_report()
    return check


UNEVEN = """() => {
  const answers = [0, 1, 3, 2, 0, 4, 1];
  [...document.querySelectorAll("fieldset.sa-item")].forEach((item, place) => {
    const options = [...item.querySelectorAll("[type=radio]")].filter(({ value }) => value);
    options[answers[place % answers.length] % options.length].click();
  });
}"""
"""Answers of which several in one area are the lowest."""


def pages(page: Page, paper: str = "A4") -> int:
    """Return how many sheets a page is printed on, by the browser that opens all of it."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


def test_a_result_takes_the_place_of_its_page_and_gives_it_back(page: Page) -> None:
    page.goto(REVIEW)
    before = page.locator("article > *:visible").all_text_contents()
    check = finished(page)
    expect(page.locator("h1")).to_be_in_viewport()
    expect(check.part("report-title")).to_be_in_viewport()
    expect(check.part("report-title")).to_be_focused()
    expect(page.get_by_text("Before you begin", exact=True)).to_be_hidden()
    expect(check.part("form")).to_be_hidden()
    check.button("change").click()
    expect(check.part("form")).to_be_visible()
    assert len(page.locator("article > *:visible").all_text_contents()) == len(before)
    expect(page.get_by_text("Before you begin", exact=True)).to_be_visible()


def test_the_head_tells_the_day_the_review_and_a_sentence_for_each_period(page: Page) -> None:
    check = finished(page)
    today = page.evaluate("new Date().toLocaleDateString('en-GB', { dateStyle: 'long' })")
    expect(check.part("day")).to_have_text(today)
    expect(check.part("report").locator(".sa-when")).to_contain_text("Alliance Practices")
    said = check.part("report").locator(".sa-lead").all_inner_texts()
    assert [line.partition(": ")[0] for line in said] == PERIODS
    for line in said:
        assert re.search(r"(comes?|came) |share the", line)
    expect(check.part("report").locator(".sa-period")).to_have_text(PERIODS, ignore_case=True)


PERIODS = ["The past two weeks", "The last time each moment came up"]


def test_the_picture_reaches_from_the_lowest_answer_to_the_highest_with_the_mean_on_it(
    page: Page,
) -> None:
    page.goto(LISTENING)
    check = Check(page)
    # The last question is about a lapse: turned, its 3 is a 1.
    for item, value in zip(ITEMS, (1, 3, 2, 1, 3), strict=True):
        check.answer(item, value)
    check.submit()
    check.expect_report()
    words = [word.evaluate(CENTRE) for word in row(check, ".sa-axis__words span").all()]
    band = row(check, ".sa-track__band").bounding_box()
    assert band
    assert band["x"] == pytest.approx(words[1], abs=9)
    assert band["x"] + band["width"] == pytest.approx(words[3], abs=9)
    mean = words[1] + 0.6 * (words[2] - words[1])
    assert row(check, ".sa-track__mark").evaluate(CENTRE) == pytest.approx(mean, abs=2)
    expect(row(check, "svg")).to_have_accessible_name("Answers from “Seldom” to “Usually”")


def row(check: Check, selector: str) -> Locator:
    return check.part("report").locator(f".sa-picture {selector}")


def test_a_number_opens_to_how_it_was_made(page: Page) -> None:
    page.goto(LISTENING)
    check = Check(page)
    for item, value in zip(ITEMS[1:], (3, 2, 1, 3), strict=True):
        check.answer(item, value)
    check.submit()
    check.button("anyway").click()
    check.expect_report()
    work = check.part("report").locator(".sa-work")
    work.locator("summary").click()
    said = " ".join(work.locator("p").inner_text().split())
    assert said == (
        "Counted the other way round: “When a patient told me something emotional, I went on "
        "with another task.”, 3 → 1. 1 of 5 has no answer. "
        "The mean of 4 answers: (3 + 2 + 1 + 1) ÷ 4 = 1.75. 1.75 × 25 = 43.75."
    )


def test_at_most_three_areas_are_suggested_and_all_others_can_be_chosen(page: Page) -> None:
    check = finished(page)
    suggested = check.part("report").locator(".sa-suggestion")
    assert 1 <= suggested.count() <= 3
    others = check.part("report").locator(".sa-choices--others > details")
    assert suggested.count() + others.count() == 12
    for empty in check.part("report").get_by_role("heading").all():
        assert empty.inner_text()


@pytest.mark.slow
def test_what_was_open_is_open_after_leaving_and_coming_back(page: Page) -> None:
    check = finished(page)
    choice = check.part("report").locator("details.sa-choice").first
    choice.locator("summary").first.click()
    parts = check.part("report").locator("details")
    # What opens tells of it a moment later.
    expect(choice.get_by_role("link", name="Read").first).to_be_visible()
    before = parts.evaluate_all(OPEN)
    choice.get_by_role("link", name="Read").first.click()
    expect(page.locator("h1")).not_to_contain_text("Self-Review")
    page.go_back()
    check.expect_report()
    assert parts.evaluate_all(OPEN) == before
    assert before.count(True) == 1
    expect(choice).to_be_in_viewport()


def test_a_long_result_is_printed_on_at_most_two_sheets_unless_all_is_asked_for(
    page: Page,
) -> None:
    check = finished(page)
    assert pages(page) <= 2
    page.evaluate("window.print = () => {}")
    check.element.locator("[data-action=print][data-all]").click()
    expect(check.element).to_have_attribute("data-whole", "")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(check.part("report").locator(".sa-numbers table")).to_be_visible()


@pytest.mark.slow
def test_a_result_with_equal_lowest_answers_and_a_plan_is_printed_on_two_sheets(
    page: Page,
) -> None:
    page.goto(REVIEW)
    check = Check(page)
    page.evaluate(UNEVEN)
    check.submit()
    check.expect_report()
    check.part("report").locator("[data-action=choose]").first.evaluate("button => button.click()")
    check.element.locator(".sa-plan [data-word=will]").fill("breathe out, and say their name")
    assert pages(page) <= 2
    assert pages(page, "Letter") <= 2


@pytest.mark.slow
def test_of_an_article_its_result_alone_is_printed_on_one_sheet(page: Page) -> None:
    page.add_init_script("window.print = () => {};")
    page.goto(LISTENING)
    check = Check(page)
    check.finish()
    check.button("print").click()
    expect(check.element).to_have_attribute("data-alone", "")
    assert pages(page) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(check.element).not_to_have_attribute("data-alone", "")


@pytest.mark.slow
@pytest.mark.parametrize(("path", "printed"), [(LISTENING, True), (REVIEW, False)])
def test_the_numbers_behind_the_picture_are_printed_but_for_a_whole_review(
    page: Page, path: str, printed: bool
) -> None:
    if path == REVIEW:
        check = finished(page)
    else:
        page.goto(path)
        check = Check(page)
        check.finish()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(check.part("report").locator(".sa-numbers table")).to_be_visible(visible=printed)


def test_rows_of_the_picture_stay_low_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    check = finished(page)
    heights = (
        check.part("report")
        .locator(".sa-row")
        .evaluate_all("all => all.map((row) => row.getBoundingClientRect().height)")
    )
    assert len(heights) == 12
    assert max(heights) <= 64
