"""Matrix: what a reader sees of each fault of each file that a check needs, in one browser.

    make faults ARGS="chromium firefox webkit"
    make faults ARGS="webkit stall engine.js"

A reader opens an area, answers, and presses the button; one file is served with one fault. Then the
fault is lifted and the reader does what the words say. A cell is good if the report comes by itself,
or if there are plain words within 20 seconds without progress, no answer is lost, and the second
try brings the report. Which files there are is what a healthy visit asks for: nothing is listed here.
"""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from site_tests.check import FILL, ITEMS, LISTENING, STORED
from site_tests.conftest import build_site
from site_tests.faulty_server import Fault, FaultyServer
from site_tests.visitor import installed, visitors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from site_tests.visitor import Visitor

FAULTS: tuple[Fault, ...] = (
    *("404", "500", "html", "truncate", "corrupt", "flip", "reset", "stall", "mime", "nosniff"),
)
LIMIT = 20
"""Seconds without progress after which there have to be words."""
GRACE = 4
"""Seconds for which a busy machine may be late."""
_REPORT: dict[str, str] = {}
"""The report of a healthy visit to a site."""
ANSWERS = dict.fromkeys(ITEMS, "3")
KNOWN = {(name, "selfassess.css", "stall") for name in ("firefox", "webkit")}
"""These show nothing of a page that stands below a style which hangs: there is no form as yet."""
OURS = re.compile(r"/assets/selfassess/|/sw\.js$|/offline\.json$")
HASHED = re.compile(r"\.[0-9a-f]{10,}(?=\.)")
LOOK = """(() => {
  const self = document.querySelector("self-assessment");
  const part = (name) => self?.querySelector(`[data-part="${name}"]`);
  const shown = (name) => !!part(name)?.checkVisibility({ visibilityProperty: true });
  return {
    late: shown("late"), errors: shown("errors"), ready: part("controls")?.hidden === false, report: shown("report-title"),
    text: part("report")?.textContent ?? "", state: self?.dataset.state, status: part("status")?.textContent ?? "", saved: part("saved")?.textContent ?? "",
    answers: part("form") ? Object.fromEntries(new FormData(part("form"))) : {},
  };
})()"""
PRESS = 'document.querySelector("self-assessment [type=submit]").click()'
ANSWER = f"({FILL})([document.querySelector('self-assessment form'), {{'': 3}}])"
RELOAD = "(window.old = true, setTimeout(() => location.reload()), true)"
FORM = "!window.old && document.readyState !== 'loading' && !!document.querySelector('self-assessment [type=submit]')"


@dataclass
class Cell:
    """What came of one fault of one file."""

    words: str = ""
    """What the reader was told; empty if the report came by itself."""
    seconds: float = 0.0
    """How long the longest silence before that was."""
    wrong: list[str] = field(default_factory=list)
    """What is not as it has to be."""

    def __str__(self) -> str:
        told = "; ".join(self.wrong) or ("words" if self.words else "report")
        return f"{told} {self.seconds:.0f} s"


def rows(site: FaultyServer, visitor: Callable[[], Any]) -> dict[str, str]:
    """Return the files that a healthy visit asks for: a pattern of the address by a short name."""
    site.heal()
    site.forget()
    with visitor() as tab:
        _answered(tab, site)
        tab.run(PRESS)
        # A machine that is busy may take longer, for which no fault is to blame.
        _watched(tab, lambda seen: seen["report"], limit=10 * LIMIT)
        _REPORT[site.url] = tab.run(LOOK)["text"]
    asked = [path for path in site.paths() if OURS.search(path)]
    return {_short(path): f"*{path.removeprefix(site.prefix.rstrip('/'))}" for path in asked}


def cell(site: FaultyServer, visitor: Callable[[], Any], pattern: str, fault: Fault) -> Cell:
    """Visit the site with one fault, then without."""
    site.heal()
    site.fail(pattern, fault)
    found = Cell()
    try:
        with visitor() as tab:
            _with_fault(tab, site, found)
            site.heal()
            _without(tab, site, found)
    except (OSError, RuntimeError) as trouble:
        # Of the page, which comes too late, or of a driver, whose browser may have crashed.
        found.wrong.append(str(trouble))
    site.heal()
    return found


def _with_fault(tab: Visitor, site: FaultyServer, found: Cell) -> None:
    _answered(tab, site)
    seen, found.seconds = _watched(tab, lambda seen: seen["ready"] or seen["late"])
    if seen["ready"]:
        tab.run(PRESS)
        seen, found.seconds = _watched(tab, _ended)
    found.words = "" if seen["report"] else seen["status"] if seen["ready"] else "late"
    if seen["report"] and seen["text"] != _REPORT[site.url]:
        found.wrong.append("another report")
    if not seen["report"] and seen["answers"] != ANSWERS:
        found.wrong.append("answers gone")
    if seen["ready"] and not _kept(tab):
        found.wrong.append("draft gone")


