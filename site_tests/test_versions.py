"""Answers that were given before an edit: what becomes of drafts and of kept reviews.

The site is built, visited, built again with newer versions under the same address, and visited
by the same reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

from site_tests.check import Check, accept_next, stored
from site_tests.conftest import build_site, desk, watched, write_files
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<link rel="icon" href="data:,"></head><body><main>{{ page.content }}</main></body></html>
"""
BEFORE = yaml.safe_load("""
version: "1.0"
kind: self-review
introduction: Four questions.
minutes: 1
licence: CC0
source: Written for a test.
limits: It tells nothing about you.
scales:
  often:
    options: [{value: 0, label: Never}, {value: 1, label: Sometimes}, {value: 2, label: Always}]
scoring: {method: mean, missing: {rule: prorate, minimum: 1}}
domains: [{id: calls, title: Calls}, {id: visits, title: Visits}]
items:
  - {id: c1, domain: calls, scale: often, stem: I said by name.}
  - {id: c2, domain: calls, scale: often, stem: I asked whether it was a good moment.}
  - {id: v1, domain: visits, scale: often, stem: I rang the bell.}
  - {id: v2, domain: visits, scale: often, stem: I sat down.}
""")
FIRST = {"version": "1.0", "date": "2026-11-22", "kind": "first", "what": "The first."}
EDITS: dict[str, dict[str, Any]] = {
    "typo": {"stem": "I said my name."},
    "scoring": {"reverse": True},
    "wording": {"stem": "I said where I work."},
    "unknown": {},
}
"""What changes in the first item, by the name of the instrument and the kind of the change."""
CHANGED = (
    "The questions have changed since you began. Your answers to those that are still the same "
    "are here; please answer the others again."
)


def definition(name: str, *, edited: bool) -> dict[str, Any]:
    """Return an instrument before or after its edit; one goes back to where it came from."""
    given: dict[str, Any] = {"id": name, "title": name.capitalize(), **BEFORE}
    if edited == (name == "unknown"):
        return given
    change: dict[str, Any] = {
        "version": "1.1",
        "date": "2026-11-23",
        "kind": name,
        "what": f"A {name}.",
    }
    if name == "unknown":
        change["kind"] = "wording"
    if name == "wording":
        change["items"] = ["c1"]
    item, *others = given["items"]
    newer = {"version": "1.1", "changes": [change, FIRST], "items": [item | EDITS[name], *others]}
    return given | newer


def build(home: Path, url: str, *, edited: bool) -> None:
    config = {"site_name": "Edits", "site_url": url, "plugins": ["selfassess"]}
    files = {"theme/main.html": THEME, "docs/index.md": "# Edits\n"}
    files["mkdocs.yml"] = yaml.safe_dump(config | {"theme": {"name": None, "custom_dir": "theme"}})
    for name in EDITS:
        files[f"docs/{name}.md"] = f"# {name}\n\n```assessment\nid: {name}\n```\n"
        files[f"assessments/{name}/instrument.yml"] = yaml.safe_dump(
            definition(name, edited=edited)
        )
    write_files(home, files)
    build_site(home / "site", url, home)


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The tab of a reader who kept a review and began another, before the edits."""
    home = tmp_path_factory.mktemp("edits")
    with FaultyServer(home / "site", prefix="/edits/") as server:
        build(home, server.url, edited=False)
        with watched(server, browser.new_context(**desk(server))) as context:
            page = context.new_page()
            for name in EDITS:
                keep_one_and_begin_another(page, name)
            build(home, server.url, edited=True)
            yield page


def keep_one_and_begin_another(page: Page, name: str) -> None:
    page.goto(f"{name}/")
    check = Check(page)
    check.finish(2)
    check.keep()
    accept_next(page)
    check.button("again").click()
    for item, value in (("c1", 1), ("c2", 1), ("v1", 0)):
        check.answer(item, value)
    check.expect_saved()


def back(page: Page, name: str) -> Check:
    """Open a form again, and wait until what is stored has been looked at."""
    page.goto(f"{name}/")
    # The page of before the edit is still in the browser's cache.
    page.reload()
    check = Check(page)
    expect(check.button("profile")).to_be_visible()
    return check


def profile(check: Check) -> tuple[list[str], list[str]]:
    """Return what the kept reviews give: the words of each area, and what is said of them."""
    check.button("profile").click()
    expect(check.part("report-title")).to_have_text("What you kept")
    report = check.part("report")
    # Areas without a score stand in one line below the others.
    words = ["not checked yet"] * report.locator(".sa-absent b").count()
    words += report.locator(".sa-row__words").all_inner_texts()
    return words, [" ".join(note.split()) for note in report.locator(".sa-note").all_inner_texts()]


def days(page: Page, name: str) -> str:
    (kept,) = (each for each in stored(page)["kept"] if each["instrument"] == name)
    return str(kept["date"])


def test_after_a_typo_everything_is_as_it_was(reader: Page) -> None:
    check = back(reader, "typo")

    expect(check.element.locator("legend").first).to_have_text("I said my name.")
    assert check.answers() == {"c1": "1", "c2": "1", "v1": "0"}
    expect(check.part("revised")).to_be_hidden()
    assert profile(check) == (["Always", "Always"], [])


def test_after_a_change_of_scoring_a_kept_review_counts_by_the_new_rules(reader: Page) -> None:
    check = back(reader, "scoring")

    assert check.answers() == {"c1": "1", "c2": "1", "v1": "0"}
    expect(check.part("revised")).to_be_hidden()
    assert profile(check) == (
        ["Sometimes", "Always"],
        [
            f"The review of {days(reader, 'scoring')} was made with version 1.0. "
            "Its answers are scored here by the rules of version 1.1. What changed: A scoring."
        ],
    )


def test_after_another_wording_the_answers_to_what_has_changed_are_not_there(
    reader: Page,
) -> None:
    check = back(reader, "wording")

    assert check.answers() == {"c2": "1", "v1": "0"}
    expect(check.part("revised")).to_have_text(CHANGED)
    assert profile(check) == (
        ["not checked yet", "Always"],
        [
            f"The review of {days(reader, 'wording')} was made with version 1.0. Its answers "
            "about these areas are not shown here, because something else is asked there now: "
            "Calls. They stay on this device. What changed: A wording."
        ],
    )


def test_another_tab_is_told_once_it_continues(reader: Page) -> None:
    other = reader.context.new_page()
    check = back(other, "wording")

    expect(check.part("found")).to_be_visible()
    expect(check.part("revised")).to_be_hidden()
    check.button("continue").click()
    expect(check.part("revised")).to_have_text(CHANGED)
    assert check.answers() == {"c2": "1", "v1": "0"}
    check.expect_saved()
    other.close()


def test_answers_to_a_version_that_the_site_went_back_from_are_left_alone(reader: Page) -> None:
    before = stored(reader)
    check = back(reader, "unknown")

    assert check.answers() == {}
    expect(check.part("found")).to_be_hidden()
    expect(check.part("revised")).to_have_count(0)
    assert profile(check) == (
        ["not checked yet", "not checked yet"],
        [
            f"The review of {days(reader, 'unknown')} was made with version 1.1, "
            "which this page does not know. It is not shown here, and stays on this device."
        ],
    )
    after = stored(reader)
    assert after["kept"] == before["kept"]
    # The draft is set aside, where no answer to another version can overwrite it.
    aside = [row["aside"]["answers"] for row in after["drafts"] if "aside" in row]
    keys = {row["key"] for row in after["drafts"]}
    assert [row["answers"] for row in before["drafts"] if row["key"] not in keys] == aside
