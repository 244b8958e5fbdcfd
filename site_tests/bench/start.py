"""How long from the first touch until Python can answer: ours against stock Pyodide.

Both sides run in a module worker of the same page, fetch from the same server on this machine
with an empty cache, and end with `selfassess.browser` imported. Stock loads Pyodide as it comes
from npm and the same code as wheels of .py files, with `loadPackage`; ours checks the hash of each
file. They take turns, and each round swaps the order. Times are milliseconds; CPU is that of all
processes of the browser meanwhile.

The server slows a line down, so that a worker's requests are surely bound by it: one rate for all
connections, and a wait before each answer. Starting slowly, as TCP does, is left out.
"""

from __future__ import annotations

import json
import tomllib
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import jinja2
import markupsafe

import selfassess
from site_tests.bench.result import Limit, Result, median
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    from playwright.sync_api import Browser, CDPSession

    from site_tests.faulty_server import Answer

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plugins/mkdocs-selfassess/src/mkdocs_selfassess"
ROUNDS = 9
BYTES = 1_000_000 / 8
"""In a megabit."""
KINDS = (".py", ".html", ".mo")
CONTENTS = ROOT / "plugins/mkdocs-selfassess/runtime/contents.toml"
PROCESSES = "SystemInfo.getProcessInfo"
PAGE = (
    '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.mjs"></script>'
)
SCRIPT = """
import { configure, warm } from "./ours/assets/engine.mjs";
configure(new URL("ours/runtime/MANIFEST", location).href);
const stock = () => new Promise((resolve, reject) => {
  const worker = new Worker("stock.mjs", { type: "module" });
  worker.onmessage = ({ data }) => data === "ready" ? resolve() : reject(data);
});
window.time = async (side) => {
  const start = performance.now();
  await { ours: warm, stock }[side]();
  return performance.now() - start;
};
"""
WORKER = """
import { loadPyodide } from "./pyodide/pyodide.mjs";
try {
  const pyodide = await loadPyodide({ indexURL: new URL("pyodide/", location).href });
  await pyodide.loadPackage(WHEELS.map((name) => new URL(name, location).href));
  pyodide.pyimport("selfassess.browser");
  postMessage("ready");
} catch (error) {
  postMessage(String(error));
}
"""


def wheel(package: ModuleType, folder: Path) -> str:
    """Write a wheel of what our runtime ships of a package, as sources; return its name."""
    name = package.__name__
    contents = tomllib.loads(CONTENTS.read_text(encoding="utf-8"))
    left_out = set(contents["packages"][name]["leave_out"].split())
    assert package.__file__
    root = Path(package.__file__).parent
    info = f"{name}-1.0.dist-info"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in root.rglob("*") if path.suffix in KINDS):
            # Stock must not be slower for carrying what ours leaves out.
            if not left_out.intersection((*file.relative_to(root).parts, file.stem)):
                archive.write(file, Path(name) / file.relative_to(root))
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
        archive.writestr(f"{info}/RECORD", "")
    return path.name


def site(folder: Path) -> None:
    """Lay out a folder that holds both sides."""
    manifest = json.loads((PACKAGE / "runtime/manifest.json").read_text())["manifest"]
    wheels = [wheel(package, folder) for package in (markupsafe, jinja2, selfassess)]
    (folder / "index.html").write_text(PAGE)
    (folder / "page.mjs").write_text(SCRIPT.replace("MANIFEST", manifest))
    (folder / "stock.mjs").write_text(WORKER.replace("WHEELS", json.dumps(wheels)))


@dataclass(frozen=True)
class Line:
    """A connection, and what ours may take on it as a part of what stock takes."""

    title: str
    ready: float
    cpu: float | None = None
    megabits: float | None = None
    """Per second."""
    wait: float = 0.0
    """Seconds before each answer."""

    def lay(self, server: FaultyServer) -> None:
        """Make a server answer as over this line."""
        server.speed = self.megabits and self.megabits * BYTES
        server.latency = self.wait

    def least(self, size: int) -> float:
        """Return the milliseconds in which so many bytes can come, at best."""
        return 1000 * (self.wait + size / (self.megabits * BYTES)) if self.megabits else 0.0


