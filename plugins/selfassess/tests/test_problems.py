"""What an author is told: every text exactly, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.instruments import read_instrument
from selfassess.authoring.read.fields import validate
from selfassess.authoring.read.strict_yaml import LARGEST, parse
from selfassess.problems import InvalidFile, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selfassess.definition.instrument import Instrument

# name, text to replace in the demonstration, its replacement, the problems
BAD = [
    (
        "a precision that no study can have found",
        "page: hearing.md}",
        "page: hearing.md, precision: {sd: 0, reliability: 1, source: Doe 2020}}",
        "instrument.yml:28:88: a standard deviation is above 0; found 0; "
        "write the one of the study, or leave `precision` out\n"
        "instrument.yml:28:104: a reliability is above 0 and below 1; found 1; "
        "write the one of the study, or leave `precision` out",
    ),
    (
        "a misspelt field",
        "title: Demonstration",
        "titel: Demonstration",
        'instrument.yml:1:1: a field is missing; there is no "title"; add it\n'
        'instrument.yml:4:8: this field is not known; "titel"; did you mean "title"?',
    ),
    (
        "a misspelt field deep inside",
        "detail: 0–10 %",
        "detial: 0–10 %",
        'instrument.yml:16:42: this field is not known; "detial"; did you mean "detail"?',
    ),
    (
        "a misspelt field of an optional part",
        "rescale: {minimum: 0, maximum: 100}",
        "rescale: {minimum: 0, maximun: 100}",
        'instrument.yml:46:12: a field is missing; there is no "maximum"; add it\n'
        'instrument.yml:46:34: this field is not known; "maximun"; did you mean "maximum"?',
    ),
    (
        "a missing field",
        "minutes: 2\n",
        "",
        'instrument.yml:1:1: a field is missing; there is no "minutes"; add it',
    ),
    (
        "a missing missing-answer rule",
        "  missing: {rule: prorate, minimum: 2, provisional: 1}\n",
        "",
        'instrument.yml:45:3: a field is missing; there is no "missing"; add it',
    ),
    (
        "a wrong type",
        "minutes: 2",
        "minutes: two",
        'instrument.yml:6:10: this has the wrong type; found "two"; write a whole number, such as 2',
    ),
    (
        "a number with a sign behind it",
        "minutes: 2",
        "minutes: 80%",
        'instrument.yml:6:10: this has the wrong type; found "80%"; write a whole number, '
        "such as 80",
    ),
    (
        "text that YAML takes for a truth value",
        "label: Never",
        "label: true",
        "instrument.yml:16:27: this has the wrong type; found true; write text, in quotes, "
        'such as "true"',
    ),
    (
        "text that YAML takes for a number",
        'version: "1.0"',
        "version: 1.0",
        "instrument.yml:2:10: this has the wrong type; found 1.0; write text, in quotes, "
        'such as "1.0"',
    ),
    (
        "a word where a number or another word may stand",
        "  missing: {rule: prorate, minimum: 2, provisional: 1}\n",
        "  missing: {rule: prorate, minimum: 2, provisional: 1, not_asked: zero}\n",
        'instrument.yml:47:67: this has the wrong type; found "zero"; '
        'write a number, such as 0, or "answered" or "no-score"',
    ),
    (
        "an option whose value is text",
        "value: 1, label: Seldom",
        "value: one, label: Seldom",
        'instrument.yml:17:17: this has the wrong type; found "one"; write a number, such as 2',
    ),
    (
        "an option whose value is a list",
        "value: 1, label: Seldom",
        "value: [1], label: Seldom",
        "instrument.yml:17:17: this has the wrong type; a list was found; write a number, such as 2",
    ),
    (
        "a list where fields are wanted",
        "  rescale: {minimum: 0, maximum: 100}",
        "  rescale: [0, 100]",
        "instrument.yml:46:12: this has the wrong type; a list was found; write fields, "
        "such as {minimum: 0, maximum: 10}",
    ),
    (
        "fields where text is wanted",
        "licence: CC BY 4.0",
        "licence: {name: CC BY}",
        "instrument.yml:7:10: this has the wrong type; names with values were found; write text",
    ),
    (
        "an unknown choice",
        "kind: self-review",
        "kind: self_review",
        'instrument.yml:3:7: this is not one of the choices; found "self_review"; '
        'write "self-review", "quick-check" or "questionnaire"',
    ),
    (
        "a field that a missing space makes more of the text above",
        "licence: CC BY 4.0",
        "licence: CC BY 4.0\n  source:ours",
        'instrument.yml:8:3: a space is missing after a colon; "source:ours"; write "source: ours"',
    ),
    (
        "a name twice",
        "minutes: 2",
        "minutes: 2\nminutes: 3",
        'instrument.yml:7:1: this name stands twice; "minutes"; keep one of them',
    ),
    (
        "an item id twice",
        "{id: h2,",
        "{id: h1,",
        'instrument.yml:36:10: two items have one id; "h1"; give each its own',
    ),
    (
        "an id with capitals",
        "id: demo",
        "id: Demo One",
        'instrument.yml:1:5: this is no id for the instrument; "Demo One"; '
        'write small letters, digits and single hyphens, a letter first, such as "demo-one"',
    ),
    (
        "an id with capitals that is there in small letters",
        "{id: h2,",
        "{id: H1,",
        'instrument.yml:36:10: this is no id for the item; "H1"; '
        'write small letters, digits and single hyphens, a letter first; "h1" is taken',
    ),
    (
        "an id that is a number",
        "{id: h2,",
        "{id: 2,",
        "instrument.yml:36:10: an id begins with a letter; found 2; "
        "write one that does, here and wherever it is named",
    ),
    (
        "a reference that is a number",
        "domain: asking, scale: share}\n  - {id: a2",
        "domain: 7, scale: share}\n  - {id: a2",
        "instrument.yml:38:44: an id begins with a letter; found 7; "
        "write one that does, here and wherever it is named",
    ),
    (
        "an id that is too long",
        "{id: h2,",
        f"{{id: h{'2' * 100},",
        "instrument.yml:36:10: this id is too long for an item; it has 101 characters; "
        "write at most 100",
    ),
    (
        "an id that is no id and has no end",
        "{id: h2,",
        f"{{id: {'A' * 100_000},",
        f'instrument.yml:36:10: this is no id for the item; "{"A" * 39}…{"A" * 18}"; '
        "write small letters, digits and single hyphens, a letter first",
    ),
    (
        "an id with a digit first",
        "{id: h2,",
        '{id: "2 h",',
        'instrument.yml:36:10: this is no id for the item; "2 h"; '
        'write small letters, digits and single hyphens, a letter first, such as "n2-h"',
    ),
    (
        "a reference in capitals",
        "domain: asking, scale: share}\n  - {id: a2",
        "domain: ASKING, scale: share}\n  - {id: a2",
        'instrument.yml:38:44: there is no such domain; "ASKING"; did you mean "asking"?',
    ),
    (
        "the opposite of the only name that is near",
        "rescale: {minimum: 0, maximum: 100}",
        "round: {maximum: 2}",
        'instrument.yml:46:20: this field is not known; "maximum"; known are: at, decimals, to',
    ),
    (
        "how many may be missing",
        "{rule: answered, minimum: 2, provisional: 1}",
        "{rule: answered, minimum: 2, max_missing: 1}",
        'instrument.yml:33:104: this field is not known; "max_missing"; '
        "write `minimum`, how many answers have to be given",
    ),
    (
        "a test that no condition knows",
        "counts: {at_least: 1}",
        "counts: {above: 1}",
        'instrument.yml:33:46: this field is not known; "above"; '
        "write `at_least`, which lets the number itself pass",
    ),
    (
        "another word for the stem",
        "{id: h2, stem:",
        "{id: h2, question:",
        'instrument.yml:36:5: a field is missing; there is no "stem"; add it\n'
        'instrument.yml:36:24: this field is not known; "question"; '
        "the words of a question are its `stem`",
    ),
    (
        "one name where a list is wanted",
        "scoring:\n  method: mean",
        "sections: [{id: s, items: h1}]\nscoring:\n  method: mean",
        'instrument.yml:44:27: this has the wrong type; found "h1"; write a list, such as [h1]',
    ),
    (
        "a condition in words",
        "stem: I waited.,",
        "stem: I waited., show_if: h2 is 1,",
        'instrument.yml:35:40: this has the wrong type; found "h2 is 1"; '
        "write fields, such as {item: q1, at_least: 1}",
    ),
    (
        "nothing where fields are wanted",
        "  rescale: {minimum: 0, maximum: 100}\n  missing: {rule: prorate, minimum: 2, provisional: 1}",
        "  missing:",
        "instrument.yml:46:11: this has the wrong type; nothing was found; "
        "write fields, such as {rule: complete}",
    ),
    (
        "a version that loses its last digit",
        'version: "1.0"',
        "version: 1.10",
        "instrument.yml:2:10: this has the wrong type; found 1.10; write text, in quotes, "
        'such as "1.10"',
    ),
    (
        "a number in quotes",
        "minutes: 2",
        'minutes: "2"',
        'instrument.yml:6:10: this has the wrong type; found "2"; write a whole number, such as 2',
    ),
    (
        "a published range with its upper end",
        "scoring:\n  method: mean",
        "bands: [{minimum: 0, maximum: 3, label: x}]\nscoring:\n  method: mean",
        'instrument.yml:44:31: this field is not known; "maximum"; '
        "write `below`, the first score that belongs to the next band",
    ),
    (
        "an unknown domain",
        "domain: asking, scale: share}\n  - {id: a2",
        "domain: askng, scale: share}\n  - {id: a2",
        'instrument.yml:38:44: there is no such domain; "askng"; did you mean "asking"?',
    ),
    (
        "an unknown scale",
        "domain: growing, scale: recent}\n  - {id: g2",
        "domain: growing, scale: xyz}\n  - {id: g2",
        'instrument.yml:41:58: there is no such scale; "xyz"; known are: recent, share',
    ),
    (
        "an item in no domain",
        "I waited., domain: hearing, ",
        "I waited., ",
        'instrument.yml:35:5: an item is in no domain, and nothing uses it; "h1"; name its domain, '
        "or, if it is not to count, one with `scored: false`",
    ),
    (
        "a domain without items",
        "  - {id: asking, title: Asking}",
        "  - {id: asking, title: Asking}\n  - {id: idle, title: Idle}",
        'instrument.yml:30:5: a domain has no items; "idle"; give it items or take it away',
    ),
    (
        "a scale without items",
        "  recent:\n",
        "  spare:\n    options:\n      - {value: 0, label: A}\n      - {value: 1, label: B}\n  recent:\n",
        'instrument.yml:22:5: a scale is used by no item; "spare"; use it or take it away',
    ),
    (
        "a scale of one option",
        "      - {value: 1, label: Once}\n      - {value: 2, label: More than once}\n",
        "",
        "instrument.yml:24:7: a response scale needs two options; 1 found; add what is missing",
    ),
    (
        "two options of one value",
        "value: 2, label: Half",
        "value: 1, label: Half",
        "instrument.yml:18:17: two options have one value; 1; "
        "if both count as 1, give each an `id`; else mend one",
    ),
    (
        "mixed response scales",
        "I asked last., domain: asking, scale: share",
        "I asked last., domain: asking, scale: recent",
        'instrument.yml:40:58: the domain "asking" mixes response scales; '
        '"recent" beside "share"; use one\n'
        "instrument.yml:47:19: parts of different ranges can not stand for each other; "
        '"a3" goes from 0 to 2, and "a1" from 0 to 4; write another rule: '
        "`complete` (there is no score), `zero` (it counts as 0) "
        "or `sample` (it counts as a value that you give)",
    ),
    (
        "mixed recall periods",
        "I asked last., domain: asking, scale: share",
        "I asked last., domain: asking, scale: share, recall: the past year",
        'instrument.yml:40:73: the domain "asking" mixes recall periods; '
        '"the past year" beside "the past two weeks"; use one',
    ),
    (
        "a minimum that can not be met",
        "minimum: 2, provisional: 1}\n",
        "minimum: 4, provisional: 1}\n",
        "instrument.yml:47:37: the minimum can not be met; "
        'the domain "hearing" has 3 items, and the minimum is 4; '
        "write at most 3, or add the items that are missing\n"
        "instrument.yml:47:37: the minimum can not be met; "
        'the domain "asking" has 3 items, and the minimum is 4; '
        "write at most 3, or add the items that are missing",
    ),
    (
        "complete with a minimum",
        "{rule: answered, minimum: 2, provisional: 1}",
        "{rule: complete, minimum: 2}",
        "instrument.yml:33:88: `complete` wants every item; "
        'the domain "growing" has 3 items, and the minimum is 2; '
        "take `minimum` away, or write another rule, if fewer answers are enough",
    ),
    (
        "a provisional above the minimum",
        "{rule: answered, minimum: 2, provisional: 1}",
        "{rule: answered, minimum: 2, provisional: 2}",
        "instrument.yml:33:104: `provisional` must be below the minimum; "
        "found 2, and the minimum is 2; mend it",
    ),
    (
        "prorating a count",
        "{rule: answered, minimum: 2, provisional: 1}",
        "{rule: prorate, minimum: 2}",
        "instrument.yml:33:69: this rule does not fit the method; "
        '"prorate" with the method "count"; write what a missing answer does: '
        "`complete` (there is no score), `answered` (it is left out), `zero` (it counts as 0) "
        "or `sample` (it counts as a value that you give)",
    ),
    (
        "a count without an edge",
        "method: count, counts: {at_least: 1}, ",
        "method: count, ",
        "instrument.yml:33:14: the method `count` needs `counts`; it is missing; add it",
    ),
    (
        "an edge without a count",
        "  method: mean\n",
        "  method: mean\n  counts: {at_least: 2}\n",
        'instrument.yml:46:11: `counts` is only for `count`; the method is "mean"; take it away, '
        "or write `method: count`",
    ),
    (
        "a rescaling that goes down",
        "rescale: {minimum: 0, maximum: 100}",
        "rescale: {minimum: 100, maximum: 0}",
        "instrument.yml:46:12: a rescaling must go up; `minimum` is what the lowest score becomes, "
        "here 100, and `maximum` 0; mend the numbers; "
        "to turn a score round, use `transform` with a factor below zero",
    ),
    (
        "reverse on an unordered scale",
        "    recall: the past two weeks",
        "    recall: the past two weeks\n    ordered: false",
        'instrument.yml:37:83: an unordered scale can not be reversed; "share"; '
        "take `reverse` away, or `ordered: false` from the scale",
    ),
    (
        "shuffled options of shared scales",
        "items:\n",
        "shuffle: options\nitems:\n",
        "instrument.yml:34:10: there is nothing to shuffle; no item has options of its own, "
        "and shared ones stay in order; take it away",
    ),
    (
        "a guidance link without a heading",
        '"hearing.md#wait"',
        '"hearing.md"',
        'instrument.yml:35:71: this is no link to a heading; "hearing.md"; write page.md#heading',
    ),
    (
        "an empty title",
        "title: Demonstration",
        'title: ""',
        "instrument.yml:4:8: `title` is empty; nothing was found; write it",
    ),
    (
        "a language with an underscore",
        "minutes: 2",
        "minutes: 2\nlanguage: en_US",
        'instrument.yml:7:11: this is no tag of a language; "en_US"; write en or pt-BR',
    ),
    (
        "no minutes",
        "minutes: 2",
        "minutes: 0",
        "instrument.yml:6:10: `minutes` must be 1 or more; found 0; mend it",
    ),
    (
        "nothing to suggest",
        "scoring:\n  method: mean",
        "start: {suggest: 0}\nscoring:\n  method: mean",
        "instrument.yml:44:18: `suggest` must be 1 or more; found 0; mend it",
    ),
    (
        "too many decimals",
        "  method: mean\n",
        "  method: mean\n  decimals: 7\n",
        "instrument.yml:46:13: `decimals` goes from 0 to 6; found 7; mend it",
    ),
    (
        "an anchor and an alias",
        "recall: the past two weeks",
        "recall: &period the past two weeks",
        'instrument.yml:13:13: an anchor is not allowed; "&period"; '
        "take it away, or quote the text",
    ),
    (
        "an alias",
        "recall: the past four weeks",
        "recall: *period",
        'instrument.yml:22:13: an alias is not allowed; "*period"; '
        "write the value out, or quote the text",
    ),
    (
        "a merge",
        "  recent:\n",
        "  recent:\n    <<: {ordered: true}\n",
        'instrument.yml:22:5: a merge is not allowed; "<<"; write the fields out',
    ),
    (
        "a tag",
        "licence: CC BY 4.0",
        "licence: !!str CC BY 4.0",
        'instrument.yml:7:10: a tag is not allowed; "tag:yaml.org,2002:str"; '
        "take it away, or quote the text",
    ),
    (
        "a directive",
        "id: demo\n",
        "%YAML 1.1\n---\nid: demo\n",
        "instrument.yml:1:1: a directive is not allowed; a line that begins with %; take it away",
    ),
    (
        "a second document",
        "licence: CC BY 4.0\n",
        "licence: CC BY 4.0\n---\n",
        'instrument.yml:8:1: a second document is not allowed; "---"; put each into a file of its own',
    ),
    (
        "a number that is none",
        "value: 1, label: Seldom",
        "value: .nan, label: Seldom",
        "instrument.yml:17:17: this is no plain number; .nan; write digits, or put quotes round it",
    ),
    (
        "a tab",
        "scales:\n  share:",
        "scales:\n\tshare:",
        "instrument.yml:11:1: this is not YAML; a tab stands where YAML wants spaces; "
        "indent with spaces",
    ),
    (
        "a quote that is never closed",
        "title: Demonstration",
        'title: "Demonstration',
        "instrument.yml:4:8: a quote is closed too late; it opens here and ends in line 35; "
        "close it where the text ends",
    ),
    (
        "a bracket that is never closed",
        "  - {id: h1,",
        "  - [{id: h1,",
        'instrument.yml:35:5: a bracket is never closed; "[" opens here; close it',
    ),
    (
        "a second colon",
        "title: Demonstration",
        "title: Demonstration: how it goes",
        "instrument.yml:4:21: this is not YAML; a second colon stands in this text; "
        "put quotes round the text",
    ),
    (
        "a character that means something else",
        "title: Demonstration",
        "title: `Demonstration`",
        "instrument.yml:4:8: this is not YAML; a text can not begin with this character; "
        "put quotes round the text",
    ),
    (
        "a character that is not printed",
        "title: Demonstration",
        "title: Demon\x07stration",
        "instrument.yml:4:13: this character is not allowed; U+0007; delete it",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_author_is_told(
    read: Callable[[str], Instrument], demo_text: str, old: str, new: str, expected: str
) -> None:
    assert demo_text.count(old) >= 1

    with pytest.raises(InvalidFile) as caught:
        read(demo_text.replace(old, new, 1))

    assert str(caught.value) == expected


CUT = (
    "a comment stands behind a text, and readers do not see it; it begins with #; "
    "put quotes round a text that holds a #, and a comment on a line of its own"
)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("title: Demonstration", "title: Demonstration #1", "4:22"),
        ("I waited.,", "I waited. # for them\n    ,", "35:30"),
        ("introduction: Three", "introduction: One\n  and # two\n#", "6:7"),
    ],
)
def test_a_comment_behind_a_text_is_a_problem(
    read: Callable[[str], Instrument], demo_text: str, old: str, new: str, place: str
) -> None:
    with pytest.raises(InvalidFile) as caught:
        read(demo_text.replace(old, new, 1))

    assert str(caught.value) == f"instrument.yml:{place}: {CUT}"


def test_comments_stand_behind_numbers_ids_and_quoted_texts(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    text = demo_text
    for old, new in (
        ("minutes: 2", "minutes: 2 # timed"),
        ("id: demo", "id: demo # for ever"),
        ("title: Demonstration", "title: 'Demonstration #1' # one"),
        ("items:\n", "items: # all of them\n"),
        ("  method: mean\n", "  # as printed\n  method: mean # of three\n"),
    ):
        text = text.replace(old, new, 1)

    assert read(text).title == "Demonstration #1"


BANDED = """scoring:
  method: sum
  missing: {rule: prorate, minimum: 2}
