"""References: the entries of a BibTeX file, written out for readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pybtex.database import parse_file  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNCHECKED = "not yet checked against the publisher's page"
_MOST_AUTHORS = 6
_FIRST_AUTHORS = 3


@dataclass(frozen=True)
class Reference:
    """One publication."""

    key: str
    authors: str
    """Names with initials; the first three and "et al." when there are more than six."""
    year: str
    title: str
    container: str
    """The journal, or the institution of a report."""
    details: str
    """Volume, issue and pages, or the number of a report."""
    doi: str
    unchecked: bool
    """Whether a part of the entry still waits to be compared with the publisher's page."""

    @property
    def short(self) -> str:
        """The reference as a text names it, such as "Bordin 1979" or "Kelley et al. 2014"."""
        names = [re.sub(r" [^\Wa-z]+$", "", name) for name in self.authors.split(", ")]
        who = names[0] if len(names) == 1 else f"{names[0]} et al."
        return f"{' and '.join(names) if len(names) == 2 else who} {self.year}"

    @property
    def markdown(self) -> str:
        """The reference as one line of Markdown, with its DOI as a plain address."""
        stop = "" if self.title.endswith(("?", "!")) else "."
        where = f"*{self.container}*{', ' if self.details else ''}{self.details}."
        doi = f" <https://doi.org/{self.doi}>" if self.doi else ""
        note = f' <span class="unchecked">({UNCHECKED})</span>' if self.unchecked else ""
        return f"{self.authors} ({self.year}). {self.title}{stop} {where}{doi}{note}"


def read(path: Path) -> dict[str, Reference]:
    """Return the references of a BibTeX file by their keys."""
    entries = parse_file(str(path), bib_format="bibtex", encoding="utf-8").entries
    return {key: _reference(key, entry) for key, entry in entries.items()}


def _reference(key: str, entry: Any) -> Reference:
    fields = {name.lower(): _plain(value) for name, value in entry.fields.items()}
    return Reference(
        key=key,
        authors=_authors(entry.persons["author"]),
        year=fields["year"],
        title=fields["title"],
        container=fields.get("journal") or fields["institution"],
        details=_details(fields),
        doi=entry.fields.get("doi", ""),
        unchecked="unchecked" in fields.get("keywords", ""),
    )


_LATEX = {"\\&": "&", "---": "—", "--": "–", "``": "“", "''": "”", "{": "", "}": ""}


def _plain(value: str) -> str:
    """Return a field without the few marks of LaTeX that a file in UTF-8 still needs.

    pybtex would take 20 ms a field for all of LaTeX.
    """
    for mark, meant in _LATEX.items():
        value = value.replace(mark, meant)
    return value


def _details(fields: Mapping[str, str]) -> str:
    volume, number = fields.get("volume", ""), fields.get("number", "")
    issue = f"{volume}({number})" if volume and number else volume or number
    return ", ".join(part for part in (issue, fields.get("pages", "")) if part)


def _authors(persons: list[Any]) -> str:
    names = [_author(person) for person in persons]
    more = names[-1] == "others"
    if more:
        names.pop()
    if more or len(names) > _MOST_AUTHORS:
        return ", ".join(names[:_FIRST_AUTHORS]) + ", et al."
    return ", ".join(names)


def _author(person: Any) -> str:
    last = _plain(" ".join(person.prelast_names + person.last_names))
    first = _plain(" ".join(person.first_names + person.middle_names))
    initials = "".join(part[0] for part in re.split(r"[\s.-]+", first) if part)
    return f"{last} {initials}".strip()


_DEFINITION = re.compile(r"^\[\^(?P<key>[^\]]+)\]: .*$", re.MULTILINE)


def written_out(markdown: str, references: Mapping[str, Reference]) -> str:
    """Return the text with the definition of every footnote that is a reference in our form."""

    def ours(definition: re.Match[str]) -> str:
        reference = references.get(definition["key"])
        return f"[^{reference.key}]: {reference.markdown}" if reference else definition[0]

    return _DEFINITION.sub(ours, markdown)
