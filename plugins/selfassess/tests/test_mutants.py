"""Every rule is held by a worked example: changed by itself, it makes at least one of them fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutants import mutants, unnoticed

from selfassess.authoring.cases import read_cases
from selfassess.authoring.read.strict_yaml import load, parse

HERE = Path(__file__).parent
FIXTURES = sorted((HERE / "fixtures").iterdir())


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_no_rule_can_be_changed_unnoticed(folder: Path) -> None:
    source = parse(load(folder / "instrument.yml"), "instrument.yml")
    cases = read_cases(folder / "cases.yml")

    assert [str(problem) for problem in unnoticed(source, cases)] == []


def test_what_no_example_notices_is_told_with_its_place() -> None:
    source = parse(load(HERE / "demo/instrument.yml"), "instrument.yml")
    cases = read_cases(HERE / "demo/cases.yml")

    found = [str(problem) for problem in unnoticed(source, cases)]

    assert (
        "instrument.yml:41:5: no worked example notices a change here; it is reversed; "
        "add one that does" in found
    )


def test_one_thing_is_changed_at_a_time() -> None:
    data = {
        "domains": [{"id": "d"}, {"id": "e"}],
        "items": [{"id": "i", "domain": "d"}],
        "scoring": {"method": "sum", "missing": {"rule": "complete", "minimum": 1}},
        "bands": [{"minimum": 0, "below": 2}, {"minimum": 2}],
        "remarks": [{"when": {"any": [{"score": "d", "at_least": 1}, {"item": "i"}]}}],
    }

    assert [(mutant.path, mutant.what) for mutant in mutants(data)] == [
        (("items", 0), "it is reversed"),
        (("items", 0), "it moves to e"),
        (("scoring", "missing"), "the rule becomes prorate"),
        (("scoring", "missing"), "the rule becomes zero"),
        (("scoring", "missing", "minimum"), "1 becomes 2"),
        (("scoring", "missing", "minimum"), "1 becomes 0"),
        (("bands",), "the edge between lines 1 and 2 moves by 1"),
        (("bands",), "the edge between lines 1 and 2 moves by -1"),
        (("bands", 0, "minimum"), "0 becomes 1"),
        (("bands", 0, "minimum"), "0 becomes -1"),
        (("bands", 1, "minimum"), "2 becomes 3"),
        (("bands", 1, "minimum"), "2 becomes 1"),
        (("remarks", 0, "when"), "`any` becomes `all`"),
        (("remarks", 0, "when", "any", 0, "at_least"), "1 becomes 2"),
        (("remarks", 0, "when", "any", 0, "at_least"), "1 becomes 0"),
    ]
