"""What an author is told: that bands fit their score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "a band that begins below the score",
        {"{minimum: 0, below: 2, label: Low}": "{minimum: -1, below: 2, label: Low}"},
        ['84:5: a band reaches outside the scores; "Low" on a range of 0 to 6; mend its edges'],
    ),
    (
        "a band that nobody reaches",
        {
            "  - {minimum: 2, below: 5, label: Middle}\n  - {minimum: 5,": "  - {minimum: 2, below: 2.5, label: Middle}\n  - {minimum: 2.5, below: 3, label: Between}\n  - {minimum: 3,"
        },
        ['86:5: no answers lead to this band; "Between" from 2.5 to below 3; move its edges'],
    ),
    (
        "a gap in a table",
        {"{minimum: 4, label: More}": "{minimum: 5, label: More}"},
        [
            '45:64: bands leave a gap; "Less" ends below 4, and "More" begins at 5, so that 4 is in none; if that belongs to "Less", write `below: 5` there; if to "More", `minimum: 4` here'
        ],
    ),
    (
        "printed ranges of whole numbers, 0 to 1, 2 to 4 and 5 to 6",
        {
            "below: 2, label: Low}": "below: 1, label: Low}",
            "below: 5, label: Middle}": "below: 4, label: Middle}",
        },
        [
            '85:15: bands leave a gap; "Low" ends below 1, and "Middle" begins at 2, so that 1 is in none; if that belongs to "Low", write `below: 2` there; if to "Middle", `minimum: 1` here',
            '86:15: bands leave a gap; "Middle" ends below 4, and "High" begins at 5, so that 4 is in none; if that belongs to "Middle", write `below: 5` there; if to "High", `minimum: 4` here',
        ],
    ),
    (
        "two scores in two bands",
        {"{minimum: 4, label: More}": "{minimum: 2, label: More}"},
        [
            '45:64: bands overlap; "Less" ends below 4, and "More" begins at 2, so that 2 to 3 is in both; if that belongs to "Less", write `minimum: 4` here; if to "More", `below: 2` there'
        ],
    ),
    (
        "a table without bands",
        {"bands: [{minimum: 0, below: 3, label: Less}, {minimum: 3, label: More}]": "bands: []"},
        ['41:16: a table has no bands; "norm"; add them or take it away'],
    ),
    (
        "bands of a further score",
        {
            "    weights: {words: 2}\n": "    weights: {words: 2}\n    bands: [{minimum: 0, below: 1, label: Less}, {minimum: 1, below: 5, label: More}]\n"
        },
        [
            '93:50: `below` ends every band but the last; "More" has `below: 5`; take it away, since the last band holds all the rest',
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected


@pytest.mark.parametrize(
    ("bands", "other", "said"),
    [
        (
            "[{minimum: 0, below: 4, label: Low}, {minimum: 5, label: High}]",
            "missing: {rule: prorate, minimum: 2}",
            "so that 4 to below 5 is in none",
        ),
        (
            "[{minimum: 4, label: High}]",
            "transform: {multiply: 1, add: 2}, missing: {rule: complete, minimum: 3}",
            '"High" begins at 4, and the lowest score is 0',
        ),
    ],
    ids=["a gap, as wide as it is", "no band for the lowest"],
)
def test_what_is_wrong_for_two_areas_is_told_once(
    demo_text: str, told_of: Callable[[str], list[str]], bands: str, other: str, said: str
) -> None:
    rules = "scoring:\n  method: sum\n  missing: {rule: complete, minimum: 3}\nfeedback: bands\n"
    own = f"title: Asking, scoring: {{method: sum, {other}}}}}"
    text = demo_text[: demo_text.index("scoring:\n  method")].replace("title: Asking}", own)
    (one,) = told_of(f"{text}{rules}bands: {bands}\n")
    assert said in one
