"""What a reader's browser has to fetch stays small (note 19)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import ITEMS, LISTENING, QUICK, Check
from site_tests.weight import (
    OURS,
    Weight,
    compressed,
    has_anything,
    has_desk,
    has_form,
    pages,
    total,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from site_tests.faulty_server import FaultyServer

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE
ASSESSMENTS = Path(__file__).parent.parent / "assessments"


@pytest.fixture(scope="module")
def folder(site: FaultyServer) -> Path:
    assert site.folder is not None
    return site.folder


@pytest.fixture(scope="module")
def forms(folder: Path) -> list[Weight]:
    """What the pages with a form weigh."""
    return [Weight.of(folder, page) for page in pages(folder) if has_form(page)]


def test_our_scripts_weigh_at_most_eight_kilobytes_before_the_first_interaction(
    forms: list[Weight],
) -> None:
    names = {path.name for weight in forms for path in weight.scripts}
    assert names >= {"element.js", "store.js", "engine.js", "worker.js"}
    assert max(total(weight.scripts) for weight in forms) <= 8 * KILOBYTE


@pytest.mark.browser
def test_a_reader_who_only_looks_at_a_form_fetches_no_other_script(
    page: Page, site: FaultyServer, folder: Path
) -> None:
    site.forget()
    page.goto(LISTENING)
    check = Check(page)
    check.element.scroll_into_view_if_needed()
    check.expect_state("ready")
    weight = Weight.of(folder, folder / LISTENING / "index.html")
    assert scripts(site, folder) == set(weight.scripts)


@pytest.mark.browser
def test_a_touch_fetches_what_an_answer_needs_and_no_source_map(
    page: Page, site: FaultyServer, folder: Path
) -> None:
    page.goto(LISTENING)
    check = Check(page)
    check.answer(ITEMS[0], 3)
    check.expect_state("ready")
    weight = Weight.of(folder, folder / LISTENING / "index.html")
    # This form neither changes nor comes in parts; nobody has kept, planned or saved anything yet,
    # and nobody has begun the course that the page belongs to.
    later = {"arrange.js", "steps.js", "plan.js", "returns.js", "takeaway.js"}
    later |= {"learner.js", "progress.js", "completing.js", "earlier.js"}
    # Only the page on offline reading asks for this one.
    later |= {"copying.js"}
    # A page that is encrypted, or of this machine, has the browser's own.
    later |= {"digest.js"}
    rare = {path for path in weight.on_demand if path.name not in later}
    assert {path.name for path in rare} >= {"actions.js", "device.js", "errors.js", "report.js"}
    assert scripts(site, folder) == {*weight.scripts, *rare}
    assert [path for path in site.paths() if path.endswith(".map")] == []


def scripts(site: FaultyServer, folder: Path) -> set[Path]:
    """Return our modules that the browser has asked for, without those of Pyodide."""
    asked = {folder / path.removeprefix("/repo/") for path in site.paths("*/selfassess/*.js")}
    return {
        path for path in asked if (folder / OURS) in path.parents and "runtime" not in path.parts
    }


def test_what_is_served_has_a_source_map_beside_it(folder: Path) -> None:
    served = [path for path in (folder / OURS).glob("*/*") if path.suffix in (".js", ".css")]
    served = [path for path in served if path.parent.name != "runtime"]
    assert len(served) > 8
    for path in served:
        link = path.read_text("utf-8").splitlines()[-1]
        assert f"# sourceMappingURL={path.name}.map" in link
        assert path.with_name(f"{path.name}.map").is_file()


def test_our_styles_on_a_page_with_a_form_weigh_at_most_six_kilobytes(
    forms: list[Weight],
) -> None:
    names = {tuple(sorted(path.name for path in weight.styles)) for weight in forms}
    # The test of a course stands with what its learners have to know of it.
    assert names == {("selfassess.css",), ("course.css", "selfassess.css")}
    assert max(total(weight.styles) for weight in forms) <= 6 * KILOBYTE


def test_styles_that_come_later_weigh_at_most_four_kilobytes(forms: list[Weight]) -> None:
    later = {path for weight in forms for path in weight.later_styles}
    # Of a result, with a touch; of a learner's own part, beside the test of a course.
    assert {path.name for path in later} == {"learner.css", "result.css"}
    assert max(map(compressed, later)) <= 4 * KILOBYTE


def test_a_module_that_is_loaded_on_demand_weighs_at_most_four_kilobytes(
    forms: list[Weight],
) -> None:
    weights = {path.name: compressed(path) for weight in forms for path in weight.on_demand}
    assert "device.js" in weights
    assert {name: size for name, size in weights.items() if size > 4 * KILOBYTE} == {}


def test_the_issue_desk_weighs_no_more_than_a_form(folder: Path) -> None:
    (desk,) = [Weight.of(folder, page) for page in pages(folder) if has_desk(page)]
    assert "issue.js" in {path.name for path in desk.scripts}
    assert max(map(compressed, desk.scripts)) <= 4 * KILOBYTE
    assert total(desk.scripts) <= 8 * KILOBYTE
    assert max(map(compressed, desk.styles)) <= 6 * KILOBYTE


def test_every_script_of_the_plugin_is_counted_on_some_page(folder: Path) -> None:
    weights = [Weight.of(folder, page) for page in pages(folder) if has_anything(page)]
    counted = {path for weight in weights for path in (*weight.scripts, *weight.on_demand)}
    written = set((folder / OURS).rglob("*.js")) - set((folder / OURS / "runtime").iterdir())
    # For sites with the policy on some pages only: it is on all of their pages.
    (loads,) = (folder / OURS).glob("*/loads.js")
    assert written == counted | {loads}
    assert compressed(loads) <= KILOBYTE / 2


def test_a_page_without_a_form_carries_only_what_lets_it_be_read_offline(folder: Path) -> None:
    # Which address the page for unknown ones has is not known: its links begin with a slash.
    known = [page for page in pages(folder) if page.name != "404.html"]
    without = [page for page in known if not has_anything(page)]
    assert len(without) > 10
    (offline,) = (folder / OURS).glob("*/offline.js")
    copying = offline.with_name("copying.js")
    only = Weight(scripts=(offline,), on_demand=(copying,), styles=())
    assert [page for page in without if Weight.of(folder, page) != only] == []
    assert compressed(offline) <= KILOBYTE
    assert compressed(folder / "sw.js") <= 2 * KILOBYTE


def test_every_released_version_is_published_and_no_page_names_one(folder: Path) -> None:
    published = {
        path.relative_to(folder / OURS).as_posix(): path
        for path in (folder / OURS).glob("released/**/*.json")
    }
    names = {_published(path): path for path in ASSESSMENTS.glob("*/released/**/*.json")}
    assert set(published) == set(names) != set()
    for name, path in names.items():
        assert json.loads(published[name].read_bytes()) == json.loads(path.read_bytes())
    naming = [page for page in pages(folder) if b"selfassess/released/" in page.read_bytes()]
    assert naming == []


def _published(path: Path) -> str:
    """Return the address of a released file under the folder of the plugin."""
    name, _released, *language, version = path.relative_to(ASSESSMENTS).parts
    return "/".join(["released", name, *(language or ["en"]), version])


def test_the_whole_site_weighs_less_than_forty_megabytes(folder: Path) -> None:
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < 40 * MEGABYTE


def test_no_file_weighs_as_much_as_twenty_five_megabytes(folder: Path) -> None:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert [file for file in files if file.stat().st_size >= 25 * MEGABYTE] == []


FAST = {"effectiveType": "4g", "saveData": False}
IDLE = """() => new Promise((done) => {
  const idle = (next) => requestIdleCallback(next);
  requestAnimationFrame(() => requestAnimationFrame(() => idle(() => idle(done))));
})"""


def on(page: Page, connection: dict[str, object] | None) -> Check:
    """Open a page whose form is in view, on a connection of which the browser says this."""
    said = "undefined" if connection is None else json.dumps(connection)
    page.add_init_script(
        f"Object.defineProperty(Navigator.prototype, 'connection', {{ configurable: true, get: () => ({said}) }})"
    )
    page.goto(QUICK)
    page.locator("[data-item]").first.scroll_into_view_if_needed()
    page.evaluate(IDLE)
    return Check(page)


@pytest.mark.parametrize(
    "connection",
    [
        None,
        FAST | {"saveData": True},
        FAST | {"effectiveType": "3g"},
        FAST | {"type": "cellular"},
    ],
    ids=["unknown", "saving", "slow", "metered"],
)
def test_opening_a_page_pulls_no_python_unless_the_connection_is_known_to_be_fast(
    page: Page, site: FaultyServer, connection: dict[str, object] | None
) -> None:
    site.forget()
    check = on(page, connection)
    check.expect_state("idle")
    assert site.paths("*.wasm.gz") == []
    check.element.locator("[type=radio]").first.focus()
    expect(check.element).not_to_have_attribute("data-state", "idle")


def test_on_a_fast_connection_python_starts_ahead(page: Page) -> None:
    expect(on(page, FAST).element).not_to_have_attribute("data-state", "idle")
