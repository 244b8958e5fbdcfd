"""Cases: worked examples of an instrument, with everything that they must give."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selfassess.answers import Answers
from selfassess.problems import InvalidAnswers, Problem, suggestion
from selfassess.report import Report, make_report
from selfassess.scores import Status  # noqa: TC001 - pydantic reads it
from selfassess.shape import validate
from selfassess.yamltext import load, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.instrument import Instrument
    from selfassess.report import Area

TOLERANCE = 1e-9
"""How far a score may be from the expected one."""


@dataclass(frozen=True, kw_only=True)
class ExpectedScore:
    """What one domain must give."""

    status: Status
    """`scored`, `provisional` or `not-enough`."""
    value: float | None = None
    """The score at full precision; leave it out when there is none."""
    answered: int
    """How many items were answered."""
    skipped: int = 0
    """How many items were left unanswered."""
    did_not_apply: int = 0
    """How many items did not apply."""
    text: str = ""
    """The score in words: a response label, a band or a count."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Everything that a case must give."""

    scores: dict[str, ExpectedScore]
    """Every domain of the report, by id."""
    start: tuple[str, ...] = ()
    """The suggested areas, in order."""
    lowest: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The lowest items of an area, for as many areas as you like."""
    total: ExpectedScore | None = None
    """The score over all items, if the instrument has one."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One worked example."""

    name: str
    """A sentence that says what it shows."""
    default: int | float | str | None = None
    """The answer of every item that is not named; leave it out for none."""
    answers: dict[str, int | float | str | None] = field(default_factory=dict)
    """The answers by item; null leaves an item unanswered in spite of the default."""
    only: str | None = None
    """The one area that is checked, if it is one."""
    expect: Expected
    """What it must give."""


@dataclass(frozen=True, kw_only=True)
class Cases:
    """A cases.yml."""

    cases: tuple[Case, ...]
    """The worked examples."""


def read_cases(path: Path, shown_as: str = "") -> tuple[Case, ...]:
    """Return the cases of a file; raise InvalidInstrument with every problem found."""
    return validate(parse(load(path), shown_as or str(path)), Cases).cases


def answers_of(instrument: Instrument, case: Case) -> Answers:
    """Return the answers of a case; raise InvalidAnswers."""
    items = [item.id for item in instrument.items if case.only in (None, item.domain)]
    return Answers.of(instrument, dict.fromkeys(items, case.default) | case.answers)


def failures(instrument: Instrument, case: Case) -> list[Problem]:
    """Return everything in which a case differs from what the instrument gives."""
    if case.only is not None and case.only not in instrument.domain:
        hint = suggestion(case.only, instrument.domain)
        return [Problem(f'{case.name}: there is no such domain; "{case.only}"; {hint}')]
    try:
        answers = answers_of(instrument, case)
    except InvalidAnswers as invalid:
        return [Problem(f"{case.name}: {problem.message}") for problem in invalid.problems]
    report = make_report(instrument, answers, case.only)
    return [Problem(f"{case.name}: {message}") for message in _differences(report, case.expect)]


def _differences(report: Report, expect: Expected) -> Iterator[str]:
    found = [area.domain.id for area in report.areas]
    if set(found) != set(expect.scores):
        yield f"the areas differ; expected {sorted(expect.scores)}; found {sorted(found)}"
        return
    for area in report.areas:
        yield from _area(area, expect.scores[area.domain.id])
    if report.start != expect.start:
        yield f"the start differs; expected {list(expect.start)}; found {list(report.start)}"
    for name, items in expect.lowest.items():
        lowest = tuple(item.id for item in report.area(name).lowest) if name in found else ()
        if lowest != items:
            yield f"the lowest of {name} differ; expected {list(items)}; found {list(lowest)}"
    yield from _total(report, expect)


def _area(area: Area, expected: ExpectedScore) -> Iterator[str]:
    score, name = area.score, area.domain.id
    pairs: list[tuple[str, object, object]] = [
        ("status", expected.status, score.status),
        ("answered", expected.answered, score.answered),
        ("skipped", expected.skipped, score.skipped),
        ("did_not_apply", expected.did_not_apply, score.did_not_apply),
        ("text", expected.text, area.words),
    ]
    for what, wanted, got in pairs:
        if wanted != got:
            yield f"{name}.{what} differs; expected {wanted}; found {got}"
    if not _same(expected.value, score.value):
        yield f"{name}.value differs; expected {expected.value}; found {score.value}"


def _total(report: Report, expect: Expected) -> Iterator[str]:
    wanted = expect.total.value if expect.total else None
    got = report.total.score.value if report.total else None
    if not _same(wanted, got):
        yield f"the total differs; expected {wanted}; found {got}"


def _same(wanted: float | None, got: float | None) -> bool:
    if wanted is None or got is None:
        return wanted is got
    return math.isclose(wanted, got, rel_tol=0, abs_tol=TOLERANCE)
