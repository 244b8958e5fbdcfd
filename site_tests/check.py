"""A check on a page: what a reader does with it, and what lies in the browser's storage."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Dialog, Locator, Page

State = Literal["idle", "loading", "ready", "scoring", "done", "failed"]

LISTENING = "practices/active-listening/"
VALIDATION = "practices/validation/"
REVIEW = "assess/self-review/"
QUICK = "assess/quick-check/"
PLAIN = "about/limits/"
ITEMS = [
    "listening-open-question",
    "listening-opening-account",
    "listening-say-it-back",
    "listening-what-else",
    "listening-other-task",
]

FILL = """([form, values]) => {
  for (const item of form.querySelectorAll("fieldset")) {
    const { item: name } = item.dataset;
    const wanted = values[Object.hasOwn(values, name) ? name : ""];
    const radios = [...item.querySelectorAll("[type=radio]:not([value=did-not-apply])")];
    if (wanted != null) radios[Math.min(wanted, radios.length - 1)].click();
  }
}"""
NOTHING: dict[str, list[dict[str, Any]]] = {"drafts": [], "kept": [], "courses": []}
"""What is stored where nothing is."""
STORED = """async () => {
  const stored = { drafts: [], kept: [], courses: [] };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((resolve) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => resolve(asked.result);
    });
    for (const kind of db.objectStoreNames) {
      (stored[kind] ??= []).push(...await new Promise((resolve) => {
        const asked = db.transaction(kind).objectStore(kind).getAll();
        asked.onsuccess = () => resolve(asked.result);
      }));
    }
    db.close();
  }
  return stored;
}"""


@dataclass(frozen=True)
class Check:
    """The assessment of the page that is open."""

    page: Page

    @property
    def element(self) -> Locator:
        return self.page.locator("self-assessment")

    def part(self, name: str) -> Locator:
        return self.element.locator(f'[data-part="{name}"]')

    def button(self, action: str) -> Locator:
        return self.element.locator(f'[data-action="{action}"]')

    def radio(self, item: str, value: int | str) -> Locator:
        return self.element.locator(f'[name="{item}"][value="{value}"]')

    def answer(self, item: str, value: int | str) -> None:
        """Choose an option by mouse, and wait until it is safe."""
        self.open_part_of(item)
        self.radio(item, value).check()

    def open_part_of(self, item: str) -> None:
        """Go to the part of a long form in which a question is, by the list of parts."""
        radio = self.element.locator(f'[name="{item}"]').first
        # With scripts such a form shows one part; the list is there before the others are away.
        if not self.part("steps").is_visible() or radio.is_visible():
            return
        section = radio.evaluate(
            "it => [...document.querySelectorAll('.sa-section')].indexOf(it.closest('section'))"
        )
        self.part("step").click()
        self.part("steps").locator(f'[data-step="{section}"]').click()

    def fill(self, value: int | None = 3, **others: int | None) -> None:
        """Choose the option at a place, counted from 0, for every item; None leaves one out."""
        values = {name.replace("_", "-"): place for name, place in others.items()} | {"": value}
        self.page.evaluate(FILL, [self.part("form").element_handle(), values])

    def answers(self) -> dict[str, str]:
        """Return what is chosen."""
        script = "form => Object.fromEntries(new FormData(form))"
        chosen: dict[str, str] = self.part("form").evaluate(script)
        return chosen

    def submit(self) -> None:
        self.element.locator("[type=submit]").click()

    def expect_state(self, state: State) -> None:
        expect(self.element).to_have_attribute("data-state", state)

    def expect_report(self) -> None:
        self.expect_state("done")
        expect(self.part("report-title")).to_be_visible()

    def finish(self, value: int = 3) -> None:
        """Choose the option at a place for every item, and wait for the report."""
        self.fill(value)
        self.submit()
        self.expect_report()

    def keep(self) -> None:
        """Keep what is reported, and wait until it is safe."""
        self.button("keep").click()
        expect(self.part("report-status")).to_have_text("Kept on this device.")

    def expect_saved(self) -> None:
        expect(self.part("saved")).to_have_text("Saved on this device")


def questions_of(instrument: str) -> int:
    """Return how many questions an instrument of this site asks; a fork may have others."""
    file = Path(__file__).parent.parent / "assessments" / instrument / "instrument.yml"
    return len(yaml.safe_load(file.read_text(encoding="utf-8"))["items"])


def accept_next(page: Page) -> list[str]:
    """Say yes to the next question of the browser; its text will be in the list."""
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.once("dialog", accept)
    return asked


def stored(page: Page) -> dict[str, list[dict[str, Any]]]:
    """Return every draft and every kept review of this browser."""
    found: dict[str, list[dict[str, Any]]] = page.evaluate(STORED)
    return found


def drafts(page: Page) -> list[dict[str, str]]:
    """Return the answers of every draft in this browser."""
    return [draft["answers"] for draft in stored(page)["drafts"]]


def expect_soon(page: Page, look: Callable[[], object], wanted: object) -> None:
    """Look until there is what is wanted: for what no element of the page tells."""
    end = time.monotonic() + 30
    while (seen := look()) != wanted and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert seen == wanted


def focused(page: Page) -> str:
    """Return the part, the name or the text of what has the focus."""
    script = "({ dataset, name, textContent }) => dataset.part || name || textContent.trim()"
    name: str = page.evaluate_handle("document.activeElement").evaluate(script)
    return name
