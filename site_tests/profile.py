"""Profile: which functions of Pyodide's wasm the workload calls, in Node and in Chromium.

    python -m site_tests.profile            # `make profile`: writes runtime/profile.json

A set of functions is an integer: bit n stands for the function with the number n, as in
runtime/cut.mjs.
"""

from __future__ import annotations

import base64
import hashlib
import json
import runpy
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from site_tests.conftest import FLAGS, build_site, chromium
from site_tests.faulty_server import FaultyServer
from site_tests.workload import ROOT, Request, workload

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PLUGIN = ROOT / "plugins/mkdocs-selfassess"
PACKAGE = PLUGIN / "src/mkdocs_selfassess"
MANIFEST = PACKAGE / "runtime/manifest.json"
PROFILE = PLUGIN / "runtime/profile.json"
MINUTES = 10
PAGE = (
    '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.mjs"></script>'
)
SCRIPT = """
const worker = new Worker("assets/worker.mjs", { type: "module" });
const told = (message) => new Promise((resolve, reject) => {
  worker.onerror = ({ message }) => reject(new Error(message));
  worker.onmessage = ({ data }) => {
    if (data.message) reject(new Error(data.message));
    if (!data.total) resolve(data);
  };
  worker.postMessage(message);
});
window.run = async () => {
  const manifest = new URL("runtime/MANIFEST", location).href;
  await told({ id: 0, manifest });
  const requests = (await (await fetch("requests.txt")).text()).trimEnd().split("\\n");
  for (const json of requests) await told({ id: 1, manifest, json });
  return (await told("calls")).calls;
};
"""
PRELUDE = """
const { instantiate } = WebAssembly;
let exports = {};
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  exports = (made.instance ?? made).exports;
  return made;
};
addEventListener("message", (event) => {
  if (event.data !== "calls") return;
  event.stopImmediatePropagation();
  const counters = Object.keys(exports).filter((name) => /^called\\d+$/.test(name));
  postMessage({ calls: counters.map((name) => [Number(name.slice(6)), exports[name].value]) });
});
"""


def union(sets: Iterable[int]) -> int:
    """Return the functions that are in any of the sets."""
    whole = 0
    for each in sets:
        whole |= each
    return whole


def encoded(functions: int) -> str:
    """Return a set as the base64 of a bitmap."""
    size = (functions.bit_length() + 7) // 8
    return base64.b64encode(functions.to_bytes(size, "little")).decode()


def made_templates() -> str:
    """Return the templates with which `use()` proves a runtime."""
    made: str = runpy.run_path(str(PLUGIN / "runtime/use.py"))["templates"]()
    return made


def calls_in_node(requests: Sequence[Request], counted: Path) -> list[int]:
    """Return what starting Python calls, then `use()`, then each request; write the wasm."""
    command = ["node", str(ROOT / "site_tests/profile.mjs"), str(MANIFEST), str(counted)]
    lines = [made_templates(), *(each.text for each in requests)]
    text = "".join(f"{line}\n" for line in lines).encode()
    done = subprocess.run(command, input=text, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return [int.from_bytes(base64.b64decode(line), "little") for line in done.stdout.split()]


def serve(server: FaultyServer, requests: Sequence[Request], wasm: bytes) -> None:
    """Lay out a page that runs the requests in a worker with the counting wasm."""
    listed = json.loads(MANIFEST.read_text(encoding="utf-8"))
    file = {
        "name": "counted.wasm",
        "sha256": hashlib.sha256(wasm).hexdigest(),
        "bytes": len(wasm),
        "unpacked": hashlib.sha256(wasm).hexdigest(),
    }
    told = {"lock": listed["lock"], "files": {**listed["files"], "wasm": file}}
    text = json.dumps(told)
    name = f"counted.{hashlib.sha256(text.encode()).hexdigest()[:16]}.json"
    worker = (PACKAGE / "assets/worker.mjs").read_text(encoding="utf-8")
    server.add("runtime/counted.wasm", wasm)
    server.add(f"runtime/{name}", text)
    server.add("assets/worker.mjs", PRELUDE + worker)
    server.add("requests.txt", "".join(f"{each.text}\n" for each in requests))
    server.add("page.mjs", SCRIPT.replace("MANIFEST", name))
    server.add("index.html", PAGE)


def calls_in_chromium(requests: Sequence[Request], wasm: bytes) -> int:
    """Return what starting Python and all requests call in a worker of a page."""
    with FaultyServer(PACKAGE) as server, sync_playwright() as playwright:
        serve(server, requests, wasm)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(MINUTES * 60_000)
        page.goto(server.url)
        words: list[tuple[int, int]] = page.evaluate("run()")
        browser.close()
    return union((word & 0xFFFFFFFF) << (32 * at) for at, word in words)


def main() -> int:
    """Write the profile."""
    with TemporaryDirectory() as folder:
        site, counted = Path(folder) / "site", Path(folder) / "counted.wasm"
        build_site(site, "http://127.0.0.1/")
        # A line of text is a request; an empty one would be none.
        requests = [each for each in workload(site) if each.text]
        node = union(calls_in_node(requests, counted))
        browser = calls_in_chromium(requests, counted.read_bytes())
    keys = json.loads(MANIFEST.read_text(encoding="utf-8"))["keys"]
    profile = {**keys, "functions": encoded(node | browser)}
    PROFILE.write_text(f"{json.dumps(profile, indent=2)}\n", encoding="utf-8")
    counts = [each.bit_count() for each in (node, browser, node | browser)]
    print(
        f"{len(requests)} requests call {counts[0]} functions in Node, {counts[1]} in Chromium, "
        f"{counts[2]} in all: {PROFILE.relative_to(ROOT)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
