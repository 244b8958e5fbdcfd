"""Assets: the files that the browser needs, independent of who puts them into the site.

Every name of what a page fetches holds a hash of the content, so that a browser may keep it for
ever.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from posixpath import relpath
from typing import TYPE_CHECKING, Any, TypeVar

from mkdocs_selfassess.paths import shown
from mkdocs_selfassess.policy.digests import integrity_of
from mkdocs_selfassess.web.links import addresses
from mkdocs_selfassess.web.released import earlier_versions, released_files
from selfassess import Problem
from selfassess.authoring import known_courses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mkdocs_selfassess.web.entry import Entry
    from mkdocs_selfassess.web.library import Library
    from selfassess import Instrument

FOLDER = "assets/selfassess"
"""Where all of them are, under the root of the site."""
_PACKAGE = Path(__file__).parent.parent
ORIGINALS = _PACKAGE / "assets"
"""What engineers write; only a checkout has it."""
SERVED = _PACKAGE / "served"
"""The same without comments and indentation, made by `make`; each with its source map."""
_SERVICE = "service.js"
"""The worker for offline reading, which the build writes to the root of the site."""
_RETRY = "retry.js"
"""The script that the build writes into the head of every page."""
RUNTIME = _PACKAGE / "runtime"
_IMPORT = re.compile(r"""\bfrom\s*["']\./([\w-]+\.js)["']""")


@dataclass(frozen=True)
class Asset:
    """One file for the browser: a copy of `path`, or else `text`."""

    url: str
    """Its address under the root of the site."""
    path: Path | None = None
    text: str = ""

    @property
    def checked(self) -> str:
        """Its address with the hash of its text, which the browser holds it against."""
        return checked(self.url, self.text)


@dataclass(frozen=True)
class Addresses:
    """Where the browser finds what an assessment needs, under the root of the site."""

    element: str
    style: str
    runtime: str
    """The manifest of the Python runtime; empty if the runtime was never made."""
    definitions: Mapping[tuple[str, str], str]
    """The definition of each instrument in each language, by its id and the language.

    With its hash, as `checked` writes it.
    """
    earlier: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    """The same of the earlier versions of the tests of courses, by version."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The pages that scenarios lead to, by their Markdown file."""
    course_style: str = ""
    """The styles of what a course says of itself."""
    syllabus_style: str = ""
    """The styles of the page of a course, besides."""
    learner: str = ""
    """The script of a learner's own part of a course; empty if there is none."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """The hash of each script, as `integrity` has it."""
    imported: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The scripts without which another one does not run."""
    courses: str = ""
    """What the page that issues certificates is told of all courses, with its hash."""

    def script(self, base: str, address: str) -> str:
        """Return the tags that bring a script to a page, `base` being the root of the site from there.

        What it imports is named before it: only so do browsers hold that against a hash, too.
        """
        links = "".join(
            f'<link rel="modulepreload" href="{escape(base + one)}"{self._integrity(one)}>'
            for one in self.imported.get(address, ())
        )
        src = f'src="{escape(base + address)}"{self._integrity(address)}'
        return f'{links}<script type="module" {src}></script>'

    def _integrity(self, address: str) -> str:
        digest = self.digests.get(address, "")
        return f' integrity="{digest}"' if digest else ""


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
    folder, served, unserved = _served()
    manifest, runtime, problems = _runtime()
    definitions = {
        (one.id, one.language): _definition(one, definition_text(library, entry, url_of))
        for entry, one in library.usable
    }
    texts, damaged = released_files(library)
    courses = _courses(library.folder / "courses", texts)
    earlier = _earlier(library, courses.text, url_of)
    places = Addresses(
        element=f"{folder}/element.js",
        style=f"{folder}/selfassess.css",
        runtime=manifest,
        definitions=_checked(definitions),
        earlier={name: _checked(of) for name, of in earlier.items()},
        pages=_pages(library, url_of),
        course_style=_address(served, "course.css"),
        syllabus_style=_address(served, "syllabus.css"),
        learner=_address(served, "course.js"),
        digests={one.url: integrity_of(one.path.read_bytes()) for one in served if one.path},
        imported={one.url: _imported(one, served) for one in served},
        courses=courses.checked,
    )
    released = [Asset(f"{FOLDER}/{name}", text=text) for name, text in texts.items()]
    before = [asset for of in earlier.values() for asset in of.values()]
    files = (*served, *runtime, *definitions.values(), *before, *released, courses)
    return Assets(files, places, (*unserved, *problems, *damaged))


def _pages(library: Library, url_of: Callable[[str], str | None]) -> dict[str, str]:
    pages = dict.fromkeys(link.page for link in library.scenarios.links())
    return {page: url for page in pages if (url := url_of(page)) is not None}


Name = TypeVar("Name")


def _checked(assets: Mapping[Name, Asset]) -> dict[Name, str]:
    return {name: asset.checked for name, asset in assets.items()}


def checked(address: str, text: str) -> str:
    """Return an address with the hash of what has to come from it.

    The part behind `#` is not sent. Our scripts hand it to `fetch` as `integrity`, which browsers
    check without https, too.
    """
    return f"{address}#{integrity_of(text.encode())}"


def _imported(script: Asset, served: Sequence[Asset]) -> tuple[str, ...]:
    """Return the addresses of what a script imports, and of what that imports."""
    found: dict[str, None] = {}
    pending = [script]
    while pending:
        path = pending.pop(0).path
        text = path.read_text("utf-8") if path and path.suffix == ".js" else ""
        new = [_address(served, name) for name in _IMPORT.findall(text)]
        pending += [one for one in served if one.url in new and one.url not in found]
        found |= dict.fromkeys(new)
    return tuple(found)


def beside(address: str, folder: str) -> str:
    """Return an address, with its hash or without, relative to a folder."""
    # A hash may hold two slashes, which would become one.
    path, mark, digest = address.partition("#")
    return f"{relpath(path, folder)}{mark}{digest}"


def _address(assets: Sequence[Asset], name: str) -> str:
    return next((one.url for one in assets if one.url.endswith(f"/{name}")), "")


def remade() -> list[str]:
    """Return the folders that change under a running preview: what is served, in a checkout."""
    return [str(SERVED)] if ORIGINALS.is_dir() else []


def service() -> Path:
    """Return the worker for offline reading as it is served, without what the build tells it."""
    return SERVED / _SERVICE


def retry() -> Path:
    """Return the script that tries again what failed, as it is served."""
    return SERVED / _RETRY


def _served() -> tuple[str, list[Asset], tuple[Problem, ...]]:
    """Return the folder of the scripts and styles, their files, and what is wrong with them.

    The folder is named by all their contents: modules find each other by fixed names.
    """
    listed = listed_in(SERVED)
    paths = [SERVED / name for name in listed.get("files", ["manifest.json"])]
    if missing := [path.name for path in paths if not path.is_file()]:
        return (
            FOLDER,
            [],
            (_incomplete(SERVED, "the scripts and styles for the browser are", missing[0]),),
        )
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    folder = f"{FOLDER}/{whole.hexdigest()[:10]}"
    published = [path for path in paths if not path.name.startswith((_SERVICE, _RETRY))]
    files = [Asset(f"{folder}/{path.name}", path) for path in published]
    return folder, files, tuple(_stale(listed["originals"]))


def _stale(originals: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each original of a checkout that what is served was not made of."""
    present = [path for path in ORIGINALS.glob("*") if path.suffix in (".mjs", ".css")]
    for name in sorted({*originals, *(path.name for path in present)} if present else ()):
        path = ORIGINALS / name
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
        if digest != originals.get(name):
            message = "what is served was made of another version of this file; run `make build`"
            yield Problem(message, file=shown(path))


def _runtime() -> tuple[str, list[Asset], tuple[Problem, ...]]:
    """Return the address of the manifest, the files of the runtime, and what is wrong with it."""
    listed = listed_in(RUNTIME)
    if not listed:
        return "", [], (_incomplete(RUNTIME, "the Python for the browser is", "manifest.json"),)
    files = [*listed["files"].values(), *listed.get("whole", {}).values()]
    names = [listed["manifest"], *(file["name"] for file in files)]
    missing = [name for name in names if not (RUNTIME / name).is_file()]
    if missing:
        return "", [], (_incomplete(RUNTIME, "the Python for the browser is", missing[0]),)
    base = f"{FOLDER}/runtime"
    assets = [Asset(f"{base}/{name}", RUNTIME / name) for name in [*names, *listed["licences"]]]
    return f"{base}/{listed['manifest']}", assets, ()


def listed_in(folder: Path) -> dict[str, Any]:
    """Return what was made in a folder; nothing if nothing was."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return {}
    listed: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    return listed


def _incomplete(folder: Path, what: str, name: str) -> Problem:
    message = (
        f"{what} not there; {name} was not found; "
        "run `make` in a checkout, or install mkdocs-selfassess again"
    )
    return Problem(message, file=shown(folder))


def definition_text(library: Library, entry: Entry, url_of: Callable[[str], str | None]) -> str:
    """Return what the browser is told about an instrument, as JSON of one form only."""
    definition = {
        "instrument": json.loads(entry.text),
        "links": addresses(entry, url_of),
        "templates": library.overrides,
    }
    return json.dumps(definition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _courses(folder: Path, released: Mapping[str, str]) -> Asset:
    digests = {name: integrity_of(text.encode()) for name, text in released.items()}
    text = known_courses(folder, digests)
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    return Asset(f"{FOLDER}/courses.{digest}.json", text=text)


def _earlier(
    library: Library, courses: str, url_of: Callable[[str], str | None]
) -> dict[tuple[str, str], dict[str, Asset]]:
    """Return the earlier versions of the tests that courses ask, so that one is ended on its own."""
    tests = {terms["test"] for terms in json.loads(courses)["terms"]}
    found: dict[tuple[str, str], dict[str, Asset]] = {}
    for entry, one in earlier_versions(library, tests):
        of = found.setdefault((one.id, one.language), {})
        of[one.version] = _definition(one, definition_text(library, entry, url_of))
    return found


def _definition(instrument: Instrument, text: str) -> Asset:
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    return Asset(f"{FOLDER}/{instrument.id}.{instrument.language}.{digest}.json", text=text)
