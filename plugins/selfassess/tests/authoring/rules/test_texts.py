"""What an author is told: what is left empty, leads nowhere or can not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

# name, what is replaced in tests/many, the problems
BAD: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "an empty question",
        {"stem: What else?": "stem: ''"},
        ["77:22: `stem` is empty; nothing was found; write it"],
    ),
    (
        "an empty label",
        {"label: A woman": "label: ' '"},
        ["48:89: `label` is empty; nothing was found; write it"],
    ),
    (
        "an empty alert",
        {"text: This needs somebody today.": "text: ''"},
        ["134:11: `text` is empty; nothing was found; write it"],
    ),
    (
        "nobody to turn to",
        {"text: Your doctor": "text: ''"},
        ["135:22: `text` is empty; nothing was found; write it"],
    ),
    (
        "an address without its beginning",
        {"https://example.org/help": "www.example.org"},
        ['135:41: this link leads nowhere; "www.example.org"; write page.md#heading or https://…'],
    ),
    (
        "a word for a number",
        {"{text: Your doctor": "{phones: [today], text: Your doctor"},
        [
            '135:25: this is no telephone number; "today"; '
            "write digits, with spaces or hyphens between them"
        ],
    ),
    (
        "a number that is not in the text",
        {"{text: Your doctor": '{phones: ["12"], text: Your doctor on 112'},
        ['135:25: this number is not in the text; "12"; write it as it stands there'],
    ),
    (
        "a number in a sentence that is a link",
        {
            "{text: Your doctor": '{phones: ["112"], text: Your doctor on 112',
            "https://example.org/help": "guide/mood.md#high",
        },
        ['135:25: the last sentence leads to a page; "112"; write another after it'],
    ),
    (
        "a band that leads to no heading",
        {"guide/mood.md#high": "guide/mood.md"},
        ['86:40: this is no link to a heading; "guide/mood.md"; write page.md#heading'],
    ),
    (
        "a page that is none",
        {"page: guide/mood.md": "page: guide/mood"},
        ['32:35: this is no page; "guide/mood"; write folder/page.md'],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    told: Callable[[dict[str, str]], list[str]], edits: dict[str, str], expected: list[str]
) -> None:
    assert told(edits) == expected
