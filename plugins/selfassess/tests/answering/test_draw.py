from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassess.answering.answers import Answers
from selfassess.answering.draw import SEED, draw, retake, size
from selfassess.authoring.instruments import read_instrument
from selfassess.definition.conditions import Condition, Count
from selfassess.definition.instrument import ScoreRule, Section
from selfassess.definition.items import Item
from selfassess.definition.scoring import Missing, Scoring
from selfassess.problems import InvalidAnswers
from selfassess.reporting.report import make_report

if TYPE_CHECKING:
    from selfassess.answering.draw import Draw

BANK = read_instrument(Path(__file__).parents[1] / "bank" / "instrument.yml")
POOLS = {"names": 2, "steps": 1}
DRAWS = [draw(BANK, f"s{n}") for n in range(2000)]
codes = st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True)
attempts = st.builds(lambda code, n: f"{code}.{n}", codes, st.integers(1, 9999))


def drawn(made: Draw, objective: str) -> list[str]:
    return [name for name in made.items if BANK.item[name].objective == objective]


@given(codes | attempts)
def test_every_draw_has_as_many_items_of_each_objective_as_it_says(seed: str) -> None:
    made = draw(BANK, seed)

    assert {name: len(drawn(made, name)) for name in POOLS} == POOLS
    assert len(set(made.items)) == len(made.items)


@given(codes | attempts)
def test_what_belongs_to_no_objective_is_always_asked(seed: str) -> None:
    always = {item.id for item in BANK.items if not item.objective}

    assert always <= set(draw(BANK, seed).items)


@given(codes | attempts)
def test_options_stay_with_their_items(seed: str) -> None:
    made = draw(BANK, seed)

    own = {name: BANK.item[name].options for name in made.items if BANK.item[name].options}
    assert {name: set(keys) for name, keys in made.options.items()} == {
        name: {option.key for option in options} for name, options in own.items()
    }


@given(codes | attempts)
def test_a_code_always_gives_the_same_draw(seed: str) -> None:
    assert draw(BANK, seed) == draw(BANK, seed)


@given(codes, st.integers(1, 9998))
def test_the_next_attempt_never_asks_the_same_again(code: str, attempt: int) -> None:
    before, after = (draw(BANK, f"{code}.{n}") for n in (attempt, attempt + 1))

    assert all(set(drawn(before, name)) != set(drawn(after, name)) for name in POOLS)


@given(codes)
def test_later_attempts_ask_first_what_was_not_asked_before(code: str) -> None:
    seen: Counter[str] = Counter()
    for attempt in ("", ".2"):
        seen.update(drawn(draw(BANK, code + attempt), "names"))

    assert set(seen.values()) == {1}


def test_a_draw_is_the_same_for_ever() -> None:
    # Written down once: a change of these is a change of every attempt that readers have stored.
    made = draw(BANK, "k3f9")

    assert " ".join(made.items) == (
        "welcome name-finch name-crane steps-cage watched counted fed how-many"
    )
    assert made.options["steps-cage"] == ("watch", "call", "wait")


def chi_squared(counts: Counter[Any], cells: int) -> float:
    """Return the statistic of Pearson (1900) against equal frequencies."""
    expected = counts.total() / cells
    return sum((counts[each] - expected) ** 2 / expected for each in counts) + expected * (
        cells - len(counts)
    )


@pytest.mark.parametrize(
    ("objective", "pool", "limit"),
    # The limits are the 99.9 % points of chi-squared with 4 and 2 degrees of freedom. Two of five
    # without replacement vary less than that, which makes the test stricter, not laxer.
    [("names", 5, 18.47), ("steps", 3, 13.82)],
)
def test_every_item_is_drawn_about_equally_often(objective: str, pool: int, limit: float) -> None:
    counts = Counter(name for made in DRAWS for name in drawn(made, objective))

    assert chi_squared(counts, pool) < limit


def test_every_pair_of_items_is_drawn_about_equally_often() -> None:
    counts = Counter(frozenset(drawn(made, "names")) for made in DRAWS)

    # 10 pairs: the 99.9 % point of chi-squared with 9 degrees of freedom.
    assert chi_squared(counts, 10) < 27.88


def test_every_order_of_options_turns_up_about_equally_often() -> None:
    counts = Counter(made.options["steps-cage"] for made in DRAWS if "steps-cage" in made.options)

    # 6 orders: the 99.9 % point of chi-squared with 5 degrees of freedom.
    assert chi_squared(counts, 6) < 20.52


