"""Takeaway: what a reader kept, as a file that is theirs, and back.

A file is JSON: `{"schema": "selfassess-kept/2", "reviews": [...]}`, each review with the fields
of `Review`. Plans of the format before had no words on what helped. A file comes from anywhere, so all of it is checked, and nothing of it is believed
to be more than text.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from selfassess.reporting.plan import Plan, is_day
from selfassess.reporting.spreadsheet import PLAIN, harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from gettext import NullTranslations

SCHEMA = "selfassess-kept/2"
"""What stands first in a file: its kind, and the version of its format."""
READ = (SCHEMA, "selfassess-kept/1")
"""The formats that are read."""
MOST_CHARACTERS = 2_000_000
"""How long a file may be: some thousand reviews."""
MOST_REVIEWS = 2_000
"""How many reviews a file may hold."""
LONGEST_TEXT = 20_000
"""How long any text in it may be."""


@dataclass(frozen=True)
class Review:
    """One kept review as it leaves the device: raw answers, no scores."""

    instrument: str
    """The id of the instrument."""
    version: str
    """The version of the instrument that was answered."""
    only: str
    """The id of the one domain that was asked about; "" for all."""
    date: str
    """The ISO date on which it was finished."""
    answers: dict[str, str]
    """The answers as text, by name."""
    plan: Plan | None
    """The plan that was made with it; null without one."""


class InvalidFile(ValueError):
    """What was given is no such file; the message is a sentence for the reader."""


def to_json(reviews: Sequence[Review]) -> str:
    """Return the file of some reviews, to be read back by `read_file`."""
    found = {"schema": SCHEMA, "reviews": [asdict(review) for review in reviews]}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def to_csv(reviews: Sequence[Review]) -> str:
    """Return a table with one row for each answer, for a spreadsheet; it is not read back.

    Below the answers stand the words of the plan, as of an item `plan:when` and so on.
    """
    rows = [("date", "instrument", "version", "only", "item", "answer")]
    for one in reviews:
        for item, answer in (*one.answers.items(), *_words(one.plan)):
            rows.append((one.date, one.instrument, one.version, one.only, item, answer))
    return "".join(PLAIN.line(map(harmless, row)) + "\r\n" for row in rows)


def _words(plan: Plan | None) -> Iterator[tuple[str, str]]:
    for name in ("when", "will", "look", "helped", "hindered") if plan else ():
        if words := getattr(plan, name):
            yield f"plan:{name}", words


def read_file(text: str, texts: NullTranslations) -> tuple[Review, ...]:
    """Return the reviews of a file, in its order. Raises InvalidFile for what is none."""
    gettext = texts.gettext
    if len(text) > MOST_CHARACTERS:
        raise InvalidFile(gettext("This file is too long to be one that this site saved."))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidFile(
            gettext("This file can not be read: it is damaged or of another kind.")
        ) from None
    schema = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(schema, str) or not schema.startswith("selfassess-kept/"):
        raise InvalidFile(gettext("This file was not saved by a check like this one."))
    if schema not in READ:
        raise InvalidFile(
            gettext(
                "This file was saved by a newer version of this site. Reload the page and try again."
            )
        )
    rows = data.get("reviews")
    if not isinstance(rows, list) or len(rows) > MOST_REVIEWS or not all(map(_is_review, rows)):
        raise InvalidFile(
            gettext("Something in this file is damaged, so nothing of it was brought back.")
        )
    return tuple(map(_review, rows))


def _review(row: dict[str, Any]) -> Review:
    plan = row.get("plan")
    return Review(**row | {"plan": _plan(**plan) if plan else None})


def _plan(*, look: str, **others: str) -> Plan:
    # A year of five digits, which some browsers let a reader type, is worth no review.
    return Plan(look=look if is_day(look) else "", **others)


def _is_review(row: Any) -> bool:
    names = {field.name for field in fields(Review)}
    if not isinstance(row, dict) or row.keys() | {"plan"} != names:
        return False
    named = (row["instrument"], row["version"], row["only"], row["date"])
    whole = all(map(_is_text, named)) and is_day(row["date"])
    return whole and _is_map(row["answers"]) and _is_plan(row.get("plan"))


def _is_plan(value: object) -> bool:
    if value is None:
        return True
    names = {field.name for field in fields(Plan)}
    if not isinstance(value, dict) or value.keys() | {"helped", "hindered"} != names:
        return False
    return _is_map(value) and (value["made"] == "" or is_day(value["made"]))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _is_map(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, (*value, *value.values())))


@dataclass(frozen=True)
class Rehearsal:
    """What bringing a file back would do."""

    new: tuple[Review, ...]
    """The reviews that are not on the device, each once."""
    said: str
    """That in words, to be asked before anything is written."""


def rehearse(found: Iterable[Review], here: Sequence[Review], texts: NullTranslations) -> Rehearsal:
    """Return what would be added to what is there; nothing is ever overwritten."""
    new: list[Review] = []
    known = list(here)
    same = beside = 0
    for review in found:
        if review in known:
            same += 1
            continue
        beside += any(_place(review) == _place(other) for other in here)
        known.append(review)
        new.append(review)
    return Rehearsal(tuple(new), _said(len(new), same, beside, texts))


def _place(review: Review) -> tuple[str, str, str]:
    return (review.instrument, review.only, review.date)


def _said(new: int, same: int, beside: int, texts: NullTranslations) -> str:
    ngettext = texts.ngettext
    said = [ngettext("%d review is new.", "%d reviews are new.", new) % new]
    if same:
        said.append(ngettext("%d is here already.", "%d are here already.", same) % same)
    if beside:
        text = ngettext(
            "%d differs from one of the same day that is here: both stay.",
            "%d differ from one of the same day that is here: all stay.",
            beside,
        )
        said.append(text % beside)
    return " ".join(said)
