from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from made_up_course import answers

from selfassess.answering.answers import Answers
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.releases.released import released_text
from selfassess.reporting.issuing.marks import Mark, Marker
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument


def test_right_answers_are_what_the_scorer_counts(bank: Instrument, marker: Marker) -> None:
    for wrong in range(5):
        given_ = answers(bank, "k3f9", wrong)
        counted = score(bank, Answers.from_text(bank, {**given_, "_seed": "k3f9"}))

        mark = marker.mark("k3f9", given_)

        assert len(mark.right) == counted.domains["right"].value == 4 - wrong


def test_a_released_file_gives_the_same_marks(bank: Instrument, marker: Marker) -> None:
    read = Marker.of(released_text(bank, INSTRUMENT))

    assert read.mark("q7.2", answers(bank, "q7.2", 1)) == marker.mark(
        "q7.2", answers(bank, "q7.2", 1)
    )


@given(st.integers(1, 60), st.data())
def test_percent_never_rounds_up_to_the_pass_mark(asked: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, asked))
    needed = data.draw(st.integers(1, 100))
    names = tuple(f"i{at}" for at in range(asked))

    mark = Mark(names, frozenset(names[:right]), {})

    assert mark.passes(needed) == (mark.percent >= needed) == (right / asked * 100 >= needed - 1e-9)


def test_nothing_asked_is_not_passed() -> None:
    assert not Mark((), frozenset(), {}).passes(1)
