"""What an author is told: what each type of item needs, and what it does not use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "a rating without a scale",
        {"I was sad., domain: mood, scale: often": "I was sad., domain: mood"},
        ['49:5: an item of this type needs `scale`; "m1" has none; add it'],
    ),
    (
        "a rating with options of its own",
        {
            "I was sad., domain: mood, scale: often": "I was sad., domain: mood, scale: often, options: [{value: 1, label: A}, {value: 2, label: B}]"
        },
        [
            '49:5: an item needs its `type`; "m1" names none, which makes it a rating; write `type: rate-each`, or take `scale` away and write `type: choice`'
        ],
    ),
    (
        "options without a type",
        {"stem: What did you notice?\n    type: multiple": "stem: What did you notice?"},
        [
            '54:5: an item needs its `type`; "signs" names none, which makes it a rating; write `type: choice`, or `type: multiple` if several can be chosen'
        ],
    ),
    (
        "numbers without a type",
        {"Hours of sleep, type: number": "Hours of sleep"},
        [
            '52:5: an item needs its `type`; "sleep" names none, which makes it a rating; write `type: number` or `type: slider`'
        ],
    ),
    (
        "a choice without options",
        {
            ", options: [{value: 1, id: female, label: A woman}, {value: 2, id: male, label: A man}, {value: 3, id: other, label: Else}]": ""
        },
        ['48:5: an item of this type needs two options; "sex" has 0; add what is missing'],
    ),
    (
        "a choice of one",
        {"{value: 1, label: Go}, {value: 3, label: Ask}": "{value: 1, label: Go}"},
        ['71:14: an item of this type needs two options; "replies" has 1; add what is missing'],
    ),
    (
        "a choice with a scale",
        {"Who are you?, type: choice": "Who are you?, type: choice, scale: often"},
        ['48:56: `scale` is not used here; the type is "choice"; take it away'],
    ),
    (
        "a number without its numbers",
        {", number: {minimum: 0, maximum: 12}": ""},
        ['52:5: an item of this type needs `number`; "sleep" has none; add it'],
    ),
    (
        "numbers that go down",
        {"number: {minimum: 0, maximum: 12}": "number: {minimum: 12, maximum: 0}"},
        ["52:90: the numbers must go up; 12 to 0; mend them"],
    ),
    (
        "a step of nothing",
        {"minimum: 0, maximum: 12": "minimum: 0, maximum: 12, step: 0"},
        ["52:122: a step must be above zero; found 0; mend it"],
    ),
    (
        "steps that miss the end",
        {"minimum: 0, maximum: 12": "minimum: 0, maximum: 12, step: 5"},
        ["52:122: the steps do not end at the maximum; from 0 to 12 in steps of 5; mend one"],
    ),
    (
        "a number with words at its ends",
        {"minimum: 0, maximum: 12": "minimum: 0, maximum: 12, low: none"},
        ['52:121: `low` is only for sliders; the type is "number"; take it away'],
    ),
    (
        "one value for the best and the worst",
        {
            "options: [{value: 1, label: Go}, {value: 2, label: Wait}, {value: 3, label: Ask}]": "options: [{value: 1, id: a, label: Go}, {value: 1, id: b, label: Wait}]"
        },
        ["66:14: there is no best and no worst; all options have the value 1; give the key"],
    ),
    (
        "one place for two options",
        {"{value: 2, label: Agree}": "{value: 1, id: agree, label: Agree}"},
        ["75:47: two options should have one place; 1; give each its own"],
    ),
    (
        "a key off the scale",
        {
            "{value: 1, label: Go}, {value: 3, label: Ask}": "{value: 1, label: Go}, {value: 4, label: Ask}"
        },
        ["71:46: a key lies outside the scale; 4 on 1 to 3; mend it"],
    ),
    (
        "closeness on an unordered scale",
        {"  fit:\n": "  fit:\n    ordered: false\n"},
        ['71:12: closeness needs an ordered scale; "fit" is not; use another'],
    ),
    (
        "text that is scored",
        {"What else?, type: text": "What else?, type: text, domain: mood, weight: 2"},
        [
            '77:54: `domain` is not used here; the type is "text"; take it away',
            '77:68: `weight` is not used here; the type is "text"; take it away',
            "77:68: no score uses this weight; found 2; take it away, or choose a weighted method",
            '122:63: an item of the type "text" does not count; "note"; take it out',
        ],
    ),
    (
        "information with an answer",
        {
            "{id: note, stem: What else?, type: text}": "{id: note, stem: What else?, type: information, feedback: Well.}"
        },
        [
            '77:5: information needs a place; "note" is in no section; add `sections`',
            '77:63: `feedback` is not used here; the type is "information"; take it away',
            '129:72: information has no answer; "note" can not be tested; name another item',
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
