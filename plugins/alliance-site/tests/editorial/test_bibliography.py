from __future__ import annotations

from dataclasses import replace

from alliance_site.editorial import bibliography
from alliance_site.references import Reference

TEXT = "% ours\n@article{early2018,\n  title = {A},\n}\n\n@article{ later2020 ,\n}\n"
EARLY = Reference("early2018", "B C", "2018", "A", "J", "1", "10.1037/a", unchecked=False)
LATER = replace(EARLY, key="later2020", doi="")


def problems(*references: Reference) -> list[str]:
    known = {each.key: each for each in references}
    return [str(each) for each in bibliography.problems(known, TEXT, "content/data/refs.bib")]


def test_whole_references_have_no_problem() -> None:
    assert problems(EARLY, LATER) == []


def test_what_a_reference_lacks_is_named_at_its_line() -> None:
    assert problems(replace(EARLY, authors="", container="", year="in press", doi="https://a")) == [
        'content/data/refs.bib:2:1: a reference lacks its author; "early2018"; add it',
        "content/data/refs.bib:2:1: a reference does not say where it appeared; "
        '"early2018"; add the journal, or the institution of a report',
        'content/data/refs.bib:2:1: a reference has no year; found "in press"; write it like 2018',
        'content/data/refs.bib:2:1: this is no DOI; "https://a"; '
        "begin it with 10., without an address",
    ]


def test_a_publication_stands_there_once() -> None:
    assert problems(EARLY, replace(LATER, doi="10.1037/A")) == [
        'content/data/refs.bib:6:1: a publication stands twice; "later2020" and "early2018"; '
        "keep one of them"
    ]
