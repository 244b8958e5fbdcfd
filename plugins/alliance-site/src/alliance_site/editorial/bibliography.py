"""Bibliography: references that are whole, each there once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from alliance_site.references import Reference


def problems(references: Mapping[str, Reference], text: str, shown_as: str) -> Iterator[Problem]:
    """Yield what is wrong with the references of a file, each at the line of its entry."""
    known: dict[str, str] = {}
    for key, reference in references.items():
        for message in _wrong(reference, known):
            yield Problem(message, file=shown_as, line=_line(text, key), column=1)
        if reference.doi:
            known.setdefault(reference.doi.lower(), key)


def _wrong(reference: Reference, known: Mapping[str, str]) -> Iterator[str]:
    for name, value in (("author", reference.authors), ("title", reference.title)):
        if not value:
            yield f'a reference lacks its {name}; "{reference.key}"; add it'
    if not reference.container:
        remedy = "add the journal, or the institution of a report"
        yield f'a reference does not say where it appeared; "{reference.key}"; {remedy}'
    if not re.fullmatch(r"\d{4}", reference.year):
        yield f'a reference has no year; found "{reference.year}"; write it like 2018'
    if reference.doi and not reference.doi.startswith("10."):
        yield f'this is no DOI; "{reference.doi}"; begin it with 10., without an address'
    if other := known.get(reference.doi.lower()):
        yield f'a publication stands twice; "{reference.key}" and "{other}"; keep one of them'


def _line(text: str, key: str) -> int:
    """Return the line on which the entry of a key begins."""
    entry = re.search(rf"@\w+\s*\{{\s*{re.escape(key)}\s*,", text)
    return text.count("\n", 0, entry.start()) + 1 if entry else 1
