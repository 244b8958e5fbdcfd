"""Every worked example of the site's own instruments."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfassess.authoring.cases import failures, read_cases
from selfassess.authoring.instruments import read_instrument

ROOT = Path(__file__).parents[4]
CASES = [
    pytest.param(file, case, id=f"{file.parent.name}: {case.name}")
    for file in sorted((ROOT / "assessments").glob("*/cases.yml"))
    for case in read_cases(file)
]


@pytest.mark.parametrize(("file", "case"), CASES)
def test_a_worked_example_comes_out_as_written(file: Path, case: object) -> None:
    instrument = read_instrument(file.with_name("instrument.yml"))

    assert failures(instrument, case) == []  # type: ignore[arg-type]


def test_the_quick_check_asks_the_same_questions_as_the_full_review() -> None:
    full, quick = (
        read_instrument(ROOT / "assessments" / name / "instrument.yml")
        for name in ("alliance-practices", "quick-check")
    )

    assert [full.item[item.id] for item in quick.items] == list(quick.items)
    assert [domain.id for domain in quick.domains] == [domain.id for domain in full.domains]
