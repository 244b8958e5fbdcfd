"""The scenarios of this site are worded like its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alliance_site.editorial import wording

pytestmark = pytest.mark.content

ROOT = Path(__file__).resolve().parents[3]
TEXTS = {
    file.parent.name: file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "assessments/scenarios").glob("*/scenario.yml"))
}
PROMISES = re.compile(
    r"\b(?:always works|will work|guarantees?|ensures?|proven|can not)\b|\bthe right (?:answer|choice)\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? [A-Z]")


@pytest.mark.parametrize("name", TEXTS)
def test_a_scenario_judges_no_patient_and_promises_nothing(name: str) -> None:
    assert [message for message, _line, _column in wording.found(TEXTS[name])] == []
    assert PROMISES.findall(TEXTS[name]) == []


@pytest.mark.parametrize("name", TEXTS)
def test_nobody_in_a_scenario_has_a_name(name: str) -> None:
    assert NAMED.findall(TEXTS[name]) == []
