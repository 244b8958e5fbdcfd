"""Replies: the items of a report, each with what was answered and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.answering.answer_text import label
from selfassess.definition.item_types import (
    DID_NOT_APPLY,
    PARTED,
    UNSCORED,
    keyed,
    keyed_range,
    keys,
    names,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.answering.answers import Answers
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types import Given
    from selfassess.definition.items import Item


@dataclass(frozen=True)
class Reply:
    """One item and what the reader answered."""

    item: Item
    label: str
    """The words of the answer; "" if there is none."""
    keyed: float | None
    """The answer in the direction of the key; None if there is none that counts."""
    did_not_apply: bool
    counts: bool
    """Whether it is one of those that a count counts."""
    asked: bool = True
    """Whether the item was asked at all."""
    top: bool = False
    """Whether no answer counts for more."""
    feedback: tuple[str, ...] = ()
    """What is said of the chosen options and of the item."""

    @property
    def told(self) -> bool:
        """Whether it is listed: the item was asked, and its answer is no free text."""
        return self.asked and self.item.type not in UNSCORED


def reply(instrument: Instrument, item: Item, answers: Answers) -> Reply:
    """Return an item and what was answered, as its domain counts it."""
    if item.id not in answers.asked:
        return Reply(item, "", None, did_not_apply=False, counts=False, asked=False)
    known = instrument.replies.get(item.id)
    if known:
        return known[answers.chosen.get(item.id)]
    return _worked_out(instrument, item, answers.chosen)


def possible_replies(instrument: Instrument, item: Item) -> dict[Given | None, Reply]:
    """Return every reply to an item of one option, asked: by the key that is chosen."""
    chosen: dict[Given | None, dict[str, Given]] = {None: {}}
    chosen |= {key: {item.id: key} for key in keys(instrument, item)}
    return {key: _worked_out(instrument, item, given) for key, given in chosen.items()}


def _worked_out(instrument: Instrument, item: Item, chosen: Mapping[str, Given]) -> Reply:
    words = label(instrument, item, chosen)
    if any(chosen.get(name) == DID_NOT_APPLY for name in names(item)):
        return Reply(item, words, None, did_not_apply=True, counts=False)
    number = keyed(instrument, item, chosen)
    return Reply(
        item,
        words,
        number,
        did_not_apply=False,
        counts=number is not None and _counts(instrument, item, number),
        top=number is not None and number == keyed_range(instrument, item)[1],
        feedback=_feedback(instrument, item, chosen) if words else (),
    )


def _counts(instrument: Instrument, item: Item, number: float) -> bool:
    domain = instrument.domain.get(item.domain)
    match = instrument.scoring_of(domain).counts if domain and domain.scored else None
    return match is not None and match.passes(number)


def _feedback(instrument: Instrument, item: Item, chosen: Mapping[str, Given]) -> tuple[str, ...]:
    if item.type in PARTED:
        # Each option was judged, so that each is spoken of.
        said = [f"{one.label}: {one.feedback}" for one in item.options if one.feedback]
    else:
        given = chosen.get(item.id)
        found = given if isinstance(given, tuple) else (given,)
        options = [instrument.option(item, key) for key in found]
        said = [option.feedback for option in options if option and option.feedback]
    return (*said, item.feedback) if item.feedback else tuple(said)