def _without(tab: Visitor, site: FaultyServer, found: Cell) -> None:
    """Do what the words say: press again, or load the page again."""
    for _ in range(2):
        if found.words == "late":
            tab.run(RELOAD)
            _answer(tab)
            seen, _ = _watched(tab, lambda seen: seen["ready"] or seen["late"])
            found.words = "loaded again" if seen["ready"] else "late"
    if found.words:
        tab.run(PRESS)
        _watched(tab, lambda seen: seen["report"], "the second try hangs")
    tab.open(f"{site.url}about/limits/")
    tab.open(f"{site.url}{LISTENING}")
    _watched(tab, lambda seen: seen["answers"] == ANSWERS, "not all answers after a reload")


def _ended(seen: dict[str, Any]) -> bool:
    return bool(seen["report"] or seen["state"] == "failed" or "Press the button" in seen["status"])


def _answered(tab: Visitor, site: FaultyServer) -> None:
    tab.open(f"{site.url}{LISTENING}")
    _answer(tab)


def _answer(tab: Visitor) -> None:
    """Answer all questions as soon as they are there."""
    end = time.monotonic() + LIMIT
    while not tab.run(FORM):
        if time.monotonic() > end:
            raise TimeoutError("no form")
        time.sleep(0.1)
    tab.run(ANSWER)


def _watched(
    tab: Visitor,
    ended: Callable[[dict[str, Any]], bool],
    otherwise: str = "silence",
    limit: float = LIMIT + GRACE,
) -> tuple[dict[str, Any], float]:
    """Look until it has ended; return what is seen and the longest time in which nothing changed."""
    last, since, longest = "", time.monotonic(), 0.0
    while True:
        # Firefox has nothing to say of a page on its way out.
        seen: dict[str, Any] = tab.run(LOOK) or tab.run(LOOK)
        now = time.monotonic()
        longest = max(longest, now - since)
        if ended(seen):
            return seen, longest
        told = json.dumps([seen["state"], seen["status"]])
        last, since = (last, since) if told == last else (told, now)
        # The page hears of each step of a start, which a busy machine takes its time for.
        if now - since > limit * (5 if seen["status"].startswith("Starting") else 1):
            unanswered = ", questions are unanswered" if seen["errors"] else ""
            raise TimeoutError(f"{otherwise}: {seen['state']}, “{seen['status']}”{unanswered}")
        time.sleep(0.1)


def _kept(tab: Visitor) -> bool:
    """Tell whether the draft is on the device, or comes there while a busy machine may be late."""
    for _ in range(10 * GRACE):
        if _drafts(tab) == [ANSWERS]:
            return True
        time.sleep(0.1)
    return False


def _drafts(tab: Visitor) -> list[dict[str, str]]:
    return [draft["answers"] for draft in tab.run(f"({STORED})()")["drafts"]]


def _short(path: str) -> str:
    return HASHED.sub("", path.rpartition("/")[2])


def table(results: dict[tuple[str, str], Cell], faults: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a table of cells, and how many are good."""
    files = list(dict.fromkeys(file for file, _ in results))
    yield "| file | " + " | ".join(faults) + " |"
    yield "| --- " * (len(faults) + 1) + "|"
    for file in files:
        yield f"| {file} | " + " | ".join(f"{results[file, fault]}" for fault in faults) + " |"
    good = sum(not found.wrong for found in results.values())
    yield f"{good} of {len(results)} cells are good"


def matrix(
    site: FaultyServer, name: str, faults: Sequence[Fault] = FAULTS, only: str = ""
) -> dict[tuple[str, str], Cell]:
    """Return every cell of a browser by file and fault; `only` is in the names of the files."""
    found: dict[tuple[str, str], Cell] = {}
    with visitors(name) as visitor:
        files = rows(site, visitor)
        for fault in faults:
            for file, pattern in files.items():
                if only in file:
                    found[file, fault] = made = cell(site, visitor, pattern, fault)
                    print(f"{name}: {file}, {fault}: {made}", file=sys.stderr, flush=True)
    return found


def main(given: Sequence[str]) -> int:
    """Print the matrix of each browser that is named, or that is there; return how many are bad.

    What else is named is a fault, or a file; without any, all are tried. Raises SystemExit for
    a name that is neither, and for a browser that is not there.
    """
    only = next((name for name in given if "." in name), "")
    if strange := [name for name in {*given} - {*FAULTS, *installed()} if "." not in name]:
        raise SystemExit(f"these are not known: {', '.join(sorted(strange))}")
    faults = [fault for fault in FAULTS if fault in given] or FAULTS
    bad = 0
    with TemporaryDirectory() as folder, FaultyServer(Path(folder), prefix="/repo/") as site:
        build_site(Path(folder), site.url)
        for name in [name for name in installed() if name in given] or installed():
            found = matrix(site, name, faults, only)
            print(f"\n## {name}\n", *table(found, faults), sep="\n", flush=True)
            bad += sum(bool(found[cell].wrong) for cell in found if (name, *cell) not in KNOWN)
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
