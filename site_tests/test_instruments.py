"""Instruments of other people: a plain one as a screen reader meets it, and three that strain a page.

A small site with no theme at all, so that nothing but the plugin's own style holds the forms
together. What stands in it is written here, so that no edit of our pages changes it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

from site_tests.check import Check
from site_tests.conftest import ROOT, desk, ring, served, watched, write_files
from site_tests.page_audit import OPEN_DETAILS, OVERFLOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

THEME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><main>{{ page.content }}</main></body></html>
"""
LONG = "When a conversation had gone on for longer than either of us had planned for, " * 8
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
WORDS = ["Never in any conversation that I can recall", "In a few of them", "About half the time"]
WORDS += [
    "In most of them, with an exception now and then",
    "In all of them, without one exception",
]
ARABIC = ["أبدًا", "نادرًا", "أحيانًا", "غالبًا", "دائمًا"]
ACROSS = """(root) => [...root.querySelectorAll("legend, label, button, summary, th, dd, li, p")]
  .filter((element) => element.checkVisibility() && !element.closest(".sa-scroll"))
  .filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < 0 || right > innerWidth || element.scrollWidth > element.clientWidth + 1 && element.clientWidth;
  }).map(({ tagName, textContent }) => `${tagName}: ${textContent.trim().slice(0, 40)}`)"""


def instrument(
    name: str, stems: list[str], labels: list[str], areas: int, **more: Any
) -> dict[str, Any]:
    """Return an instrument whose items are spread over its areas in turn."""
    return {
        "id": name,
        "version": "1",
        "kind": "self-review",
        "title": name,
        "introduction": "An instrument for a test.",
        "minutes": 5,
        "licence": "CC0",
        "source": "Written for a test.",
        "limits": "It tells nothing about you.",
        "scales": {
            "scale": {
                "options": [
                    {"value": n, "label": label, "detail": f"{label}, as the detail says"}
                    for n, label in enumerate(labels)
                ],
                "did_not_apply": labels[0] * 2,
            }
        },
        "scoring": {"method": "mean", "missing": {"rule": "prorate", "minimum": 1}},
        "domains": [{"id": f"area-{n}", "title": f"{stems[0][:60]} {n}"} for n in range(areas)],
        "items": [
            {"id": f"item-{n}", "stem": stem, "domain": f"area-{n % areas}", "scale": "scale"}
            | {"habit": stem, "plan": stem}
            for n, stem in enumerate(stems)
        ],
    } | more


INSTRUMENTS = [
    instrument("long", [LONG, UNBROKEN, f"{LONG}{UNBROKEN}", "Short."], [*WORDS, UNBROKEN], 2),
    instrument(
        "right-to-left",
        [f"سألت المريض عمّا يهمّه أكثر ({n})؟" for n in range(6)],
        ARABIC,
        2,
        language="ar",
        direction="rtl",
    ),
    instrument(
        "two-hundred",
        [f"Question {n}: I did what it says." for n in range(200)],
        [str(n) for n in range(11)],
        10,
    ),
]
NAMES = [each["id"] for each in INSTRUMENTS]
PLAIN = """
id: plain
version: "1"
kind: self-review
title: A plain review
introduction: Four questions about how you begin.
minutes: 1
licence: CC0
source: Written for a test.
limits: It tells nothing about you.
scales:
  share:
    instruction: In how many of your contacts was this so?
    options:
      - {value: 0, label: Almost never, detail: 0–10%}
      - {value: 1, label: About half the time, detail: 11–89%}
      - {value: 2, label: Almost always, detail: 90–100%}
    did_not_apply: Did not apply
scoring:
  method: mean
  missing: {rule: prorate, minimum: 1}
  rescale: {minimum: 0, maximum: 100}
domains:
  - {id: beginning, title: Beginning, page: index.md}
  - {id: ending, title: Ending}
items:
  - {id: name, domain: beginning, scale: share, stem: I said my name., habit: Say your name first., plan: "If I open the door, then I say my name.", teaches: index.md#name}
  - {id: seat, domain: beginning, scale: share, stem: I sat down., habit: Sit down., plan: "If there is a chair, then I sit down.", teaches: index.md#seat}
  - {id: clock, domain: beginning, scale: share, stem: I looked at the clock., reverse: true, habit: Turn from the clock., plan: "If I want to know the time, then I say so."}
  - {id: next, domain: ending, scale: share, stem: I said what comes next., habit: Say what comes next., plan: "If I stand up, then I say what comes next."}
"""
GOLDENS = ROOT / "site_tests/golden"


@pytest.fixture(scope="module")
def unusual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyServer]:
    """The site with one page for each instrument, in a list and in a grid."""
    home = tmp_path_factory.mktemp("unusual")
    write_site(home)
    with served(home, "/unusual/") as server:
        yield server


