"""Condition: a statement about answers and scores that is true, false or not known yet.

How one is worked out stands in answering/logic.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from selfassess.definition.facts import AS_HOLDER, CODE
from selfassess.numeric import snap


@dataclass(frozen=True, kw_only=True)
class Match:
    """What an answer or a number is held against; all that is given must hold."""

    at_least: Annotated[float | None, AS_HOLDER] = None
    """The smallest number that passes."""
    at_most: Annotated[float | None, AS_HOLDER] = None
    """The largest number that passes."""
    one_of: Annotated[tuple[int | float | str, ...], AS_HOLDER] = ()
    """The numbers, or the ids of options, that pass."""

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return self.at_least is None and self.at_most is None and not self.one_of

    @property
    def bounded(self) -> bool:
        """Whether a smallest or a largest number is asked."""
        return self.at_least is not None or self.at_most is not None

    def within(self, number: float) -> bool:
        """Return whether a number lies between the smallest and the largest that pass."""
        low = self.at_least is None or snap(number) >= snap(self.at_least)
        return low and (self.at_most is None or snap(number) <= snap(self.at_most))

    def passes(self, number: float) -> bool:
        """Return whether a number passes."""
        return self.within(number) and (not self.one_of or snap(number) in self.one_of)


@dataclass(frozen=True, kw_only=True)
class Count(Match):
    """How many of some items pass."""

    of: Annotated[tuple[str, ...], CODE, AS_HOLDER]
    """The ids of the items, or of domains for all of their items."""
    times: Annotated[int, AS_HOLDER]
    """The fewest of them that have to pass."""


@dataclass(frozen=True, kw_only=True)
class Condition(Match):
    """One statement, or several put together.

    Give exactly one of `item`, `score`, `outcome`, `count`, `all`, `any` and `none`. An item is taken as it was answered: its value is that of the option, before recoding and
    reverse-keying. What is not known because an answer is missing makes the statement not
    known, unless the rest decides it: 5 of 9 is true as soon as five pass.
    """

    item: Annotated[str, CODE, AS_HOLDER] = ""
    """The id of an item whose answer is tested."""
    score: Annotated[str, CODE, AS_HOLDER] = ""
    """The id of a domain or score whose value is tested."""
    outcome: Annotated[str, CODE, AS_HOLDER] = ""
    """The id of an earlier classification; `one_of` names the ids of its outcomes."""
    count: Annotated[Count | None, AS_HOLDER] = None
    """How many of some items pass."""
    answered: Annotated[bool | None, AS_HOLDER] = None
    """For an item: whether it has an answer at all, instead of a match."""
    all: Annotated[tuple[Condition, ...], AS_HOLDER] = ()
    """Every one of these is true."""
    any: Annotated[tuple[Condition, ...], AS_HOLDER] = ()
    """At least one of these is true."""
    none: Annotated[tuple[Condition, ...], AS_HOLDER] = ()
    """None of these is true."""
