"""What a page costs the main thread of a browser as it loads, beside a plain page as long.

The two take turns, at the width of a phone; `plain` says what the plain one is. Counted is the time
that the thread computed, as its trace tells. Time that blocks is what a task takes beyond 50 ms on
a phone. Machines differ by half or more, from one minute to the next, and a task that is a little
longer may block where it did not: so the phone is told by what the four plain pages cost it
together, and not by a factor.
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

ROUNDS = 5
PHONE, LONG = 1400.0, 50.0
"""Milliseconds: what the four plain pages cost the phone, four times what two quiet cores took; and
the part of a task that nobody feels."""
FAR_SLOWER, LONGEST = 1.5, 100
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


def blocked(times: Iterable[float], slower: float) -> float:
    """Return how much of the tasks lies beyond what a reader may feel, on a CPU that much slower."""
    return sum(max(0.0, slower * taken - LONG) for taken in times)


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
    seen: dict[tuple[str, str], list[list[Task]]] = {}
    with TemporaryDirectory() as home, FaultyServer(Path(home) / "site") as other:
        pages = {name: path for name, path in PAGES.items() if path}
        plain.build(Path(server.folder or ""), pages, Path(home), other.url)
        for _ in range(rounds):
            for name, path in PAGES.items():
                both = {"ours": server.url + path, "plain": other.url + PLAIN[name]}
                for side, address in both.items():
                    seen.setdefault((name, side), []).append(visit(browser, address))
    return result(seen)


def result(seen: Mapping[tuple[str, str], Sequence[Sequence[Task]]]) -> Result:
    """Return what the loads of each page came to, by its name and side."""
    taken = {
        pair: [[task.took for task in tasks] for tasks in loads] for pair, loads in seen.items()
    }
    costs = {pair: [sum(times, 0.0) for times in loads] for pair, loads in taken.items()}
    slower = PHONE / sum(median(costs[name, "plain"]) for name in PAGES)
    samples: dict[str, list[float]] = {}
    for (name, side), loads in taken.items():
        samples[f"{name}, {side}: CPU"] = costs[name, side]
        samples[f"{name}, {side}: blocked"] = [blocked(times, slower) for times in loads]
    longest = {
        name: [FAR_SLOWER * slower * max(task.ours for task in tasks) for tasks in loads]
        for (name, side), loads in seen.items()
        if side == "ours"
    }
    return Result(
        "The main thread while a page loads",
        "ms",
        samples,
        [*limits(samples), *limits_of_tasks(longest)],
        [f"- The phone is {slower:.1f} times slower than this machine was."],
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


def limits_of_tasks(longest: Mapping[str, list[float]]) -> list[Limit]:
    """Return the limit on how long scripts of ours run without a break, by page."""
    return [
        Limit(
            f"{name}: our scripts without a break, ms on a phone that takes half as long again",
            median(times),
            LONGEST,
        )
        for name, times in longest.items()
    ]
