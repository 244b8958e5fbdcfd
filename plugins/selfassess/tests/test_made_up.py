"""A type of item and a method that nobody has: each is one object, and goes the whole way."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from selfassess.answering.answers import Answers
from selfassess.authoring.rules import broken_rules
from selfassess.definition.feedback import Band
from selfassess.definition.item_types import ITEM_TYPES
from selfassess.definition.item_types.item_type import ItemType
from selfassess.problems import InvalidAnswers
from selfassess.reporting.render import Renderer
from selfassess.reporting.report import make_report
from selfassess.reporting.templates import pythons
from selfassess.scoring.methods import METHODS, ScoringMethod

if TYPE_CHECKING:
    from collections.abc import Sequence
    from gettext import NullTranslations

    from selfassess.definition.conditions import Match
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.item_types.item_type import Chosen, Given, Range, Values
    from selfassess.definition.items import Item, ResponseScale
    from selfassess.scoring.component import Component
    from selfassess.scoring.methods import Pair

TEMPLATE = '<input name="{{ item.id }}" pattern="[★]{1,3}">'


class Stars(ItemType):
    """One to three stars, written as stars."""

    name = "stars"  # type: ignore[assignment]
    template = "stars.html"
    takes = frozenset()

    def read(self, item: Item, choices: tuple[str, ...], found: Any) -> Given | None:
        return found if found in ("★", "★★", "★★★") else None

    def wanted(self, item: Item, choices: tuple[str, ...]) -> str:
        return "one to three stars"

    def value(self, item: Item, scale: ResponseScale | None, chosen: Chosen) -> float | None:
        return float(len(str(chosen[item.id])))

    def range(self, item: Item, scale: ResponseScale | None) -> Range:
        return 1, 3

    def values(self, item: Item, scale: ResponseScale | None) -> Values:
        return frozenset({1.0, 2.0, 3.0})

    def label(
        self, item: Item, scale: ResponseScale | None, chosen: Chosen, texts: NullTranslations
    ) -> str:
        return f"{len(str(chosen[item.id]))} stars"


class Minimum(ScoringMethod):
    """The lowest component."""

    name = "minimum"  # type: ignore[assignment]
    prorates = False
    adds = False
    is_sum_of_parts = False

    def combine(self, pairs: Sequence[Pair], asked: Sequence[float], counts: Match | None) -> float:
        return min(value for value, _ in pairs)

    def range(self, components: Sequence[Component]) -> Range:
        return min(c.low for c in components), max(c.high for c in components)


@pytest.fixture
def starred(demo: Instrument, monkeypatch: pytest.MonkeyPatch) -> Instrument:
    """The small instrument, with an area of two items of the made-up type, banded by their lowest."""
    types: dict[Any, ItemType] = ITEM_TYPES
    methods: dict[Any, ScoringMethod] = METHODS
    monkeypatch.setitem(types, "stars", Stars())
    monkeypatch.setitem(methods, "minimum", Minimum())
    stars: Any = "stars"
    minimum: Any = "minimum"
    asking = demo.domain["asking"]
    scoring = demo.scoring_of(asking)
    missing = dataclasses.replace(scoring.missing, rule="complete", minimum=2, provisional=None)
    changed = dataclasses.replace(scoring, method=minimum, missing=missing, rescale=None)
    bands = (Band(minimum=1, below=2, label="Few"), Band(minimum=2, label="Many"))
    domain = dataclasses.replace(asking, scoring=changed, feedback="bands", bands=bands)
    items = [item for item in demo.items if item.domain == "hearing"]
    items += [
        dataclasses.replace(item, type=stars, domain="asking", scale="", reverse=False)
        for item in (dataclasses.replace(items[0], id="s1"), dataclasses.replace(items[0], id="s2"))
    ]
    scales = {"share": demo.scales["share"]}
    return dataclasses.replace(
        demo, items=tuple(items), domains=(demo.domain["hearing"], domain), scales=scales
    )


def test_the_rules_find_nothing_wrong_with_it(starred: Instrument) -> None:
    assert [str(problem) for problem in broken_rules(starred)] == []


def test_a_form_asks_it(starred: Instrument) -> None:
    html = Renderer(pythons({"stars.html": TEMPLATE})).form(starred)
    assert '<input name="s1" pattern="[★]{1,3}">' in html
    assert "sa-item--stars" in html


def test_its_answers_are_read_counted_and_told(starred: Instrument) -> None:
    report = make_report(starred, Answers.of(starred, {"s1": "★★★", "s2": "★★"}))
    area = report.area("asking")
    assert (area.score.value, area.words) == (2, "Many")
    assert [result.label for result in area.results] == ["3 stars", "2 stars"]


def test_another_answer_is_refused_in_its_own_words(starred: Instrument) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        Answers.of(starred, {"s1": "++"})
    assert str(caught.value) == (
        'the answer to "s1" can not be used; found "++"; write one to three stars'
    )
