"""What an author is told: that a table has one row for each raw score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "a raw score left out",
        {"        - {raw: 4, gives: 50}\n": ""},
        ['101:9: the table leaves raw scores of the score "burden" out; 4; add a row for each'],
    ),
    (
        "a raw score twice",
        {
            "        - {raw: 4, gives: 50}\n": "        - {raw: 4, gives: 50}\n        - {raw: 4, gives: 51}\n"
        },
        ["106:17: a raw score stands twice in the table; 4; keep one row"],
    ),
    (
        "a raw score that nobody has",
        {
            "        - {raw: 8, gives: 80}\n": "        - {raw: 8, gives: 80}\n        - {raw: 9, gives: 90}\n"
        },
        [
            '110:17: no answers give this raw score; 9, and the score "burden" goes from 0 to 8; take the row away'
        ],
    ),
    (
        "too many raw scores",
        {
            "maximum: 10, low": "maximum: 20000, low",
            "scores:\n": "scores:\n  - {id: worth, title: Worth, of: [pain], scoring: {method: sum, missing: {rule: complete, minimum: 1}, lookup: [{raw: 0, gives: 1}]}}\n",
        },
        [
            "89:113: a table can not hold so many raw scores; 0 to 20000; use `rescale` or `transform`"
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
