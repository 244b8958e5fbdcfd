"""Without scripts and on paper: everything can be read, and nothing pretends to work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import LISTENING, QUICK, REVIEW, Check, questions_of
from site_tests.conftest import ROOT, desk, ring, watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, PdfMargins

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

LINE = (
    "Scripts are switched off, so nothing can be scored here. You can read the questions, "
    "print this page and mark your answers by hand."
)
SHOWN = ".filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 1)"
CONTROLS = f"""() => [...document.querySelectorAll("button, input, select, textarea, progress, [role=status]")]
  {SHOWN}.filter((e) => !e.matches(".sa-option [type=radio]")).map((e) => e.outerHTML.slice(0, 80))"""
# Paper is white, whatever colours the reader chose for the screen.
FAINT = """(root) => [...root.querySelectorAll("legend, .sa-option__label, small, .sa-instruction, h2, h3")]
  .map((element) => [element, getComputedStyle(element)])
  .filter(([, { color, fontSize }]) => {
    const [red, green, blue] = color.match(/[\\d.]+/g).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const contrast = 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
    return contrast < 4.5 || parseFloat(fontSize) * 0.75 < 7.5;
  }).map(([{ textContent }, { color, fontSize }]) => `${textContent.trim()} ${color} ${fontSize}`)"""
PAPER = {"width": 680, "height": 960}
"""A4 between its margins."""


@pytest.fixture
def plain(browser: Browser, site: FaultyServer) -> Iterator[Page]:
    """A page in a browser whose scripts are switched off."""
    made = browser.new_context(**desk(site), java_script_enabled=False)
    with watched(site, made) as context:
        yield context.new_page()


# Scripts off


@pytest.mark.parametrize("path", ["", LISTENING, "assess/", REVIEW, "own-site/", "nowhere/"])
def test_a_page_can_be_read_without_scripts(plain: Page, path: str) -> None:
    plain.goto(path)
    expect(plain.get_by_role("heading", level=1)).to_be_visible()
    words = len(plain.locator("article").inner_text().split())
    assert words > (20 if path == "nowhere/" else 120)


@pytest.mark.parametrize(
    ("path", "count"), [(LISTENING, 5), (QUICK, 12), (REVIEW, questions_of("alliance-practices"))]
)
def test_the_form_can_be_read_without_scripts(plain: Page, path: str, count: int) -> None:
    plain.goto(path)
    expect(Check(plain).element.get_by_text(LINE, exact=True)).to_be_visible()
    assert shown(plain, "legend") == count
    assert shown(plain, ".sa-option") == plain.locator(".sa-option").count() > 3 * count


def shown(page: Page, selector: str) -> int:
    """Return how many elements of the form are shown."""
    count: int = (
        Check(page).part("form").locator(selector).evaluate_all(f"all => all{SHOWN}.length")
    )
    return count


def test_with_scripts_the_line_about_them_is_not_shown(page: Page) -> None:
    page.goto(LISTENING)
    expect(Check(page).part("controls")).to_be_visible()
    expect(page.get_by_text(LINE)).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["", LISTENING, REVIEW])
def test_no_control_is_shown_that_needs_a_script(plain: Page, path: str, width: int) -> None:
    plain.set_viewport_size({"width": width, "height": 900})
    plain.goto(path)
    assert plain.evaluate(CONTROLS) == []


def test_the_menu_of_a_phone_opens_without_scripts(plain: Page) -> None:
    plain.set_viewport_size({"width": 320, "height": 640})
    plain.goto("")
    link = plain.locator(".md-nav--primary").get_by_text("Practices", exact=True).first
    expect(link).not_to_be_in_viewport()
    plain.locator(".md-header label[for=__drawer]").click()
    expect(link).to_be_in_viewport()


def test_no_answer_gets_into_the_address_without_scripts(plain: Page, site: FaultyServer) -> None:
    plain.goto(LISTENING)
    before = plain.url
    radio = plain.locator(".sa-option input").nth(3)
    radio.check()
    site.forget()
    radio.press("Enter")
    Check(plain).part("form").evaluate("form => form.requestSubmit()")
    # What a submit had asked for would have been asked for before this.
    plain.evaluate("fetch('nothing')")
    assert plain.url == before
    assert [path.rpartition("/")[2] for path in site.paths()] == ["nothing"]
    expect(radio).to_be_checked()


def test_an_answer_can_be_marked_and_printed_without_scripts(plain: Page) -> None:
    plain.goto(LISTENING)
    radio = plain.locator(".sa-option input").nth(3)
    radio.check()
    plain.emulate_media(media="print")
    expect(radio).to_be_visible()
    expect(radio).to_be_checked()


# On paper

SHEETS = sorted(
    path.relative_to(ROOT / "content").with_suffix("").as_posix()
    for name in ("tools/checklist-*.md", "teach/sheet-*.md")
    for path in (ROOT / "content").glob(name)
)


@pytest.fixture(params=ring(["light", "dark"]))
def paper(request: pytest.FixtureRequest, browser: Browser, site: FaultyServer) -> Iterator[Page]:
    """The whole review as it is printed, from a browser with light and with dark colours."""
    made = browser.new_context(**{**desk(site), "viewport": PAPER}, color_scheme=request.param)
    with watched(site, made) as context:
        page = context.new_page()
        page.goto(REVIEW)
        page.emulate_media(media="print", color_scheme=request.param)
        yield page


def test_every_question_and_option_is_printed(paper: Page) -> None:
    assert shown(paper, "legend") == questions_of("alliance-practices")
    # In a matrix the labels are the heads of its columns, and each part is one.
    assert shown(paper, ".sa-columns") == paper.locator(".sa-section").count() > 1
    assert shown(paper, ".sa-columns > span") == paper.locator(".sa-columns > span").count()
    assert shown(paper, ".sa-option [type=radio]") == paper.locator(".sa-option__label").count()


def test_no_button_bar_or_menu_is_printed(paper: Page) -> None:
    assert paper.evaluate(CONTROLS) == []
    for selector in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer", ".sa-bar"):
        expect(paper.locator(selector).first).to_be_hidden()


def test_what_is_printed_is_dark_and_large_enough(paper: Page) -> None:
    assert Check(paper).part("form").evaluate(FAINT) == []


def test_nothing_is_wider_than_the_paper(paper: Page) -> None:
    assert paper.evaluate("document.documentElement.scrollWidth") == PAPER["width"]


def test_the_whole_review_fits_on_a_few_sheets(paper: Page) -> None:
    assert 2 <= sheets(paper, "A4") <= 3


@pytest.mark.parametrize("name", ring(SHEETS, fast=2))
def test_a_checklist_or_handout_fits_on_one_sheet(page: Page, name: str) -> None:
    page.goto(f"{name}/")
    assert {paper: sheets(page, paper) for paper in ("A4", "Letter")} == {"A4": 1, "Letter": 1}


def test_a_short_page_leaves_no_empty_sheet_behind_when_it_has_margins(page: Page) -> None:
    page.goto("tools/checklist-month/")
    assert sheets(page, "A4", "15mm") == 1


def sheets(page: Page, paper: str, margin: str = "0") -> int:
    around: PdfMargins = {"top": margin, "right": margin, "bottom": margin, "left": margin}
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, margin=around)))


def test_a_report_is_printed_without_its_buttons(page: Page) -> None:
    page.goto(LISTENING)
    check = Check(page)
    check.finish()
    page.emulate_media(media="print")
    assert page.evaluate(CONTROLS) == []
    expect(check.part("report-title")).to_be_visible()
    expect(check.part("report").locator(".sa-track")).to_be_visible()
    expect(
        check.part("report").get_by_text("You do not have to show this to anyone.")
    ).to_be_visible()


# A result on paper

FOLDED = "() => [...document.querySelectorAll('self-assessment details')].map(({ open, attributes }) => [open, attributes.name?.value ?? ''])"


@pytest.mark.parametrize("path", ring([REVIEW, QUICK]))
def test_a_printed_result_shows_everything_open_and_the_screen_is_as_it_was(
    page: Page, path: str
) -> None:
    page.goto(path)
    check = Check(page)
    check.fill(2, **{"listening-what-else": 0})
    check.submit()
    check.expect_report()
    check.part("report").locator("summary").first.click()
    before = page.evaluate(FOLDED)
    assert {opened for opened, _ in before} == {True, False}
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert {opened for opened, _ in page.evaluate(FOLDED)} == {True}
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(FOLDED) == before


@pytest.mark.slow
def test_words_that_make_sense_on_a_screen_only_are_not_printed(page: Page) -> None:
    page.goto(REVIEW)
    check = Check(page)
    # Every area comes out alike.
    check.fill(2)
    check.submit()
    check.expect_report()
    open_one = check.part("report").get_by_text("Open any of them to see", exact=False)
    expect(open_one).to_be_visible()
    page.emulate_media(media="print")
    expect(open_one).to_be_hidden()
    expect(check.part("report").get_by_text("No area stands out", exact=False)).to_be_visible()
    for button in check.element.get_by_role("button", include_hidden=True).all():
        expect(button).to_be_hidden()
    expect(check.part("where")).to_be_hidden()
