"""Status: the age of every page, the oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_site import reviews, tables
from alliance_site.reviews import in_words

if TYPE_CHECKING:
    from alliance_site.overview import Overview

HEAD = ("Page", "Written", "Sources last checked", "Clinical review", "Next check due")
NO_CONTACT = (
    "**Corrections contact: not set up yet.**\n"
    "An address will stand here when somebody is there to answer."
)


PUBLIC = "Others can read what you write there, so write nothing about a patient."
"""What a reader must know of a list of issues."""


def render(overview: Overview, uri: str) -> str:
    """Return a row for each page that says when it was written."""
    known = [(review, page) for page in overview.pages if (review := reviews.of(page))]
    known.sort(key=lambda pair: (pair[0].last, pair[1].title.lower()))
    rows = [
        (
            page.link_from(uri),
            in_words(review.written),
            review.sources,
            review.clinical,
            f"{review.next_check:%B %Y}",
        )
        for review, page in known
    ]
    return tables.table(HEAD, rows)


def render_contact(overview: Overview, uri: str) -> str:
    """Return where to write about a mistake, or that there is no such place yet."""
    contact = overview.corrections.strip()
    if not contact:
        return NO_CONTACT
    is_address = "@" in contact or contact.startswith("https://")
    where = f"**Corrections contact:** {f'<{contact}>' if is_address else contact}"
    return f"{where}\n{PUBLIC}" if contact.endswith("/issues") else where
