"""Rendering: what Zensical tells a fence about the page that it stands on.

Zensical registers a preprocessor that does nothing but hold this; its own extensions read it.
It is not documented, so nothing here relies on it: what is not there is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs_selfassess.paths import shown

if TYPE_CHECKING:
    from markdown import Markdown

_NAME = "rendering_context"


@dataclass(frozen=True)
class Rendering:
    """A page while it is rendered."""

    site: str
    """The path of the site on its host; ends in a slash."""
    language: str
    path: Path
    """The Markdown file."""

    @property
    def file(self) -> str:
        """The Markdown file as its author knows it."""
        return shown(self.path)

    @property
    def source(self) -> str:
        """The text of the Markdown file, front matter included; empty if it can not be read."""
        return self.path.read_text(encoding="utf-8-sig") if self.path.is_file() else ""


def rendering(md: Markdown) -> Rendering | None:
    """Return what a host tells about the page that `md` converts; None if it tells nothing."""
    if _NAME not in md.preprocessors:
        return None
    context: Any = md.preprocessors[_NAME]
    page, config = getattr(context, "page", None), getattr(context, "config", None)
    if page is None or not isinstance(config, dict):
        return None
    site = urlsplit(config.get("site_url") or "/").path.rstrip("/")
    return Rendering(
        site=f"{site}/",
        language=str((config.get("theme") or {}).get("language") or ""),
        path=Path(config.get("docs_dir") or "docs", page.path),
    )
