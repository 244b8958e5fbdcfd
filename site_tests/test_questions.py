"""The questions of this site: from version to version, and as the page on them tells."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from selfassess.authoring import INSTRUMENT, read_instrument
from selfassess.authoring.releases.released import read_release
from selfassess.definition.versions import outdated
from selfassess.reporting.profile import Kept, Profile
from selfassess.reporting.version_notices import sentences
from site_tests.check import REVIEW, Check
from site_tests.conftest import ROOT
from site_tests.test_manual import Block, blocks, said, same
from site_tests.test_store import FIRST, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from selfassess import Instrument
    from site_tests.faulty_server import FaultyServer

PAGE = ROOT / "content/assess/questions.md"
PILOT = PAGE.with_name("pilot-example.csv")
ASSESSMENTS = ROOT / "assessments"
NOW, BEFORE = (
    read_instrument(ASSESSMENTS / "alliance-practices/instrument.yml"),
    read_release(ASSESSMENTS / "alliance-practices/released", "1.0", INSTRUMENT),
)
UNCHANGED = {
    "listening-open-question",
    "listening-opening-account",
    "listening-what-else",
    "listening-other-task",
    "validation-name-feeling",
    "validation-makes-sense",
    "validation-worry-first",
    "validation-daily-life",
    "validation-solution-first",
    "involvement-same-goal",
    "involvement-more-than-one-option",
    "presence-one-breath",
    "presence-eye-level",
    "presence-interruption",
    "surroundings-not-overheard",
    "surroundings-comfortable",
    "surroundings-how-long-wait",
}
"""What the second version asks as the first one did, word for word and on the same scale."""
LEFT_OUT = (
    "The review of 2026-11-23 was made with version 1.0. Its answers about these areas are not "
    "shown here, because something else is asked there now: Attentive listening, Shared goals and "
    "involvement, Presence under pressure, Surroundings, Warmth with clear limits, Transparency "
    "and accountability, Reluctance and repair, Inviting feedback, Continuity, Self-reflection, "
    "Learning and support. They stay on this device."
)


STILL_SHOWN = {
    ("behavioral-health-review", "1.0"): {"endings"},
    ("behavioral-health-review", "1.1"): {"limits", "endings"},
    ("nursing-review", "1.0"): {"hands", "handover", "others"},
    ("nursing-review", "1.1"): {"coming", "hands", "handover", "others"},
    ("pharmacy-review", "1.0"): {"doses", "home"},
    ("pharmacy-review", "1.1"): {"asking", "doses", "home"},
    ("primary-care-review", "1.0"): {"referrals", "years"},
    ("telehealth-review", "1.0"): {"line", "attention", "deciding"},
}
"""The areas of a kept review by setting whose questions still ask the same, by its version."""


def kept(review: Instrument = BEFORE) -> Kept:
    """A review, of the first version unless told otherwise, all of whose habits were there."""
    answers = {
        item.id: "0" if item.reverse else f"{review.options_of(item)[-1].value:g}"
        for item in review.items
    }
    return Kept("2026-11-23", review.version, answers)


# From the first version to the second


def test_what_the_second_version_leaves_alone_it_asks_as_the_first_one_did() -> None:
    for name in UNCHANGED:
        now, before = NOW.item[name], BEFORE.item[name]
        assert (now.stem, now.reverse, now.domain) == (before.stem, before.reverse, before.domain)
        assert NOW.scale_of(now) == BEFORE.scale_of(before)


def test_a_draft_of_the_first_version_keeps_the_answers_to_what_is_still_the_same() -> None:
    emptied = set(outdated(NOW)["1.0"])

    assert NOW.item.keys() - emptied == UNCHANGED


def test_of_a_review_of_the_first_version_validation_is_still_shown() -> None:
    profile = Profile.of(NOW, [kept()])

    assert profile.dates == {"validation": "2026-11-23"}
    assert {name.partition("-")[0] for name in profile.answers.chosen} == {"validation"}


def test_the_reader_is_told_which_areas_are_left_out_and_what_changed() -> None:
    (left_out, wording), (counted, scoring) = sentences(Profile.of(NOW, [kept()]).notices, NOW)

    assert left_out == LEFT_OUT
    assert wording.startswith("What changed: What comes up now and then is asked of the last time")
    assert counted.endswith(f"scored here by the rules of version {NOW.version}.")
    assert scoring.endswith("an area that asks for two weeks counts as before.")


def test_the_first_version_can_still_be_read_with_its_own_release() -> None:
    profile = Profile.of(BEFORE, [kept()])

    assert profile.dates.keys() == BEFORE.domain.keys()
    assert profile.notices == {}


def test_no_draft_of_the_first_quick_check_is_filled_in() -> None:
    quick = read_instrument(ASSESSMENTS / "quick-check/instrument.yml")

    assert set(outdated(quick)["1.0"]) == quick.item.keys()


@pytest.mark.parametrize(("name", "version"), STILL_SHOWN)
def test_of_a_kept_review_by_setting_the_areas_that_ask_the_same_are_shown(
    name: str, version: str
) -> None:
    now = read_instrument(ASSESSMENTS / name / "instrument.yml")
    before = read_release(ASSESSMENTS / name / "released", version, INSTRUMENT)

    assert Profile.of(now, [kept(before)]).dates.keys() == STILL_SHOWN[name, version]


def words(stem: str) -> set[str]:
    return set(re.findall(r"[\w'’]+", stem.lower()))


def test_a_review_by_setting_shares_no_more_than_three_in_five_words_with_the_full_review() -> None:
    asked = [words(item.stem) for item in NOW.items]
    for file in ASSESSMENTS.glob("*-review/instrument.yml"):
        for item in read_instrument(file).items:
            own = words(item.stem)
            assert all(len(own & other) <= 0.6 * len(own | other) for other in asked), item.stem


@pytest.mark.browser
def test_a_page_shows_what_is_still_good_of_a_review_of_the_first_version(
    page: Page, site: FaultyServer
) -> None:
    review = kept()
    row: dict[str, Any] = {"instrument": NOW.id, "version": "1.0", "only": None}
    row |= {"date": review.date, "answers": review.answers}
    write(page, FIRST, site, rows={"drafts": [], "kept": [row]})
    page.goto(REVIEW)
    check = Check(page)
    check.button("profile").click()
    expect(check.part("report-title")).to_have_text("What you kept")
    report = check.part("report")
    day = f"{date.fromisoformat(review.date):%-d %b %Y}"
    expect(report.locator(".sa-when time")).to_have_text([day])
    expect(report.locator(".sa-row")).to_contain_text("Almost always")
    expect(report.locator(".sa-note").first).to_contain_text(LEFT_OUT)


# How these questions were made


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading of the page, without its head."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {heading}")[2].partition("\n## ")[0]
    lines = re.findall(r"^\| (.*) \|$", section, re.MULTILINE)
    return [[cell.strip() for cell in line.split(" |")] for line in lines[2:]]


def test_the_blueprint_has_a_place_for_every_question() -> None:
    periods = {"share": "two weeks", "last": "last time"}
    found = [
        (title, sum(len(cell.split(";")) for cell in cells if cell), period)
        for title, *cells, period in rows("What they ask")
    ]

    asked = [(domain.title, NOW.items_of(domain.id)) for domain in NOW.domains]
    assert found == [(title, len(items), periods[items[0].scale]) for title, items in asked]


def test_the_blueprint_marks_every_lapse() -> None:
    marked = {title: " ".join(cells).count("*lapse*") for title, *cells in rows("What they ask")}

    assert marked == {
        domain.title: sum(item.reverse for item in NOW.items_of(domain.id))
        for domain in NOW.domains
    }


def test_the_invented_pilot_answers_every_question() -> None:
    with PILOT.open(encoding="utf-8", newline="") as file:
        header, *people = csv.reader(file)

    assert header == ["respondent", *NOW.item]
    assert len(people) == 12


def test_a_pilot_is_scored_as_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ASSESSMENTS, tmp_path / "assessments")
    shutil.copy(PILOT, tmp_path)
    monkeypatch.chdir(tmp_path)
    outputs = {}
    for block, after in pairwise([*blocks(PAGE), Block("", "", "", "")]):
        if block.language == "sh":
            outputs[block.body] = said(block.body, capsys)
            assert after.language != "text" or same(after.body, outputs[block.body])
    score, reliability = outputs.values()
    assert score.count("\np-") == 12
    assert "Warmth with clear limits (limits): count of 5; 12 respondents" in reliability
