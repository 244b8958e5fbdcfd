"""Words: what readers can have the pages say instead, where people or countries differ.

`content/javascripts/words.mjs` says it on screen; without a script a page stays as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess import Problem, authoring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:[ &-][^\W\d_]+)*")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing that a reader can choose between two ways of saying."""

    id: str
    """The name under which the reader's choice is kept in the browser."""
    legend: str
    """What stands before the two ways, and makes a sentence with each: "These pages say"."""
    written: str
    """What the way is called in which the pages are written."""
    other: str
    """What the other way is called."""
    words: dict[str, str]
    """What is said for each word or phrase as it is written; also before a plural in -s.
    A phrase that says itself stays, where a word in it would be replaced."""
    language: str = ""
    """The language of a site that begins with the other way, as the theme has it."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """The file that holds the choices."""

    choices: tuple[Choice, ...]


def _broken_rules(words: Words) -> Iterator[Problem]:
    known = [word for choice in words.choices for word in choice.words]
    for at, choice in enumerate(words.choices):
        for word, other in choice.words.items():
            path = ("choices", at, "words", word)
            if not _WORD.fullmatch(word):
                remedy = "use letters, with single spaces, hyphens or & between them"
                yield Problem(f'this can not be found in a page; "{word}"; {remedy}', path)
            for again in _replaced(other, known) if other != word else ():
                message = f'what is said here would be replaced again; "{again}"; choose another'
                yield Problem(message, path)


WORDS = authoring.FileType(file="words.yml", holds=Words, rules=_broken_rules)


def read(path: Path, shown_as: str) -> Words:
    """Return the words of a file.

    Raises InvalidFile with every problem found, each with its file, line and column.
    """
    return authoring.read(path, WORDS, shown_as)


def _replaced(text: str, words: list[str]) -> Iterator[str]:
    for word in words:
        if re.search(rf"(?<![\w-]){re.escape(word)}(?=s?\b)", text, re.IGNORECASE):
            yield word
