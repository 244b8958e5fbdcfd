"""What the site costs three persons: taps, screens of the window, and words before what is of use.

A nurse with a phone and four minutes, a therapist at a desk, somebody back after six weeks. The
figures are what was counted when the page was last looked at; who adds to them says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import LISTENING, Check

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.content, pytest.mark.slow]

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
BEFORE = """target => {
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const seen = { checkOpacity: true, checkVisibilityCSS: true };
  const box = ({ offsetWidth, offsetHeight }) => offsetWidth > 1 && offsetHeight > 1;
  let words = 0;
  for (let text; (text = texts.nextNode()) && !target.contains(text);) {
    const within = target.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING;
    const { bottom } = text.parentElement.getBoundingClientRect();
    const shown = bottom > 0 && text.parentElement.checkVisibility(seen) && box(text.parentElement);
    if (within && shown) words += (text.data.match(/[\\p{L}\\p{N}][^\\s]*/gu) ?? []).length;
  }
  return [words, target.getBoundingClientRect().top / innerHeight];
}"""


@dataclass
class Walk:
    """A person on the site, whose taps are counted."""

    page: Page
    taps: int = 0

    def begin(self, size: ViewportSize, path: str = "") -> None:
        self.page.set_viewport_size(size)
        self.page.goto(path)

    def tap(self, place: Locator) -> None:
        place.click()
        self.taps += 1

    def link(self, name: str) -> None:
        link = self.page.locator("article").get_by_role("link", name=name).first
        link.scroll_into_view_if_needed()
        # The theme notes a tenth of a second later how far down a page is, and by then of the next.
        self.page.wait_for_function("() => !scrollY || history.state?.y === scrollY")
        self.tap(link)

    def expect(self, words: int, windows: float, *, before: Locator) -> None:
        """Hold what stands between the top of the window and something to what it may be."""
        expect(before).to_be_visible()
        # The letters of another font may need a line more.
        self.page.evaluate("document.fonts.ready")
        found = before.evaluate(BEFORE)
        assert found[0] <= words
        assert round(found[1], 1) <= windows

    def answer(self, check: Check, value: int) -> None:
        """Answer every question that is shown, each with a tap."""
        for item in check.element.locator("form fieldset:visible").all():
            self.tap(item.locator("label").nth(value))


@pytest.fixture
def walk(page: Page) -> Walk:
    return Walk(page)


def test_a_nurse_whose_patient_is_crying_has_words_to_say_after_one_tap(walk: Walk) -> None:
    walk.begin(PHONE)
    walk.expect(40, 0.6, before=walk.page.locator(".ways li a").first)
    walk.link("Somebody is crying")
    walk.expect(30, 0.4, before=walk.page.locator("#crying ~ blockquote").first)
    assert walk.taps == 1


def test_a_nurse_has_a_habit_to_choose_two_taps_after_her_twelve_answers(walk: Walk) -> None:
    walk.begin(PHONE)
    walk.link("Quick Check")
    check = Check(walk.page)
    expect(check.part("controls")).to_be_visible()
    walk.expect(110, 0.7, before=check.element.locator("fieldset").first)
    walk.expect(440, 3.9, before=check.element.locator("[type=submit]"))
    walk.answer(check, 1)
    walk.tap(check.element.locator("[type=submit]"))
    check.expect_report()
    walk.expect(90, 0.8, before=check.element.locator(".sa-choice").first)
    choice = check.element.locator(".sa-choice").nth(1)
    walk.tap(choice.locator("summary").first)
    walk.tap(choice.locator("[data-action=choose]"))
    expect(check.part("plan-title")).to_be_focused()
    walk.expect(70, 0.6, before=check.element.locator(".sa-plan"))
    assert walk.taps == 1 + 12 + 1 + 2


def test_a_therapist_answers_sixty_questions_part_by_part_and_chooses_at_once(walk: Walk) -> None:
    walk.begin(DESK)
    walk.link("whole self-review")
    check = Check(walk.page)
    expect(check.part("steps")).to_be_visible()
    walk.expect(100, 0.7, before=check.element.locator("fieldset:visible").first)
    for step in range(12):
        walk.answer(check, 1 + step % 2)
        part = check.element.locator(".sa-section:visible").bounding_box()
        assert part
        assert part["height"] < DESK["height"]
        walk.tap(check.element.locator("[data-by='1']" if step < 11 else "[type=submit]"))
    check.expect_report()
    walk.expect(60, 0.5, before=check.element.locator(".sa-picture").first)
    walk.tap(check.element.locator("[data-action=choose]:visible").first)
    expect(check.part("plan-title")).to_be_focused()
    walk.expect(150, 0.6, before=check.element.locator(".sa-plan"))
    assert walk.taps == 1 + 60 + 12 + 1


def test_somebody_back_after_six_weeks_goes_on_with_a_plan_in_four_taps(walk: Walk) -> None:
    page = walk.page
    page.clock.install(time="2026-10-15T09:00:00Z")
    walk.begin(PHONE, LISTENING)
    check = Check(page)
    check.finish(1)
    check.button("choose").first.click()
    expect(check.part("plan-title")).to_be_focused()
    check.keep()
    page.clock.set_system_time("2026-12-01T09:00:00Z")
    walk.begin(PHONE)
    strip = page.locator(".kept [data-go=plan]")
    walk.expect(25, 0.2, before=strip)
    walk.tap(strip)
    expect(check.part("plan-title")).to_be_focused()
    walk.expect(90, 0.6, before=page.locator(".sa-follow"))
    walk.tap(page.get_by_label("Now and then", exact=True))
    walk.tap(page.get_by_label("About half the time", exact=True))
    walk.tap(page.get_by_role("button", name="Keep it"))
    expect(check.part("plan-status")).not_to_be_empty()
    assert walk.taps == 4
