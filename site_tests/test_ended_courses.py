"""Courses that came to an end, in the browser of a learner: one expired, one was withdrawn."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from new_course import open_course
from playwright.sync_api import expect

from site_tests.conftest import build_site, watched, write_files
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TODAY = datetime.now(UTC).replace(hour=12)
CONFIG = """\
site_name: Birds
site_url: !ENV SITE_URL
theme: {name: mkdocs, highlightjs: false}
plugins: [search, selfassess]
"""
PAGES = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "# Birds\n\nThey sing at dawn.\n",
    "docs/birds.md": "# Course\n\n```course\nid: birds\n```\n",
    "docs/test.md": "# Test\n\n```assessment\nid: birds-test\n```\n",
    "docs/owls.md": "# Owls\n\n```course\nid: owls\n```\n",
}


def selfassess(home: Path, *arguments: str) -> None:
    """Run a command in a folder."""
    subprocess.run([sys.executable, "-m", "selfassess", *arguments], cwd=home, check=True)


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyServer]:
    """A site with a course whose last day is today and one that was withdrawn."""
    home = tmp_path_factory.mktemp("ended")
    write_files(home, PAGES)
    for name in ("birds", "owls"):
        selfassess(home, "course", "new", name)
    courses = home / "assessments/courses"
    open_course(courses / "birds/course.yml", days=0)
    gone = courses / "owls/course.yml"
    notice = "status: withdrawn\nwithdrawn: What it taught was wrong."
    gone.write_text(gone.read_text("utf-8").replace("status: draft", notice), "utf-8")
    selfassess(home, "release", "birds-test")
    with FaultyServer(home / "site", prefix="/repo/") as server:
        build_site(home / "site", server.url, home)
        yield server


@pytest.fixture
def page(browser: Browser, ended: FaultyServer) -> Iterator[Page]:
    with watched(ended, browser.new_context(base_url=ended.url)) as context:
        yield context.new_page()


def bring(page: Page, tmp_path: Path, moment: datetime) -> None:
    """Bring back a file in which everything was read and the test was passed at a moment."""
    module = page.locator("course-learner [data-module]").first
    mark = {"page": "index.md", "hash": module.get_attribute("data-hash")}
    tried = {"seed": "k3f9", "answers": {"first-question": "best"}}
    times = dict.fromkeys(("begun", "ended"), f"{moment:%Y-%m-%dT%H:%MZ}")
    file = tmp_path / "progress.json"
    whole = {
        "selfassess": "progress",
        "format": 1,
        "course": "birds",
        "version": "0.1",
        "started": f"{TODAY:%Y-%m-%d}",
        "modules": [mark | {"read": f"{TODAY:%Y-%m-%d}"}],
        "test": {"instrument": "birds-test", "version": "0.1", "attempts": [tried | times]},
    }
    file.write_text(json.dumps(whole), "utf-8")
    page.locator(".sa-learner__device summary").click()
    page.locator("[data-part=mine] [data-action=open]").set_input_files(file)
    page.locator("[data-part=identity] input").first.fill("A. Learner")
    page.locator("[data-action=completion]").click()


def test_after_its_last_day_a_course_says_so_and_makes_no_completion_file(
    page: Page, tmp_path: Path
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    page.clock.set_fixed_time(tomorrow)
    page.goto("birds/")
    over = f"The last day on which this course could be completed was {TODAY:%Y-%m-%d}."
    expect(page.locator("[data-part=over]")).to_have_text(over)

    bring(page, tmp_path, tomorrow)

    expect(page.locator("[data-part=status]")).to_have_text(
        f"You finished the course after {TODAY:%Y-%m-%d}, its last day: it makes no completion file."
    )
    expect(page.locator("[data-part=shown-file]")).to_be_hidden()


def test_who_finished_on_the_last_day_saves_the_file_afterwards(page: Page, tmp_path: Path) -> None:
    page.clock.set_fixed_time(TODAY + timedelta(days=1))
    page.goto("birds/")

    bring(page, tmp_path, TODAY)

    expect(page.locator("[data-part=file]")).to_contain_text(f'"finished": "{TODAY:%Y-%m-%d}"')


def test_a_withdrawn_course_is_a_notice_and_nothing_to_tick_or_save(page: Page) -> None:
    page.goto("owls/")

    expect(page.get_by_text("Withdrawn. What it taught was wrong.")).to_be_visible()
    expect(page.locator("course-learner")).to_have_count(0)
