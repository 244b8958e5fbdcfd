"""Answers: what a reader gave, checked against the instrument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from selfassess.answering.draw import SEED, draw, is_drawn
from selfassess.answering.logic import Facts, truth
from selfassess.definition.item_types import type_of
from selfassess.problems import InvalidAnswers, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from selfassess.answering.draw import Draw
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Given
    from selfassess.definition.items import Item

_KINDS: dict[type, str] = {list: "a list", tuple: "a list", dict: "an object"}
"""What is no number and no text, as whoever writes JSON calls it."""


@dataclass(frozen=True)
class Answers:
    """The answers of one reader at one time; what has no answer is left out."""

    chosen: dict[str, Given]
    """Raw answers by name (see `ItemType.names`), also of items that are not asked any more."""
    asked: frozenset[str]
    """The ids of the items that are asked, given these answers: those whose condition is not known
    to be false."""
    draw: Draw | None = None
    """What this attempt drew; None if nothing is drawn, or if it is not known."""
    open: frozenset[str] = frozenset()
    """The ids of the asked items of which that is not known, because an answer that decides it is
    missing. Without an answer of their own they are missing too."""

    @classmethod
    def of(cls, instrument: Instrument, given: Mapping[str, Any]) -> Answers:
        """Return answers given as values: numbers, keys of options, lists, None for unanswered.

        The code of a draw stands among them (see `draw.SEED`); without it every item of a bank
        is asked. Raises InvalidAnswers with every unknown item, impossible value and wrong type.
        """
        known = instrument.answered
        chosen: dict[str, Given] = {}
        problems: list[Problem] = []
        for name, found in given.items():
            if name == SEED:
                continue
            if name not in known:
                message = f'there is no such item; "{name}"; {suggestion(name, known)}'
                problems.append(Problem(message, (name,)))
            elif found is not None:
                read = _read(instrument, known[name], found)
                if read is None:
                    parts = _objection(instrument, known[name], name, found)
                    problems.append(Problem("; ".join(parts), (name,), parts=parts))
                else:
                    chosen[name] = read
        problems += _clashes(instrument, chosen)
        if problems:
            raise InvalidAnswers(problems)
        # Before `asked`: what was not drawn is not asked, whatever its condition.
        drawn = _drawn(instrument, given.get(SEED))
        return cls.under_conditions(instrument, chosen, drawn.asks if drawn else None, drawn)

    @classmethod
    def under_conditions(
        cls,
        instrument: Instrument,
        chosen: dict[str, Given],
        drawn: Collection[str] | None = None,
        draw: Draw | None = None,
    ) -> Answers:
        """Return answers that have been read, with what they mean for the conditions of items.

        `drawn` are the ids of the items that can be asked at all; None for every item. A
        condition looks at items before its own.
        """
        asked: set[str] = set()
        open_: set[str] = set()
        facts = Facts(instrument, chosen, asked)
        for item in instrument.items:
            if drawn is not None and item.id not in drawn:
                continue
            holds = item.show_if is None or truth(item.show_if, facts)
            if holds is not False:
                asked.add(item.id)
            if holds is None:
                open_.add(item.id)
        return cls(chosen, frozenset(asked), draw, frozenset(open_))

    @classmethod
    def from_text(cls, instrument: Instrument, given: Mapping[str, str]) -> Answers:
        """Return answers given as text, as a form field or a CSV cell holds them.

        The keys of several options are parted by spaces. Empty text is no answer. Raises
        InvalidAnswers as `of` does.
        """
        return cls.of(instrument, {name: text.strip() or None for name, text in given.items()})

    def drawn(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return those items that this attempt asks if their conditions are met."""
        if self.draw is None:
            return tuple(items)
        asks = self.draw.asks
        return tuple(item for item in items if item.id in asks)


def _drawn(instrument: Instrument, seed: object) -> Draw | None:
    return draw(instrument, str(seed)) if seed and is_drawn(instrument) else None


def _read(instrument: Instrument, item: Item, found: Any) -> Given | None:
    """Return a raw answer in its own type; None if it is none that the item takes."""
    # In Python true is 1; in a file of answers it is a mistake.
    if isinstance(found, bool):
        return None
    return type_of(item).read(item, instrument.choices[item.id], found)


def _clashes(instrument: Instrument, chosen: Mapping[str, Given]) -> list[Problem]:
    found = ((item.id, type_of(item).clash(item, chosen)) for item in instrument.items)
    return [Problem(clash, (name,)) for name, clash in found if clash]


def _objection(instrument: Instrument, item: Item, name: str, found: Any) -> tuple[str, str, str]:
    """Return what is wrong with an answer, what was found, and what to do."""
    choices = instrument.choices[item.id]
    wanted = type_of(item).wanted(item, choices)
    if isinstance(found, bool) or not isinstance(found, int | float | str):
        kind = str(found).lower() if isinstance(found, bool) else _KINDS.get(type(found), "another")
        return f'the answer to "{name}" has the wrong type', f"found {kind}", f"write {wanted}"
    shown = f'"{found[:60]}"' if isinstance(found, str) else str(found)[:60]
    if doubt := type_of(item).doubt(item, choices, found):
        return f'the answer to "{name}" can be two numbers', f"found {shown}", f"write {doubt}"
    wrong = "is not an option" if choices else "can not be used"
    return f'the answer to "{name}" {wrong}', f"found {shown}", f"write {wanted}"
