"""Worker: the service worker of a finished site, and the list of what it may keep.

A browser asks for `sw.js` at the root of the site whenever a page is opened, and takes it for a new
one as soon as a byte differs; so it holds the name of the build, which is a digest of every file.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs_selfassess.policy.full_loads import put_script
from mkdocs_selfassess.policy.policy import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKER = "sw.js"
LIST = "offline.json"
HELP = b"<site-offline"
"""What the page holds that tells a reader what can be read without a network."""
_UNLISTED = {WORKER, LIST, "404.html", "sitemap.xml", "sitemap.xml.gz"}
_SPARE = "/runtime/whole."
"""What hardly anybody needs: it is kept when it was used, and no part of the whole copy."""
_TAKEN_BACK = """\
// This site gave up offline reading. What it kept is deleted, and nothing else.
const ours = `selfassess:${new URL("./", location.href).pathname}:`;
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
  await registration.unregister();
})()));
"""


def write_registration(site: Path, path: str, script: str) -> None:
    """Put the script that asks for the worker into every finished page of a site.

    `script` is its address under the site, `path` that of the site on its host.
    """
    for page in pages_of(site):
        put_script(site, page, path, script)


def write_worker(site: Path, served: Path) -> None:
    """Write the worker and the list of files; nothing of the site may change after it.

    `served` is the worker as it is served, without what it is told of this build.
    """
    files = dict(_files(site))
    text = json.dumps(files, sort_keys=True, separators=(",", ":"))
    build = hashlib.sha256(text.encode()).hexdigest()[:16]
    size = sum(size for name, (_digest, size) in files.items() if _SPARE not in name)
    spare = [name for name in files if _SPARE in name]
    listing = {"build": build, "size": size, "files": files, "spare": spare}
    (site / LIST).write_text(json.dumps(listing, separators=(",", ":")), encoding="utf-8")
    told = json.dumps({"BUILD": build, "HELP": _help(site)})
    code = served.read_text(encoding="utf-8").partition("\n//# sourceMappingURL=")[0]
    (site / WORKER).write_text(f"Object.assign(self,{told});\n{code}\n", encoding="utf-8")


def take_back(site: Path) -> None:
    """Write a worker that deletes what an earlier one kept, and goes."""
    (site / WORKER).write_text(_TAKEN_BACK, encoding="utf-8")


def _files(site: Path) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the address of each file under the site, its SHA-256 and its size in bytes."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in _UNLISTED and path.suffix != ".map":
            content = path.read_bytes()
            yield _address(name), (hashlib.sha256(content).hexdigest(), len(content))


def _address(name: str) -> str:
    folder, _, file = name.rpartition("/")
    shown = f"{folder}/" if folder else ""
    return quote(shown if file == "index.html" else name)


def _help(site: Path) -> str | None:
    """Return the address of the page on offline reading; None if no page is about it."""
    found = pages_of(site, HELP)
    return _address(found[0].relative_to(site).as_posix()) if found else None
