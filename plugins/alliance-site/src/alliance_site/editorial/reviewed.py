"""Reviewed: what the site says of itself as long as no clinician has read a page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_site import reviews
from selfassess import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alliance_site.pages import Page

NOBODY = "No page has had a clinical review yet"


def problems(pages: Sequence[Page]) -> Iterator[Problem]:
    """Yield each place that says that nobody has, once somebody has."""
    done = next((p for p in pages if (review := reviews.of(p)) and review.reviewer), None)
    for page in pages if done else ():
        for number, line in enumerate(page.markdown.split("\n"), 1):
            if done and NOBODY in line:
                message = f'a page has had a clinical review; "{done.uri}"; take out that none has had one'
                column = line.index(NOBODY) + 1
                yield page.in_body(Problem(message, line=number, column=column))
