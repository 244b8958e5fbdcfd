"""What only looks like YAML is told at its place, and text that may hold it is left alone."""

from __future__ import annotations

import pytest

from selfassess.authoring.read.strict_yaml import parse
from selfassess.problems import InvalidFile

FIELDS = ("id", "stem", "domain", "type")
COLON = "this only looks like a character of YAML; U+FF1A, fullwidth colon; type : instead"
SEEN = "or put quotes round the whole text if readers are to see it"
COMMA = f"this only looks like a character of YAML; U+FF0C, fullwidth comma; type , instead, {SEEN}"
HYPHEN = "this only looks like a character of YAML; U+FF0D, fullwidth hyphen-minus; type - instead"
DASH = "this only looks like a character of YAML; U+2013, en dash; type - instead"
CURLY = (
    'this only looks like a character of YAML; U+201C, left double quotation mark; type " instead'
)
OR_QUOTES = "or put straight quotes round the whole text if readers are to see it"
TIGHT = 'a space is missing after a colon; "domain:x"; write "domain: x"'
MISREAD = [
    ("a: 1\ntitle：b\n", f"2:6: {COLON}"),
    ("title：b\na: 1\n", f"1:6: {COLON}"),
    ("stem ：b\n", f"1:6: {COLON}"),
    ("items:\n  - id：a\n    stem: b\n", f"2:7: {COLON}"),
    ("items:\n  - id：a\n", f"2:7: {COLON}"),
    ("items:\n  - id: a\n    stem: b\n    domain：x\n", f"4:11: {COLON}"),
    ("items:\n  - id: a\n    stem: b\n      domain：x\n", f"4:13: {COLON}"),
    ('items:\n  - id: a\n    stem: "b"\n    domain：x\n', f"4:11: {COLON}"),
    ("items:\n  - {id: a, stem： b, type: c}\n", f"2:17: {COLON}"),
    ("items:\n  - {id: a, stem: b\n    domain：x}\n", f"3:11: {COLON}"),
    ("items:\n  - id: a\n    stem: b\n      domain:x\n  - id: c\n", f"4:7: {TIGHT}"),
    ("items:\n  - id: a\n    stem: b\n    domain:x\n", f"4:5: {TIGHT}"),
    ("items:\n  - id: a\n    stem: b\n\n    domain:x\n  - id: c\n", f"5:5: {TIGHT}"),
    ("items:\n  - {id: a, stem: b\n    domain:x}\n", f"3:5: {TIGHT}"),
    ("items:\n  - {id: a， stem: b}\n", f"2:11: {COMMA}"),
    ("of: [a，b]\n", f"1:7: {COMMA}"),
    ("label: CT，MRI\n", f"1:10: {COMMA}"),
    ("items:\n  － id: a\n    stem: b\n", f"2:3: {HYPHEN}"),
    ("items:\n  –{id: a, stem: b}\n", f"2:3: {DASH}"),
    (
        "items:\n  - ｛id: a, stem: b}\n",
        "2:5: this only looks like a character of YAML; U+FF5B, fullwidth left curly bracket; "
        "type { instead",
    ),
    (
        "items:\n  - {id: a, stem: b｝\n  - {id: c}\n",
        "2:20: this only looks like a character of YAML; U+FF5D, fullwidth right curly bracket; "
        "type } instead",
    ),
    (
        "of: ［1, 2］\n",
        "1:5: this only looks like a character of YAML; U+FF3B, fullwidth left square bracket; "
        "type [ instead, or put quotes round the whole text if readers are to see it",
    ),
    ("stem: “I left.”\n", f"1:7: {CURLY}, {OR_QUOTES}"),
    ("stem: “Now: go”\n", f"1:7: {CURLY}"),
    ("“stem”: a\n", f"1:1: {CURLY}"),
    ("items:\n  - {id: a, stem: “b, or c”, type: d}\n", f"2:23: {CURLY}, {OR_QUOTES}"),
]
KEPT = [
    "他说：你好，世界",
    "“Often” is what they said",
    "I said “often”",
    '"“I left.”"',
    "read this\n  doi:10.1/2",
    "they wrote\n  “so：it is”",
    "a pause –\n  – and more",
    "|\n  domain:x",
]


@pytest.mark.parametrize(("text", "expected"), MISREAD)
def test_what_looks_like_yaml_is_told_at_its_place(text: str, expected: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        parse(text, "a.yml", fields=FIELDS)

    assert str(caught.value).splitlines()[0] == f"a.yml:{expected}"


@pytest.mark.parametrize("text", KEPT)
def test_a_text_may_hold_such_characters(text: str) -> None:
    kept = parse(f"stem: {text}\n", "", fields=FIELDS).data["stem"]
    assert kept.split() == text.strip('"|').split()