LOOPBACK = Line("on this machine", ready=0.36, cpu=0.42)
FAST = Line("at 9 Mbit/s and 165 ms", ready=0.62, megabits=9, wait=0.165)
SLOW = Line("at 1.6 Mbit/s and 150 ms", ready=0.52, megabits=1.6, wait=0.15)
LINES = {"start": LOOPBACK, "start-9": FAST, "start-1.6": SLOW}


class Host(FaultyServer):
    """Adds the two folders that are served where they lie, and counts what it sends."""

    sent = 0

    def _read(self, name: str) -> bytes | None:
        for prefix, folder in (("ours/", PACKAGE), ("pyodide/", ROOT / "node_modules/pyodide")):
            if name.startswith(prefix):
                return (folder / name.removeprefix(prefix)).read_bytes()
        return super()._read(name)

    def _good(self, name: str, content: bytes, wanted: Mapping[str, str]) -> Answer:
        answer = super()._good(name, content, wanted)
        if not name.endswith(".wasm"):
            return answer
        # Ours comes packed; without this, a slow line would be held against stock.
        packed = {**answer.headers, "Content-Encoding": "gzip"}
        return replace(answer, body=self._gzip(content), headers=packed)

    def pieces(self, body: bytes) -> Iterator[bytes]:
        for piece in super().pieces(body):
            self.sent += len(piece)
            yield piece


@dataclass(frozen=True)
class Sample:
    """One start."""

    ready: float
    """Milliseconds until Python could answer."""
    cpu: float
    """Milliseconds of CPU of the browser until then."""


def cpu(browser: CDPSession) -> dict[int, float]:
    """Return the milliseconds of CPU that each process of a browser has used."""
    processes = browser.send(PROCESSES)["processInfo"]
    return {process["id"]: 1000 * process["cpuTime"] for process in processes}


def sample(browser: Browser, host: Host, side: str, line: Line) -> Sample:
    """Start one side once, with an empty cache."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(host.url)
    system = browser.new_browser_cdp_session()
    line.lay(host)
    host.sent, before = 0, cpu(system)
    taken: float = page.evaluate("(side) => time(side)", side)
    used = sum(now - before.get(process, 0.0) for process, now in cpu(system).items())
    host.heal()
    system.detach()
    context.close()
    assert taken >= line.least(host.sent), f"{host.sent} bytes in {taken} ms: not bound by the line"
    return Sample(taken, used)


def alternate(browser: Browser, rounds: int, line: Line) -> dict[str, list[Sample]]:
    """Return the samples of both sides, which took turns."""
    taken: dict[str, list[Sample]] = {"ours": [], "stock": []}
    with TemporaryDirectory() as folder:
        site(Path(folder))
        host = Host(folder)
        with host:
            for number in range(-1, rounds):
                for side in ("ours", "stock") if number % 2 else ("stock", "ours"):
                    # The round before the first fills the caches of this machine.
                    it = sample(browser, host, side, line if number >= 0 else LOOPBACK)
                    taken[side] += [it] if number >= 0 else []
    return taken


def compared(what: str, taken: dict[str, list[float]]) -> tuple[float, str]:
    """Return the ratio of the medians, and a sentence on how far the pairs spread."""
    pairs = [ours / stock for ours, stock in zip(taken["ours"], taken["stock"], strict=True)]
    spread = f"  {what}, the ratio of each pair: {min(pairs):.2f} to {max(pairs):.2f}."
    return median(taken["ours"]) / median(taken["stock"]), spread


def result(taken: dict[str, list[Sample]], line: Line) -> Result:
    """Return the times of both sides, and the limits on the ratios of their medians."""
    ready = {side: [one.ready for one in taken[side]] for side in taken}
    used = {side: [one.cpu for one in taken[side]] for side in taken}
    ratio, spread = compared("Ready", ready)
    cpu_ratio, cpu_spread = compared("CPU", used)
    limits = [Limit("ready, ours / stock", ratio, line.ready)]
    limits += [Limit("CPU, ours / stock", cpu_ratio, line.cpu)] if line.cpu else []
    samples = {f"{side}: ready": ready[side] for side in ready}
    samples |= {f"{side}: CPU": used[side] for side in used}
    title = f"First touch to Python ready, {line.title}"
    return Result(title, "ms", samples, limits, [spread, cpu_spread])


def measure(browser: Browser, rounds: int = ROUNDS, line: Line = LOOPBACK) -> Result:
    """Return what both sides take on a line."""
    return result(alternate(browser, rounds, line), line)
