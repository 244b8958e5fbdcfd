from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassess.answering.answers import Answers
from selfassess.authoring.rules.attainable import attainable_scores
from selfassess.definition.conditions import Condition, Match
from selfassess.definition.instrument import Domain, Instrument, ScoreRule
from selfassess.definition.item_types.item_type import DID_NOT_APPLY
from selfassess.definition.items import Item, Option, ResponseScale
from selfassess.definition.scoring import Missing, Rescale, Scoring
from selfassess.numeric import shown
from selfassess.scoring.keying import reversed_value
from selfassess.scoring.scorer import score

SCALE = ResponseScale(
    options=tuple(Option(value=n, label=str(n)) for n in range(5)), did_not_apply="Did not apply"
)
PRORATE = Missing(rule="prorate", minimum=2, provisional=1)
MEAN = Scoring(method="mean", missing=PRORATE)
SUM_OF_ONE = Scoring(method="sum", missing=Missing(rule="complete", minimum=1))


def instrument(scoring: Scoring, items: int = 4, **fields: Any) -> Instrument:
    made = tuple(Item(id=f"i{n}", stem="x", domain="d", scale="s") for n in range(items))
    given_fields: dict[str, Any] = {
        **dict.fromkeys(("title", "introduction", "licence", "source", "limits"), "x"),
        "id": "x",
        "version": "1",
        "kind": "questionnaire",
        "minutes": 1,
        "scales": {"s": SCALE},
        "domains": (Domain(id="d", title="D"),),
        "items": made,
        "scoring": scoring,
    }
    return Instrument(**(given_fields | fields))


def value_of(made: Instrument, *values: Any) -> float | None:
    names = [item.id for item in made.items]
    answers = Answers.of(made, dict(zip(names, values, strict=False)))
    return score(made, answers).domains["d"].value


def test_a_mean_is_the_mean_of_the_answers() -> None:
    assert value_of(instrument(MEAN), 0, 1, 2, 4) == 1.75


def test_a_missing_answer_is_left_out_of_a_mean() -> None:
    assert value_of(instrument(MEAN), 4, 2) == 3


def test_did_not_apply_is_left_out_and_counted_apart() -> None:
    made = instrument(MEAN)
    answers = Answers.of(made, {"i0": 4, "i1": 2, "i2": DID_NOT_APPLY})

    found = score(made, answers).domains["d"]

    assert (found.value, found.answered, found.skipped, found.did_not_apply) == (3, 2, 1, 1)
    assert found.items == 4


def test_a_sum_is_prorated_by_the_mean_of_the_answered() -> None:
    made = instrument(Scoring(method="sum", missing=PRORATE))

    assert value_of(made, 1, 2, 3) == 8


def test_a_complete_sum_is_the_plain_sum() -> None:
    made = instrument(Scoring(method="sum", missing=Missing(rule="complete", minimum=4)))

    assert value_of(made, 1, 2, 3, 4) == 10


def test_a_complete_rule_gives_no_score_when_one_is_missing() -> None:
    made = instrument(Scoring(method="sum", missing=Missing(rule="complete", minimum=4)))

    assert value_of(made, 1, 2, 3) is None


def test_weights_count_among_the_answered_only() -> None:
    made = instrument(Scoring(method="weighted", missing=PRORATE), items=3)
    heavy = dataclasses.replace(made.items[0], weight=3.0)
    made = dataclasses.replace(made, items=(heavy, *made.items[1:]))

    assert value_of(made, 4, 0) == 3


def weighted_sum(weights: tuple[float, ...], missing: Missing) -> Instrument:
    made = instrument(Scoring(method="weighted-sum", missing=missing), items=len(weights))
    items = zip(made.items, weights, strict=True)
    return dataclasses.replace(
        made, items=tuple(dataclasses.replace(item, weight=weight) for item, weight in items)
    )


def test_the_mean_of_the_answered_stands_for_a_missing_item_with_its_weight() -> None:
    made = weighted_sum((3, 1, 1), PRORATE)

    # (3 × 4 + 1 × 0) / 4 is the mean; 3 × 4 + 1 × 0 + 1 × 3.
    assert value_of(made, 4, 0) == 15


def test_a_weighted_sum_never_passes_the_highest_possible() -> None:
    made = weighted_sum((3, 1), Missing(rule="prorate", minimum=1))

    assert value_of(made, 4) == attainable_scores(made)["d"].range[1] == 16


def test_a_sum_over_an_area_that_is_not_asked_stays_in_its_range() -> None:
    total = ScoreRule(
        id="total",
        title="All",
        of=("d", "e"),
        scoring=Scoring(method="sum", missing=Missing(rule="complete", minimum=2)),
    )
    made = instrument(MEAN, items=2, scores=(total,))
    when = Condition(item="i0", at_least=3)
    more = Item(id="i9", stem="x", domain="e", scale="s", show_if=when)
    made = dataclasses.replace(
        made,
        domains=(*made.domains, Domain(id="e", title="E", scoring=SUM_OF_ONE)),
        items=(*made.items, more),
    )

    assert attainable_scores(made)["total"].range == (0, 8)
    assert score(made, Answers.of(made, {"i0": 0, "i1": 0})).composites["total"].value == 0


