"""Reading: how long a page takes."""

from __future__ import annotations

import re

from alliance_site import fences

WORDS_A_MINUTE = 200
"""Adults read English non-fiction silently at about 238 words a minute, most of them at 175 to 300
(Brysbaert 2019, Journal of Memory and Language 109, 104047, a review of 190 studies). We count on
less, for people who read between two patients, or in their second language."""

_LEFT_OUT = re.compile(
    r"^## Sources\b.*\Z"
    r"|<!--.*?-->|<svg\b.*?</svg>|<[^>\n]+>"
    r"|\{[ :][^}\n]*\}"  # ids and classes
    r"|^--8<-- [^\n]*"  # a drawing that is put in
    r"|\]\([^)\s]*\)"  # where links lead
    r"|\[@[^\]\n]*\]",
    re.MULTILINE | re.DOTALL,
)
_WORD = re.compile(r"\w[\w'’.,-]*")


def words(markdown: str) -> int:
    """Return how many words a reader meets, without cards, forms, examples and sources."""
    return len(_WORD.findall(_LEFT_OUT.sub(" ", fences.outside(markdown))))


def minutes(markdown: str) -> int:
    """Return the minutes that a page takes, rounded up; 0 if it takes less than one."""
    count = words(markdown)
    return -(-count // WORDS_A_MINUTE) if count >= WORDS_A_MINUTE else 0


def with_time(html: str, time: int) -> str:
    """Return the page with its reading time in minutes under its title; 0 is not told."""
    if not time:
        return html
    # Left out of the search, whose every hit would begin with it.
    line = f'<p class="reading-time" data-search-exclude>{time} minute{"s"[: time > 1]} to read</p>'
    return html.replace("</h1>", f"</h1>\n{line}", 1)
