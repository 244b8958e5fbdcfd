"""Plugin: what MkDocs calls, and when. Every hook hands on to a module named by its noun."""

from __future__ import annotations

import logging
from pathlib import Path
from posixpath import dirname
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from mkdocs_selfassess.fences.course import show_course
from mkdocs_selfassess.fences.element import OPENING
from mkdocs_selfassess.fences.fence import show, show_now
from mkdocs_selfassess.fences.finished import FinishedForms
from mkdocs_selfassess.fences.issue_desk import DESK, issue_desk, issue_problem
from mkdocs_selfassess.fences.location import COURSE, NAME, NAMES
from mkdocs_selfassess.fences.page_fences import FenceContent, PageFences
from mkdocs_selfassess.hosts.mkdocs.config import SelfAssessConfig
from mkdocs_selfassess.hosts.mkdocs.extension import register, register_issue
from mkdocs_selfassess.hosts.mkdocs.site import NOT_INDEXED, Site
from mkdocs_selfassess.offline.worker import take_back, write_registration, write_worker
from mkdocs_selfassess.policy.digests import write_digests
from mkdocs_selfassess.policy.full_loads import write_full_loads
from mkdocs_selfassess.policy.policy import pages_of, write_policy
from mkdocs_selfassess.web.assets import FOLDER, collect, remade, retry, service
from mkdocs_selfassess.web.courses import Courses
from mkdocs_selfassess.web.finished_courses import LEARNER, FinishedCourses
from mkdocs_selfassess.web.library import Library
from mkdocs_selfassess.web.links import lost_pages, missing_headings, missing_pages
from mkdocs_selfassess.web.overrides import read_overrides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import jinja2
    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from mkdocs_selfassess.fences.location import FenceLocation
    from mkdocs_selfassess.web.assets import Addresses
    from selfassess import Problem

log = get_plugin_logger(__name__)

# Most plugins name no priority and are at 0; the lowest that is known to be in use is -200.
LATE = -1000
OFF = '<p class="sa-off">Self-assessments are switched off in this build of the site.</p>'