feedback: bands
bands:
"""
BANDS = [
    (
        "no bands",
        "",
        'instrument.yml:28:5: the domain "hearing" has no bands; `feedback` is bands; add them\n'
        'instrument.yml:29:5: the domain "asking" has no bands; `feedback` is bands; add them',
    ),
    (
        "a gap",
        "  - {minimum: 0, below: 5, label: Low}\n  - {minimum: 6, label: High}\n",
        'instrument.yml:50:15: bands leave a gap; "Low" ends below 5, and "High" begins at 6, '
        'so that 5 to below 6 is in none; if that belongs to "Low", write `below: 6` there; '
        'if to "High", `minimum: 5` here',
    ),
    (
        "an overlap",
        "  - {minimum: 0, below: 7, label: Low}\n  - {minimum: 6, label: High}\n",
        'instrument.yml:50:15: bands overlap; "Low" ends below 7, and "High" begins at 6, '
        'so that 6 to below 7 is in both; if that belongs to "Low", write `minimum: 7` here; '
        'if to "High", `below: 6` there',
    ),
    (
        "a band outside the range",
        "  - {minimum: 0, below: 13, label: Low}\n  - {minimum: 13, label: High}\n",
        'instrument.yml:49:5: a band reaches outside the scores; "Low" on a range of 0 to 12; '
        "mend its edges\n"
        'instrument.yml:50:5: a band reaches outside the scores; "High" on a range of 0 to 12; '
        "mend its edges",
    ),
    (
        "the highest first",
        "  - {minimum: 6, label: High}\n  - {minimum: 0, below: 6, label: Low}\n",
        "instrument.yml:50:15: bands stand from the lowest to the highest; "
        '"Low" begins at 0, after 6; change the order',
    ),
    (
        "a lowest band that begins too high",
        "  - {minimum: 1, below: 6, label: Low}\n  - {minimum: 6, label: High}\n",
        'instrument.yml:49:15: the lowest scores have no band; "Low" begins at 1, '
        "and the lowest score is 0; add a band that begins at 0, or begin this one there",
    ),
    (
        "a band without an end",
        "  - {minimum: 0, label: Low}\n  - {minimum: 12, label: High}\n",
        'instrument.yml:49:5: `below` ends every band but the last; "Low" has none; '
        "write `below: 12`, where the next one begins",
    ),
    (
        "a last band with an end",
        "  - {minimum: 0, below: 6, label: Low}\n  - {minimum: 6, below: 12, label: High}\n",
        'instrument.yml:50:5: `below` ends every band but the last; "High" has `below: 12`; '
        "take it away, since the last band holds all the rest",
    ),
]


@pytest.mark.parametrize(("bands", "expected"), [b[1:] for b in BANDS], ids=[b[0] for b in BANDS])
def test_the_author_is_told_about_bands(
    read: Callable[[str], Instrument], demo_text: str, bands: str, expected: str
) -> None:
    text = demo_text[: demo_text.index("scoring:\n  method: mean")] + BANDED + bands
    if not bands:
        text = text.replace("bands:\n", "")

    with pytest.raises(InvalidFile) as caught:
        read(text)

    unique = "\n".join(dict.fromkeys(str(caught.value).splitlines()))
    assert unique == expected


def test_unused_bands_are_a_problem(read: Callable[[str], Instrument], demo_text: str) -> None:
    text = demo_text.replace(
        "{id: asking, title: Asking}",
        "{id: asking, title: Asking, bands: [{minimum: 0, label: All}]}",
    )

    with pytest.raises(InvalidFile) as caught:
        read(text)

    assert str(caught.value) == (
        "instrument.yml:29:40: these bands are not used; `feedback` is not bands; mend one"
    )


def test_an_empty_file_says_so(read: Callable[[str], Instrument]) -> None:
    with pytest.raises(InvalidFile) as caught:
        read("")

    assert str(caught.value) == (
        "instrument.yml:1: the file is empty; nothing was found; write the fields"
    )


def test_a_list_is_no_instrument(read: Callable[[str], Instrument]) -> None:
    with pytest.raises(InvalidFile) as caught:
        read("- one\n- two\n")

    assert str(caught.value) == (
        "instrument.yml:1:1: fields were expected; something else was found; "
        "write `name: value` lines"
    )


def test_a_file_that_is_not_utf_8_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "instrument.yml"
    file.write_bytes("id: x\ntitle: Gespräch\n".encode("latin-1"))

    with pytest.raises(InvalidFile) as caught:
        read_instrument(file)

    assert str(caught.value) == (
        f"{file}:2: the file is not UTF-8; byte 0xe4 does not belong there; save it as UTF-8"
    )


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "instrument.yml"
    file.write_bytes(b"#" * (LARGEST + 1))

    with pytest.raises(InvalidFile) as caught:
        read_instrument(file)

    assert str(caught.value) == (
        f"{file}: the file is too large; it has 2,000,001 bytes; keep it under 2,000,000"
    )


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    file = tmp_path / "instrument.yml"

    with pytest.raises(InvalidFile) as caught:
        read_instrument(file)

    assert str(caught.value) == (
        f"{file}: the file can not be read; No such file or directory; check its name"
    )


def test_a_deeply_nested_file_is_one_problem(read: Callable[[str], Instrument]) -> None:
    with pytest.raises(InvalidFile) as caught:
        read("id: " + "[" * 5000)

    assert str(caught.value) == (
        "instrument.yml:1:24: this is nested too deeply; 21 levels; keep it to 20"
    )


def test_a_text_inside_a_larger_file_counts_its_lines_from_there() -> None:
    with pytest.raises(InvalidFile) as caught:
        validate(parse("mesage: x\n", "page.md", first_line=40), Problem)

    assert 'page.md:40:9: this field is not known; "mesage"; did you mean "message"?' in str(
        caught.value
    )


def test_a_byte_order_mark_is_let_through(tmp_path: Path, demo_text: str) -> None:
    file = tmp_path / "instrument.yml"
    file.write_text(demo_text, encoding="utf-8-sig")

    assert read_instrument(file).id == "demo"


def test_a_problem_without_a_place_is_its_message() -> None:
    assert str(Problem("it is late; noon; get up")) == "it is late; noon; get up"


def test_nothing_known_is_listed_as_none() -> None:
    assert suggestion("x", []) == "known are: none"


def test_a_problem_of_one_file_does_not_touch_the_next(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    for broken in ("id: " + "[" * 30, 'id: "x', "a: *b", "- ?"):
        with pytest.raises(InvalidFile):
            read(broken)

    assert read(demo_text).id == "demo"


def test_a_list_as_a_name_is_a_problem(read: Callable[[str], Instrument]) -> None:
    with pytest.raises(InvalidFile) as caught:
        read("? [a]\n: b\n")

    assert str(caught.value) == (
        "instrument.yml:1:3: a name must be text; a list or map was found; mend it"
    )


def test_a_condition_may_look_at_an_item_before_its_own_in_the_sections(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    items = "[h1, h2, h3, a1, a2, a3, g1, g2, g3]"
    text = demo_text.replace(
        "I waited., domain: hearing, scale: share,",
        "I waited., domain: growing, scale: recent,",
    ).replace(
        "I asked first., domain: asking, scale: share",
        "I asked first., domain: asking, scale: share, show_if: {item: h1, at_least: 1}",
    )

    made = read(f"{text}sections:\n  - {{id: all, items: {items}}}\n")

    assert made.sections[0].items[0] == "h1"


def test_a_table_that_meets_no_score_is_a_problem_of_its_own(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    broken = demo_text.replace(
        "{method: count,", "{method: count, lookup: [{raw: 9, gives: 1}, {raw: 10, gives: 2}],"
    )
    total = "scoring: {method: sum, missing: {rule: complete, minimum: 1}}"
    bands = "bands: [{minimum: 1, label: All}]"

    with pytest.raises(InvalidFile) as found:
        read(f"{broken}scores:\n  - {{id: all, title: All, of: [growing], {total}, {bands}}}\n")

    assert 'the table leaves raw scores of the domain "growing" out' in str(found.value)
