"""Random edits of an instrument: what is not named, or is called less than it is."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from selfassess.answering.answers import Answers
from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.read.fields import adapter, validate
from selfassess.authoring.read.strict_yaml import parse
from selfassess.authoring.releases.diff import differences
from selfassess.authoring.releases.undeclared_changes import undeclared
from selfassess.authoring.rules import broken_rules
from selfassess.definition.canonical import build
from selfassess.definition.changes import Change
from selfassess.definition.instrument import Instrument
from selfassess.definition.item_types import type_of
from selfassess.reporting.report import make_report

if TYPE_CHECKING:
    from selfassess.definition.changes import ChangeKind

RICH = """
scores:
  - {id: total, title: All, of: [h1, h2, a1], weights: {h1: 2}, scoring: {method: weighted-sum, missing: {rule: prorate, minimum: 1}}}
remarks:
  - {id: calm, text: Calm., when: {any: [{item: h1, at_least: 3}, {score: asking, at_most: 40}]}}
alerts:
  - {id: stop, text: Stop., when: {item: h2, at_least: 4}, resource: {text: Call.}}
classifications:
  - id: kind
    title: Kind
    outcomes:
      - {id: one, label: One, when: {item: h1, at_least: 3}}
      - {id: two, label: Two, when: {item: h2, at_least: 3}}
    otherwise: {label: Neither}
"""
DEMO = (Path(__file__).parent / "demo" / "instrument.yml").read_text(encoding="utf-8")
BEFORE = validate(parse(DEMO + RICH, "demo"), Instrument)
FIRST = Change(version="1.0", date="2026-11-22", kind="first", what="The first.")


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return where something can be edited: every leaf, and every list with entries."""
    if isinstance(data, dict):
        return [at for name in data for at in places(data[name], (*path, name))]
    if isinstance(data, list) and data:
        inner = [at for place, entry in enumerate(data) for at in places(entry, (*path, place))]
        return [path, *inner]
    return [path] if path[0] not in ("version", "changes") and data is not None else []


PLAIN = json.loads(json.dumps(dataclasses.asdict(BEFORE)))
PLACES = places(PLAIN)


@st.composite
def edits(draw: st.DrawFn) -> Instrument:
    """An instrument that differs from the one before in one place."""
    data = json.loads(json.dumps(PLAIN))
    *holders, last = draw(st.sampled_from(PLACES))
    inner = data
    for name in holders:
        inner = inner[name]
    inner[last] = draw(_other(inner[last]))
    return build(Instrument, data)


def _other(value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, bool):
        return st.just(not value)
    if isinstance(value, int | float):
        return st.sampled_from([value + 1, value - 1, value * 2 + 1])
    if isinstance(value, list):
        fewer = st.sampled_from(range(len(value))) if value else st.nothing()
        return fewer.map(lambda at: value[:at] + value[at + 1 :]) | st.permutations(value)
    return st.sampled_from([f"{value} ", "h1", "h2", "share", "recent", "asking", ""])


@given(edits())
def test_an_edit_is_always_named(after: Instrument) -> None:
    assert bool(differences(BEFORE, after)) == (after != BEFORE)


def declared(after: Instrument, kind: ChangeKind) -> bool:
    """Whether an edit passes under a kind of change."""
    change = Change(version="1.1", date="2026-11-23", kind=kind, what="This.")
    newer = dataclasses.replace(after, version="1.1", changes=(change, FIRST))
    return not list(undeclared(BEFORE, newer, INSTRUMENT))


def is_right(instrument: Instrument) -> bool:
    try:
        adapter(Instrument).validate_json(json.dumps(dataclasses.asdict(instrument)))
    except ValidationError:
        return False
    return not broken_rules(instrument)


# Most edits are no typo, and most of the others break a rule.
RARE = settings(
    deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """Answers to the instrument before its edit, about half of them."""
    given: dict[str, Any] = {}
    for item in BEFORE.items:
        for name in type_of(item).names(item):
            given[name] = draw(st.none() | st.sampled_from(BEFORE.choices[item.id]))
    return given


def result(instrument: Instrument, given: dict[str, Any]) -> object:
    """Return all that answers give, but for the words."""
    report = make_report(instrument, Answers.of(instrument, given))
    found = report.findings
    scores = {area.domain.id: area.score for area in report.areas}
    scores |= {one.rule.id: one.score for one in report.composites}
    outcomes = {one.classification.id: one.id for one in found.classified}
    return (
        scores,
        outcomes,
        [alert.id for alert in found.alerts],
        [said.id for said in found.remarks],
    )


@RARE
@given(edits(), answers())
def test_a_typo_never_changes_what_answers_give(after: Instrument, given: dict[str, Any]) -> None:
    assume(declared(after, "typo") and is_right(after))

    assert result(after, given) == result(BEFORE, given)


@RARE
@given(edits(), answers())
def test_a_scoring_never_changes_which_answers_there_are(
    after: Instrument, given: dict[str, Any]
) -> None:
    assume(declared(after, "scoring") and is_right(after))

    assert Answers.of(after, given) == Answers.of(BEFORE, given)
