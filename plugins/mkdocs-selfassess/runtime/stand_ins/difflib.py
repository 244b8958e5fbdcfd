"""Difflib: how alike two texts are, and which of some is most like one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG = 200
"""From so many characters on, what is frequent in the second text begins no match."""


class SequenceMatcher:
    """Two texts; what is asked for all pairs with the second one is kept."""

    def __init__(self, *, b: str = "") -> None:
        self.a = ""
        self.set_seq2(b)

    def set_seq1(self, a: str) -> None:
        """Take another first text."""
        self.a = a

    def set_seq2(self, b: str) -> None:
        """Take another second text."""
        self.b = b
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, sign in enumerate(b):
            self._places[sign].append(at)
        most = len(b) // 100 + 1 if len(b) >= LONG else len(b)
        self._places = {s: places for s, places in self._places.items() if len(places) <= most}

    def ratio(self) -> float:
        """Return twice the number of signs that match, as a part of those of both texts."""
        matches, parts = 0, [(0, len(self.a), 0, len(self.b))]
        while parts:
            a, a_end, b, b_end = parts.pop()
            at, to, size = self._longest(a, a_end, b, b_end)
            if size:
                matches += size
                parts += [(a, at, b, to), (at + size, a_end, to + size, b_end)]
        return _ratio(matches, len(self.a) + len(self.b))

    def _longest(self, a: int, a_end: int, b: int, b_end: int) -> tuple[int, int, int]:
        """Return where the first of the longest matches begins in both texts, and its length."""
        at, to, size = a, b, 0
        ending: dict[int, int] = {}
        for here in range(a, a_end):
            before, ending = ending, {}
            for there in self._places.get(self.a[here], ()):
                if b <= there < b_end:
                    long = ending[there] = before.get(there - 1, 0) + 1
                    if long > size:
                        at, to, size = here - long + 1, there - long + 1, long
        while at > a and to > b and self.a[at - 1] == self.b[to - 1]:
            at, to, size = at - 1, to - 1, size + 1
        while at + size < a_end and to + size < b_end and self.a[at + size] == self.b[to + size]:
            size += 1
        return at, to, size


def _ratio(matches: int, signs: int) -> float:
    return 2.0 * matches / signs if signs else 1.0


def get_close_matches(
    word: str, possibilities: Iterable[str], n: int = 3, cutoff: float = 0.6
) -> list[str]:
    """Return the texts that are most like a word, at most `n` and the most alike first."""
    compare, found = SequenceMatcher(b=word), []
    for each in possibilities:
        # No more can match than the shorter one has.
        if _ratio(min(len(each), len(word)), len(each) + len(word)) >= cutoff:
            compare.set_seq1(each)
            found.append((compare.ratio(), each))
    return [each for alike, each in sorted(found, reverse=True) if alike >= cutoff][:n]
