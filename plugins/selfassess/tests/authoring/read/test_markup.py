"""Marks in texts are found, and what only looks like one is not."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.localized import remarks
from selfassess.authoring.read.markup import broken_lines, markup

if TYPE_CHECKING:
    from pathlib import Path

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
    "So $x^2$ is.": 'Markdown as it stands; "$x^2$"',
    "$$a = b$$ and $x$": 'Markdown as it stands; "$$a = b$$" and "$x$"',
    r"So \(x^2\) is.": 'Markdown as it stands; "\\(x^2\\)"',
    "H~2~O": 'Markdown as it stands; "~2~"',
    "x^2^": 'Markdown as it stands; "^2^"',
    "Good :smile: or :+1:": 'Markdown as it stands; ":smile:" and ":+1:"',
    "a{.cls} and b{: #here }": 'Markdown as it stands; "{.cls}" and "{: #here }"',
    r"5 \* 3": 'Markdown as it stands; "\\*"',
    r"snake\_case": 'Markdown as it stands; "\\_"',
    "> Say it.": 'Markdown as it stands; ">"',
    "> “Why?” she asked": 'Markdown as it stands; ">"',
    "> as it was.": 'Markdown as it stands; ">"',
    "> half **not**": 'Markdown as it stands; "**not**"',
    "> So it **is**": 'Markdown as it stands; ">" and "**is**"',
    "!!! note": 'Markdown as it stands; "!!!"',
    "??? note": 'Markdown as it stands; "???"',
    "::: warning": 'Markdown as it stands; ":::"',
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
    "$5 to $10",
    "$5-$10 and US$5",
    "$5 = €4 and $10",
    "~10 minutes, or ~5~10",
    "10:30:15",
    "C:\\",
    r"C:\_x and \\server\share$ and D:\#x\~y",
    "> 5 years",
    "> half of the days",
    "> 5.",
    ">",
    "^_^ and 10^3",
    "a:b:c, urn:isbn:x, https://x.org/:w:/s",
    "Note: this: that",
    "Really???",
    "!!!",
    "{.5}",
    "A ~ B ~ C",
    "Mon~Tue~Wed",
    "US $5 = A$ 7 or so$",
]


@pytest.mark.parametrize(("text", "found"), MARKED.items(), ids=MARKED)
def test_marks_are_named(demo: Instrument, text: str, found: str) -> None:
    (problem,) = markup(replace(demo, title=text))

    assert problem.message == f"texts are plain, and readers see {found}; say it in words alone"
    assert problem.path == ("title",)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_mark_is_let_through(demo: Instrument, text: str) -> None:
    assert list(markup(replace(demo, title=text))) == []


def test_what_readers_see_and_nobody_translates_is_looked_at_too(demo: Instrument) -> None:
    (problem,) = markup(replace(demo, licence="**CC BY**, [4.0](https://x.org)"))

    assert problem.path == ("licence",)
    assert '"**CC BY**" and "[4.0](https://x.org)"' in problem.message


def test_names_for_programs_are_not_looked_at(demo: Instrument) -> None:
    assert list(markup(replace(demo, id="<b>", version="_1_"))) == []


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\n\n", "\u2028"])
def test_a_text_of_several_lines_is_named(demo: Instrument, line_break: str) -> None:
    (problem,) = broken_lines(replace(demo, title=f"Think of today.{line_break}How was it?\n"))

    assert problem.path == ("title",)
    assert problem.message == (
        "readers see this text as one paragraph, and it has several lines; "
        'a line ends with "Think of today."; write it as one'
    )


def test_a_line_break_at_the_end_of_a_text_is_let_through(demo: Instrument) -> None:
    assert list(broken_lines(replace(demo, title="How was it?\n"))) == []


def test_a_check_remarks_a_stem_of_two_lines(tmp_path: Path, demo_text: str) -> None:
    file = tmp_path / "check.yml"
    file.write_text(demo_text.replace("stem: I waited.", 'stem: "I\\nwaited."', 1))

    told = [problem.message for problem in remarks(file, INSTRUMENT)]
    assert any("several lines" in message for message in told)


@pytest.mark.parametrize("part", [r"\(", "$a_", "> ", ":a-", "{: .a", "~a", "a_$ "])
def test_a_long_text_is_looked_through_at_once(demo: Instrument, part: str) -> None:
    begun = time.monotonic()
    list(markup(replace(demo, title=part * 2000)))

    assert time.monotonic() - begun < 2