def write_site(home: Path) -> None:
    files = {"theme/main.html": THEME, "assessments/plain/instrument.yml": PLAIN}
    files["docs/index.md"] = "# Unusual\n\n## Your name { #name }\n\n## A seat { #seat }\n"
    files["docs/plain.md"] = "# Plain\n\n```assessment\nid: plain\nonly: beginning\n```\n"
    for each in INSTRUMENTS:
        name = each["id"]
        files[f"assessments/{name}/instrument.yml"] = yaml.safe_dump(each, allow_unicode=True)
        for layout in ("list", "grid"):
            fence = f"```assessment\nid: {name}\nlayout: {layout}\n```\n"
            files[f"docs/{name}-{layout}.md"] = f"# {name}\n\n{fence}"
    config: dict[str, Any] = {"site_name": "Unusual", "site_url": "SITE", "plugins": ["selfassess"]}
    config |= {"theme": {"name": None, "custom_dir": "theme"}, "markdown_extensions": ["attr_list"]}
    files["mkdocs.yml"] = yaml.safe_dump(config).replace("SITE", "!ENV SITE_URL").replace("'", "")
    write_files(home, files)


@pytest.fixture(scope="module")
def visit(browser: Browser, unusual: FaultyServer) -> Iterator[Page]:
    with watched(unusual, browser.new_context(**desk(unusual))) as context:
        yield context.new_page()


def across(page: Page) -> dict[int, tuple[int, list[str]]]:
    """Return by width how far the page is too wide, and what sticks out of its box."""
    found = {}
    for width in (320, 640, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = (page.evaluate(OVERFLOW), Check(page).element.evaluate(ACROSS))
    return found


FITS: dict[int, tuple[int, list[str]]] = {width: (0, []) for width in (320, 640, 1280)}


@pytest.mark.parametrize("layout", ["list", "grid"])
@pytest.mark.parametrize("name", NAMES)
def test_an_unusual_form_fits_at_every_width(visit: Page, name: str, layout: str) -> None:
    visit.goto(f"{name}-{layout}/")
    assert across(visit) == FITS


@pytest.mark.parametrize("name", ring(NAMES))
def test_an_unusual_instrument_is_scored_and_its_report_fits(visit: Page, name: str) -> None:
    visit.goto(f"{name}-grid/")
    check = Check(visit)
    check.finish(2)
    label = next(each for each in INSTRUMENTS if each["id"] == name)["scales"]["scale"]["options"][
        2
    ]
    cells = check.part("report").locator("tbody td:nth-of-type(2)").all_text_contents()
    assert set(cells) == {label["label"]}
    visit.evaluate(OPEN_DETAILS)
    assert across(visit) == FITS


def test_two_hundred_answers_are_counted_and_saved(visit: Page) -> None:
    visit.goto("two-hundred-list/")
    check = Check(visit)
    check.fill(10)
    expect(check.part("count")).to_have_text("200 of 200")
    check.expect_saved()


@pytest.mark.parametrize("layout", ["list", "grid"])
def test_a_right_to_left_form_runs_from_right_to_left(visit: Page, layout: str) -> None:
    visit.set_viewport_size({"width": 320, "height": 900})
    visit.goto(f"right-to-left-{layout}/")
    option = Check(visit).element.locator(".sa-option").first
    radio, words = option.locator("input").bounding_box(), option.locator("span").bounding_box()
    assert radio
    assert words
    assert radio["x"] > words["x"] + words["width"] - 1
    legend = Check(visit).element.locator("legend").first
    assert legend.evaluate("e => getComputedStyle(e).direction") == "rtl"
    expect(Check(visit).part("form")).to_have_attribute("lang", "ar")


def test_a_right_to_left_scale_grows_from_right_to_left_in_the_picture(visit: Page) -> None:
    visit.set_viewport_size({"width": 1280, "height": 900})
    visit.goto("right-to-left-list/")
    check = Check(visit)
    check.finish(0)
    mark = check.part("report").locator(".sa-track__mark").first.bounding_box()
    words = check.part("report").locator(".sa-axis__words span").first.bounding_box()
    assert mark
    assert words
    assert words["x"] <= mark["x"] + mark["width"] / 2 <= words["x"] + words["width"]


# What a screen reader meets


def test_a_screen_reader_meets_the_form_as_it_was_reviewed(visit: Page) -> None:
    visit.goto("plain/")
    check = Check(visit)
    check.answer("seat", 1)
    check.expect_saved()
    assert_golden("form.yml", check.part("form").aria_snapshot())


def test_a_screen_reader_meets_the_report_as_it_was_reviewed(visit: Page) -> None:
    visit.goto("plain/")
    check = Check(visit)
    check.fill(2, seat=0, clock=1)
    check.submit()
    check.expect_report()
    visit.evaluate(OPEN_DETAILS)
    check.part("day").evaluate("day => { day.textContent = 'Today'; }")
    assert_golden("report.yml", check.part("report").aria_snapshot())


def assert_golden(name: str, found: str) -> None:
    """Compare with a file that a person has read; GOLDEN=write writes it anew, to be read again."""
    file = GOLDENS / name
    if os.environ.get("GOLDEN") == "write":
        file.write_text(f"{found}\n", encoding="utf-8")
    assert f"{found}\n" == file.read_text(encoding="utf-8")
