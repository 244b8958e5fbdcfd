"""Coverage: which pages tell a claim, how it is graded, and which area checks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_site import grades, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alliance_site.claims import Claim
    from alliance_site.overview import Overview
    from selfassess import Domain

HEAD = (
    "Claim",
    "Pages",
    grades.LINKED_QUESTION,
    grades.CHANGING_QUESTION,
    "References",
    "Checked by",
)


def render(overview: Overview, uri: str) -> str:
    """Return a table for each part of the interview, with links as the page at `uri` needs them."""
    return "\n\n".join(_blocks(overview, uri))


def _blocks(overview: Overview, uri: str) -> Iterator[str]:
    for heading, claims in overview.parts():
        yield f"### {heading}"
        yield tables.table(HEAD, [_row(claim, overview, uri) for claim in claims])


def _row(claim: Claim, overview: Overview, uri: str) -> Sequence[str]:
    pages = [page.link_from(uri) for page in overview.covering(claim.id)]
    areas = [_area(area, overview, uri) for area in overview.checking(claim.id)]
    return (
        f"**{overview.claim_link(claim.id, uri)}** {claim.claim}{_mark(claim)}",
        "<br>".join(pages) or "no page yet",
        grades.LINKED[claim.linked],
        grades.CHANGING[claim.changing],
        str(len(claim.keys)),
        "<br>".join(areas) or "no area",
    )


def _mark(claim: Claim) -> str:
    return f" *{grades.FURTHER}.*" if claim.wording == "goes-further" else ""


def _area(area: Domain, overview: Overview, uri: str) -> str:
    page = overview.page(area.page)
    return page.link_from(uri, words=area.title) if page else area.title
