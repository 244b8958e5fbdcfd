"""How long from the first touch until Python can answer: ours against stock Pyodide.

Both sides run in a module worker of the same page, fetch from the same server on this machine
with an empty cache, and end with `selfassess.browser` imported. Stock loads Pyodide as it comes
from npm and the same code as wheels of .py files, with `loadPackage`. They take turns, and
each round swaps the order. Times are milliseconds.
"""

from __future__ import annotations

import json
import tomllib
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import jinja2
import markupsafe

import selfassess
from site_tests.bench.result import Limit, Result, median
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from types import ModuleType

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plugins/mkdocs-selfassess/src/mkdocs_selfassess"
LIMIT = 0.45
ROUNDS = 7
KINDS = (".py", ".html", ".mo")
CONTENTS = ROOT / "plugins/mkdocs-selfassess/runtime/contents.toml"
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


class Host(FaultyServer):
    """Adds the two folders that are served where they lie."""

    def _read(self, name: str) -> bytes | None:
        for prefix, folder in (("ours/", PACKAGE), ("pyodide/", ROOT / "node_modules/pyodide")):
            if name.startswith(prefix):
                return (folder / name.removeprefix(prefix)).read_bytes()
        return super()._read(name)


def sample(browser: Browser, url: str, side: str) -> float:
    """Return one time, with an empty cache."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    taken: float = page.evaluate("(side) => time(side)", side)
    context.close()
    return taken


def measure(browser: Browser, rounds: int = ROUNDS) -> Result:
    """Return the times of both sides, and the limit on the ratio of their medians."""
    taken: dict[str, list[float]] = {"ours": [], "stock": []}
    with TemporaryDirectory() as folder:
        site(Path(folder))
        with Host(folder) as host:
            for number in range(-1, rounds):
                for side in ("ours", "stock") if number % 2 else ("stock", "ours"):
                    time = sample(browser, host.url, side)
                    # The round before the first fills the caches of this machine.
                    taken[side] += [time] if number >= 0 else []
    ratio = median(taken["ours"]) / median(taken["stock"])
    pairs = [ours / stock for ours, stock in zip(taken["ours"], taken["stock"], strict=True)]
    spread = f"  The ratio of each pair: {min(pairs):.2f} to {max(pairs):.2f}."
    limit = Limit("ours / stock", ratio, LIMIT)
    return Result("First touch to engine ready", "ms", taken, [limit], [spread])
