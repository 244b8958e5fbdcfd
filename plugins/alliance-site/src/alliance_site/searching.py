"""Searching: what Material's search is told of a page besides its text.

The words with which people look for a page stand in its front matter under `also`. The search
knows no grammar, so each word is given in its usual forms: a form that nobody says does no harm.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WORKER = Path(__file__).with_suffix(".js")
"""What the theme's search worker begins with."""

_UNSAID = re.findall(
    r"\w+",
    """a about after am an and are as at be been before by can can't could d did didn't do does doesn't
    don't dont for from had has have he her here hers herself him himself his how I if in into is
    isn't it its just I'll me mine my no not of on or our out really she should so some than that the
    their theirs them then there these they this those to too up us very was wasn't we we're were
    what when where which who will with won't would you you've your yours""",
)
"""Words that say nothing of what is looked for. The search takes each word for the beginning of
others, so that "he" would find "help"."""
_WORD = re.compile(r"[^\W_]+")
_EVERYWHERE = {"patient", "patients"}
"""Words that stand on nearly every page and would draw a search to all of them."""
_FORM = re.compile(r"(s|ed|ing|al|ous|ive|ful|ly|ion|ity|er)$")
"""The end of a word that is a form already, or has none of those of a verb."""
_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][bdglmnprtv]$")
"""A word whose last letter is doubled: stab, hit."""


def separator() -> str:
    """Return what stands between the words of a page or a query, as a regular expression."""
    words = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted({*_UNSAID}))
    return rf"[^0-9A-Za-zÀ-ɏ]+|\b(?:{words})\b"


def tags(phrases: Iterable[str]) -> list[str]:
    """Return the words of some phrases in their forms, which the search weighs most."""
    words = {word.lower() for phrase in phrases for word in _WORD.findall(phrase)}
    return sorted({form for word in words - _EVERYWHERE for form in _forms(word)})


def _forms(word: str) -> Iterator[str]:
    yield word
    if len(word) < 3 or not word.isalpha() or _FORM.search(word):
        return
    if re.search(r"[^aeiou]y$", word):
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
        return
    root = word.removesuffix("e")
    yield from (f"{word}s", f"{root}ed", f"{root}ing")
    if _DOUBLED.search(word):
        yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")


def weight(uri: str, weights: Mapping[str, float]) -> float:
    """Return the factor of a page: that of the longest folder which holds it, or else 1."""
    folders = sorted((name for name in weights if uri.startswith(f"{name}/")), key=len)
    return weights[folders[-1]] if folders else 1


def finish(site: Path, described: Mapping[str, str]) -> None:
    """Finish the index of the search of a built site, if it has one.

    `described` are the descriptions by address under the root of the site. With each of its pages
    the theme would read all that it says; only its worker does, once somebody searches.
    """
    index = site / "search/search_index.json"
    if not index.is_file():
        return
    found = json.loads(index.read_text(encoding="utf-8"))
    _finish_pages(found["docs"], described)
    workers = list(site.glob("assets/javascripts/workers/search.*.js"))
    for worker in workers:
        before = _WORKER.read_text(encoding="utf-8")
        worker.write_text(before + worker.read_text(encoding="utf-8"), encoding="utf-8")
    if workers:
        _write(index.with_name("pages.json"), found["docs"])
        found["docs"] = []
    _write(index, found)


def _finish_pages(documents: Iterable[dict[str, Any]], described: Mapping[str, str]) -> None:
    """Let each page begin with its description, and have its tags once.

    The search has the tags of a page with each of its sections, too, which makes the index twice
    as long.
    """
    for document in documents:
        if "#" in document["location"]:
            document.pop("tags", None)
        elif not document["text"]:
            document["text"] = escape(described.get(document["location"], ""), quote=False)


def _write(file: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text, encoding="utf-8")
