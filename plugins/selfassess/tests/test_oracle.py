"""Two scorers agree: the engine, and one written from the manual that shares nothing with it.

Each run tries two thousand other definitions, and with those marked as slow ten thousand.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from agreement import disagreeing_cases, disagreements
from definitions import Maker, without
from hypothesis import given, note, reject, settings
from hypothesis import strategies as st

from selfassess.answering.answers import Answers
from selfassess.authoring.read.fields import validate
from selfassess.authoring.read.strict_yaml import Source
from selfassess.authoring.rules import broken_rules
from selfassess.definition.canonical import dumps, loads
from selfassess.definition.instrument import Instrument
from selfassess.reporting.render import plain_renderer
from selfassess.reporting.report import make_report

HERE = Path(__file__).parent
FILES = [
    *sorted(HERE.glob("fixtures/*/cases.yml")),
    HERE / "demo/cases.yml",
    HERE / "strain/cases.yml",
    HERE / "kinds/cases.yml",
]
RANDOM = st.randoms(use_true_random=False)
# To hypothesis a seed is one choice: made choice by choice, ten thousand take twice as long.
SEED = st.integers(0, 2**64 - 1)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_the_oracle_agrees_on_every_worked_example(file: Path) -> None:
    assert list(disagreeing_cases(file)) == []


def accepted(data: Any) -> Instrument:
    """Return the instrument of a definition, less what `check` refuses in it."""
    for _ in range(12):
        instrument = validate(Source("instrument.yml", data, {(): (1, 1)}), Instrument)
        problems = broken_rules(instrument)
        if not problems:
            return instrument
        if not without(data, problems[0].path):
            break
    return reject()


@settings(max_examples=1_000)
@given(SEED)
def test_whatever_is_accepted_is_scored_as_the_oracle_scores_it(seed: int) -> None:
    check_agreement(seed)


@pytest.mark.slow
@settings(max_examples=8_000)
@given(SEED)
def test_eight_thousand_more_are_scored_as_the_oracle_scores_them(seed: int) -> None:
    check_agreement(seed)


def check_agreement(seed: int) -> None:
    maker = Maker(Random(seed))
    data = maker.make()
    instrument = accepted(data)
    answers = maker.answers()
    report = make_report(instrument, Answers.of(instrument, answers))
    note(f"{data}\n{answers}")
    assert list(disagreements(data, answers, report)) == []


@given(RANDOM)
def test_whatever_is_accepted_can_be_shown_and_stored(random: Random) -> None:
    maker = Maker(random)
    instrument = accepted(maker.make())
    report = make_report(instrument, Answers.of(instrument, maker.answers()))
    assert plain_renderer().form(instrument)
    assert plain_renderer().report(report)
    assert loads(dumps(instrument)) == instrument
