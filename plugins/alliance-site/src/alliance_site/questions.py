"""Questions: what the check of each area of a page asks, what it is, and the way to it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alliance_site.overview import Overview
    from selfassess import Domain, Instrument


_PROMISES = {
    "private": "about/privacy.md",
    "not a validated test": "about/limits.md",
}
"""What is said of every check, and the page that tells more of it."""


def render_lead(overview: Overview, uri: str) -> str:
    """Return what stands before the check of the area that the page at a place teaches."""
    area = next((each for each in overview.areas.values() if each.page == uri), None)
    if not (area and overview.check):
        return ""
    items = overview.check.items_of(area.id)
    pages = {words: overview.page(told) for words, told in _PROMISES.items()}
    said = [page.link_from(uri, words=words) if page else words for words, page in pages.items()]
    head = f"{len(items)} questions about {overview.check.recall_of(items[0])}"
    return f"{head}: {', '.join(said)}, and a way to choose one habit."


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
