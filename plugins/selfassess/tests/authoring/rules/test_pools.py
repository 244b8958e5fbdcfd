"""What an author is told: that all draws from a bank count alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "items of different domains",
        {
            "changes:\n": "objectives: [{id: know, title: To know, draw: 1}]\nchanges:\n",
            "I was sad., domain: mood,": "I was sad., objective: know, domain: mood,",
            "I napped., domain: rest,": "I napped., objective: know, domain: rest,",
        },
        [
            '53:58: items of one objective are in different domains; "naps" and "m1"; keep them in one'
        ],
    ),
    (
        "items of different scores",
        {
            "changes:\n": "objectives: [{id: know, title: To know, draw: 1}]\nchanges:\n",
            "id: steps\n": "id: steps\n    objective: know\n",
            "I was at ease.,": "I was at ease., objective: know,",
        },
        [
            '77:5: items of one objective are in different scores; "ease" and "steps"; name all or none'
        ],
    ),
    (
        "an item that waits for another answer",
        {
            "changes:\n": "objectives: [{id: know, title: To know, draw: 1}]\nchanges:\n",
            "id: pain\n": "id: pain\n    objective: know\n",
        },
        ['63:14: what is drawn is asked; "pain" has a condition; take one of the two away'],
    ),
    (
        "items of different ranges",
        {
            "changes:\n": "objectives: [{id: know, title: To know, draw: 1}]\nchanges:\n",
            "id: words\n": "id: words\n    objective: know\n",
            "id: steps\n": "id: steps\n    objective: know\n",
            "rule: complete, minimum: 3": "rule: complete, minimum: 2",
        },
        [
            '73:5: items of one objective count differently; "steps" and "words" go from 0 to 1 times 1 and from 0 to 2 times 2; mend one'
        ],
    ),
    (
        "items of different weights in one score",
        {
            "changes:\n": "objectives: [{id: know, title: To know, draw: 1}]\nchanges:\n",
            "id: replies\n": "id: replies\n    objective: know\n",
            "id: steps\n": "id: steps\n    objective: know\n",
            "rule: complete, minimum: 3": "rule: complete, minimum: 2",
            "weights: {words: 2}": "weights: {words: 2, steps: 4}",
        },
        [
            '73:5: items of one objective count differently; "steps" and "replies" go from 0 to 1 times 4 and from 0 to 1 times 1; mend one'
        ],
    ),
    (
        "items of different weights",
        {
            "changes:\n": "objectives: [{id: know, title: To know, draw: 1}]\nchanges:\n",
            "id: replies\n": "id: replies\n    weight: 3\n    objective: know\n",
            "id: steps\n": "id: steps\n    objective: know\n",
            "rule: complete, minimum: 3": "rule: complete, minimum: 2",
        },
        [
            '74:5: items of one objective count differently; "steps" and "replies" go from 0 to 1 times 1 and from 0 to 1 times 3; mend one'
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
