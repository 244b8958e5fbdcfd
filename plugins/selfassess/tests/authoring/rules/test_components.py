"""What a composite score is made of, if it is said and if it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.scoring.component import component_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument

TOTAL = (
    "scores: [{id: total, title: Total, MOREscoring: {method: sum, missing: {rule: complete}}}]\n"
)
LOOSE = "  - {id: age, stem: How old are you?, type: number, number: {minimum: 1, maximum: 99}}\nscoring:\n  method"


def test_a_score_that_names_nothing_takes_the_items_of_the_domains_that_are_scored(
    demo_text: str, read: Callable[[str], Instrument]
) -> None:
    made = read(demo_text + TOTAL.replace("MORE", ""))
    assert component_ids(made, made.scores[0]) == tuple(made.item)


def test_an_item_outside_the_domains_has_to_be_named_or_left_out(
    demo_text: str, told_of: Callable[[str], list[str]]
) -> None:
    text = demo_text.replace("scoring:\n  method", LOOSE, 1)
    assert told_of(text + TOTAL.replace("MORE", "")) == [
        '49:10: the score "total" takes the items of all domains; in none is "age"; '
        "name in `of` what the score is made of"
    ]


def test_an_item_is_reversed_once(demo_text: str, told_of: Callable[[str], list[str]]) -> None:
    more = "of: [h1, h2], reverse: [h2], "
    assert told_of(demo_text + TOTAL.replace("MORE", more)) == [
        '48:60: an item is reversed twice, here and on its own; "h2"; keep the one that is meant'
    ]
