"""How long a finger waits: from a tap on an option to the next paint, on a CPU six times slower.

Fifty questions of the long form are answered at the width of a phone. The same page without our
scripts, on which the browser marks the option by itself, takes turns: what is left there is the
machine's, the theme's and the browser's. Times are those of the browser's event timing.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from site_tests.bench.result import Limit, Result
from site_tests.check import REVIEW, Check

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

    from site_tests.faulty_server import FaultyServer

SLOWER = 6
LIMIT = 2.5
"""How many times as long as without scripts the slowest of four taps may take."""
ROUNDS = 3
PARTS, QUESTIONS = 10, 5
OURS, WITHOUT = "an answer to the long form", "the same page without our scripts"
WATCH = """
window.taps = new Map();
new PerformanceObserver((list) => {
  for (const { interactionId: id, duration } of list.getEntries()) {
    if (id) taps.set(id, Math.max(duration, taps.get(id) ?? 0));
  }
}).observe({ type: "event", durationThreshold: 16, buffered: true });
"""


def tap(page: Page) -> list[float]:
    """Answer fifty questions, and return how long the browser took to paint after each tap."""
    steps = page.locator("[data-part=steps]")
    for part in range(PARTS):
        questions = page.locator(".sa-section").nth(part).locator("fieldset.sa-item")
        for place in range(QUESTIONS):
            questions.nth(place).locator(".sa-option").nth(1).click()
        if steps.is_visible():
            steps.locator('[data-by="1"]').click()
    taken: list[float] = page.evaluate("() => [...taps.values()]")
    # What took less than the browser tells is not there.
    return taken + [16.0] * max(0, PARTS * QUESTIONS - len(taken))


def visit(server: FaultyServer, browser: Browser, *, scripts: bool) -> list[float]:
    """Return the times of one visit to the page."""
    screen: ViewportSize = {"width": 390, "height": 844}
    context = browser.new_context(
        base_url=server.url, viewport=screen, service_workers="block", has_touch=True
    )
    context.set_default_timeout(120_000)
    context.add_init_script(WATCH)
    page = context.new_page()
    if not scripts:
        page.route("**/assets/selfassess/**/*.js", lambda route: route.abort())
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(REVIEW)
    if scripts:
        page.locator("[data-part=steps]").wait_for()
        page.locator(".sa-option").first.click()
        # Python starts with the first tap, and takes the other core.
        Check(page).expect_state("ready")
    taken = tap(page)
    context.close()
    return taken


def slow(samples: list[float]) -> float:
    """Return what one of four exceeds."""
    return statistics.quantiles(samples, n=4)[2]


def measure(server: FaultyServer, browser: Browser, rounds: int = ROUNDS) -> Result:
    """Return the times of all taps, and the limit on their ratio."""
    samples: dict[str, list[float]] = {OURS: [], WITHOUT: []}
    for _ in range(rounds):
        samples[OURS] += visit(server, browser, scripts=True)
        samples[WITHOUT] += visit(server, browser, scripts=False)
    ratio = slow(samples[OURS]) / slow(samples[WITHOUT])
    limit = Limit("the slowest of four, times that without our scripts", ratio, LIMIT)
    return Result(f"A tap on a CPU {SLOWER} times slower", "ms", samples, [limit])
