"""Published scoring rules, as a test of what the language can say.

Each folder of fixtures names its sources. None quotes an item: the wording of most is not free.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from selfassess.authoring.cases import failures, read_cases
from selfassess.authoring.instruments import read_instrument

FIXTURES = sorted((Path(__file__).parent / "fixtures").iterdir())


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_the_language_says_the_published_rule(folder: Path) -> None:
    instrument = read_instrument(folder / "instrument.yml")
    cases = read_cases(folder / "cases.yml")

    assert instrument.id == folder.name
    assert [problem for case in cases for problem in failures(instrument, case)] == []


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_no_item_of_a_published_questionnaire_is_quoted(folder: Path) -> None:
    instrument = read_instrument(folder / "instrument.yml")
    options = [option for item in instrument.items for option in instrument.options_of(item)]

    assert [i.stem for i in instrument.items if not re.fullmatch(r"(Item|Sign) \d+", i.stem)] == []
    assert [o.label for o in options if not re.fullmatch(r"Option \d", o.label)] == []
