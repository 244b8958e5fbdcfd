"""Cases: worked examples of an instrument, with everything that they must give."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated

from selfassess.answering.answers import Answers
from selfassess.answering.draw import SEED
from selfassess.authoring.documents import FileType, read, read_placed
from selfassess.definition.facts import TEXT
from selfassess.definition.item_types import type_of
from selfassess.problems import InvalidAnswers, InvalidFile, Problem, suggestion
from selfassess.reporting.report import Report, make_report
from selfassess.reporting.score_text import composite_text
from selfassess.scoring.score import Status  # noqa: TC001 - pydantic reads it

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from selfassess.authoring.read.strict_yaml import Source
    from selfassess.definition.instrument import Instrument
    from selfassess.problems import Path as DataPath
    from selfassess.scoring.score import Score

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
    not_asked: int = 0
    """How many items were not asked."""
    text: Annotated[str, TEXT] = ""
    """The score in words: a response label, a band or a count."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Everything that a case must give."""

    scores: dict[str, ExpectedScore]
    """Every domain and further score of the report, by id."""
    start: tuple[str, ...] = ()
    """The suggested areas, in order."""
    lowest: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The lowest items of an area, for as many areas as you like."""
    outcomes: dict[str, str] = field(default_factory=dict)
    """The result of every classification: the id of an outcome, `otherwise`, or `open`."""
    alerts: tuple[str, ...] = ()
    """The ids of the alerts that are shown, in order."""
    remarks: tuple[str, ...] = ()
    """The ids of the remarks that are made, in order."""
    not_asked: tuple[str, ...] = ()
    """The ids of the items that are not asked because of their `show_if`, in order."""
    bands: dict[str, dict[str, str]] = field(default_factory=dict)
    """The labels of further tables of bands: score, then table, then label ("" for none)."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One worked example."""

    name: Annotated[str, TEXT]
    """A sentence that says what it shows."""
    default: int | float | str | None = None
    """The answer of every rating that is not named; leave it out for none."""
    answers: dict[str, int | float | str | tuple[str, ...] | None] = field(default_factory=dict)
    """The answers by item; null leaves an item unanswered in spite of the default."""
    only: str | None = None
    """The one area that is checked, if it is one."""
    seed: str = ""
    """In a bank: the code of the draw that is answered, such as k3f9; all items without one. The
    default is given to those that are drawn."""
    expect: Expected
    """What it must give."""


@dataclass(frozen=True, kw_only=True)
class Cases:
    """A cases.yml."""

    cases: tuple[Case, ...]
    """The worked examples."""


def repeated_names(cases: Cases) -> Iterator[Problem]:
    """Yield cases with the name of another, so that nobody knows which one failed."""
    seen: set[str] = set()
    for at, case in enumerate(cases.cases):
        if case.name in seen:
            message = f'two cases have one name; "{case.name}"; say what each shows'
            yield Problem(message, ("cases", at, "name"))
        seen.add(case.name)


def no_cases(cases: Cases) -> Iterator[Problem]:
    """Yield that a list of cases is empty, which holds the instrument against nothing."""
    if not cases.cases:
        message = "there are no worked examples; the list is empty; write at least one case"
        yield Problem(message, ("cases",))


CASES = FileType(file="cases.yml", holds=Cases, rules=no_cases, remarks=repeated_names)


