"""What a page costs the main thread of a browser as it loads, beside a plain page as long.

The two take turns, at the width of a phone; `plain` says what the plain one is. Counted is the time
that the thread computed, as its trace tells, which other work on the machine lengthens little. Time
that blocks is what a task takes beyond 50 ms on a CPU four times slower.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from site_tests.bench import plain
from site_tests.bench.result import Limit, Result, median
from site_tests.check import LISTENING, QUICK, REVIEW
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser

ROUNDS = 5
SLOWER, LONG = 4, 50.0
MOST = 1.2
"""How many times as long as the plain page a page of ours may block."""
PAGES = {"home": "", "practice": LISTENING, "check": QUICK, "review": REVIEW}
PLAIN = {name: f"{name}/" if path else "" for name, path in PAGES.items()}
CATEGORIES = ["toplevel", "devtools.timeline"]


def tasks(events: Iterable[dict[str, Any]]) -> Iterator[float]:
    """Yield how many milliseconds each task of the page's main thread computed."""
    events = list(events)
    # Chromium has pages of its own, which now and then start at the same time.
    parsing = {
        (e["pid"], e["tid"])
        for e in events
        if e["name"] == "ParseHTML" and e["args"]["beginData"]["url"].startswith("http")
    }
    names = {(e["pid"], e["tid"]): e["args"]["name"] for e in events if e["name"] == "thread_name"}
    threads = {thread for thread in parsing if names.get(thread) == "CrRendererMain"}
    for event in events:
        at_work = event["name"] == "ThreadControllerImpl::RunTask" and "tdur" in event
        if at_work and (event["pid"], event["tid"]) in threads:
            yield event["tdur"] / 1000


def blocked(times: Iterable[float]) -> float:
    """Return how much of the tasks lies beyond what a reader may feel."""
    return sum(max(0.0, SLOWER * taken - LONG) for taken in times)


def visit(browser: Browser, address: str) -> list[float]:
    """Return the times of the tasks of one load, with an empty cache."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, service_workers="block"
    )
    page = context.new_page()
    browser.start_tracing(page=page, categories=CATEGORIES)
    # Until nothing was fetched for half a second: the index of the search comes late.
    page.goto(address, wait_until="networkidle")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    context.close()
    return list(tasks(events))


def measure(server: FaultyServer, browser: Browser, rounds: int = ROUNDS) -> Result:
    """Return the times of all loads, and the limits on the ratios of their medians."""
    samples: dict[str, list[float]] = {}
    longest: dict[str, float] = {}
    with TemporaryDirectory() as home, FaultyServer(Path(home) / "site") as other:
        pages = {name: path for name, path in PAGES.items() if path}
        plain.build(Path(server.folder or ""), pages, Path(home), other.url)
        for _ in range(rounds):
            for name, path in PAGES.items():
                both = {"ours": server.url + path, "plain": other.url + PLAIN[name]}
                for side, address in both.items():
                    times = visit(browser, address)
                    samples.setdefault(f"{name}, {side}: CPU", []).append(sum(times))
                    samples.setdefault(f"{name}, {side}: blocked", []).append(blocked(times))
                    if side == "ours":
                        longest[name] = max(longest.get(name, 0), *times)
    return Result(
        "The main thread while a page loads", "ms", samples, limits(samples), notes(longest)
    )


def limits(samples: dict[str, list[float]]) -> list[Limit]:
    """Return the limit on each page, by how long it blocks."""
    return [
        Limit(
            f"{name}: blocks, ours / plain",
            median(samples[f"{name}, ours: blocked"])
            / max(1.0, median(samples[f"{name}, plain: blocked"])),
            MOST,
        )
        for name in PAGES
    ]


def notes(longest: dict[str, float]) -> list[str]:
    """Return what is told besides: the longest task of each page of ours."""
    told = ", ".join(f"{name} {taken:.0f}" for name, taken in longest.items())
    return [f"  The longest task of ours, on this machine: {told} ms."]
