"""Marks: an attempt at a test, scored again with the released version that it names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.answering.answers import Answers
from selfassess.answering.draw import SEED, is_drawn
from selfassess.definition.canonical import build
from selfassess.definition.format import INSTRUMENT_FORMAT
from selfassess.definition.instrument import Instrument
from selfassess.definition.item_types import type_of
from selfassess.problems import InvalidAnswers, Problem
from selfassess.reporting.item_results import ItemResults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.definition.item_types.item_type import Given
    from selfassess.definition.items import Item


@dataclass(frozen=True)
class Mark:
    """What one attempt came to."""

    asked: tuple[str, ...]
    """The ids of the items that were asked."""
    right: frozenset[str]
    """Those with the best answer."""
    chosen: Mapping[str, Given]
    """The answers by item; what has none is wrong."""

    @property
    def percent(self) -> int:
        """The whole percent of right answers: 79 for 79.9, so that no mark looks passed."""
        return 100 * len(self.right) // len(self.asked) if self.asked else 0

    def passes(self, percent: int) -> bool:
        """Return whether at least this share is right."""
        return bool(self.asked) and 100 * len(self.right) >= percent * len(self.asked)


class Marker:
    """Marks attempts at one released version of a test."""

    def __init__(self, instrument: Instrument, file: str = "") -> None:
        self.instrument = instrument
        self.file = file
        """The chosen file that it comes from; empty for a test of the site."""
        self._results = ItemResults(instrument)

    @classmethod
    def of(cls, text: str, file: str = "") -> Marker:
        """Return the marker of a released file, which was chosen if it has a name."""
        return cls(build(Instrument, INSTRUMENT_FORMAT.current(json.loads(text))), file)

    def mark(self, seed: str, given: Mapping[str, str]) -> Mark:
        """Return what an attempt came to.

        Raises InvalidAnswers for a code that is none, and for answers that are impossible or to
        something that the code does not draw.
        """
        drawn = is_drawn(self.instrument)
        if drawn and not seed:
            raise InvalidAnswers([Problem("the code of the draw is missing", (SEED,))])
        answers = Answers.from_text(self.instrument, {**given, SEED: seed} if drawn else given)
        known = self.instrument.answered
        strange = [name for name in answers.chosen if known[name].id not in answers.asked]
        if strange:
            message = f'the code "{seed}" does not draw this; "{", ".join(strange)}"'
            raise InvalidAnswers([Problem(message, (name,)) for name in strange[:1]])
        return self._marked(answers)

    def _marked(self, answers: Answers) -> Mark:
        items = [self.instrument.item[name] for name in self._order(answers)]
        counted = [item for item in items if type_of(item).is_scored]
        right = frozenset(item.id for item in counted if self._is_right(item, answers))
        return Mark(tuple(item.id for item in counted), right, answers.chosen)

    def _order(self, answers: Answers) -> list[str]:
        order = answers.draw.items if answers.draw else [one.id for one in self.instrument.items]
        return [name for name in order if name in answers.asked]

    def _is_right(self, item: Item, answers: Answers) -> bool:
        result = self._results.of(item, answers)
        return bool(result.label) and result.top
