"""What is asked and what is missing: gates, minimums, and what counts as an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.problems import InvalidFile
from selfassess.reporting.report import make_report
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument
    from selfassess.reporting.report import Report
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


@pytest.mark.parametrize("method", ["sum", "weighted-sum"])
@pytest.mark.parametrize("rule", ["complete", "prorate, minimum: 1"])
def test_a_sum_may_be_no_score_if_nothing_was_asked(burden: Any, method: str, rule: str) -> None:
    rule = f"{{rule: {rule}, not_asked: no-score}}"
    nothing = burden(rule, method=method, did_0="no", did_1="no")
    assert (nothing.status, nothing.value, nothing.not_asked) == ("not-asked", None, 2)
    some = burden(rule, method=method, did_0="no", did_1="yes", bad_1=2)
    assert (some.status, some.value, some.not_asked) == ("scored", 2, 1)


def test_what_is_no_score_is_no_answer_for_the_minimum(burden: Any) -> None:
    rule = "{rule: prorate, minimum: 2, not_asked: no-score}"
    assert burden(rule, did_0="no", did_1="yes", bad_1=2).status == "not-enough"


@pytest.mark.parametrize(
    ("method", "parts", "message"),
    [
        (
            "mean",
            "bad-0, bad-1",
            "the method `mean` gives none anyway if nothing was asked; take it",
        ),
        ("sum", "bad-0, did-0", '"did-0" of the score "sad" is always asked; take it away'),
    ],
)
def test_no_score_that_changes_nothing_is_told(
    read: Callable[[str], Instrument], method: str, parts: str, message: str
) -> None:
    rule = f"{{method: {method}, missing: {{rule: complete, not_asked: no-score}}}}"
    text = year(2, "{method: sum, missing: {rule: complete}}")
    with pytest.raises(InvalidFile) as caught:
        read(f"{text}scores: [{{id: sad, title: Sad, of: [{parts}], scoring: {rule}}}]\n")
    assert f"`not_asked: no-score` has no effect; {message}" in str(caught.value)


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


KEYED = """
  - {{id: did, type: choice, stem: Did it happen?, options: [{{id: "no", value: 0, label: "No"}}, {{id: "yes", value: 1, label: "Yes"}}]}}
  - {{id: calm, type: choice, domain: burden, stem: I kept calm., {key}, show_if: {{item: did, one_of: ["yes"]}}, options: [{{value: 0, label: A}}, {{value: 1, label: B}}, {{value: 2, label: C}}, {{value: 3, label: D}}]}}
  - {{id: tired, type: choice, domain: burden, stem: I was tired., options: [{{value: 0, label: A}}, {{value: 1, label: B}}, {{value: 2, label: C}}, {{value: 3, label: D}}]}}
recodings:
  doubled: [{{one_of: [0], gives: 10}}, {{at_least: 1, gives: 20}}]
sections: [{{id: all, items: [did, calm, tired]}}]
scoring: {{method: {method}, missing: {{rule: complete, not_asked: {skip}}}}}
scores:
  - {{id: turned, title: Turned, of: [calm, tired], reverse: [{reverse}], scoring: {{method: sum, missing: {{rule: complete, not_asked: {skip}}}}}}}
"""


@pytest.fixture
def keyed_report(read: Callable[[str], Instrument]) -> Callable[..., Report]:
    """Return the report to a reader to whom nothing happened, and who is somewhat tired."""

    def reported(key: str, method: str = "sum", skip: float = 0, reverse: str = "tired") -> Report:
        text = KEYED.format(key=key, method=method, skip=skip, reverse=reverse)
        if "recode" not in key:
            text = re.sub(r"recodings:\n.*\n", "", text)
        made = read(HEAD + text)
        return make_report(made, Answers.of(made, {"did": "no", "tired": 1}))

    return reported


@pytest.mark.parametrize(
    ("key", "skip", "reverse", "burden", "turned", "span"),
    [
        # 0 is turned to 3, and beside it stands 1.
        ("reverse: true", 0, "tired", 4, 3 + 2, (0, 6)),
        ("reverse: true", 1, "tired", 3, 2 + 2, (0, 6)),
        # A score may turn it once more.
        ("weight: 1", 0, "calm", 1, 3 + 1, (0, 6)),
        ("weight: 1", 0, "tired", 1, 0 + 2, (0, 6)),
        # 0 becomes 10 in the table, and that is turned to 20.
        ("recode: doubled", 0, "tired", 11, 10 + 2, (10, 23)),
        ("recode: doubled", 0, "calm", 11, 20 + 1, (10, 23)),
        ("recode: doubled, reverse: true", 0, "tired", 21, 20 + 2, (10, 23)),
        # What lies outside of the answers is turned about their middle too: 0 + 3 - 5.
        ("reverse: true", 5, "tired", -1, -2 + 2, (-2, 6)),
    ],
)
def test_what_was_not_asked_is_recoded_and_turned_like_an_answer(
    keyed_report: Callable[..., Report],
    key: str,
    skip: float,
    reverse: str,
    burden: float,
    turned: float,
    span: tuple[float, float],
) -> None:
    report = keyed_report(key, skip=skip, reverse=reverse)
    area, rule = report.areas[0].score, report.composites[0].score

    assert (area.status, area.value, area.not_asked) == ("scored", burden, 1)
    assert (rule.status, rule.value) == ("scored", turned)
    assert area.range == span


def test_it_counts_by_its_weight_like_an_answer(keyed_report: Callable[..., Report]) -> None:
    report = keyed_report("reverse: true, weight: 3", method="weighted")

    assert report.areas[0].score.value == (3 * 3 + 1) / 4


def test_the_same_answer_gives_the_same_score(keyed_report: Callable[..., Report]) -> None:
    report = keyed_report("recode: doubled, reverse: true", skip=2)
    made = report.instrument
    given = Answers.of(made, {"did": "yes", "calm": 2, "tired": 1})

    assert score(made, given).domains["burden"].value == report.areas[0].score.value


def test_the_work_shows_what_was_counted(keyed_report: Callable[..., Report]) -> None:
    assert keyed_report("reverse: true").areas[0].work.sentences() == [
        "Counted the other way round: “I kept calm.”, 0 → 3.",
        "1 of 2 was not asked.",
        "What was not asked counts as 3.",
        "The sum: 1 + 3 = 4.",
    ]
    assert keyed_report("recode: doubled").areas[0].work.sentences() == [
        "1 of 2 was not asked.",
        "What was not asked counts as 10.",
        "The sum: 1 + 10 = 11.",
    ]


def test_what_no_line_of_a_table_meets_is_no_answer(keyed_report: Callable[..., Report]) -> None:
    with pytest.raises(InvalidFile) as caught:
        keyed_report("recode: doubled", skip=0.5)
    assert (
        '`not_asked` is no answer; found 0.5, and the table "doubled" of "calm" does not '
        "recode it; add a line for it, or mend it" in str(caught.value)
    )


def test_a_line_may_be_there_for_what_was_not_asked(read: Callable[[str], Instrument]) -> None:
    text = KEYED.format(key="recode: doubled", method="sum", skip=-1, reverse="tired")
    read(HEAD + text.replace("gives: 20}", "gives: 20}, {at_most: -1, gives: 0}"))
