"""A walk through the site: pages change without a reload, and the one worker stays."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from site_tests.check import ITEMS, LISTENING, QUICK, REVIEW, Check

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from site_tests.faulty_server import FaultyServer

pytestmark = pytest.mark.browser

COUNT_WORKERS = """
window.workers = 0;
window.Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    // Material's search has one too, from an address of the site.
    if (`${url}`.startsWith("blob:")) window.workers += 1;
  }
};
"""


def follow(page: Page, path: str) -> None:
    """Click a link in the text of the page, or the menu's."""
    page.locator(f'a[href$="{path}"]:visible').first.click()
    expect(page).to_have_url(re.compile(f"{re.escape(path)}$"))


# Instant navigation


def test_a_walk_over_plain_pages_and_assessments_reloads_nothing(
    page: Page, context: BrowserContext
) -> None:
    context.add_init_script(COUNT_WORKERS)
    check = Check(page)
    page.goto("about/")
    page.evaluate("window.mark = 'here'")
    follow(page, "/assess/")
    follow(page, "/quick-check/")
    check.finish(2)
    follow(page, "/about/")
    follow(page, "/assess/")
    follow(page, "/self-review/")
    check.finish(2)
    expect(check.part("report-title")).to_have_text("Your profile")
    for path in ("assess/", "about/", QUICK):
        page.go_back()
        expect(page).to_have_url(re.compile(f"/repo/{path}$"))
    expect(check.part("report-title")).to_have_text("Your answers")
    for path in ("about/", "assess/", REVIEW):
        page.go_forward()
        expect(page).to_have_url(re.compile(f"/repo/{path}$"))
    expect(check.part("report-title")).to_have_text("Your profile")
    assert page.evaluate("[window.mark, window.workers]") == ["here", 1]


def test_a_page_that_comes_into_the_document_of_another_fetches_nothing_ahead(page: Page) -> None:
    """Nothing is gained, and browsers complain of what a slow machine has not used in time."""
    ahead = "document.querySelectorAll('link[rel=preload]').length"
    page.goto("about/")
    loaded = page.evaluate(ahead)
    follow(page, "/assess/")
    follow(page, "/practices/")
    expect(page.locator("article em").first).to_be_visible()
    assert page.evaluate(ahead) == loaded
    page.reload()
    assert page.evaluate(ahead) == loaded + 1


def test_a_link_within_the_page_leaves_the_report_that_is_being_made_alone(
    page: Page, site: FaultyServer
) -> None:
    page.goto(LISTENING)
    check = Check(page)
    site.speed = 2_000_000
    check.fill(3)
    check.submit()
    check.expect_state("scoring")
    page.locator(".md-nav--secondary a:visible").first.click()
    check.expect_report()
    expect(check.part("report-title")).to_be_focused()


@pytest.mark.slow
def test_a_report_that_was_made_meanwhile_is_there_on_return(
    page: Page, site: FaultyServer
) -> None:
    page.goto(LISTENING)
    check = Check(page)
    site.speed = 4_000_000
    check.fill(3)
    check.submit()
    check.expect_state("scoring")
    follow(page, "/validation/")
    check.expect_state("idle")
    site.heal()
    check.part("form").scroll_into_view_if_needed()
    check.expect_state("ready")
    page.go_back()
    check.expect_report()


def test_a_search_hit_leads_to_a_working_form(page: Page) -> None:
    page.goto("")
    page.evaluate("window.mark = 'here'")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("quick check")
    page.locator('.md-search-result__link[href*="/quick-check/?h="]').first.click()
    expect(page).to_have_url(re.compile(r"/repo/assess/quick-check/\?h="))
    check = Check(page)
    check.finish(2)
    assert page.evaluate("window.mark") == "here"


def test_an_address_with_an_anchor_shows_the_place(page: Page) -> None:
    page.goto(f"{LISTENING}#check-yourself")
    expect(page.locator("#check-yourself")).to_be_in_viewport()
    check = Check(page)
    check.expect_state("ready")
    check.answer(ITEMS[0], 2)
    check.expect_saved()


def test_an_unknown_address_shows_the_page_for_that_with_a_way_back(page: Page) -> None:
    answer = page.goto("practices/nothing-here/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator(".md-header a.md-logo").click()
    expect(page).to_have_url(re.compile(r"/repo/$"))
    expect(page.get_by_role("link", name="Check yourself").first).to_be_visible()


def test_everything_comes_from_below_the_path_of_the_site(page: Page, site: FaultyServer) -> None:
    site.forget()
    page.goto("")
    follow(page, "/practices/")
    follow(page, "/active-listening/")
    check = Check(page)
    check.finish()
    asked = [request for request in site.requests if request.path != "/favicon.ico"]
    assert [r.path for r in asked if not r.path.startswith("/repo/") or r.status >= 400] == []


# Links


class Links(HTMLParser):
    """The links and anchors of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = {""}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}

        self.links += [found[name] for name in ("href", "src") if name in found]


@pytest.fixture(scope="module")
def folder(site: FaultyServer) -> Path:
    assert site.folder is not None
    return site.folder


def address(site: FaultyServer, folder: Path, page: Path) -> str:
    """Return the address at which a built file is served."""
    return urljoin(site.url, page.relative_to(folder).as_posix().removesuffix("index.html"))


def test_every_link_and_anchor_inside_the_site_leads_somewhere(
    site: FaultyServer, folder: Path
) -> None:
    pages: dict[str, Links] = {}
    for file in sorted(folder.rglob("*.html")):
        pages[address(site, folder, file)] = links = Links()
        links.feed(file.read_text(encoding="utf-8"))
    assert len(pages) > 25
    broken = [
        f"{urlsplit(page).path}: {link}"
        for page, links in pages.items()
        for link in links.links
        if not leads_somewhere(urljoin(page, link), site, folder, pages)
    ]
    assert broken == []


def leads_somewhere(url: str, site: FaultyServer, folder: Path, pages: dict[str, Links]) -> bool:
    """Whether an address is outside the site, a file of it, or an anchor of a page of it."""
    if not url.startswith(site.origin):
        return urlsplit(url).scheme in ("https", "mailto", "tel", "sms", "data")
    where, _, anchor = url.partition("#")
    where = where.partition("?")[0]
    if where in pages:
        return unquote(anchor) in pages[where].anchors
    return where.startswith(site.url) and (folder / unquote(where[len(site.url) :])).is_file()


def test_every_note_of_a_decision_leads_back_to_the_list_of_all(folder: Path) -> None:
    notes = sorted((folder / "about/decisions").glob("0*/index.html"))
    assert len(notes) > 20
    back = '<a href="../">All decisions</a>'
    assert [note.parent.name for note in notes if back not in note.read_text("utf-8")] == []
