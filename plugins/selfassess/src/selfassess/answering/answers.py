"""Answers: what a reader gave, checked against the instrument."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from selfassess.answering.draw import SEED, draw, is_drawn
from selfassess.answering.logic import Facts, truth
from selfassess.definition.item_types import Given, fits, keys, names
from selfassess.problems import InvalidAnswers, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from selfassess.answering.draw import Draw
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item, Number

LONGEST = 20_000
"""The most characters of free text."""

_APART = {
    "ordering": 'two options of "{}" have one place; give each its own',
    "best-worst": 'one option of "{}" is both the best and the worst; choose two',
}
"""The types whose parts can not have one answer, and what is said if they have."""


@dataclass(frozen=True)
class Answers:
    """The answers of one reader at one time; what has no answer is left out."""

    chosen: dict[str, Given]
    """Raw answers by name (see `kinds.names`), also of items that are not asked any more."""
    asked: frozenset[str]
    """The ids of the items that are asked, given these answers."""
    draw: Draw | None = None
    """What this attempt drew; None if nothing is drawn, or if it is not known."""

    @classmethod
    def of(cls, instrument: Instrument, given: Mapping[str, Any]) -> Answers:
        """Return answers given as values: numbers, keys of options, lists, None for unanswered.

        The code of a draw stands among them (see `bank.SEED`); without it every item of a bank
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
                    problems.append(
                        Problem(_objection(instrument, known[name], name, found), (name,))
                    )
                else:
                    chosen[name] = read
        problems += _repeated(instrument, chosen)
        if problems:
            raise InvalidAnswers(problems)
        drawn = _drawn(instrument, given.get(SEED))
        return cls(chosen, asked(instrument, chosen, drawn.asks if drawn else None), drawn)

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


def asked(
    instrument: Instrument, chosen: Mapping[str, Given], drawn: Collection[str] | None = None
) -> frozenset[str]:
    """Return the ids of the items that are asked. A condition looks at items before its own."""
    found: set[str] = set()
    facts = Facts(instrument, chosen, found)
    for item in instrument.items:
        if drawn is not None and item.id not in drawn:
            continue
        if item.show_if is None or truth(item.show_if, facts):
            found.add(item.id)
    return frozenset(found)


def _read(instrument: Instrument, item: Item, found: Any) -> Given | None:
    """Return a raw answer in its own type; None if it is none that the item takes."""
    if isinstance(found, bool):
        return None
    if item.type == "text":
        return found if isinstance(found, str) and len(found) <= LONGEST else None
    if item.number:
        return _number(item.number, found)
    if item.type == "multiple":
        several = found.split() if isinstance(found, str) else found
        listed = list(several) if isinstance(several, list | tuple) else [found]
        return _several(instrument, item, listed)
    return _key(instrument, item, found)


def _number(number: Number, found: Any) -> float | None:
    read = _plain(found.replace(",", ".") if isinstance(found, str) else found)
    return read if read is not None and math.isfinite(read) and fits(number, read) else None


def _plain(found: Any) -> float | None:
    """Return a number, and 0 for a zero below zero; None if it is none."""
    try:
        return float(found) + 0.0
    except (TypeError, ValueError, OverflowError):
        return None


def _several(instrument: Instrument, item: Item, found: list[Any]) -> tuple[str, ...] | None:
    read = [_key(instrument, item, one) for one in found]
    if not read or None in read:
        return None
    return tuple(key for key in keys(instrument, item) if key in read)


def _key(instrument: Instrument, item: Item, found: Any) -> str | None:
    """Return the key that was meant: itself, or a number that is written in another way."""
    choices = instrument.choices[item.id]
    if isinstance(found, str) and found in choices:
        return found
    number = _plain(found)
    text = "" if number is None else f"{number:.15g}"
    return text if text in choices else None


def _repeated(instrument: Instrument, chosen: Mapping[str, Given]) -> list[Problem]:
    problems = []
    for item in instrument.items:
        given = [chosen[name] for name in names(item) if name in chosen]
        if item.type in _APART and len(set(given)) < len(given):
            problems.append(Problem(_APART[item.type].format(item.id), (item.id,)))
    return problems


def _objection(instrument: Instrument, item: Item, name: str, found: Any) -> str:
    wanted = _choices(instrument, item)
    if isinstance(found, bool) or not isinstance(found, int | float | str):
        kind = type(found).__name__
        return f'the answer to "{name}" has the wrong type; found {kind}; write {wanted}'
    shown = f'"{found[:60]}"' if isinstance(found, str) else str(found)[:60]
    wrong = "is not an option" if keys(instrument, item) else "can not be used"
    return f'the answer to "{name}" {wrong}; found {shown}; write {wanted}'


def _choices(instrument: Instrument, item: Item) -> str:
    if item.type == "text":
        return f"text of at most {LONGEST} characters"
    if item.number:
        number = item.number
        steps = "" if number.step == 1 else f" in steps of {number.step:g}"
        return f"a number from {number.minimum:g} to {number.maximum:g}{steps}"
    *first, last = keys(instrument, item)
    joined = f"{', '.join(first)} or {last}"
    return f"one or more of {joined}, parted by spaces" if item.type == "multiple" else joined
