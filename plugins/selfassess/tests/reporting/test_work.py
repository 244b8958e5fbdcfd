"""How a score came about is told from the numbers that the scorer used."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.definition.conditions import Match
from selfassess.definition.scoring import LookupRow, Missing, Rescale, Round, Scoring, Transform
from selfassess.reporting.report import Report
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from selfassess import Instrument

ALL = {"h1": 3, "h2": 1, "h3": 1}
"""h2 is counted the other way round, as 3."""
TURNED = "Counted the other way round: “I spoke over someone.”, 1 → 3."
PRORATE = Missing(rule="prorate", minimum=2, provisional=1)
ANSWERED = Missing(rule="answered", minimum=1)
SAMPLE = Missing(rule="sample", minimum=1, values={"h1": 2, "h2": 2.5, "h3": 2}, sample="x")


def told(demo: Instrument, given: dict[str, Any], **rule: Any) -> list[str]:
    """Return the sentences about the first area under a rule of scoring."""
    scoring = Scoring(**{"method": "mean", "missing": PRORATE, **rule})
    first = dataclasses.replace(demo.domains[0], scoring=scoring, feedback="none")
    made = dataclasses.replace(demo, domains=(first, *demo.domains[1:]))
    answers = Answers.of(made, given)
    return Report.of(made, answers, score(made, answers)).areas[0].work.sentences()


@pytest.mark.parametrize(
    ("method", "missing", "sentence"),
    [
        ("mean", PRORATE, "The mean of 3 answers: (3 + 3 + 1) ÷ 3 = 2.3333."),
        ("sum", PRORATE, "The sum: 3 + 3 + 1 = 7."),
        ("weighted", PRORATE, "The mean of 3 answers: (3 + 3 + 1) ÷ 3 = 2.3333."),
        ("weighted-sum", PRORATE, "The sum: 3 + 3 + 1 = 7."),
        ("count", ANSWERED, "2 of 3 count: 3, 3, 1."),
        ("maximum", ANSWERED, "The highest of 3, 3, 1 is 3."),
    ],
)
def test_each_method_is_told_with_its_numbers(
    demo: Instrument, method: str, missing: Missing, sentence: str
) -> None:
    counts = Match(at_least=2) if method == "count" else None

    assert told(demo, ALL, method=method, missing=missing, counts=counts) == [TURNED, sentence]


def test_weights_stand_beside_their_answers(demo: Instrument) -> None:
    items = [dataclasses.replace(i, weight=2.0) if i.id == "h1" else i for i in demo.items]
    made = dataclasses.replace(demo, items=tuple(items))

    assert told(made, ALL, method="weighted")[-1] == (
        "The mean of 3 answers: (3 × 2 + 3 + 1) ÷ 4 = 2.5."
    )


@pytest.mark.parametrize(
    ("method", "missing", "rest"),
    [
        ("mean", PRORATE, ["The mean of 2 answers: (3 + 3) ÷ 2 = 3."]),
        (
            "sum",
            PRORATE,
            ["The mean of the others stands for what is missing: (3 + 3) × 3 ÷ 2 = 9."],
        ),
        (
            "sum",
            Missing(rule="zero", minimum=1),
            ["What is missing counts as zero.", "The sum: 3 + 3 + 0 = 6."],
        ),
        (
            "sum",
            SAMPLE,
            ["For what is missing, values of a sample: 2.", "The sum: 3 + 3 + 2 = 8."],
        ),
        ("maximum", ANSWERED, ["The highest of 3, 3 is 3."]),
        (
            "mean",
            Missing(rule="complete"),
            ["There is no score unless every question has an answer."],
        ),
    ],
)
def test_each_rule_for_missing_answers_is_told(
    demo: Instrument, method: str, missing: Missing, rest: list[str]
) -> None:
    said = told(demo, {"h1": 3, "h2": 1}, method=method, missing=missing)

    assert said == [TURNED, "1 of 3 has no answer.", *rest]


def test_too_few_answers_are_told_with_how_many_it_takes(demo: Instrument) -> None:
    missing = Missing(rule="prorate", minimum=2)

    assert told(demo, {"h1": 3, "h3": "did-not-apply"}, missing=missing) == [
        "1 of 3 has no answer.",
        "1 of 3 did not apply.",
        "At least 2 answers are needed, so there is no score.",
    ]


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ({"rescale": Rescale(minimum=0, maximum=100)}, ["2.3333 × 25 = 58.3333."]),
        (
            {"rescale": Rescale(minimum=1, maximum=5)},
            ["2.3333 on a range from 0 to 4 is 3.3333 on a range from 1 to 5."],
        ),
        ({"transform": Transform(multiply=10, add=50)}, ["2.3333 × 10 + 50 = 73.3333."]),
        ({"transform": Transform(multiply=10)}, ["2.3333 × 10 = 23.3333."]),
        (
            {"transform": Transform(multiply=10), "round": Round()},
            ["2.3333 × 10 = 23.3333.", "Rounded by the rule of the instrument: 23."],
        ),
        (
            {"round": Round(at="raw"), "lookup": (LookupRow(raw=2, gives=41),)},
            ["Rounded by the rule of the instrument: 2.", "In its table 2 gives 41."],
        ),
        (
            {"lookup": (LookupRow(raw=2, gives=41),)},
            ["2.3333 lies between two rows of its table."],
        ),
    ],
)
def test_what_becomes_of_a_raw_score_is_told(
    demo: Instrument, rule: dict[str, Any], last: list[str]
) -> None:
    assert told(demo, ALL, **rule)[2:] == last
