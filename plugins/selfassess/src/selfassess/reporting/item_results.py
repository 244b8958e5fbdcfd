"""Item results: the items of a report, each with what was answered and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.answering.answer_text import answer_text
from selfassess.definition.item_types import type_of
from selfassess.definition.item_types.item_type import DID_NOT_APPLY
from selfassess.scoring.keying import keyed, keyed_range

if TYPE_CHECKING:
    from selfassess.answering.answers import Answers
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Chosen, Given
    from selfassess.definition.items import Item


@dataclass(frozen=True)
class ItemResult:
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
    def listed(self) -> bool:
        """Whether it is listed: the item was asked, and its answer is no free text."""
        return self.asked and type_of(self.item).is_scored

    @property
    def written(self) -> bool:
        """Whether it is free text that the reader wrote."""
        return type_of(self.item).is_written and bool(self.label)


class ItemResults:
    """Makes the item results of one instrument; each that is one of a few is made once."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self._known: dict[tuple[str, Given | None], ItemResult] = {}

    def prepare(self) -> None:
        """Make ahead the result of each answer that is the key of one option."""
        for item in self.instrument.items:
            if type_of(item).has_one_key:
                for key in (None, *self.instrument.choices[item.id]):
                    self._of_key(item, key)

    def of(self, item: Item, answers: Answers) -> ItemResult:
        """Return an item and what was answered, as its domain counts it."""
        # What waits for another answer was not shown, and is not listed as if it had been.
        waits = item.id in answers.open and not type_of(item).has_answer(item, answers.chosen)
        if waits or item.id not in answers.asked:
            return ItemResult(item, "", None, did_not_apply=False, counts=False, asked=False)
        if type_of(item).has_one_key:
            return self._of_key(item, answers.chosen.get(item.id))
        return _worked_out(self.instrument, item, answers.chosen)

    def _of_key(self, item: Item, key: Given | None) -> ItemResult:
        known = self._known.get((item.id, key))
        if known is None:
            known = _worked_out(self.instrument, item, {} if key is None else {item.id: key})
            self._known[item.id, key] = known
        return known


def _worked_out(instrument: Instrument, item: Item, chosen: Chosen) -> ItemResult:
    words = answer_text(instrument, item, chosen)
    if any(chosen.get(name) == DID_NOT_APPLY for name in type_of(item).names(item)):
        return ItemResult(item, words, None, did_not_apply=True, counts=False)
    number = keyed(instrument, item, chosen)
    return ItemResult(
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


def _feedback(instrument: Instrument, item: Item, chosen: Chosen) -> tuple[str, ...]:
    if type_of(item).judges_each_option:
        # Each option was judged, so that each is spoken of.
        said = [f"{one.label}: {one.feedback}" for one in item.options if one.feedback]
    else:
        given = chosen.get(item.id)
        found = given if isinstance(given, tuple) else (given,)
        options = [instrument.option(item, key) for key in found]
        said = [option.feedback for option in options if option and option.feedback]
    return (*said, item.feedback) if item.feedback else tuple(said)
