"""How long from "submit" until the report is painted, all sixty items answered, Python ready.

Each round opens the page anew, as a reader does, and submits several times with other
answers. Submits take turns with a request that decides nothing: what is left there is the
way to the worker and back. Painted means that two frames have begun since the report was
put into the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from site_tests.bench.result import Limit, Result, p95
from site_tests.check import REVIEW

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from site_tests.faulty_server import FaultyServer

LIMIT = 100.0
ROUNDS = 8
SUBMITS = 5
FIRST, AGAIN, NOTHING = "first submit of a visit", "later submits", "a request that decides nothing"
NO_INSTRUMENT = {
    "id": "none",
    "version": "1",
    "kind": "questionnaire",
    **dict.fromkeys(("title", "introduction", "licence", "source", "limits"), "None."),
    "minutes": 1,
    "scales": {"yes": {"options": [{"value": 0, "label": "No"}, {"value": 1, "label": "Yes"}]}},
    "domains": [{"id": "all", "title": "All"}],
    "items": [{"id": "one", "stem": "One?", "domain": "all", "scale": "yes"}],
    "scoring": {"method": "mean", "missing": {"rule": "complete", "minimum": 1}},
}
SCRIPT = """
async ([submits, instrument]) => {
  const element = document.querySelector("self-assessment");
  const form = element.querySelector("form");
  const module = document.querySelector('script[src$="element.js"]').src;
  const { ask } = await import(new URL("engine.js", module));
  const nothing = {
    do: "report", only: null, answers: { unknown: "1" }, base: "", level: 2, day: "",
    definition: JSON.stringify({ instrument, links: {}, templates: {} }),
  };
  const until = (state) => new Promise((resolve) => {
    const look = () => element.dataset.state === state && (watch.disconnect(), resolve());
    const watch = new MutationObserver(look);
    watch.observe(element, { attributes: true });
    look();
  });
  const painted = () => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
  const timed = async (work) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  element.scrollIntoView();
  await until("ready");
  // What a touch fetches and Python prepares is there before a reader has answered sixty items.
  const { ahead } = await import(new URL("report.js", module));
  await ahead();
  await ask(nothing);
  const taken = { submit: [], nothing: [] };
  for (let round = 0; round < submits; round++) {
    for (const item of form.querySelectorAll("fieldset")) {
      const radios = item.querySelectorAll("[type=radio]");
      radios[Math.floor(Math.random() * radios.length)].checked = true;
    }
    form.elements[0].dispatchEvent(new Event("input", { bubbles: true }));
    await painted();
    // A reader's sixty answers do not all fade in at once.
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
    taken.submit.push(await timed(async () => {
      form.requestSubmit();
      await until("done");
      await painted();
    }));
    taken.nothing.push(await timed(() => ask(nothing)));
    element.querySelector("[data-action=change]").click();
    await until("ready");
  }
  return taken;
}
"""


def visit(context: BrowserContext) -> dict[str, list[float]]:
    """Return the times of one visit to the page."""
    page = context.new_page()
    page.goto(REVIEW)
    taken: dict[str, Any] = page.evaluate(SCRIPT, [SUBMITS, NO_INSTRUMENT])
    page.close()
    return taken


def measure(server: FaultyServer, browser: Browser, rounds: int = ROUNDS) -> Result:
    """Return the times of all submits, and the limit on them."""
    samples: dict[str, list[float]] = {FIRST: [], AGAIN: [], NOTHING: []}
    context = browser.new_context(base_url=server.url)
    context.set_default_timeout(60_000)
    for _ in range(rounds):
        taken = visit(context)
        samples[FIRST].append(taken["submit"][0])
        samples[AGAIN] += taken["submit"][1:]
        samples[NOTHING] += taken["nothing"]
    context.close()
    every = samples[FIRST] + samples[AGAIN]
    limit = Limit(f"95 of 100 submits, of {len(every)}", p95(every), LIMIT)
    return Result("Submit to report painted", "ms", samples, [limit])
