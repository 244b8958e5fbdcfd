"""What a page costs the main thread of a browser as it loads, beside a plain page as long.

The two take turns, at the width of a phone; `plain` says what the plain one is. Counted is the time
that the thread computed, as its trace tells, which other work on the machine lengthens little. Time
that blocks is what a task takes beyond 50 ms on a CPU four times slower.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from site_tests.bench import plain
from site_tests.bench.result import Limit, Result, median
from site_tests.check import LISTENING, QUICK, REVIEW
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from playwright.sync_api import Browser

ROUNDS = 5
SLOWER, LONG = 4, 50.0
FAR_SLOWER, LONGEST = 6, 100
LATER = 1500
"""Milliseconds after a load in which its work counts."""
MOST = 1.2
"""How many times as long as the plain page a page of ours may block."""
PAGES = {"home": "", "practice": LISTENING, "check": QUICK, "review": REVIEW}
PLAIN = {name: f"{name}/" if path else "" for name, path in PAGES.items()}
CATEGORIES = ["toplevel", "devtools.timeline"]
SCRIPTS = {"EvaluateScript", "FunctionCall", "v8.evaluateModule"}
OURS = "/assets/selfassess/"


@dataclass(frozen=True)
class Task:
    """What the main thread did without a break."""

    took: float
    """Milliseconds that it computed."""
    ours: float
    """Milliseconds of these in which a script of ours ran."""


def tasks(events: Iterable[dict[str, Any]]) -> Iterator[Task]:
    """Yield the tasks of the page's main thread."""
    events = list(events)
    # Chromium has pages of its own, which now and then start at the same time.
    parsing = {
        thread_of(e)
        for e in events
        if e["name"] == "ParseHTML" and e["args"]["beginData"]["url"].startswith("http")
    }
    names = {thread_of(e): e["args"]["name"] for e in events if e["name"] == "thread_name"}
    main = {thread for thread in parsing if names.get(thread) == "CrRendererMain"}
    scripts = [e for e in events if e["name"] in SCRIPTS and OURS in json.dumps(e["args"])]
    for event in events:
        at_work = event["name"] == "ThreadControllerImpl::RunTask" and "tdur" in event
        if at_work and thread_of(event) in main:
            ran = [script for script in scripts if is_in(event, script)]
            # What one script calls of another counts once.
            first = [s for s in ran if not any(is_in(other, s) for other in ran if other is not s)]
            yield Task(event["tdur"] / 1000, sum(script["tdur"] for script in first) / 1000)


def thread_of(event: Mapping[str, Any]) -> tuple[int, int]:
    """Return what tells the thread of an event from all others."""
    return event["pid"], event["tid"]


def is_in(outer: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Whether an event came to pass while another lasted."""
    begun = outer["ts"] <= event["ts"] < outer["ts"] + outer["dur"]
    return begun and thread_of(outer) == thread_of(event)


def blocked(times: Iterable[float]) -> float:
    """Return how much of the tasks lies beyond what a reader may feel."""
    return sum(max(0.0, SLOWER * taken - LONG) for taken in times)


def visit(browser: Browser, address: str) -> list[Task]:
    """Return the tasks of one load, with an empty cache."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, service_workers="block"
    )
    page = context.new_page()
    browser.start_tracing(page=page, categories=CATEGORIES)
    # Until nothing was fetched for half a second; what waits for a while after that counts, too.
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(LATER)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    context.close()
    return list(tasks(events))


def measure(server: FaultyServer, browser: Browser, rounds: int = ROUNDS) -> Result:
    """Return the times of all loads, and the limits on the ratios of their medians."""
    samples: dict[str, list[float]] = {}
    longest: dict[str, list[float]] = {}
    with TemporaryDirectory() as home, FaultyServer(Path(home) / "site") as other:
        pages = {name: path for name, path in PAGES.items() if path}
        plain.build(Path(server.folder or ""), pages, Path(home), other.url)
        for _ in range(rounds):
            for name, path in PAGES.items():
                both = {"ours": server.url + path, "plain": other.url + PLAIN[name]}
                for side, address in both.items():
                    done = visit(browser, address)
                    times = [task.took for task in done]
                    samples.setdefault(f"{name}, {side}: CPU", []).append(sum(times))
                    samples.setdefault(f"{name}, {side}: blocked", []).append(blocked(times))
                    if side == "ours":
                        longest.setdefault(name, []).append(max(task.ours for task in done))
    title = "The main thread while a page loads"
    return Result(title, "ms", samples, [*limits(samples), *limits_of_tasks(longest)])


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


def limits_of_tasks(longest: Mapping[str, list[float]]) -> list[Limit]:
    """Return the limit on how long scripts of ours run without a break, by page."""
    return [
        Limit(
            f"{name}: our scripts without a break, ms on a CPU {FAR_SLOWER} times slower",
            FAR_SLOWER * median(times),
            LONGEST,
        )
        for name, times in longest.items()
    ]
