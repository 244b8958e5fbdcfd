"""The issue desk: from a learner's files to certificates, with nothing stored and nothing sent."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.issuing import (
    DESK,
    ISSUER,
    PIXEL,
    TEST,
    choose,
    completion,
    payload,
    with_course,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser


KEPT = "async () => [await indexedDB.databases(), document.cookie]"


def saved(page: Page, name: str) -> str:
    """Press the button that saves a file, and return what is in it."""
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save {name}").click()
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


def check(page: Page) -> None:
    """Choose three files and a signature, and have them checked."""
    page.add_init_script("window.print = () => {}")
    with_course(page)
    page.goto(DESK)
    choose(page, [completion("Ann Ample"), completion("Bo Brief", wrong=4), '{"selfassess":'])
    image = base64.b64decode(PIXEL)
    page.locator("[name=signature]").set_input_files(
        {"name": "s.png", "mimeType": "image/png", "buffer": image}
    )
    page.get_by_role("button", name="Check the files").click()
    expect(page.get_by_role("heading", name="3 files checked")).to_be_focused()
    failed = "The test was not passed: 0 of 4 right, and 75 % are needed."
    expect(page.get_by_text(failed)).to_be_visible()


def accept_by_hand(page: Page) -> None:
    """Accept the file that failed; that needs a reason."""
    page.get_by_text("Accept it by hand").click()
    accept = page.get_by_role("button", name="Accept", exact=True)
    accept.click()
    expect(page.get_by_text("Write a reason first: the register tells it.")).to_be_visible()
    page.get_by_label("Reason, for the register").first.fill("Retested by phone")
    accept.click()
    expect(page.get_by_text("Accepted by hand: Retested by phone")).to_be_visible()


def accept_without_file(page: Page) -> None:
    """Accept somebody who could not use the site."""
    page.get_by_text("Accept somebody who could not use the site").click()
    page.get_by_label("Name", exact=True).fill("Cy Copious")
    page.get_by_label("Day of completion").fill("2026-11-21")
    page.get_by_label("What was done instead").fill("Read in braille")
    page.get_by_role("button", name="Accept and record as an accommodation").click()
    expect(page.get_by_text("Accommodation: Read in braille")).to_be_visible()


def test_a_sponsor_checks_decides_saves_and_prints(page: Page, site: FaultyServer) -> None:
    check(page)
    accept_by_hand(page)
    accept_without_file(page)

    rows = list(csv.DictReader(io.StringIO(saved(page, "register.csv"))))
    assert [(row["name"], row["accepted_by"]) for row in rows] == [
        ("Ann Ample", "rules"),
        ("Bo Brief", "hand"),
        ("Cy Copious", "accommodation"),
    ]
    assert len(json.loads(saved(page, "accepted.json"))["accepted"]) == 3

    assert [printed(page, paper) for paper in ("A4", "Letter")] == [3, 3]

    assert page.evaluate(KEPT) == [[], ""]
    page.get_by_role("button", name="Forget everything").click()
    expect(page.get_by_role("heading", name="3 files checked")).to_have_count(0)


def printed(page: Page, paper: str) -> int:
    """Print the certificates, and return on how many pages; afterwards they stand nowhere."""
    page.get_by_role("button", name="Print 3 certificates").click()
    sheets = page.locator("body > .sa-certificates")
    expect(sheets).to_be_attached()
    expect(sheets.locator("img").first).to_have_attribute("src", re.compile("^data:image/png;"))
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=paper))
    expect(sheets).to_have_count(0)
    return len(pages)


OLD_COURSE = {
    "format": 1,
    "id": "made-up",
    "version": "0.9",
    "status": "open",
    "title": "Made-up course, as it was",
    "objectives": [{"id": "hear", "text": "Hear a story to its end."}],
    "modules": [{"id": "a", "title": "A", "readings": [{"page": "one.md"}]}],
    "post_test": {"bank": "made-up-test", "pass_percent": 50},
    "released": "2025-01-01",
    "expires": "2026-12-31",
}
OLD_TEST = TEST | {"version": "0.9"}


@pytest.mark.slow
def test_an_old_file_is_scored_again_with_the_archive_that_lies_on_the_sponsor_s_disk(
    page: Page, tmp_path: Path
) -> None:
    with_course(page)
    page.goto(DESK)
    old = completion("Ann Ample", wrong=2, version="0.9")
    old["test"]["version"] = "0.9"
    chosen = {"ann": old, "course-0.9": OLD_COURSE, "test-0.9": OLD_TEST}
    for name, data in chosen.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    page.locator("[name=issuer]").set_input_files([payload("issuer.json", ISSUER)])
    files, press = page.locator("[name=files]"), page.get_by_role("button", name="Check the files")

    files.set_input_files(tmp_path / "ann.json")
    press.click()
    found = page.locator("[data-part=found]")
    unknown = "This site knows no version 0.9 of a course “made-up”."
    expect(found).to_contain_text(unknown)
    files.set_input_files(sorted(tmp_path.glob("*.json")))
    press.click()
    expect(found).to_contain_text("The questions in this version were read from “test-0.9.json”")
    expect(found).to_contain_text("The course in this version was read from “course-0.9.json”")
    expect(found).to_contain_text("2 of 4 right (50 %)")
    expect(page.get_by_role("button", name="Save register.csv")).to_have_count(0)

    page.get_by_text("Accept it by hand").click()
    page.get_by_label("Reason, for the register").first.fill("Both files are of our archive")
    page.get_by_role("button", name="Accept", exact=True).click()
    (row,) = csv.DictReader(io.StringIO(saved(page, "register.csv")))
    assert (row["name"], row["version"], row["percent"]) == ("Ann Ample", "0.9", "50")


def test_an_issuer_that_can_not_be_used_is_told_on_the_page(page: Page) -> None:
    with_course(page)
    page.goto(DESK)
    choose(page, [completion("Ann Ample")], issuer=ISSUER | {"serial": "none"})
    page.get_by_role("button", name="Check the files").click()
    expect(page.get_by_text('this is no pattern of serial numbers; "none"')).to_be_visible()
    expect(page.get_by_role("button", name="Save register.csv")).to_have_count(0)


def test_without_script_the_page_says_why_it_needs_one(site: FaultyServer) -> None:
    html = (Path(site.folder or "") / DESK / "index.html").read_text(encoding="utf-8")
    assert "This page needs JavaScript, because nothing that you choose here is sent" in html
