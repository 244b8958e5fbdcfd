"""Marks in texts are found, and what only looks like one is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.read.markup import markup

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument

MARKED = {
    "I was **not** asked.": 'Markdown as it stands; "**not**"',
    "I was *not* asked.": 'Markdown as it stands; "*not*"',
    "I was __not__ asked.": 'Markdown as it stands; "__not__"',
    "I was _not_ asked.": 'Markdown as it stands; "_not_"',
    "See [help](x.md).": 'Markdown as it stands; "[help](x.md)"',
    "Type `x`.": 'Markdown as it stands; "`x`"',
    "# A heading": 'Markdown as it stands; "#"',
    "I was ~~not~~ asked.": 'Markdown as it stands; "~~not~~"',
    "I was ==not== asked.": 'Markdown as it stands; "==not=="',
    "See [help][here] and [more][].": 'Markdown as it stands; "[help][here]" and "[more][]"',
    "As shown.[^1]": 'Markdown as it stands; "[^1]"',
    "One of:\n- a\n- b": 'Markdown as it stands; "-" and "-"',
    "* a\n* b": 'Markdown as it stands; "*" and "*"',
    "| a | b |": 'Markdown as it stands; "| a | b |"',
    "One<br>two": 'HTML as it stands; "<br>"',
    "One<br/>two": 'HTML as it stands; "<br/>"',
    "Rest &amp; sleep": 'HTML as it stands; "&amp;"',
    "Rest&#160;sleep": 'HTML as it stands; "&#160;"',
    "<b>One</b> or *two*": 'Markdown and HTML as it stands; "<b>", "</b>" and "*two*"',
    "In ${q://QID1/ChoiceTextEntryValue} I stop.": 'another tool\'s mark as it stands; "${q://QID1/ChoiceTextEntryValue}"',
    "Dear {{ name }}, why?": 'another tool\'s mark as it stands; "{{ name }}"',
    "{INSERTANS:1X2X3} is so.": 'another tool\'s mark as it stands; "{INSERTANS:1X2X3}"',
    "You said {Q1.shown}.": 'another tool\'s mark as it stands; "{Q1.shown}"',
    "You said [pause_1].": 'another tool\'s mark as it stands; "[pause_1]"',
    "{% if x %}So{% endif %}": 'another tool\'s mark as it stands; "{% if x %}" and "{% endif %}"',
    "[b]Not[/b] so": 'another tool\'s mark as it stands; "[b]" and "[/b]"',
    "Dear {SAVEDNAME}, why?": 'another tool\'s mark as it stands; "{SAVEDNAME}"',
    r"One line\n\nTwo lines": 'another tool\'s mark as it stands; "\\n" and "\\n"',
    r"I was \textbf{not} asked.": 'another tool\'s mark as it stands; "\\textbf{"',
    "See [[rest]].": 'another tool\'s mark as it stands; "[[rest]]"',
    "*a* *b* *c* *d* *e*": 'Markdown as it stands; "*a*", "*b*" and "*c*" and 2 more',
}
PLAIN = [
    "2 * 3 * 4",
    "Sleep* and rest**",
    "snake_case_name and _",
    r"the folder C:\new and D:\texts",
    "a set such as {1, 2} or {}",
    "a < b > c",
    "Q&A; R&D",
    "[sic] (as printed)",
    "Item #3",
    "an_id_ ",
    "I ___ my work.",
    "1 *",
    "a == b == c",
    "x==y and y==z",
    "~5 to ~~10",
    "A pause\n– and more -\nthen -5 or - 6",
    "[sic] [as printed]",
    "| a or b |?",
    "$5 or {a, b}",
    "{your unit} [place]",
    "From 1 [low] to 5 [high]",
    "At {10:30}",
]


@pytest.mark.parametrize(("text", "found"), MARKED.items(), ids=MARKED)
def test_marks_are_named(demo: Instrument, text: str, found: str) -> None:
    (problem,) = markup(replace(demo, title=text))

    assert problem.message == f"texts are plain, and readers see {found}; say it in words alone"
    assert problem.path == ("title",)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_mark_is_let_through(demo: Instrument, text: str) -> None:
    assert list(markup(replace(demo, title=text))) == []


def test_only_texts_for_readers_are_looked_at(demo: Instrument) -> None:
    assert list(markup(replace(demo, licence="<CC> **BY**"))) == []
