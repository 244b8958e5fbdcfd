"""References: the entries of a BibTeX file, written out for readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pybtex.backends.markdown import Backend

from alliance_site import bibtex
from alliance_site.reference_style import CONTAINERS, ReferenceStyle
from selfassess import InvalidFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from alliance_site.bibtex import BibTeX
    from selfassess import Problem

UNCHECKED = "not yet checked against the publisher's page"
_FORMS = {
    "year": (re.compile(r"\d{4}"), "this is no year", "write four digits"),
    "doi": (re.compile(r"10\.\d{4,}/\S+"), "this is no DOI", 'write what begins with "10."'),
}
_STYLE, _MARKDOWN = ReferenceStyle(), Backend("utf-8")


@dataclass(frozen=True)
class Reference:
    """One publication."""

    key: str
    markdown: str
    """It as one line of Markdown, with its DOI as a plain address."""
    short: str
    """It as a text names it, such as "Bordin 1979" or "Kelley et al. 2014"."""
    unchecked: bool
    """Whether a part of the entry still waits to be compared with the publisher's page."""
    kept: str
    """Why it stays though nothing cites it; empty if it does not."""


@dataclass(frozen=True)
class References:
    """The references of a file by their keys."""

    source: BibTeX
    by_key: dict[str, Reference]

    def unused(self, used: Iterable[str]) -> Iterator[Problem]:
        """Yield the references that nothing cites, and those that wrongly say so."""
        cited = set(used)
        for key, reference in self.by_key.items():
            if key not in cited and not reference.kept:
                remedy = 'cite it, take it out, or say in a field "kept" why it stays'
                message = f'nothing cites this reference; "{key}"; {remedy}'
                yield self.source.problem(message, key)
            if key in cited and reference.kept:
                message = f'a reference that is cited says why it is kept; "{key}"; take that away'
                yield self.source.problem(message, key, "kept")


def read(path: Path, shown_as: str) -> References:
    """Return the references of a BibTeX file.

    Raises InvalidFile with every problem found, each with its file, line and column.
    """
    source = bibtex.read(path, shown_as)
    entries = source.entries.items()
    wrong = [problem for key, entry in entries for problem in _problems(key, entry, source)]
    if problems := [*wrong, *_repeated(source)]:
        raise InvalidFile(problems)
    return References(source, {key: _reference(key, entry) for key, entry in entries})


def _reference(key: str, entry: Any) -> Reference:
    (written,) = _STYLE.format_entries([entry])
    unchecked = "unchecked" in entry.fields.get("keywords", "")
    note = f' <span class="unchecked">({UNCHECKED})</span>' if unchecked else ""
    text = written.text.render(_MARKDOWN)
    return Reference(key, text + note, written.label, unchecked, entry.fields.get("kept", ""))


def _problems(key: str, entry: Any, source: BibTeX) -> Iterator[Problem]:
    if entry.type not in CONTAINERS:
        remedy = f"write @{' or @'.join(CONTAINERS)}"
        message = f'this type of entry has no form; "@{entry.type}"; {remedy}'
        yield source.problem(message, key)
        return
    for name in ("author", "title", CONTAINERS[entry.type], "year"):
        if not (entry.persons if name == "author" else entry.fields).get(name):
            message = f'a reference says nothing of its {name}; "{key}"; add the field "{name}"'
            yield source.problem(message, key)
    for name, (form, wrong, remedy) in _FORMS.items():
        found = entry.fields.get(name)
        if found and not form.fullmatch(found):
            yield source.problem(f'{wrong}; found "{found}"; {remedy}', key, name)


def _repeated(source: BibTeX) -> Iterator[Problem]:
    """Yield the entries whose publication has another entry already."""
    seen: dict[str, str] = {}
    for key, entry in source.entries.items():
        doi = entry.fields.get("doi", "").lower()
        if doi in seen:
            message = f'this DOI stands twice, with "{seen[doi]}" too; "{doi}"; keep one entry'
            yield source.problem(message, key, "doi")
        if doi:
            seen[doi] = key
