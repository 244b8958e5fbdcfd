"""What an author is told: what a response scale needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "options of one value",
        {
            "      - {value: 0, label: Never}\n      - {value: 1, label: Sometimes}\n      - {value: 2, label: Often}\n": "      - {value: 1, id: a, label: Never}\n      - {value: 1, id: b, label: Often}\n"
        },
        ["16:7: all options have one value; 1; give them different ones"],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
