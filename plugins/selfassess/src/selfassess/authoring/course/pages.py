"""Pages: the built pages of a site, for how many words a course has and which sections are there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from selfassess.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"\w[\w'’.,-]*")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEFT_OUT_TAGS = {
    *("script", "style", "svg", "nav", "form", "template", "button"),
    *("self-assessment", "course-learner"),
}
_LEFT_OUT_CLASSES = {"footnote", "headerlink", "reading-time", "footnote-ref"}
_WITHOUT_END = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What a page in plain large print keeps of the marks of a page, without their attributes.
_KEPT = {
    *("p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "strong", "em", "sub", "sup"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "code", "pre"),
}
SOURCES = ("sources", "references")
"""The headings whose sections are no body text."""


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, up to the next heading."""

    id: str
    level: int
    text: str
    title: str = ""
    """The words of the heading."""
    html: str = ""
    """The text without the heading, as plain HTML."""


@dataclass(frozen=True)
class BuiltPage:
    """One page: its body text by headings, without navigation, forms and sources."""

    sections: tuple[Section, ...]
    sources: str = ""
    """The id of the heading over its sources; empty if it has none."""

    @property
    def headings(self) -> list[str]:
        """The ids of its headings."""
        return [section.id for section in self.sections if section.id]

    def places(self, heading: str = "") -> frozenset[int]:
        """Return which sections are read: under a heading with all that it holds, or all."""
        if not heading:
            return frozenset(range(len(self.sections)))
        first = self.headings_at[heading]
        level = self.sections[first].level
        found = {first}
        for at in range(first + 1, len(self.sections)):
            if self.sections[at].level <= level:
                break
            found.add(at)
        return frozenset(found)

    @property
    def title(self) -> str:
        """Its first heading; empty if it has none."""
        return next((section.title for section in self.sections if section.id), "")

    def text(self, places: Iterable[int]) -> str:
        """Return the body text of some sections."""
        return " ".join(" ".join(self.sections[at].text.split()) for at in sorted(places))

    @property
    def headings_at(self) -> dict[str, int]:
        """Where each heading stands among the sections."""
        return {section.id: at for at, section in enumerate(self.sections) if section.id}

    def words(self, places: Iterable[int]) -> int:
        """Return how many words of body text some sections have."""
        return sum(len(_WORD.findall(self.sections[at].text)) for at in places)


def read_page(html: str) -> BuiltPage:
    """Return the page that a file of the site holds."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    sections, inside, sources = [], 0, ""
    for section in reader.sections():
        if inside and section.level > inside:
            continue
        inside = section.level if section.id in SOURCES else 0
        sources = sources or (section.id if inside else "")
        if not inside:
            sections.append(section)
    return BuiltPage(tuple(sections), sources)


class Pages:
    """The pages of a built site, by the names of their Markdown files."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the site; raise Refused if there is none."""
        if not folder.is_dir():
            message = "there is no built site; it was looked for here; build it, or name it"
            raise Refused([Problem(message, file=str(folder))])
        self._folder = folder
        self.page = cache(self._page)

    @property
    def names(self) -> list[str]:
        """The names of all pages, as readings write them."""
        found = (path.relative_to(self._folder) for path in self._folder.rglob("*.html"))
        plain = (path.as_posix().removesuffix(".html") for path in found)
        return sorted(f"{name.removesuffix('/index')}.md" for name in plain)

    def _page(self, name: str) -> BuiltPage | None:
        stem = Path(name.removesuffix(".md"))
        places = [stem / "index.html", stem.with_suffix(".html")]
        if stem.name == "index":
            places = [stem.with_suffix(".html")]
        for place in places:
            if (self._folder / place).is_file():
                return read_page((self._folder / place).read_text(encoding="utf-8"))
        return None


class _Reader(HTMLParser):
    """Gathers the text of the one article of a page under its headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool, bool]] = []
        self._found: list[tuple[str, int, list[str], list[str], list[str]]] = []
        self._begin("", 0)

    def _begin(self, id_: str, level: int) -> None:
        self._found.append((id_, level, [], [], []))

    def sections(self) -> list[Section]:
        """Return what was found, without what has neither a heading nor a text."""
        made = [
            Section(id_, level, "".join(text), " ".join("".join(title).split()), "".join(html))
            for id_, level, text, title, html in self._found
        ]
        return [section for section in made if section.id or section.text.strip()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _WITHOUT_END:
            # A picture is told by its words.
            self._mark({"br": "<br>", "img": escape(given.get("alt") or "")}.get(tag, ""))
            return
        classes = set((given.get("class") or "").split())
        out = tag in _LEFT_OUT_TAGS or bool(classes & _LEFT_OUT_CLASSES)
        # The themes that come with MkDocs have no article.
        body = tag == "article" or given.get("role") == "main"
        self._open.append((tag, out, body))
        if tag in _HEADINGS and self._is_read():
            self._begin(given.get("id") or "", int(tag[1]))
        elif tag in _KEPT:
            self._mark(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        # What is left open inside ends with it.
        at = next((n for n in reversed(range(len(self._open))) if self._open[n][0] == tag), None)
        if at is not None:
            self._mark(f"</{tag}>" if tag in _KEPT else "")
            del self._open[at:]
        self._add(" " if tag not in ("a", "em", "strong", "span", "abbr", "code", "sup") else "")

    def handle_data(self, data: str) -> None:
        self._add(data)
        self._mark(escape(data))

    def _mark(self, html: str) -> None:
        if self._is_read() and not any(tag in _HEADINGS for tag, _, _ in self._open):
            self._found[-1][4].append(html)

    def _add(self, text: str) -> None:
        if self._is_read():
            self._found[-1][2].append(text)
            if any(tag in _HEADINGS for tag, _, _ in self._open):
                self._found[-1][3].append(text)

    def _is_read(self) -> bool:
        inside = any(body for _, _, body in self._open)
        return inside and not any(out for _, out, _ in self._open)
