"""A question may be called what a form, a fieldset or an object calls one of its own properties.

The names come from the browser itself, so that one that it learns tomorrow is tried tomorrow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

from site_tests.check import Check, accept_next, drafts, expect_soon
from site_tests.conftest import desk, served, watched, write_files
from site_tests.test_places import FENCE, THEME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

PROPERTIES = """() => {
  const names = new Set();
  for (let it of [document.createElement("form"), document.createElement("fieldset"), {}]) {
    for (; it; it = Object.getPrototypeOf(it)) Object.getOwnPropertyNames(it).forEach((name) => names.add(name));
  }
  return [...names];
}"""
# On the form itself, not on anything in it.
PRESS_THE_FORM = 'HTMLElement.prototype.click.call(document.querySelector("form"))'
CONFIG = """
site_name: Names
site_url: !ENV SITE_URL
theme: {name: null, custom_dir: theme}
plugins: [selfassess]
"""


def instrument(names: list[str]) -> dict[str, Any]:
    """Return an instrument with a question of each name, and one that depends on the last."""
    rating = {"domain": "area", "scale": "often"}
    items: list[dict[str, Any]] = [{"id": name, "stem": f"{name}?", **rating} for name in names]
    shown = {"item": names[-1], "at_least": 1}
    items.append({"id": "z-depends", "stem": "And then?", "show_if": shown, **rating})
    return {
        "id": "names",
        "version": "1",
        "kind": "questionnaire",
        "title": "Names",
        "introduction": "Questions for a test.",
        "minutes": 1,
        "licence": "CC0",
        "source": "Made up for a test.",
        "limits": "It tells nothing about you.",
        "scales": {
            "often": {"options": [{"value": 0, "label": "No"}, {"value": 1, "label": "Yes"}]}
        },
        "scoring": {"method": "sum", "missing": {"rule": "prorate", "minimum": 1}},
        "feedback": "none",
        "domains": [{"id": "area", "title": "Area"}],
        "items": items,
    }


@pytest.fixture(scope="module")
def names(browser: Browser) -> list[str]:
    """Every name of a property that can be the id of a question."""
    page = browser.new_page()
    found = page.evaluate(PROPERTIES)
    page.close()
    return sorted(name for name in found if re.fullmatch(r"[a-z][a-z0-9]*", name))


@pytest.fixture(scope="module")
def server(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyServer]:
    home = tmp_path_factory.mktemp("names")
    files = {"mkdocs.yml": CONFIG, "theme/main.html": THEME, "docs/index.md": f"# Names\n\n{FENCE}"}
    files["docs/index.md"] = files["docs/index.md"].replace("pause", "names")
    files["assessments/names/instrument.yml"] = yaml.safe_dump(instrument(names), sort_keys=False)
    write_files(home, files)
    with served(home, "/names/") as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: FaultyServer) -> Iterator[Page]:
    with watched(server, browser.new_context(**desk(server))) as context:
        yield context.new_page()


def test_the_names_of_a_form_a_fieldset_and_an_object_are_tried(names: list[str]) -> None:
    tried = {"reset", "submit", "elements", "hidden", "contains", "closest", "constructor"}
    assert tried <= set(names)


def test_a_question_may_have_the_name_of_any_property_of_the_browser_s(
    page: Page, names: list[str]
) -> None:
    page.goto("")
    check = Check(page)
    every = dict.fromkeys([*names, "z-depends"], "1")
    check.expect_state("ready")
    check.fill(1)
    expect(check.part("count")).to_have_text(f"{len(every)} of {len(every)}")
    expect_soon(page, lambda: drafts(page), [every])
    page.reload()
    expect(check.part("count")).to_have_text(f"{len(every)} of {len(every)}")
    assert check.answers() == every
    page.evaluate(PRESS_THE_FORM)
    check.submit()
    check.expect_report()
    expect(check.part("controls")).to_be_hidden()
    accept_next(page)
    check.button("again").click()
    expect(check.part("controls")).to_be_visible()
    assert check.answers() == {}


@pytest.mark.slow
def test_what_is_cleared_is_emptied_whatever_its_questions_are_called(page: Page) -> None:
    page.goto("")
    check = Check(page)
    check.answer("reset", 1)
    check.expect_saved()
    check.button("clear").last.click()
    expect(check.part("saved")).to_have_text("Everything is cleared.")
    assert check.answers() == {}
    assert drafts(page) == []
    check.answer("submit", 1)
    check.submit()
    expect(check.part("errors")).to_be_focused()
    check.part("errors").locator("summary").first.click()
    check.part("errors").get_by_role("link", name="reset?", exact=True).click()
    expect(check.element.locator('[data-item="reset"]')).to_be_focused()
