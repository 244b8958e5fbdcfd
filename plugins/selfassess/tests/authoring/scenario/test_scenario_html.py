"""A scenario as HTML that works without a script."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.documents import read_text
from selfassess.authoring.scenario.scenario_html import scenario_html, ways
from selfassess.authoring.scenario.scenarios import SCENARIO

if TYPE_CHECKING:
    from selfassess.authoring.scenario.scenario import Scenario

TEXT = """\
id: rain
version: "1.0"
title: Rain
who: A host
setting: A kitchen
opening: A guest has come <in>.
steps:
  - id: door
    text: The guest waits.
    options:
      - {label: Speak., to: in, because: It helps.}
      - {label: Stare., to: in, because: It hurts.}
ends:
  - id: in
    text: The guest sits.
    carries_on: Tea.
    pages: [{page: tea.md, about: Green tea}, {page: gone.md, about: Nothing}]
"""


@pytest.fixture
def scenario() -> Scenario:
    return read_text(TEXT, SCENARIO)[0]


def test_choices_have_the_number_of_their_step_and_a_letter(scenario: Scenario) -> None:
    assert [(way.name, way.number) for way in ways(scenario)] == [("1a", 2), ("1b", 2)]


def test_every_choice_leads_to_its_own_reason_at_the_head_of_what_follows(
    scenario: Scenario,
) -> None:
    html = scenario_html(scenario)
    for target in re.findall(r'href="#([^"]+)"', html):
        assert html.count(f'id="{target}"') == 1
    end = html[html.index("sc-end") :]
    assert end.index('id="sc-rain-1a"') < end.index("It helps.") < end.index('id="sc-rain-1b"')
    assert end.index("It hurts.") < end.index("The guest sits.")


def test_links_to_pages_lead_from_where_the_scenario_stands(scenario: Scenario) -> None:
    html = scenario_html(scenario, base="../", links={"tea.md": "tea/"})
    assert '<li><a href="../tea/">Green tea</a></li>' in html
    assert "<li>Nothing</li>" in html


def test_texts_are_escaped_and_headings_have_their_level(scenario: Scenario) -> None:
    html = scenario_html(scenario, level=4)
    assert "<p>A guest has come &lt;in&gt;.</p>" in html
    assert set(re.findall(r"<h(\d)", html)) == {"4"}


def test_the_texts_around_it_speak_its_language(scenario: Scenario) -> None:
    html = scenario_html(replace(scenario, language="es"))
    assert "What happens" not in html
    assert "Qué pasa" in html
