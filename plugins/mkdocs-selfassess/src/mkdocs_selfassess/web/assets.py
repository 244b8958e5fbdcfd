"""Assets: the files that the browser needs, independent of who puts them into the site.

Every name of what a page fetches holds a hash of the content, so that a browser may keep it for
ever.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_selfassess.paths import shown
from mkdocs_selfassess.web.links import addresses
from mkdocs_selfassess.web.released import released_files
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_selfassess.web.entry import Entry
    from mkdocs_selfassess.web.library import Library
    from selfassess.definition.instrument import Instrument

FOLDER = "assets/selfassess"
"""Where all of them are, under the root of the site."""
_PACKAGE = Path(__file__).parent.parent
SCRIPTS = _PACKAGE / "assets"
RUNTIME = _PACKAGE / "runtime"


@dataclass(frozen=True)
class Asset:
    """One file for the browser: a copy of `path`, or else `text`."""

    url: str
    """Its address under the root of the site."""
    path: Path | None = None
    text: str = ""


@dataclass(frozen=True)
class Addresses:
    """Where the browser finds what an assessment needs, under the root of the site."""

    element: str
    style: str
    runtime: str
    """The manifest of the Python runtime; empty if the runtime was never made."""
    definitions: Mapping[tuple[str, str], str]
    """The definition of each instrument in each language, by its id and the language."""


@dataclass(frozen=True)
class Assets:
    """All files for the browser, and where they are."""

    files: tuple[Asset, ...]
    addresses: Addresses
    problems: tuple[Problem, ...] = ()


def collect(library: Library, url_of: Callable[[str], str | None]) -> Assets:
    """Return everything that the instruments of a library need in the browser.

    `url_of` returns the address of a page under the root, None for one that does not exist.
    """
    folder, scripts = _scripts()
    manifest, runtime, problems = _runtime()
    definitions = {
        (one.id, one.language): _definition(one, definition_text(library, entry, url_of))
        for entry, one in library.usable
    }
    places = Addresses(
        element=f"{folder}/element.mjs",
        style=f"{folder}/selfassess.css",
        runtime=manifest,
        definitions={name: asset.url for name, asset in definitions.items()},
    )
    texts, damaged = released_files(library)
    released = [Asset(f"{FOLDER}/{name}", text=text) for name, text in texts.items()]
    files = (*scripts, *runtime, *definitions.values(), *released)
    return Assets(files, places, (*problems, *damaged))


def _scripts() -> tuple[str, list[Asset]]:
    """Return the folder of the scripts and styles, named by all their contents, and the files."""
    paths = sorted(path for path in SCRIPTS.rglob("*") if _is_served(path))
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.relative_to(SCRIPTS).as_posix().encode() + b"\0" + path.read_bytes())
    folder = f"{FOLDER}/{whole.hexdigest()[:10]}"
    files = [Asset(f"{folder}/{path.relative_to(SCRIPTS).as_posix()}", path) for path in paths]
    return folder, files


def _is_served(path: Path) -> bool:
    return path.suffix in (".mjs", ".css", ".svg")


def _runtime() -> tuple[str, list[Asset], tuple[Problem, ...]]:
    """Return the address of the manifest, the files of the runtime, and what is wrong with it."""
    fixed = RUNTIME / "manifest.json"
    if not fixed.is_file():
        return "", [], (_incomplete("manifest.json"),)
    listed: Any = json.loads(fixed.read_text(encoding="utf-8"))
    names = [listed["manifest"], *(file["name"] for file in listed["files"].values())]
    missing = [name for name in names if not (RUNTIME / name).is_file()]
    if missing:
        return "", [], (_incomplete(missing[0]),)
    base = f"{FOLDER}/runtime"
    files = [Asset(f"{base}/{name}", RUNTIME / name) for name in [*names, *listed["licences"]]]
    return f"{base}/{listed['manifest']}", files, ()


def _incomplete(name: str) -> Problem:
    message = (
        f"the Python for the browser is not there; {name} was not found; "
        "run `make` in a checkout, or install mkdocs-selfassess again"
    )
    return Problem(message, file=shown(RUNTIME))


def definition_text(library: Library, entry: Entry, url_of: Callable[[str], str | None]) -> str:
    """Return what the browser is told about an instrument, as JSON of one form only."""
    definition = {
        "instrument": json.loads(entry.text),
        "links": addresses(entry, url_of),
        "templates": library.overrides,
    }
    return json.dumps(definition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _definition(instrument: Instrument, text: str) -> Asset:
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    return Asset(f"{FOLDER}/{instrument.id}.{instrument.language}.{digest}.json", text=text)
