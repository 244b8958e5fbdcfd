"""What is passed on, and what it is made with: bills of materials, locks, and how they are used."""

from __future__ import annotations

import json
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tests.faulty_server import FaultyServer

ROOT = Path(__file__).resolve().parent.parent
BILL = ROOT / "content/about/bom.cdx.json"
OF_THE_WHEEL = ROOT / "plugins/mkdocs-selfassess/src/mkdocs_selfassess/runtime/bom.cdx.json"
# What MkDocs and our own plugins write of our own words.
OWN = ("*.html", "sitemap.xml*", "search/*.json", "offline.json", "sw.js")


def components(bill: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every component of a bill, those inside of others too."""
    for each in bill.get("components", []):
        yield each
        yield from components(each)


def read(file: Path) -> dict[str, Any]:
    bill: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return bill


def test_the_committed_bill_is_what_the_locks_and_the_fonts_make() -> None:
    command = ["node", str(ROOT / "tools/site_bom.mjs")]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    assert BILL.read_bytes() == printed, "run node tools/site_bom.mjs --write"


def test_every_file_of_the_site_is_our_own_or_belongs_to_a_component_of_the_bill(
    site: FaultyServer,
) -> None:
    assert site.folder
    claims = [
        claim
        for part in components(read(BILL))
        for each in part.get("properties", [])
        for claim in each["value"].split()
    ]
    names = [p.relative_to(site.folder).as_posix() for p in site.folder.rglob("*") if p.is_file()]
    foreign = [name for name in names if not (ROOT / "content" / name).exists()]
    foreign = [name for name in foreign if not any(fnmatch(name, own) for own in OWN)]
    assert len(foreign) > 50
    unknown = [name for name in foreign if not any(fnmatch(name, f"{each}*") for each in claims)]
    assert unknown == []
    lying = [
        each for each in claims if "/" in each and not any(fnmatch(n, f"{each}*") for n in names)
    ]
    assert lying == []


def test_the_site_publishes_both_bills_where_the_first_names_the_other(site: FaultyServer) -> None:
    assert site.folder
    about = site.folder / "about"
    assert (about / "bom.cdx.json").read_bytes() == BILL.read_bytes()
    (plugin,) = (part for part in components(read(BILL)) if part["name"] == "mkdocs-selfassess")
    (named,) = plugin["externalReferences"]
    assert (about / named["url"]).resolve().read_bytes() == OF_THE_WHEEL.read_bytes()
    assert f'href="{named["url"]}"' in (about / "index.html").read_text(encoding="utf-8")


@pytest.mark.content
@pytest.mark.parametrize("file", ["NOTICE", "content/about/index.md"])
def test_what_people_read_of_licences_names_every_component(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8").casefold().replace("-", " ")
    # Each of these is said by another name, or is our own.
    ours = {"selfassess", "mkdocs-selfassess"}
    said = {
        "mkdocs-material": "material for mkdocs",
        "liblzma": "xz" if file == "NOTICE" else "liblzma",
    }
    parts = [*components(read(BILL)), *components(read(OF_THE_WHEEL))]
    names = {part["name"] for part in parts if part["type"] != "file"} - ours
    asked = {said.get(name, name).casefold().replace("-", " ") for name in names}
    assert {name for name in asked if name not in text} == set()


def test_every_package_of_both_locks_has_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^[\w.-]+==(?:.*\\\n)*.*", lock, re.MULTILINE)
    assert len(entries) > 50
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    packages = read(ROOT / "package-lock.json")["packages"]
    hashes = {name: each.get("integrity", "") for name, each in packages.items() if name}
    assert {name for name, said in hashes.items() if not said.startswith("sha512-")} == set()


def commands() -> dict[str, list[str]]:
    """Return the lines that install something, of all that is run or given to readers to run."""
    names = ["Makefile", "content/own-site/hosting.md", ".ci/run"]
    files = [*map(ROOT.joinpath, names), *(ROOT / ".github/workflows").glob("*.yml")]
    texts = {file.name: file.read_text(encoding="utf-8").replace("\\\n", " ") for file in files}
    return {
        name: re.findall(r"^.*\b(?:npm (?:ci|install|update)|pip install) .*$", text, re.MULTILINE)
        for name, text in texts.items()
    }


def test_node_packages_are_installed_without_running_what_they_bring() -> None:
    lines = [line for found in commands().values() for line in found if "npm" in line]
    assert len(lines) == 3
    assert [line for line in lines if "--ignore-scripts" not in line] == []


def test_python_packages_are_installed_by_hash_but_for_our_own() -> None:
    lines = [line for found in commands().values() for line in found if "pip install" in line]
    locked = [line for line in lines if "requirements.lock" in line]
    assert len(locked) == 2
    assert [line for line in locked if "--require-hashes" not in line] == []
    # Our own folders, wheels that were just made, and the tool that writes the lock.
    others = [line for line in lines if line not in locked]
    own = r"--editable|plugins/|\.whl|install --quiet uv$|wheels/"
    assert [line for line in others if not re.search(own, line)] == []


def test_what_the_page_on_security_names_exists() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`([\w./-]+\.\w+|[\w-]+/)`", text)) - {"bom.cdx.json"}
    assert {"CHANGELOG.md", "content/"} <= names
    assert [name for name in names if not (ROOT / name).exists()] == []
    # Nobody's address is made up here: reports go through the repository.
    assert "@" not in text
    assert "://" not in text
