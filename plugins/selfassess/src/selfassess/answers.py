"""Answers: what a reader chose, checked against the instrument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from selfassess.problems import InvalidAnswers, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.instrument import Instrument, Item

DID_NOT_APPLY = "did-not-apply"
"""The answer "did not apply". It is not zero, and not the same as no answer."""


@dataclass(frozen=True)
class Answers:
    """The answers of one reader at one time; items without an answer are left out."""

    chosen: dict[str, float | str]
    """By item id: the value of the chosen option, or DID_NOT_APPLY. Raw: never reversed."""

    @classmethod
    def of(cls, instrument: Instrument, given: Mapping[str, Any]) -> Answers:
        """Return answers given as values (numbers, "did-not-apply", None for unanswered).

        Raises InvalidAnswers with every unknown item, impossible value and wrong type.
        """
        chosen: dict[str, float | str] = {}
        problems: list[Problem] = []
        for name, value in given.items():
            wrong = _objection(instrument, name, value)
            if wrong:
                problems.append(Problem(wrong, (name,)))
            elif value is not None:
                chosen[name] = value
        if problems:
            raise InvalidAnswers(problems)
        return cls(chosen)

    @classmethod
    def from_text(cls, instrument: Instrument, given: Mapping[str, str]) -> Answers:
        """Return answers given as text, as a form field or a CSV cell holds them.

        Empty text is no answer. Raises InvalidAnswers as `of` does.
        """
        values = {name: _value(instrument, name, text.strip()) for name, text in given.items()}
        return cls.of(instrument, values)


def _value(instrument: Instrument, name: str, text: str) -> Any:
    item = instrument.item.get(name)
    if not text:
        return None
    if item is None or text == DID_NOT_APPLY:
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    options = instrument.scale_of(item).options
    return next((option.value for option in options if option.value == number), number)


def _objection(instrument: Instrument, name: str, value: Any) -> str:
    item = instrument.item.get(name)
    if item is None:
        return f'there is no such item; "{name}"; {suggestion(name, instrument.item)}'
    if value is None or _is_option(instrument, item, value):
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        found = type(value).__name__
        return f'the answer to "{name}" has the wrong type; found {found}; write {_choices(instrument, item)}'
    found = f'"{value}"' if isinstance(value, str) else f"{value:g}"
    return f'the answer to "{name}" is not an option; found {found}; write {_choices(instrument, item)}'


def _is_option(instrument: Instrument, item: Item, value: Any) -> bool:
    scale = instrument.scale_of(item)
    if value == DID_NOT_APPLY:
        return bool(scale.did_not_apply)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and any(option.value == value for option in scale.options)


def _choices(instrument: Instrument, item: Item) -> str:
    scale = instrument.scale_of(item)
    names = [f"{option.value:g}" for option in scale.options]
    names += [DID_NOT_APPLY] if scale.did_not_apply else []
    return f"{', '.join(names[:-1])} or {names[-1]}"
