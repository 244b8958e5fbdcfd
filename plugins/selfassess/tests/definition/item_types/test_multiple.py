"""Several options: those that exclude the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from selfassess.answering.answers import Answers
from selfassess.authoring.rules import broken_rules
from selfassess.definition.item_types import type_of
from selfassess.definition.items import Item, Option
from selfassess.problems import InvalidAnswers
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument

SIGNS = """
id: signs
version: "1"
kind: questionnaire
title: Signs
introduction: Made-up signs.
minutes: 1
licence: CC0
source: Made up.
limits: They tell nothing.
feedback: none
domains: [{id: signs, title: Signs}]
scoring: {method: sum, missing: {rule: complete}}
items:
  - id: seen
    type: TYPE
    domain: signs
    stem: What did you notice?
    options:
      - {id: neck, value: 1, label: A stiff neck}
      - {id: clock, value: 2, label: An eye on the clock}
      - {id: none, value: 0, label: None of these, excludes_others: true}
"""


@pytest.fixture
def signs(read: Callable[[str], Instrument]) -> Instrument:
    return read(SIGNS.replace("TYPE", "multiple"))


def test_an_option_that_excludes_the_others_may_stand_alone(signs: Instrument) -> None:
    found = score(signs, Answers.from_text(signs, {"seen": "none"})).domains["signs"]
    assert (found.status, found.value) == ("scored", 0)


def test_others_may_stand_together(signs: Instrument) -> None:
    found = score(signs, Answers.from_text(signs, {"seen": "neck clock"})).domains["signs"]
    assert (found.value, found.range) == (3, (0, 3))


def test_an_option_that_excludes_the_others_is_refused_beside_them(signs: Instrument) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        Answers.from_text(signs, {"seen": "neck none"})
    assert str(caught.value) == (
        'the answer to "seen" contradicts itself; "none" stands beside others; '
        "found neck none; leave one or the others out"
    )


def test_what_can_not_be_chosen_together_is_no_value() -> None:
    options = (
        Option(value=1, label="a"),
        Option(value=2, label="b"),
        Option(value=5, label="c", excludes_others=True),
    )
    item = Item(id="i", stem="x", type="multiple", options=options)
    kind = type_of(item)
    assert kind.values(item, None) == frozenset({1.0, 2.0, 3.0, 5.0})
    assert kind.range(item, None) == (1, 5)
    assert [keys for keys, _ in kind.samples(item, None) or ()] == [
        ("1",),
        ("2",),
        ("5",),
        ("1", "2"),
    ]


def test_of_one_choice_no_option_excludes_the_others(
    signs: Instrument, told_of: Callable[[str], list[str]]
) -> None:
    assert broken_rules(signs) == []
    assert told_of(SIGNS.replace("TYPE", "choice")) == [
        '22:69: `excludes_others` is only for `multiple`; the type is "choice"; take it away'
    ]
