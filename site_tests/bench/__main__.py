"""Every measurement in one run, as `make bench` does it; the exit code is 1 above a limit.

    python -m site_tests.bench [--rounds N] [page] [size] [score] [reply] [finger] [start] [build] [issue]

Prints a table and writes bench-results/bench.json and bench.txt. Each measurement compares
two things that take turns in this run: times of one machine mean little for another.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from site_tests.bench import build, finger, issue, page, reply, score, size, start
from site_tests.conftest import build_site, chromium
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from site_tests.bench.result import Result

RESULTS = Path(__file__).resolve().parents[2] / "bench-results"
ALL = ("page", "size", "score", "reply", "finger", "start", "build", "issue")


class Bench(ExitStack):
    """The browser and the finished site, made when the first measurement wants them."""

    def __init__(self, rounds: int | None) -> None:
        super().__init__()
        self._rounds = {"rounds": rounds} if rounds else {}

    @cached_property
    def browser(self) -> Browser:
        playwright = self.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium())
        self.callback(browser.close)
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
        if name == "finger":
            return finger.measure(self.site, self.browser, **self._rounds)
        if name == "start":
            return start.measure(self.browser, **self._rounds)
        if name == "issue":
            return issue.measure(**self._rounds)
        return build.measure(**self._rounds)


def machine() -> dict[str, object]:
    """Return what one needs to know of the machine to read the numbers."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
    }


def write(results: dict[str, Result], tables: list[str]) -> None:
    """Write the results for people and for programs."""
    RESULTS.mkdir(exist_ok=True)
    data = {"machine": machine(), **{name: result.plain() for name, result in results.items()}}
    (RESULTS / "bench.json").write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    (RESULTS / "bench.txt").write_text("\n\n".join(tables) + "\n", encoding="utf-8")


def main() -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m site_tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ALL))
    parser.add_argument("--rounds", type=int, help="alternations, if not as each has it")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(ALL):
        parser.error(f"there is no such measurement: {', '.join(sorted(unknown))}")
    results: dict[str, Result] = {}
    with Bench(asked.rounds) as bench:
        for name in asked.names or ALL:
            results[name] = bench.measure(name)
            print(results[name].table(), end="\n\n", flush=True)
    write(results, [result.table() for result in results.values()])
    return int(not all(result.kept for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
