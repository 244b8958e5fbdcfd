"""Rounding: what bands, conditions and tables read, and what is shown beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.numeric import rounded, shown_within
from selfassess.problems import InvalidFile
from selfassess.reporting.report import make_report
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument

MOOD = """
id: mood
version: "1"
kind: questionnaire
title: Mood
introduction: Made-up statements.
minutes: 1
licence: CC0
source: Made up.
limits: They tell nothing.
scales: {yn: {options: [{value: 0, label: "No"}, {value: 1, label: "Yes"}]}}
domains: [{id: mood, title: Mood}]
feedback: bands
bands:
  - {minimum: 0, below: 5, label: few}
  - {minimum: 5, below: 9, label: some}
  - {minimum: 9, label: many}
"""


def mood(scoring: str) -> str:
    items = "".join(f"  - {{id: q{n}, domain: mood, scale: yn, stem: x}}\n" for n in range(15))
    return f"{MOOD}scoring: {scoring}\nitems:\n{items}"


PLAIN = "{method: sum, missing: {rule: prorate, minimum: 12}}"
ROUNDED = "{method: sum, round: {}, missing: {rule: prorate, minimum: 12}}"


@pytest.fixture
def area(read: Callable[[str], Instrument]) -> Callable[..., Any]:
    """Return the area of some answers: so many yes among so many that are answered."""

    def reported(scoring: str, yes: int, answered: int) -> Any:
        made = read(mood(scoring))
        given = {f"q{n}": int(n < yes) for n in range(answered)}
        return make_report(made, Answers.of(made, given)).area("mood")

    return reported


def test_a_number_is_never_shown_on_another_side_of_an_edge_than_its_band(
    area: Callable[..., Any],
) -> None:
    found = area(PLAIN, 4, 13)
    assert (found.words, found.number) == ("few", "4.6")
    found = area(PLAIN, 8, 14)
    assert (found.words, found.number) == ("some", "8.6")


def test_a_band_reads_the_rounded_score_if_the_rule_rounds(area: Callable[..., Any]) -> None:
    found = area(ROUNDED, 4, 13)
    assert (found.words, found.number, found.score.value) == ("some", "5", 5)
    found = area(ROUNDED, 8, 14)
    assert (found.words, found.number, found.score.value) == ("many", "9", 9)


@pytest.mark.parametrize(
    ("number", "to", "decimals", "expected"),
    [
        (2.5, "half-up", 0, 3),
        (-2.5, "half-up", 0, -2),
        (2.5, "half-even", 0, 2),
        (3.5, "half-even", 0, 4),
        (2.1, "up", 0, 3),
        (2.9, "down", 0, 2),
        (-2.1, "down", 0, -3),
        (2.4999999999999996, "half-up", 0, 3),
        (3.0000000000000004, "up", 0, 3),
        (2.999999999999999, "down", 0, 3),
        (1.25, "half-up", 1, 1.3),
        (1.25, "half-even", 1, 1.2),
        (1.005, "half-up", 2, 1.01),
    ],
)
def test_numbers_are_rounded_as_the_rule_says(
    number: float, to: Any, decimals: int, expected: float
) -> None:
    assert rounded(number, to, decimals) == expected


def test_a_number_without_an_edge_near_it_is_shown_as_short_as_it_may_be() -> None:
    assert shown_within(4.6, 0, [3, 9]) == "5"
    assert shown_within(4.9996, 1, [5]) == "4.9996"
    assert shown_within(5.04, 0, [5.05]) == "5"
    assert shown_within(5.06, 0, [5.05]) == "5.1"


TABLE = ", ".join(f"{{raw: {n}, gives: {50 + n}}}" for n in range(16))
LOOKED_UP = "{{method: sum, {more}missing: {{rule: prorate, minimum: 12}}, lookup: [{table}]}}"
BANDS = MOOD[MOOD.index("feedback: bands") :]


def looked_up(read: Callable[[str], Instrument], more: str = "") -> Instrument:
    text = mood(LOOKED_UP.format(more=more, table=TABLE)).replace(BANDS, "feedback: none\n")
    return read(text)


FOUR_OF_13 = {f"q{n}": int(n < 4) for n in range(13)}


def test_a_raw_score_between_two_rows_has_no_standard_score(
    read: Callable[[str], Instrument],
) -> None:
    made = looked_up(read)
    report = make_report(made, Answers.of(made, FOUR_OF_13))
    found = report.area("mood")
    assert (found.score.status, found.score.value, found.number) == ("not-in-table", None, "")
    assert found.raw == "4.6"


def test_a_raw_score_is_looked_up_rounded_if_the_rule_rounds_it(
    read: Callable[[str], Instrument],
) -> None:
    made = looked_up(read, "round: {at: raw}, ")
    found = score(made, Answers.of(made, FOUR_OF_13)).domains["mood"]
    assert (found.status, found.value, found.raw) == ("scored", 55, 5)


def test_what_a_table_gives_is_not_rounded(read: Callable[[str], Instrument]) -> None:
    with pytest.raises(InvalidFile) as caught:
        looked_up(read, "round: {}, ")
    assert "what a table gives is not rounded; `at` is score; write `at: raw`" in str(caught.value)
