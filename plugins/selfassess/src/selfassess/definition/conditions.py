"""Condition: a statement about answers and scores that is true, false or not known yet.

How one is worked out stands in truth.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from selfassess.numeric import snap


@dataclass(frozen=True, kw_only=True)
class Match:
    """What an answer or a number is held against; all that is given must hold."""

    at_least: float | None = None
    """The smallest number that passes."""
    at_most: float | None = None
    """The largest number that passes."""
    one_of: tuple[int | float | str, ...] = ()
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

    of: tuple[str, ...]
    """The ids of the items, or of domains for all of their items."""
    times: int
    """The fewest of them that have to pass."""


@dataclass(frozen=True, kw_only=True)
class Condition(Match):
    """One statement, or several put together.

    Give exactly one of `item`, `score`, `outcome`, `count`, `all`, `any` and `none`. An item is taken as it was answered: its value is that of the option, before recoding and
    reverse-keying. What is not known because an answer is missing makes the statement not
    known, unless the rest decides it: 5 of 9 is true as soon as five pass.
    """

    item: str = ""
    """The id of an item whose answer is tested."""
    score: str = ""
    """The id of a domain or score whose value is tested."""
    outcome: str = ""
    """The id of an earlier classification; `one_of` names the ids of its outcomes."""
    count: Count | None = None
    """How many of some items pass."""
    answered: bool | None = None
    """For an item: whether it has an answer at all, instead of a match."""
    all: tuple[Condition, ...] = ()
    """Every one of these is true."""
    any: tuple[Condition, ...] = ()
    """At least one of these is true."""
    none: tuple[Condition, ...] = ()
    """None of these is true."""
