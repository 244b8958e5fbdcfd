"""Embed: what the body of a fence says, checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from selfassess import (
    InvalidFile,
    Layout,
    Problem,
)
from selfassess.authoring import FileType, Source, read_text


@dataclass(frozen=True, kw_only=True)
class Embed:
    """The options of one assessment in a page."""

    id: str
    """Which assessment: the name of its folder under `assessments/`."""
    only: str = ""
    """The id of one domain, to ask for one area; leave it out for all of them."""
    language: str = ""
    """The language, if not that of the site: `es` for the translation in `es.yml`. Where there is
    none in the site's language, the instrument speaks its own."""
    layout: Layout = "list"
    """How the answers of a rating stand: below each other (`list`), beside each other where there
    is room (`grid`), or in one table with those of its neighbours on the same scale (`matrix`)."""
    level: Literal[2, 3, 4, 5] = 2
    """The level of the headings in the form and the report. Choose the one that comes next on
    the page: 3 under a `##` heading."""

    def overlaps(self, other: Embed) -> bool:
        """Return whether both ask some of the same items."""
        return self.id == other.id and (self.only == other.only or not (self.only and other.only))


EMBED = FileType(file="assessment", holds=Embed)


@dataclass(frozen=True)
class PlacedEmbed:
    """An embed, and where each of its values stands in the body."""

    embed: Embed
    source: Source

    def problem(self, name: str, message: str) -> Problem:
        """Return a problem with one option."""
        return self.source.place(Problem(message, (name,)))


# Most bodies are one of a few, and 500 pages are read in one build.
@lru_cache(maxsize=1024)
def read_embed(body: str) -> PlacedEmbed:
    """Return what a body says; raise InvalidFile with every problem, lines from 1."""
    if not body.strip():
        remedy = 'write "id: " and the name of an assessment between the fence lines'
        message = f"the fence is empty; nothing was found; {remedy}"
        raise InvalidFile([Problem(message, column=1)])
    return PlacedEmbed(*read_text(body, EMBED))
