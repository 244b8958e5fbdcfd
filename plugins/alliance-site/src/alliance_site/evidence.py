"""Evidence: every claim with its grades on one page, and every reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_site import cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alliance_site.claims import Claim
    from alliance_site.overview import Overview
    from alliance_site.references import Reference


def render(overview: Overview, uri: str) -> str:
    """Return the cards of all claims under the parts of the interview."""
    return "\n\n".join(_blocks(overview, uri))


def _blocks(overview: Overview, uri: str) -> Iterator[str]:
    def link(claim: str) -> str:
        return overview.claim_link(claim, uri)

    for heading, claims in overview.parts():
        yield f"### {heading}"
        pages = {claim.id: _pages(claim, overview, uri) for claim in claims}
        yield cards.render(claims, link, legend=False, pages=pages)


def _pages(claim: Claim, overview: Overview, uri: str) -> str:
    return " · ".join(page.link_from(uri) for page in overview.covering(claim.id))


def render_references(overview: Overview, uri: str) -> str:
    """Return all references that are in use; those that wait to be checked stand apart."""
    known = overview.cited()
    checked = [each for each in known if not each.unchecked]
    waiting = [each for each in known if each.unchecked]
    return "\n\n".join(
        [
            f"### Checked ({len(checked)}) {{ #checked }}",
            _listed(checked),
            f"### Not yet checked ({len(waiting)}) {{ #not-yet-checked }}",
            _listed(waiting),
        ]
    )


def _listed(references: Iterable[Reference]) -> str:
    return "\n".join(f"- {each.markdown}\n{{ #ref-{each.key} }}" for each in references)
