"""Questions: what the check of each area of a page asks, and the way to it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alliance_site.overview import Overview
    from selfassess import Domain, Instrument


def render(overview: Overview, uri: str) -> str:
    """Return the questions of each area that the page at a place declares, folded."""
    page = overview.page(uri)
    wanted = page.names("areas") if page else []
    known = [overview.areas[name] for name in wanted if name in overview.areas]
    check = overview.check
    return "\n\n".join(_folded(check, area, overview, uri) for area in known) if check else ""


def _folded(check: Instrument, area: Domain, overview: Overview, uri: str) -> str:
    items = check.items_of(area.id)
    period = check.recall_of(items[0])
    head = f"{area.title}: {len(items)} questions about {period}"
    home = overview.page(area.page)
    words = "Answer them in private"
    way = home.link_from(uri, "#check-yourself", words) if home else ""
    stems = "\n".join(f"- {item.stem}" for item in items)
    return (
        f'<details class="questions" markdown="1">\n<summary>{escape(head)}</summary>\n\n'
        f"{stems}\n\n{way}\n\n</details>"
    )
