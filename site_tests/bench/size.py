"""What the first touch of a form fetches to have Python: ours against stock Pyodide.

Stock is Pyodide as it comes from npm and the same code as wheels. Both are counted as a good host
sends them: what is packed already as it is, all else compressed. Units are kilobytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import jinja2
import markupsafe

import selfassess
from site_tests.bench.result import Limit, Result
from site_tests.bench.start import PACKAGE, ROOT, wheel
from site_tests.weight import compressed

LIMIT = 0.47
KILOBYTE = 1024
PACKED = (".gz", ".zip", ".whl")
PYODIDE = ROOT / "node_modules/pyodide"
STOCK = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
)


def sent(file: Path) -> float:
    """Return the kilobytes of a file on the way."""
    return (file.stat().st_size if file.suffix in PACKED else compressed(file)) / KILOBYTE


def measure() -> Result:
    """Return the sizes of all parts, and the limit on the ratio of their sums."""
    runtime = PACKAGE / "runtime"
    listed = json.loads((runtime / "manifest.json").read_text(encoding="utf-8"))
    names = {"manifest": listed["manifest"]}
    names |= {role: file["name"] for role, file in listed["files"].items()}
    ours = {f"ours: {role}": sent(runtime / name) for role, name in names.items()}
    stock = {f"stock: {name}": sent(PYODIDE / name) for name in STOCK}
    with TemporaryDirectory() as folder:
        wheels = [wheel(package, Path(folder)) for package in (markupsafe, jinja2, selfassess)]
        stock["stock: wheels"] = sum(sent(Path(folder) / name) for name in wheels)
    ratio = sum(ours.values()) / sum(stock.values())
    notes = [f"  The wasm is whole, because {listed['stale']}."] if "stale" in listed else []
    samples = {name: [size] for name, size in {**ours, **stock}.items()}
    limit = Limit("ours / stock", ratio, LIMIT)
    return Result("Bytes of Python, on the first touch", "KB", samples, [limit], notes)
