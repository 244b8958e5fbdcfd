from __future__ import annotations

import math
import statistics
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from selfassess.answering.answers import Answers
from selfassess.authoring.data.reliability import LISTWISE, Figure, Reliability, reliability
from selfassess.authoring.instruments import read_instrument
from selfassess.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from selfassess.definition.instrument import Instrument

INSTRUMENT = read_instrument(Path(__file__).parents[2] / "demo" / "instrument.yml")
BANK = read_instrument(Path(__file__).parents[2] / "bank" / "instrument.yml")
ASKING = ("a1", "a2", "a3")
FOUR = ((1, 2, 2), (2, 2, 3), (3, 4, 3), (4, 4, 4))
"""Their variances are 5/3, 4/3 and 2/3, and that of their sum is 29/3."""
OWN = "prorate: at least 2 of 3 answered"


def group(
    instrument: Instrument, rows: Sequence[Sequence[object]], items: Sequence[str] = ASKING
) -> list[Answers]:
    """Return a group of respondents. None is no answer."""
    return [Answers.of(instrument, dict(zip(items, row, strict=True))) for row in rows]


def figures(
    instrument: Instrument,
    rows: Sequence[Sequence[object]],
    items: Sequence[str] = ASKING,
    name: str = "asking",
) -> Reliability:
    """Return the figures of one score."""
    found = reliability(instrument, iter(group(instrument, rows, items)))
    return next(each for each in found if each.id == name)


def about(number: float) -> Any:
    """Return a number as it may come out of another order of steps."""
    return pytest.approx(number)


def test_the_figures_of_a_group_of_four_are_those_worked_by_hand(demo: Instrument) -> None:
    found = figures(demo, FOUR)
    # The mean of three items from 0 to 4, shown from 0 to 100, is their sum times 25/3.
    assert found.mean == Figure(about(8.5 * 25 / 3), 4, OWN)
    assert found.sd == Figure(about(math.sqrt(29 / 3) * 25 / 3), 4, OWN)
    assert found.alpha == Figure(about(27 / 29), 4, LISTWISE)
    assert found.sem == Figure(about(math.sqrt(2 / 3) * 25 / 3), 4, LISTWISE)
    assert found.parts[0].item_rest == Figure(about(7 / math.sqrt(50)), 4, LISTWISE)


def test_who_left_something_out_is_in_the_mean_but_not_in_alpha(demo: Instrument) -> None:
    found = figures(demo, [*FOUR, (0, 0, None), (4, "did-not-apply", 0), (3, None, None)])
    assert (found.respondents, found.complete) == (7, 4)
    assert found.mean == Figure(about((34 * 25 / 3 + 0 + 50) / 6), 6, OWN)
    assert found.alpha == Figure(about(27 / 29), 4, LISTWISE)
    assert found.sem == Figure(about(math.sqrt(2 / 3) * 25 / 3), 4, LISTWISE)
    gone = [(part.id, part.skipped, part.did_not_apply, part.not_asked) for part in found.parts]
    assert gone == [("a1", 0, 0, 0), ("a2", 1, 1, 0), ("a3", 2, 0, 0)]


def test_an_item_that_was_not_asked_is_not_missing_in_the_mean(
    demo_text: str, read: Callable[[str], Instrument]
) -> None:
    text = demo_text.replace("{id: a3,", "{id: a3, show_if: {item: a1, at_least: 3},")
    found = figures(read(text), [(1, 2, None), (0, None, None), *FOUR[2:]])
    assert (found.mean.n, found.alpha.n) == (3, 2)
    assert found.mean.missing == "prorate: at least 2 of 3 answered"
    assert [part.not_asked for part in found.parts] == [0, 0, 2]


def test_a_bank_of_which_everybody_draws_something_else_has_no_alpha() -> None:
    rows: list[dict[str, object]] = [
        {"_seed": "k3f9", "name-finch": "right", "name-crane": "right", "watched": 2},
        {"_seed": "k3f9.2", "name-owl": "right", "name-heron": "far", "watched": 1},
    ]
    found, *_ = reliability(BANK, [Answers.of(BANK, row) for row in rows])
    assert (found.id, found.complete) == ("facts", 0)
    assert found.alpha.reason == "fewer than 2 respondents answered every part"
    birds = {part.id: part.not_asked for part in found.parts if part.id.startswith("name-")}
    drawn = dict.fromkeys(("name-finch", "name-crane", "name-owl", "name-heron"), 1)
    assert birds == drawn | {"name-wren": 2}


