from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alliance_site import references
from selfassess import InvalidFile

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "@article{a, author = {B, C.}, title = {T}, journal = {J}, year = {2000}}"


def read(folder: Path, text: str) -> references.References:
    """Return the references of a file."""
    file = folder / "references.bib"
    file.write_text(text, encoding="utf-8")
    return references.read(file, "references.bib")


def problems(folder: Path, text: str) -> list[str]:
    """Return what is wrong with the references of a file."""
    with pytest.raises(InvalidFile) as raised:
        read(folder, text)
    return str(raised.value).splitlines()


def test_a_reference_is_markdown_whose_marks_mean_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, ENTRY.replace("{T}", "{T *of* [all] <b>}")).by_key["a"]
    assert found.markdown == r"B C \(2000\)\. T \*of\* \[all\] &lt;b&gt;\. *J*\."
    assert (found.short, found.unchecked, found.kept) == ("B 2000", False, "")


def test_a_reference_that_nobody_has_checked_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, ENTRY[:-1] + ", keywords = {unchecked}}").by_key["a"]
    assert found.unchecked
    assert found.markdown.endswith(
        ' <span class="unchecked">(not yet checked against the publisher\'s page)</span>'
    )


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("author = {B, C.}, ", "author"),
        ("title = {T}, ", "title"),
        ("journal = {J}, ", "journal"),
        (", year = {2000}", "year"),
    ],
)
def test_what_a_reference_has_to_say_is_asked_for(tmp_path: Path, field: str, name: str) -> None:
    assert problems(tmp_path, f"\n{ENTRY.replace(field, '')}") == [
        f'references.bib:2:1: a reference says nothing of its {name}; "a"; add the field "{name}"'
    ]


def test_a_report_needs_its_institution_and_an_empty_field_says_nothing(tmp_path: Path) -> None:
    text = ENTRY.replace("article", "techreport").replace("{T}", "{}")
    missing = "a reference says nothing of its"
    assert problems(tmp_path, text) == [
        f'references.bib:1:1: {missing} title; "a"; add the field "title"',
        f'references.bib:1:1: {missing} institution; "a"; add the field "institution"',
    ]


def test_a_type_of_entry_without_a_form_is_a_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, ENTRY.replace("article", "misc")) == [
        'references.bib:1:1: this type of entry has no form; "@misc"; write @article or @techreport'
    ]


def test_a_year_and_a_doi_have_their_form(tmp_path: Path) -> None:
    text = ENTRY.replace("year = {2000}", "year = {soon},\n doi = {https://doi.org/10.1000/a}")
    assert problems(tmp_path, text) == [
        'references.bib:1:59: this is no year; found "soon"; write four digits',
        'references.bib:2:2: this is no DOI; found "https://doi.org/10.1000/a"; '
        'write what begins with "10."',
    ]


def test_a_publication_stands_once(tmp_path: Path) -> None:
    first = ENTRY[:-1] + ", doi = {10.1000/A}}"
    second = ENTRY.replace("{a,", "{b,")[:-1] + ",\n doi = {10.1000/a}}"
    assert problems(tmp_path, f"{first}\n{second}") == [
        'references.bib:3:2: this DOI stands twice, with "a" too; "10.1000/a"; keep one entry'
    ]


def test_a_reference_that_nothing_cites_says_why_it_stays(tmp_path: Path) -> None:
    found = read(tmp_path, f"\n{ENTRY}")
    assert [str(each) for each in found.unused([])] == [
        'references.bib:2:1: nothing cites this reference; "a"; '
        'cite it, take it out, or say in a field "kept" why it stays'
    ]
    assert list(found.unused(["a"])) == []


def test_a_reference_that_is_cited_does_not_say_why_it_stays(tmp_path: Path) -> None:
    found = read(tmp_path, ENTRY[:-1] + ",\n  kept = {For later.}}")
    assert list(found.unused([])) == []
    assert [str(each) for each in found.unused(["a"])] == [
        'references.bib:2:3: a reference that is cited says why it is kept; "a"; take that away'
    ]
