"""Desk: where all that is editorial is looked at, once for the whole site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alliance_site.editorial import (
    evidence,
    front_matter,
    paths,
    reviewed,
    wording,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from alliance_site.overview import Overview
    from alliance_site.pages import Page
    from alliance_site.references import References
    from selfassess import Problem


@dataclass(frozen=True)
class Source:
    """A file that the pages share."""

    path: Path
    shown_as: str
    """The file as its author knows it."""

    @property
    def text(self) -> str:
        """What it holds."""
        return self.path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Desk:
    """The pages that have to follow the rules, and what they are held against."""

    pages: tuple[Page, ...]
    overview: Overview
    nav: Any
    """The menu as MkDocs has it; None if it makes one."""
    config: Source
    claims: Source
    references: References
    glossary: Source | None

    def problems(self) -> Iterator[Problem]:
        """Yield everything that is wrong: of each page, of the whole, of the shared files."""
        uris = {page.uri: page for page in self.overview.pages}
        for page in self.pages:
            yield from front_matter.problems(page)
            yield from wording.problems(page)
            yield from paths.broken_links(page, uris)
        yield from reviewed.problems(self.overview.pages)
        yield from paths.untaught(self.overview.areas, uris)
        yield from paths.not_in_menu(self.pages, self.nav, self.config.shown_as)
        yield from paths.gone_from_menu(uris, self.nav, self.config.text, self.config.shown_as)
        yield from self._shared(uris)

    def _shared(self, uris: dict[str, Page]) -> Iterator[Problem]:
        yield from self.references.unused(each.key for each in self.overview.cited())
        pages = self.overview.pages
        yield from evidence.problems(self.claims.path, self.claims.shown_as, pages)
        if self.glossary:
            yield from paths.lost_terms(self.glossary.path, self.glossary.shown_as, uris)
