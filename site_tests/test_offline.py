"""What a reader can still do without a network, and that nothing false is kept for it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from site_tests.check import ITEMS, LISTENING, PLAIN, Check, accept_next, expect_soon
from site_tests.conftest import build_site, desk, watched
from site_tests.faulty_server import FaultyServer
from site_tests.matrix import ANSWER, FORM, LOOK, PRESS
from site_tests.visitor import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from site_tests.visitor import Visitor

pytestmark = pytest.mark.browser

OFFLINE = "about/offline/"
UNOPENED = "repair/spot-it/"
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const keys = await (await caches.open(name)).keys();
    found[name.replace(/[^:]*$/, "") + name.split(":").pop().slice(0, 4)] = keys.map(({ url }) => new URL(url).pathname);
  }
  return found;
}"""
"""The addresses in each cache, by its name with the build cut short."""


@pytest.fixture
def deployed(site: FaultyServer, tmp_path: Path) -> Iterator[FaultyServer]:
    """The site on a server of its own, so that a test can deploy another build of it."""
    shutil.copytree(site.folder or "", tmp_path / "site")
    with FaultyServer(tmp_path / "site", prefix="/repo/") as server:
        # Else the browser's own cache answers in place of the network.
        server.max_age = 0
        yield server


@pytest.fixture
def reader(browser: Browser, deployed: FaultyServer) -> Iterator[Page]:
    given = {**desk(deployed), "service_workers": "allow"}
    # The theme's own requests fail without a network, and it says so.
    with watched(deployed, browser.new_context(**given), ("Network error",)) as context:
        yield context.new_page()


def deploy(server: FaultyServer, address: str, text: str, without: str = "") -> None:
    """Publish another build, in which the title of a page ends with a text, and a file is gone."""
    assert server.folder is not None
    page, listed, worker = (
        server.folder / name for name in (f"{address}index.html", "offline.json", "sw.js")
    )
    page.write_text(page.read_text(encoding="utf-8").replace("</h1>", f" {text}</h1>", 1))
    listing = json.loads(listed.read_text(encoding="utf-8"))
    content = page.read_bytes()
    listing["files"][address] = [hashlib.sha256(content).hexdigest(), len(content)]
    listing["files"].pop(without, None)
    worker.write_text(worker.read_text(encoding="utf-8").replace(listing["build"], "b" * 16))
    listed.write_text(json.dumps({**listing, "build": "b" * 16}))


def status(page: Page) -> Locator:
    return page.locator("site-offline [data-part=status]")


def copy_whole(page: Page) -> None:
    page.goto(OFFLINE)
    page.get_by_role("button", name=re.compile(r"^Make available offline \(\d+ MB\)$")).click()
    expect(status(page)).to_have_text("Ready to work offline: the whole site is on this device.")


def kept(page: Page) -> dict[str, list[str]]:
    """Return what is kept, but for the list of the build."""
    found: dict[str, list[str]] = page.evaluate(KEPT)
    return found


def copies(page: Page) -> list[str]:
    return [name for name in kept(page) if ":copy:" in name]


def is_used(page: Page, address: str) -> bool:
    """Whether a page was kept as it was used."""
    return f"/repo/{address}" in kept(page).get("selfassess:/repo/:used", [])


def test_what_was_opened_opens_again_and_other_pages_lead_to_what_is_here(
    reader: Page, deployed: FaultyServer
) -> None:
    reader.goto(OFFLINE)
    expect(status(reader)).to_have_text(re.compile("^Pages that you opened here open again"))
    expect_soon(reader, lambda: is_used(reader, OFFLINE), True)
    reader.goto(LISTENING)
    check = Check(reader)
    check.finish(3)
    expect_soon(reader, lambda: is_used(reader, LISTENING), True)
    deployed.stop()
    reader.goto(LISTENING)
    expect(check.part("report-title")).to_be_visible()
    reader.goto(UNOPENED)
    expect(reader).to_have_url(deployed.url + OFFLINE)
    reader.goto(LISTENING.rstrip("/") + "/?h=listening")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Active listening")


def test_the_whole_site_works_without_a_network_once_it_says_so(
    reader: Page, deployed: FaultyServer
) -> None:
    copy_whole(reader)
    assert len(copies(reader)) == 1
    deployed.stop()
    reader.goto(UNOPENED.rstrip("/"))
    expect(reader).to_have_url(deployed.url + UNOPENED)
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    # Nobody has searched before.
    reader.locator(".md-search__input").click()
    reader.keyboard.type("angry patient")
    expect(reader.locator(".md-search-result__item").first).to_be_visible()
    reader.goto(LISTENING)
    Check(reader).finish(3)
    reader.goto(OFFLINE)
    expect(status(reader)).to_have_text("Ready to work offline: the whole site is on this device.")
    reader.get_by_role("button", name="Remove the offline copy").click()
    expect(status(reader)).to_have_text(re.compile("^Pages that you opened here open again"))
    assert copies(reader) == []


