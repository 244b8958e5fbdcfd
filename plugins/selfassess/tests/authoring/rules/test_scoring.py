"""What an author is told: what a method needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "a count without an edge",
        {
            "scoring:\n  method: sum\n  missing: {rule: prorate, minimum: 3}": "scoring:\n  method: count\n  missing: {rule: complete, minimum: 3}"
        },
        ["80:3: the method `count` needs `counts`; it is missing; add it"],
    ),
    (
        "a count with an empty edge",
        {
            "scoring:\n  method: sum\n  missing: {rule: prorate, minimum: 3}": "scoring:\n  method: count\n  counts: {}\n  missing: {rule: complete, minimum: 3}"
        },
        [
            "81:11: there is no test here; nothing to compare with was found; add `at_least`, `at_most` or `one_of`"
        ],
    ),
    (
        "a count of words",
        {
            "scoring:\n  method: sum\n  missing: {rule: prorate, minimum: 3}": "scoring:\n  method: count\n  counts: {one_of: [often]}\n  missing: {rule: complete, minimum: 3}"
        },
        ['81:21: this is compared with a number; found "often"; write a number'],
    ),
    (
        "a count of everything",
        {
            "scoring:\n  method: sum\n  missing: {rule: prorate, minimum: 3}": "scoring:\n  method: count\n  counts: {at_least: 0}\n  missing: {rule: complete, minimum: 3}"
        },
        ['81:11: every answer counts; the domain "mood" is always 3; mend `counts`'],
    ),
    (
        "a count of nothing",
        {
            "scoring:\n  method: sum\n  missing: {rule: prorate, minimum: 3}": "scoring:\n  method: count\n  counts: {at_least: 3}\n  missing: {rule: complete, minimum: 3}"
        },
        ['81:11: no answer counts; the domain "mood" is always 0; mend `counts`'],
    ),
    (
        "two changes of one score",
        {"      method: sum\n": "      method: sum\n      rescale: {minimum: 0, maximum: 100}\n"},
        ["102:9: a score is changed in one way only; `rescale` and `lookup`; keep one"],
    ),
    (
        "a factor of zero",
        {
            "scoring: {method: weighted-sum,": "scoring: {method: weighted-sum, transform: {multiply: 0, add: 5},"
        },
        ["36:59: a factor of zero makes all scores equal; found 0; mend it"],
    ),
    (
        "text in a score",
        {"of: [words, replies, steps]": "of: [words, replies, note]"},
        ['91:26: an item of the type "text" does not count; "note"; take it out'],
    ),
    (
        "a score of one value",
        {
            "    - {at_most: 4, gives: 0}\n    - {at_least: 5, at_most: 7, gives: 1}\n    - {at_least: 8, gives: 2}\n": "    - {at_least: 0, gives: 1}\n"
        },
        [
            '39:17: a band reaches outside the scores; "Less" on a range of 1 to 5; mend its edges',
            '43:17: a band reaches outside the scores; "Less" on a range of 1 to 5; mend its edges',
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
