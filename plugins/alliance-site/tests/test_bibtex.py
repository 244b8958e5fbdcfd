"""What is malformed in a file of references, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alliance_site import bibtex
from selfassess import InvalidFile

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = """\
@article{a,
  author = {B, C.},
  title  = {T},
  year   = {2000},
}
"""


def problems(folder: Path, text: str) -> list[str]:
    """Return what is wrong with a file."""
    file = folder / "references.bib"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile) as raised:
        bibtex.read(file, "refs.bib")
    return str(raised.value).splitlines()


LOOK = "look for a comma, a brace or a quotation mark that is missing or too many"


def test_a_missing_comma_is_named_with_what_stands_behind_it(tmp_path: Path) -> None:
    assert problems(tmp_path, ENTRY.replace("{T},", "{T}")) == [
        "refs.bib:4:3: the entry that begins in line 1 can not be read; "
        f"'}}' expected before year   = {{2000}},; {LOOK}"
    ]


def test_an_entry_that_swallows_the_next_is_named_by_its_beginning(tmp_path: Path) -> None:
    assert problems(tmp_path, ENTRY.replace("{T},", "{T,") + "\n" + ENTRY) == [
        "refs.bib:7:1: the entry that begins in line 1 can not be read; "
        f"'}}' expected before @article{{a,; {LOOK}"
    ]


def test_an_entry_that_never_ends_is_named_by_its_beginning(tmp_path: Path) -> None:
    assert problems(tmp_path, "\n" + ENTRY[:-2]) == [
        "refs.bib:2:1: this entry is not closed; the file ends; "
        "look for a missing brace or quotation mark in it"
    ]


def test_a_quotation_mark_too_many_is_in_its_place(tmp_path: Path) -> None:
    assert problems(tmp_path, ENTRY.replace("{T}", '"T')) == [
        "refs.bib:5:2: the entry that begins in line 1 can not be read; "
        f"unbalanced braces before the end of the line; {LOOK}"
    ]


def test_a_value_without_braces_is_a_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, ENTRY.replace("{T}", "jama")) == [
        'refs.bib:3:12: this value stands without braces; "jama"; write {jama}'
    ]


def test_a_key_that_stands_twice_is_named_in_its_second_place(tmp_path: Path) -> None:
    assert problems(tmp_path, ENTRY + ENTRY.replace("{a,", "{A,")) == [
        'refs.bib:6:1: this reference stands twice; "A"; keep one of them'
    ]


def test_a_field_that_stands_twice_is_named_in_its_second_place(tmp_path: Path) -> None:
    assert problems(tmp_path, ENTRY.replace("year  ", "title ")) == [
        'refs.bib:4:3: this field stands twice; "title"; keep one of them'
    ]


def test_people_who_are_not_parted_are_a_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, ENTRY.replace("B, C.", "B, C., D, E.,\n  F")) == [
        'refs.bib:2:13: this name can not be read; "B, C., D, E., F"; '
        'write "Family, Given", and "and" between two people'
    ]


def test_what_follows_from_a_malformed_entry_is_not_told(tmp_path: Path) -> None:
    assert len(problems(tmp_path, ENTRY.replace("{T},", "{T}") + ENTRY)) == 1


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    file = tmp_path / "references.bib"
    file.write_bytes(ENTRY.replace("T", "é").encode("latin-1"))
    with pytest.raises(InvalidFile, match="the file is not UTF-8; byte 0xe9"):
        bibtex.read(file, "refs.bib")


def test_a_sound_file_gives_its_entries(tmp_path: Path) -> None:
    file = tmp_path / "references.bib"
    file.write_text(f"% A remark.\n\n{ENTRY}", encoding="utf-8")
    assert list(bibtex.read(file, "refs.bib").entries) == ["a"]
