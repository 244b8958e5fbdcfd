"""Format: which meaning of its fields a released file was written with, and the way up from it.

A released file is never changed, so what its fields mean may not change under it. Whoever gives
a field another meaning, another default or another name adds one step here, which says the same
in today's words: it turns the plain data of one number into that of the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from selfassess.definition.instrument_format import explicit
from selfassess.problems import Invalid, Problem

Step = Callable[[dict[str, Any]], dict[str, Any]]

KEY = "format"
"""The name under which a released file has the number; no document has a field of this name."""


@dataclass(frozen=True)
class Format:
    """The numbers of one type of document, from 1, and the steps between them."""

    steps: tuple[Step, ...] = ()
    """The first leads from number 1 to 2, and so on."""

    @property
    def number(self) -> int:
        """Today's number."""
        return len(self.steps) + 1

    def marked(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return plain data of today with today's number."""
        return {KEY: self.number, **data}

    def current(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the plain data of a released file in today's meaning, without its number.

        A file without a number is of number 1. Raises Invalid for a number that is not known.
        """
        made = {name: value for name, value in data.items() if name != KEY}
        number = data.get(KEY, 1)
        if type(number) is not int or number < 1:
            message = f"this is no `{KEY}` of a released file; found {number!r}; restore the file"
            raise Invalid([Problem(message, (KEY,))])
        if number > self.number:
            found = f"its `{KEY}` is {number}, and {self.number} is the newest known here"
            message = f"a newer selfassess released this; {found}; update selfassess"
            raise Invalid([Problem(message, (KEY,))])
        for step in self.steps[number - 1 :]:
            made = step(made)
        return made


WITHOUT_STEPS = Format()
"""Of a type whose fields have meant the same from the first."""
INSTRUMENT_FORMAT = Format(steps=(explicit,))
"""The steps of instruments: add to them here."""
