"""Arrangement: which questions stand in the form now, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfassess.answering.answers import Answers
from selfassess.answering.draw import SEED, is_drawn, retake
from selfassess.definition.item_types import type_of
from selfassess.problems import InvalidAnswers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.definition.instrument import Instrument


@dataclass(frozen=True)
class Arrangement:
    """What the browser shows, hides and moves."""

    items: tuple[str, ...]
    """The ids of the items that are asked, given the answers so far, in their order."""
    order: tuple[str, ...]
    """The same with the items that are not asked as yet: the order of the form in this attempt."""
    options: dict[str, tuple[str, ...]]
    """The keys of the options in their order, by item, where it is not that of the form."""
    retake: str
    """The code of the draw of the next attempt; "" if nothing is drawn."""


def arrange(instrument: Instrument, given: Mapping[str, str]) -> Arrangement:
    """Return the arrangement for answers given as text, which may be unfinished.

    An answer that can not be used as it is decides nothing. Raises InvalidAnswers for a code
    of a draw that is none.
    """
    answers = _usable(instrument, given)
    draw = answers.draw
    order = draw.items if draw else tuple(instrument.item)
    return Arrangement(
        items=tuple(
            name for name in order if name in answers.asked and _shown(instrument, answers, name)
        ),
        order=order,
        options=draw.options if draw else {},
        retake=retake(draw.seed) if draw else "",
    )


def _shown(instrument: Instrument, answers: Answers, name: str) -> bool:
    """Return whether an item that is asked stands in the form now.

    One that may not be asked at all waits for the answer that decides it, unless it has an answer
    itself: what counts is seen.
    """
    item = instrument.item[name]
    return name not in answers.open or type_of(item).has_answer(item, answers.chosen)


def arranged(instrument: Instrument) -> Literal["", "shown", "drawn"]:
    """Return how forms change: not at all, by conditions only, or also by a draw."""
    if is_drawn(instrument):
        return "drawn"
    return "shown" if any(item.show_if for item in instrument.items) else ""


def _usable(instrument: Instrument, given: Mapping[str, str]) -> Answers:
    try:
        return Answers.from_text(instrument, given)
    except InvalidAnswers as invalid:
        wrong = {problem.path[0] for problem in invalid.problems}
        if SEED in wrong:
            raise
        # Problems with an ordering name the item; its answers have names of their own.
        left = {n: text for n, text in given.items() if not {n, n.partition(".")[0]} & wrong}
        return Answers.from_text(instrument, left)