def test_items_are_shuffled_between_texts_and_within_their_section_only() -> None:
    for made in DRAWS:
        names = made.items
        assert names[0] == "welcome"
        assert {BANK.item[name].domain for name in names[1:4]} == {"facts"}


def test_an_item_stays_behind_the_one_that_decides_whether_it_is_asked() -> None:
    orders = {made.items[4:] for made in DRAWS}

    # The last has another response scale, so that it stays where it is.
    assert orders == {
        ("watched", "counted", "fed", "how-many"),
        ("fed", "watched", "counted", "how-many"),
    }


def test_items_that_one_condition_ties_together_stay_in_their_order() -> None:
    either = Condition(count=Count(of=("a", "c"), times=1, at_least=1))
    items = tuple(Item(id=name, stem=name, scale="often") for name in "abc")
    asked_last = Item(id="d", stem="d", scale="often", show_if=either)
    tied = dataclasses.replace(
        BANK, items=(*items, asked_last), sections=(Section(id="s", items=tuple("abcd")),)
    )

    assert {draw(tied, f"s{n}").items for n in range(50)} == {tuple("acdb"), tuple("bacd")}


def test_without_shuffling_items_and_options_stay_in_the_order_of_the_form() -> None:
    plain = dataclasses.replace(BANK, shuffle="none")
    made = draw(plain, "k3f9")
    listed = [name for name in plain.item if name in made.items]

    assert (list(made.items), made.options) == (listed, {})


def test_shuffled_options_alone_leave_the_items_in_their_order() -> None:
    made = draw(dataclasses.replace(BANK, shuffle="options", objectives=()), "k3f9")

    assert made.items == (*BANK.sections[0].items, *BANK.sections[1].items)
    assert set(made.options) == {item.id for item in BANK.items if item.options}


def test_the_options_of_a_shared_scale_are_never_shuffled() -> None:
    assert not {"watched", "counted", "fed"} & set(draw(BANK, "k3f9").options)


def test_a_retake_has_the_same_letters_and_the_next_number() -> None:
    assert (retake("k3f9"), retake("k3f9.2"), retake("k3f9.9999")) == ("k3f9.2", "k3f9.3", "k3f9.1")


@pytest.mark.parametrize("seed", ["K3", "k3.", "k3.0", "k3.01", "k3.10000", "a" * 21, "<b>", " "])
def test_what_is_no_code_is_refused(seed: str) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        draw(BANK, seed)

    assert str(caught.value) == (
        f'this is no code of a draw; found "{seed}"; write one such as k3f9 or k3f9.2'
    )


def test_the_size_of_an_attempt_counts_each_pool_as_it_is_drawn() -> None:
    facts = [item for item in BANK.items if item.domain == "facts"]

    assert (size(BANK, facts), size(BANK, BANK.items)) == (3, 8)


def answered(seed: str | None, **given_answers: Any) -> Answers:
    names = {name.replace("_", "-"): value for name, value in given_answers.items()}
    return Answers.of(BANK, names | {SEED: seed})


def test_only_what_was_drawn_is_scored() -> None:
    # The owl was not drawn: an answer that another attempt left behind does not count.
    answers = answered("k3f9", name_finch="right", name_crane="near", name_owl="right")

    score = make_report(BANK, answers).area("facts").score

    assert (score.answered, score.skipped, score.not_asked) == (2, 1, 0)
    assert score.range == (0, 3)


def test_the_report_lists_only_what_was_drawn_and_names_the_draw() -> None:
    report = make_report(BANK, answered("k3f9", name_finch="right"))

    listed = [result.item.id for result in report.area("facts").results]
    assert listed == ["name-crane", "name-finch", "steps-cage"]
    assert report.seed == "k3f9"


def test_without_a_code_every_item_of_a_bank_is_asked() -> None:
    answers = answered(None)

    assert answers.asked == set(BANK.item)
    assert answers.open == {"counted", "how-many"}
    assert (answers.draw, make_report(BANK, answers).seed) == (None, "")


def test_a_further_score_over_all_items_takes_what_was_drawn() -> None:
    scoring = Scoring(method="sum", missing=Missing(rule="prorate", minimum=1))
    rated = tuple(item for item in BANK.items if item.type == "choice")
    rule = ScoreRule(id="all", title="All", scoring=scoring)
    made = dataclasses.replace(
        BANK, items=rated, scores=(rule,), sections=(), domains=BANK.domains[:1]
    )

    found = make_report(made, Answers.of(made, {SEED: "k3f9", "name-finch": "right"})).composites[0]

    assert (found.score.value, found.score.range, found.score.items) == (2, (0, 2), 2)