def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of a file; raise InvalidFile with every problem found."""
    return read(path, CASES).cases


def case_problems(instrument: Instrument, source: Source, file: Path) -> Iterator[Problem]:
    """Yield what is wrong with the worked examples beside an instrument in a file, with places."""
    beside = file.with_name(CASES.file)
    if not beside.exists() and not beside.is_symlink():
        message = "there are no worked examples; the file is missing; write at least one case"
        yield Problem(message, file=str(beside))
        return
    try:
        cases, placed = read_placed(beside, CASES)
    except InvalidFile as invalid:
        yield from invalid.problems
        return
    for at, case in enumerate(cases.cases):
        for problem in failures(instrument, case):
            yield placed.place(replace(problem, path=("cases", at, *problem.path)))
    yield from map(source.place, uncovered(instrument, cases.cases))


def answers_of(instrument: Instrument, case: Case) -> Answers:
    """Return the answers of a case; raise InvalidAnswers."""
    code = {SEED: case.seed}
    drawn = Answers.of(instrument, code).drawn(instrument.items)
    items = [item for item in drawn if case.only in (None, item.domain)]
    rated = [item.id for item in items if type_of(item).is_on_scale]
    return Answers.of(instrument, dict.fromkeys(rated, case.default) | case.answers | code)


def failures(instrument: Instrument, case: Case) -> list[Problem]:
    """Return everything in which a case differs from what the instrument gives.

    The paths of the problems lead into the case.
    """
    return [
        replace(one, message=f"{case.name}: {one.message}") for one in _failures(instrument, case)
    ]


def _failures(instrument: Instrument, case: Case) -> Iterator[Problem]:
    if case.only is not None and case.only not in instrument.domain:
        hint = suggestion(case.only, instrument.domain)
        yield Problem(f'there is no such domain; "{case.only}"; {hint}', ("only",))
        return
    try:
        answers = answers_of(instrument, case)
    except InvalidAnswers as invalid:
        yield from (replace(one, path=("answers", *one.path)) for one in invalid.problems)
        return
    report = make_report(instrument, answers, case.only)
    expected = [*_unknown(instrument, case.expect), *_differences(report, case.expect)]
    expected += _asking(instrument, case, answers)
    yield from (replace(one, path=("expect", *one.path)) for one in expected)


def uncovered(instrument: Instrument, cases: Sequence[Case]) -> list[Problem]:
    """Return a problem for each alert that no case raises."""
    raised = {name for case in cases for name in case.expect.alerts}
    return [
        Problem(
            f'no case raises this alert; "{alert.id}" is expected nowhere in cases.yml; '
            "write a case that raises it",
            ("alerts", at),
        )
        for at, alert in enumerate(instrument.alerts)
        if alert.id not in raised
    ]


# The paths of all that follows lead into what a case expects.


def _unknown(instrument: Instrument, expect: Expected) -> Iterator[Problem]:
    outcomes = {
        one.id: [*(outcome.id for outcome in one.outcomes), "otherwise", "open"]
        for one in instrument.classifications
    }
    alerts = [alert.id for alert in instrument.alerts]
    remarks = [remark.id for remark in instrument.remarks]
    named: list[tuple[str, str, list[str], DataPath]] = [
        *(("alert", name, alerts, ("alerts", at)) for at, name in enumerate(expect.alerts)),
        *(("remark", name, remarks, ("remarks", at)) for at, name in enumerate(expect.remarks)),
        *(("classification", of, list(outcomes), ("outcomes", of)) for of in expect.outcomes),
        *(
            ("outcome", found, outcomes.get(of, [found]), ("outcomes", of))
            for of, found in expect.outcomes.items()
        ),
    ]
    for noun, name, known, path in named:
        if name not in known:
            yield Problem(f'there is no such {noun}; "{name}"; {suggestion(name, known)}', path)


def _differences(report: Report, expect: Expected) -> Iterator[Problem]:
    found = [area.domain.id for area in report.areas] + [one.rule.id for one in report.composites]
    if set(found) != set(expect.scores):
        message = f"the areas differ; expected {sorted(expect.scores)}; found {sorted(found)}"
        yield Problem(message, ("scores",))
        return
    for area in report.areas:
        yield from _score(area.domain.id, expect.scores[area.domain.id], area.score, area.words)
    for one in report.composites:
        text = composite_text(one.rule, one.score)
        yield from _score(one.rule.id, expect.scores[one.rule.id], one.score, text)
    if report.start != expect.start:
        message = f"the start differs; expected {list(expect.start)}; found {list(report.start)}"
        yield Problem(message, ("start",))
    for name, items in expect.lowest.items():
        lowest = tuple(item.id for item in report.area(name).lowest) if name in found else ()
        if lowest != items:
            message = f"the lowest of {name} differ; expected {list(items)}; found {list(lowest)}"
            yield Problem(message, ("lowest", name))
    yield from _findings(report, expect)


def _asking(instrument: Instrument, case: Case, answers: Answers) -> Iterator[Problem]:
    left_out = tuple(
        item.id
        for item in answers.drawn(instrument.items)
        if item.id not in answers.asked and case.only in (None, item.domain)
    )
    wanted = case.expect.not_asked
    if left_out != wanted:
        message = f"what is not asked differs; expected {list(wanted)}; found {list(left_out)}"
        yield Problem(message, ("not_asked",))


def _score(name: str, expected: ExpectedScore, score: Score, text: str) -> Iterator[Problem]:
    pairs: list[tuple[str, object, object]] = [
        ("status", expected.status, score.status),
        ("answered", expected.answered, score.answered),
        ("skipped", expected.skipped, score.skipped),
        ("did_not_apply", expected.did_not_apply, score.did_not_apply),
        ("not_asked", expected.not_asked, score.not_asked),
        ("text", expected.text, text),
    ]
    for what, wanted, got in pairs:
        if wanted != got:
            message = f"{name}.{what} differs; expected {wanted}; found {got}"
            yield Problem(message, ("scores", name, what))
    if not _same(expected.value, score.value):
        message = f"{name}.value differs; expected {expected.value}; found {score.value}"
        yield Problem(message, ("scores", name, "value"))


def _findings(report: Report, expect: Expected) -> Iterator[Problem]:
    found = report.findings
    pairs: list[tuple[str, object, object]] = [
        ("outcomes", expect.outcomes, {c.classification.id: c.id for c in found.classified}),
        ("alerts", list(expect.alerts), [alert.id for alert in found.alerts]),
        ("remarks", list(expect.remarks), [remark.id for remark in found.remarks]),
        ("bands", expect.bands, _bands(report)),
    ]
    for what, wanted, got in pairs:
        if wanted != got:
            yield Problem(f"the {what} differ; expected {wanted}; found {got}", (what,))


def _bands(report: Report) -> dict[str, dict[str, str]]:
    read = {area.domain.id: area.readings for area in report.areas}
    read |= {one.rule.id: one.readings for one in report.composites}
    return {
        name: {reading.table.id: reading.band.label if reading.band else "" for reading in some}
        for name, some in read.items()
        if some
    }


def _same(wanted: float | None, got: float | None) -> bool:
    if wanted is None or got is None:
        return wanted is got
    return math.isclose(wanted, got, rel_tol=0, abs_tol=TOLERANCE)
