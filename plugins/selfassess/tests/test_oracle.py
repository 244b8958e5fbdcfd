"""Two scorers agree: the engine, and one written from the manual that shares nothing with it.

Each run tries ten thousand other definitions.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, note, reject, settings
from hypothesis import strategies as st
from plugins.selfassess.tests.definitions import Maker, without
from plugins.selfassess.tests.oracle import score
from ruamel.yaml import YAML

from selfassess.answering.answers import Answers
from selfassess.authoring.instruments import read_instrument
from selfassess.authoring.read.fields import validate
from selfassess.authoring.read.strict_yaml import Source
from selfassess.authoring.rules import broken_rules
from selfassess.definition.canonical import dumps, loads
from selfassess.definition.instrument import Instrument
from selfassess.reporting.render import plain_renderer
from selfassess.reporting.report import make_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.reporting.report import Report

HERE = Path(__file__).parent
FILES = [
    *sorted(HERE.glob("fixtures/*/cases.yml")),
    *sorted(HERE.parents[2].glob("assessments/*/cases.yml")),
    HERE / "demo/cases.yml",
    HERE / "strain/cases.yml",
    HERE / "kinds/cases.yml",
]
TOLERANCE = 1e-9
RANDOM = st.randoms(use_true_random=False)
# To hypothesis a seed is one choice: made choice by choice, ten thousand take twice as long.
SEED = st.integers(0, 2**64 - 1)


def plain(file: Path) -> Any:
    return YAML(typ="safe", pure=True).load(file)


def disagreements(data: Any, answers: Any, report: Report) -> Iterator[str]:
    """Yield everything in which a report differs from what the oracle makes of the answers."""
    expected, found = score(data, answers), report.findings
    scored = {area.domain.id: area for area in report.areas}
    scored |= {one.rule.id: one for one in report.composites}  # type: ignore[misc]
    for name, wanted in expected["scores"].items():
        got = scored[name].score
        for field in ("status", "answered", "skipped", "did_not_apply", "not_asked"):
            if getattr(got, field) != wanted[field]:
                yield f"{name}.{field}: {getattr(got, field)} is not {wanted[field]}"
        numbers = zip((got.value, *got.range), (wanted["value"], *wanted["range"]), strict=True)
        yield from (f"{name}: {one} is not {other}" for one, other in numbers if far(one, other))
    pairs = {
        "scores": (list(scored), list(expected["scores"])),
        "outcomes": (
            {one.classification.id: one.id for one in found.classified},
            expected["outcomes"],
        ),
        "alerts": ([one.id for one in found.alerts], expected["alerts"]),
        "remarks": ([one.id for one in found.remarks], expected["remarks"]),
        "bands": (labels(scored), expected["bands"]),
    }
    yield from (
        f"{name}: {one} is not {other}" for name, (one, other) in pairs.items() if one != other
    )


def far(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is not other
    return bool(abs(one - float(other)) > TOLERANCE)


def labels(scored: Any) -> dict[str, dict[str, str]]:
    return {
        name: {r.table.id: r.band.label if r.band else "" for r in one.readings}
        for name, one in scored.items()
        if one.readings
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_the_oracle_agrees_on_every_worked_example(file: Path) -> None:
    data, instrument = (
        plain(file.with_name("instrument.yml")),
        read_instrument(file.with_name("instrument.yml")),
    )
    for case in plain(file)["cases"]:
        if case.get("only") is None:
            rated = [i.id for i in instrument.items if i.type == "rating"]
            given = dict.fromkeys(rated, case.get("default")) | case.get("answers", {})
            answers = {name: one for name, one in given.items() if one is not None}
            report = make_report(instrument, Answers.of(instrument, answers))
            assert list(disagreements(data, answers, report)) == [], case["name"]


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


@settings(max_examples=10_000)
@given(SEED)
def test_whatever_is_accepted_is_scored_as_the_oracle_scores_it(seed: int) -> None:
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
