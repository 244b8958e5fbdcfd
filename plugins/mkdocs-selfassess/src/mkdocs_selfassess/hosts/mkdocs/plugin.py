"""Plugin: what MkDocs calls, and when. Every hook hands on to a module named by its noun."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from mkdocs_selfassess.fences.fence import show, show_now
from mkdocs_selfassess.fences.page_fences import FenceContent, PageFences
from mkdocs_selfassess.hosts.mkdocs.config import SelfAssessConfig
from mkdocs_selfassess.hosts.mkdocs.extension import register
from mkdocs_selfassess.hosts.mkdocs.site import Site
from mkdocs_selfassess.policy.policy import write_policy
from mkdocs_selfassess.web.assets import collect, remade
from mkdocs_selfassess.web.library import Library
from mkdocs_selfassess.web.links import missing_headings, missing_pages
from mkdocs_selfassess.web.overrides import read_overrides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import jinja2
    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from mkdocs_selfassess.web.assets import Addresses
    from selfassess import Problem

log = get_plugin_logger(__name__)

# The last of the order that MkDocs knows: most plugins name none and are at 0.
LATE = -100
OFF = '<p class="sa-off">Self-assessments are switched off in this build of the site.</p>'


class SelfAssessPlugin(BasePlugin[SelfAssessConfig]):  # type: ignore[no-untyped-call]  # as above
    """Puts self-assessments into the pages of a MkDocs site."""

    site: Site
    addresses: Addresses

    def __init__(self) -> None:
        self.serving = False
        self.library = Library(Path())
        self.fences: PageFences | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview. From here on the plugin lives from build to build."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Register the fence, and read the instruments."""
        if not self.config.enabled:
            return register(config, lambda *_args, **_given: OFF)
        folder = Path(self.config.assessments)
        if self.library.folder != folder:
            self.library = Library(folder)
        templates = self.config.templates
        overrides, problems = read_overrides(Path(templates)) if templates else ({}, [])
        self._report([*problems, *self.library.refresh(overrides)])
        return register(config, self._format)

    # Late: other plugins may add pages, and guidance links may lead to those.
    @event_priority(LATE)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Add the files for the browser, and look for the pages that instruments point to."""
        if not self.config.enabled:
            return
        self.site = Site(config, files)
        assets = collect(self.library, self.site.url_of)
        self.addresses = assets.addresses
        self.site.add(assets.files)
        self._report(assets.problems)
        self._report(missing_pages(self.library.entries.values(), self.site.pages))

    # Late: what is converted is what the other plugins have made of the text.
    @event_priority(LATE)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Look for the fences of this page."""
        if self.config.enabled:
            self.fences = self.site.page_fences(page, markdown, self.addresses)

    # Late: forms are put in when the other plugins are done with the content.
    @event_priority(LATE)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the assessments into the page."""
        fences, self.fences = self.fences, None
        if fences is None:
            return html
        content = fences.fill(
            html, lambda fence, location: show(self.library, fence, location, fences)
        )
        self._report(fences.problems)
        return content

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Look for the headings that instruments point to, now that every page has its own."""
        if self.config.enabled:
            entries = self.library.entries.values()
            self._report(missing_headings(entries, self.site.content_of))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> None:
        """Watch the instruments, the site's own templates, and what is made anew meanwhile."""
        for folder in (self.config.assessments, self.config.templates, *remade()):
            if self.config.enabled and folder and Path(folder).is_dir():
                server.watch(folder)

    # Last: the policy holds hashes of what all others have written.
    @event_priority(LATE)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the policy into every page."""
        if self.config.enabled and self.config.policy and not self.serving:
            site = Path(config.site_dir)
            self._report(write_policy(site, config.site_url or "", self.site.made_from))

    def _format(
        self,
        source: str,
        _language: str,
        _class_name: str,
        options: Mapping[str, str],
        md: Markdown,
        **given: Any,
    ) -> str:
        fence = FenceContent(source, options, given)
        if self.fences:
            return self.fences.placeholder(fence)
        loose = self.site.loose_fences(self.addresses)
        html = show_now(self.library, fence, loose, md)
        self._report(loose.problems)
        return html

    def _report(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            log.warning(problem)
