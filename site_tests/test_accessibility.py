"""What people need who see, hear, point or type differently (WCAG 2.2 AA).

axe finds what a machine can find; the rest is measured here. No test replaces a person
with a screen reader.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from site_tests.check import ITEMS, LISTENING, QUICK, REVIEW, VALIDATION, Check, questions_of
from site_tests.conftest import desk, ring, watched
from site_tests.issuing import DESK
from site_tests.learning import COURSE
from site_tests.matrix import ANSWER, FORM, LOOK, PRESS
from site_tests.page_audit import (
    AXE,
    KINDS,
    LOOKS,
    OPEN_DETAILS,
    PAIRED,
    RUN_AXE,
    SCHEMES,
    TAGS,
    PageAudit,
    enlarged,
)
from site_tests.visitor import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from site_tests.faulty_server import FaultyServer
    from site_tests.visitor import Visitor

pytestmark = pytest.mark.browser

MAIN = [
    "home",
    "practice",
    "scripts",
    "form",
    "form with errors",
    "report of sixty",
    "report with a plan that is followed up",
    "issue desk",
    "course that is begun",
    "not found",
]
"""What every run looks at; `make test-all` looks at all kinds of page."""
EVERY = ring([*MAIN, *(kind for kind in KINDS if kind not in MAIN)], fast=len(MAIN))
ASSESSMENTS = [
    kind for kind in EVERY if kind.values[0].startswith(("form", "report", "course", "issue"))
]
UNDECIDED = {
    # The columns that a phone has to scroll to; at 1280 pixels axe sees and passes them.
    (320, "color-contrast: elmPartiallyObscured: .sa-scroll"),
    (320, "color-contrast: shortTextContent: .sa-scroll"),
}
"""What axe may leave undecided, by width; each with the reason why it is right."""
SCROLLED_CELL = re.compile(
    r"color-contrast: (elmPartiallyObscured|shortTextContent): .*(tr|td|th)(\[[^]]*\])?:nth-child"
)
"""On a phone a wide table scrolls sideways, and axe can not see a cell that is out of view."""
CLAIM_NUMBER = re.compile(r"color-contrast: pseudoContent: .*\.claim__id")
"""Generated content of the summary keeps axe from finding the ground; it is the page's own."""
SIGN = re.compile(r"color-contrast: nonBmp: .*\.sa-issue__mark")
"""A sign beside its word, which is not for reading; axe can not judge its colour."""
CLOSED_LIST = re.compile(r"color-contrast: bgOverlap: button\[data-step=")
"""The list of parts is closed there, which axe does not see; open, it is a kind of its own."""
HIDDEN_FOCUS = """() => {
  const focused = document.activeElement;
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const points = [[left + 2, top + 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]];
  const hidden = points.filter(([x, y]) => {
    const seen = document.elementFromPoint(x, y);
    return !seen || !(focused.contains(seen) || seen.contains(focused) || seen.closest("label")?.control === focused);
  });
  const name = focused.id || focused.name || focused.textContent.trim().slice(0, 40);
  return [name, hidden.length && `${name} ${focused.value ?? ""} at ${top}`];
}"""


@pytest.fixture(scope="module")
def unbound(browser: Browser, site: FaultyServer) -> Iterator[Page]:
    """A page without a policy, so that axe and styles can be put into it."""
    made = browser.new_context(**desk(site), bypass_csp=True, reduced_motion="reduce")
    with watched(site, made) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def survey(unbound: Page) -> Callable[[str], PageAudit]:
    """Look at a kind of page, once for all tests."""
    known: dict[str, PageAudit] = {}

    def looked(kind: str) -> PageAudit:
        if kind not in known:
            known[kind] = PageAudit.of(unbound, kind)
        return known[kind]

    return looked


# Every kind of page


@pytest.mark.parametrize("kind", EVERY)
def test_axe_finds_nothing_wrong(survey: Callable[[str], PageAudit], kind: str) -> None:
    assert survey(kind).violations == {look: [] for look in PAIRED}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_wrong_in_the_other_looks(unbound: Page, kind: str) -> None:
    others = [look for look in LOOKS if look not in PAIRED]
    audit = PageAudit.of(unbound, kind, others)
    assert audit.violations == {look: [] for look in others}
    assert undecided(audit) == set()


@pytest.mark.parametrize("kind", EVERY)
def test_axe_leaves_nothing_undecided_without_a_reason(
    survey: Callable[[str], PageAudit], kind: str
) -> None:
    assert undecided(survey(kind)) == set()


