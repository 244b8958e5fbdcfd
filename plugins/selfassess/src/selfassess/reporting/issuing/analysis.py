"""Analysis: what a batch of files says about the test and the course, and about nobody alone."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfassess.definition.item_types import type_of
from selfassess.reporting.follow_up import follow_up
from selfassess.reporting.issuing.tables import Table, csv_text
from selfassess.reporting.issuing.times import minutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item
    from selfassess.reporting.completion import Completion, Evaluation
    from selfassess.reporting.issuing.accepted import Issued
    from selfassess.reporting.issuing.marks import Mark
    from selfassess.reporting.issuing.terms import Terms
    from selfassess.reporting.issuing.verdicts import Verdict

FEWEST = 5
"""Fewer files give no average."""
_ALIKE = frozenset(("same-file", "same-answers", "issued"))


@dataclass(frozen=True)
class OptionCount:
    """One option, and how many chose it."""

    label: str
    chosen: int
    best: bool


@dataclass(frozen=True)
class ItemFigures:
    """One item of a test, over the first attempts that asked it."""

    id: str
    stem: str
    objective: str
    asked: int
    right: int
    difficulty: float | None
    """The share of right answers; None of too few."""
    discrimination: float | None
    """The correlation of being right here with the share right in the other items of the same
    attempt; None of too few, or where one of the two is the same for everybody."""
    options: tuple[OptionCount, ...]


def first_marks(
    verdicts: Sequence[Verdict], test: str, version: str
) -> list[tuple[Completion, Mark]]:
    """Return first attempts at one version of a test, each learner's once, with their files.

    Later attempts come from those who failed the first one, who would count twice.
    """
    found = []
    for one in verdicts:
        alike = any(reason.code in _ALIKE for reason in one.against)
        if one.completion and one.marks and not alike:
            given = one.completion.test
            if (given.instrument, given.version) == (test, version):
                found.append((one.completion, one.marks[0]))
    return found


def item_figures(instrument: Instrument, marks: Sequence[Mark]) -> tuple[ItemFigures, ...]:
    """Return the figures of every item that was asked, in the order of the instrument."""
    items = [item for item in instrument.items if type_of(item).is_scored]
    figures = (_figures(instrument, item, marks) for item in items)
    return tuple(one for one in figures if one.asked)


def _figures(instrument: Instrument, item: Item, marks: Sequence[Mark]) -> ItemFigures:
    of = [mark for mark in marks if item.id in mark.asked]
    right = [float(item.id in mark.right) for mark in of]
    enough = len(of) >= FEWEST
    chosen = Counter(str(mark.chosen.get(item.id, "")) for mark in of)
    options = instrument.options_of(item)
    best = max((option.value for option in options), default=0)
    return ItemFigures(
        id=item.id,
        stem=item.stem,
        objective=item.objective,
        asked=len(of),
        right=int(sum(right)),
        difficulty=sum(right) / len(of) if enough else None,
        discrimination=correlation(right, [_rest(mark, item.id) for mark in of])
        if enough
        else None,
        options=tuple(OptionCount(o.label, chosen[o.key], o.value == best) for o in options),
    )


def _rest(mark: Mark, name: str) -> float:
    others = [other for other in mark.asked if other != name]
    return sum(other in mark.right for other in others) / len(others) if others else 0.0


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return Pearson's r of two equally long lists; None if one of them does not vary."""
    dx = [x - math.fsum(xs) / len(xs) for x in xs]
    dy = [y - math.fsum(ys) / len(ys) for y in ys]
    spread = math.fsum(x * x for x in dx) * math.fsum(y * y for y in dy)
    if spread < 1e-12:
        return None
    return math.fsum(x * y for x, y in zip(dx, dy, strict=True)) / math.sqrt(spread)


def item_table(figures: Sequence[ItemFigures], name: str) -> Table:
    """Return the figures of the items as a file."""
    rows: list[Sequence[object]] = [
        ["item", "objective", "asked", "right", "difficulty", "discrimination", "options"]
    ]
    for one in figures:
        counts = "; ".join(f"{o.chosen} {'*' if o.best else ''}{o.label}" for o in one.options)
        numbers = [_cell(one.difficulty), _cell(one.discrimination)]
        rows.append([one.id, one.objective, one.asked, one.right, *numbers, counts])
    return Table(name, csv_text(rows))


def _cell(number: float | None) -> object:
    return "" if number is None else round(number, 3)


@dataclass(frozen=True)
class QuestionFigures:
    """One question about the course."""

    text: str
    answers: int
    mean: float | None
    """The mean agreement from 1 to 5; None of too few, or of free words."""
    words: tuple[str, ...]
    """What was written, in the order of the alphabet; nothing of too few."""


def evaluation_figures(
    terms: Terms, evaluations: Iterable[Evaluation]
) -> tuple[QuestionFigures, ...]:
    """Return what the evaluations of a course say, by objective first."""
    given = [one.answers for one in evaluations if one.course == terms.course]
    later = {one.id: one.text for one in follow_up(terms.language)}
    come = {name: text for name, text in later.items() if any(name in each for each in given)}
    asked = dict(terms.objectives) | dict(terms.questions) | come
    found = []
    for name, text in asked.items():
        answers = [each[name].strip() for each in given if each.get(name, "").strip()]
        ratings = [int(each) for each in answers if each in {"1", "2", "3", "4", "5"}]
        words = sorted(each for each in answers if each not in {"1", "2", "3", "4", "5"})
        mean = math.fsum(ratings) / len(ratings) if len(ratings) >= FEWEST else None
        shown = tuple(words) if len(answers) >= FEWEST else ()
        found.append(QuestionFigures(text, len(answers), mean, shown))
    return tuple(found)


def minutes_of_tests(verdicts: Sequence[Verdict]) -> tuple[int, float | None]:
    """Return how many attempts of accepted files have times, and the median of their minutes."""
    accepted = [one.completion for one in verdicts if one.accepted and one.completion]
    took = sorted(minutes(attempt) for made in accepted for attempt in made.test.attempts[:1])
    if len(took) < FEWEST:
        return len(took), None
    middle = len(took) // 2
    return len(took), took[middle] if len(took) % 2 else (took[middle - 1] + took[middle]) / 2


def by_profession_and_month(issued: Sequence[Issued]) -> dict[tuple[str, str], int]:
    """Return the number of certificates by the month of completion and the profession."""
    return dict(sorted(Counter((one.finished[:7], _profession(one)) for one in issued).items()))


def _profession(one: Issued) -> str:
    return " ".join(one.identity.get("profession", "").casefold().split())
