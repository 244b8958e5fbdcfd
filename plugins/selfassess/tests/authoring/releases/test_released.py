from __future__ import annotations

import dataclasses
import subprocess
from shutil import which
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.releases.digests import FILE
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


def told(document: Instrument, folder: Path) -> list[str]:
    """Return the problems without the folder of their files."""
    found = release_problems(document, INSTRUMENT, folder)
    return [str(problem).replace(f"{folder}/", "") for problem in found]


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


def test_a_released_version_that_is_a_link_to_nothing_is_told_as_one(
    demo: Instrument, folder: Path
) -> None:
    link = release(demo, INSTRUMENT, folder).with_name("0.9.json")
    link.symlink_to("gone.json")

    with pytest.raises(InvalidFile) as caught:
        read_release(folder, "0.9", INSTRUMENT)

    assert str(caught.value) == (
        f'{link}: this is a link that leads nowhere; it names "gone.json"; mend it, or delete it'
    )


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
        ("{", "it is no JSON from line 1, column 2 on"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "what it holds is no instrument"),
        ("{}", "what it holds is no instrument"),
        ('{"colour": 1}', "what it holds is no instrument"),
        ("\ufeff{}", "a byte order mark stands before its first sign"),
        ("\udcff", "it is no UTF-8"),
    ],
)
def test_a_damaged_file_is_a_problem_and_no_crash(
    demo: Instrument, folder: Path, text: str, found: str
) -> None:
    path = release(demo, INSTRUMENT, folder)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))

    assert told(demo, folder) == [
        f"1.0.json: this released version can not be read; {found}; restore the file"
    ]


def test_a_folder_of_the_name_of_a_version_is_told(demo: Instrument, folder: Path) -> None:
    (folder / "1.0.json").mkdir(parents=True)

    assert told(demo, folder) == [
        "1.0.json: this released version can not be read; a folder has its name; restore the file"
    ]


def test_a_file_where_the_folder_has_to_be_is_told(demo: Instrument, folder: Path) -> None:
    folder.touch()

    assert [str(problem) for problem in release_problems(demo, INSTRUMENT, folder)] == [
        f"{folder}: released versions are kept in a folder of this name; found a file; "
        "rename the file"
    ]


@pytest.fixture
def two(demo: Instrument, folder: Path) -> Instrument:
    """A document with two released versions, of which it is the second."""
    release(demo, INSTRUMENT, folder)
    second = dataclasses.replace(demo, version="1.1", changes=(TYPO, FIRST))
    release(second, INSTRUMENT, folder)
    return second


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.skipif(not which("sha256sum"), reason="sha256sum is not there")
def test_the_digests_are_those_of_the_command_sha256sum(two: Instrument, folder: Path) -> None:
    assert told(two, folder) == []
    done = subprocess.run(["sha256sum", "-c", FILE], cwd=folder, capture_output=True, check=True)
    assert done.stdout == b"1.0.json: OK\n1.1.json: OK\n"


def test_an_edit_of_an_older_release_is_told(two: Instrument, folder: Path) -> None:
    edit(folder / "1.0.json", "Demonstration", "Demonstrations")

    assert told(two, folder) == [
        "1.0.json: this released file was edited after its release; "
        "SHA256SUMS has another digest; restore the file"
    ]


def test_other_ends_of_lines_are_no_edit(two: Instrument, folder: Path) -> None:
    path = folder / "1.0.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert told(two, folder) == []


def test_the_version_in_a_file_is_that_of_its_name(two: Instrument, folder: Path) -> None:
    (folder / "1.0.json").write_bytes((folder / "1.1.json").read_bytes())

    assert told(two, folder) == [
        "1.0.json: this released file is not of the version of its name; "
        'it says version "1.1"; restore the file'
    ]


def test_releases_of_before_there_were_digests_are_no_problem(
    two: Instrument, folder: Path
) -> None:
    digests = (folder / FILE).read_bytes()
    (folder / FILE).unlink()

    assert told(two, folder) == []
    release(two, INSTRUMENT, folder)
    assert (folder / FILE).read_bytes() == digests


def test_an_edit_of_the_newest_release_without_a_digest_may_be_of_either_file(
    demo: Instrument, folder: Path
) -> None:
    release(demo, INSTRUMENT, folder)
    (folder / FILE).unlink()
    edit(folder / "1.0.json", '"title": "Demonstration"', '"title": "Demo"')

    assert told(demo, folder) == [
        'version "1.0" has been released; `title` was "Demo", is "Demonstration"; give it a new '
        "version with an entry of any kind in `changes`, and run "
        "`selfassess release demo`; if you did not edit it, restore released/1.0.json"
    ]


def test_a_file_without_a_digest_beside_others_and_a_digest_without_a_file_are_told(
    two: Instrument, folder: Path
) -> None:
    edit(folder / FILE, "1.0.json", "0.9.json")

    assert told(two, folder) == [
        "1.0.json: nothing tells whether this released file was edited; SHA256SUMS does not name "
        "it; if it is as it was, delete SHA256SUMS, and run `selfassess release demo`",
        "0.9.json: a released file is gone; SHA256SUMS names it; restore it",
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"abc\n", ':1:1: this line is no digest; found "abc"; restore the file'),
        (
            b"\xff",
            ": the digests of the releases can not be read; this is no text; restore the file",
        ),
    ],
)
def test_a_damaged_file_of_digests_is_told(
    two: Instrument, folder: Path, content: bytes, problem: str
) -> None:
    (folder / FILE).write_bytes(content)

    assert told(two, folder) == [f"{FILE}{problem}"]


def test_digests_as_other_tools_write_them_are_taken(two: Instrument, folder: Path) -> None:
    file = folder / FILE
    lines = [line.split("  ") for line in file.read_text("utf-8").splitlines()]
    text = "".join(f"{digits.upper()} *{name}\r\n" for digits, name in lines)
    file.write_bytes(text.encode("utf-8-sig"))

    assert told(two, folder) == []


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