def undecided(audit: PageAudit) -> set[tuple[int, str]]:
    """Return what axe left undecided without a reason that is known here."""
    left = {(width, line) for (_, width), lines in audit.incomplete.items() for line in lines}
    excused = {
        (width, line)
        for width, line in left
        if (width == 320 and SCROLLED_CELL.match(line))
        or CLAIM_NUMBER.match(line)
        or SIGN.match(line)
        or CLOSED_LIST.match(line)
    }
    return left - UNDECIDED - excused


@pytest.mark.parametrize("kind", EVERY)
def test_nothing_scrolls_sideways_at_200_and_400_percent(
    survey: Callable[[str], PageAudit], kind: str
) -> None:
    assert survey(kind).overflow == {640: 0, 320: 0}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_with_text_twice_as_large_nothing_is_cut_covered_or_beside_the_screen(
    unbound: Page, kind: str
) -> None:
    assert enlarged(unbound, kind) == {1280: [], 390: []}


@pytest.mark.parametrize("kind", EVERY)
def test_headings_begin_with_the_one_title_and_skip_no_level(
    survey: Callable[[str], PageAudit], kind: str
) -> None:
    levels = survey(kind).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    steps = [(one, two) for one, two in pairwise(levels) if two > one + 1]
    assert steps == []


# The form and the report under other eyes


@pytest.mark.parametrize("kind", ASSESSMENTS)
def test_wide_text_spacing_clips_nothing(survey: Callable[[str], PageAudit], kind: str) -> None:
    assert survey(kind).clipped == {1280: [], 320: []}


@pytest.mark.parametrize("kind", ASSESSMENTS)
def test_everything_to_press_is_at_least_24_pixels_high_and_wide(
    survey: Callable[[str], PageAudit], kind: str
) -> None:
    assert survey(kind).small == {1280: [], 320: []}


@pytest.mark.parametrize(
    "size", [(320, 568), pytest.param((1280, 720), marks=pytest.mark.slow)], ids=["phone", "desk"]
)
def test_the_focus_is_never_hidden_on_the_way_through_a_form_and_back(
    page: Page, size: tuple[int, int]
) -> None:
    open_quick_check(page, size)
    Check(page).element.locator("[data-action=shared]").focus()
    met, hidden = walk(page, "Tab", until="See my answers together")
    assert len(met) >= 13
    assert hidden == []
    met, hidden = walk(page, "Shift+Tab", until=met[0])
    assert len(met) >= 12
    assert hidden == []


@pytest.mark.parametrize(
    "size", [(320, 568), pytest.param((1280, 720), marks=pytest.mark.slow)], ids=["phone", "desk"]
)
def test_the_focus_is_never_hidden_among_the_options_of_a_question(
    page: Page, size: tuple[int, int]
) -> None:
    open_quick_check(page, size)
    for item in ("validation-makes-sense", "learning-brought-a-difficulty"):
        radios = page.locator(f'[name="{item}"]')
        radios.last.focus()
        for key in ["ArrowUp"] * radios.count() + ["ArrowDown"] * radios.count():
            page.keyboard.press(key)
            assert page.evaluate(HIDDEN_FOCUS) == [item, 0]


def open_quick_check(page: Page, size: tuple[int, int]) -> None:
    """Open it where nothing is stored, as a result of before would come back on the way."""
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(QUICK)


def test_keys_lead_from_the_search_to_what_it_found_or_to_what_stands_behind_it(page: Page) -> None:
    page.goto("")
    search = page.get_by_role("textbox", name="Search")
    search.focus()
    search.press("Tab")
    expect(page.locator(".md-tabs__link").first).to_be_focused()
    search.fill("angry")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    search.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()


def walk(page: Page, key: str, until: str, most: int = 60) -> tuple[list[str], list[str]]:
    """Press a key until something has the focus; return what had it, and what of it was hidden."""
    met: list[str] = []
    hidden: list[str] = []
    for _ in range(most):
        page.keyboard.press(key)
        name, trouble = page.evaluate(HIDDEN_FOCUS)
        met.append(name)
        hidden += [trouble] if trouble else []
        if name == until:
            return met, hidden
    pytest.fail(f"{key} never reached {until}; it met {met}")


