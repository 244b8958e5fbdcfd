"""What an author is told: that every reader belongs to one group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "an answer in no group",
        {"one_of: [male, other]": "one_of: [male]"},
        ['40:16: the groups of "norm" leave answers to "sex" out; other; add a group'],
    ),
    (
        "an answer in two groups",
        {"one_of: [male, other]": "one_of: [female, male, other]"},
        ['44:16: two groups share an answer to "sex"; female; part them'],
    ),
    (
        "a group of nobody",
        {"one_of: [male, other]": "at_least: 4"},
        [
            '40:16: the groups of "norm" leave answers to "sex" out; male, other; add a group',
            '44:16: this group is empty; no answer to "sex" passes; mend it',
        ],
    ),
    (
        "groups by two items",
        {"{item: sex, one_of: [male, other]}": "{item: m1, at_least: 1}"},
        ['44:23: the groups of "norm" rest on different items; "m1" beside "sex"; use one'],
    ),
    (
        "a group without a test",
        {"{item: sex, one_of: [male, other]}": "{item: sex}"},
        [
            "44:16: there is no test here; nothing to compare with was found; add `at_least`, `at_most` or `one_of`"
        ],
    ),
    (
        "groups by several answers",
        {"{item: sex, one_of: [female]}": "{item: signs, one_of: [ache]}"},
        [
            '40:23: groups need one answer; "signs" is of the type "multiple"; name another item',
            '44:23: the groups of "norm" rest on different items; "sex" beside "signs"; use one',
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
