"""What an author is told: that what is named is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "a recoding table",
        {"recode: hours": "recode: hour"},
        ['52:75: there is no such recoding table; "hour"; did you mean "hours"?'],
    ),
    (
        "an objective",
        {
            "note, stem: What else?, type: text": "note, stem: What else?, type: text, objective: know"
        },
        ['77:57: there is no such objective; "know"; known are: none'],
    ),
    (
        "a part of a score",
        {"of: [words, replies, steps]": "of: [word, replies, steps]"},
        ['91:10: there is no such item, domain or score; "word"; did you mean "words"?'],
    ),
    (
        "a later score",
        {"of: [words, replies, steps]": "of: [burden, replies, steps]"},
        ['91:10: a score may only use earlier ones; "burden" is not earlier; change the order'],
    ),
    (
        "itself in a score",
        {"of: [mood, naps]": "of: [burden, naps]"},
        ['96:10: a score may only use earlier ones; "burden" is not earlier; change the order'],
    ),
    (
        "a part twice",
        {"of: [mood, naps]": "of: [mood, mood]"},
        ['96:16: a score names a part twice; "mood"; keep one of them'],
    ),
    (
        "a domain without a score",
        {"{id: mood, title: Mood, page: guide/mood.md}": "{id: mood, title: Mood, scored: false}"},
        [
            '96:10: this domain has no score; "mood"; name its items instead',
            '122:30: there is no such domain or score; "mood"; known are: burden, comfort, judgment, rest',
            '125:30: there is no such domain or score; "mood"; known are: burden, comfort, judgment, rest',
        ],
    ),
    (
        "the weight of what is no part",
        {"weights: {words: 2}": "weights: {mood: 2}"},
        ['92:21: there is no such part of this score; "mood"; known are: replies, steps, words'],
    ),
    (
        "the reverse of what is no part",
        {"    of: [mood, naps]\n": "    of: [mood, naps]\n    reverse: [m1]\n"},
        ['97:15: there is no such part of this score; "m1"; known are: mood, naps'],
    ),
    (
        "an item of a group",
        {"item: sex, one_of: [female]": "item: six, one_of: [female]"},
        ['40:23: there is no such item; "six"; did you mean "sex"?'],
    ),
    (
        "an item in a condition",
        {"{item: pain, at_least: 9}": "{item: pains, at_least: 9}"},
        ['133:25: there is no such item; "pains"; did you mean "pain"?'],
    ),
    (
        "a score in a condition",
        {"{score: mood, at_least: 3}": "{score: m1, at_least: 3}"},
        [
            '125:30: there is no such domain or score; "m1"; known are: burden, comfort, judgment, mood, rest'
        ],
    ),
    (
        "an item in a count",
        {"count: {of: [mood]": "count: {of: [mod]"},
        ['122:64: there is no such item or domain; "mod"; did you mean "mood"?'],
    ),
    (
        "an outcome",
        {"one_of: [high, raised]": "one_of: [hihg, raised]"},
        ['133:72: there is no such outcome; "hihg"; did you mean "high"?'],
    ),
    (
        "a classification",
        {"{outcome: screen, one_of: [high]}": "{outcome: scren, one_of: [high]}"},
        ['129:40: there is no such classification; "scren"; did you mean "screen"?'],
    ),
    (
        "a classification that is not earlier",
        {"{score: mood, at_least: 3}": "{outcome: screen, one_of: [high]}"},
        [
            '125:32: a classification may only use earlier ones; "screen" is not earlier; change the order'
        ],
    ),
    (
        "an item in a section",
        {"changes:\n": "sections: [{id: all, items: [m1, m4]}]\nchanges:\n"},
        [
            '137:34: there is no such item; "m4"; known are: ease, m1, m2, m3, naps, note, pain, replies, sex, signs, sleep, steps, words'
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
