"""FenceLocation: where a fence of ours stands in its author's file."""

from __future__ import annotations

import dataclasses
import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_selfassess.fenced_blocks import fenced_blocks
from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "assessment"
"""The word after the backticks that makes a fence an assessment."""
COURSE = "course"
"""The word that makes it the page of a course."""
NAMES = (NAME, COURSE)

_LANGUAGE = re.compile(
    r"""\s* (?: \.?(?P<language>[\w#.+-]+) (?P<rest>.*)
           | \{ (?P<before>[^}]*?) \.(?P<first>[\w-]+) (?P<after>[^}]*) \} .* )""",
    re.VERBOSE,
)
# One letter that is missing, doubled or wrong leaves a likeness of 0.90 to 0.95. Names that may be
# another plugin's are below: "selfassessment" has 0.83, "assignment" 0.70.
_NEAR = 0.85
"""How like one of our names a word must be to count as a misspelling of it."""


@dataclass(frozen=True)
class FenceLocation:
    """A fence as it stands in a file."""

    file: str = ""
    line: int = 0
    """The line of the opening backticks, from 1; 0 when unknown."""
    indent: int = 0
    """How many characters stand before the backticks."""
    name: str = NAME
    """The word that names the fence: "assessment", "course", or a misspelling of them."""
    header: str = ""
    """What else stands on the same line."""
    words: tuple[str, ...] = ()
    """The words between the fence lines. Superfences hands on a body without its indent and with its
    tabs expanded: the words are what stays, and a fence is known by them."""
    closed: bool = True

    def problem(self, message: str) -> Problem:
        """Return a problem with the fence line itself."""
        return self.place(Problem(message, column=1))

    def place(self, problem: Problem) -> Problem:
        """Return a problem of the body, whose lines count from 1, with its place in the file."""
        if not self.line:
            return dataclasses.replace(problem, file=self.file, line=0, column=0)
        line, column = self.line + problem.line, self.indent + problem.column
        return dataclasses.replace(problem, file=self.file, line=line, column=column)


def locate(text: str, file: str = "") -> list[FenceLocation]:
    """Return the fences of a Markdown text that show an assessment or a course.

    A fence inside another, longer fence is an example and not among them; one whose name
    is misspelt is.
    """
    found = []
    for block in fenced_blocks(text):
        if named := _named(block.header):
            words = tuple(" ".join(block.lines).replace(">", " ").split())
            place = (file, block.first, len(block.before))
            found.append(FenceLocation(*place, *named, words, block.closed))
    return found


def _named(header: str) -> tuple[str, str] | None:
    """Return name and the rest of a fence line, if the fence is ours or means to be."""
    match = _LANGUAGE.fullmatch(header)
    if match is None:
        return None
    name = match["language"] or match["first"]
    rest = match["rest"] or " ".join((match["before"] or "", match["after"] or ""))
    near = max(_likeness(name, one) for one in NAMES)
    return (name, rest.strip()) if near >= _NEAR else None


def meant(name: str) -> str:
    """Return which of our names a misspelt one is meant to be."""
    return max(NAMES, key=lambda one: _likeness(name, one))


def _likeness(name: str, other: str) -> float:
    return difflib.SequenceMatcher(None, name.lower(), other).ratio()


def in_file(locations: Sequence[FenceLocation], text: str, source: str) -> Iterator[FenceLocation]:
    """Yield fences found in `text` with their lines in `source`, the file that it comes from.

    The file begins with front matter. Where another plugin has changed the text, a fence
    is known by its words; one that is not in the file at all has line 0.
    """
    if source.endswith(text):
        shift = source.count("\n", 0, len(source) - len(text))
        yield from (
            dataclasses.replace(location, line=location.line + shift) for location in locations
        )
        return
    known = locate(source)
    for location in locations:
        same = next((one for one in known if one.words == location.words), None)
        if same:
            known.remove(same)
        yield dataclasses.replace(location, line=same.line if same else 0)
