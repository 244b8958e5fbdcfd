"""Forms that change while they are answered: drawn from a bank, shuffled, or by conditions."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from selfassess import dumps
from selfassess.answering.draw import SEED, draw
from selfassess.authoring import read_instrument
from selfassess.browser import answer_request
from site_tests.check import Check, accept_next, drafts, stored
from site_tests.conftest import ROOT, desk, ring, served, watched
from site_tests.page_audit import AXE, OVERFLOW, RUN_AXE, TAGS, at_widths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from site_tests.faulty_server import FaultyServer

HOME = ROOT / "site_tests/bank"
INSTRUMENT = ROOT / "plugins/selfassess/tests/bank"
BANK = read_instrument(INSTRUMENT / "instrument.yml")
DRAWING = "Your questions are being drawn: Python is getting ready in your browser."
NOT_DRAWN = "Your questions could not be drawn. Press the button to try again."
VISIBLE = """(form) => [...form.querySelectorAll("[data-item]")]
  .filter((item) => item.checkVisibility()).map(({ dataset }) => dataset.item)"""
OPTIONS = """(form) => Object.fromEntries([...form.querySelectorAll("[data-item]:has([data-option])")]
  .filter((item) => item.checkVisibility())
  .map((item) => [item.dataset.item, [...item.querySelectorAll("[data-option]")].map(({ dataset }) => dataset.option)]))"""
SLOW_MEMORY = """
const { open } = IDBFactory.prototype;
IDBFactory.prototype.open = function (...given) {
  const request = open.apply(this, given);
  Object.defineProperty(request, "onsuccess", {
    set(act) { request.addEventListener("success", () => setTimeout(act, 1000)); },
  });
  return request;
};
"""
HEADS = """(form) => [...form.querySelectorAll("h2, .sa-instruction")]
  .filter((head) => head.checkVisibility()).map(({ textContent }) => textContent.trim())"""


@pytest.fixture(scope="module")
def birds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyServer]:
    """A site with a bank, and with a form whose questions depend on each other."""
    home = tmp_path_factory.mktemp("birds")
    shutil.copytree(HOME, home, dirs_exist_ok=True)
    shutil.copytree(INSTRUMENT, home / "assessments/bank")
    with served(home, "/birds/") as server:
        yield server


@pytest.fixture
def context(browser: Browser, birds: FaultyServer) -> Iterator[BrowserContext]:
    with watched(birds, browser.new_context(**desk(birds))) as made:
        yield made


def opened(page: Page, path: str = "") -> Check:
    """Open a form, and wait until Python has arranged it."""
    page.goto(path)
    check = Check(page)
    check.expect_state("ready")
    expect(check.part("waiting")).to_have_count(0 if path else 1)
    if not path:
        expect(check.part("waiting")).to_be_hidden()
    return check


def items(check: Check) -> list[str]:
    found: list[str] = check.part("form").evaluate(VISIBLE)
    return found


def expect_items(check: Check, *names: str) -> None:
    script = f"([form, names]) => JSON.stringify(({VISIBLE})(form)) === names"
    handle = check.part("form").element_handle()
    check.page.wait_for_function(script, arg=[handle, json.dumps(names, separators=(",", ":"))])


def seed(check: Check) -> str:
    return check.part("seed").input_value()


def expect_drawn(check: Check, code: str) -> None:
    """The form shows what CPython draws for a code, in its order and with its options."""
    made = draw(BANK, code)
    expect_items(check, *(n for n in made.items if n not in ("counted", "how-many")))
    options = check.part("form").evaluate(OPTIONS)
    assert {name: tuple(keys) for name, keys in options.items()} == made.options


def go_on(check: Check) -> None:
    """Submit a form that is not complete, and go on to the report."""
    check.submit()
    check.button("anyway").click()
    check.expect_report()


# The draw


def requests(codes: list[str]) -> list[str]:
    definition = {
        "instrument": json.loads(dumps(BANK)),
        "links": {},
        "templates": {},
    }
    text = json.dumps(definition)
    answers = {"watched": "1", "name-owl": "right"}
    return [
        json.dumps({"do": "arrange", "definition": text, "answers": answers | {SEED: code}})
        for code in codes
    ]


@pytest.mark.slow
def test_five_hundred_codes_give_the_same_draws_in_pyodide_and_in_cpython() -> None:
    asked = requests([f"{n:x}{'.2' if n % 3 else ''}" for n in range(500)])

    command = ["node", str(ROOT / "site_tests/parity.mjs")]
    lines = "".join(f"{line}\n" for line in asked)
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=False)
    told = done.stdout.decode().removesuffix("\n").split("\n")

    assert told == [answer_request(line) for line in asked]
    assert len(set(told)) > 400


@pytest.mark.browser
def test_the_form_shows_what_python_on_this_machine_draws_for_its_code(page: Page) -> None:
    check = opened(page)

    expect_drawn(check, seed(check))


@pytest.mark.browser
def test_the_head_and_the_progress_count_what_is_asked(page: Page) -> None:
    check = opened(page)

    expect(check.element.locator(".sa-facts")).to_contain_text("7 questions")
    expect(check.part("count")).to_have_text("0 of 5")


@pytest.mark.browser
def test_a_reload_keeps_the_draw_and_the_answers(page: Page) -> None:
    check = opened(page)
    code = seed(check)
    check.answer("watched", 1)
    check.expect_saved()

    page.reload()

    expect_drawn_again(check, code)


def expect_drawn_again(check: Check, code: str) -> None:
    expect(check.part("seed")).to_have_value(code)
    expect_items(check, *(n for n in draw(BANK, code).items if n != "how-many"))
    expect(check.radio("watched", 1)).to_be_checked()


@pytest.mark.slow
@pytest.mark.browser
def test_a_device_that_remembers_slowly_keeps_the_draw_too(page: Page) -> None:
    check = opened(page)
    code = seed(check)
    check.answer("watched", 1)
    check.expect_saved()
    page.add_init_script(SLOW_MEMORY)

    page.reload()

    expect_drawn_again(check, code)


@pytest.mark.slow
@pytest.mark.browser
def test_another_visit_is_another_attempt(page: Page) -> None:
    first = seed(opened(page))
    page.reload()

    assert seed(opened(page)) != first


@pytest.mark.slow
@pytest.mark.browser
def test_a_draft_of_another_tab_brings_its_own_draw(page: Page, context: BrowserContext) -> None:
    check = opened(page)
    code = seed(check)
    check.answer("watched", 1)
    check.expect_saved()

    other = opened(context.new_page())
    assert seed(other) != code
    other.button("continue").click()

    expect_drawn_again(other, code)


@pytest.mark.browser
def test_only_what_was_drawn_is_scored_and_the_report_names_the_draw(page: Page) -> None:
    check = opened(page)
    code = seed(check)
    names = [name for name in draw(BANK, code).items if name.startswith("name-")]
    for name in names:
        check.answer(name, "right")
    go_on(check)

    expect(check.element.locator(".sa-version")).to_contain_text(f"Drawn with the code {code}.")
    report = check.part("report").inner_text()
    birds = {item.id: item.stem for item in BANK.items if item.id.startswith("name-")}
    assert {name for name, stem in birds.items() if stem in report} <= set(names)


@pytest.mark.browser
def test_changing_answers_keeps_the_draw_and_starting_again_asks_others(page: Page) -> None:
    check = opened(page)
    code = seed(check)
    check.answer("watched", 0)
    go_on(check)

    check.button("change").click()
    expect_items(check, *(n for n in draw(BANK, code).items if n not in ("counted", "how-many")))
    go_on(check)
    accept_next(page)
    check.button("again").click()

    expect_drawn(check, f"{code}.2")
    assert drafts(page) == []
    assert page.evaluate("document.activeElement.closest('[data-item]')?.dataset.item") == next(
        name for name in draw(BANK, f"{code}.2").items if name != "welcome"
    )


@pytest.mark.slow
@pytest.mark.browser
def test_what_is_kept_carries_its_draw(page: Page) -> None:
    check = opened(page)
    code = seed(check)
    check.answer("watched", 0)
    go_on(check)
    check.keep()

    (kept,) = stored(page)["kept"]
    assert kept["answers"] == {"watched": "0", SEED: code}


@pytest.mark.browser
def test_after_clearing_everything_nothing_of_the_code_is_left(page: Page) -> None:
    check = opened(page)
    code = seed(check)
    check.answer("watched", 0)
    check.expect_saved()
    check.button("clear").last.click()

    expect(check.part("saved")).to_have_text("Everything is cleared.")
    expect(check.part("seed")).not_to_have_value(f"{code}.2")
    assert code not in json.dumps(stored(page))
    assert code not in page.content()


@pytest.mark.slow
@pytest.mark.browser
def test_a_draft_with_a_code_that_is_none_is_drawn_anew_at_the_second_try(page: Page) -> None:
    check = opened(page)
    check.part("seed").evaluate("seed => { seed.value = '?'; }")
    check.answer("watched", 0)
    check.expect_saved()
    page.reload()
    expect(check.part("waiting-status")).to_have_text(NOT_DRAWN)

    check.button("draw").click()

    expect(check.part("waiting")).to_be_hidden()
    expect_drawn(check, seed(check))


@pytest.mark.browser
def test_a_drawn_form_waits_for_python_with_a_sentence(page: Page, birds: FaultyServer) -> None:
    birds.fail("*/runtime/python.*.zip.gz", "stall")
    page.goto("")
    check = Check(page)

    expect(check.part("waiting-status")).to_have_text(DRAWING)
    assert items(check) == []
    expect(check.part("controls")).to_be_hidden()


@pytest.mark.browser
def test_without_python_a_drawn_form_says_so_and_a_second_try_draws(
    page: Page, birds: FaultyServer, capfd: pytest.CaptureFixture[str]
) -> None:
    birds.fail("*/runtime/python.*.zip.gz", "404")
    page.goto("")
    check = Check(page)
    expect(check.part("waiting-status")).to_have_text(NOT_DRAWN)

    birds.heal()
    check.button("draw").focus()
    page.keyboard.press("Enter")

    expect(check.part("waiting")).to_be_hidden()
    expect_drawn(check, seed(check))
    assert page.evaluate("document.activeElement.closest('[data-item]') !== null")


@pytest.mark.browser
def test_without_scripts_a_bank_shows_all_its_items_with_a_note(
    browser: Browser, birds: FaultyServer
) -> None:
    made = browser.new_context(**desk(birds), java_script_enabled=False)
    with watched(birds, made) as context:
        page = context.new_page()
        page.goto("")
        form = page.locator("form")
        for item in BANK.items:
            expect(form.locator(f"[data-item={item.id}]")).to_contain_text(item.stem)
            expect(form.locator(f"[data-item={item.id}]")).to_be_visible()
        note = page.locator("noscript p")
        expect(note).to_be_visible()
        expect(note).to_contain_text("you would be asked some of these questions, drawn anew")
        expect(form.locator(".sa-condition").first).to_have_text(
            "Only if you answered “Sometimes” or “Often” to “I watched birds.”."
        )


# Conditions

ALWAYS = ("has", "parks")


@pytest.mark.browser
def test_a_question_comes_and_goes_with_the_answer_that_it_depends_on(page: Page) -> None:
    check = opened(page, "garden/")
    expect_items(check, *ALWAYS)

    check.answer("has", "yes")
    expect_items(check, "has", "grows", "waters", "weeds", "parks")
    expect(check.part("arranged")).to_have_text("More questions below: 3.")
    expect(check.part("count")).to_have_text("1 of 4")

    check.answer("waters", 2)
    expect_items(check, "has", "grows", "waters", "drags", "weeds", "parks")
    expect(check.part("arranged")).to_have_text("More questions below: 1.")

    check.answer("has", "no")
    expect_items(check, *ALWAYS)
    expect(check.part("arranged")).to_have_text("Questions that fall away: 4.")
    expect(check.part("count")).to_have_text("1 of 2")


@pytest.mark.slow
@pytest.mark.browser
def test_what_is_not_asked_is_not_called_open_while_python_is_on_its_way(
    page: Page, birds: FaultyServer
) -> None:
    birds.speed = 3_000_000
    page.goto("garden/")
    check = Check(page)
    check.answer("has", "no")
    check.answer("parks", 1)
    check.submit()
    check.expect_report()
    expect(check.part("errors")).to_be_hidden()


@pytest.mark.browser
def test_what_is_open_is_told_of_the_questions_that_are_asked(page: Page) -> None:
    check = opened(page, "garden/")
    check.answer("has", "no")
    expect_items(check, *ALWAYS)
    check.submit()
    expect(check.part("count")).to_have_text("1 of 2")
    expect(check.part("gaps")).to_have_text("1 of 2 is open.")


@pytest.mark.slow
@pytest.mark.browser
def test_a_question_comes_and_goes_by_keyboard(page: Page) -> None:
    check = opened(page, "garden/")
    check.radio("has", "yes").focus()
    page.keyboard.press("Space")
    expect_items(check, "has", "grows", "waters", "weeds", "parks")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "grows"
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")

    expect_items(check, *ALWAYS)
    expect(check.radio("has", "no")).to_be_focused()


@pytest.mark.slow
@pytest.mark.browser
def test_a_part_without_a_question_has_no_heading_and_no_instruction(page: Page) -> None:
    check = opened(page, "garden/")
    expect_items(check, *ALWAYS)
    heads = check.part("form").evaluate(HEADS)
    check.answer("has", "yes")
    expect_items(check, "has", "grows", "waters", "weeds", "parks")

    assert heads == ["Yours", "Elsewhere", "How often was this so?"]
    assert check.part("form").evaluate(HEADS) == [
        "Yours",
        "What you do in it",
        "How often was this so?",
        "Elsewhere",
        "How often was this so?",
    ]


@pytest.mark.slow
@pytest.mark.browser
def test_a_hidden_answer_is_kept_comes_back_and_is_not_scored(page: Page) -> None:
    check = opened(page, "garden/")
    check.answer("has", "yes")
    expect_items(check, "has", "grows", "waters", "weeds", "parks")
    check.answer("waters", 2)
    check.answer("weeds", 2)
    check.answer("parks", 0)
    check.answer("has", "no")
    expect_items(check, *ALWAYS)

    check.submit()
    check.expect_report()
    report = check.part("report").inner_text()
    assert "I watered it." not in report
    expect(check.part("report").locator("tbody td").first).to_have_text("0.0 of 2")

    check.button("change").click()
    check.answer("has", "yes")
    expect(check.radio("waters", 2)).to_be_visible()
    expect(check.radio("waters", 2)).to_be_checked()
    expect(check.radio("drags", 0)).to_be_visible()


@pytest.mark.browser
def test_the_focus_is_never_lost_when_its_question_goes(page: Page) -> None:
    check = opened(page, "garden/")
    check.answer("has", "yes")
    expect_items(check, "has", "grows", "waters", "weeds", "parks")
    check.radio("weeds", 1).focus()
    check.radio("has", "no").evaluate(
        "radio => { radio.checked = true; radio.dispatchEvent(new InputEvent('input', { bubbles: true })); }"
    )

    expect_items(check, *ALWAYS)
    assert page.evaluate("document.activeElement.dataset.item") == "has"


@pytest.mark.browser
def test_until_python_is_there_conditional_questions_stand_with_their_words(
    page: Page, birds: FaultyServer
) -> None:
    birds.fail("*/runtime/python.*.zip.gz", "stall")
    page.goto("garden/")
    check = Check(page)
    check.answer("has", "no")
    check.expect_saved()

    assert items(check) == ["has", "grows", "waters", "drags", "weeds", "parks"]
    expect(check.element.locator("[data-item=grows] .sa-condition")).to_have_text(
        "Only if you answered “Yes” to “Do you have a garden?”."
    )
    birds.heal()


@pytest.mark.slow
@pytest.mark.browser
def test_on_paper_conditional_questions_stand_with_their_words(page: Page) -> None:
    check = opened(page, "garden/")
    expect_items(check, *ALWAYS)

    page.emulate_media(media="print")

    assert items(check) == ["has", "grows", "waters", "drags", "weeds", "parks"]


@pytest.mark.slow
@pytest.mark.browser
def test_on_paper_only_what_was_drawn_stands(page: Page) -> None:
    check = opened(page)

    page.emulate_media(media="print")

    assert items(check) == list(draw(BANK, seed(check)).items)


@pytest.mark.browser
@pytest.mark.parametrize("path", ring(["garden/", ""]))
def test_axe_finds_nothing_wrong_and_nothing_scrolls_sideways(
    browser: Browser, birds: FaultyServer, path: str
) -> None:
    made = browser.new_context(**desk(birds), bypass_csp=True, reduced_motion="reduce")
    with watched(birds, made) as context:
        page = context.new_page()
        check = opened(page, path)
        check.answer("watched" if not path else "has", 1 if not path else "yes")
        page.evaluate(f"{AXE}; undefined")
        script = RUN_AXE.replace("axe.run(document", "axe.run('self-assessment'")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            violations, _ = page.evaluate(script, TAGS)
            assert violations == []
        assert at_widths(page, (640, 320), OVERFLOW) == {640: 0, 320: 0}
