"""A score that is shown in fewer places than its answers is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.rules.rounded_away import rounded_away

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument

TEXT = """id: bag
version: "1.0"
kind: questionnaire
title: Bags
introduction: A few invented questions.
minutes: 1
licence: CC BY 4.0
source: Invented for a trial.
limits: Invented questions tell nothing.
domains:
  - {id: load, title: Load}
  - {id: cart, title: Cart}
scoring: {method: sum, missing: {rule: complete}}
feedback: none
items:
  - {id: kilos, type: number, domain: load, stem: How heavy?, number: {minimum: 0, maximum: 30, step: 0.1}}
  - {id: drawn, type: slider, domain: cart, stem: How far?, slider}
"""
WHOLE = "number: {minimum: 0, maximum: 30, low: Not, high: Far}"
QUARTERS = WHOLE.replace("30", "30, step: 0.25")


@pytest.mark.parametrize(
    ("rule", "slider", "told"),
    [
        ("", WHOLE, [("load", "kilos", "0.1", 1)]),
        ("", QUARTERS, [("load", "kilos", "0.1", 1)]),
        (", decimals: 1", QUARTERS, []),
        (", round: {to: half-up, decimals: 0, at: score}", QUARTERS, []),
        (", rescale: {minimum: 0, maximum: 100}", QUARTERS, []),
    ],
)
def test_a_score_in_whole_numbers_of_answers_with_decimals_is_named(
    read: Callable[[str], Instrument],
    rule: str,
    slider: str,
    told: list[tuple[str, str, str, int]],
) -> None:
    made = read(TEXT.replace("complete}}", f"complete}}{rule}}}").replace("slider}", f"{slider}}}"))

    assert [(problem.message, problem.path) for problem in rounded_away(made)] == [
        (
            f'the domain "{domain}" is shown in whole numbers; "{item}" goes in steps of {step}; '
            f"write `decimals: {places}`, or say with `round` how it is rounded",
            ("scoring",),
        )
        for domain, item, step, places in told
    ]


def test_two_places_are_named_where_answers_have_two(read: Callable[[str], Instrument]) -> None:
    made = read(TEXT.replace("step: 0.1", "step: 1").replace("slider}", f"{QUARTERS}}}"))

    (problem,) = rounded_away(made)

    assert "write `decimals: 2`" in problem.message
