from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.releases.released import (
    newest_release,
    read_release,
    release,
    release_problems,
    released,
)
from selfassess.definition.changes import Change
from selfassess.problems import InvalidFile

if TYPE_CHECKING:
    from pathlib import Path

    from selfassess.definition.instrument import Instrument

FIRST = Change(version="1.0", date="2026-11-22", kind="first", what="The first.")
TYPO = Change(version="1.1", date="2026-11-23", kind="typo", what="A comma.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "released"


def test_a_version_is_kept_as_it_is(demo: Instrument, folder: Path) -> None:
    path = release(demo, INSTRUMENT, folder)

    assert path == folder / "1.0.json"
    assert read_release(folder, "1.0", INSTRUMENT) == demo
    assert path.read_text(encoding="utf-8").startswith('{\n "domains": [\n  {\n   "heading": ')


def test_a_version_is_released_once(demo: Instrument, folder: Path) -> None:
    path = release(demo, INSTRUMENT, folder)
    before = path.stat().st_mtime_ns

    assert release(demo, INSTRUMENT, folder) == path
    assert path.stat().st_mtime_ns == before


def test_a_released_version_is_never_changed(demo: Instrument, folder: Path) -> None:
    path = release(demo, INSTRUMENT, folder)
    text = path.read_bytes()

    with pytest.raises(InvalidFile) as caught:
        release(dataclasses.replace(demo, title="Another"), INSTRUMENT, folder)

    assert str(caught.value) == (
        f"{path}: this version is released and never changed; the definition differs; "
        "give it a new version"
    )
    assert path.read_bytes() == text


def test_a_version_that_is_not_released_is_named(demo: Instrument, folder: Path) -> None:
    release(demo, INSTRUMENT, folder)

    with pytest.raises(InvalidFile) as caught:
        read_release(folder, "1.1", INSTRUMENT)

    assert str(caught.value) == (
        f'{folder / "1.1.json"}: this version is not released; "1.1"; did you mean "1.0"?'
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("[]", "'list' object has no attribute 'items'"),
        ('{"colour": 1}', "'colour'"),
    ],
)
def test_a_damaged_file_is_a_problem_and_no_crash(
    demo: Instrument, folder: Path, text: str, found: str
) -> None:
    path = release(demo, INSTRUMENT, folder)
    path.write_text(text, encoding="utf-8")

    assert [str(problem) for problem in release_problems(demo, INSTRUMENT, folder)] == [
        f"{path}: this released version can not be read; {found}; restore the file"
    ]


def test_the_newest_release_is_found_by_the_changes(demo: Instrument, folder: Path) -> None:
    nine = dataclasses.replace(demo, version="1.9", changes=(FIRST,))
    ten = dataclasses.replace(
        demo,
        version="1.10",
        changes=(
            dataclasses.replace(TYPO, version="1.10"),
            dataclasses.replace(TYPO, version="1.9"),
            FIRST,
        ),
    )
    for version in (demo, nine, ten):
        release(version, INSTRUMENT, folder)

    assert released(folder) == ["1.0", "1.10", "1.9"]
    assert newest_release(ten, folder) == "1.10"
    assert newest_release(dataclasses.replace(ten, version="2.0"), folder) == "1.10"
    assert newest_release(dataclasses.replace(demo, version="3"), folder) is None


def test_nothing_is_wrong_before_the_first_release(demo: Instrument, folder: Path) -> None:
    assert list(release_problems(demo, INSTRUMENT, folder)) == []


def test_every_released_version_has_to_be_named(demo: Instrument, folder: Path) -> None:
    release(demo, INSTRUMENT, folder)
    after = dataclasses.replace(demo, version="1.1", changes=(TYPO,))

    assert [str(problem) for problem in release_problems(after, INSTRUMENT, folder)] == [
        'a released version is not named in `changes`; "1.0"; '
        "add its entry; the first version's is of the kind first"
    ]


def test_what_changed_since_the_newest_release_has_to_be_declared(
    demo: Instrument, folder: Path
) -> None:
    release(demo, INSTRUMENT, folder)
    after = dataclasses.replace(demo, version="1.1", changes=(TYPO, FIRST), items=demo.items[1:])

    assert [str(problem) for problem in release_problems(after, INSTRUMENT, folder)] == [
        '`changes` says only typo; item "h1" was removed; add an entry of kind wording'
    ]
