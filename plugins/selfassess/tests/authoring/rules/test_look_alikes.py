"""What readers can not tell apart is named, and what only looks alike is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.rules.look_alikes import look_alikes

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument


def said(instrument: Instrument) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(problem.message, problem.path) for problem in look_alikes(instrument)]


def test_two_options_of_a_scale_with_one_label_are_named(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    made = read(demo_text.replace("label: Usually", "label: '  never'"))

    assert said(made) == [
        (
            'two options have one label; "  never"; mend one of them',
            ("scales", "share", "options", 3, "label"),
        )
    ]


def test_two_options_of_an_item_with_one_label_are_named(kinds: Instrument) -> None:
    at, item = next((at, item) for at, item in enumerate(kinds.items) if item.options)
    first, second, *others = item.options
    twin = replace(item, options=(first, replace(second, label=first.label), *others))
    items = (*kinds.items[:at], twin, *kinds.items[at + 1 :])

    assert said(kinds) == []
    assert said(replace(kinds, items=items)) == [
        (
            f'two options have one label; "{first.label}"; mend one of them',
            ("items", at, "options", 1, "label"),
        )
    ]


def test_two_items_that_ask_the_same_are_named(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    made = read(demo_text.replace("I spoke over someone.", "i  waited."))

    assert said(made) == [
        (
            'two items ask the same; "h2" and "h1" have one stem; '
            "mend one of them, or take it away",
            ("items", 1, "stem"),
        )
    ]


def test_one_stem_may_be_asked_with_other_answers(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    made = read(demo_text.replace("I waited.", "I practised."))

    assert said(made) == []


def test_one_stem_may_be_asked_for_another_period(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    questionnaire = demo_text.replace("kind: self-review", "kind: questionnaire")
    made = read(
        questionnaire.replace("I was observed.", "I practised.").replace(
            "{id: g2,", "{id: g2, recall: the past year,"
        )
    )

    assert said(made) == []


@pytest.mark.parametrize("label", ["None of these", "nothing", "Keines davon", "Aucun", "Ninguna"])
def test_an_option_that_denies_the_others_and_can_stand_beside_them_is_named(
    kinds: Instrument, label: str
) -> None:
    at, item = next((at, it) for at, it in enumerate(kinds.items) if it.type == "multiple")
    *others, last = item.options

    def labelled(*, excludes_others: bool) -> Instrument:
        none = replace(last, label=label, excludes_others=excludes_others)
        changed = replace(item, options=(*others, none))
        return replace(kinds, items=(*kinds.items[:at], changed, *kinds.items[at + 1 :]))

    assert said(labelled(excludes_others=True)) == []
    assert said(labelled(excludes_others=False)) == [
        (
            f'"{label}" can be chosen together with others; of the item {item.id}; '
            "if no other can be so beside it, write `excludes_others: true`",
            ("items", at, "options", len(others), "label"),
        )
    ]
