"""Plugin: what MkDocs calls; everything is done elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.utils import get_build_datetime, get_relative_url

from alliance_site import (
    claims,
    figures,
    finish,
    glossary,
    helplines,
    reading,
    references,
    reviews,
    searching,
    terms,
    words,
)
from alliance_site.config import AllianceConfig
from alliance_site.editorial.desk import Desk, Source
from alliance_site.extensions import Citations, Fences, Terms
from alliance_site.knowledge import Knowledge
from alliance_site.overview import Overview
from alliance_site.pages import Page
from selfassess import InvalidFile
from selfassess.authoring import read_instrument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext
    from pathspec.gitignore import GitIgnoreSpec

    from alliance_site.references import References
    from selfassess import Instrument, Problem

log = get_plugin_logger("alliance")


class AlliancePlugin(BasePlugin[AllianceConfig]):  # type: ignore[no-untyped-call]
    """Puts graded claims, readable references and lists of the whole site into pages."""

    root: Path
    check: Instrument | None
    """The instrument whose domains are the areas of the pages."""
    knowledge: Knowledge
    overview: Overview
    status: File | None
    """The page that lists the age of all pages."""
    glossary_page: File | None
    """The page that lists the terms."""
    references: References
    numbers: helplines.HelplineFile | None
    vocabulary: glossary.Glossary | None
    citations: Citations
    fences: Fences
    terms: Terms
    described: dict[str, str]
    """The descriptions of the pages by their addresses."""
    page: Page
    """The page at hand."""

    @event_priority(100)  # before the search reads what we set there
    def on_config(self, config: MkDocsConfig) -> None:
        """Read the facts, and hand them to Markdown; stop with every problem of the facts."""
        self.root = Path(config.config_file_path).parent
        for name in {"search", "material/search"} & config.plugins.keys():
            config.plugins[name].config["separator"] = searching.separator()
        self.check = self._check()
        try:
            self.references = self._references()
            self.knowledge = self._knowledge()
            self.numbers = self._numbers()
            self.vocabulary = self._glossary()
            config.extra["words"] = self._words()
        except InvalidFile as invalid:
            raise PluginError(str(invalid)) from None
        config.markdown_extensions.extend(self._extensions())  # type: ignore[arg-type]

    def on_serve(self, server: LiveReloadServer, **kwargs: object) -> None:
        """Build again when a fact changes, wherever it is kept."""
        names = "claims", "references", "areas", "helplines", "glossary", "words"
        for path in filter(None, (self.config[name] for name in names)):
            server.watch(path)

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Read the front matter of all pages before the first of them is expanded."""
        pages = files.documentation_pages()
        self.described = {}
        self.overview = self._overview([self._read(file) for file in pages])
        status = self.overview.home_of("status")
        self.status = files.get_file_from_path(status.uri) if status else None
        listing = self.overview.home_of("glossary")
        self.glossary_page = files.get_file_from_path(listing.uri) if listing else None
        self.fences.overview = self.overview
        if edited := self.config.editorial:
            _warn(self._desk(config, edited).problems())

    def on_page_markdown(
        self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> None:
        """Look at the page as it was written, and tell Markdown which one it is."""
        self.page = self.fences.page = self._page(markdown, page)
        self.terms.page = self.page.uri
        home = self.glossary_page if terms.explains(self.page) else None
        self.terms.glossary = get_relative_url(home.url, page.url) if home else ""
        _warn([*self.knowledge.problems(self.page), *reviews.problems(self.page)])
        _warn(figures.problems(self.page))

    @event_priority(-2000)  # when the forms stand in the page
    def on_page_content(
        self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Add the time that the page takes, and the words that people search with."""
        written = self._page(page.markdown or "", page)
        page.meta["tags"] = searching.tags(written.names("also"))
        weight = searching.weight(page.file.src_uri, self.config.search_weights)
        page.meta.setdefault("search", {"boost": weight})
        self.described[page.url] = str(page.meta.get("description", ""))
        # A check says itself how long it takes.
        is_check = 'data-only=""' in html
        if "written" in page.meta and not (page.is_homepage or written.language or is_check):
            html = reading.with_time(html, reading.minutes(written.markdown))
        return finish.finished(html, written, page.url)

    def on_page_context(
        self, context: TemplateContext, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Give the theme the line for the foot of the page."""
        context["review"] = reviews.of(self._page(page.markdown or "", page))  # type: ignore[typeddict-unknown-key]
        context["status_page"] = self.status  # type: ignore[typeddict-unknown-key]

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Finish the index of the search, if there is one."""
        searching.finish(Path(config.site_dir), self.described)

    def _extensions(self) -> tuple[Citations, Fences, Terms]:
        known = self.references
        self.citations = Citations(known.by_key, known.source.file, self._report)
        self.fences = Fences(self.knowledge, self._report)
        self.terms = Terms(self.vocabulary.terms if self.vocabulary else ())
        return self.citations, self.fences, self.terms

    def _report(self, problem: Problem) -> None:
        _warn([self.page.in_body(problem)])

    def _page(self, markdown: str, page: MkDocsPage) -> Page:
        whole = page.file.content_string
        head = whole.removesuffix(markdown) if whole.endswith(markdown) else ""
        shown = self._shown(page.file.abs_src_path or "")
        return Page(shown, head, markdown, page.meta, page.file.src_uri)

    def _read(self, file: File) -> Page:
        return Page.of(file.content_string, self._shown(file.abs_src_path or ""), file.src_uri)

    def _overview(self, pages: list[Page]) -> Overview:
        return Overview(
            pages=tuple(pages),
            claims=self.knowledge.claims,
            check=self.check,
            references=self.references.by_key,
            helplines=self.numbers,
            glossary=self.vocabulary,
            corrections=self.config.corrections,
            today=get_build_datetime().date(),
        )

    def _references(self) -> References:
        path = self.config.references
        return references.read(Path(path), self._shown(path))

    def _desk(self, config: MkDocsConfig, edited: GitIgnoreSpec) -> Desk:
        """Return the pages that the editorial rules are for, and what they are held against."""
        glossary = self.config.glossary
        return Desk(
            pages=tuple(p for p in self.overview.pages if edited.match_file(p.uri)),
            overview=self.overview,
            nav=config.nav,
            config=self._source(config.config_file_path),
            claims=self._source(self.config.claims),
            references=self.references,
            glossary=self._source(glossary) if glossary else None,
        )

    def _source(self, path: str) -> Source:
        return Source(Path(path), self._shown(path))

    def _knowledge(self) -> Knowledge:
        shown, keys = self._shown(self.config.claims), self.references.by_key
        known = claims.read(Path(self.config.claims), shown, keys, self.references.source.file)
        return Knowledge(known, self.check.domain if self.check else {}, shown)

    def _numbers(self) -> helplines.HelplineFile | None:
        path = self.config.helplines
        return helplines.read(Path(path), self._shown(path)) if path else None

    def _glossary(self) -> glossary.Glossary | None:
        path = self.config.glossary
        return glossary.read(Path(path), self._shown(path)) if path else None

    def _words(self) -> tuple[words.Choice, ...]:
        path = self.config.words
        return words.read(Path(path), self._shown(path)).choices if path else ()

    def _check(self) -> Instrument | None:
        if not self.config.areas:
            return None
        try:
            return read_instrument(Path(self.config.areas), self._shown(self.config.areas))
        except InvalidFile as invalid:
            _warn(invalid.problems)
            return None

    def _shown(self, path: str) -> str:
        absolute = Path(path)
        inside = absolute.is_relative_to(self.root)
        return absolute.relative_to(self.root).as_posix() if inside else path


def _warn(problems: Iterable[Problem]) -> None:
    """Log each problem; a strict build fails on any."""
    for problem in problems:
        log.warning(str(problem))
