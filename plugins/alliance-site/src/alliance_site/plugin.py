"""Plugin: what MkDocs calls; everything is done elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger

from alliance_site import claims, references
from alliance_site.config import AllianceConfig
from alliance_site.knowledge import Knowledge
from alliance_site.pages import Page
from selfassess.problems import InvalidInstrument
from selfassess.source import read_instrument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

    from selfassess.problems import Problem

log = get_plugin_logger("alliance")


class AlliancePlugin(BasePlugin[AllianceConfig]):  # type: ignore[no-untyped-call]
    """Puts graded claims and readable references into pages."""

    root: Path
    knowledge: Knowledge
    references: dict[str, references.Reference]

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the facts; stop with every problem of the claims."""
        self.root = Path(config.config_file_path).parent
        self.references = references.read(Path(self.config.references))
        try:
            self.knowledge = self._knowledge()
        except InvalidInstrument as invalid:
            raise PluginError(str(invalid)) from None

    def on_serve(self, server: LiveReloadServer, **kwargs: object) -> None:
        """Build again when a fact changes, wherever it is kept."""
        for path in filter(None, (self.config.claims, self.config.references, self.config.areas)):
            server.watch(path)

    @event_priority(100)  # before bibtex, which would not say where an unknown key stands
    def _before(self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        written = self._page(markdown, page)
        _warn(self.knowledge.problems(written))
        return self.knowledge.expanded(written)

    @event_priority(-100)  # after bibtex, whose form of a reference we replace
    def _after(self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        return references.written_out(markdown, self.references)

    on_page_markdown = CombinedEvent(_before, _after)

    def _page(self, markdown: str, page: MkDocsPage) -> Page:
        whole = page.file.content_string
        head = whole.removesuffix(markdown) if whole.endswith(markdown) else ""
        return Page(self._shown(page.file.abs_src_path or ""), head, markdown, page.meta)

    def _knowledge(self) -> Knowledge:
        names = self._shown(self.config.claims), self._shown(self.config.references)
        known = claims.read(Path(self.config.claims), names[0], self.references, names[1])
        return Knowledge(known, self._areas(), self.references, *names)

    def _areas(self) -> list[str]:
        if not self.config.areas:
            return []
        try:
            instrument = read_instrument(Path(self.config.areas), self._shown(self.config.areas))
        except InvalidInstrument as invalid:
            _warn(invalid.problems)
            return []
        return [domain.id for domain in instrument.domains]

    def _shown(self, path: str) -> str:
        absolute = Path(path)
        inside = absolute.is_relative_to(self.root)
        return absolute.relative_to(self.root).as_posix() if inside else path


def _warn(problems: Iterable[Problem]) -> None:
    """Log each problem; a strict build fails on any."""
    for problem in problems:
        log.warning(str(problem))
