"""What is asked and what is missing: gates, minimums, and what counts as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.problems import InvalidFile
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument
    from selfassess.scoring.score import Score

HEAD = """
id: year
version: "1"
kind: questionnaire
title: The past year
introduction: Made-up questions.
minutes: 1
licence: CC0
source: Made up.
limits: They tell nothing.
feedback: none
domains: [{id: burden, title: Burden}]
items:
"""
GATED = """
  - {{id: did-{n}, type: choice, stem: Did {n} happen?, options: [{{id: "no", value: 0, label: "No"}}, {{id: "yes", value: 1, label: "Yes"}}]}}
  - {{id: bad-{n}, type: choice, domain: burden, stem: How bad was {n}?, show_if: {{item: did-{n}, one_of: ["yes"]}}, options: [{{value: 0, label: A}}, {{value: 1, label: B}}, {{value: 2, label: C}}]}}
"""


def year(gates: int, scoring: str) -> str:
    names = [f"{part}-{n}" for n in range(gates) for part in ("did", "bad")]
    items = "".join(GATED.format(n=n) for n in range(gates))
    return (
        f"{HEAD}{items}\nsections: [{{id: all, items: [{', '.join(names)}]}}]\nscoring: {scoring}\n"
    )


@pytest.fixture
def burden(read: Callable[[str], Instrument]) -> Callable[..., Score]:
    """Return the score of some answers under a rule."""

    def scored(rule: str, gates: int = 2, method: str = "sum", **answers: Any) -> Score:
        made = read(year(gates, f"{{method: {method}, missing: {rule}}}"))
        given = {name.replace("_", "-"): value for name, value in answers.items()}
        return score(made, Answers.of(made, given)).domains["burden"]

    return scored


def test_what_waits_for_a_skipped_gate_is_missing(burden: Any) -> None:
    found = burden("{rule: complete}", did_0="yes", bad_0=2)
    assert (found.status, found.skipped, found.not_asked) == ("not-enough", 1, 0)


def test_a_condition_that_is_known_to_be_false_asks_nothing(burden: Any) -> None:
    found = burden("{rule: complete}", did_0="yes", bad_0=2, did_1="no")
    assert (found.status, found.value, found.not_asked) == ("scored", 2, 1)


def test_somebody_who_answered_nothing_has_not_enough(burden: Any) -> None:
    assert burden("{rule: complete}").status == "not-enough"


def test_an_answer_counts_though_the_gate_before_it_was_skipped(burden: Any) -> None:
    found = burden("{rule: complete}", bad_0=2, did_1="no")
    assert (found.status, found.value) == ("scored", 2)


@pytest.mark.parametrize("method", ["sum", "weighted-sum"])
@pytest.mark.parametrize("rule", ["complete", "prorate, minimum: 2"])
def test_a_sum_of_what_did_not_happen_is_zero(burden: Any, method: str, rule: str) -> None:
    found = burden(f"{{rule: {rule}}}", method=method, did_0="no", did_1="no")
    assert (found.status, found.value, found.not_asked) == ("scored", 0, 2)


@pytest.mark.parametrize("method", ["mean", "weighted", "maximum"])
def test_of_nothing_there_is_no_mean_and_no_maximum(burden: Any, method: str) -> None:
    found = burden("{rule: complete}", method=method, did_0="no", did_1="no")
    assert (found.status, found.value) == ("not-asked", None)


def test_a_minimum_counts_the_answers_that_were_given(burden: Any) -> None:
    nos = {f"did_{n}": "no" for n in range(7)}
    found = burden("{rule: prorate, minimum: 8}", 8, did_7="yes", bad_7=2, **nos)
    assert (found.status, found.answered, found.not_asked) == ("not-enough", 1, 7)


def test_what_was_not_asked_counts_if_the_rule_says_so(burden: Any) -> None:
    nos = {f"did_{n}": "no" for n in range(7)}
    rule = "{rule: prorate, minimum: 8, not_asked: 0}"
    found = burden(rule, 8, did_7="yes", bad_7=2, **nos)
    assert (found.status, found.value, found.answered) == ("scored", 2, 1)


def test_what_was_not_asked_may_stand_for_a_number(burden: Any) -> None:
    found = burden(
        "{rule: complete, not_asked: 1}", method="mean", did_0="no", did_1="yes", bad_1=2
    )
    assert (found.value, found.range) == (1.5, (0, 2))


def test_an_answer_that_adds_nothing_counts_for_the_minimum_alone(burden: Any) -> None:
    rule = "{rule: prorate, minimum: 3, not_asked: answered}"
    answers = {"did_0": "no", "did_1": "yes", "bad_1": 2, "did_2": "yes", "bad_2": 1}
    found = burden(rule, 4, did_3="yes", **answers)
    # One of three that were asked is missing: 3 * 3 / 2.
    assert (found.status, found.value) == ("scored", 4.5)


def test_only_complete_can_do_without_a_minimum(burden: Any) -> None:
    with pytest.raises(InvalidFile) as caught:
        burden("{rule: prorate}")
    assert str(caught.value).endswith(
        "the rule `prorate` needs `minimum`; it is missing; write how many answers give a score"
    )


def test_what_is_always_asked_needs_no_rule_for_what_is_not(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    text = demo_text.replace(
        "minimum: 2, provisional: 1}}\nitems", "minimum: 2, not_asked: 0}}\nitems"
    )
    with pytest.raises(InvalidFile) as caught:
        read(text)
    assert '`not_asked` has no effect; every item of the domain "growing" is always asked' in str(
        caught.value
    )
