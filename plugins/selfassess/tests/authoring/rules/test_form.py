"""What an author is told: that every item can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "a condition on a later item",
        {"show_if: {item: signs, one_of: [ache]}": "show_if: {item: note, answered: true}"},
        [
            '62:14: a condition looks at items before its own; "note" is not before "pain"; change the order, or the condition'
        ],
    ),
    (
        "a condition on itself",
        {"show_if: {item: signs, one_of: [ache]}": "show_if: {item: pain, at_least: 1}"},
        [
            '62:14: a condition looks at items before its own; "pain" is itself; change the order, or the condition'
        ],
    ),
    (
        "a condition on a later area",
        {
            "scale: often, reverse: true}": "scale: often, reverse: true, show_if: {item: sex, one_of: [male]}}"
        },
        [
            '51:85: a condition looks at items before its own; "sex" comes after "m3", since the form asks domain by domain, and last what is in none; write `sections`, which say the order'
        ],
    ),
    (
        "items in no section or in two",
        {
            "changes:\n": "sections:\n  - {id: one, items: [sex, m1, m2, m3, sleep, naps, signs, pain, words, replies]}\n  - {id: two, items: [m1, steps]}\n  - {id: three, items: []}\nchanges:\n"
        },
        [
            '76:5: an item is in no section; "ease"; name it in one',
            '77:5: an item is in no section; "note"; name it in one',
            '139:23: an item stands in sections twice; "m1"; keep one',
            '140:5: a section has no items; "three"; give it items or take it away',
        ],
    ),
    (
        "information without a place",
        {
            "  - {id: note, stem": "  - {id: hint, stem: Look., type: information}\n  - {id: note, stem"
        },
        ['77:5: information needs a place; "hint" is in no section; add `sections`'],
    ),
    (
        "a draw of more than there are",
        {"changes:\n": "objectives: [{id: know, title: To know, draw: 1}]\nchanges:\n"},
        ["137:47: `draw` goes from 1 to the number of items; 1 of 0; mend it"],
    ),
    (
        "a draw of none",
        {
            "stem: What else?,": "stem: What else?, objective: know,",
            "changes:\n": "objectives: [{id: know, title: To know, draw: 0}]\nchanges:\n",
        },
        ["137:47: `draw` goes from 1 to the number of items; 0 of 1; mend it"],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
