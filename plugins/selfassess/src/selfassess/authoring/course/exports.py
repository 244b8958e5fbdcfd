"""Exports: the test for a sponsor's own system, as GIFT, Moodle XML and CSV, and for print.

The whole bank is written, sorted by objective, so that the other system can draw from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from selfassess.problems import Invalid, Problem
from selfassess.reporting.spreadsheet import PLAIN, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.authoring.course.course import Course
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item, Option

_GIFT = re.compile(r"([~=#{}:\\])")
_LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class Question:
    """One item with its one right answer."""

    item: Item
    options: tuple[Option, ...]
    right: Option

    @property
    def letter(self) -> str:
        """The letter of the right answer in print."""
        return _LETTERS[self.options.index(self.right)]


def best_options(bank: Instrument, item: Item) -> list[Option]:
    """Return the options of an item with the highest value; of a right question there is one."""
    options = bank.options_of(item)
    best = max((option.value for option in options), default=0)
    return [option for option in options if option.value == best]


def questions(bank: Instrument) -> tuple[Question, ...]:
    """Return the items of a bank; raise Invalid for those without exactly one best option."""
    found, problems = [], []
    for at, item in enumerate(bank.items):
        options, right = bank.options_of(item), best_options(bank, item)
        if item.type != "choice" or len(right) != 1 or len(options) > len(_LETTERS):
            message = f'only a choice with one best option can be exported; "{item.id}"; change it'
            problems.append(Problem(message, ("items", at)))
        else:
            found.append(Question(item, options, right[0]))
    if problems:
        raise Invalid(problems)
    return tuple(found)


def gift(course: Course, bank: Instrument) -> str:
    """Return the bank in GIFT: a category for each objective, a reason beside each option."""
    blocks = []
    for objective, its in _by_objective(course, bank):
        blocks.append(f"$CATEGORY: $course$/{_category(course.id)}/{_category(objective)}")
        blocks += [_gift_question(question) for question in its]
    return "\n\n".join(blocks) + "\n"


def _gift_question(question: Question) -> str:
    lines = [f"::{_gift(question.item.id)}:: {_gift(question.item.stem)} {{"]
    for option in question.options:
        mark = "=" if option is question.right else "~"
        reason = f" # {_gift(option.feedback)}" if option.feedback else ""
        lines.append(f"  {mark}{_gift(option.label)}{reason}")
    if question.item.feedback:
        lines.append(f"  #### {_gift(question.item.feedback)}")
    return "\n".join([*lines, "}"])


def _gift(text: str) -> str:
    # A blank line would end the question.
    return _GIFT.sub(r"\\\1", " ".join(text.split()))


def _category(name: str) -> str:
    return name.replace("/", "//")


def moodle_xml(course: Course, bank: Instrument) -> str:
    """Return the bank as Moodle's XML: a category for each objective, one right answer each."""
    quiz = ET.Element("quiz")
    for objective, its in _by_objective(course, bank):
        category = ET.SubElement(quiz, "question", type="category")
        _text(category, "category", f"$course$/{_category(course.id)}/{_category(objective)}")
        for question in its:
            _moodle_question(quiz, question)
    ET.indent(quiz)
    return ET.tostring(quiz, encoding="unicode", xml_declaration=False) + "\n"


def _moodle_question(quiz: ET.Element, question: Question) -> None:
    made = ET.SubElement(quiz, "question", type="multichoice")
    _text(made, "name", question.item.id)
    _text(made, "questiontext", question.item.stem, format="plain_text")
    _text(made, "generalfeedback", question.item.feedback, format="plain_text")
    for name, value in (
        ("defaultgrade", "1"),
        ("single", "true"),
        ("shuffleanswers", "true"),
        ("answernumbering", "ABCD"),
    ):
        ET.SubElement(made, name).text = value
    for option in question.options:
        fraction = "100" if option is question.right else "0"
        answer = _text(made, "answer", option.label, fraction=fraction, format="plain_text")
        _text(answer, "feedback", option.feedback, format="plain_text")


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, attributes)
    ET.SubElement(made, "text").text = text
    return made


def table(bank: Instrument) -> str:
    """Return the bank as CSV: a row for each item, with the letter of the right answer."""
    found = questions(bank)
    most = max(len(question.options) for question in found)
    letters = _LETTERS[:most]
    columns = ["id", "objective", "question", *letters, "right"]
    columns += [f"reason_{letter}" for letter in letters]
    lines = [PLAIN.line([*columns, "page", "source"])]
    for question in found:
        rest = [""] * (most - len(question.options))
        item = question.item
        labels = [option.label for option in question.options]
        reasons = [option.feedback for option in question.options]
        cells = [item.id, item.objective, item.stem, *labels, *rest, question.letter]
        told = [*cells, *reasons, *rest, item.teaches, item.source]
        lines.append(PLAIN.line(map(harmless, told)))
    return "".join(f"{line}\r\n" for line in lines)


def printed(course: Course, bank: Instrument) -> str:
    """Return the test for print, as HTML: every item, and no hint at any answer."""
    parts = []
    for number, question in enumerate(questions(bank), 1):
        options = "".join(f"<li>{escape(option.label)}</li>" for option in question.options)
        stem = escape(question.item.stem)
        parts.append(f'<li value="{number}"><p>{stem}</p><ol type="A">{options}</ol></li>')
    body = f"<p>Name: ____________________ Date: ____________</p><ol>{''.join(parts)}</ol>"
    return document(f"{course.title}: test", course.language, _head(course, "test") + body)


def key(course: Course, bank: Instrument) -> str:
    """Return the key to the printed test: letter, reason, page and source of each item."""
    head = (
        "<tr><th>No.</th><th>Item</th><th>Right</th><th>Why</th><th>Page</th><th>Source</th></tr>"
    )
    rows = []
    for number, question in enumerate(questions(bank), 1):
        item, why = question.item, question.right.feedback or question.item.feedback
        cells = (str(number), item.id, question.letter, why, item.teaches, item.source)
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    body = f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"
    return document(f"{course.title}: key", course.language, _head(course, "key") + body)


def _head(course: Course, what: str) -> str:
    draft = '<p class="draft">DRAFT – no credit</p>' if course.status == "draft" else ""
    return f"{draft}<h1>{escape(course.title)}: {what}</h1><p>Version {escape(course.version)}</p>"


STYLE = """\
:root { color-scheme: light; }
body { color: #1a1a1a; font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; break-after: avoid; }
h2 { border-top: 1px solid #767676; margin-top: 2.5rem; padding-top: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
li, tr { break-inside: avoid; }
dt { font-weight: 600; } dd { margin: 0 0 .6rem; }
.draft { background: #fff4ce; border: 2px solid #8a6d00; font-weight: 600; padding: .6rem 1rem; print-color-adjust: exact; }
@page { margin: 2cm; }
@media print { body { font-size: 10pt; margin: 0; max-width: none; padding: 0; } }
"""


def document(title: str, language: str, body: str) -> str:
    """Return a whole HTML document that prints; `body` is HTML, the title is text."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _by_objective(course: Course, bank: Instrument) -> Iterator[tuple[str, tuple[Question, ...]]]:
    found = questions(bank)
    for objective in course.objectives:
        its = tuple(one for one in found if one.item.objective == objective.id)
        if its:
            yield objective.id, its