def test_a_provisional_score_is_not_in_the_mean(demo: Instrument) -> None:
    assert figures(demo, [*FOUR, (0, None, None)]).mean.n == 4


def test_a_reversed_item_goes_in_by_its_key(demo: Instrument) -> None:
    rows = [(one, 4 - other, last) for one, other, last in FOUR]
    found = figures(demo, rows, ("h1", "h2", "h3"), "hearing")
    assert found.alpha.value == pytest.approx(27 / 29)


def test_a_counted_item_goes_in_as_counted_or_not(demo: Instrument) -> None:
    rows = [(0, 0, 0), (1, 0, 2), (2, 1, 0), (1, 2, 1), (0, 0, 1)]
    counted = [[float(value >= 1) for value in row] for row in rows]
    found = figures(demo, rows, ("g1", "g2", "g3"), "growing")
    assert found.alpha.value == pytest.approx(oracle(counted))


@pytest.mark.parametrize("method", ["weighted", "weighted-sum"])
def test_a_weighted_item_goes_in_by_its_weight(
    demo_text: str, read: Callable[[str], Instrument], method: str
) -> None:
    text = demo_text.replace("method: mean", f"method: {method}")
    instrument = read(text.replace("{id: h3,", "{id: h3, weight: 2,"))
    rows = [(one, 4 - other, last) for one, other, last in FOUR]
    found = figures(instrument, rows, ("h1", "h2", "h3"), "hearing")
    weighted = [[one, other, 2 * last] for one, other, last in FOUR]
    assert found.alpha.value == pytest.approx(oracle(weighted))


def test_a_further_score_has_figures_too(demo_text: str, read: Callable[[str], Instrument]) -> None:
    rule = "{method: sum, missing: {rule: complete}}"
    more = f"scores: [{{id: both, title: Both, of: [a1, a2, h2], scoring: {rule}}}]\n"
    text = demo_text.replace("reverse: true, ", "") + more
    found = figures(read(text), FOUR, ("a1", "a2", "h2"), "both")
    assert (found.title, found.method) == ("Both", "sum")
    assert found.alpha == Figure(about(27 / 29), 4, LISTWISE)
    assert found.mean == Figure(8.5, 4, "complete: every part that was asked answered")


@pytest.mark.parametrize(
    ("rows", "alpha", "sem"),
    [
        ([], "fewer than 2 respondents answered every part", None),
        (FOUR[:1], "fewer than 2 respondents answered every part", None),
        ([(1, 2, 3), (3, 2, 1)], "the sum is the same for everybody", None),
        ([(0, 4, 0), (4, 0, 1)], "", "alpha is below 0"),
    ],
)
def test_where_there_is_no_figure_there_is_a_reason(
    demo: Instrument, rows: Sequence[Sequence[object]], alpha: str, sem: str | None
) -> None:
    found = figures(demo, rows)
    assert found.alpha.reason == alpha
    assert (found.alpha.value is None) == bool(alpha)
    assert found.sem == Figure(None, len(rows), LISTWISE, alpha if sem is None else sem)


def test_nobody_gives_no_mean_and_one_respondent_no_sd(demo: Instrument) -> None:
    assert figures(demo, []).mean == Figure(None, 0, OWN, "nobody has a score")
    assert figures(demo, FOUR[:1]).sd == Figure(
        None, 1, OWN, "fewer than 2 respondents have a score"
    )


def test_an_item_that_everybody_answers_alike_has_no_correlation(demo: Instrument) -> None:
    found = figures(demo, [(1, 2, 2), (2, 3, 2), (3, 1, 2), (4, 0, 2)])
    assert found.parts[2].item_rest.reason == "it is the same for everybody"
    found = figures(demo, [(1, 2, 2), (2, 3, 1), (3, 1, 3)])
    assert found.parts[0].item_rest.reason == "the sum of the others is the same for everybody"


