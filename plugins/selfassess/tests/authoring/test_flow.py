from __future__ import annotations

from pathlib import Path

from selfassess.authoring.flow import take

DEMO = Path(__file__).parents[1] / "demo" / "instrument.yml"


def test_a_file_and_answers_become_a_report_stage_by_stage() -> None:
    stages = take(DEMO, {"h1": "4", "h2": "0"})

    assert stages.answers.chosen == {"h1": "4", "h2": "0"}
    assert stages.report.instrument is stages.instrument
    assert stages.instrument.title in stages.html


def test_of_one_domain_alone_the_others_are_not_reported() -> None:
    stages = take(DEMO, {"h1": "4", "h2": "0"}, only="hearing")

    assert [area.domain.id for area in stages.report.areas] == ["hearing"]
