"""What scores can be, held against every answer that can be given."""

from __future__ import annotations

import dataclasses
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassess.answering.answers import Answers
from selfassess.authoring.rules.attainable import attainable_scores
from selfassess.definition.conditions import Condition, Match
from selfassess.definition.instrument import Domain, Instrument, ScoreRule
from selfassess.definition.items import Item, Number, Option, ResponseScale
from selfassess.definition.scoring import LookupRow, Missing, Rescale, Scoring, Transform
from selfassess.scoring.scorer import score

SCALE = ResponseScale(options=tuple(Option(value=n, label=str(n)) for n in (0, 1, 3)))


def instrument(scoring: Scoring, weights: list[float]) -> Instrument:
    items = tuple(
        Item(id=f"i{n}", stem="x", domain="d", scale="s", weight=weight)
        for n, weight in enumerate(weights)
    )
    texts: dict[str, Any] = dict.fromkeys(
        ("title", "introduction", "licence", "source", "limits"), "x"
    )
    return Instrument(
        id="x",
        version="1",
        kind="questionnaire",
        minutes=1,
        scales={"s": SCALE},
        domains=(Domain(id="d", title="D"),),
        items=items,
        scoring=scoring,
        **texts,
    )


def every_value(made: Instrument, name: str = "d") -> set[float]:
    """Return each score that some answers give, whatever is left out."""
    found = set()
    for given_ones in product((None, 0, 1, 3), repeat=len(made.items)):
        names = (item.id for item in made.items)
        answers = Answers.of(made, dict(zip(names, given_ones, strict=True)))
        value = score(made, answers).all[name].value
        found |= {round(value, 9)} if value is not None else set()
    return found


METHODS = ["mean", "sum", "weighted", "weighted-sum", "count", "maximum"]
RULES = ["complete", "prorate", "answered", "zero", "sample"]
SUM_OF_TWO = Scoring(method="sum", missing=Missing(rule="complete", minimum=2))
SINGLE = ("count", "maximum")
FIT = [
    (method, rule)
    for method, rule in product(METHODS, RULES)
    if rule not in ("prorate", "answered") or (rule == "answered") == (method in SINGLE)
]
FINISH: list[dict[str, Any]] = [
    {},
    {"rescale": Rescale(minimum=0, maximum=100)},
    {"transform": Transform(multiply=-2, add=5)},
    {"lookup": tuple(LookupRow(raw=n, gives=50 + 2 * n) for n in range(-40, 80))},
]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(FIT), st.sampled_from(FINISH), st.data())
def test_the_values_of_a_score_are_those_that_answers_give(
    fit: tuple[Any, Any], finish: dict[str, Any], data: st.DataObject
) -> None:
    method, rule = fit
    weights = data.draw(st.lists(st.sampled_from([1.0, 2.0, 0.5]), min_size=1, max_size=4))
    fewest = len(weights) if rule == "complete" else data.draw(st.integers(1, len(weights)))
    values = {f"i{n}": 0.5 for n in range(len(weights))} if rule == "sample" else {}
    missing = Missing(rule=rule, minimum=fewest, values=values)
    counts = Match(at_least=1) if method == "count" else None
    made = instrument(Scoring(method=method, missing=missing, counts=counts, **finish), weights)

    found = attainable_scores(made)["d"].values

    if found is None:
        assert rule == "prorate"
        assert method.startswith("weighted")
    elif method in SINGLE and rule in ("zero", "sample"):
        assert found >= every_value(made)
    else:
        assert set(found) == every_value(made)


def test_a_further_score_can_be_what_its_parts_give() -> None:
    made = instrument(SUM_OF_TWO, [1.0, 1.0, 1.0])
    *members, loose = made.items
    both = ScoreRule(id="t", title="T", of=("d", "i2"), reverse=("i2",), scoring=SUM_OF_TWO)
    items = (*members, dataclasses.replace(loose, domain=""))
    made = dataclasses.replace(made, items=items, scores=(both,))

    assert set(attainable_scores(made)["t"].values or ()) == every_value(made, "t")


def test_a_sum_that_leaves_out_what_is_not_asked_can_be_lower() -> None:
    made = instrument(SUM_OF_TWO, [1.0, 1.0])
    first, second = made.items
    asked = dataclasses.replace(second, show_if=Condition(item="i0", at_least=1))
    made = dataclasses.replace(made, items=(first, asked))

    assert set(attainable_scores(made)["d"].values or ()) == {0, 1, 2, 3, 4, 6}


@pytest.mark.parametrize("step", [0.0001, 1 / 3])
def test_what_can_not_be_listed_is_not(step: float) -> None:
    complete = Scoring(method="sum", missing=Missing(rule="complete", minimum=1))
    number = Number(minimum=0, maximum=1, step=step)
    item = Item(id="i0", stem="x", type="number", domain="d", number=number)
    made = dataclasses.replace(instrument(complete, [1.0]), items=(item,))

    assert attainable_scores(made)["d"].values is None