def test_a_full_device_is_told_when_the_whole_site_is_asked_for(
    reader: Page, deployed: FaultyServer
) -> None:
    session = reader.context.new_cdp_session(reader)
    origin = deployed.url.removesuffix("/repo/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})

    reader.goto(OFFLINE)
    reader.get_by_role("button", name=re.compile(r"^Make available offline \(\d+ MB\)$")).click()

    expect(status(reader)).to_contain_text("room")
    assert copies(reader) == []


def test_a_copy_that_comes_no_further_is_told_and_can_be_asked_for_again(
    reader: Page, deployed: FaultyServer
) -> None:
    reader.clock.install()
    reader.goto(OFFLINE)
    button = reader.get_by_role("button", name=re.compile(r"^Make available offline \(\d+ MB\)$"))
    expect(button).to_be_visible()
    deployed.fail("*", "stall")
    button.click()
    expect(button).to_be_disabled()

    reader.clock.fast_forward(121_000)

    expect(status(reader)).to_contain_text("The connection was lost.")
    expect(button).to_be_enabled()


def test_a_new_build_takes_over_only_as_a_whole(reader: Page, deployed: FaultyServer) -> None:
    copy_whole(reader)
    old = copies(reader)
    deploy(deployed, UNOPENED, "in the second build")
    deployed.fail("*/repair/spot-it/*", "html")
    reader.goto("")
    state = reader.evaluate("""async () => {
      const found = await navigator.serviceWorker.ready;
      await found.update().catch(() => {});
      const coming = found.installing;
      if (coming && coming.state !== "redundant") {
        await new Promise((ended) => { coming.onstatechange = () => coming.state === "redundant" && ended(); });
      }
      return found.active.state;
    }""")
    assert state == "activated"
    assert set(old) < set(copies(reader))
    deployed.stop()
    reader.goto(UNOPENED)
    expect(reader.get_by_role("heading", level=1)).not_to_contain_text("in the second build")
    deployed.heal()
    deployed.start()
    reader.goto("")
    update(reader)
    expect_soon(reader, lambda: len(copies(reader)) == 1 and copies(reader) != old, True)
    deployed.stop()
    reader.goto(UNOPENED)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("in the second build")


TAKEN_OVER = """async () => {
  const found = await navigator.serviceWorker.ready;
  await found.update();
  const coming = found.installing ?? found.waiting ?? found.active;
  await new Promise((done) => {
    const look = () => coming.state === "activated" && done();
    coming.addEventListener("statechange", look);
    look();
  });
  return !!await caches.match(`${found.scope}offline.json?${"b".repeat(16)}`);
}"""
"""Wait until the worker of another build has taken over; whether it is that of `deploy`."""


@pytest.mark.slow
@pytest.mark.parametrize("reachable", [True, False], ids=["renewed", "out of reach"])
def test_what_an_older_build_was_made_of_stays_only_for_a_page_that_could_not_be_renewed(
    reader: Page, deployed: FaultyServer, reachable: bool
) -> None:
    reader.goto(UNOPENED)
    expect_soon(reader, lambda: is_used(reader, UNOPENED), True)
    sheet = "link => new URL(link.href).pathname.replace('/repo/', '')"
    style = reader.locator("link[href*='stylesheets/main.']").evaluate(sheet)
    expect_soon(reader, lambda: is_used(reader, style), True)
    deploy(deployed, UNOPENED, "in the second build", without=style)
    if not reachable:
        deployed.fail(f"*/{UNOPENED}", "503")

    assert reader.evaluate(TAKEN_OVER)

    assert is_used(reader, style) is not reachable
    deployed.stop()
    reader.goto(UNOPENED)
    second = re.compile("in the second build$" if reachable else "(?<!in the second build)$")
    expect(reader.get_by_role("heading", level=1)).to_have_text(second)


@pytest.mark.slow
def test_a_new_build_forgets_a_page_that_it_has_no_more(
    reader: Page, deployed: FaultyServer
) -> None:
    reader.goto(LISTENING)
    expect_soon(reader, lambda: is_used(reader, LISTENING), True)
    reader.goto(UNOPENED)
    expect_soon(reader, lambda: is_used(reader, UNOPENED), True)
    deploy(deployed, UNOPENED, "in the second build", without=LISTENING)

    assert reader.evaluate(TAKEN_OVER)

    assert not is_used(reader, LISTENING)


@pytest.mark.slow
def test_a_new_build_fetches_no_page_for_a_date_in_the_name_of_another(
    reader: Page, deployed: FaultyServer
) -> None:
    news, other = "about/20261129-news/", "about/20261130-news/"
    assert deployed.folder is not None
    listed = deployed.folder / "offline.json"
    listing = json.loads(listed.read_text(encoding="utf-8"))
    for address in (news, other):
        shutil.copytree(deployed.folder / PLAIN, deployed.folder / address)
        listing["files"][address] = listing["files"][PLAIN]
    listed.write_text(json.dumps(listing))
    reader.goto(news)
    expect_soon(reader, lambda: is_used(reader, news), True)
    deploy(deployed, news, "in the second build")

    assert reader.evaluate(TAKEN_OVER)

    assert [is_used(reader, address) for address in (news, other)] == [True, False]


COUNTING = """() => {
  const whole = fetch;
  self.asked = [];
  self.fetch = (request, given) => {
    self.asked.push(request.url ?? request);
    return whole(request, given);
  };
}"""


def test_a_page_is_asked_for_once_before_its_reader_is_led_to_what_is_here(
    reader: Page, deployed: FaultyServer
) -> None:
    reader.goto(OFFLINE)
    expect_soon(reader, lambda: is_used(reader, OFFLINE), True)
    (worker,) = reader.context.service_workers
    worker.evaluate(COUNTING)
    deployed.stop()

    reader.goto(UNOPENED)

    expect(reader).to_have_url(deployed.url + OFFLINE)
    assert worker.evaluate("self.asked").count(deployed.url + UNOPENED) == 1


def taken_back(home: Path) -> Path:
    """Build a small site that gave up offline reading; return its folder."""
    (home / "docs").mkdir()
    (home / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (home / "assessments").mkdir()
    settings = "site_name: Small\nplugins: [{selfassess: {offline: remove}}]\n"
    (home / "mkdocs.yml").write_text(settings, encoding="utf-8")
    build_site(home / "built", "http://127.0.0.1/repo/", home)
    return home / "built"


def update(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then((found) => found.update())")


def test_the_page_of_a_strange_network_takes_no_place(reader: Page, deployed: FaultyServer) -> None:
    reader.goto(UNOPENED)
    expect_soon(reader, lambda: is_used(reader, UNOPENED), True)
    deployed.fail("*", "html")
    reader.goto(UNOPENED)
    expect(reader.get_by_text("Please sign in to the guest network.")).to_be_visible()
    deployed.heal()
    deployed.stop()
    reader.goto(UNOPENED)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Spot")


@pytest.mark.slow
def test_a_script_that_came_as_another_type_takes_no_place(
    reader: Page, deployed: FaultyServer
) -> None:
    deployed.fail("*/report.js", "mime")
    reader.goto(LISTENING)
    expect_soon(reader, lambda: is_used(reader, LISTENING), True)
    script = deployed.paths("*/element.js")[0].removeprefix(deployed.prefix)
    actions, report = (script.replace("element.", f"{name}.") for name in ("actions", "report"))
    Check(reader).answer(ITEMS[0], 3)
    expect_soon(reader, lambda: is_used(reader, actions), True)
    expect_soon(reader, lambda: len(deployed.paths("*/report.js")) > 1, True)
    assert not is_used(reader, report)
    deployed.heal()
    reader.reload()
    Check(reader).finish(3)
    expect_soon(reader, lambda: is_used(reader, report), True)


@pytest.mark.slow
def test_a_page_that_is_here_does_not_wait_for_a_dead_network(
    reader: Page, deployed: FaultyServer
) -> None:
    reader.goto(UNOPENED)
    expect_soon(reader, lambda: is_used(reader, UNOPENED), True)
    deployed.latency = 60
    reader.goto(UNOPENED, timeout=30_000, wait_until="commit")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.slow
def test_a_site_can_take_it_back_and_leaves_what_belongs_to_others(
    reader: Page, deployed: FaultyServer, tmp_path: Path
) -> None:
    reader.goto(UNOPENED)
    expect_soon(reader, lambda: is_used(reader, UNOPENED), True)
    reader.evaluate("caches.open('selfassess:/other/:used')")
    assert deployed.folder is not None
    shutil.copy(taken_back(tmp_path) / "sw.js", deployed.folder)
    update(reader)
    expect_soon(reader, lambda: [*kept(reader)], ["selfassess:/other/:used"])
    found = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    expect_soon(reader, lambda: reader.evaluate(found), 0)


def test_clearing_everything_leaves_no_trace_of_what_was_opened(
    reader: Page, deployed: FaultyServer
) -> None:
    reader.goto(UNOPENED)
    expect_soon(reader, lambda: is_used(reader, UNOPENED), True)
    reader.goto(LISTENING)
    check = Check(reader)
    check.answer(ITEMS[0], 2)
    accept_next(reader)
    check.element.get_by_role("button", name="Clear everything").click()
    expect_soon(reader, lambda: is_used(reader, UNOPENED), False)


# In each of three browsers, without what only one driver can do

SAYS = "document.querySelector('site-offline [data-part=status]')?.textContent.startsWith('{}')"
TITLE = "document.querySelector('h1')?.textContent.includes('{}')"
BUTTON = "document.querySelector('site-offline [data-action={}]:not([hidden])')"
READY = "Ready to work offline"
PARTLY = "Pages that you opened here open again"


def used(tab: Visitor, address: str) -> None:
    """Wait until a page is kept as it was used."""
    until(tab, f"caches.match('/repo/{address}').then((found) => !!found, () => false)")


def finish(tab: Visitor) -> None:
    """Answer the area that is open, and wait for the report."""
    until(tab, FORM)
    tab.run(ANSWER)
    tab.run(PRESS)
    # A start of Python takes a busy machine long.
    until(tab, f"{LOOK}.report", 240)


@pytest.mark.slow
def test_in_three_browsers_what_was_opened_opens_again_without_a_network(
    visitor: Callable[[], Any], deployed: FaultyServer
) -> None:
    with visitor() as tab:
        tab.open(deployed.url + OFFLINE)
        until(tab, SAYS.format(PARTLY))
        used(tab, OFFLINE)
        tab.open(deployed.url + LISTENING)
        finish(tab)
        used(tab, LISTENING)
        deployed.stop()
        tab.open(deployed.url + UNOPENED)
        until(tab, f"location.href === '{deployed.url}{OFFLINE}'")
        tab.open(deployed.url + LISTENING)
        until(tab, f"{LOOK}.report", 240)
        tab.run("document.querySelector('[data-action=change]').click()")
        finish(tab)


@pytest.mark.slow
def test_in_three_browsers_the_whole_site_works_without_a_network_once_it_says_so(
    visitor: Callable[[], Any], deployed: FaultyServer
) -> None:
    with visitor() as tab:
        tab.open(deployed.url + OFFLINE)
        until(tab, f"!!{BUTTON.format('copy')}")
        tab.run(f"{BUTTON.format('copy')}.click()")
        until(tab, SAYS.format(READY), 240)
        deployed.stop()
        tab.open(deployed.url + UNOPENED)
        until(tab, TITLE.format("Spot"))
        tab.open(deployed.url + LISTENING)
        finish(tab)
        tab.open(deployed.url + OFFLINE)
        until(tab, SAYS.format(READY))
        tab.run(f"{BUTTON.format('drop')}.click()")
        until(tab, SAYS.format(PARTLY))
        assert [name for name in tab.run("caches.keys()") if ":copy:" in name] == []


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["404", "html", "mime", "reset"])
def test_in_three_browsers_a_site_without_its_worker_works_as_without_the_offline_part(
    visitor: Callable[[], Any], deployed: FaultyServer, fault: Any
) -> None:
    deployed.fail("*/sw.js", fault)
    with visitor() as tab:
        tab.open(deployed.url + OFFLINE)
        until(
            tab,
            "document.querySelector('site-offline:defined') && document.readyState === 'complete'",
        )
        assert tab.run(f"{BUTTON.format('copy')}") is None
        tab.open(deployed.url + LISTENING)
        finish(tab)


def test_where_there_is_no_such_worker_the_page_says_so(page: Page) -> None:
    page.goto(OFFLINE)
    expect(status(page)).to_contain_text("in some private windows")
    expect(page.locator("site-offline button:visible")).to_have_count(0)


def test_a_reader_can_put_the_site_among_the_apps(page: Page, site: FaultyServer) -> None:
    page.goto(LISTENING)
    address = page.locator("link[rel=manifest]").evaluate("link => link.href")
    assert address == f"{site.url}manifest.webmanifest"
    manifest: dict[str, Any] = page.request.get(address).json()
    sizes = {icon["sizes"]: page.request.get(site.url + icon["src"]) for icon in manifest["icons"]}
    assert {size: answer.status for size, answer in sizes.items()} == {
        "192x192": 200,
        "512x512": 200,
    }
