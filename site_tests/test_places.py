"""What is kept belongs to where a site really lies, whatever its build was told.

Two projects of one owner on one host, built without an address, as a first mkdocs.yml is: one
instrument each, with the same names and other questions.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import Check, stored
from site_tests.conftest import desk, watched, write_files
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

INSTRUMENT = """
id: pause
version: "1.0"
kind: questionnaire
title: {title}
introduction: Two questions, made up for a test.
minutes: 1
licence: CC0
source: Made up for a test.
limits: It tells nothing about you.
scales:
  often:
    options:
      - {{value: 0, label: Never}}
      - {{value: 1, label: Sometimes}}
domains:
  - {{id: pause, title: Pause}}
scoring: {{method: sum, missing: {{rule: complete, minimum: 2}}}}
feedback: none
items:
  - {{id: q-1, domain: pause, scale: often, stem: "{title}: the first?"}}
  - {{id: q-2, domain: pause, scale: often, stem: "{title}: the second?"}}
"""
THEME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<link rel="icon" href="data:,"></head><body><main>{{ page.content }}</main></body></html>
"""
CONFIG = """
site_name: {title}
theme: {{name: null, custom_dir: theme}}
plugins: [selfassess]
"""
FENCE = "```assessment\nid: pause\n```\n"


def build(home: Path, title: str, out: Path) -> None:
    files = {
        "mkdocs.yml": CONFIG.format(title=title),
        "theme/main.html": THEME,
        "docs/index.md": f"# {title}\n\n{FENCE}",
        "assessments/pause/instrument.yml": INSTRUMENT.format(title=title),
    }
    write_files(home, files)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(out)]
    subprocess.run(command, cwd=home, check=True)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyServer]:
    folder = tmp_path_factory.mktemp("host")
    for name in ("a", "b"):
        build(folder / f"home-{name}", name.upper(), folder / "site" / name)
    with FaultyServer(folder / "site", prefix="/") as server:
        yield server


@pytest.fixture
def page(browser: Browser, host: FaultyServer) -> Iterator[Page]:
    with watched(host, browser.new_context(**desk(host))) as context:
        host.fail("*/runtime/manifest.*.json", "404")
        yield context.new_page()


def answered(page: Page, path: str) -> Check:
    page.goto(path)
    check = Check(page)
    check.answer("q-1", 1)
    check.expect_saved()
    return check


@pytest.mark.parametrize("tab", ["the same tab", "another tab"])
def test_two_projects_on_one_host_never_see_each_other_s_answers(page: Page, tab: str) -> None:
    answered(page, "a/")
    opened = page if tab == "the same tab" else page.context.new_page()
    opened.goto("b/")
    check = Check(opened)
    expect(check.part("count")).to_have_text("0 of 2")
    # What is offered is offered before anything is saved.
    check.answer("q-2", 0)
    check.expect_saved()
    expect(check.part("found")).to_be_hidden()
    assert check.answers() == {"q-2": "0"}
    page.goto("a/")
    expect(Check(page).part("count")).to_have_text("1 of 2")


def test_clearing_one_project_leaves_what_the_other_stored(page: Page) -> None:
    answered(page, "a/")
    check = answered(page, "b/")
    check.button("clear").last.click()
    expect(check.part("saved")).to_have_text("Everything is cleared.")
    assert [draft["answers"] for draft in stored(page)["drafts"]] == [{"q-1": "1"}]
    page.goto("a/")
    expect(Check(page).part("count")).to_have_text("1 of 2")


def test_what_is_stored_is_named_by_the_path_of_the_site(page: Page) -> None:
    answered(page, "a/")
    names = page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")
    assert names == ["selfassess:/a/"]
