"""What an author is told: that nothing is defined in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "an item",
        {"  - {id: note, stem": "  - {id: idle, stem: Idle?, scale: fit}\n  - {id: note, stem"},
        [
            '77:5: an item is in no domain, and nothing uses it; "idle"; name its domain, or, if it is not to count, one with `scored: false`'
        ],
    ),
    (
        "a recoding table",
        {"  hours:\n": "  days: [{at_least: 0, gives: 1}]\n  hours:\n"},
        ['26:9: a recoding table is used by no item; "days"; use it or take it away'],
    ),
    (
        "a rule of scoring",
        {
            "  - {id: mood, title: Mood, page: guide/mood.md}": "  - {id: mood, title: Mood, scoring: {method: sum, missing: {rule: complete, minimum: 3}}}"
        },
        ["80:3: this rule is not used; no scored domain is without its own; take it away"],
    ),
    (
        "bands",
        {"page: guide/mood.md}": "feedback: none}"},
        ["84:3: these bands are not used; no domain takes them; take them away"],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
