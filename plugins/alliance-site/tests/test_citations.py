from __future__ import annotations

from alliance_site import citations

KNOWN = {"early2018", "later2020"}


def problems(text: str) -> list[str]:
    return [str(problem) for problem in citations.problems(text, KNOWN, "refs.bib")]


def test_known_keys_are_no_problem() -> None:
    assert problems("One [@early2018], two [@early2018; @later2020].") == []


def test_a_link_and_an_address_are_no_citations() -> None:
    assert problems("[a](b.md), [write to us](mailto:us@example.org), [us@example.org]") == []


def test_each_unknown_key_has_its_line_and_column() -> None:
    assert problems("a\nb [@early2018; @layter2020]\n[@x]") == [
        '2:16: this reference is not known; "layter2020"; did you mean "later2020"?',
        '3:2: this reference is not known; "x"; add it to refs.bib',
    ]


def test_words_in_a_citation_are_a_problem() -> None:
    assert problems("As [see @early2018, p. 3] says") == [
        '1:9: a citation holds words; "[see @early2018, p. 3]"; put them outside the brackets'
    ]


def test_a_citation_over_two_lines_is_a_problem() -> None:
    assert problems("One [@early2018;\n@later2020].") == [
        '1:5: a citation is not closed on its line; "[@early2018;"; keep it on one line'
    ]


def test_a_citation_in_code_is_an_example() -> None:
    assert problems("`[@x]`\n\n```\n[@x]\n```\n\n``a ` [@x]`` and [@y]") == [
        '7:19: this reference is not known; "y"; add it to refs.bib'
    ]


def test_the_words_of_a_link_are_no_citation() -> None:
    assert problems("[@someone](https://example.org/@someone)") == []


def test_what_stands_for_a_citation_is_made_of_its_keys() -> None:
    made = citations.replaced("a [@b; @c ;@d] `[@e]` [@e]", lambda keys: "+".join(keys))
    assert made == "a b+c+d `[@e]` e"