def test_one_item_alone_and_a_maximum_have_no_alpha(
    demo_text: str, read: Callable[[str], Instrument]
) -> None:
    rule = "missing: {rule: answered, minimum: 1}"
    more = f"""
scores:
  - {{id: alone, title: Alone, of: [a1], scoring: {{method: sum, missing: {{rule: complete, minimum: 1}}}}}}
  - {{id: most, title: Most, of: [a1, a2, a3], scoring: {{method: maximum, {rule}}}}}
"""
    instrument = read(demo_text + more)
    alone, most = (figures(instrument, FOUR, name=name) for name in ("alone", "most"))
    assert alone.alpha.reason == alone.parts[0].item_rest.reason == "there are fewer than 2 parts"
    assert most.alpha.reason == most.parts[0].item_rest.reason == "a maximum is no sum of its parts"
    assert most.mean.value == pytest.approx(13 / 4)


def test_the_table_names_the_rule_and_the_number_of_every_figure(demo: Instrument) -> None:
    found = figures(demo, [*FOUR[:2], (4, None, "did-not-apply")])
    assert found.table() == (
        "Asking (asking): mean of 3; 3 respondents, 2 of them complete\n"
        "  mean                                        50.000  n 2      prorate: at least 2 of 3 answered\n"
        "  SD                                          11.785  n 2      prorate: at least 2 of 3 answered\n"
        "  alpha                                        0.750  n 2      listwise: all parts answered\n"
        "  SEM                                          5.893  n 2      listwise: all parts answered\n"
        "  item-rest of a1                              1.000  n 2      listwise: all parts answered\n"
        "  item-rest of a2                               none  n 2      listwise: all parts answered; "
        "it is the same for everybody; 1 skipped\n"
        "  item-rest of a3                              1.000  n 2      listwise: all parts answered; "
        "1 did not apply"
    )


def test_without_numpy_a_sentence_says_what_to_install(
    demo: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(Invalid) as caught:
        figures(demo, FOUR)
    assert str(caught.value) == (
        'NumPy is not installed; it computes these figures; run pip install "selfassess[authoring]"'
    )


def oracle(rows: Sequence[Sequence[float]]) -> float:
    """Return alpha from the mean covariance of two items: k² · mean covariance / variance."""
    columns = list(zip(*rows, strict=True))
    shared = statistics.fmean(statistics.covariance(*pair) for pair in combinations(columns, 2))
    return len(columns) ** 2 * shared / statistics.variance(map(sum, rows))


def every(found: Reliability) -> Iterator[Figure]:
    yield from (found.mean, found.sd, found.alpha, found.sem)
    yield from (part.item_rest for part in found.parts)


ANSWER = some.sampled_from([0, 1, 2, 3, 4, "did-not-apply", None])
ROWS = some.lists(some.tuples(ANSWER, ANSWER, ANSWER), max_size=12)


@settings(max_examples=300, deadline=None)
@given(rows=ROWS)
def test_another_way_to_the_figures_gives_the_same(rows: list[tuple[object, ...]]) -> None:
    found = figures(INSTRUMENT, rows)
    whole = [[float(str(v)) for v in row] for row in rows if not {None, "did-not-apply"} & {*row}]
    for figure in every(found):
        assert (figure.value is None) == bool(figure.reason)
        assert figure.value is None or math.isfinite(figure.value)
    if found.alpha.value is not None:
        assert found.alpha.value == pytest.approx(oracle(whole))
    for number, part in enumerate(found.parts):
        if part.item_rest.value is not None:
            item = [row[number] for row in whole]
            rest = [sum(row) - row[number] for row in whole]
            assert part.item_rest.value == pytest.approx(statistics.correlation(item, rest))


def test_items_that_run_against_the_others_are_named_with_what_to_look_at(
    demo: Instrument,
) -> None:
    turned = figures(demo, [(1, 2, 3), (2, 2, 2), (3, 4, 1), (4, 4, 0)])
    assert turned.remark == "these run against the others: a1, a3; look at `reverse`"
    alpha = next(line for line in turned.table().splitlines() if line.startswith("  alpha"))
    assert alpha.endswith(f"; {turned.remark}")


def test_of_items_that_run_one_way_nothing_is_remarked(demo: Instrument) -> None:
    assert figures(demo, FOUR).remark == ""
