"""What an author is told: what an area needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "no rule of scoring",
        {"scoring:\n  method: sum\n  missing: {rule: prorate, minimum: 3}\n": ""},
        ['32:5: a domain is scored by no rule; "mood"; add `scoring`, or write `scored: false`'],
    ),
    (
        "bands without a score",
        {
            "    feedback: none\n    scoring: {method: weighted-sum, missing: {rule: complete, minimum: 2}}\n": "    scored: false\n"
        },
        [
            '37:7: `tables` is not used here; "rest" is not scored; take it away',
            "52:69: no score uses this weight; found 2; take it away, or choose a weighted method",
        ],
    ),
    (
        "a nearest label of numbers",
        {"    feedback: none\n": "    feedback: nearest-label\n"},
        [
            '52:45: `nearest-label` needs a response scale; "sleep" has none; write `feedback: none` or `bands`'
        ],
    ),
    (
        "a nearest label of recoded answers",
        {
            "I was sad., domain: mood, scale: often": "I was sad., domain: mood, scale: often, recode: hours",
            "title: Mood, page: guide/mood.md": "title: Mood, feedback: nearest-label",
        },
        [
            '49:68: `nearest-label` needs answers as they are; "m1" is recoded; write `feedback: none` or `bands`'
        ],
    ),
    (
        "two scales in a questionnaire with labels",
        {
            "title: Mood, page: guide/mood.md": "title: Mood, feedback: nearest-label",
            "I was tired., domain: mood, scale: often": "I was tired., domain: mood, scale: fit",
        },
        [
            '50:55: the domain "mood" mixes response scales; "fit" beside "often"; use one, or write `feedback: bands` or `none`, which need no common words'
        ],
    ),
    (
        "a nearest label of an unordered scale",
        {
            "title: Mood, page: guide/mood.md": "title: Mood, feedback: nearest-label",
            "    recall: the past week\n": "    recall: the past week\n    ordered: false\n",
            "domain: mood, scale: often, reverse: true": "domain: mood, scale: often",
        },
        ["33:5: `nearest-label` needs an ordered scale; it is not; use bands or none"],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
