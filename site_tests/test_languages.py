"""One instrument in several languages; and the other direction, in a language made up for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pseudo import LANGUAGE, pseudo, write_catalog

from selfassess import Answers, Renderer, catalog, make_report
from selfassess.authoring import (
    INSTRUMENT,
    LocalizedDocument,
    Translation,
    answers_of,
    read_cases,
    read_instrument,
    texts_of,
    translated,
)
from site_tests.check import QUICK, REVIEW, Check, drafts
from site_tests.conftest import ROOT, desk, ring, watched
from site_tests.page_audit import CLIPPED, OPEN_DETAILS, OVERFLOW, TEXT_SPACING
from site_tests.test_arrival import WAIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, FloatRect, Page

    from selfassess import Instrument
    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

SPANISH = "assess/quick-check.es/"
FIRST, SECOND = "listening-say-it-back", "validation-makes-sense"
QUICK_CHECK = read_instrument(ROOT / "assessments/quick-check/instrument.yml")
_ORIGINAL = LocalizedDocument.of(ROOT / "assessments/quick-check/instrument.yml", INSTRUMENT)
REVISION = _ORIGINAL.in_language(ROOT / "assessments/quick-check/es.yml").document


# Spanish


def test_the_english_page_leads_to_the_spanish_one(page: Page) -> None:
    page.goto(QUICK)
    link = page.locator("article").get_by_role("link", name="En español: Revisión rápida")
    expect(link).to_have_attribute("lang", "es")
    link.click()
    expect(page).to_have_url(re.compile(f"{SPANISH}$"))
    expect(Check(page).element).to_have_attribute("lang", "es")


def test_the_text_of_the_spanish_page_is_marked_as_spanish(page: Page) -> None:
    page.goto(SPANISH)
    heading = page.get_by_role("heading", level=1)
    assert heading.evaluate("(heading) => heading.closest('[lang]').lang") == "es"
    foot = page.locator(".page-age")
    assert foot.evaluate("(line) => line.closest('[lang]').lang") == "en"


def test_the_spanish_check_is_spanish_from_question_to_report(page: Page) -> None:
    page.goto(SPANISH)
    check = Check(page)
    stems = check.element.locator("legend").all_inner_texts()
    assert stems == [item.stem for item in REVISION.items]
    check.fill(3)
    expect(check.part("saved")).to_have_text("Guardado en este dispositivo")
    expect(check.part("count")).to_have_text("12 de 12")
    check.submit()
    check.expect_report()
    expect(check.part("report-title")).to_have_text("Sus respuestas")
    answers = check.element.locator(".sa-choice__words").all_inner_texts()
    assert answers == ["Sí"] * 12
    check.part("report").locator(".sa-limits summary").click()
    assert REVISION.limits in " ".join(check.part("report").inner_text().split())


def test_a_draft_that_was_begun_in_english_goes_on_in_spanish(page: Page) -> None:
    page.goto(QUICK)
    check = Check(page)
    check.answer(FIRST, 1)
    check.expect_saved()
    page.get_by_role("link", name="En español: Revisión rápida").click()
    expect(check.element).to_have_attribute("lang", "es")
    expect(check.radio(FIRST, 1)).to_be_checked()
    check.answer(SECOND, "did-not-apply")
    expect(check.part("saved")).to_have_text("Guardado en este dispositivo")
    assert drafts(page) == [{FIRST: "1", SECOND: "did-not-apply"}]


@pytest.mark.slow
def test_a_report_in_one_language_is_not_shown_in_another(page: Page) -> None:
    page.goto(QUICK)
    check = Check(page)
    check.finish(2)
    # What leads to the form is away while its result is there.
    page.locator("nav").get_by_role("link", name="Español: Revisión rápida", exact=True).click()
    expect(check.element).to_have_attribute("lang", "es")
    expect(check.part("form")).to_be_visible()
    page.go_back()
    check.expect_report()
    expect(check.part("report-title")).to_have_text("Your answers")


@pytest.mark.slow
def test_a_time_of_day_is_told_in_the_language_of_the_check(
    context: BrowserContext, page: Page
) -> None:
    page.goto(SPANISH)
    Check(page).answer(FIRST, 1)
    expect(Check(page).part("saved")).to_have_text("Guardado en este dispositivo")
    other = context.new_page()
    other.goto(SPANISH)
    # The clock of the browser speaks American English, with AM and PM.
    expect(Check(other).part("found")).to_contain_text(
        re.compile(r"hay una revisión sin terminar, guardada a las \d{1,2}:\d\d\.")
    )


# From right to left


def turned(texts: Any) -> Any:
    """Return the texts of an instrument in the made-up language."""
    return {
        name: pseudo(part) if isinstance(part, str) else turned(part)
        for name, part in texts.items()
    }


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The interface speaks the made-up language, here and not in the browser."""
    folder = tmp_path_factory.mktemp("locale")
    write_catalog(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalog, "FOLDER", folder)
        catalog.catalog.cache_clear()
        yield
    catalog.catalog.cache_clear()


def in_made_up(folder: str) -> Instrument:
    instrument = read_instrument(ROOT / folder / "instrument.yml")
    return translated(instrument, Translation(LANGUAGE, "rtl", turned(texts_of(instrument))))


@pytest.fixture(scope="module")
def review(made_up: None) -> Instrument:
    """The self-review in the made-up language."""
    return in_made_up("assessments/alliance-practices")


TESTED = "plugins/selfassess/tests"
"""Where the tests of the engine have an instrument with alerts, and one with all kinds of items."""


