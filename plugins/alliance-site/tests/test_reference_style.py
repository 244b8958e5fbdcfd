from __future__ import annotations

from pybtex.backends.markdown import Backend
from pybtex.database import parse_string

from alliance_site.reference_style import ReferenceStyle


def written(*lines: str) -> str:
    """Return the one reference of a text, as readers see it."""
    entries = parse_string("\n".join(lines), "bibtex").entries.values()
    (formatted,) = ReferenceStyle().format_entries(entries)
    return str(formatted.text.render(Backend("utf-8"))).replace("\\", "")


def authors(names: str) -> str:
    entry = f"@article{{a, author = {{{names}}}, title = {{T}}, journal = {{J}}, year = {{2000}}}}"
    return written(entry).partition(" (2000)")[0]


def label(names: str) -> str:
    entry = f"@article{{a, author = {{{names}}}, title = {{T}}, journal = {{J}}, year = {{2000}}}}"
    entries = parse_string(entry, "bibtex").entries.values()
    return str(next(iter(ReferenceStyle().format_entries(entries))).label)


def test_authors_have_initials() -> None:
    assert authors("Crits-Christoph, Paul B. and Østbye, Truls") == "Crits-Christoph PB, Østbye T"


def test_a_double_first_name_gives_two_initials() -> None:
    assert authors("Rossier, Jean-Paul") == "Rossier JP"


def test_particles_and_lineages_stay_with_their_names() -> None:
    assert authors("van der Windt, Daniëlle A. W. M. and King, Jr, Martin L.") == (
        "van der Windt DAWM, King ML Jr"
    )


def test_six_authors_are_all_named() -> None:
    names = " and ".join(f"{letter}, Xena" for letter in "ABCDEF")
    assert authors(names) == "A X, B X, C X, D X, E X, F X"


def test_of_seven_authors_three_are_named() -> None:
    names = " and ".join(f"{letter}, Xena" for letter in "ABCDEFG")
    assert authors(names) == "A X, B X, C X, et al."


def test_others_are_others() -> None:
    assert authors("A, Xena and others") == "A X, et al."


def test_a_text_names_two_authors_and_of_more_the_first() -> None:
    assert label("van der Windt, D. A. W. M.") == "van der Windt 2000"
    assert label("A, Xena and B, Xena") == "A and B 2000"
    assert label("A, Xena and B, Xena and C, Xena") == "A et al. 2000"
    assert label("A, Xena and others") == "A et al. 2000"


def test_a_report_names_its_institution_and_number() -> None:
    assert (
        written(
            "@techreport{b, author = {B, C.}, title = {{AUDIT}: A guide}, year = {2001},",
            "institution = {World Health Organization}, number = {WHO/1}}",
        )
        == "B C (2001). AUDIT: A guide. *World Health Organization*, WHO/1."
    )


def test_an_article_names_volume_issue_pages_and_doi() -> None:
    assert (
        written(
            "@article{a, author = {B, C.}, title = {Why?}, journal = {J \\& K}, year = {2000},",
            "volume = {3}, number = {1}, pages = {1--2}, doi = {10.1000/a(1)_b}}",
        )
        == "B C (2000). Why? *J &amp; K*, 3(1), 1–2. "
        "[https://doi.org/10.1000/a(1)_b](https://doi.org/10.1000/a(1)_b)"
    )
