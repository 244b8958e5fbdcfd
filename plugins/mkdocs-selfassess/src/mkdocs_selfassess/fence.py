"""Fence: the formatter that superfences calls for ```` ```assessment ````.

It works in any host of Python-Markdown. The MkDocs plugin registers it by itself; others
name it in their settings, and write the files for the browser with
`python -m mkdocs_selfassess assets DIR`:

    markdown_extensions:
      - pymdownx.superfences:
          custom_fences:
            - name: assessment
              class: selfassess
              format: !!python/name:mkdocs_selfassess.fence.formatter
              validator: !!python/name:mkdocs_selfassess.fence.validator
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import jinja2

from mkdocs_selfassess import alone
from mkdocs_selfassess.element import element, problem_box
from mkdocs_selfassess.embed import read_embed
from mkdocs_selfassess.sheet import Fence, header_problem
from selfassess.problems import Invalid, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from markdown import Markdown

    from mkdocs_selfassess.embed import Reading
    from mkdocs_selfassess.library import Entry, Library
    from mkdocs_selfassess.place import Spot
    from mkdocs_selfassess.sheet import Sheet

log = logging.getLogger(__name__)


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


def formatter(
    source: str,
    _language: str,
    _class_name: str,
    options: Mapping[str, str],
    md: Markdown,
    **given: Any,
) -> str:
    """Return the HTML of a fence in a host that tells nothing about its pages; never raises."""
    library, sheet = alone.desk(md)
    known = len(sheet.problems)
    html = show_now(library, Fence(source, options, given), sheet, md)
    for problem in sheet.problems[known:]:
        log.warning(problem)
    return html


def show_now(library: Library, fence: Fence, sheet: Sheet, md: Markdown) -> str:
    """Return the HTML of a fence on a sheet that is not filled afterwards; never raises."""
    # Markdown would put a paragraph round an element that it does not know.
    if "self-assessment" not in md.block_level_elements:
        md.block_level_elements.append("self-assessment")
    return show(library, fence, sheet.spot_of(fence), sheet)


def show(library: Library, fence: Fence, spot: Spot, sheet: Sheet) -> str:
    """Return the HTML of a fence. Never raises: a problem goes onto the sheet and into a box."""
    try:
        return _shown(library, fence, spot, sheet)
    except Invalid as invalid:
        problems = [spot.place(problem) for problem in invalid.problems]
    except jinja2.TemplateError as error:
        found = f"{type(error).__name__}: {error}"
        problems = [spot.problem(f"a template can not be filled; {found}; mend the template")]
    except Exception as error:
        log.debug("A fence could not be turned into a form.", exc_info=True)
        found = f"{type(error).__name__}: {error}"
        message = f"this fence could not be turned into a form; {found}; please report it as a bug"
        problems = [spot.problem(message)]
    sheet.problems += problems
    return problem_box(problems)


def _shown(library: Library, fence: Fence, spot: Spot, sheet: Sheet) -> str:
    if fence.header:
        raise Invalid([Problem(header_problem(fence.header), column=1)])
    reading = read_embed(fence.body)
    entry = _edition(_entry(library, reading), reading, sheet.setting.language)
    assert entry.instrument is not None
    _check_once(reading, sheet)
    form = library.form(entry, reading.embed)
    first = not sheet.placed
    sheet.placed.append((reading.embed, spot))
    return element(reading.embed, entry.instrument, form, sheet.setting, first=first)


def _entry(library: Library, reading: Reading) -> Entry:
    """Return the instrument that is asked for; raise Invalid if it can not be shown."""
    embed = reading.embed
    entry = library.entries.get(embed.id)
    if entry is None:
        hint = suggestion(embed.id, library.entries)
        message = f'there is no such assessment; "{embed.id}"; {hint}'
        raise Invalid([reading.problem("id", message)])
    _refuse_broken(entry, reading, "id")
    assert entry.instrument is not None
    if embed.only and embed.only not in entry.instrument.domain:
        hint = suggestion(embed.only, entry.instrument.domain)
        message = f'"{embed.id}" has no such domain; "{embed.only}"; {hint}'
        raise Invalid([reading.problem("only", message)])
    return entry


def _refuse_broken(entry: Entry, reading: Reading, option: str) -> None:
    if entry.instrument is None:
        count = f"{len(entry.problems)} problem{'s' if len(entry.problems) > 1 else ''}"
        message = f'"{reading.embed.id}" can not be shown; {count} in {entry.file}; mend that file'
        raise Invalid([reading.problem(option, message)])


def _edition(entry: Entry, reading: Reading, site: str) -> Entry:
    """Return an instrument in the language that is asked for, the site's, or else its own."""
    assert entry.instrument is not None
    wanted = reading.embed.language
    tags = [wanted] if wanted else [site, site.partition("-")[0], entry.instrument.language]
    found = next(filter(None, map(entry.in_language, tags)), None)
    if found is None:
        known = [entry.instrument.language, *entry.translations]
        message = f'"{reading.embed.id}" is not there in this language; "{wanted}"'
        raise Invalid([reading.problem("language", f"{message}; {suggestion(wanted, known)}")])
    _refuse_broken(found, reading, "language" if wanted else "id")
    return found


def _check_once(reading: Reading, sheet: Sheet) -> None:
    for embed, spot in sheet.placed:
        if reading.embed.overlaps(embed):
            where = f"line {spot.line}" if spot.line else "this page"
            message = f"these questions stand twice on the page; also on {where}; keep one of them"
            raise Invalid([reading.problem("id", message)])
