"""The test for another system, read back by parsers that are not ours."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from selfassess.authoring.course import exports
from selfassess.problems import Invalid

if TYPE_CHECKING:
    from selfassess.authoring.course.course import Course
    from selfassess.definition.instrument import Instrument


GIFT = r"""
$CATEGORY: $course$/birds/songs

::song-1:: What does \{song\} 1 ask\: a\=b, \#c \~d? {
  ~Nothing\: a\\b # It asks \#1.
  =A mate, a place \~ or both # Yes \= so.
  ~<Food> & water # No \{food\}.
}
"""


def test_gift_marks_the_right_answer_and_hides_its_own_signs(
    course: Course, bank: Instrument
) -> None:
    one = replace(bank, items=bank.items[:1])
    assert exports.gift(course, one) == GIFT.lstrip()


def test_moodle_xml_is_read_back_word_for_word(course: Course, bank: Instrument) -> None:
    quiz = ET.fromstring(exports.moodle_xml(course, bank))
    category, first, _ = quiz.findall("question")
    assert category.findtext("category/text") == "$course$/birds/songs"
    assert first.findtext("questiontext/text") == bank.items[0].stem
    answers = [(one.get("fraction"), one.findtext("text")) for one in first.findall("answer")]
    assert answers == [
        ("0", "Nothing: a\\b"),
        ("100", "A mate, a place ~ or both"),
        ("0", "<Food> & water"),
    ]
    assert first.findtext("answer/feedback/text") == "It asks #1."


def test_the_table_has_a_row_for_each_item(bank: Instrument) -> None:
    first, *_ = csv.DictReader(io.StringIO(exports.table(bank)))
    assert (first["id"], first["right"], first["B"]) == ("song-1", "B", "A mate, a place ~ or both")
    assert (first["reason_B"], first["page"], first["source"]) == (
        "Yes = so.",
        "birds.md#songs",
        "A book",
    )


def test_what_a_spreadsheet_would_calculate_is_text(bank: Instrument) -> None:
    item = replace(bank.items[0], stem="=1+1", source="'=1+1", teaches="-5")
    first, *_ = csv.DictReader(io.StringIO(exports.table(replace(bank, items=(item,)))))
    assert (first["question"], first["source"], first["page"]) == ("'=1+1", "''=1+1", "-5")


def test_the_printed_test_does_not_tell_the_answers_and_the_key_does(
    course: Course, bank: Instrument
) -> None:
    printed, key = exports.printed(course, bank), exports.key(course, bank)
    assert "&lt;Food&gt; &amp; water" in printed
    assert "Yes = so." not in printed
    assert "<td>1</td><td>song-1</td><td>B</td><td>Yes = so.</td>" in key
    assert "DRAFT – no credit" in printed
    assert "DRAFT – no credit" in key
    assert "DRAFT" not in exports.printed(replace(course, status="open"), bank)


def test_an_item_without_one_best_option_is_told(bank: Instrument) -> None:
    equal = tuple(replace(option, value=1) for option in bank.items[0].options)
    items = (replace(bank.items[0], options=equal), bank.items[1])
    with pytest.raises(Invalid) as invalid:
        exports.questions(replace(bank, items=items))
    (problem,) = invalid.value.problems
    assert problem.path == ("items", 0)
    assert problem.message == (
        'only a choice with one best option can be exported; "song-1"; change it'
    )
