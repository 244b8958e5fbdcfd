"""Matches: what a test of an answer or a number must be like wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules.samples import samples
from selfassess.definition.item_types import type_of
from selfassess.numeric import typed
from selfassess.problems import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.conditions import Match
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item
    from selfassess.problems import Path

FIELDS = ("at_least", "at_most", "one_of")


def match_shape(match: Match, here: Path, *, numbers: bool) -> Iterator[Problem]:
    """Yield what is wrong with a test by itself. `numbers`: there are no options to name."""
    if match.empty:
        message = "there is no test here; nothing to compare with was found"
        yield Problem(f"{message}; add `at_least`, `at_most` or `one_of`", here)
        return
    low, high = match.at_least, match.at_most
    if low is not None and high is not None and low > high:
        message = (
            f"nothing can pass; at least {typed(low)} and at most {typed(high)}; mend one of them"
        )
        yield Problem(message, (*here, "at_least"))
    for at, one in enumerate(match.one_of if numbers else ()):
        if isinstance(one, str):
            message = f'this is compared with a number; found "{one}"; write a number'
            yield Problem(message, (*here, "one_of", at))


def named_by_options(item: Item) -> bool:
    """Return whether the answer to an item can be named by the id of an option."""
    return type_of(item).is_named_by_options


def alternatives(instrument: Instrument, item: Item, match: Match, here: Path) -> Iterator[Problem]:
    """Yield what an item can not take of `one_of`."""
    found = samples(instrument, item, [match]) or []
    taken = {key for chosen, _ in found for key in chosen} | {number for _, number in found}
    for at, one in enumerate(match.one_of if found else ()):
        if one not in taken:
            shown = f'"{one}"' if isinstance(one, str) else typed(one)
            named = named_by_options(item)
            hint = suggestion(str(one), instrument.choices[item.id]) if named else "mend it"
            message = f'"{item.id}" is never this; {shown}; {hint}'
            yield Problem(message, (*here, "one_of", at))
