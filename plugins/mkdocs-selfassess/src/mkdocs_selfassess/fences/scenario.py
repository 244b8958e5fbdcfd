"""Scenario: the HTML of one ```` ```scenario ```` fence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from posixpath import dirname
from typing import TYPE_CHECKING, Literal

from selfassess import Invalid, InvalidFile, Problem, suggestion
from selfassess.authoring import FileType, read_text, scenario_html

if TYPE_CHECKING:
    from mkdocs_selfassess.fences.location import FenceLocation
    from mkdocs_selfassess.fences.page_fences import PageFences
    from mkdocs_selfassess.web.scenarios import ScenarioEntry, Scenarios
    from selfassess.authoring import Scenario, Source


@dataclass(frozen=True, kw_only=True)
class ScenarioEmbed:
    """The options of one scenario in a page."""

    id: str
    """Which scenario: the name of its folder under `assessments/scenarios/`."""
    language: str = ""
    """The language, if not that of the site. Where there is none in the site's language, the
    scenario speaks its own."""
    level: Literal[2, 3, 4, 5] = 3
    """The level of the headings of its steps. Choose the one that comes next on the page."""


EMBED = FileType(file="scenario", holds=ScenarioEmbed)


@lru_cache(maxsize=1024)
def read_scenario_embed(body: str) -> tuple[ScenarioEmbed, Source]:
    """Return what a body says; raise InvalidFile with every problem, lines from 1."""
    if not body.strip():
        remedy = 'write "id: " and the name of a scenario between the fence lines'
        message = f"the fence is empty; nothing was found; {remedy}"
        raise InvalidFile([Problem(message, column=1)])
    return read_text(body, EMBED)


def shown_scenario(
    scenarios: Scenarios, body: str, location: FenceLocation, page: PageFences
) -> str:
    """Return a scenario as HTML; raise Invalid with what is wrong with the fence."""
    embed, source = read_scenario_embed(body)
    try:
        scenario = _edition(_entry(scenarios, embed.id), embed, page.context.language)
        _check_once(embed.id, page)
    except _Wrong as wrong:
        raise Invalid([source.place(Problem(wrong.message, (wrong.option,)))]) from None
    first = not page.scenarios
    page.scenarios[embed.id] = location
    scenarios.shown_on.setdefault(embed.id, page.uri)
    html = scenario_html(
        scenario,
        level=embed.level,
        base=page.context.base,
        links=page.context.addresses.pages,
    )
    return _element(scenario, html, page, first=first)


class _Wrong(Exception):
    """An option of a fence that can not be followed."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option, self.message = option, message


def _entry(scenarios: Scenarios, name: str) -> ScenarioEntry:
    entry = scenarios.entries.get(name)
    if entry is None:
        hint = suggestion(name, scenarios.entries)
        raise _Wrong("id", f'there is no such scenario; "{name}"; {hint}')
    if not entry.editions:
        count = f"{len(entry.problems)} problem{'s' if len(entry.problems) > 1 else ''}"
        raise _Wrong("id", f'"{name}" can not be shown; {count} in {entry.file}; mend that file')
    return entry


def _edition(entry: ScenarioEntry, embed: ScenarioEmbed, site: str) -> Scenario:
    wanted, own = embed.language, next(iter(entry.editions))
    tags = (wanted,) if wanted else (site, site.partition("-")[0], own)
    found = entry.in_language(*tags)
    if found is None:
        message = f'"{embed.id}" is not there in this language; "{wanted}"'
        raise _Wrong("language", f"{message}; {suggestion(wanted, entry.editions)}")
    return found


def _check_once(name: str, page: PageFences) -> None:
    if name in page.scenarios:
        line = page.scenarios[name].line
        where = f"line {line}" if line else "this page"
        message = f"this scenario stands twice on the page; also on {where}; keep one of them"
        raise _Wrong("id", message)


def _element(scenario: Scenario, html: str, page: PageFences, *, first: bool) -> str:
    folder = page.context.base + dirname(page.context.addresses.element)
    spoken = f'lang="{scenario.language}" dir="{scenario.direction}"'
    element = f'<practice-scenario class="scenario" {spoken}>\n{html}\n</practice-scenario>'
    if not first:
        return element
    style = f'<link rel="stylesheet" href="{escape(folder)}/scenario.css">'
    script = f'<script type="module" src="{escape(folder)}/scenario.js"></script>'
    return f"{style}{element}{script}"
