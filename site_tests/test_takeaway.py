"""What a reader kept is shown over time, saved to a file and brought back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from site_tests.check import LISTENING, NOTHING, Check, accept_next, stored

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_what_was_kept_twice_is_shown_saved_cleared_put_back_and_brought_back(page: Page) -> None:
    check = kept_twice(page)
    file = saved(check)
    before = stored(page)["kept"]
    expect_undo(check, before)
    expect_brought_back(check, file, before)


def kept_twice(page: Page) -> Check:
    """Keep a check, take that back, and keep it and another; the button stays where it is."""
    page.goto(LISTENING)
    check = Check(page)
    check.finish(1)
    check.keep()
    expect(check.button("keep")).to_have_text("Kept on this device · Undo")
    expect(check.button("keep")).to_be_focused()
    expect(check.button("keep")).not_to_have_attribute("aria-busy", "true")
    check.button("keep").click()
    expect(check.part("report-status")).to_have_text("It is no longer kept.")
    assert stored(page)["kept"] == []
    expect(check.button("keep")).not_to_have_attribute("aria-busy", "true")
    check.keep()
    check.button("change").click()
    check.finish(3)
    check.keep()
    return check


def saved(check: Check) -> Path:
    """Show what was kept over time, and save it to a file."""
    page = check.page
    check.button("profile").click()
    expect(page.locator(".sa-history .sa-row__words")).to_have_text(["more often"])
    with page.expect_download() as saving:
        check.button("json").click()
    assert saving.value.suggested_filename == "kept.json"
    file = Path(saving.value.path())
    assert [len(row["answers"]) for row in json.loads(file.read_text())["reviews"]] == [5, 5]
    return file


def expect_undo(check: Check, before: list[dict[str, Any]]) -> None:
    """What was cleared is gone, and comes back."""
    page = check.page
    check.button("clear").click()
    expect(check.part("saved")).to_have_text("Everything is cleared.")
    assert stored(page) == NOTHING
    assert page.locator(".sa-history").count() == 0
    check.element.get_by_role("button", name="Undo", exact=True).click()
    expect(check.part("report-status")).to_have_text("Everything is back.")
    assert stored(page)["kept"] == before


def expect_brought_back(check: Check, file: Path, before: list[dict[str, Any]]) -> None:
    """What was cleared comes back from the file, after a question."""
    page = check.page
    check.button("clear").click()
    expect(check.part("saved")).to_have_text("Everything is cleared.")
    asked = accept_next(page)
    with page.expect_file_chooser() as choosing:
        check.button("bring").click()
    choosing.value.set_files(file, timeout=5000)
    expect(check.part("where")).to_have_text("They are on this device now.")
    assert asked == ["2 reviews are new.\n\nNothing that is here is overwritten. Add them?"]
    assert [row["answers"] for row in stored(page)["kept"]] == [row["answers"] for row in before]
