"""What an author is told: that a table recodes each answer once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "an answer left out",
        {"{at_least: 5, at_most: 7, gives: 1}": "{at_least: 6, at_most: 7, gives: 1}"},
        ['27:5: the table "hours" leaves answers to "sleep" out; 5; add a line for each'],
    ),
    (
        "an answer twice",
        {"{at_least: 5, at_most: 7, gives: 1}": "{at_least: 4, at_most: 7, gives: 1}"},
        ['28:7: two lines recode one answer to "sleep"; 4; part them'],
    ),
    (
        "a line for nobody",
        {
            "{at_least: 8, gives: 2}\n": "{at_least: 8, at_most: 12, gives: 2}\n    - {at_least: 13, gives: 3}\n"
        },
        ['30:7: no answer meets this line; of those in "hours" it is number 4; take it away'],
    ),
    (
        "a line without a test",
        {"{at_least: 8, gives: 2}": "{gives: 2}"},
        [
            "29:7: there is no test here; nothing to compare with was found; add `at_least`, `at_most` or `one_of`"
        ],
    ),
    (
        "a line with a word",
        {"{at_least: 8, gives: 2}": "{at_least: 8, one_of: [often], gives: 2}"},
        ['29:30: this is compared with a number; found "often"; write a number'],
    ),
    (
        "a line that nothing passes",
        {"{at_least: 5, at_most: 7, gives: 1}": "{at_least: 7, at_most: 5, gives: 1}"},
        ["28:18: nothing can pass; at least 7 and at most 5; mend one of them"],
    ),
    (
        "no lines",
        {
            "    - {at_most: 4, gives: 0}\n    - {at_least: 5, at_most: 7, gives: 1}\n    - {at_least: 8, gives: 2}\n": "    []\n"
        },
        ['27:5: a recoding table has no lines; "hours"; add them or take it away'],
    ),
    (
        "a gap between the steps of fine numbers",
        {"number: {minimum: 0, maximum: 12}": "number: {minimum: 0, maximum: 12, step: 0.001}"},
        [
            '27:5: the table "hours" leaves answers to "sleep" out; 4.001, 4.999, 7.001 and 7.999; add a line for each'
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
