import json
from pathlib import Path

import pytest

from mkdocs_selfassess.web.assets import collect
from mkdocs_selfassess.web.library import Library
from mkdocs_selfassess.web.released import released_files
from selfassess.authoring import (
    INSTRUMENT,
    LocalizedDocument,
    read_instrument,
    read_release,
    release,
)

CHANGES = """
changes:
  - {version: "1.1", date: "2026-02-05", kind: wording, items: [sleep-long], what: Said better.}
  - {version: "1.0", date: "2026-01-05", kind: first, what: The first version.}
"""


@pytest.fixture
def library(folder: Path, rest: Path, descanso: Path) -> Library:
    """An instrument that was released in two versions, the first of them in two languages."""
    original = LocalizedDocument.of(rest, INSTRUMENT)
    for spoken in (original, original.in_language(descanso)):
        release(spoken.document, INSTRUMENT, spoken.folder)
    descanso.unlink()
    text = rest.read_text().replace('"1.0"', '"1.1"', 1).replace("slept long", "slept for long")
    rest.write_text(text + CHANGES)
    release(read_instrument(rest), INSTRUMENT, rest.with_name("released"))
    return Library(folder / "assessments")


NAMES = ["released/rest/en/1.0.json", "released/rest/en/1.1.json", "released/rest/es/1.0.json"]


def test_every_version_is_there_in_every_language_that_was_released(library: Library) -> None:
    assert library.refresh() == []

    texts, problems = released_files(library)

    assert list(texts) == NAMES
    assert problems == []


def test_a_version_is_equal_to_what_was_released(library: Library, rest: Path) -> None:
    library.refresh()
    texts, _ = released_files(library)

    folder = rest.with_name("released")
    files = [folder / "1.0.json", folder / "1.1.json", folder / "es/1.0.json"]
    for text, file in zip(texts.values(), files, strict=True):
        assert json.loads(text) == json.loads(file.read_text(encoding="utf-8"))
        assert read_release(file.parent, file.stem, INSTRUMENT).version == file.stem
        assert "\n" not in text


def test_they_are_among_the_files_of_the_site(library: Library) -> None:
    library.refresh()

    urls = [asset.url for asset in collect(library, lambda page: page).files]

    assert [url for url in urls if "/released/" in url] == [
        f"assets/selfassess/{name}" for name in NAMES
    ]


def test_what_was_never_released_is_not_there(folder: Path) -> None:
    library = Library(folder / "assessments")
    library.refresh()

    assert released_files(library) == ({}, [])


def test_a_damaged_version_of_a_language_that_is_gone_is_told(library: Library, rest: Path) -> None:
    rest.with_name("released").joinpath("es/1.0.json").write_text("{")
    assert library.refresh() == []

    texts, (problem,) = released_files(library)

    assert list(texts) == NAMES[:2]
    assert str(problem).startswith(
        "assessments/rest/released/es/1.0.json: this released version can not be read; "
    )


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_damaged_version_is_told_once(library: Library, rest: Path, version: str) -> None:
    rest.with_name("released").joinpath(f"{version}.json").write_text("{")

    told, (texts, problems) = library.refresh(), released_files(library)

    assert len(told) == 1
    assert problems == []
    assert list(texts) == [name for name in NAMES if name != f"released/rest/en/{version}.json"]


def test_digests_that_changed_are_noticed(library: Library, rest: Path) -> None:
    assert library.refresh() == []
    rest.with_name("released").joinpath("SHA256SUMS").write_text("?")

    assert len(library.refresh()) == 1


def test_a_link_to_nothing_in_place_of_a_language_is_told(library: Library, rest: Path) -> None:
    link = rest.with_name("released") / "fr"
    link.symlink_to("gone")
    library.refresh()

    texts, problems = released_files(library)

    assert list(texts) == NAMES
    assert [str(problem) for problem in problems] == [
        "assessments/rest/released/fr: this is a link that leads nowhere; "
        'it names "gone"; mend it, or delete it'
    ]
