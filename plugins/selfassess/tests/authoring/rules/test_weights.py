"""What an author is told: whether a weight has an effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "a weight that nothing uses",
        {"I was sad., domain: mood": "I was sad., domain: mood, weight: 2"},
        ["49:54: no score uses this weight; found 2; take it away, or choose a weighted method"],
    ),
    (
        "a weight of zero",
        {
            "I napped., domain: rest, scale: often, weight: 2": "I napped., domain: rest, scale: often, weight: 0"
        },
        ["53:69: a weight of zero takes a part out; found 0; take the part away"],
    ),
    (
        "a negative weight in a mean",
        {"weights: {words: 2}": "weights: {words: -2}"},
        ["92:22: the weights of a mean must be above zero; found -2; mend it"],
    ),
    (
        "weights beside a method without any",
        {"    of: [mood, naps]\n": "    of: [mood, naps]\n    weights: {naps: 2}\n"},
        [
            '97:14: `weights` are only for `weighted` and `weighted-sum`; the method is "sum"; take them away, or write one of these'
        ],
    ),
    (
        "a score the other way round",
        {"    of: [mood, naps]\n": "    of: [mood, naps]\n    reverse: [mood]\n"},
        ['97:15: only items are keyed the other way round here; "mood" is a score; take it out'],
    ),
    (
        "an unordered answer the other way round",
        {"    recall: the past week\n": "    recall: the past week\n    ordered: false\n"},
        [
            '52:70: an unordered scale can not be reversed; "often"; take `reverse` away, or `ordered: false` from the scale'
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
