"""Where the engine and the oracle differ, on one report or on the worked examples of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oracle import score
from ruamel.yaml import YAML

from selfassess.answering.answers import Answers
from selfassess.authoring.instruments import read_instrument
from selfassess.reporting.report import make_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.reporting.report import Report

TOLERANCE = 1e-9


def disagreeing_cases(file: Path) -> Iterator[str]:
    """Yield what differs on the worked examples of a file, each with the name of its case."""
    data = plain(file.with_name("instrument.yml"))
    instrument = read_instrument(file.with_name("instrument.yml"))
    for case in plain(file)["cases"]:
        if case.get("only") is None:
            rated = [i.id for i in instrument.items if i.type == "rating"]
            given = dict.fromkeys(rated, case.get("default")) | case.get("answers", {})
            answers = {name: one for name, one in given.items() if one is not None}
            report = make_report(instrument, Answers.of(instrument, answers))
            found = disagreements(data, answers, report)
            yield from (f"{case['name']}: {difference}" for difference in found)


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
