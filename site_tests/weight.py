"""Weight: what a page of the built site makes a reader's browser fetch, in bytes.

    weight = Weight.of(folder, folder / "assess/self-review/index.html")
    total(weight.scripts)                          # what our JavaScript weighs there

Everything is found in the finished files, so that a module that somebody adds is counted
without being named here.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

OURS = "assets/selfassess/"
"""Where the plugin puts its files."""
ELEMENTS = ("self-assessment", "issue-desk", "course-learner", "practice-scenario")
"""What a fence leaves in a page."""
_IMPORTED = re.compile(r"""\b(?:from|import)\s*["'](\.[^"']+\.m?js)["']""")
_STARTED = re.compile(r"""new URL\(["']([^"']+\.m?js)["'],\s*import\.meta\.url\)""")
_STYLED = re.compile(r"""new URL\(["']([^"']+\.css)["'],\s*import\.meta\.url\)""")
_ON_DEMAND = re.compile(r"""["'](\./[\w-]+\.m?js)["']""")


def compressed(file: Path) -> int:
    """Return the bytes of a file as a good host sends it."""
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def total(files: Iterable[Path]) -> int:
    """Return the compressed bytes of some files."""
    return sum(map(compressed, files))


@dataclass(frozen=True)
class Weight:
    """The files of the plugin that one page fetches."""

    scripts: tuple[Path, ...]
    """What runs for everybody who looks: the modules of the page, what they import or start."""
    on_demand: tuple[Path, ...]
    """What is fetched with a touch, by a form that changes, or for something rare."""
    styles: tuple[Path, ...]
    """What the page itself names."""
    later_styles: tuple[Path, ...] = ()
    """What a script puts in place with a touch."""

    @classmethod
    def of(cls, site: Path, page: Path) -> Weight:
        """Return the weight of a page of a built site."""
        ours = [path for path in loaded(page) if path.is_relative_to(site / OURS)]
        scripts = reached([path for path in ours if path.suffix == ".js"], _IMPORTED, _STARTED)
        rare = reached(scripts, _IMPORTED, _STARTED, _ON_DEMAND)
        return cls(
            scripts=tuple(scripts),
            on_demand=tuple(path for path in rare if path not in scripts),
            styles=tuple(path for path in ours if path.suffix == ".css"),
            later_styles=tuple(path for module in rare for path in _named(module, [_STYLED])),
        )


def loaded(page: Path) -> list[Path]:
    """Return the local files that the elements of a page name, in their order, each once."""
    parser = _Addresses()
    parser.feed(page.read_text(encoding="utf-8"))
    local = [name for name in parser.addresses if name and ":" not in name]
    paths = [(page.parent / name.partition("#")[0].partition("?")[0]).resolve() for name in local]
    return list(dict.fromkeys(path for path in paths if path.is_file()))


def reached(start: Iterable[Path], *patterns: re.Pattern[str]) -> list[Path]:
    """Return modules and all that they name by these patterns, in the order they are met."""
    found: dict[Path, None] = {}
    pending = list(start)
    while pending:
        module = pending.pop(0)
        if module not in found:
            found[module] = None
            pending.extend(_named(module, patterns))
    return list(found)


def _named(module: Path, patterns: Iterable[re.Pattern[str]]) -> Iterator[Path]:
    text = module.read_text(encoding="utf-8")
    for pattern in patterns:
        yield from ((module.parent / match[1]).resolve() for match in pattern.finditer(text))


def pages(site: Path) -> list[Path]:
    """Return the pages of a built site."""
    return sorted(site.rglob("*.html"))


def has_form(page: Path) -> bool:
    """Whether a page holds an assessment."""
    return "<self-assessment" in page.read_text(encoding="utf-8")


def has_desk(page: Path) -> bool:
    """Whether a page holds the issue desk."""
    return "<issue-desk" in page.read_text(encoding="utf-8")


def has_anything(page: Path) -> bool:
    """Whether a page holds anything that a fence put there."""
    text = page.read_text(encoding="utf-8")
    return any(f"<{name}" in text for name in ELEMENTS)


class _Addresses(HTMLParser):
    """Gathers the addresses of everything that an element loads."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag != "a":
            self.addresses += [value for name in ("src", "href") if (value := found.get(name))]
