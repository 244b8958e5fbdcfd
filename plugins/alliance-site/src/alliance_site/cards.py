"""Cards: claims as blocks of a page, in HTML whose sentences are Markdown still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from alliance_site import grades

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alliance_site.claims import Claim

# Nothing is escaped: the words come from our own data file and are Markdown.
_TEMPLATES = Environment(
    loader=PackageLoader("alliance_site"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    autoescape=False,
)


def render(claims: Sequence[Claim], *, legend: bool, pages: Mapping[str, str] | None = None) -> str:
    """Return the cards of some claims, under a legend of the two grades if asked for.

    `pages` holds, for each claim, links to the pages that tell it; left out, a card has none.
    """
    template = _TEMPLATES.get_template("claims.md.jinja")
    return template.render(claims=claims, legend=legend, grades=grades, pages=pages or {}).strip()