def test_a_count_counts_answers_at_or_above_its_edge() -> None:
    rule = Missing(rule="answered", minimum=2)
    made = instrument(Scoring(method="count", counts=Match(at_least=2), missing=rule))

    assert value_of(made, 1, 2, 3) == 2


def test_a_reversed_item_counts_from_the_other_end() -> None:
    made = instrument(MEAN, items=2)
    lapse = dataclasses.replace(made.items[0], reverse=True)
    made = dataclasses.replace(made, items=(lapse, made.items[1]))

    assert value_of(made, 1, 3) == 3


def test_a_rescaling_maps_the_possible_range() -> None:
    scoring = dataclasses.replace(MEAN, rescale=Rescale(minimum=0, maximum=100))

    assert value_of(instrument(scoring), 3, 2, 3, 2) == 62.5


def test_a_range_of_one_point_is_not_rescaled() -> None:
    flat = ResponseScale(options=(Option(value=2, label="a"), Option(value=2, label="b")))
    scoring = dataclasses.replace(MEAN, rescale=Rescale(minimum=0, maximum=100))

    assert value_of(instrument(scoring, scales={"s": flat}), 2, 2) == 2


def test_too_few_answers_give_no_score() -> None:
    made = instrument(MEAN)

    found = score(made, Answers.of(made, {})).domains["d"]

    assert (found.status, found.value, found.mean) == ("not-enough", None, None)


def test_a_few_answers_give_a_provisional_score() -> None:
    made = instrument(MEAN)

    found = score(made, Answers.of(made, {"i0": 4})).domains["d"]

    assert (found.status, found.value) == ("provisional", 4)


def test_without_a_provisional_rule_there_is_none() -> None:
    made = instrument(dataclasses.replace(MEAN, missing=Missing(rule="prorate", minimum=2)))

    assert value_of(made, 4) is None


def test_a_total_is_over_all_items() -> None:
    total = ScoreRule(id="total", title="All", scoring=Scoring(method="sum", missing=PRORATE))
    made = instrument(MEAN, scores=(total,))

    assert score(made, Answers.of(made, {"i0": 4, "i1": 2})).composites["total"].value == 12


def test_one_area_alone_has_no_total() -> None:
    total = ScoreRule(id="total", title="All", scoring=Scoring(method="sum", missing=PRORATE))
    made = instrument(MEAN, scores=(total,))

    assert score(made, Answers.of(made, {}), only="d").composites == {}


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (62.5, 0, "63"),
        (2.4999999999999996, 0, "3"),
        (2.45, 1, "2.5"),
        (58.333333333333336, 0, "58"),
        (0, 0, "0"),
        (-0.5, 0, "0"),
        (1.005, 2, "1.01"),
        (7, 2, "7.00"),
    ],
)
def test_display_rounds_half_up(value: float, decimals: int, expected: str) -> None:
    assert shown(value, decimals) == expected


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1))
def test_reversing_twice_is_no_change(low: float, high: float, share: float) -> None:
    low, high = sorted((low, high))
    value = low + share * (high - low)

    twice = reversed_value(reversed_value(value, (low, high)), (low, high))

    assert math.isclose(twice, value, abs_tol=1e-6)


methods = st.sampled_from(["mean", "sum", "weighted"])
answer_lists = st.lists(st.sampled_from([0, 1, 2, 3, 4, None]), min_size=1, max_size=8)


@given(methods, answer_lists, st.data())
def test_the_order_of_items_does_not_matter(method: Any, values: list[Any], data: Any) -> None:
    scoring = Scoring(method=method, missing=Missing(rule="prorate", minimum=1))
    made = instrument(scoring, items=len(values))
    shuffled = data.draw(st.permutations(made.items))
    answers = Answers.of(made, {item.id: v for item, v in zip(made.items, values, strict=True)})

    before = score(made, answers).domains["d"].value
    after = score(dataclasses.replace(made, items=tuple(shuffled)), answers).domains["d"].value

    assert (before is None) == (after is None)
    assert math.isclose(before or 0, after or 0, abs_tol=1e-9)


@given(methods, answer_lists)
def test_a_score_never_leaves_its_range(method: Any, values: list[Any]) -> None:
    scoring = Scoring(
        method=method,
        missing=Missing(rule="prorate", minimum=1),
        rescale=Rescale(minimum=-10, maximum=10),
    )
    made = instrument(scoring, items=len(values))

    value = value_of(made, *values)

    low, high = attainable_scores(made)["d"].range
    assert value is None or low - 1e-9 <= value <= high + 1e-9


@given(answer_lists)
def test_a_prorated_sum_is_the_mean_of_the_answered_times_the_items(values: list[Any]) -> None:
    made = instrument(
        Scoring(method="sum", missing=Missing(rule="prorate", minimum=1)), items=len(values)
    )
    there = [value for value in values if value is not None]

    value = value_of(made, *values)

    if there:
        assert value is not None
        assert math.isclose(value, sum(there) / len(there) * len(values), abs_tol=1e-9)
    else:
        assert value is None
