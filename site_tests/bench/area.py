"""How long a reader waits for a report who answers an area's five questions in 20 s on a slow line.

The browser has nothing of the site yet, and tells nothing of its connection, as most do not: so
Python is fetched from the first answer on, while the other four are given. A question takes four
seconds from the moment when the form is in view, and the button is pressed at once after the last.
The service worker is let in and may compete for the line. The limit is in seconds, because the
line takes most of the time and is the same everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tests.bench.result import Limit, Result, median
from site_tests.bench.start import SLOW
from site_tests.check import LISTENING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from site_tests.faulty_server import FaultyServer

LIMIT = 3.0
ROUNDS = 5
QUESTIONS, EACH = 5, 4000
SILENT = "delete Navigator.prototype.connection"
SCRIPT = """
async ([questions, each]) => {
  const element = document.querySelector("self-assessment");
  const items = [...element.querySelectorAll("form fieldset.sa-item")];
  if (items.length !== questions) throw new Error(`${items.length} questions`);
  const ended = () => new Promise((resolve, reject) => {
    new MutationObserver(() => {
      if (element.dataset.state === "done") resolve();
      if (element.dataset.state === "failed") reject(new Error(element.innerText));
    }).observe(element, { attributes: true });
  });
  element.scrollIntoView();
  const began = performance.now();
  for (const [at, item] of items.entries()) {
    const due = began + each * (at + 1);
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const radio = item.querySelectorAll("[type=radio]")[1];
    radio.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    radio.click();
  }
  const pressed = performance.now();
  const end = ended();
  element.querySelector("[type=submit]").click();
  await end;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return { answered: pressed - began, waited: performance.now() - pressed };
}
"""


def visit(server: FaultyServer, browser: Browser) -> tuple[float, float]:
    """Return the seconds of answering and those of waiting after the button."""
    context = browser.new_context(base_url=server.url)
    context.set_default_timeout(180_000)
    context.add_init_script(SILENT)
    page = context.new_page()
    SLOW.lay(server)
    page.goto(LISTENING)
    taken = page.evaluate(SCRIPT, [QUESTIONS, EACH])
    server.heal()
    context.close()
    return taken["answered"] / 1000, taken["waited"] / 1000


def measure(server: FaultyServer, browser: Browser, rounds: int = ROUNDS) -> Result:
    """Return the waits, and the limit on their median."""
    visits = [visit(server, browser) for _ in range(rounds)]
    waits = [waited for _, waited in visits]
    samples = {"answering": [answered for answered, _ in visits], "waiting after the button": waits}
    limit = Limit("waiting after the button", median(waits), LIMIT)
    return Result(f"Five questions in 20 s {SLOW.title}", "s", samples, [limit])
