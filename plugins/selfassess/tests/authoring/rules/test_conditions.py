"""What an author is told: what a condition must be like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "no test",
        {"{item: pain, at_least: 9}": "{item: pain}"},
        [
            "133:18: there is no test here; nothing to compare with was found; add `at_least`, `at_most` or `one_of`"
        ],
    ),
    (
        "nothing to test",
        {"{item: pain, at_least: 9}": "{at_least: 9}"},
        [
            "133:18: a condition tests nothing; add `item`, `score`, `outcome`, `count`, `all`, `any` or `none`"
        ],
    ),
    (
        "two statements",
        {"{item: pain, at_least: 9}": "{item: pain, score: mood, at_least: 5}"},
        ["133:18: a condition makes one statement; `item` and `score`; put them under `all`"],
    ),
    (
        "a limit beside what is put together",
        {
            "{all: [{outcome: screen, one_of: [high]}, {item: note, answered: true}]}": "{all: [{outcome: screen, one_of: [high]}, {item: note, answered: true}], at_least: 1}"
        },
        ["129:106: `at_least` has no effect beside `all`; it was found there; move it"],
    ),
    (
        "answered beside a score",
        {"{score: mood, at_least: 3}": "{score: mood, at_least: 3, answered: true}"},
        ["125:59: `answered` has no effect beside `score`; it was found there; move it"],
    ),
    (
        "a test and answered",
        {"{item: pain, at_least: 9}": "{item: pain, at_least: 9, answered: true}"},
        ["133:54: a test stands beside `answered`; only one of them counts; take one away"],
    ),
    (
        "limits that exclude each other",
        {"{item: pain, at_least: 9}": "{item: pain, at_least: 9, at_most: 3}"},
        ["133:41: nothing can pass; at least 9 and at most 3; mend one of them"],
    ),
    (
        "a word for a number",
        {"{item: pain, at_least: 9}": "{item: pain, one_of: [bad]}"},
        ['133:40: this is compared with a number; found "bad"; write a number'],
    ),
    (
        "a word for a score",
        {"{score: mood, at_least: 3}": "{score: mood, one_of: [high]}"},
        ['125:45: this is compared with a number; found "high"; write a number'],
    ),
    (
        "an outcome without a name",
        {"{outcome: screen, one_of: [high]}": "{outcome: screen}"},
        ['129:30: a condition on an outcome needs `one_of`; "screen" has none; add it'],
    ),
    (
        "the words of a text",
        {"{item: note, answered: true}": "{item: note, one_of: [help]}"},
        ['129:65: text can not be compared; "note" is free text; write `answered: true`'],
    ),
    (
        "the answer to information",
        {
            "{id: note, stem: What else?, type: text}": "{id: note, stem: What else?, type: information}"
        },
        [
            '77:5: information needs a place; "note" is in no section; add `sections`',
            '129:72: information has no answer; "note" can not be tested; name another item',
        ],
    ),
    (
        "a score before all is asked",
        {"show_if: {item: signs, one_of: [ache]}": "show_if: {score: mood, at_least: 3}"},
        ['62:22: `show_if` looks at answers only; "mood" is none; name items'],
    ),
    (
        "more times than items",
        {"at_least: 2, times: 2": "at_least: 2, times: 4"},
        ["122:91: `times` goes from 1 to the number of items; 4 of 3; mend it"],
    ),
    (
        "a count without a test",
        {"at_least: 2, times: 2": "times: 2"},
        [
            "122:58: there is no test here; nothing to compare with was found; add `at_least`, `at_most` or `one_of`"
        ],
    ),
    (
        "an item counted twice",
        {"of: [mood], at_least": "of: [mood, m1], at_least"},
        ['122:63: an item is counted twice; "m1"; name it once'],
    ),
    (
        "a count of texts",
        {"of: [mood], at_least: 2": "of: [mood, note], at_least: 2"},
        ['122:63: an item of the type "text" does not count; "note"; take it out'],
    ),
    (
        "an answer above all",
        {"{item: pain, at_least: 9}": "{item: pain, at_least: 11}"},
        ['133:18: no answer to "pain" passes; "pain" goes from 0 to 10; mend it'],
    ),
    (
        "every answer",
        {"{item: pain, at_least: 9}": "{item: pain, at_least: 0}"},
        ['133:18: every answer to "pain" passes; this tells nothing apart; mend it'],
    ),
    (
        "an option that is not there",
        {"show_if: {item: signs, one_of: [ache]}": "show_if: {item: signs, one_of: [aches]}"},
        ['62:37: "signs" is never this; "aches"; did you mean "ache"?'],
    ),
    (
        "one option too many",
        {"one_of: [male, other]": "one_of: [male, others, other]"},
        ['44:43: "sex" is never this; "others"; did you mean "other"?'],
    ),
    (
        "one alternative that is not there",
        {"{item: signs, one_of: [ache]}]}": "{item: signs, one_of: [ache, sihg]}]}"},
        ['125:79: "signs" is never this; "sihg"; did you mean "sigh"?'],
    ),
    (
        "a number between the steps",
        {"{item: pain, at_least: 9}": "{item: pain, one_of: [9.5, 10]}"},
        ['133:40: "pain" is never this; 9.5; mend it'],
    ),
    (
        "a score above its range",
        {"{score: mood, at_least: 5}": "{score: mood, at_least: 7}"},
        ['122:22: no score passes; "mood" goes from 0 to 6; mend it'],
    ),
    (
        "every score",
        {"{score: mood, at_least: 3}": "{score: mood, at_least: 0}"},
        ['125:22: every score passes; "mood" goes from 0 to 6; mend it'],
    ),
    (
        "a count that one item can not pass",
        {"count: {of: [mood], at_least: 2": "count: {of: [mood, pain], at_least: 11"},
        ['122:58: no answer to "m1", "m2", "m3", "pain" passes; "m1" takes 0, 1, 2; mend it'],
    ),
    (
        "a count that every answer passes",
        {"count: {of: [mood], at_least: 2": "count: {of: [mood], at_least: 0"},
        ['122:58: every answer to "m1", "m2", "m3" passes; this tells nothing apart; mend it'],
    ),
    (
        "the value of a situation",
        {"{item: pain, at_least: 9}": "{item: pain, at_least: 9}, {item: words, at_least: 3}"},
        ['133:45: no answer to "words" passes; "words" goes from 0 to 2; mend it'],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
