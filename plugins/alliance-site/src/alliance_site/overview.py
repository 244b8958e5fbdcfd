"""Overview: all pages and all facts at once, for the pages that list them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from alliance_site import citations, fences
from alliance_site.claims import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from alliance_site.claims import Claim
    from alliance_site.glossary import Glossary
    from alliance_site.helplines import HelplineFile
    from alliance_site.pages import Page
    from alliance_site.references import Reference
    from selfassess import Domain, Instrument


@dataclass(frozen=True)
class Overview:
    """The site as it is on one day."""

    pages: tuple[Page, ...]
    """In the order of their files."""
    claims: Mapping[str, Claim]
    check: Instrument | None
    """The instrument whose domains are the areas."""
    references: Mapping[str, Reference]
    helplines: HelplineFile | None
    glossary: Glossary | None
    corrections: str
    """Where to write when something is wrong; empty before anyone is there to answer."""
    today: date

    @property
    def areas(self) -> Mapping[str, Domain]:
        """The areas by id."""
        return self.check.domain if self.check else {}

    def covering(self, claim: str) -> list[Page]:
        """Return the pages that declare a claim; the page that teaches an area comes first."""
        taught = {area.page for area in self.areas.values()}
        pages = [page for page in self.pages if claim in page.names("claims")]
        return sorted(pages, key=lambda page: page.uri not in taught)

    def checking(self, claim: str) -> list[Domain]:
        """Return the areas that check a claim: those whose own page declares both.

        A page for a setting names several claims and several areas, and would join each to each.
        """
        pages = {page.uri: page for page in self.covering(claim)}
        return [
            area
            for area in self.areas.values()
            if area.page in pages and area.id in pages[area.page].names("areas")
        ]

    def cited(self) -> list[Reference]:
        """Return the references that a claim or a page uses, in the order of their file."""
        keys = {key for claim in self.claims.values() for key in claim.keys}
        keys |= {each.key for page in self.pages for each in citations.find(page.markdown)}
        return [each for each in self.references.values() if each.key in keys]

    def page(self, uri: str) -> Page | None:
        """Return the page at a place in the documentation."""
        return next((page for page in self.pages if page.uri == uri), None)

    def home_of(self, word: str) -> Page | None:
        """Return the first page that has a fence of that word."""
        return next((page for page in self.pages if fences.find(page.markdown, {word})), None)

    def claim_link(self, claim: str, uri: str) -> str:
        """Return a link to the card of a claim, as the page at `uri` needs it; else its id."""
        home = self.home_of("evidence")
        return home.link_from(uri, f"#claim-{claim.lower()}", claim) if home else claim

    def linking_from(self, uri: str) -> Callable[[str], str]:
        """Return what gives the link to the card of a claim, for the page at `uri`."""
        return partial(self.claim_link, uri=uri)

    def parts(self) -> Iterator[tuple[str, list[Claim]]]:
        """Yield the parts of the interview that have claims, as headings, with their claims."""
        for part, heading in PARTS.items():
            if claims := [claim for claim in self.claims.values() if claim.question == part]:
                yield heading, claims
