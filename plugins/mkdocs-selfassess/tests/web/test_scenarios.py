"""Scenarios: read once, and kept while unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_selfassess.web.scenarios import Scenarios

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
id: tea
version: "1.0"
title: Tea
who: A host
setting: A kitchen
opening: A guest.
steps:
  - id: door
    text: Waits.
    options:
      - {label: Speak., to: in, because: Helps.}
      - {label: Stare., to: in, because: Hurts.}
ends:
  - id: in
    text: Sits.
    carries_on: Tea.
    pages: [{page: tea.md, about: Tea}]
"""

TE = """\
version: "1.0"
title: Té
who: Una anfitriona
setting: Una cocina
opening: Una visita.
steps:
  door:
    text: Espera.
    options: {in: {label: Habla., because: Ayuda.}, in-2: {label: Mira., because: Duele.}}
ends:
  in: {text: Se sienta., carries_on: Té., pages: {tea.md: {about: Té}}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tea" / "scenario.yml"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_scenario_is_kept_until_its_file_changes(file: Path, tmp_path: Path) -> None:
    scenarios = Scenarios(tmp_path)
    assert scenarios.refresh() == []
    kept = scenarios.entries["tea"]
    scenarios.refresh()
    assert scenarios.entries["tea"] is kept
    file.write_text(TEXT + "\n", encoding="utf-8")
    scenarios.refresh()
    assert scenarios.entries["tea"] is not kept


def test_a_translation_is_shown_in_its_language(file: Path, tmp_path: Path) -> None:
    file.with_name("es.yml").write_text(TE, encoding="utf-8")
    scenarios = Scenarios(tmp_path)
    assert scenarios.refresh() == []
    spoken = scenarios.entries["tea"].in_language("fr", "es", "en")
    assert spoken is not None
    assert [choice.label for choice in spoken.steps[0].options] == ["Habla.", "Mira."]


def test_a_site_without_scenarios_has_no_problem(tmp_path: Path) -> None:
    assert Scenarios(tmp_path / "scenarios").refresh() == []


def test_where_scenarios_stand_is_told_of_those_that_stand_on_a_page(
    file: Path, tmp_path: Path
) -> None:
    scenarios = Scenarios(file.parent.parent)
    scenarios.refresh()
    assert list(scenarios.placed(["tea"])) == []
    scenarios.shown_on["tea"] = "index.md"
    assert [found[:2] for found in scenarios.placed(["gone", "tea"])] == [("index.md", "sc-tea")]
    assert tmp_path == scenarios.folder
