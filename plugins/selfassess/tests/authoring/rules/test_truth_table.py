"""What conditions can be, held against every set of answers."""

from __future__ import annotations

import dataclasses
from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from selfassess.answering.answers import Answers
from selfassess.answering.logic import Facts, truth
from selfassess.authoring.rules.truth_table import possible
from selfassess.definition.conditions import Condition, Count
from selfassess.definition.instrument import Instrument
from selfassess.definition.items import Item, Option, ResponseScale

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

SCALE = ResponseScale(
    options=tuple(Option(value=n, label=str(n)) for n in range(3)), did_not_apply="None"
)
ITEMS = tuple(Item(id=f"i{n}", stem="x", scale="s") for n in range(4))
TEXTS: dict[str, Any] = dict.fromkeys(("title", "introduction", "licence", "source", "limits"), "x")
MADE = Instrument(
    id="x",
    version="1",
    kind="questionnaire",
    minutes=1,
    scales={"s": SCALE},
    domains=(),
    items=ITEMS,
    **TEXTS,
)
NAMES = st.sampled_from([item.id for item in ITEMS])


def combined(kind: str, parts: list[Condition]) -> Condition:
    fields: dict[str, Any] = {kind: tuple(parts)}
    return Condition(**fields)


def conditions() -> SearchStrategy[Condition]:
    tests: SearchStrategy[dict[str, Any]] = st.sampled_from(
        [{"at_least": 1}, {"at_least": 2}, {"at_most": 0}, {"one_of": ("did-not-apply", 1)}]
    )
    single = st.builds(lambda name, test: Condition(item=name, **test), NAMES, tests)
    several = st.lists(NAMES, min_size=1, max_size=4, unique=True)
    count = st.builds(
        lambda names, test, times: Condition(count=Count(of=tuple(names), times=times, **test)),
        several,
        tests,
        st.integers(1, 4),
    )
    return st.recursive(
        single | count,
        lambda inner: st.builds(
            combined,
            st.sampled_from(["all", "any", "none"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=5,
    )


def by_trying(instrument: Instrument, whens: list[Condition]) -> set[tuple[bool | None, ...]]:
    found = set()
    for given_ones in product(("0", "1", "2", "did-not-apply"), repeat=len(ITEMS)):
        names = (item.id for item in ITEMS)
        answers = Answers.of(instrument, dict(zip(names, given_ones, strict=True)))
        facts = Facts(instrument, answers.chosen, answers.asked)
        found.add(tuple(truth(when, facts) for when in whens))
    return found


@settings(deadline=None, max_examples=60)
@given(st.lists(conditions(), min_size=1, max_size=2))
def test_conditions_can_be_together_what_some_answers_make_them(whens: list[Condition]) -> None:
    assert possible(MADE, {}, whens) == by_trying(MADE, whens)


def test_an_item_that_may_not_be_asked_may_not_pass() -> None:
    *others, last = ITEMS
    asked = dataclasses.replace(last, show_if=Condition(item="i0", at_least=1))
    made = dataclasses.replace(MADE, items=(*others, asked))
    anything = Condition(item="i3", one_of=(0, 1, 2, "did-not-apply"))

    assert possible(made, {}, [anything]) == {(True,), (False,)} == by_trying(made, [anything])


def test_too_many_combinations_are_not_tried() -> None:
    items = tuple(Item(id=f"i{n}", stem="x", scale="s") for n in range(15))
    made = dataclasses.replace(MADE, items=items)
    each = Condition(all=tuple(Condition(item=item.id, at_least=1) for item in items))

    assert possible(made, {}, [each]) is None


def test_items_that_one_count_treats_alike_are_not_tried_one_by_one() -> None:
    items = tuple(Item(id=f"i{n}", stem="x", scale="s") for n in range(30))
    made = dataclasses.replace(MADE, items=items)
    names = tuple(item.id for item in items)
    many = Condition(count=Count(of=names, at_least=1, times=20))
    few = Condition(count=Count(of=names, at_most=0, times=15))

    assert possible(made, {}, [Condition(all=(many, few))]) == {(False,)}
