"""Site: what MkDocs knows of the site it builds, in the words of this package."""

from __future__ import annotations

import re
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_selfassess.fences.element import PageContext
from mkdocs_selfassess.fences.location import in_file, locate
from mkdocs_selfassess.fences.page_fences import PageFences
from mkdocs_selfassess.paths import shown
from mkdocs_selfassess.web.courses import shown_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from mkdocs_selfassess.web.assets import Addresses, Asset
    from mkdocs_selfassess.web.courses import Courses

NOT_INDEXED = '<meta name="robots" content="noindex">'
"""What asks search engines to leave a page alone."""


class Site:
    """The files of one build."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config = config
        self._files = files
        self.unlisted: set[str] = set()
        """The pages of drafts, by their Markdown file."""

    @property
    def path(self) -> str:
        """The path of the site on its host; ends in a slash."""
        return f"{urlsplit(self._config.site_url or '/').path.rstrip('/')}/"

    @property
    def language(self) -> str:
        """The tag of the language that the theme is set to, under either name that themes use."""
        theme = self._config.theme
        return str(theme.get("language") or theme.get("locale") or "").replace("_", "-")

    @property
    def keeps_documents(self) -> bool:
        """Whether the theme shows the next page in the document of the last one."""
        return "navigation.instant" in (self._config.theme.get("features") or ())

    @cached_property
    def pages(self) -> dict[str, File]:
        """The pages that will be published, by their Markdown file."""
        return {file.src_uri: file for file in self._files.documentation_pages()}

    @property
    def made_from(self) -> dict[str, str]:
        """What an author edits, by the finished file."""
        return {file.dest_uri: file.abs_src_path or "" for file in self.pages.values()}

    def url_of(self, page: str) -> str | None:
        """Return the address of a page under the root; None for one that is not published."""
        file = self._page(page)
        return file.url.removeprefix("./") if file else None

    def content_of(self, page: str) -> str | None:
        """Return the HTML of a page; None for one that was not made in this build."""
        file = self._page(page)
        return file.page.content if file and file.page else None

    def _page(self, path: str) -> File | None:
        # Asked by path: i18n plugins answer with the page in the language that is being built.
        file = self._files.get_file_from_path(path)
        return file if file and file.src_uri in self.pages else None

    def unlist(self, courses: Courses) -> None:
        """Take note of the pages that show a draft or its test: no menu has them."""
        if not courses.hidden:
            return
        menu = str(self._config.nav)
        for name, file in self.pages.items():
            # A page of checks that a menu names may have had them before the course.
            hidden = courses.hidden | (courses.checks if f"'{name}'" not in menu else set())
            found = locate(file.content_string)
            if any(shown_id(one.words) in hidden for one in found):
                self.unlisted.add(name)
                file.inclusion = InclusionLevel.NOT_IN_NAV

    def take_out(self, nav: Navigation) -> None:
        """Take the pages of drafts out of a menu that names them."""
        nav.items[:] = self._listed(nav.items)
        nav.pages[:] = [page for page in nav.pages if page.file.src_uri not in self.unlisted]

    def _listed(self, items: Iterable[StructureItem]) -> list[StructureItem]:
        kept = []
        for item in items:
            if isinstance(item, Section):
                item.children[:] = self._listed(item.children)
            if not (isinstance(item, Page) and item.file.src_uri in self.unlisted):
                kept.append(item)
        return kept

    def hide(self, page: Page) -> None:
        """Keep the page of a draft out of the search of Material."""
        if page.file.src_uri in self.unlisted:
            page.meta["search"] = {"exclude": True}

    def without_drafts(self, sitemap: str) -> str:
        """Return a site map without the pages of drafts."""
        found = (self.pages[name].page for name in self.unlisted)
        for page in found:
            address = re.escape(escape((page.canonical_url if page else "") or ""))
            sitemap = re.sub(rf"\s*<url>\s*<loc>{address}</loc>.*?</url>", "", sitemap, flags=re.S)
        return sitemap

    def add(self, assets: Iterable[Asset]) -> None:
        """Add files for the browser to the site."""
        for asset in assets:
            self._files.append(self._file(asset))

    def _file(self, asset: Asset) -> File:
        # Included whatever the site excludes: without one of them nothing works.
        level = InclusionLevel.INCLUDED
        if asset.path:
            path = str(asset.path)
            return File.generated(self._config, asset.url, abs_src_path=path, inclusion=level)
        return File.generated(self._config, asset.url, content=asset.text, inclusion=level)

    def page_fences(self, page: Page, markdown: str, addresses: Addresses) -> PageFences:
        """Return the fences of a page whose Markdown is about to be converted."""
        base = f"{get_relative_url('.', page.url)}/"
        context = PageContext(base, addresses, self.language)
        file = shown(page.file.abs_src_path or page.file.src_uri)
        locations = locate(markdown, file)
        if locations:
            locations = list(in_file(locations, markdown, page.file.content_string))
        return PageFences(context, locations, file, page.file.dest_uri, page.file.src_uri)

    def loose_fences(self, addresses: Addresses) -> PageFences:
        """Return those of Markdown that belongs to no page, such as an excerpt."""
        return PageFences(PageContext(self.path, addresses, self.language))
