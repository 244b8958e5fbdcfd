"""Plain pages of Material for MkDocs as long as some of ours: what a load is held against.

A page keeps every word and every element that ours shows in its text, in the same order. What is no
element of ordinary text becomes `p`, `div` or `span`; classes, scripts, drawings and what is hidden
are left out. The site has these pages only, no styles or scripts of its own, and no feature that is
not there by default, but for fonts, which Material fetches from elsewhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONFIG = "site_name: Plain\nsite_url: {url}\ntheme: {{name: material, font: false}}\n"
EMPTY = {"input", "br", "hr", "img", "wbr", "link"}
LEFT_OUT = {"script", "style", "template", "svg", "noscript"}
TEXT = {"p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "thead", "tbody", "tr"}
TEXT |= {"th", "td", "strong", "em", "code", "sup", "br", "hr", "h1", "h2", "h3", "h4", "a"}
PARAGRAPHS = {"legend", "summary"}
BLOCKS = {"div", "fieldset", "form", "section", "self-assessment", "details", "nav", "figure"}


class Plain(HTMLParser):
    """What stands in the article of a page, as plain elements and, for headings, as Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self._open: list[str] = []
        self._inside = False
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "article":
            self._inside = True
        elif self._left_out or tag in LEFT_OUT or "hidden" in given or is_mark(given):
            self._left_out += tag not in EMPTY
        elif self._inside and tag in EMPTY:
            self.out.append(f"<{tag}>" if tag in TEXT else "<span></span>")
        elif self._inside:
            self._begin(plain(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._inside = False
        elif tag not in EMPTY and self._left_out:
            self._left_out -= 1
        elif tag not in EMPTY and self._inside:
            name = self._open.pop()
            self.out.append("\n\n" if name.startswith("#") else f"</{name}>")

    def handle_data(self, data: str) -> None:
        if self._inside and not self._left_out:
            self.out.append(escape(" ".join(f".{data}.".split())[1:-1]))

    def _begin(self, name: str) -> None:
        # Material lists only headings that Markdown knows.
        if not self._open and name[0] == "h" and name[1:].isdigit():
            name = "#" * int(name[1:])
        self._open.append(name)
        start = f"\n\n{name} " if name.startswith("#") else f"<{name}>"
        self.out.append('<a href="#">' if name == "a" else start)


def is_mark(given: Mapping[str, str | None]) -> bool:
    """Whether an element is the mark beside a heading, which Material adds by itself."""
    return given.get("class") == "headerlink"


def plain(tag: str) -> str:
    """Return the plain element in place of one of ours."""
    if tag in TEXT:
        return tag
    return "p" if tag in PARAGRAPHS else "div" if tag in BLOCKS else "span"


def build(ours: Path, pages: Mapping[str, str], home: Path, url: str) -> None:
    """Build the site into `home`/site; `pages` are paths of the built site `ours` by new name."""
    docs = home / "docs"
    docs.mkdir()
    for name, path in {"index": "", **pages}.items():
        reading = Plain()
        reading.feed((ours / path / "index.html").read_text(encoding="utf-8"))
        (docs / f"{name}.md").write_text("".join(reading.out), encoding="utf-8")
    (home / "mkdocs.yml").write_text(CONFIG.format(url=url), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", str(home / "site")]
    subprocess.run(command, cwd=home, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
