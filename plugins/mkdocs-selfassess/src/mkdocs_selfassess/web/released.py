"""Released: every version that readers have answered, as files of the site.

Their names are stable and hold no hash: whoever kept answers finds what they were answers to
by instrument, language and version alone, however many versions came since. A page does not
fetch them.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from mkdocs_selfassess.web.entry import Entry, as_shown
from selfassess import InvalidFile, dumps
from selfassess.authoring import dead_links, read_release

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from mkdocs_selfassess.web.library import Library
    from selfassess import Instrument, Problem
    from selfassess.authoring import DocumentType


def released_files(library: Library) -> tuple[dict[str, str], list[Problem]]:
    """Return each released version as JSON by its name, and what is wrong with the others.

    The names are such as "released/rest/en/1.0.json". Published are all versions, in each
    language that was released, of every instrument that can be shown.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name, language, path in _files(library):
        try:
            texts[f"released/{name}/{language}/{path.name}"] = _text(path, library.kind)
        except InvalidFile as invalid:
            problems += as_shown(invalid.problems)
    problems += as_shown(dead_links(*_languages(library)))
    # Those in a language that is still spoken are read with its instrument.
    told = [problem for entry in library.entries.values() for problem in entry.all_problems]
    return texts, [problem for problem in problems if problem not in told]


def _files(library: Library) -> Iterator[tuple[str, str, Path]]:
    """Yield the name of the instrument, the language and the file of each released version."""
    for name, entry in library.entries.items():
        if entry.instrument:
            folder = library.folder / name / "released"
            own = sorted(folder.glob("*.json"))
            yield from ((name, entry.instrument.language, path) for path in own)
            yield from ((name, path.parent.name, path) for path in sorted(folder.glob("*/*.json")))


def _languages(library: Library) -> Iterator[Path]:
    """Yield what stands where the versions of a language are."""
    for name, entry in library.entries.items():
        inside = sorted((library.folder / name / "released").glob("*"))
        yield from (path for path in inside if entry.instrument and path.suffix != ".json")


def earlier_versions(
    library: Library, names: Collection[str]
) -> Iterator[tuple[Entry, Instrument]]:
    """Yield the released versions from which some instruments came, in each language.

    One that is damaged is left out: `released_files` tells of it.
    """
    for entry, now in library.usable:
        for path in sorted(_folder(library, entry, now).glob("*.json")) if now.id in names else ():
            if path.stem != now.version and path.stem in {one.version for one in now.changes}:
                with suppress(InvalidFile):
                    before = read_release(path.parent, path.stem, library.kind)
                    yield Entry(entry.file, before, dumps(before)), before


def _folder(library: Library, entry: Entry, instrument: Instrument) -> Path:
    folder = library.folder / instrument.id / "released"
    original = library.entries[instrument.id]
    return folder if entry is original else folder / instrument.language


def _text(path: Path, kind: DocumentType[Instrument]) -> str:
    """Return a released file without its line breaks; raise InvalidFile if it is damaged."""
    read_release(path.parent, path.stem, kind)
    # What was released, with the number of its format: what it means today is the reader's to say.
    data = json.loads(path.read_text(encoding="utf-8"))
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
