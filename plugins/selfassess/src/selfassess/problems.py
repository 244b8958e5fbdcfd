"""Problems: what is wrong with what somebody wrote, and exactly where."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]

LONGEST = 1_000
"""The most characters of a message that are shown."""
_LONG_WORD = re.compile(r"[^\s/]{256,}")
"""A word that is no name of a file either, which may have 255 bytes."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend: what is wrong, what was found, what to do."""

    message: str
    """A sentence in three parts, parted by semicolons."""
    path: Path = ()
    """Where in the data, such as ("items", 3, "scale")."""
    file: str = ""
    """The file as the author knows it."""
    line: int = 0
    """The line, from 1; 0 when unknown."""
    column: int = 0
    """The column, from 1; 0 when unknown."""
    parts: tuple[str, ...] = ()
    """The three parts, where another may say one of them in its own words: what was found may hold
    a semicolon itself."""

    @property
    def place(self) -> str:
        """File, line and column as far as they are known, such as "instrument.yml:3:7"."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return _LONG_WORD.sub(_shortened, place)

    @property
    def sentence(self) -> str:
        """The message in one line."""
        return _one_line(self.message)

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


def _one_line(text: str) -> str:
    """Return text that can be read in one line: without its middle, if it is very long."""
    text = _LONG_WORD.sub(_shortened, text)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _shortened(word: re.Match[str]) -> str:
    return f"{word[0][:40]}…{word[0][-20:]}"


class Invalid(Exception):
    """Something that somebody wrote can not be used; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InvalidFile(Invalid):
    """An instrument, or another file of an author, can not be used."""


class InvalidAnswers(Invalid):
    """A set of answers can not be used."""


class Refused(Invalid):
    """What was asked for can not be begun: nothing was read, scored or written."""


_OPPOSITES = {"minimum": "maximum", "at_least": "at_most", "low": "high", "lowest": "highest"}
_OPPOSITE = _OPPOSITES | {other: one for one, other in _OPPOSITES.items()}


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """Return `did you mean "x"?` for the nearest known name, or the list of known names."""
    names = list(known)
    if near := nearest(wrong, names):
        return f'did you mean "{near}"?'
    listed = ", ".join(sorted(names)) or "none"
    return f"known are: {listed}"


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Return the known name that is nearest; "" if none is near.

    Capitals and underscores make no difference. What means the opposite of a name that is as near
    is never the answer.
    """
    by_plain = {_plain(name): name for name in reversed(list(known))}
    near = difflib.get_close_matches(_plain(wrong), by_plain, n=1)
    if near and not _is_nearer(wrong, _OPPOSITE.get(by_plain[near[0]], ""), near[0]):
        return by_plain[near[0]]
    return ""


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")


def _is_nearer(wrong: str, one: str, other: str) -> bool:
    compare = difflib.SequenceMatcher(b=_plain(wrong))
    ratios = []
    for name in (one, other):
        compare.set_seq1(_plain(name))
        ratios.append(compare.ratio())
    return bool(one) and ratios[0] > ratios[1]
