"""Learning: a learner's way through the course of this site, for the tests of it and of its looks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

COURSE = "courses/building-the-alliance/"
TEST = "courses/building-the-alliance-test/"
BANK = Path(__file__).parent.parent / "assessments/building-the-alliance-test/instrument.yml"
# What is chosen in the questions that are asked, as a person would; all at once, because it is many.
CHOOSE = """keys => {
  for (const item of document.querySelectorAll("fieldset[data-item]:not([hidden])")) {
    const box = item.querySelector(`input[value="${keys[item.dataset.item]}"]`);
    box.click();
  }
}"""
ASKED = """() => [...document.querySelectorAll("fieldset[data-item]:not([hidden])")]
  .map(item => item.dataset.item).sort().join()"""


def keys(value: int) -> dict[str, str]:
    """Return an option of each item that counts so much."""
    items = yaml.safe_load(BANK.read_text(encoding="utf-8"))["items"]
    return {
        item["id"]: next(one["id"] for one in item["options"] if one["value"] == value)
        for item in items
    }


def part(page: Page, name: str) -> Locator:
    return page.locator(f'course-learner [data-part="{name}"]')


def action(page: Page, name: str) -> Locator:
    return page.locator(f'course-learner [data-part="mine"] [data-action="{name}"]')


def unfold(page: Page) -> None:
    page.locator(".sa-learner__device summary").click()


def hand_in(page: Page, value: int) -> str:
    """Answer what is asked with options that count so much; return the names of the items."""
    page.evaluate(CHOOSE, keys(value))
    asked: str = page.evaluate(ASKED)
    page.locator("self-assessment [type=submit]").click()
    return asked


def read_all(page: Page) -> None:
    page.goto(COURSE)
    expect(part(page, "count")).to_have_text(re.compile("of 7 parts read"))
    for box in action(page, "read").all():
        box.check()
    expect(part(page, "count")).to_have_text("7 of 7 parts read.")


def draw_questions(page: Page) -> None:
    page.goto(TEST)
    page.locator("self-assessment").scroll_into_view_if_needed()
    page.get_by_role("button", name="Draw my questions").click()
    expect(page.locator("self-assessment[data-waiting]")).to_have_count(0)
