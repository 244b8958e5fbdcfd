"""Rules of text: what must be written, and what must be a day, in any file of a course."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from selfassess.authoring.read.field_facts import walk
from selfassess.authoring.rules.ids import mistaken_id
from selfassess.definition.facts import DAY, ID, LANGUAGE, PAGE, VERSION
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.problems import Path


def empty(document: Any) -> Iterator[Problem]:
    """Yield the texts that have to be written and are blank, and the lists that are too short."""
    for path, facts, value in walk(document):
        if facts.written and not value.strip():
            yield Problem("this has to be written; it is empty; write it", path)
        if facts.least is not None:
            count = value if isinstance(value, int) else len(value)
            if count < facts.least.number:
                message = f"this is too little; found {count}; write at least {facts.least.number}"
                yield Problem(message, path)


def wrong_names(document: Any) -> Iterator[Problem]:
    """Yield the names that are not written as one, such as an id with a capital letter."""
    for path, facts, value in walk(document):
        pattern = facts.content.pattern if facts.content else ""
        if facts.content == ID and (message := mistaken_id(value, _noun(document, path))):
            yield Problem(message, path)
        elif pattern and facts.content != DAY and value and not re.fullmatch(pattern, value):
            remedy = _REMEDIES.get(pattern, "see what the field says in the schema")
            yield Problem(f'this is not written as it must be; "{value}"; {remedy}', path)


def _noun(document: Any, path: Path) -> str:
    """Return what an id names: an entry of the list that it stands in, or the document."""
    lists = [str(name) for name in path[:-1] if isinstance(name, str)]
    return lists[-1].removesuffix("s") if lists else type(document).__name__.lower()


_REMEDIES = {
    PAGE.pattern: 'write a page such as "folder/page.md"',
    VERSION.pattern: 'write one such as "1.2"',
    LANGUAGE.pattern: 'write a tag such as "en" or "pt-BR"',
}
"""How something is written, by its pattern."""


def wrong_days(document: Any) -> Iterator[Problem]:
    """Yield the days that are none."""
    for path, facts, value in walk(document):
        if facts.content == DAY and value and not is_day(value):
            message = f'this is no day; "{value}"; write it as in "2026-11-22"'
            yield Problem(message, path)


def is_day(text: str) -> bool:
    """Whether a text is a day as in 2026-11-22."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
