"""What an author is told: whether a condition can hold, and can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "parts that exclude each other",
        {
            "{item: signs, one_of: [ache]}]}": "{all: [{item: m1, at_least: 2}, {item: m1, at_most: 0}]}]}"
        },
        ["125:50: this can never be met; its parts exclude each other; mend one of them"],
    ),
    (
        "a whole that can not be",
        {
            "show_if: {item: signs, one_of: [ache]}": "show_if: {all: [{item: m1, at_least: 2}, {item: m1, at_most: 1}]}"
        },
        ["62:14: this can never be met; its parts exclude each other; mend one of them"],
    ),
    (
        "a whole that is always so",
        {
            "show_if: {item: signs, one_of: [ache]}": "show_if: {any: [{item: m1, at_least: 1}, {item: m1, at_most: 1}]}"
        },
        ["62:14: this is always met; no answers make it false; mend it, or take it away"],
    ),
    (
        "an alert that is always raised",
        {
            "one_of: [high, raised]}]": "one_of: [high, raised]}, {outcome: screen, one_of: [otherwise]}]"
        },
        ["133:11: this is always met; no answers make it false; mend it, or take it away"],
    ),
    (
        "an outcome that is always there",
        {
            "{outcome: screen, one_of: [high]}": "{outcome: screen, one_of: [high, raised, otherwise]}"
        },
        ["129:30: this is always met; no answers make it false; mend it, or take it away"],
    ),
    (
        "an outcome behind a wider one",
        {
            "{all: [{score: mood, at_least: 5}, {count: {of: [mood], at_least: 2, times: 2}}]}": "{score: mood, at_least: 2}",
            "{any: [{score: mood, at_least: 3}, {item: signs, one_of: [ache]}]}": "{score: mood, at_least: 3}",
        },
        [
            '123:9: this outcome is never reached; an earlier one always holds where it does; "raised"; mend it, or change the order'
        ],
    ),
    (
        "an outcome behind two that share it",
        {
            "{all: [{score: mood, at_least: 5}, {count: {of: [mood], at_least: 2, times: 2}}]}": "{item: m1, at_least: 2}",
            "{any: [{score: mood, at_least: 3}, {item: signs, one_of: [ache]}]}": "{count: {of: [m1, m2], at_least: 2, times: 2}}",
        },
        [
            '123:9: this outcome is never reached; an earlier one always holds where it does; "raised"; mend it, or change the order'
        ],
    ),
    (
        "a count that others exclude",
        {
            "{count: {of: [mood], at_least: 2, times: 2}}": "{count: {of: [mood], at_least: 2, times: 2}}, {item: m1, at_most: 1}, {item: m2, at_most: 1}"
        },
        ["122:15: this can never be met; its parts exclude each other; mend one of them"],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
