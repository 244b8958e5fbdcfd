"""Each mistake of YAML is told where it was made, with what mends it."""

from __future__ import annotations

import pytest

from selfassess.authoring.read.strict_yaml import parse
from selfassess.problems import InvalidFile

QUOTE = "put quotes round the text"
ODD = "a space stands here that is none to YAML; U+00A0, no-break space; type an ordinary one"
DEEPER = (
    "this line is indented deeper than the field above, and read as more of its text; "
    "indent both alike"
)
PLAIN = "write \\\\ for a backslash, or put single quotes round the text"
# name, the text, the first problem
MISTAKES = [
    (
        "a comma in a text inside braces",
        "items:\n  - {id: a, stem: I eat, then sleep, domain: x}\n",
        '2:26: a comma ends a text inside braces; "then sleep" stands behind one; '
        "put quotes round the whole text",
    ),
    (
        "a backslash that begins nothing",
        'a: x\nstem: "50\\% better"\n',
        f"2:10: a backslash begins nothing that YAML knows; found \\%; {PLAIN}",
    ),
    (
        "a backslash of a path inside braces",
        'items:\n  - {id: a, stem: "C:\\dir"}\n',
        f"2:22: a backslash begins nothing that YAML knows; found \\d; {PLAIN}",
    ),
    (
        "a backslash in the second line of a text",
        'stem: "Much\n  50\\% better"\n',
        f"2:5: a backslash begins nothing that YAML knows; found \\%; {PLAIN}",
    ),
    (
        "a backslash and half a character",
        'stem: "a\\ud800"\n',
        "1:9: a backslash begins the number of a character, and it is none; found \\ud800; "
        f"type the character itself; or {PLAIN}",
    ),
    (
        "a backslash and no number",
        'stem: "C:\\users"\n',
        "1:10: a backslash begins the number of a character, and it is none; found \\users; "
        f"type the character itself; or {PLAIN}",
    ),
    (
        "a backslash before the last quote",
        'a: "C:\\"\nb: x\n',
        f'1:7: a backslash keeps this quote from closing the text; found \\"; {PLAIN}',
    ),
    (
        "a backslash below a quote that is not closed",
        "stem: \"Why\nhelp: '50\\% better'\n",
        "1:7: a quote is never closed; it opens here; close it where the text ends",
    ),
    (
        "a thousands separator inside braces",
        "items:\n  - {id: a, stem: I walk 1,000 steps}\n",
        '2:28: a comma ends a text inside braces; "000 steps" stands behind one; '
        "put quotes round the whole text",
    ),
    (
        "a colon in a text inside braces",
        "items:\n  - {id: a, stem: Think: what now?, domain: x}\n  - {id: b}\n",
        f'2:24: a colon stands in a text inside brackets; behind "Think"; {QUOTE}',
    ),
    (
        "a colon behind two words, which may be a missing comma",
        "items:\n  - {id: a stem: b, domain: x}\n",
        f'2:16: a colon stands in a text inside brackets; behind "a stem"; {QUOTE}, '
        'or a comma before "stem" if that is a field',
    ),
    (
        "a missing comma behind quotes",
        'items:\n  - {id: "a" stem: b, domain: x}\n',
        '2:14: a comma is missing; before "stem"; write it',
    ),
    (
        "a missing comma between braces",
        "bands: [{minimum: 0} {minimum: 1}]\n",
        '1:22: a comma is missing; before "{minimum"; write it',
    ),
    (
        "a missing comma at the end of a line",
        "items:\n  - {id: a,\n     stem: b\n     domain: x}\n",
        '4:6: a comma is missing; at the end of the line above "domain"; write it',
    ),
    (
        "a hash inside braces",
        "items:\n  - {id: a, stem: Item #3, domain: x}\n  - {id: b}\n",
        f"2:24: a # after a space begins a comment; it hides the rest of the line; {QUOTE}",
    ),
    (
        "a hash inside the last braces",
        "items:\n  - {id: a, stem: Item #3, domain: x}\n",
        f"2:24: a # after a space begins a comment; it hides the rest of the line; {QUOTE}",
    ),
    ("a field indented too deeply", "items:\n  - id: a\n      stem: b\n", f"3:7: {DEEPER}"),
    ("a part indented too deeply", "scoring:\n  method: sum\n    round: {}\n", f"3:5: {DEEPER}"),
    (
        "a field indented too little",
        "items:\n  - id: a\n   stem: b\n",
        "3:4: this line does not fit those above; it begins with 3 spaces; "
        "indent it like the lines that it belongs with",
    ),
    (
        "a hyphen at a brace",
        "items:\n  -{id: a, stem: b}\n  -{id: c, stem: d}\n",
        '2:3: a hyphen stands without a space; "-{"; put a space after it',
    ),
    (
        "a hyphen at the second brace",
        "items:\n  - {id: a, stem: b}\n  -{id: c, stem: d}\n",
        '3:3: a hyphen stands without a space; "-{"; put a space after it',
    ),
    (
        "a hyphen at a name",
        "items:\n  -id: a\n",
        '2:3: a hyphen stands without a space; "-i"; put a space after it',
    ),
    ("a no-break space behind a colon", "id:\u00a0a\ntitle: b\n", f"1:4: {ODD}"),
    ("a no-break space that indents", "scoring:\n\u00a0 method: sum\n", f"2:1: {ODD}"),
    (
        "a no-break space that indents the second line",
        "scoring:\n  a: 1\n\u00a0\u00a0method: sum\n",
        f"3:1: {ODD}",
    ),
    ("a no-break space inside braces", "items:\n  - {id:\u00a0a, stem: b}\n", f"2:9: {ODD}"),
    ("a no-break space behind a hyphen", "items:\n  -\u00a0{id: a, stem: b}\n", f"2:4: {ODD}"),
    (
        "a quote that is never closed",
        'items:\n  - {id: a, stem: "b, domain: x}\n  - {id: b}\n',
        "2:19: a quote is never closed; it opens here; close it where the text ends",
    ),
    (
        "a quote that another one closes",
        'title: "Demo\nid: a\nitems:\n  - {id: a, teaches: "y.md#z"}\n',
        "1:8: a quote is closed too late; it opens here and ends in line 4; "
        "close it where the text ends",
    ),
    (
        "an apostrophe inside apostrophes",
        "title: 'I don't know'\nid: a\n",
        '1:15: an apostrophe ends this text; "don\'t"; put double quotes round the text',
    ),
    (
        "text behind quotes",
        'title: "A" and B\nid: a\n',
        '1:12: text goes on behind its quotes; "and B"; '
        'put the quotes round all of it, and write \\" for quotes inside',
    ),
    (
        "a brace that is never closed",
        "items:\n  - {id: a, stem: b\n  - {id: b, stem: y}\n",
        '2:5: a bracket is never closed; "{" opens here; close it',
    ),
    (
        "a bracket that is never closed",
        "of: [a, b\nid: c\n",
        '1:5: a bracket is never closed; "[" opens here; close it',
    ),
    (
        "a bracket at the end of the file",
        "id: a\nof: [",
        '2:5: a bracket is never closed; "[" opens here; close it',
    ),
    (
        "a brace that is closed twice",
        "items:\n  - {id: a, stem: b}}\n  - {id: c}\n",
        '2:21: a bracket closes that was not opened; "}"; take it away',
    ),
    (
        "a text that begins with a bracket",
        "stem: [sic] what\nid: a\n",
        f"1:13: text goes on behind a bracket; a text can not begin with one; {QUOTE}",
    ),
    (
        "a text that begins with a brace",
        "stem: {x} what\nid: a\n",
        '1:8: a name in braces has no value; "x"; '
        "write it behind a colon, or quotes round a text that begins with a brace",
    ),
    (
        "a colon without a space inside braces",
        "items:\n  - {id:a, stem: b}\n",
        '2:6: a space is missing after a colon; "id:a"; write "id: a"',
    ),
    (
        "a colon without a space",
        "id:a\ntitle: b\n",
        '1:1: a space is missing after a colon; "id:a"; write "id: a"',
    ),
    (
        "a line without a colon",
        "title\nid: b\n",
        '1:1: this line has no value; "title"; write a name, a colon and a space',
    ),
    (
        "a text that begins with a star",
        "stem: *really* bad\n",
        f"1:7: this is not YAML; a text can not begin with this character; {QUOTE}",
    ),
    (
        "a bracket in a text inside braces",
        "items:\n  - {id: a, stem: I left [my] desk}\n",
        f'2:26: a bracket stands in a text inside brackets; "["; {QUOTE}',
    ),
    (
        "a text inside braces that begins with a bracket",
        "items:\n  - {id: a, stem: [My] desk, domain: x}\n",
        f'2:24: a comma is missing; before "desk"; write it, or {QUOTE}',
    ),
    (
        "the wrong bracket at the end",
        "items:\n  - {id: a, stem: My desk]\n",
        f'2:26: the wrong bracket closes here; found "]", and "{{" was opened; mend it, or {QUOTE}',
    ),
    (
        "a text inside braces that begins with a question mark",
        "items:\n  - {id: a, stem: ? Did I}\n",
        f"2:19: this is not YAML; a text can not begin with this character; {QUOTE}",
    ),
    (
        "a text inside braces that begins with an exclamation mark",
        "items:\n  - {id: a, stem: !left}\n",
        f"2:19: this is not YAML; a text can not begin with this character; {QUOTE}",
    ),
    (
        "a decimal comma inside braces",
        "options:\n  - {value: 1,5, label: b}\n",
        '2:15: a comma stands in a number; "1,5"; write 1.5',
    ),
    (
        "a comma and three digits inside braces",
        "number: {minimum: 0, maximum: 1,500}\n",
        '1:33: a comma stands in a number; "1,500"; write 1.500 or 1500',
    ),
    (
        "a list on the line of its name",
        "items: - a\n",
        f"1:8: a list begins on a line of its own; a hyphen stands here; move it down, or {QUOTE}",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_a_mistake_is_told_where_it_was_made(text: str, expected: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        parse(text, "a.yml")

    assert str(caught.value).splitlines()[0] == f"a.yml:{expected}"


def test_the_lines_of_a_part_are_counted_from_the_whole_file() -> None:
    with pytest.raises(InvalidFile) as caught:
        parse("of: [a, b\nid: c\n", "page.md", first_line=40)

    assert str(caught.value) == (
        'page.md:40:5: a bracket is never closed; "[" opens here; close it'
    )


def test_a_name_without_a_value_may_have_none() -> None:
    assert parse("a: {b: , c:\n}\nd:\n", "").data == {"a": {"b": None, "c": None}, "d": None}


def test_no_break_spaces_in_texts_are_kept() -> None:
    assert parse("a: 5\u00a0% ?\n", "").data == {"a": "5\u00a0% ?"}