@pytest.fixture(scope="module")
def shell(site: FaultyServer) -> tuple[str, str]:
    """What stands before and after an assessment on a page of the site, without its policy."""
    assert site.folder is not None
    html = (site.folder / REVIEW / "index.html").read_text(encoding="utf-8")
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>| integrity="[^"]*"', "", html)
    style = re.search(r'<link rel="stylesheet" href="[^"]*selfassess.css">', html)
    assert style
    before, _, rest = html.partition("<self-assessment")
    after = rest.partition("</self-assessment>")[2]
    opening = f'<self-assessment class="selfassess" lang="{LANGUAGE}" dir="rtl">'
    # A script brings these with a touch.
    result = style[0].replace("selfassess.css", "result.css")
    return f"{before}{opening}{style[0]}{result}", f"</self-assessment>{after}"


@pytest.fixture
def made(request: pytest.FixtureRequest, review: Instrument) -> str:
    """The HTML of a form or a report in the made-up language."""
    what, name = request.param.split(" of ")
    instrument = review if name == "review" else in_made_up(f"{TESTED}/{name}")
    if what == "form":
        return Renderer().form(instrument, layout="grid", level=2)
    answers: dict[str, Any] = {item.id: n % 3 for n, item in enumerate(review.items[:-4])}
    if instrument is not review:
        (first, *_) = read_cases(ROOT / TESTED / name / "cases.yml")
        answers = dict(answers_of(instrument, first).chosen)
    report = make_report(instrument, Answers.of(instrument, answers))
    links = {item.teaches: "practices/" for item in instrument.items}
    return Renderer().report(report, level=2, base="../", links=links)


SAY = """for (const summary of document.querySelectorAll("self-assessment summary:empty")) {
  summary.textContent = "Part 10 of 12";
}"""
"""Words where only the script puts some."""


@pytest.fixture
def turned_page(
    made: str, browser: Browser, site: FaultyServer, shell: tuple[str, str]
) -> Iterator[Page]:
    """A page of the site with what was made, all of it shown."""
    # Without the element's own script nothing is hidden or shown again.
    html = made.replace(" hidden>", ">").join(shell).replace("element.js", "none.js")
    site.add("assess/self-review/turned.html", html)
    with watched(site, browser.new_context(**desk(site))) as context:
        page = context.new_page()
        page.goto("assess/self-review/turned.html")
        page.evaluate(OPEN_DETAILS)
        page.evaluate(SAY)
        page.evaluate(WAIT)
        yield page


EVERY = [f"form of {name}" for name in ("review", "strain", "kinds")]
EVERY += [f"report of {name}" for name in ("review", "strain")]


@pytest.mark.parametrize("made", EVERY, indirect=True)
@pytest.mark.parametrize("width", ring([320, 1280]))
def test_nothing_is_clipped_from_right_to_left(turned_page: Page, width: int) -> None:
    turned_page.set_viewport_size({"width": width, "height": 900})
    turned_page.add_style_tag(content=TEXT_SPACING)
    assert turned_page.evaluate(CLIPPED) == []
    assert turned_page.evaluate(OVERFLOW) == 0


def boxes(page: Page, selector: str) -> list[FloatRect]:
    """Return the places of some elements."""
    found = [each.bounding_box() for each in page.locator(f"self-assessment {selector}").all()]
    return [box for box in found if box]


def centres(page: Page, selector: str) -> list[float]:
    """Return how far from the left the middle of each of some elements lies."""
    return [box["x"] + box["width"] / 2 for box in boxes(page, selector)]


@pytest.mark.parametrize("made", ["form of review"], indirect=True)
def test_a_form_runs_from_right_to_left(turned_page: Page) -> None:
    options = centres(turned_page, "fieldset >> nth=0 >> label")
    assert options == sorted(options, reverse=True)
    assert len(options) == 6
    (box,), (words,) = (centres(turned_page, f".sa-check {part}") for part in ("input", "span"))
    assert box > words


@pytest.mark.parametrize("made", ["report of review"], indirect=True)
def test_a_picture_has_its_lowest_answer_on_the_right(
    turned_page: Page, review: Instrument
) -> None:
    axis = turned_page.locator(".sa-axis__words").first.locator("span")
    assert axis.all_inner_texts() == [o.label for o in review.scales["share"].options]
    words = centres(turned_page, ".sa-axis__words >> nth=0 >> span")
    assert words == sorted(words, reverse=True)
    ticks = centres(turned_page, "svg >> nth=0 >> .sa-track__tick")
    assert ticks == pytest.approx(words, abs=2)
    # Of the first area the answers are 0, 1, 2, 0 and, turned, 3: none is the highest.
    (band,) = boxes(turned_page, "svg >> nth=0 >> .sa-track__band")
    # Its round ends reach beyond the answers by half of its height.
    assert band["x"] + band["width"] == pytest.approx(words[0], abs=9)
    assert band["x"] == pytest.approx(words[3], abs=9)
    (mark,) = centres(turned_page, "svg >> nth=0 >> .sa-track__mark")
    assert mark == pytest.approx(words[1] + 0.2 * (words[2] - words[1]), abs=2)


@pytest.mark.parametrize("made", ["report of review"], indirect=True)
def test_what_opens_has_its_mark_on_the_left(turned_page: Page) -> None:
    place = "getComputedStyle(summary, '::after')"
    mark = turned_page.locator("self-assessment summary").first.evaluate(
        f"(summary) => ({{ left: {place}.left, right: {place}.right }})"
    )
    assert float(mark["left"].removesuffix("px")) < 20 < float(mark["right"].removesuffix("px"))
