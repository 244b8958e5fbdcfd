from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from selfassess.authoring.read.fields import validate
from selfassess.authoring.read.strict_yaml import parse
from selfassess.authoring.releases.diff import differences
from selfassess.definition import canonical
from selfassess.definition.instrument import Instrument

if TYPE_CHECKING:
    from collections.abc import Callable

RICH = """
bands:
  - {minimum: 0, below: 50, label: seldom}
  - {minimum: 50, label: often}
recodings:
  halves: [{at_most: 1, gives: 0}, {at_least: 2, gives: 1}]
scores:
  - {id: total, title: All, weights: {h1: 2}, scoring: {method: sum, missing: {rule: prorate, minimum: 1}}}
remarks:
  - {id: calm, text: Calm., when: {any: [{item: h1, at_least: 3}, {item: h2, at_most: 1}]}}
classifications:
  - id: kind
    title: Kind
    outcomes:
      - {id: one, label: One, when: {item: h1, at_least: 3}}
      - {id: two, label: Two, when: {item: h2, at_least: 3}}
    otherwise: {label: Neither}
"""


@pytest.fixture
def rich(demo_text: str) -> Instrument:
    return validate(parse(demo_text + RICH, "instrument.yml"), Instrument)


def edited(instrument: Instrument, edit: Callable[[Any], object]) -> Instrument:
    """Return an instrument after an edit of its plain data."""
    data = canonical.plain(instrument)
    edit(data)
    return canonical.build(Instrument, data)


def found(instrument: Instrument, edit: Callable[[Any], object]) -> list[tuple[str, str]]:
    after = edited(instrument, edit)
    return [(one.meaning, str(one)) for one in differences(instrument, after)]


def exchange(entries: list[Any], one: int, other: int) -> None:
    entries[one], entries[other] = entries[other], entries[one]


def exchange_texts(items: list[Any]) -> None:
    items[0]["stem"], items[1]["stem"] = items[1]["stem"], items[0]["stem"]


EDITS: list[tuple[Callable[[Any], object], list[tuple[str, str]]]] = [
    (
        lambda i: i["items"][0].update(stem="I waited, too."),
        [("words", 'item "h1": `stem` was "I waited.", is "I waited, too."')],
    ),
    (
        lambda i: i["items"][0].pop("habit"),
        [("presentation", 'item "h1": `habit` was "Wait.", is nothing')],
    ),
    (
        lambda i: i["items"][1].pop("reverse"),
        [("scoring", 'item "h2": `reverse` was true, is false')],
    ),
    (
        lambda i: i["items"][2].update(weight=3),
        [("scoring", 'item "h3": `weight` was 1, is 3')],
    ),
    (
        lambda i: i["items"][0].update(domain="asking"),
        [("scoring", 'item "h1": `domain` was "hearing", is "asking"')],
    ),
    (
        lambda i: i["items"][0].update(scale="recent"),
        [("answers", 'item "h1": `scale` was "share", is "recent"')],
    ),
    (lambda i: i["items"].pop(0), [("answers", 'item "h1" was removed')]),
    (
        lambda i: i["items"].append({"id": "new", "stem": "New.", "domain": "hearing"}),
        [("answers", 'item "new" was added')],
    ),
    (
        lambda i: exchange(i["items"], 0, 1),
        [("presentation", "`items` stand in another order")],
    ),
    (
        lambda i: exchange_texts(i["items"]),
        [
            ("answers", 'item "h1": `stem` was "I waited.", is "I spoke over someone."'),
            ("answers", 'item "h2": `stem` was "I spoke over someone.", is "I waited."'),
        ],
    ),
    (
        lambda i: i["items"][0].update(show_if={"item": "a1", "at_least": 1}),
        [("answers", 'item "h1": `show_if` was nothing, is {"at_least": 1, "item": "a1"}')],
    ),
    (
        lambda i: i["scales"]["share"]["options"][0].update(label="Not once"),
        [("words", 'scale "share", option "0": `label` was "Never", is "Not once"')],
    ),
    (
        # Without an id an answer is stored under its value.
        lambda i: i["scales"]["share"]["options"][4].update(value=5),
        [
            ("answers", 'scale "share", option "4" was removed'),
            ("answers", 'scale "share", option "5" was added'),
        ],
    ),
    (
        lambda i: i["scales"]["share"]["options"][4].update(value=5, id="4"),
        [
            ("scoring", 'scale "share", option "4": `value` was 4, is 5'),
            ("presentation", 'scale "share", option "4": `id` was nothing, is "4"'),
        ],
    ),
    (
        lambda i: i["scales"]["share"]["options"].reverse(),
        [("presentation", 'scale "share": `options` stand in another order')],
    ),
    (
        lambda i: i["scales"]["share"].update(did_not_apply="Does not apply"),
        [("words", 'scale "share": `did_not_apply` was "Did not apply", is "Does not apply"')],
    ),
    (
        lambda i: i["scales"]["share"].pop("did_not_apply"),
        [("answers", 'scale "share": `did_not_apply` was "Did not apply", is nothing')],
    ),
    (
        lambda i: i["scoring"]["missing"].update(minimum=3),
        [("scoring", "`scoring`, `missing`: `minimum` was 2, is 3")],
    ),
    (
        lambda i: i["scoring"].update(decimals=1),
        [("presentation", "`scoring`: `decimals` was 0, is 1")],
    ),
    (
        lambda i: i["domains"][2]["scoring"]["counts"].update(at_least=2),
        [("scoring", 'domain "growing", `scoring`, `counts`: `at_least` was 1, is 2')],
    ),
    (lambda i: i["domains"].pop(), [("scoring", 'domain "growing" was removed')]),
    (
        lambda i: (i["bands"][0].update(below=60), i["bands"][1].update(minimum=60, label="much")),
        [
            ("scoring", "band 1: `below` was 50, is 60"),
            ("scoring", "band 2: `minimum` was 50, is 60"),
            ("presentation", 'band 2: `label` was "often", is "much"'),
        ],
    ),
    (
        lambda i: i["recodings"]["halves"][1].update(gives=2),
        [("scoring", 'recoding "halves", part 2: `gives` was 1, is 2')],
    ),
    (
        lambda i: i["scores"][0]["weights"].update(h1=3, h2=1),
        [
            ("scoring", 'score "total": weight "h1" was 2, is 3'),
            ("scoring", 'score "total", weight "h2" was added'),
        ],
    ),
    (
        lambda i: i["remarks"][0]["when"]["any"][1].update(at_most=2),
        [("scoring", 'remark "calm", `when`, `any`, part 2: `at_most` was 1, is 2')],
    ),
    (
        lambda i: exchange(i["classifications"][0]["outcomes"], 0, 1),
        [("scoring", 'classification "kind": `outcomes` stand in another order')],
    ),
    (
        lambda i: i.update(limits="It tells little.", version="2.0"),
        [("presentation", '`limits` was "It tells nothing.", is "It tells little."')],
    ),
]


@pytest.mark.parametrize(("edit", "expected"), EDITS)
def test_a_change_is_named_and_sorted(
    rich: Instrument, edit: Callable[[Any], object], expected: list[tuple[str, str]]
) -> None:
    assert found(rich, edit) == expected


def test_the_same_is_not_different(rich: Instrument) -> None:
    assert differences(rich, rich) == []


def test_a_place_leads_into_the_newer_version(rich: Instrument) -> None:
    after = edited(rich, lambda i: (i["items"].pop(0), i["items"][0].update(stem="New.")))

    paths = [one.path for one in differences(rich, after)]

    assert paths == [("items",), ("items", 0, "stem")]
