"""Instant navigation on somebody else's site: documents with the policy and without stay apart."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import Check
from site_tests.conftest import desk, served, watched, write_files
from site_tests.test_install import FOREIGN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

FORM = "\n```assessment\nid: sleep-habits\nonly: {only}\n```\n"
LINKS = "\n".join(f"[to {name}]({name}.md)" for name in ("index", "plain", "evenings", "rhythm"))
# A script of the site that Mermaid is an example of: it writes styles into the page.
DRAW = """
document$.subscribe(() => {
  const style = document.createElement("style");
  style.textContent = "h1 { outline: 7px solid rgb(1, 2, 3) }";
  document.querySelector("h1").append(style);
});
"""
FILES = {
    "mkdocs.yml": """
site_name: Better nights
site_url: !ENV SITE_URL
theme:
  name: material
  font: false
  features: [navigation.instant]
extra_javascript: [draw.js]
plugins: [search, selfassess]
""",
    "docs/draw.js": DRAW,
    "docs/index.md": f"# Home\n\n{LINKS}\n",
    "docs/plain.md": f"# Plain\n\n{LINKS}\n",
    "docs/evenings.md": f"# Evenings\n\n{LINKS}\n{FORM.format(only='evenings')}",
    "docs/rhythm.md": f"# Rhythm\n\n{LINKS}\n{FORM.format(only='rhythm')}",
}


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyServer]:
    """Two plain pages and two with a form, under Material with instant navigation."""
    home = tmp_path_factory.mktemp("instant")
    write_files(home, FILES)
    shutil.copytree(FOREIGN / "assessments", home / "assessments")
    with served(home, "/nights/") as server:
        yield server


@pytest.fixture
def visit(instant: FaultyServer, browser: Browser) -> Iterator[Page]:
    with watched(instant, browser.new_context(**desk(instant))) as context:
        yield context.new_page()


def stays(page: Page, name: str) -> bool:
    """Follow a link to a page; return whether the document stayed the same."""
    page.evaluate("window.mark = true")
    page.get_by_role("link", name=f"to {name}", exact=True).click()
    title = {"index": "Home"}.get(name, name.capitalize())
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.wait_for_load_state()
    return bool(page.evaluate("window.mark"))


def outlined(page: Page) -> bool:
    """Whether the style that a script wrote into the page was let through."""
    heading = page.get_by_role("heading", level=1)
    return "7px" in str(heading.evaluate("(h1) => getComputedStyle(h1).outline"))


def test_links_into_and_out_of_pages_with_a_form_load_fully_and_others_do_not(visit: Page) -> None:
    visit.goto("")
    assert stays(visit, "plain")
    assert not stays(visit, "evenings")
    assert stays(visit, "rhythm")
    assert not stays(visit, "index")
    assert stays(visit, "plain")
    assert not stays(visit, "rhythm")


def test_the_policy_binds_pages_with_a_form_and_breaks_none_without(visit: Page) -> None:
    visit.goto("evenings/")
    assert not outlined(visit)
    stays(visit, "plain")
    assert outlined(visit)
    stays(visit, "rhythm")
    assert not outlined(visit)
    visit.go_back()
    expect(visit.get_by_role("heading", level=1)).to_contain_text("Plain")
    assert outlined(visit)


def test_a_search_hit_with_a_form_loads_fully(visit: Page) -> None:
    visit.goto("")
    visit.evaluate("window.mark = true")
    visit.get_by_role("textbox", name="Search").click()
    visit.keyboard.type("rhythm")
    visit.locator('.md-search-result__link[href*="/rhythm/"]').first.click()
    expect(visit).to_have_url(re.compile("/nights/rhythm/"))
    visit.wait_for_load_state()
    assert visit.evaluate("window.mark") is None


def test_a_form_that_a_link_leads_to_is_scored(visit: Page) -> None:
    visit.goto("plain/")
    stays(visit, "rhythm")
    check = Check(visit)
    for item, value in {"rhythm-rise": 0, "rhythm-nap": 3}.items():
        check.answer(item, value)
    check.submit()
    check.button("anyway").click()
    check.expect_state("done")
