"""Matches: what a test of an answer or a number must be like wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.condition import Match
    from selfassess.problems import Path

LIMITS = ("at_least", "at_most")
FIELDS = (*LIMITS, "one_of")


def match_shape(match: Match, here: Path, *, numbers: bool) -> Iterator[Problem]:
    """Yield what is wrong with a test by itself. `numbers`: there are no options to name."""
    if match.empty:
        message = "there is no test here; nothing to compare with was found"
        yield Problem(f"{message}; add `at_least`, `at_most` or `one_of`", here)
        return
    low, high = match.at_least, match.at_most
    if low is not None and high is not None and low > high:
        message = f"nothing can pass; at least {low:g} and at most {high:g}; mend one of them"
        yield Problem(message, (*here, "at_least"))
    for at, one in enumerate(match.one_of if numbers else ()):
        if isinstance(one, str):
            message = f'this is compared with a number; found "{one}"; write a number'
            yield Problem(message, (*here, "one_of", at))
