"""Fence: the HTML of one ```` ```assessment ```` fence, or a box with what is wrong with it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import jinja2

from mkdocs_selfassess.fences.element import element, problem_box
from mkdocs_selfassess.fences.embed import read_embed
from mkdocs_selfassess.fences.location import SCENARIO
from mkdocs_selfassess.fences.page_fences import FenceContent, header_problem
from mkdocs_selfassess.fences.scenario import shown_scenario
from mkdocs_selfassess.paths import shown
from selfassess import Invalid, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, MutableMapping

    from markdown import Markdown

    from mkdocs_selfassess.fences.embed import PlacedEmbed
    from mkdocs_selfassess.fences.location import FenceLocation
    from mkdocs_selfassess.fences.page_fences import PageFences
    from mkdocs_selfassess.web.entry import Entry
    from mkdocs_selfassess.web.library import Library

log = logging.getLogger(__name__)


class Broken(Invalid):
    """An instrument that a fence asks for can not be shown, because of what is wrong in its file."""

    def __init__(
        self, problems: Iterable[Problem], causes: tuple[Problem, ...], *, untold: bool = False
    ) -> None:
        super().__init__(problems)
        self.causes = causes
        self.untold = causes if untold else ()
        """Those of the causes that are no problem of the site while no page asks for the file."""


def validator(
    _language: str,
    inputs: Mapping[str, str],
    options: MutableMapping[str, str],
    _attrs: Mapping[str, str],
    _md: Any,
) -> bool:
    """Accept everything: what is refused here would be published as code without a word."""
    options.update(inputs)
    return True


def show_now(library: Library, fence: FenceContent, page: PageFences, md: Markdown) -> str:
    """Return the HTML of a fence on a page that is not filled afterwards; never raises."""
    # Markdown would put a paragraph round an element that it does not know.
    for name in {"self-assessment", "practice-scenario"} - set(md.block_level_elements):
        md.block_level_elements.append(name)
    return show(library, fence, page.location_of(fence), page)


def show(library: Library, fence: FenceContent, location: FenceLocation, page: PageFences) -> str:
    """Return the HTML of a fence. Never raises: a problem goes to the page's and into a box."""
    return guarded(lambda: _shown(library, fence, location, page), location, page, fence.name)


def guarded(
    make: Callable[[], str], location: FenceLocation, page: PageFences, what: str = "assessment"
) -> str:
    """Return what is made for a fence, or a box with what is wrong with it; never raises."""
    causes: tuple[Problem, ...] = ()
    untold: tuple[Problem, ...] = ()
    try:
        return make()
    except Invalid as invalid:
        problems = [location.place(problem) for problem in invalid.problems]
        if isinstance(invalid, Broken):
            causes, untold = invalid.causes, invalid.untold
    except jinja2.TemplateError as error:
        found = f"{type(error).__name__}: {error}"
        problems = [location.problem(f"a template can not be filled; {found}; mend the template")]
    except Exception as error:
        log.debug("A fence could not be turned into a form.", exc_info=True)
        found = f"{type(error).__name__}: {error}"
        message = f"this fence could not be turned into a form; {found}; please report it as a bug"
        problems = [location.problem(message)]
    page.problems += [*problems, *untold]
    style = "" if page.embeds else page.context.base + page.context.addresses.style
    return problem_box([*problems, *causes], style, what)


def _shown(library: Library, fence: FenceContent, location: FenceLocation, page: PageFences) -> str:
    if fence.header:
        raise Invalid([Problem(header_problem(fence.header), column=1)])
    if fence.name == SCENARIO:
        return shown_scenario(library.scenarios, fence.body, location, page)
    placed = read_embed(fence.body)
    entry = _in_language(_entry(library, placed), placed, page.context.language)
    assert entry.instrument is not None
    _check_once(placed, page)
    form = library.form(entry, placed.embed)
    first = not page.embeds
    page.embeds.append((placed.embed, location))
    return element(placed.embed, entry.instrument, form, page.context, first=first)


def _entry(library: Library, placed: PlacedEmbed) -> Entry:
    """Return the instrument that is asked for; raise Invalid if it can not be shown."""
    embed = placed.embed
    entry = library.entries.get(embed.id)
    if entry is None:
        _refuse_foreign(library, placed)
        hint = suggestion(embed.id, library.entries)
        message = f'there is no such assessment; "{embed.id}"; {hint}'
        raise Invalid([placed.problem("id", message)])
    _refuse_broken(entry, placed, "id")
    assert entry.instrument is not None
    if embed.only and embed.only not in entry.instrument.domain:
        hint = suggestion(embed.only, entry.instrument.domain)
        message = f'"{embed.id}" has no such domain; "{embed.only}"; {hint}'
        raise Invalid([placed.problem("only", message)])
    return entry


def _refuse_foreign(library: Library, placed: PlacedEmbed) -> None:
    found = library.foreign(placed.embed.id)
    if found:
        count = "a file" if len(found) == 1 else f"{len(found)} files"
        where = f"{shown(library.folder / placed.embed.id)} holds {count} of another tool"
        message = f'"{placed.embed.id}" can not be shown; {where}; put an instrument.yml there'
        raise Broken([placed.problem("id", message)], found, untold=True)


def _refuse_broken(entry: Entry, placed: PlacedEmbed, option: str) -> None:
    if entry.instrument is None:
        count = f"{len(entry.problems)} problem{'s' if len(entry.problems) > 1 else ''}"
        message = f'"{placed.embed.id}" can not be shown; {count} in {entry.file}; mend that file'
        raise Broken([placed.problem(option, message)], entry.problems)


def _in_language(entry: Entry, placed: PlacedEmbed, site: str) -> Entry:
    """Return an instrument in the language that is asked for, the site's, or else its own."""
    assert entry.instrument is not None
    wanted = placed.embed.language
    tags = [wanted] if wanted else [site, site.partition("-")[0], entry.instrument.language]
    found = next(filter(None, map(entry.in_language, tags)), None)
    if found is None:
        known = [entry.instrument.language, *entry.translations]
        message = f'"{placed.embed.id}" is not there in this language; "{wanted}"'
        raise Invalid([placed.problem("language", f"{message}; {suggestion(wanted, known)}")])
    _refuse_broken(found, placed, "language" if wanted else "id")
    return found


def _check_once(placed: PlacedEmbed, page: PageFences) -> None:
    for embed, location in page.embeds:
        if placed.embed.overlaps(embed):
            where = f"line {location.line}" if location.line else "this page"
            message = f"these questions stand twice on the page; also on {where}; keep one of them"
            raise Invalid([placed.problem("id", message)])
