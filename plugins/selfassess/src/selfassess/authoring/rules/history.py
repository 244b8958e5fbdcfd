"""History: the name of the version, and what is said to have changed, newest first."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from selfassess.definition.facts import VERSION
from selfassess.problems import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.changes import Change
    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path

_VERSION = re.compile(VERSION.pattern)


def history(instrument: Instrument) -> Iterator[Problem]:
    """Yield every problem with the version of an instrument and the entries in `changes`."""
    # That an empty one is none is said elsewhere.
    if instrument.version.strip() and not _VERSION.fullmatch(instrument.version):
        rule = "write letters and digits, parted by dots or hyphens"
        yield Problem(f'this is no version; "{instrument.version}"; {rule}', ("version",))
    yield from _order(instrument)
    for at, change in enumerate(instrument.changes):
        yield from _entry(instrument, change, ("changes", at))
        if change.kind == "first" and at < len(instrument.changes) - 1:
            message = "nothing comes before a first version; others stand below; put it last"
            yield Problem(message, ("changes", at, "kind"))


def _order(instrument: Instrument) -> Iterator[Problem]:
    seen: list[str] = []
    for at, change in enumerate(instrument.changes):
        if not seen and change.version != instrument.version:
            found = f'"{change.version}", and this is version "{instrument.version}"'
            message = f"the first entry is not of this version; {found}; write newest first"
            yield Problem(message, ("changes", at, "version"))
        elif change.version in seen[:-1]:
            message = f'entries of one version stand apart; "{change.version}"; put them together'
            yield Problem(message, ("changes", at, "version"))
        if change.version not in seen:
            seen.append(change.version)
        newer = instrument.changes[at - 1].date if at else ""
        if _is_day(newer) and _is_day(change.date) and change.date > newer:
            message = f'entries stand newest first; "{change.date}" comes after "{newer}"'
            yield Problem(f"{message}; change the order", ("changes", at, "date"))


def _entry(instrument: Instrument, change: Change, here: Path) -> Iterator[Problem]:
    if not _is_day(change.date):
        message = f'this is no day; "{change.date}"; write it as in "2026-11-22"'
        yield Problem(message, (*here, "date"))
    if change.items and change.kind != "wording":
        message = f'`items` belongs to wording; the kind is "{change.kind}"; take it away'
        yield Problem(message, (*here, "items"))
    # What an older entry names may be gone by now.
    known = [*instrument.item, *instrument.domain] if change.version == instrument.version else []
    for at, name in enumerate(change.items if known else ()):
        if name not in known:
            message = f'there is no such item or domain; "{name}"; {suggestion(name, known)}'
            yield Problem(message, (*here, "items", at))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