class SelfAssessPlugin(BasePlugin[SelfAssessConfig]):  # type: ignore[no-untyped-call]  # as above
    """Puts self-assessments into the pages of a MkDocs site."""

    site: Site
    addresses: Addresses

    def __init__(self) -> None:
        self.serving = False
        self.strict = False
        self.library = Library(Path())
        self.courses = Courses(Path())
        self.fences: PageFences | None = None
        self.builds = 0
        self.forms = FinishedForms()
        self.made_from: dict[str, str] = {}
        self.told: set[Problem] = set()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview. From here on the plugin lives from build to build."""
        self.serving = command == "serve"

    # Late: i18n plugins change the settings for one language after another.
    @event_priority(LATE)
    def on_config(self, config: MkDocsConfig) -> None:
        """Register the fence, and read the instruments."""
        self._begin()
        self.strict = bool(config.strict)
        if not self.config.enabled:
            register_issue(config, lambda *_args, **_given: OFF)
            return register(config, lambda *_args, **_given: OFF)
        folder = Path(self.config.assessments)
        if self.library.folder != folder:
            self.library = Library(folder)
        templates = self.config.templates
        overrides, problems = read_overrides(Path(templates)) if templates else ({}, [])
        self._report([*problems, *self.library.refresh(overrides)])
        self.courses = Courses(folder, pretend=self.config.pretend)
        self._report(self.courses.read(self.library))
        register_issue(config, self._format_issue)
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
        entries = self.library.entries.values()
        self._report(missing_pages(entries, self.site.url_of, self.site.pages))
        links = self.library.scenarios.links()
        self._report(lost_pages(links, self.site.url_of, self.site.pages))
        self.site.unlist(self.courses)

    # Late: navigation plugins make menus of their own.
    @event_priority(LATE)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Take the pages of drafts out of the menu."""
        if self.config.enabled:
            self.site.take_out(nav)

    # Late: what is converted is what the other plugins have made of the text.
    @event_priority(LATE)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Look for the fences of this page."""
        if self.config.enabled:
            self.site.hide(page)
            self.fences = self.site.page_fences(page, markdown, self.addresses)

    # Late: forms are put in when the other plugins are done with the content.
    @event_priority(LATE)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the assessments into the page."""
        fences, self.fences = self.fences, None
        if fences is None:
            return html
        content = fences.fill(html, lambda fence, location: self._shown(fence, location, fences))
        self.forms.add(fences, page.file.dest_uri)
        self._report(fences.problems)
        return content

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Look for the headings that instruments point to, now that every page has its own."""
        if self.config.enabled:
            entries = self.library.entries.values()
            self._report(missing_headings(entries, self.site.content_of))

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Take the pages of drafts out of the site map."""
        if not self.config.enabled or template_name != "sitemap.xml":
            return output_content
        return self.site.without_drafts(output_content)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Ask search engines to leave the pages of drafts alone."""
        hidden = self.config.enabled and page.file.src_uri in self.site.unlisted
        return output.replace("</head>", f"{NOT_INDEXED}</head>", 1) if hidden else output

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
        """Look for what became of the forms, and write the policy."""
        self.builds -= 1
        if not self.config.enabled:
            return
        self.made_from |= self.site.made_from
        # An i18n plugin builds each further language while the first one ends.
        if self.builds:
            return
        folder = Path(config.site_dir)
        self._report(self.forms.finish(folder, self.addresses.style, FOLDER))
        finished = FinishedCourses(self.courses, folder, self.site.url_of)
        self._report(finished.finish(self.addresses))
        if not self.serving:
            self._publish(folder, config.site_url or "")

    def on_build_error(self, *, error: Exception) -> None:
        """Forget the build: the next one of a preview is not a part of it."""
        self.builds = 0

    def _begin(self) -> None:
        self.builds += 1
        if self.builds == 1:
            self.forms, self.made_from, self.told = FinishedForms(), {}, set()

    def _publish(self, folder: Path, url: str) -> None:
        if self.config.offline is True:
            write_registration(folder, self.site.path, self._beside("offline.js"))
        bound = self._bound(folder)
        write_digests(folder, self.site.path, dirname(self.addresses.element), retry())
        # After all that writes into pages: it holds hashes of what is inline.
        if self.config.policy:
            self._report(write_policy(folder, url, self.made_from, bound))
        # Last of all: it lists every file as it is.
        if self.config.offline == "remove":
            take_back(folder)
        elif self.config.offline:
            write_worker(folder, service())

    def _bound(self, folder: Path) -> list[Path]:
        """Return the pages that get the policy, kept apart from those that do not."""
        if not self.config.policy:
            return []
        everywhere = self.config.policy == "everywhere"
        bound = pages_of(folder, *([] if everywhere else [OPENING, DESK, LEARNER]))
        if bound and not everywhere and self.site.keeps_documents:
            write_full_loads(folder, self.site.path, self._beside("loads.js"), bound)
        return bound

    def _beside(self, name: str) -> str:
        return f"{dirname(self.addresses.element)}/{name}"

    def _shown(self, fence: FenceContent, location: FenceLocation, page: PageFences) -> str:
        if fence.name == COURSE:
            return show_course(self.courses, fence, location, page)
        known = len(page.embeds)
        shown = show(self.library, fence, location, page)
        placed = page.embeds[known:]
        return self.courses.before_form(placed[0][0].id, page.uri) + shown if placed else shown

    def _format(
        self,
        source: str,
        language: str,
        _class_name: str,
        options: Mapping[str, str],
        md: Markdown,
        **given: Any,
    ) -> str:
        name = language if language in NAMES else NAME
        fence = FenceContent(source, options, given, name)
        if self.fences:
            return self.fences.placeholder(fence)
        loose = self.site.loose_fences(self.addresses)
        if name == COURSE:
            html = show_course(self.courses, fence, loose.location_of(fence), loose)
        else:
            html = show_now(self.library, fence, loose, md)
        self._report(loose.problems)
        return html

    def _format_issue(
        self,
        source: str,
        _language: str,
        _class_name: str,
        _options: Mapping[str, str],
        md: Markdown,
        **_given: object,
    ) -> str:
        page = self.fences or self.site.loose_fences(self.addresses)
        if source.strip():
            self._report([issue_problem(page.file)])
        return issue_desk(page.context, md)

    def _report(self, problems: Iterable[Problem]) -> None:
        # `--quiet` makes MkDocs deaf to warnings, and a strict build would pass with all of them.
        deaf = self.strict and not log.isEnabledFor(logging.WARNING)
        for problem in problems:
            if problem not in self.told:
                log.log(logging.ERROR if deaf else logging.WARNING, problem)
            self.told.add(problem)
