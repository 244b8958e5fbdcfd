"""The service worker of a finished site, and the list of what it may keep."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_selfassess.offline.worker import take_back, write_registration, write_worker

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<!doctype html><html><head><title>T</title></head><body>{}</body></html>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name, text in {
        "index.html": PAGE.format("Home"),
        "404.html": PAGE.format("Nothing here"),
        "a b/index.html": PAGE.format("<site-offline></site-offline>"),
        "extra.html": PAGE.format("Extra"),
        "assets/main.js": "1",
        "assets/main.js.map": "{}",
        "sitemap.xml": "<urlset/>",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def served(tmp_path: Path) -> Path:
    path = tmp_path / "service.js"
    path.write_text("work();\n//# sourceMappingURL=service.js.map\n", encoding="utf-8")
    return path


def listing(site: Path) -> dict[str, Any]:
    listed: dict[str, Any] = json.loads((site / "offline.json").read_text(encoding="utf-8"))
    return listed


def test_files_are_listed_by_the_address_that_readers_see(site: Path, served: Path) -> None:
    write_worker(site, served)
    assert list(listing(site)["files"]) == ["a%20b/", "assets/main.js", "extra.html", ""]
    digest, size = listing(site)["files"]["assets/main.js"]
    assert (digest, size) == (hashlib.sha256(b"1").hexdigest(), 1)
    assert listing(site)["size"] == sum(size for _, size in listing(site)["files"].values())


def test_what_hardly_anybody_needs_is_known_and_not_counted(site: Path, served: Path) -> None:
    name = "assets/selfassess/runtime/whole.0123456789abcdef.wasm.gz"
    (site / name).parent.mkdir(parents=True)
    (site / name).write_bytes(bytes(1000))
    write_worker(site, served)
    assert name in listing(site)["files"]
    assert listing(site)["spare"] == [name]
    assert listing(site)["size"] < 1000


def test_the_worker_is_told_its_build_and_where_offline_reading_is_explained(
    site: Path, served: Path
) -> None:
    write_worker(site, served)
    told = json.dumps({"BUILD": listing(site)["build"], "HELP": "a%20b/"})
    assert (site / "sw.js").read_text() == f"Object.assign(self,{told});\nwork();\n"


def test_the_first_page_of_a_site_may_be_the_one_that_explains_it(site: Path, served: Path) -> None:
    (site / "a b/index.html").unlink()
    write_worker(site, served)
    assert '"HELP": null' in (site / "sw.js").read_text()
    (site / "index.html").write_text(PAGE.format("<site-offline></site-offline>"))
    write_worker(site, served)
    assert '"HELP": ""' in (site / "sw.js").read_text()


def test_a_build_has_another_name_when_a_file_differs_and_only_then(
    site: Path, served: Path
) -> None:
    write_worker(site, served)
    first = listing(site)["build"]
    write_worker(site, served)
    assert listing(site)["build"] == first
    (site / "assets/main.js").write_text("2")
    write_worker(site, served)
    assert listing(site)["build"] != first


def test_every_page_asks_for_the_worker(site: Path) -> None:
    write_registration(site, "/repo/", "assets/offline.js")
    tag = '<script type="module" async src="{}"></script></head>'
    assert tag.format("assets/offline.js") in (site / "index.html").read_text()
    assert tag.format("../assets/offline.js") in (site / "a b/index.html").read_text()
    assert tag.format("/repo/assets/offline.js") in (site / "404.html").read_text()


def test_what_takes_it_back_deletes_only_what_belongs_to_this_path(site: Path) -> None:
    take_back(site)
    code = (site / "sw.js").read_text()
    assert "name.startsWith(ours)" in code
    assert "registration.unregister()" in code
