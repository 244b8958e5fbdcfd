"""What an author is told: what the names of an author must be like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "an item that is called as the column that names respondents",
        {"{id: note, stem": "{id: respondent, stem", "{item: note,": "{item: respondent,"},
        ['77:10: this id has a meaning of its own; "respondent"; choose another'],
    ),
    (
        "a score that is called as the columns of classifications",
        {"  - id: judgment\n": "  - id: outcomes\n"},
        ['89:9: this id has a meaning of its own; "outcomes"; choose another'],
    ),
    (
        "a score named like a domain",
        {"  - id: judgment\n": "  - id: mood\n"},
        ['89:9: a domain and a score have one id; "mood"; give each its own'],
    ),
    (
        "an item named like a score",
        {"{id: note, stem": "{id: burden, stem"},
        [
            '94:9: an item and a score have one id; "burden"; give each its own',
            '129:72: there is no such item; "note"; known are: burden, ease, m1, m2, m3, naps, pain, replies, sex, signs, sleep, steps, words',
        ],
    ),
    (
        "two scores of one name",
        {"  - id: burden\n": "  - id: judgment\n"},
        ['94:9: two scores have one id; "judgment"; give each its own'],
    ),
    (
        "a recoding table with capitals",
        {"  hours:\n": "  Hours:\n"},
        [
            '27:5: this is no id for the recoding table; "Hours"; write small letters, digits and single hyphens, a letter first, such as "hours"',
            '52:75: there is no such recoding table; "hours"; did you mean "Hours"?',
        ],
    ),
    (
        "two options of one id",
        {"{value: 2, id: male, label: A man}": "{value: 2, id: female, label: A man}"},
        ['48:114: two options have one id; "female"; give each its own'],
    ),
    (
        "two options of one value",
        {"{value: 2, label: Agree}": "{value: 1, label: Agree}"},
        [
            "75:47: two options have one value; 1; if both count as 1, give each an `id`; else mend one"
        ],
    ),
    (
        "an option with a space in its id",
        {"id: ache, label: An ache": "id: an ache, label: An ache"},
        [
            '57:30: this is no id for the option; "an ache"; write small letters, digits and single hyphens, a letter first, such as "an-ache"'
        ],
    ),
    (
        "an option that is called did-not-apply",
        {"id: sigh,": "id: did-not-apply,"},
        ['57:68: this id has a meaning of its own; "did-not-apply"; choose another'],
    ),
    (
        "an outcome that is called open",
        {"- id: raised\n": "- id: open\n"},
        [
            '123:13: this id has a meaning of its own; "open"; choose another',
            '133:78: there is no such outcome; "raised"; known are: high, open, otherwise',
        ],
    ),
    (
        "two outcomes of one id",
        {"- id: raised\n": "- id: high\n"},
        [
            '123:13: two outcomes have one id; "high"; give each its own',
            '133:78: there is no such outcome; "raised"; known are: high, high, otherwise',
        ],
    ),
    (
        "two alerts of one id",
        {
            "alerts:\n": "alerts:\n  - {id: worst, when: {item: pain, at_least: 8}, text: Look., resource: {text: Ask}}\n"
        },
        ['133:9: two alerts have one id; "worst"; give each its own'],
    ),
    (
        "a table for everybody beside one for a group",
        {"        group: {item: sex, one_of: [male, other]}\n": ""},
        ['42:13: tables that share an id each need a `group`; "norm"; add it, or give another id'],
    ),
    (
        "a table whose id is none",
        {
            "      - id: norm\n        title: Norm\n        group: {item: sex, one_of: [female]}": "      - id: the norm\n        title: Norm\n        group: {item: sex, one_of: [female]}"
        },
        [
            '38:13: this is no id for the table; "the norm"; write small letters, digits and single hyphens, a letter first, such as "the-norm"'
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
