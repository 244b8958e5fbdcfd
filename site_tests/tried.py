"""What assessments are tried with, besides what every test uses: the table of the manual, as data.

`test_hosts.py` builds a site with each, in these versions, and holds the table against this list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

WORKS = "works"
PAPER = "works; the page for print has the form as on paper"
TOLD = "a warning names each page with a form; leave it out there"


@dataclass(frozen=True)
class Tried:
    """A plugin of others, in one version."""

    distribution: str
    version: str
    name: str
    """As it stands under `plugins` in mkdocs.yml."""
    outcome: str = WORKS
    options: Any = None
    last: bool = False
    """Whether it insists on being the last of the list."""

    @property
    def entry(self) -> Any:
        """What stands under `plugins`."""
        return {self.name: self.options} if self.options else self.name

    @property
    def row(self) -> tuple[str, str, str]:
        """Its row in the table of the manual."""
        return f"`{self.name}`, {self.distribution}", self.version, self.outcome


_LANGUAGES = [
    {"locale": "en", "default": True, "name": "English"},
    {"locale": "es", "name": "Español"},
]

PLUGINS = [
    Tried("mkdocs-awesome-nav", "3.3.0", "awesome-nav"),
    Tried("mkdocs-awesome-pages-plugin", "2.10.1", "awesome-pages"),
    Tried(
        "mkdocs-encryptcontent-plugin",
        "3.1.0",
        "encryptcontent",
        TOLD,
        {"global_password": "correct-Horse-battery-Staple-97531-zebra"},
    ),
    Tried("mkdocs-gen-files", "0.6.1", "gen-files", WORKS, {"scripts": ["made.py"]}),
    Tried("mkdocs-git-revision-date-localized-plugin", "1.6.0", "git-revision-date-localized"),
    Tried("mkdocs-glightbox", "0.5.3", "glightbox"),
    Tried(
        "mkdocs-htmlproofer-plugin",
        "1.6.0",
        "htmlproofer",
        WORKS,
        {"validate_external_urls": False},
    ),
    Tried("mkdocs-include-markdown-plugin", "7.3.0", "include-markdown"),
    Tried("mkdocs-literate-nav", "0.6.3", "literate-nav"),
    Tried("mkdocs-llmstxt", "0.5.1", "llmstxt", TOLD, {"sections": {"All": ["form.md"]}}),
    Tried("mkdocs-macros-plugin", "1.5.0", "macros"),
    Tried("mkdocs-minify-plugin", "0.8.0", "minify", WORKS, {"minify_html": True}),
    Tried("mkdocs-monorepo-plugin", "1.1.2", "monorepo"),
    Tried("mkdocs-print-site-plugin", "2.9", "print-site", PAPER, last=True),
    Tried(
        "mkdocs-redirects", "1.2.3", "redirects", WORKS, {"redirect_maps": {"old.md": "form.md"}}
    ),
    Tried("mkdocs-rss-plugin", "1.19.0", "rss"),
    Tried("mkdocs-section-index", "0.3.12", "section-index"),
    Tried(
        "mkdocs-static-i18n",
        "1.3.1",
        "i18n",
        WORKS,
        {"docs_structure": "suffix", "languages": _LANGUAGES},
    ),
]

PROPERDOCS = "1.6.7"
ZENSICAL = "0.0.73"
"""The last one that brings its own theme."""
ZENSICAL_BARE = "0.1.3"
"""Newer, but its theme is a package of its own: tried with a theme of one page."""


def hosts(lock: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return the rows of hosts and themes; `lock` gives the version of what every test uses."""
    return [
        ("MkDocs", lock["mkdocs"], WORKS),
        ("ProperDocs", PROPERDOCS, WORKS),
        ("Zensical", ZENSICAL, "the fence works; no policy, see [without MkDocs](#without-mkdocs)"),
        ("Zensical", ZENSICAL_BARE, "the same, tried with a stand-in for its theme"),
        ("theme `mkdocs`", "of MkDocs and ProperDocs", "set `highlightjs: false`"),
        ("theme `readthedocs`", "of MkDocs and ProperDocs", "set `highlightjs: false`"),
        ("Material for MkDocs", lock["mkdocs-material"], "set `font: false`"),
    ]
