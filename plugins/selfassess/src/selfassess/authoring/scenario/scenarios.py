"""Scenarios: the type of document that a reader walks through by choices."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from selfassess.authoring.course.rules_of_text import empty, wrong_names
from selfassess.authoring.documents import DocumentType
from selfassess.authoring.scenario.scenario import Scenario
from selfassess.problems import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.problems import Path as PathInData


def _broken_rules(scenario: Scenario) -> Iterator[Problem]:
    yield from empty(scenario)
    yield from wrong_names(scenario)
    yield from _twice(scenario)
    yield from _unknown(scenario)
    yield from _unreachable(scenario)
    yield from _endless(scenario)


def _placed(scenario: Scenario) -> Iterator[tuple[PathInData, str]]:
    """Yield where the id of each step and end stands, and the id."""
    yield from ((("steps", at, "id"), step.id) for at, step in enumerate(scenario.steps))
    yield from ((("ends", at, "id"), end.id) for at, end in enumerate(scenario.ends))


def _twice(scenario: Scenario) -> Iterator[Problem]:
    counts = Counter(place.id for place in scenario.places)
    for path, one in _placed(scenario):
        if counts[one] > 1:
            yield Problem(f'this id is given twice; "{one}"; give each its own', path)


def _unknown(scenario: Scenario) -> Iterator[Problem]:
    known = [place.id for place in scenario.places]
    for at, step in enumerate(scenario.steps):
        for nth, option in enumerate(step.options):
            if option.to not in known:
                message = f'there is no such step or end; "{option.to}"'
                path: PathInData = ("steps", at, "options", nth, "to")
                yield Problem(f"{message}; {suggestion(option.to, known)}", path)


def _unreachable(scenario: Scenario) -> Iterator[Problem]:
    reached = scenario.within_reach(scenario.steps[0].id) if scenario.steps else set()
    for path, one in _placed(scenario):
        if one not in reached:
            message = f'no way leads here from the first step; "{one}"'
            yield Problem(f"{message}; let a choice lead to it, or take it away", path)


def _endless(scenario: Scenario) -> Iterator[Problem]:
    """Yield the steps from which a reader goes round for ever."""
    known = {step.id for step in scenario.steps}
    for at, step in enumerate(scenario.steps):
        # What leads nowhere is told of already.
        if step.options and scenario.within_reach(step.id) <= known:
            message = f'from here a reader goes round in a circle; no end follows "{step.id}"'
            yield Problem(f"{message}; let a choice lead to an end", ("steps", at, "id"))


SCENARIO = DocumentType(
    file="scenario.yml",
    holds=Scenario,
    rules=_broken_rules,
    noun="scenario",
)


def scenario_files(home: Path) -> dict[str, Path]:
    """Return the files of the scenarios beside instruments, by the names of their folders."""
    return {file.parent.name: file for file in sorted(home.glob(f"scenarios/*/{SCENARIO.file}"))}
