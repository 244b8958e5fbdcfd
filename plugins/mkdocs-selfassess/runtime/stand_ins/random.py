"""Random: the two functions that Jinja2 asks for."""

from __future__ import annotations

from _random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
_SOURCE = Random()


def randrange(start: int, stop: int) -> int:
    """Return a number of a range. Raise ValueError if there is none."""
    if stop <= start:
        raise ValueError(f"empty range in randrange({start}, {stop})")
    return start + _below(stop - start)


def choice(of: Sequence[T]) -> T:
    """Return one of several. Raise IndexError if there is none."""
    if not len(of):
        raise IndexError("Cannot choose from an empty sequence")
    return of[_below(len(of))]


def _below(limit: int) -> int:
    bits = limit.bit_length()
    while (drawn := _SOURCE.getrandbits(bits)) >= limit:
        pass
    return drawn
