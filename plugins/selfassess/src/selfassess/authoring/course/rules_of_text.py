"""Rules of text: what must be written, and what must be a day, in any file of a course."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from selfassess.authoring.read.field_facts import walk
from selfassess.definition.facts import DAY
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator


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
        if pattern and pattern != DAY.pattern and value and not re.fullmatch(pattern, value):
            yield Problem(f'this is not written as it must be; "{value}"; {_REMEDY}', path)


_REMEDY = "see what the field says in the schema"


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