@pytest.mark.slow
def test_a_chosen_option_and_the_marks_show_in_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(LISTENING)
    check = Check(page)
    check.fill(3)
    chosen = check.element.locator("label:has(:checked)").first
    other = check.element.locator("label:not(:has(:checked))").first
    style = "element => getComputedStyle(element).outlineStyle"
    assert [chosen.evaluate(style), other.evaluate(style)] == ["solid", "none"]
    check.submit()
    check.expect_report()
    for selector, of in ((".sa-track__mark", "fill"), (".sa-track__line", "stroke")):
        colour = f"e => [getComputedStyle(e).{of}, getComputedStyle(document.body).color]"
        mark, text = check.part("report").locator(selector).first.evaluate(colour)
        assert mark == text


def test_buttons_have_a_border_in_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(LISTENING)
    for button in Check(page).element.get_by_role("button").all():
        assert button.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"


SCREENS = [
    "report of one area",
    "issue desk",
    "course that is begun",
    "course at the foot of a part",
    "course that is finished",
]
OURS = ":is(self-assessment, issue-desk, course-learner)"
BARE = f"""() => [...document.querySelectorAll("{OURS} :is(button, .sa-button)")]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).borderTopStyle !== "solid")
  .map((one) => one.textContent.trim())"""
MOVING = f"""() => [...document.querySelectorAll("{OURS} *")].filter((one) => {{
  const {{ transitionDuration, animationName, animationDuration }} = getComputedStyle(one);
  const long = (times) => times.split(", ").some((time) => parseFloat(time) > 0.01);
  return long(transitionDuration) || (animationName !== "none" && long(animationDuration));
}}).map(({{ tagName, className }}) => `${{tagName}}.${{className}}`)"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", SCREENS)
def test_every_screen_has_buttons_with_a_border_in_forced_colours_and_nothing_that_moves(
    page: Page, kind: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    KINDS[kind](page)
    assert page.evaluate(MOVING) == []
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert page.evaluate(BARE) == []


@pytest.mark.parametrize(("wish", "moving"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_those_who_asked_for_it(page: Page, wish: Any, moving: bool) -> None:
    page.emulate_media(reduced_motion=wish)
    page.goto(LISTENING)
    times = "e => getComputedStyle(e).transitionDuration.split(', ').some(t => parseFloat(t) > 0)"
    assert Check(page).element.locator("label").nth(1).evaluate(times) is moving
    smooth = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    assert moving or smooth == "auto"


# In each of three browsers, with what their drivers have in common

ERRORS = "document.querySelector('self-assessment [data-part=errors]:not([hidden])')"
REPORTED = f"{LOOK}.report"
STATES = {
    "home": ("", "", "document.querySelector('h1')"),
    "practice": (VALIDATION, "", FORM),
    "form with errors": (QUICK, PRESS, ERRORS),
    "report": (LISTENING, f"({ANSWER}, {PRESS})", REPORTED),
    "offline": ("about/offline/", "", "document.querySelector('site-offline')"),
    "issue desk": (DESK, "", "document.querySelector('issue-desk')"),
    "course": (COURSE, "", "document.querySelector('course-learner')"),
    "not found": ("nowhere/", "", "document.querySelector('h1')"),
}
"""What a reader sees: where, what they do there, and what there is then."""
DARKER = "document.querySelector('label[for=__palette_1]').click()"
STILL = "!document.getAnimations().some(({ playState }) => playState === 'running')"
ACTIVE = "(({ dataset, name, textContent }) => dataset.part || name || textContent.trim())(document.activeElement)"


def look_at(tab: Visitor, site: FaultyServer, state: str) -> None:
    """Come to a state, and put axe into the page."""
    path, done, there = STATES[state]
    tab.open(site.url + path)
    until(tab, "document.readyState === 'complete' && !!document.querySelector('.md-header')")
    if done:
        until(tab, f"{LOOK}.ready")
        tab.run(done)
    until(tab, f"!!({there})", 240)
    tab.run(f"({OPEN_DETAILS})()")
    tab.run(f"(() => {{ {AXE}; window.axe = axe; }})()")


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_in_three_browsers_axe_finds_nothing_wrong_in_light_and_dark(
    visitor: Callable[[], Any], site: FaultyServer, state: str
) -> None:
    site.heal()
    with visitor() as tab:
        tab.resize(1280, 900)
        look_at(tab, site, state)
        for scheme in SCHEMES:
            if scheme == "slate":
                tab.run(DARKER)
            until(tab, f"document.body.dataset.mdColorScheme === '{scheme}'")
            until(tab, STILL)
            violations, _ = tab.run(f"({RUN_AXE})({json.dumps(TAGS)})")
            assert violations == [], scheme


@pytest.mark.slow
def test_in_three_browsers_a_check_is_done_by_keyboard_and_the_focus_is_never_hidden(
    visitor: Callable[[], Any], site: FaultyServer
) -> None:
    site.heal()
    with visitor() as tab:
        tab.resize(1280, 720)
        tab.open(site.url + LISTENING)
        until(tab, f"{LOOK}.ready")
        tab.run("document.querySelector('self-assessment [data-action=shared]').focus()")
        met, hidden = [], []
        for _ in range(60):
            tab.press("Tab")
            name, trouble = tab.run(f"({HIDDEN_FOCUS})()")
            hidden += [trouble] if trouble else []
            if name in ITEMS and name not in met:
                tab.press("Space")
                tab.press("ArrowDown")
                hidden += [more for _, more in [tab.run(f"({HIDDEN_FOCUS})()")] if more]
            met.append(name)
            if name == "See this area":
                break
        assert [name for name in met if name in ITEMS] == ITEMS
        assert hidden == []
        assert tab.run(LOOK)["answers"] == dict.fromkeys(ITEMS, "1")
        tab.press("Enter")
        until(tab, f"{LOOK}.report", 240)
        until(tab, f"{ACTIVE} === 'report-title'")


# What a screen reader is told


def test_what_happens_is_said_in_a_status(page: Page, site: FaultyServer) -> None:
    page.goto(LISTENING)
    check = Check(page)
    status = check.element.get_by_role("status")
    check.fill(3)
    expect(status.filter(has_text="Saved on this device")).to_have_count(1)
    site.speed = 1_500_000
    check.submit()
    expect(status.filter(has_text=re.compile("^Getting Python ready"))).to_have_count(1)
    site.heal()
    check.expect_report()
    check.button("keep").click()
    expect(status.filter(has_text="Kept on this device.")).to_have_count(1)


def test_a_failure_is_said_in_a_status(page: Page, site: FaultyServer) -> None:
    site.fail("*.zip.gz", "404")
    page.goto(LISTENING)
    check = Check(page)
    check.fill(3)
    check.submit()
    status = check.element.get_by_role("status")
    expect(status.filter(has_text="A part of this page could not be fetched.")).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "count"), [(LISTENING, 5), (QUICK, 12), (REVIEW, questions_of("alliance-practices"))]
)
def test_every_question_is_a_group_named_by_its_legend(page: Page, path: str, count: int) -> None:
    page.goto(path)
    items = Check(page).element.locator("fieldset")
    assert items.count() == count
    for item in items.all()[:: count // 5]:
        expect(item).to_have_role("group")
        expect(item).to_have_accessible_name(item.locator("legend").inner_text())
    legends = (
        "all => all.filter(({ firstElementChild: f }) => f.tagName === 'LEGEND' && f.textContent)"
    )
    assert items.evaluate_all(f"all => ({legends})(all).length") == count


def test_a_radio_button_is_named_by_its_option_with_the_share_that_it_stands_for(
    page: Page,
) -> None:
    page.goto(LISTENING)
    names = ["Never or almost never 0–10%", "Seldom 11–35%", "About half the time 36–65%"]
    names += ["Usually 66–90%", "Almost always 91–100%", "Did not apply"]
    radios = Check(page).element.locator("fieldset").first.get_by_role("radio")
    for radio, name in zip(radios.all(), names, strict=True):
        expect(radio).to_have_accessible_name(name)


# Keys of the site

PASSED_ON = """() => {
  window.heard = [];
  window.addEventListener("keydown", ({ key }) => window.heard.push(key));
}"""


def test_letters_are_no_shortcuts_of_the_site_while_the_focus_is_in_a_form(page: Page) -> None:
    page.goto(LISTENING)
    check = Check(page)
    check.answer("listening-open-question", 3)
    check.expect_saved()
    page.evaluate(PASSED_ON)
    check.radio("listening-open-question", 3).focus()
    for key in ("n", "p", "s", "f", ".", ",", "/", "?"):
        page.keyboard.press(key)
        expect(check.radio("listening-open-question", 3)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+b")
    assert page.evaluate("window.heard") == ["Escape", "Control", "b"]
    expect(page).to_have_url(re.compile(f"{LISTENING}$"))
    check.radio("listening-open-question", 3).blur()
    page.keyboard.press("/")
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()
