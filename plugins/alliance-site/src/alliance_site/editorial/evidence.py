"""Evidence: what a claim has to say of the studies, and the page that has to show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alliance_site import citations, fences
from alliance_site.claims import ClaimFile
from alliance_site.editorial import wording
from selfassess import InvalidFile, Problem, authoring

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from alliance_site.claims import Claim
    from alliance_site.pages import Page

LONGEST = 3
"""Sentences of the evidence of a claim."""

_SENTENCE = re.compile(r'[.?!]"?(?: \[@[^\]]*\])?\.?(?:\s+(?=[A-Z"])|$)')
_PROVED = re.compile(r"\b(?:proves?|proven|causes?|caused)\b", re.IGNORECASE)
_FIELDS = ("claim", "evidence", "caution")


def problems(path: Path, shown_as: str, pages: Iterable[Page]) -> tuple[Problem, ...]:
    """Return what is wrong with the claims of a file that can be read, each in its place."""
    shown = _shown(pages)

    def rules(file: ClaimFile) -> Iterator[Problem]:
        for at, claim in enumerate(file.claims):
            for field, message in _wrong(claim, shown):
                yield Problem(message, ("claims", at, field))

    try:
        authoring.read(
            path, authoring.FileType(file="claims.yml", holds=ClaimFile, rules=rules), shown_as
        )
    except InvalidFile as invalid:
        return invalid.problems
    return ()


def _shown(pages: Iterable[Page]) -> set[str]:
    """Return the claims that stand in a fence of claims on some page."""
    return {name for page in pages for fence in fences.find(page.markdown) for _, name in fence.ids}


def _wrong(claim: Claim, shown: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each field of a claim that is wrong, with the reason."""
    if claim.id not in shown:
        remedy = 'name it under "claims" in the front matter of a page and in a claims fence there'
        yield "id", f'no page shows this claim; "{claim.id}"; {remedy}'
    if claim.linked != "not-applicable" and not any(citations.find(claim.evidence)):
        remedy = 'cite a study, or grade it "not-applicable"'
        yield "evidence", f"a graded claim cites nothing; {claim.linked!r} is its grade; {remedy}"
    count = len(_SENTENCE.findall(claim.evidence.strip()))
    if count > LONGEST:
        message = f"the evidence is too long; found {count} sentences; shorten it to {LONGEST}"
        yield "evidence", message
    for field in _FIELDS:
        text = getattr(claim, field)
        if proved := _PROVED.search(text):
            message = (
                f'nothing is proved here; "{proved[0]}"; say what went together, or what trials saw'
            )
            yield field, message
        yield from ((field, message) for message, _, _ in wording.found(text))
