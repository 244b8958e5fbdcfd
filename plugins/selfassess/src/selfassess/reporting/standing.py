"""Standing: what the attempts at a test of a course have come to, and the record of a course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.answering.answer_text import answer_text
from selfassess.definition.item_types import type_of
from selfassess.reporting.issuing.marks import Marker
from selfassess.scoring.keying import keyed_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item, Option
    from selfassess.reporting.completion import Attempt
    from selfassess.reporting.issuing.marks import Mark


@dataclass(frozen=True)
class Explained:
    """One item of an attempt with the reason for its best answer."""

    item: Item
    right: bool
    said: str
    """The words of the answer; "" without one."""
    chosen: Option | None
    """What the learner chose; None without an answer, and where an answer is not one option."""
    best: tuple[Option, ...]
    """What would have been right; () where an answer is not one option."""


@dataclass(frozen=True)
class Standing:
    """What the attempts have come to."""

    marks: tuple[Mark, ...]
    """Of the attempts that count, in their order; those beyond the last one do not."""
    passed: int | None
    """The place of the first that passed; None before."""
    left: int | None
    """How many attempts are left; None if any number is."""
    explained: tuple[Explained, ...]
    """The items of the last attempt that counts, once its reasons may be seen."""

    @property
    def counted(self) -> Mark | None:
        """The attempt that is told: the one that passed, or else the last."""
        if not self.marks:
            return None
        return self.marks[-1 if self.passed is None else self.passed]


def standing(
    instrument: Instrument,
    attempts: Sequence[Attempt],
    *,
    pass_percent: int,
    allowed: int,
    rationales: str,
) -> Standing:
    """Return what attempts have come to; `allowed` is how many count, 0 for any number.

    Raises InvalidAnswers for an attempt that can not have been made with this instrument.
    """
    marker = Marker(instrument)
    counted = attempts[:allowed] if allowed else attempts
    marks = tuple(marker.mark(one.seed, one.answers) for one in counted)
    passed = next((at for at, mark in enumerate(marks) if mark.passes(pass_percent)), None)
    left = allowed - len(counted) if allowed else None
    told = Standing(marks, passed, left, ())
    is_over = rationales == "after-last" and left == 0
    if told.counted is None or (passed is None and not is_over):
        return told
    return Standing(marks, passed, left, tuple(_explained(instrument, told.counted)))


def _explained(instrument: Instrument, mark: Mark) -> list[Explained]:
    found = []
    for item in (instrument.item[name] for name in mark.asked):
        options = instrument.options_of(item) if type_of(item).has_one_key else ()
        highest = keyed_range(instrument, item)[1]
        best = tuple(one for one in options if one.value == highest)
        chosen = next((one for one in options if one.key == mark.chosen.get(item.id)), None)
        words = answer_text(instrument, item, mark.chosen)
        found.append(Explained(item, item.id in mark.right, words, chosen, best))
    return found
