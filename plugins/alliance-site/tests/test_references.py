from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_site import references

if TYPE_CHECKING:
    from pathlib import Path


def read(tmp_path: Path, *lines: str) -> str:
    """Return the one reference of a file in Markdown."""
    file = tmp_path / "references.bib"
    file.write_text("\n".join(lines), encoding="utf-8")
    return next(iter(references.read(file).values())).markdown


def authors(tmp_path: Path, names: str) -> str:
    entry = f"@article{{a, author = {{{names}}}, title = {{T}}, journal = {{J}}, year = {{2000}}}}"
    return read(tmp_path, entry).partition(" (2000)")[0]


def test_authors_have_initials(tmp_path: Path) -> None:
    assert authors(tmp_path, "Crits-Christoph, Paul B. and Østbye, Truls") == (
        "Crits-Christoph PB, Østbye T"
    )


def test_particles_stay_with_their_names(tmp_path: Path) -> None:
    assert authors(tmp_path, "van der Windt, Daniëlle A. W. M. and de Jong, Kim") == (
        "van der Windt DAWM, de Jong K"
    )


def test_six_authors_are_all_named(tmp_path: Path) -> None:
    names = " and ".join(f"{letter}, Xena" for letter in "ABCDEF")
    assert authors(tmp_path, names) == "A X, B X, C X, D X, E X, F X"


def test_of_seven_authors_three_are_named(tmp_path: Path) -> None:
    names = " and ".join(f"{letter}, Xena" for letter in "ABCDEFG")
    assert authors(tmp_path, names) == "A X, B X, C X, et al."


def test_others_are_others(tmp_path: Path) -> None:
    assert authors(tmp_path, "A, Xena and others") == "A X, et al."


def test_a_report_names_its_institution_and_number(tmp_path: Path) -> None:
    assert (
        read(
            tmp_path,
            "@techreport{b, author = {B, C.}, title = {{AUDIT}: A guide}, year = {2001},",
            "institution = {World Health Organization}, number = {WHO/1}}",
        )
        == "B C (2001). AUDIT: A guide. *World Health Organization*, WHO/1."
    )


def test_a_title_that_asks_keeps_its_mark(tmp_path: Path) -> None:
    entry = (
        "@article{a, author = {B, C.}, title = {Why?}, journal = {J}, year = {2000}, volume = {3}}"
    )
    assert read(tmp_path, entry) == "B C (2000). Why? *J*, 3."


def test_a_footnote_that_is_no_reference_stays_as_it_is(tmp_path: Path) -> None:
    assert references.written_out("[^1]: A note.", {}) == "[^1]: A note."
