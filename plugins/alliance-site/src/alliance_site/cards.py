"""Cards: claims as blocks of a page, in HTML whose sentences are Markdown still."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alliance_site import grades
from alliance_site.claims import OTHER
from alliance_site.templates import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from alliance_site.claims import Claim


def render(
    claims: Sequence[Claim],
    link: Callable[[str], str],
    *,
    legend: bool,
    pages: Mapping[str, str] | None = None,
) -> str:
    """Return the cards of some claims, under a legend of the grades if asked for.

    `link` gives the link to another claim that a card names. `pages` holds, for each claim, links
    to the pages that tell it; left out, a card has none.
    """

    def linked(text: str) -> str:
        return re.sub(OTHER, lambda other: link(other[0]), text)

    # Nothing is escaped: the words come from our own data file and are Markdown.
    context = {"claims": claims, "legend": legend, "grades": grades, "pages": pages or {}}
    return fill("claims.md.jinja", escape=False, linked=linked, **context)
