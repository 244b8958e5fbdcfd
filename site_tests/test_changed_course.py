"""A course whose test is changed in the middle of the year, in the browser of one learner.

The site is built, visited, and built again with another version of the test.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from new_course import open_course
from playwright.sync_api import expect

from site_tests.conftest import build_site, desk, watched, write_files
from site_tests.faulty_server import FaultyServer
from site_tests.learning import action, part
from site_tests.test_ended_courses import CONFIG, selfassess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "# Birds\n\nThey sing at dawn.\n",
    "docs/birds.md": "# Course\n\n```course\nid: birds\n```\n",
    "docs/before.md": "# Before\n\n```assessment\nid: before\n```\n",
    "docs/test.md": "# Test\n\n```assessment\nid: birds-test\n```\n",
}
CHANGES = """
changes:
  - {version: "0.2", date: "2026-11-29", kind: wording, what: Said better.}
  - {version: "0.1", date: "2026-11-01", kind: first, what: The first version.}
"""


def write(home: Path) -> None:
    """Write an open course with a test and questions before it."""
    write_files(home, PAGES)
    selfassess(home, "course", "new", "birds")
    test = home / "assessments/birds-test/instrument.yml"
    course = home / "assessments/courses/birds/course.yml"
    open_course(course)
    said = course.read_text("utf-8").replace("post_test:", "pre_test: before\npost_test:")
    course.write_text(said, "utf-8")
    before = test.read_text("utf-8").replace("id: birds-test", "id: before")
    write_files(home, {"assessments/before/instrument.yml": before})
    selfassess(home, "release", "birds-test")


def change(home: Path) -> None:
    """Give the test a second version in which each question is another one."""
    test = home / "assessments/birds-test/instrument.yml"
    said = test.read_text("utf-8").replace('version: "0.1"', 'version: "0.2"')
    said = said.replace("Which question", "Which other question").replace(
        "What question", "What other question"
    )
    test.write_text(said + CHANGES, "utf-8")
    selfassess(home, "release", "birds-test")


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[FaultyServer]:
    """A server whose site is built for it; `change` and another build make the second one."""
    write(tmp_path)
    with FaultyServer(tmp_path / "site", prefix="/repo/") as server:
        build_site(tmp_path / "site", server.url, tmp_path)
        yield server


@pytest.fixture
def page(browser: Browser, changed: FaultyServer) -> Iterator[Page]:
    with watched(changed, browser.new_context(**desk(changed))) as context:
        yield context.new_page()


def draw(page: Page) -> None:
    page.get_by_role("button", name="Draw my questions").click()
    expect(page.locator("self-assessment[data-waiting]")).to_have_count(0)


def choose(page: Page) -> None:
    page.locator("fieldset[data-item]:visible").get_by_label("The best answer").check()


def answer_before(page: Page) -> None:
    """Answer the questions before the course."""
    page.goto("birds/")
    # The list of the modules above has it as well.
    link = page.locator("course-learner").get_by_role(
        "link", name="Some questions before you begin"
    )
    link.click()
    draw(page)
    choose(page)
    page.locator("self-assessment [type=submit]").click()
    expect(part(page, "status")).to_contain_text("How many you answered right")


def completion(page: Page) -> dict[str, Any]:
    """Read the course, and return what its completion file holds."""
    page.goto("birds/")
    action(page, "read").check()
    part(page, "identity").locator("input").first.fill("A. Learner")
    action(page, "completion").click()
    expect(part(page, "file")).to_contain_text("identity")
    found: dict[str, Any] = json.loads(part(page, "file").inner_text())
    return found


def test_what_was_known_before_and_a_test_of_before_a_change_are_in_the_file(
    page: Page, changed: FaultyServer, tmp_path: Path
) -> None:
    answer_before(page)
    page.goto("test/")
    draw(page)
    choose(page)
    expect(page.locator("self-assessment [data-part=saved]")).to_have_text("Saved on this device")
    change(tmp_path)
    build_site(tmp_path / "site", changed.url, tmp_path)
    page.reload()
    expect(part(page, "earlier-text")).to_contain_text("You began this test with version 0.1")
    asked = page.locator("fieldset[data-item]:visible legend")
    expect(asked).to_have_text(re.compile("(Which|What) question"))
    page.locator("self-assessment [type=submit]").click()
    expect(part(page, "status")).to_contain_text("You passed the test in version 0.1")

    file = completion(page)
    assert file["before"] == {"describe": "1/1"}
    assert (file["test"]["version"], len(file["test"]["attempts"])) == ("0.1", 1)
    assert file["identity"] == {"name": "A. Learner"}


def test_questions_that_are_gone_are_told_and_nothing_is_lost_until_a_choice(
    page: Page, changed: FaultyServer, tmp_path: Path
) -> None:
    page.goto("test/")
    address = page.locator("self-assessment").get_attribute("data-definition") or ""
    old = f"**/{address.partition('#')[0].rpartition('/')[2]}"
    draw(page)
    choose(page)
    expect(page.locator("self-assessment [data-part=saved]")).to_have_text("Saved on this device")
    change(tmp_path)
    build_site(tmp_path / "site", changed.url, tmp_path)
    page.route(old, lambda route: route.fulfill(status=404))
    page.reload()
    expect(part(page, "earlier-text")).to_contain_text("which can not be had now.")
    expect(page.get_by_role("button", name="Draw my questions")).to_be_hidden()
    page.unroute_all()
    page.reload()
    expect(part(page, "earlier-text")).to_contain_text("and you end it on the same")
    expect(page.locator("[data-item] :checked")).to_have_count(1)

    page.route(old, lambda route: route.fulfill(status=404))
    page.reload()
    part(page, "earlier-today").click()
    page.unroute_all()
    expect(part(page, "earlier")).to_be_hidden()
    expect(page.locator("self-assessment[data-waiting]")).to_have_count(0)
    asked = page.locator("fieldset[data-item]:visible legend")
    expect(asked).to_have_text(re.compile("(Which|What) other question"))


def test_another_attempt_asks_what_the_test_asks_now(
    page: Page, changed: FaultyServer, tmp_path: Path
) -> None:
    page.goto("test/")
    draw(page)
    page.locator("fieldset[data-item]:visible").get_by_label("Another answer").check()
    expect(page.locator("self-assessment [data-part=saved]")).to_have_text("Saved on this device")
    change(tmp_path)
    build_site(tmp_path / "site", changed.url, tmp_path)
    page.reload()
    expect(part(page, "earlier-text")).to_contain_text("You began this test with version 0.1")
    page.locator("self-assessment [type=submit]").click()
    expect(part(page, "status")).to_contain_text("The test was changed since your last attempt")
    expect(part(page, "standing")).to_contain_text("0 of 1 right")

    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Start again").click()
    expect(part(page, "earlier")).to_be_hidden()
    # Python is there, so that they are drawn at once.
    expect(page.locator("self-assessment[data-waiting]")).to_have_count(0)
    asked = page.locator("fieldset[data-item]:visible legend")
    expect(asked).to_have_text(re.compile("(Which|What) other question"))
    choose(page)
    page.locator("self-assessment [type=submit]").click()
    expect(part(page, "standing")).to_contain_text("You have passed")
    expect(part(page, "status")).to_be_empty()
