"""Every measurement in one run, as `make bench` does it; the exit code is 1 above a limit.

    python -m site_tests.bench [--rounds N] [--publish] [NAME ...]

Prints a table and writes bench-results/bench.json and bench.txt. Nearly each measurement compares
two things that take turns in this run: times of one machine mean little for another. With
`--publish` the results are also written for the page of the site that shows them.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from site_tests.bench import (
    area,
    build,
    finger,
    issue,
    load,
    page,
    published,
    reply,
    score,
    size,
    start,
)
from site_tests.bench.machine import this
from site_tests.conftest import build_site, chromium
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from site_tests.bench.machine import Machine
    from site_tests.bench.result import Result

RESULTS = Path(__file__).resolve().parents[2] / "bench-results"
ALL = ("page", "size", *start.LINES, "area", "load", "reply", "finger", "score", "build", "issue")


class Bench(ExitStack):
    """The browser and the finished site, made when the first measurement wants them."""

    def __init__(self, rounds: int | None) -> None:
        super().__init__()
        self._rounds = {"rounds": rounds} if rounds else {}
        self.version = ""
        """That of the browser, once there is one."""

    @cached_property
    def browser(self) -> Browser:
        playwright = self.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium())
        self.callback(browser.close)
        self.version = browser.version
        return browser

    @cached_property
    def site(self) -> FaultyServer:
        server = FaultyServer(Path(self.enter_context(TemporaryDirectory())) / "site")
        build_site(Path(server.folder or ""), server.url)
        return self.enter_context(server)

    def measure(self, name: str) -> Result:
        """Return the result of one measurement."""
        if name == "page":
            return page.measure(Path(self.site.folder or ""))
        if name == "size":
            return size.measure()
        if name == "score":
            return score.measure(**self._rounds)
        if name == "reply":
            return reply.measure(self.site, self.browser, **self._rounds)
        if name == "load":
            return load.measure(self.site, self.browser, **self._rounds)
        if name == "finger":
            return finger.measure(self.site, self.browser, **self._rounds)
        if name in start.LINES:
            return start.measure(self.browser, line=start.LINES[name], **self._rounds)
        if name == "area":
            return area.measure(self.site, self.browser, **self._rounds)
        if name == "issue":
            return issue.measure(**self._rounds)
        return build.measure(**self._rounds)


def write(machine: Machine, results: dict[str, Result]) -> None:
    """Write the results for people and for programs."""
    RESULTS.mkdir(exist_ok=True)
    data = {name: result.plain() for name, result in results.items()}
    whole = {"machine": dataclasses.asdict(machine), **data}
    (RESULTS / "bench.json").write_text(
        json.dumps(whole, indent=2, default=str) + "\n", encoding="utf-8"
    )
    tables = "\n\n".join(result.table() for result in results.values())
    (RESULTS / "bench.txt").write_text(tables + "\n", encoding="utf-8")


def asked() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m site_tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ALL))
    parser.add_argument("--rounds", type=int, help="alternations, if not as each has it")
    parser.add_argument("--publish", action="store_true", help=f"write {published.FILE.name}")
    given = parser.parse_args()
    if unknown := set(given.names) - set(ALL):
        parser.error(f"there is no such measurement: {', '.join(sorted(unknown))}")
    return given


def main() -> int:
    """Measure, print and write."""
    wanted, machine = asked(), this(published.FILE)
    results: dict[str, Result] = {}
    with Bench(wanted.rounds) as bench:
        for name in wanted.names or ALL:
            results[name] = bench.measure(name)
            print(results[name].table(), end="\n\n", flush=True)
        machine = dataclasses.replace(machine, browser=bench.version)
    write(machine, results)
    if wanted.publish:
        left_out = [name for name in ALL if name not in results]
        published.FILE.write_text(published.text(machine, results, left_out), encoding="utf-8")
    return int(not all(result.kept for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
