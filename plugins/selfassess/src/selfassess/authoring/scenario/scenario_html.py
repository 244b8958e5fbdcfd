"""HTML of a scenario: complete without a script, and in order on paper.

Each choice is a link to its own reason, which stands at the head of the step that it leads to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import jinja2

from selfassess.reporting.templates import source_environment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfassess.authoring.scenario.scenario import Choice, Scenario


@dataclass(frozen=True)
class Way:
    """A choice, and between which places it leads."""

    name: str
    """What it is called in print: the number of its step and a letter, such as "2b"."""
    choice: Choice
    start: str
    """The id of the step at which it is chosen."""
    number: int
    """The number of the step or end that it leads to."""


def scenario_html(
    scenario: Scenario, *, level: int = 3, base: str = "", links: Mapping[str, str] | None = None
) -> str:
    """Return a scenario as HTML.

    `level` is that of its headings, `links` gives the address of each page relative to the site's
    root, and `base` that of the root relative to the page.
    """
    return _template(scenario.language).render(
        scenario=scenario,
        prefix=f"sc-{scenario.id}",
        numbers=numbers(scenario),
        ways=ways(scenario),
        level=level,
        base=base,
        links=links or {},
    )


def numbers(scenario: Scenario) -> dict[str, int]:
    """Return the number of each step and end by its id, from 1."""
    return {place.id: number for number, place in enumerate(scenario.places, 1)}


def ways(scenario: Scenario) -> tuple[Way, ...]:
    """Return every choice in the order of the steps."""
    number = numbers(scenario)
    return tuple(
        Way(f"{number[step.id]}{chr(97 + nth)}", option, step.id, number[option.to])
        for step in scenario.steps
        for nth, option in enumerate(step.options)
    )


@cache
def _template(language: str) -> jinja2.Template:
    loader = jinja2.PackageLoader("selfassess.authoring", "scenario")
    return source_environment(loader, language).get_template("scenario.html")
