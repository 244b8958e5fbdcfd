"""Front matter: the fields that a page begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess import InvalidFile, Problem, suggestion
from selfassess.authoring import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alliance_site.pages import Page

LONGEST = 155
"""Characters of a description: what a search engine shows."""


@dataclass(frozen=True)
class Field:
    """One field that a page may have."""

    name: str
    says: str
    """What it tells, as one sentence in Markdown."""
    example: str
    needed: bool = False


FIELDS = (
    Field("title", "What the page is called in tabs, lists and searches.", "Grief", needed=True),
    Field(
        "description",
        f"What a search engine shows below the title: at most {LONGEST} characters.",
        "What helps a patient who has lost somebody.",
        needed=True,
    ),
    Field(
        "claims",
        "The ids of the claims in `content/data/claims.yml` that the page tells; `[]` if none.",
        "[C01]",
        needed=True,
    ),
    Field(
        "areas",
        "The ids of the areas of the check that it teaches; `[]` if none.",
        "[listening]",
        needed=True,
    ),
    Field("written", "The day of the last real change to the text.", "2026-11-22", needed=True),
    Field(
        "sources_checked",
        "The day on which somebody last held the page against its sources; `null` before that.",
        "null",
    ),
    Field(
        "clinical_review",
        "`none`, or the `name`, the `date` and `consent: true` of a clinician who reviewed it.",
        "none",
    ),
    Field("next_check", "When it is due, if not twelve months after `written`.", "2027-11-22"),
    Field("also", "What people search for who need this page.", "[bereavement, loss]"),
    Field("language", "The tag of its language, if that is not English.", "es"),
    Field("hide", "Which parts of the theme stay away, as Material for MkDocs has it.", "[toc]"),
)
"""All of them, in the order in which they stand on a page."""

_LINK = 'copy the block under "A page of your own" in CONTRIBUTING.md'


def table() -> str:
    """Return the fields as the table that stands in CONTRIBUTING.md."""
    head = ["| field | needed | what it says | such as |", "| --- | --- | --- | --- |"]
    rows = (
        f"| `{each.name}` | {'yes' if each.needed else 'no'} | {each.says} | `{each.example}` |"
        for each in FIELDS
    )
    return "\n".join([*head, *rows])


def _unread(page: Page) -> Iterator[Problem]:
    """Yield what keeps the lines between two lines of dashes from being read."""
    head = re.match(r"---\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", page.markdown, re.DOTALL)
    if head is None:
        message = "the front matter has no end; add a line of three dashes behind its last field"
        yield page.in_head(message, "title")
        return
    try:
        parse(head[1], page.file, 2, [field.name for field in FIELDS])
    except InvalidFile as error:
        yield from error.problems
        return
    message = 'the front matter has no fields; write each as in "title: Grief"'
    yield page.in_head(message, "title")


def problems(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with the fields of a page; wrong dates and names are found elsewhere."""
    if not page.head:
        if page.markdown.startswith("---\n"):
            yield from _unread(page)
            return
        first = page.markdown.strip().partition("\n")[0]
        message = f'a page has no front matter; it begins with "{first}"; {_LINK}'
        yield page.in_head(message, "title")
        return
    for field in FIELDS:
        if field.needed and page.meta.get(field.name) is None:
            found = ", ".join(page.meta) or "nothing"
            remedy = f'add a line such as "{field.name}: {field.example}"'
            yield page.in_head(
                f'the front matter lacks "{field.name}"; found {found}; {remedy}', field.name
            )
    yield from _misspelled(page)
    yield from _empty(page)
    yield from _long(page)


def _misspelled(page: Page) -> Iterator[Problem]:
    """Yield the fields that are nearly one of ours; other plugins may have fields of their own."""
    names = [field.name for field in FIELDS]
    for name in page.meta:
        near = suggestion(name, names)
        if name not in names and near.startswith("did you mean"):
            message = f'this field is not known; "{name}"; {near}'
            yield page.in_head(message, re.escape(name))


def _empty(page: Page) -> Iterator[Problem]:
    for name in ("title", "description"):
        value = page.meta.get(name)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            yield page.in_head(f'"{name}" says nothing; found {value!r}; write it as text', name)


def _long(page: Page) -> Iterator[Problem]:
    length = len(str(page.meta.get("description") or ""))
    if length > LONGEST:
        message = (
            f"a description is too long to be shown whole; found {length} characters; "
            f"shorten it to {LONGEST}"
        )
        yield page.in_head(message, "description")
