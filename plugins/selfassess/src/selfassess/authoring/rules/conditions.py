"""Conditions: that each makes one statement, about something that can be so and not so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.answering.logic import held, items_of
from selfassess.authoring.rules.matches import FIELDS, alternatives, match_shape, named_by_options
from selfassess.authoring.rules.places import every_node
from selfassess.authoring.rules.samples import samples, score_samples
from selfassess.definition.item_types import type_of
from selfassess.numeric import brief
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.authoring.rules.places import Statement
    from selfassess.definition.conditions import Condition, Count, Match
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item
    from selfassess.problems import Path

_KINDS = ("item", "score", "outcome", "count", "all", "any", "none")


def condition_shapes(instrument: Instrument) -> Iterator[Problem]:
    """Yield conditions that test nothing or too much, or what can not be tested there."""
    for node in every_node(instrument):
        kinds = [kind for kind in _KINDS if getattr(node.when, kind)]
        if len(kinds) != 1:
            yield _one_kind(kinds, node.path)
        else:
            yield from _fields(node.when, kinds[0], node.path)
            yield from _shape(instrument, node, kinds[0])


def _one_kind(kinds: list[str], path: Path) -> Problem:
    if not kinds:
        names = ", ".join(f"`{kind}`" for kind in _KINDS[:-1])
        return Problem(f"a condition tests nothing; add {names} or `none`", path)
    found = " and ".join(f"`{kind}`" for kind in kinds)
    return Problem(f"a condition makes one statement; {found}; put them under `all`", path)


def _fields(when: Condition, kind: str, path: Path) -> Iterator[Problem]:
    """Yield tests that stand where they have no effect."""
    allowed = {"item": (*FIELDS, "answered"), "score": FIELDS, "outcome": ("one_of",)}
    for name in (*FIELDS, "answered"):
        given = getattr(when, name) not in (None, ())
        if given and name not in allowed.get(kind, ()):
            message = f"`{name}` has no effect beside `{kind}`; it was found there; move it"
            yield Problem(message, (*path, name))


def _shape(instrument: Instrument, node: Statement, kind: str) -> Iterator[Problem]:
    when, path = node.when, node.path
    if node.decides_asking and kind in ("score", "outcome"):
        message = f'`show_if` looks at answers only; "{getattr(when, kind)}" is none; name items'
        yield Problem(message, (*path, kind))
    elif kind == "item":
        yield from _item_shape(instrument.item[when.item], when, path)
    elif kind == "score":
        yield from match_shape(when, path, numbers=True)
    elif kind == "outcome" and not when.one_of:
        message = f'a condition on an outcome needs `one_of`; "{when.outcome}" has none; add it'
        yield Problem(message, path)
    elif when.count:
        yield from _count_shape(instrument, when.count, (*path, "count"))


def _item_shape(item: Item, when: Condition, path: Path) -> Iterator[Problem]:
    if not type_of(item).is_answered:
        message = f'information has no answer; "{item.id}" can not be tested; name another item'
        yield Problem(message, (*path, "item"))
    elif when.answered is not None:
        if not when.empty:
            message = "a test stands beside `answered`; only one of them counts; take one away"
            yield Problem(message, (*path, "answered"))
    elif type_of(item).is_written:
        message = f'text can not be compared; "{item.id}" is free text; write `answered: true`'
        yield Problem(message, path)
    else:
        yield from match_shape(when, path, numbers=not named_by_options(item))


def _count_shape(instrument: Instrument, count: Count, path: Path) -> Iterator[Problem]:
    found = items_of(count.of, instrument)
    yield from match_shape(count, path, numbers=not any(map(named_by_options, found)))
    if not 1 <= count.times <= len(found):
        message = f"`times` goes from 1 to the number of items; {count.times} of {len(found)}"
        yield Problem(f"{message}; mend it", (*path, "times"))
    names = [item.id for item in found]
    for at, item in enumerate(found):
        if item.id in names[:at]:
            message = f'an item is counted twice; "{item.id}"; name it once'
            yield Problem(message, (*path, "of"))
        if not type_of(item).is_scored:
            message = f'an item of the type "{item.type}" does not count; "{item.id}"; take it out'
            yield Problem(message, (*path, "of"))


def condition_values(
    instrument: Instrument, attainable: Mapping[str, Attainable]
) -> Iterator[Problem]:
    """Yield tests that no answer or no score can pass, or that all of them pass."""
    for node in every_node(instrument):
        when, path = node.when, node.path
        if when.item and when.answered is None:
            yield from _tested(instrument, [instrument.item[when.item]], when, path)
        elif when.count:
            found = items_of(when.count.of, instrument)
            yield from _tested(instrument, found, when.count, (*path, "count"))
        elif when.score:
            yield from _score(attainable[when.score], when, path)


def _tested(
    instrument: Instrument, items: list[Item], match: Match, path: Path
) -> Iterator[Problem]:
    results: dict[str, set[bool]] = {}
    for item in items:
        found = samples(instrument, item, [match])
        if found is None:
            return
        results[item.id] = {held(match, chosen, number) for chosen, number in found}
    never = [item for item in items if True not in results[item.id]]
    others = list(alternatives(instrument, items[0], match, path)) if len(items) == 1 else []
    yield from others
    if never and not others:
        names = ", ".join(f'"{item.id}"' for item in never)
        message = f"no answer to {names} passes; {_takes(instrument, never[0])}; mend it"
        yield Problem(message, path)
    elif all(False not in found for found in results.values()):
        names = ", ".join(f'"{item.id}"' for item in items)
        message = f"every answer to {names} passes; this tells nothing apart; mend it"
        yield Problem(message, path)


def _takes(instrument: Instrument, item: Item) -> str:
    if named_by_options(item):
        return f'"{item.id}" takes {", ".join(instrument.choices[item.id])}'
    low, high = type_of(item).range(item, instrument.scale_of(item))
    return f'"{item.id}" goes from {brief(low)} to {brief(high)}'


def _score(attainable: Attainable, when: Condition, path: Path) -> Iterator[Problem]:
    results = {when.passes(value) for value in score_samples(attainable, [when])}
    low, high = attainable.range
    between = f'"{when.score}" goes from {brief(low)} to {brief(high)}'
    if True not in results:
        yield Problem(f"no score passes; {between}; mend it", path)
    elif False not in results:
        yield Problem(f"every score passes; {between}; mend it", path)
