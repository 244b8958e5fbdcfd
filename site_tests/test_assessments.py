"""The instruments of this site: their worked examples, and what those would notice."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from agreement import disagreeing_cases
from mutants import unnoticed
from ruamel.yaml import YAML

from selfassess.authoring import load, read_cases, read_instrument
from selfassess.authoring.cases import failures
from selfassess.authoring.read.strict_yaml import parse

pytestmark = pytest.mark.content

ASSESSMENTS = Path(__file__).resolve().parent.parent / "assessments"
FOLDERS = [file.parent for file in sorted(ASSESSMENTS.glob("*/instrument.yml"))]
FILES = sorted(ASSESSMENTS.rglob("*.yml"))
CASES = [
    pytest.param(folder, case, id=f"{folder.name}: {case.name}")
    for folder in FOLDERS
    for case in read_cases(folder / "cases.yml")
]


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_a_worked_example_comes_out_as_written(folder: Path, case: object) -> None:
    instrument = read_instrument(folder / "instrument.yml")

    assert failures(instrument, case) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_oracle_agrees_on_every_worked_example(folder: Path) -> None:
    assert list(disagreeing_cases(folder / "cases.yml")) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_rule_can_be_changed_unnoticed(folder: Path) -> None:
    source = parse(load(folder / "instrument.yml"), "instrument.yml")
    cases = read_cases(folder / "cases.yml")

    assert [str(problem) for problem in unnoticed(source, cases)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ASSESSMENTS)))
def test_another_reader_of_yaml_finds_the_same(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    # The names of our fields are always text.
    assert parse(text, "").data == json.loads(json.dumps(YAML(typ="safe", pure=True).load(text)))


def test_the_quick_check_asks_the_same_questions_as_the_full_review() -> None:
    full, quick = (
        read_instrument(ASSESSMENTS / name / "instrument.yml")
        for name in ("alliance-practices", "quick-check")
    )

    asked_of_the_last_time = [replace(full.item[item.id], scale="last") for item in quick.items]
    assert asked_of_the_last_time == list(quick.items)
    assert quick.scales == {"last": full.scales["last"]}
    assert [domain.id for domain in quick.domains] == [domain.id for domain in full.domains]


SETTINGS = {
    f"{name}-review": ASSESSMENTS / f"{name}-review" / "instrument.yml"
    for name in ("behavioral-health", "groups", "nursing", "pharmacy", "primary-care", "telehealth")
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_review_by_setting_answers_and_counts_as_the_full_review_does(name: str) -> None:
    full = read_instrument(ASSESSMENTS / "alliance-practices" / "instrument.yml")
    rules = {item.scale: full.scoring_of(full.domain[item.domain]) for item in full.items}
    mine = read_instrument(SETTINGS[name])

    assert mine.scales.items() <= full.scales.items()
    assert {item.scale: mine.scoring_of(mine.domain[item.domain]) for item in mine.items} == {
        scale: rules[scale] for scale in mine.scales
    }


def test_no_question_is_the_same_in_two_of_the_reviews() -> None:
    files = [ASSESSMENTS / "alliance-practices" / "instrument.yml", *SETTINGS.values()]
    stems = Counter(item.stem for file in files for item in read_instrument(file).items)

    assert len(stems) > 200
    assert [stem for stem, times in stems.items() if times > 1] == []
