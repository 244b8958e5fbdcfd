"""Tics: turns of phrase that readers stumbled over because they came again and again.

The list comes from readings of the whole site; whoever stumbles over another adds it here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

pytestmark = pytest.mark.content

CONTENT = Path(__file__).resolve().parents[3] / "content"
PAGES = {
    uri: file.read_text(encoding="utf-8").split("---\n", 2)[-1]
    for file in sorted(CONTENT.rglob("*.md"))
    if not (uri := file.relative_to(CONTENT).as_posix()).startswith(
        ("data/", "about/decisions/", "own-site/")
    )
}

TICS = {
    "one thing, and not another": r", and not ",
    "a thing is one thing and never another": r"\bis an? [\w -]+ and (?:never|not) an?\b",
    "a hardship is a fact about": r"\bis (?:a fact|information) about\b",
    "not a failing of the reader": r"\bnot a (?:failing|fault|failure) (?:of|in) (?:you|yours)\b",
    "the most likely is this": r"(?i)\bmost likely (?:cause|reason) is this\b",
    "not just one thing but another": r"\bnot (?:just|only|merely)\b[^.]*\bbut\b",
}
"""What no page says, by what it does."""

STOCK = 3
"""Pages on which one sentence may stand; what is said on more is said once, in one place."""
SHORTEST = 40
"""Characters of a sentence that counts: "The people are invented." has to be said each time."""


@pytest.mark.parametrize("tic", TICS)
def test_no_page_has_a_tic(tic: str) -> None:
    found = [
        f"{uri}: {line}"
        for uri, text in PAGES.items()
        for line in text.split("\n")
        if re.search(TICS[tic], line)
    ]
    assert found == []


def test_no_sentence_stands_on_many_pages() -> None:
    pages = defaultdict(set)
    for uri, text in PAGES.items():
        for line in text.split("\n"):
            sentence = re.sub(r"\]\([^)]*\)", "]", line.strip("> "))
            if len(sentence) >= SHORTEST and sentence[0] not in "#|`{":
                pages[sentence].add(uri)
    assert {each: sorted(on) for each, on in pages.items() if len(on) > STOCK} == {}
