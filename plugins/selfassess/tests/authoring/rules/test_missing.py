"""What an author is told: whether a rule for missing answers can be followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "answered for a sum",
        {
            "scoring:\n  method: sum\n  missing: {rule: prorate, minimum: 3}": "scoring:\n  method: sum\n  missing: {rule: answered, minimum: 3}"
        },
        [
            '81:19: this rule does not fit the method; "answered" with the method "sum"; write what a missing answer does: `complete` (there is no score), `prorate` (the mean of the others stands for it), `zero` (it counts as 0) or `sample` (it counts as a value that you give)'
        ],
    ),
    (
        "prorating for the largest",
        {
            "scoring: {method: weighted, missing: {rule: complete, minimum: 3}}": "scoring: {method: maximum, missing: {rule: prorate, minimum: 3}}"
        },
        [
            '92:14: `weights` are only for `weighted` and `weighted-sum`; the method is "maximum"; take them away, or write one of these',
            '93:48: this rule does not fit the method; "prorate" with the method "maximum"; write what a missing answer does: `complete` (there is no score), `answered` (it is left out), `zero` (it counts as 0) or `sample` (it counts as a value that you give)',
        ],
    ),
    (
        "a minimum of none",
        {"missing: {rule: prorate, minimum: 3}": "missing: {rule: prorate, minimum: 0}"},
        [
            '81:37: the minimum can not be met; the domain "mood" has 3 items, and the minimum is 0; write 1 or more'
        ],
    ),
    (
        "a provisional score of what is complete",
        {"rule: complete, minimum: 3": "rule: complete, minimum: 3, provisional: 2"},
        ["93:84: `complete` gives no provisional score; found 2; take it away"],
    ),
    (
        "a sample without a name",
        {", sample: Means of nobody": ""},
        ["99:16: the rule `sample` needs `sample`; it is missing; say which sample it was"],
    ),
    (
        "a sample without a value",
        {"values: {mood: 2.5, naps: 1}": "values: {mood: 2.5}"},
        ['99:51: the sample has no value for a part of the score "burden"; "naps"; add it'],
    ),
    (
        "a value of what is no part",
        {"values: {mood: 2.5, naps: 1}": "values: {mood: 2.5, naps: 1, nap: 1}"},
        ['99:77: there is no such part; "nap"; did you mean "naps"?'],
    ),
    (
        "a value outside the answers",
        {"values: {mood: 2.5, naps: 1}": "values: {mood: 2.5, naps: 3}"},
        ['99:69: a value lies outside the answers; 3, and "naps" goes from 0 to 2; mend it'],
    ),
    (
        "values without a sample",
        {"{rule: prorate, minimum: 3}": "{rule: prorate, minimum: 3, values: {m1: 1}}"},
        [
            '81:48: `values` is only for `sample`; the rule is "prorate"; take it away, or write `rule: sample`'
        ],
    ),
    (
        "prorating over different ranges",
        {"rule: complete, minimum: 3": "rule: prorate, minimum: 2"},
        [
            '93:49: parts of different ranges can not stand for each other; "replies" goes from 0 to 1, and "words" from 0 to 2; write another rule: `complete` (there is no score), `zero` (it counts as 0) or `sample` (it counts as a value that you give)'
        ],
    ),
    (
        "a zero that nobody can answer",
        {"{rule: answered, minimum: 1}": "{rule: zero, minimum: 1}"},
        ['114:48: zero is no possible answer; "ease" goes from 1 to 3; write another rule'],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
