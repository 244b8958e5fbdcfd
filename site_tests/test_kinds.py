"""Every kind of item: answered by mouse and by keyboard, kept, refused, printed, and seen by axe.

A small site with Material's two palettes, and the demonstration instrument of the engine's tests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

from site_tests.check import Check, drafts, expect_soon
from site_tests.conftest import ROOT, desk, ring, served, watched, write_files
from site_tests.page_audit import (
    AXE,
    CLIPPED,
    OVERFLOW,
    RUN_AXE,
    TAGS,
    TARGETS,
    TEXT_SPACING,
    UNSTICK,
)
from site_tests.page_audit import SCHEMES as PALETTES
from site_tests.test_arrival import NOT_FETCHED
from site_tests.test_instruments import assert_golden
from site_tests.test_noscript import CONTROLS, FAINT, SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

LAYOUTS = ("list", "grid", "matrix")
DEMONSTRATION = ROOT / "plugins/selfassess/tests/kinds/instrument.yml"
NOTE = "Ask the team\nfor ten minutes."
ANSWERS = {
    "break-away": "2",
    "break-through": "0",
    "break-walk": "did-not-apply",
    "view-time": "3",
    "view-team": "2",
    "coffee": "4",
    "signs": "neck clock",
    "hours": "6.5",
    "tension": "51",
    "first-words.best": "name-it",
    "first-words.worst": "next",
    "each-reply.tissues": "3",
    "each-reply.hurry": "1",
    "each-reply.tell": "4",
    "steps.listen": "1",
    "steps.ask": "2",
    "steps.agree": "3",
    "notes": NOTE,
}
"""By name, as they are stored."""
WORDS = [
    "Never",
    "Uncharacteristically seldom",
    "Incomprehensibility",
    "Ja",
    "Verantwortungsbewusstsein",
    "Always, without a single exception",
]
SIX = {
    "id": "six",
    "version": "1",
    "kind": "questionnaire",
    "title": "Six",
    "introduction": "Six columns for a test.",
    "minutes": 1,
    "licence": "CC0",
    "source": "Made up for a test.",
    "limits": "It tells nothing about you.",
    "scales": {"six": {"options": [{"value": n, "label": word} for n, word in enumerate(WORDS)]}},
    "scoring": {"method": "sum", "missing": {"rule": "complete", "minimum": 2}},
    "feedback": "none",
    "domains": [{"id": "area", "title": "Area"}],
    "items": [
        {"id": name, "domain": "area", "scale": "six", "stem": f"Is {name} so?"}
        for name in ("first", "second")
    ],
}
"""Six columns whose labels differ in their length."""
WRONG = "Some answers can not be used as they are"
MISSING = "1 of 12 is open. 2 areas are ready."
UNTOUCHED = "No answer yet"


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyServer]:
    """The small site, with one page for each layout."""
    home = tmp_path_factory.mktemp("kinds")
    write_site(home)
    with served(home, "/kinds/") as server:
        yield server


def write_site(home: Path) -> None:
    palettes = [
        {"scheme": scheme, "toggle": {"icon": "material/brightness-4", "name": scheme}}
        for scheme in PALETTES
    ]
    theme = {"name": "material", "font": False, "palette": palettes}
    config: dict[str, Any] = {"site_name": "Kinds", "site_url": "SITE", "theme": theme}
    config |= {"plugins": ["selfassess"], "extra": {"generator": False}}
    files = {"mkdocs.yml": yaml.safe_dump(config).replace("SITE", "!ENV SITE_URL")}
    files["assessments/kinds/instrument.yml"] = DEMONSTRATION.read_text(encoding="utf-8")
    files["docs/index.md"] = "# Kinds\n"
    files["assessments/six/instrument.yml"] = yaml.safe_dump(SIX, sort_keys=False)
    files["docs/six.md"] = "# six\n\n```assessment\nid: six\nlayout: matrix\n```\n"
    for layout in LAYOUTS:
        fence = f"```assessment\nid: kinds\nlayout: {layout}\n```\n"
        files[f"docs/{layout}.md"] = f"# {layout}\n\n{fence}"
    write_files(home, files)


@pytest.fixture
def context(browser: Browser, kinds: FaultyServer) -> Iterator[BrowserContext]:
    with watched(kinds, browser.new_context(**desk(kinds))) as made:
        yield made


@pytest.fixture
def deaf(kinds: FaultyServer, page: Page) -> Page:
    """A page on which Python never starts: most tests here do not need it, and it takes seconds."""
    kinds.fail("*/runtime/manifest.*.json", "404")
    return page


def opened(page: Page, layout: str = "list") -> Check:
    page.goto(f"{layout}/")
    return Check(page)


def field(check: Check, name: str) -> Locator:
    return check.part("form").locator(f'[name="{name}"]')


def expect_draft(check: Check, answers: dict[str, str]) -> None:
    check.expect_saved()
    expect_soon(check.page, lambda: drafts(check.page), [answers])


def errors(check: Check) -> tuple[str, list[str]]:
    """Return the title of the errors that are shown, and their lines."""
    expect(check.part("errors")).to_be_visible()
    lines = check.part("errors").locator("li:not([hidden])").all_text_contents()
    lines = [" ".join(line.split()) for line in lines]
    return check.part("errors").locator(".sa-errors__title:visible").inner_text(), lines


# Answering


def by_mouse(check: Check, answers: dict[str, str]) -> None:
    """Give answers as a pointer does; a slider is dragged to its value."""
    for name, value in answers.items():
        first = field(check, name).first
        kind = first.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            for key in value.split():
                check.part("form").locator(f'label:has([name="{name}"][value="{key}"])').click()
        elif kind == "select-one":
            first.select_option(value)
        elif kind == "range":
            drag(check.page, first, value)
        else:
            first.fill(value)


def drag(page: Page, slider: Locator, value: str) -> None:
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for share in range(200, 800, 2):
        page.mouse.move(box["x"] + box["width"] * share / 1000, box["y"] + box["height"] / 2)
        if slider.input_value() == value:
            break
    page.mouse.up()


def by_keyboard(page: Page) -> None:
    """Give the same answers with Tab, arrows, space and letters, from the top to the button."""
    for name, value in ANSWERS.items():
        tab_to(page, name)
        kind = page.evaluate("document.activeElement.type")
        if kind == "radio":
            page.keyboard.press("Space")
            press_until(page, "ArrowDown", value)
        elif kind == "checkbox":
            tick(page, name, value.split())
        elif kind == "range":
            page.keyboard.press("ArrowRight")
        elif kind == "select-one":
            press_until(page, "ArrowDown", value)
        else:
            page.keyboard.type(value)


def tab_to(page: Page, name: str) -> None:
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    pytest.fail(f"Tab never reached {name}")


def press_until(page: Page, key: str, value: str) -> None:
    for _ in range(6):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} never reached {value}")


def tick(page: Page, name: str, keys: list[str]) -> None:
    for _ in range(page.locator(f'[name="{name}"]').count()):
        if page.evaluate("document.activeElement.value") in keys:
            page.keyboard.press("Space")
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")


@pytest.mark.parametrize("layout", ring(["list", "matrix"]))
def test_every_kind_is_answered_by_mouse_and_refilled_after_a_reload(
    deaf: Page, layout: str
) -> None:
    check = opened(deaf, layout)
    by_mouse(check, ANSWERS)
    expect(check.part("count")).to_have_text("12 of 12")
    expect_draft(check, ANSWERS)
    deaf.reload()
    expect(check.part("count")).to_have_text("12 of 12")
    by_mouse(check, {"coffee": "2"})
    expect_draft(check, ANSWERS | {"coffee": "2"})


def test_every_kind_is_answered_by_keyboard_and_scored(page: Page) -> None:
    check = opened(page, "matrix")
    check.button("shared").focus()
    by_keyboard(page)
    expect_draft(check, ANSWERS)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    check.expect_report()
    told = check.part("report").inner_text()
    assert "Judgment" in told
    expect_soon(page, lambda: drafts(page), [ANSWERS])


def test_what_is_taken_back_is_no_answer(deaf: Page) -> None:
    check = opened(deaf)
    by_mouse(check, {"signs": "neck", "hours": "7", "steps.ask": "2", "notes": "No."})
    by_mouse(check, {"signs": "neck", "hours": "", "steps.ask": "", "notes": ""})
    expect_draft(check, {})
    expect(check.part("count")).to_have_text("0 of 12")


def test_an_item_with_several_names_counts_once_and_when_it_is_whole(deaf: Page) -> None:
    check = opened(deaf)
    by_mouse(check, {"first-words.best": "name-it", "steps.listen": "1", "steps.ask": "2"})
    expect(check.part("count")).to_have_text("0 of 12")
    by_mouse(check, {"first-words.worst": "next", "steps.agree": "3"})
    expect(check.part("count")).to_have_text("2 of 12")


def clear_button(check: Check, item: str) -> Locator:
    within = check.part("form").locator(f'[data-item="{item}"]')
    return within.get_by_role("button", name="Clear this answer")


TAKEN_BACK = ["break-walk", "signs", "tension", "first-words", "each-reply", "steps"]
"""A question of each kind."""


@pytest.mark.slow
@pytest.mark.parametrize("layout", ring(["list", "matrix"]))
def test_the_answer_to_a_question_can_be_taken_back(deaf: Page, layout: str) -> None:
    check = opened(deaf, layout)
    by_mouse(check, ANSWERS)
    left = dict(ANSWERS)
    for done, item in enumerate(TAKEN_BACK, start=1):
        button = clear_button(check, item)
        button.click()
        left = {name: text for name, text in left.items() if name.partition(".")[0] != item}
        expect_draft(check, left)
        expect(check.part("count")).to_have_text(f"{12 - done} of 12")
        expect(button).to_be_hidden()
        inside = "item => item.contains(document.activeElement)"
        assert check.part("form").locator(f'[data-item="{item}"]').evaluate(inside)
    deaf.reload()
    expect(check.part("count")).to_have_text("6 of 12")
    for item in TAKEN_BACK:
        expect(clear_button(check, item)).to_be_hidden()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_an_answer_is_taken_back_by_keyboard(deaf: Page, key: str) -> None:
    check = opened(deaf)
    by_mouse(check, {"coffee": "2"})
    field(check, "coffee").nth(1).focus()
    deaf.keyboard.press("Tab")
    expect(clear_button(check, "coffee")).to_be_focused()
    deaf.keyboard.press(key)
    expect_draft(check, {})
    expect(field(check, "coffee").first).to_be_focused()


@pytest.mark.slow
def test_a_slider_whose_answer_is_taken_back_has_no_mark(deaf: Page) -> None:
    check = opened(deaf)
    by_mouse(check, {"tension": "51"})
    clear_button(check, "tension").click()
    slider = check.part("form").get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", UNTOUCHED)
    expect(check.part("form").get_by_text(UNTOUCHED, exact=True)).to_be_visible()
    expect_draft(check, {})


def test_taking_an_answer_back_moves_nothing(deaf: Page) -> None:
    check = opened(deaf)
    last = check.part("form").locator('[data-item="notes"]')
    top = "item => item.getBoundingClientRect().top + scrollY"
    before = last.evaluate(top)
    by_mouse(check, {"coffee": "2", "signs": "neck"})
    expect(clear_button(check, "coffee")).to_be_visible()
    assert last.evaluate(top) == before


def test_a_question_whose_answer_was_taken_back_is_missing(deaf: Page) -> None:
    check = opened(deaf)
    by_mouse(check, ANSWERS)
    clear_button(check, "coffee").click()
    check.submit()
    assert errors(check) == (MISSING, ["How much coffee did you drink?"])


# An option that excludes the others


def test_an_option_that_excludes_the_others_and_they_untick_each_other(deaf: Page) -> None:
    check = opened(deaf)
    alone = check.part("form").locator('[name="signs"][value="nothing"]')
    by_mouse(check, {"signs": "neck clock"})
    expect_draft(check, {"signs": "neck clock"})
    by_mouse(check, {"signs": "nothing"})
    expect_draft(check, {"signs": "nothing"})
    by_mouse(check, {"signs": "clock"})
    expect_draft(check, {"signs": "clock"})
    expect(alone).not_to_be_checked()


# Numbers


@pytest.mark.parametrize("text", ring(["6,5", "6.5", " 6,50 "]))
def test_a_number_is_typed_with_a_point_or_a_comma(page: Page, text: str) -> None:
    check = opened(page)
    by_mouse(check, {name: value for name, value in ANSWERS.items() if name != "hours"})
    field(check, "hours").press_sequentially(text)
    check.submit()
    check.expect_report()
    expect(check.part("report")).to_contain_text("6.5 hours")


def test_the_wheel_changes_no_answer(deaf: Page) -> None:
    check = opened(deaf)
    field(check, "hours").fill("6.5")
    field(check, "hours").focus()
    field(check, "hours").hover()
    deaf.mouse.wheel(0, 300)
    expect_draft(check, {"hours": "6.5"})
    expect(field(check, "hours")).to_have_value("6.5")


def test_a_number_that_can_be_two_is_shown_as_those_that_can_be_given(page: Page) -> None:
    check = opened(page)
    by_mouse(check, ANSWERS | {"hours": "6,500"})
    check.submit()
    expect(check.part("errors")).to_be_focused()
    line = check.part("errors").locator('[data-line="hours"]')
    expect(line).to_contain_text("Is this the number that you mean?")
    # The other one, 6500, is none that can be given.
    expect(line.get_by_role("button")).to_have_text(["6.5"])
    line.get_by_role("button").click()
    expect(field(check, "hours")).to_have_value("6.5")
    expect(field(check, "hours")).to_be_focused()
    expect(check.part("errors")).to_be_hidden()
    expect_draft(check, ANSWERS)
    check.submit()
    check.expect_report()


@pytest.mark.slow
def test_the_question_which_number_is_meant_goes_when_another_is_typed(page: Page) -> None:
    check = opened(page)
    by_mouse(check, ANSWERS | {"hours": "6,500"})
    check.submit()
    expect(check.part("errors").locator("[data-which]")).to_have_count(1)
    check.submit()
    expect(check.part("errors").locator("[data-which]")).to_have_count(1)
    field(check, "hours").fill("7")
    expect(check.part("errors").locator("[data-which]")).to_have_count(0)
    check.submit()
    check.expect_report()


# Labels and buttons


CENTRES = """() => [...document.querySelectorAll(".sa-columns")].flatMap((head) => {
  let row = head.nextElementSibling;
  while (row && !row.querySelector(".sa-options--matrix") && !row.matches(".sa-options--matrix")) row = row.nextElementSibling;
  const middle = (node) => { const { left, right } = node.getBoundingClientRect(); return (left + right) / 2; };
  const buttons = [...row.querySelector(".sa-options--matrix").querySelectorAll("input")].map(middle);
  return [...head.children].map((label, at) => Math.round(Math.abs(middle(label) - buttons[at])));
})"""


@pytest.mark.parametrize("path", ["matrix/", "six/"])
def test_each_label_of_a_matrix_stands_above_its_buttons(deaf: Page, path: str) -> None:
    deaf.goto(path)
    expect(Check(deaf).part("controls")).to_be_visible()
    for width in (1024, 1280, 1440, 1920):
        deaf.set_viewport_size({"width": width, "height": 900})
        off = deaf.evaluate(CENTRES)
        assert len(off) >= 6
        assert max(off) <= 1


def test_starting_again_empties_every_kind(deaf: Page) -> None:
    check = opened(deaf)
    by_mouse(check, ANSWERS)
    check.button("clear").last.click()
    expect(check.part("count")).to_have_text("0 of 12")
    assert check.element.evaluate("element => element.gather()") == {}
    slider = check.part("form").get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", UNTOUCHED)
    expect(check.part("form").get_by_text(UNTOUCHED, exact=True)).to_be_visible()


# A slider


def press_the_button(_page: Page, item: Locator) -> None:
    item.get_by_role("button", name="Put the mark in the middle").click()


def press_the_line(_page: Page, item: Locator) -> None:
    item.get_by_role("slider").click()


def press_a_key(page: Page, item: Locator) -> None:
    item.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")


@pytest.mark.parametrize("touch", [press_the_button, press_the_line, press_a_key])
def test_a_slider_has_no_answer_until_it_is_touched(deaf: Page, touch: Any) -> None:
    check = opened(deaf)
    item = check.part("form").locator('[data-item="tension"]')
    slider = item.get_by_role("slider")
    expect(slider).to_have_accessible_name("How tense were you at the end of the day?")
    expect(slider).to_have_accessible_description("not tense at all as tense as I can imagine")
    expect(slider).to_have_attribute("aria-valuetext", UNTOUCHED)
    expect(item.get_by_text(UNTOUCHED, exact=True)).to_be_visible()
    assert check.element.evaluate("element => element.gather()") == {}
    touch(deaf, item)
    expect(item.get_by_text(UNTOUCHED, exact=True)).to_be_hidden()
    expect(slider).not_to_have_attribute("aria-valuetext", UNTOUCHED)
    expect(slider).to_be_focused()
    expect_draft(check, {"tension": "50"})


def swipe_up(page: Page, slider: Locator) -> None:
    """Scroll the page with a finger that begins on the line of a slider."""
    box = slider.bounding_box()
    assert box
    scrolled = page.evaluate("scrollY")
    session = page.context.new_cdp_session(page)
    x, y = box["x"] + 0.7 * box["width"], box["y"] + box["height"] / 2
    for kind, at in [("Start", y), *(("Move", y - step) for step in range(10, 210, 10))]:
        points = {"type": f"touch{kind}", "touchPoints": [{"x": x, "y": at}]}
        session.send("Input.dispatchTouchEvent", points)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect_soon(page, lambda: page.evaluate("scrollY") > scrolled, True)


@pytest.mark.parametrize("answers", [{}, {"tension": "17"}], ids=["open", "answered"])
def test_a_finger_that_scrolls_over_a_slider_answers_nothing(
    kinds: FaultyServer, browser: Browser, answers: dict[str, str]
) -> None:
    kinds.fail("*/runtime/manifest.*.json", "404")
    phone = browser.new_context(
        **desk(kinds) | {"viewport": {"width": 390, "height": 700}, "has_touch": True}
    )
    with watched(kinds, phone) as context:
        page = context.new_page()
        check = opened(page)
        check.element.evaluate(
            "(element, answers) => (element.fill(answers), element.save())", answers
        )
        slider = check.part("form").get_by_role("slider")
        slider.scroll_into_view_if_needed()
        swipe_up(page, slider)
        expect_soon(page, lambda: check.element.evaluate("element => element.gather()"), answers)
        untouched = check.part("form").get_by_text(UNTOUCHED, exact=True)
        expect(untouched).to_be_visible(visible=not answers)
        page.reload()
        expect(check.part("count")).to_have_text(f"{len(answers)} of 12")


# What can not be used


@pytest.mark.slow
def test_a_number_out_of_range_is_named_before_anything_is_scored(page: Page) -> None:
    check = opened(page)
    by_mouse(check, ANSWERS | {"hours": "25"})
    expect(check.part("count")).to_have_text("12 of 12")
    check.submit()
    expect(check.part("errors")).to_be_focused()
    assert errors(check) == (
        WRONG,
        [
            "How long did you sleep the night before? From 0 to 14 hours, in steps of 0.5. "
            "Write decimals with a point or a comma."
        ],
    )
    expect(check.button("anyway")).to_be_hidden()
    check.part("errors").get_by_role("link", name="How long did you sleep").click()
    expect(check.part("form").locator('[data-item="hours"]')).to_be_focused()
    expect(field(check, "hours")).to_have_value("25")
    expect_draft(check, ANSWERS | {"hours": "25"})
    by_mouse(check, {"hours": "6"})
    expect(check.part("errors")).to_be_hidden()


@pytest.mark.slow
def test_a_wrong_answer_that_is_not_asked_for_any_more_is_in_nobody_s_way(page: Page) -> None:
    check = opened(page)
    by_mouse(check, ANSWERS | {"hours": "25"})
    check.part("form").locator('[data-item="hours"]').evaluate("item => { item.hidden = true; }")
    check.submit()
    check.expect_report()


@pytest.mark.slow
def test_what_python_refuses_is_named_with_everything_still_there(page: Page) -> None:
    check = opened(page)
    twice = {"steps.agree": "2", "first-words.worst": "name-it"}
    by_mouse(check, ANSWERS | twice)
    check.submit()
    expect(check.part("errors")).to_be_focused()
    ordering = "In which order would you do these? Give each a place of its own, from 1 (first)"
    best = "What would you say first? Choose one as the best, and another one as the worst."
    assert errors(check) == (WRONG, [best, f"{ordering} to 3 (last)."])
    check.expect_state("ready")
    expect(check.part("status")).to_be_empty()
    expect_draft(check, ANSWERS | twice)
    by_mouse(check, {"steps.agree": "3"})
    assert errors(check)[1] == [best]
    by_mouse(check, {"first-words.worst": "next"})
    expect(check.part("errors")).to_be_hidden()
    check.submit()
    check.expect_report()


def test_missing_answers_are_named_without_texts_and_information(deaf: Page) -> None:
    check = opened(deaf)
    by_mouse(check, {name: value for name, value in ANSWERS.items() if name != "tension"})
    check.submit()
    assert errors(check) == (MISSING, ["How tense were you at the end of the day?"])
    expect(check.button("anyway")).to_be_visible()
    press_a_key(deaf, check.part("form").locator('[data-item="tension"]'))
    expect(check.part("errors")).to_be_hidden()


def test_a_form_whose_modules_are_lost_says_that_it_failed(deaf: Page, kinds: FaultyServer) -> None:
    kinds.fail("*/report.js", "404")
    check = opened(deaf)
    by_mouse(check, {"coffee": "2"})
    check.submit()
    expect(check.part("status")).to_have_text(NOT_FETCHED)


# Seen, heard and printed


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_kind_fits_at_every_width(deaf: Page, layout: str) -> None:
    opened(deaf, layout)
    found = {}
    for width in (320, 390, 640, 1280):
        deaf.set_viewport_size({"width": width, "height": 900})
        found[width] = (deaf.evaluate(OVERFLOW), deaf.evaluate(TARGETS))
    assert found == {width: (0, []) for width in found}


@pytest.mark.parametrize("layout", ring(["list", "matrix"]))
def test_a_screen_reader_meets_every_kind_as_it_was_reviewed(deaf: Page, layout: str) -> None:
    check = opened(deaf, layout)
    by_mouse(check, {"coffee": "2"})
    check.expect_saved()
    assert_golden("kinds.yml", check.part("form").aria_snapshot())


@pytest.mark.parametrize("layout", ring(["list", "matrix"]))
def test_axe_finds_nothing_wrong_with_any_kind(
    browser: Browser, kinds: FaultyServer, layout: str
) -> None:
    made = browser.new_context(**desk(kinds), bypass_csp=True, reduced_motion="reduce")
    with watched(kinds, made) as context:
        page = context.new_page()
        kinds.fail("*/runtime/manifest.*.json", "404")
        check = opened(page, layout)
        by_mouse(check, {"coffee": "2", "hours": "25", "tension": "51"})
        check.submit()
        check.part("errors").wait_for()
        page.add_style_tag(content=UNSTICK)
        page.evaluate(f"{AXE}; undefined")
        assert at_every_look(page) == []
        page.add_style_tag(content=TEXT_SPACING)
        assert page.evaluate(CLIPPED) == []


def at_every_look(page: Page) -> list[str]:
    """Return what axe finds or can not decide, in both palettes, wide and narrow."""
    found: list[str] = []
    for scheme in PALETTES:
        page.evaluate(f"document.body.setAttribute('data-md-color-scheme', '{scheme}')")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            violations, undecided = page.evaluate(RUN_AXE, TAGS)
            found += [f"{scheme} {width} {line}" for line in (*violations, *undecided)]
    return found


def test_every_kind_can_be_read_and_marked_without_scripts(
    browser: Browser, kinds: FaultyServer
) -> None:
    made = browser.new_context(**desk(kinds), java_script_enabled=False)
    with watched(kinds, made) as context:
        check = opened(context.new_page())
        items = check.part("form").locator("[data-item]")
        assert items.evaluate_all(f"all => all{SHOWN}.length") == 14
        for name in ("hours", "tension", "steps.ask", "notes"):
            expect(field(check, name)).to_be_visible()
        expect(check.part("form").get_by_role("button")).to_have_count(0)


UNNAMED = f"""(form) => [...form.querySelectorAll(".sa-option:has(.sa-option__label)")].filter((option) => {{
  const shown = (node) => [node]{SHOWN}.length;
  const label = option.querySelector(".sa-option__label");
  if (shown(label)) return false;
  let head = option.closest("fieldset");
  while (head && !head.matches(".sa-columns")) head = head.previousElementSibling;
  const column = head?.children[[...option.parentElement.children].indexOf(option)];
  const words = (node) => node.textContent.split(/\\s+/).join(" ").trim();
  return !column || !shown(column) || words(column) !== words(label);
}}).map((option) => option.textContent)"""
"""The options that neither show their label nor stand in a matrix under it."""


@pytest.mark.parametrize("layout", ring(["list", "matrix"]))
def test_every_kind_is_printed_with_its_labels_and_without_buttons(deaf: Page, layout: str) -> None:
    check = opened(deaf, layout)
    deaf.set_viewport_size({"width": 680, "height": 960})
    deaf.emulate_media(media="print")
    assert check.part("form").locator(".sa-option__label").count() > 30
    assert check.part("form").evaluate(UNNAMED) == []
    kept = r'<input type="(radio|checkbox|text|range)"|<(select|textarea)'
    assert [line for line in deaf.evaluate(CONTROLS) if not re.match(kept, line)] == []
    for name in ("hours", "tension", "steps.ask", "notes"):
        expect(field(check, name)).to_be_visible()
    expect(check.part("form").get_by_text(UNTOUCHED, exact=True)).to_be_hidden()
    assert check.part("form").evaluate(FAINT) == []
    assert deaf.evaluate("document.documentElement.scrollWidth") == 680
