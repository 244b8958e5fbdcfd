"""Facts: what a field is beyond its type, written on the field itself.

    stem: Annotated[str, TEXT, WRITTEN, WORDS]

Every field says what a change of it means for stored answers. A field that holds words says
whether readers read them. They are values only: what reads them is the authors' side, and
`typing.get_type_hints` leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Impact = Literal["words", "answers", "scoring", "presentation"]
"""`words`: texts that readers answer to. `answers`: what is asked, and which answers there are.
`scoring`: what answers count for. `presentation`: all else."""


@dataclass(frozen=True)
class Effect:
    """What a change of a field means for answers that were given before it."""

    impact: Impact | None
    """None: what a change of the field means that holds this one."""
    presence: Impact | None = None
    """What it means that something is there now, or no longer, if not the same."""
    compared: bool = True
    """Whether versions are compared here at all."""


WORDS = Effect("words")
ANSWERS = Effect("answers")
SCORING = Effect("scoring")
PRESENTATION = Effect("presentation")
AS_HOLDER = Effect(None)
WORDS_OF_AN_ANSWER = Effect("words", presence="answers")
"""Of a text that offers an answer by being there."""
DECLARED = Effect(None, compared=False)
"""Of the version and the declared changes: they say what differs, and are no difference."""


@dataclass(frozen=True)
class Content:
    """What the words of a field are."""

    kind: Literal["text", "code", "heading", "page", "heading-or-address"]
    pattern: str = ""
    """How it is written, as a regular expression that editors know too; "" if freely."""


TEXT = Content("text")
"""Readers read it, so that a translation says it in another language. One text, no list."""
CODE = Content("code")
"""No text for readers: a reference, a citation."""
ID = Content("code", "[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""A name that is given here, or the names of a map."""
VERSION = Content("code", "[0-9A-Za-z]+([.-][0-9A-Za-z]+)*")
LANGUAGE = Content("code", "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""A BCP 47 tag."""
DAY = Content("code", "[0-9]{4}-[0-9]{2}-[0-9]{2}")
HEADING = Content("heading", r"[^#\s]+\.md#[^#\s]+")
"""Guidance: "page.md#heading"."""
PAGE = Content("page", r"[^#\s]+\.md")
"""Guidance: "folder/page.md"."""
HEADING_OR_ADDRESS = Content("heading-or-address", rf"{HEADING.pattern}|https://\S+")
"""Guidance: "page.md#heading", or an address that begins with https://."""


@dataclass(frozen=True)
class Written:
    """Something must be written here."""


WRITTEN = Written()


@dataclass(frozen=True)
class Least:
    """The least number that may stand here, or how many entries there have to be."""

    number: int


@dataclass(frozen=True)
class Entry:
    """What one entry of a list or map is called in a sentence, and what it is known by."""

    noun: str
    by: str = "id"
    """The attribute that tells it from its like in another version; "" for its place."""
    texts_by: str = ""
    """The attribute that a translation names it by, if not the same."""
    order: Impact = "presentation"
    """What it means that entries change places."""
