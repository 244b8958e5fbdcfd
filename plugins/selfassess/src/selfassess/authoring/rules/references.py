"""References: that every id which is named somewhere is known there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.rules.places import band_tables, every_node
from selfassess.problems import Problem, suggestion
from selfassess.scoring.component import component_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from selfassess.authoring.rules.places import Statement
    from selfassess.definition.instrument import Instrument, ScoreRule
    from selfassess.definition.items import Item
    from selfassess.problems import Path


def references(instrument: Instrument) -> Iterator[Problem]:
    """Yield names of things that do not exist, or not at that place."""
    for at, item in enumerate(instrument.items):
        yield from _item(instrument, item, ("items", at))
    for at, rule in enumerate(instrument.scores):
        yield from _score(instrument, rule, at)
    for at, section in enumerate(instrument.sections):
        for nth, name in enumerate(section.items):
            yield from _known(name, instrument.item, "item", ("sections", at, "items", nth))
    for path, _, tables in band_tables(instrument):
        for at, table in enumerate(tables):
            if table.group:
                here: Path = (*path, at, "group", "item")
                yield from _known(table.group.item, instrument.item, "item", here)
    for node in every_node(instrument):
        yield from _condition(instrument, node)


def _known(name: str, known: Collection[str], noun: str, path: Path) -> Iterator[Problem]:
    if name not in known:
        yield Problem(f'there is no such {noun}; "{name}"; {suggestion(name, known)}', path)


def _item(instrument: Instrument, item: Item, here: Path) -> Iterator[Problem]:
    if item.domain:
        yield from _known(item.domain, instrument.domain, "domain", (*here, "domain"))
    if item.scale:
        yield from _known(item.scale, instrument.scales, "scale", (*here, "scale"))
    if item.recode:
        known = instrument.recodings
        yield from _known(item.recode, known, "recoding table", (*here, "recode"))
    if item.objective:
        objectives = [objective.id for objective in instrument.objectives]
        yield from _known(item.objective, objectives, "objective", (*here, "objective"))


def _score(instrument: Instrument, rule: ScoreRule, at: int) -> Iterator[Problem]:
    problems = list(_of(instrument, rule, at))
    yield from problems
    parts = () if problems else component_ids(instrument, rule)
    for nth, name in enumerate(rule.reverse if parts else ()):
        yield from _known(name, parts, "part of this score", ("scores", at, "reverse", nth))
    for name in rule.weights if parts else ():
        yield from _known(name, parts, "part of this score", ("scores", at, "weights", name))


def _of(instrument: Instrument, rule: ScoreRule, at: int) -> Iterator[Problem]:
    known = [*instrument.item, *instrument.domain, *(x.id for x in instrument.scores[:at])]
    for nth, name in enumerate(rule.of):
        path: Path = ("scores", at, "of", nth)
        domain = instrument.domain.get(name)
        if name in instrument.composite and name not in known:
            message = f'a score may only use earlier ones; "{name}" is not earlier'
            yield Problem(f"{message}; change the order", path)
        elif domain and not domain.scored:
            yield Problem(f'this domain has no score; "{name}"; name its items instead', path)
        elif name in rule.of[:nth]:
            yield Problem(f'a score names a part twice; "{name}"; keep one of them', path)
        else:
            yield from _known(name, known, "item, domain or score", path)


def _condition(instrument: Instrument, node: Statement) -> Iterator[Problem]:
    when, path = node.when, node.path
    if when.item:
        yield from _known(when.item, instrument.item, "item", (*path, "item"))
    if when.score:
        domains = [domain.id for domain in instrument.scored_domains]
        known = [*domains, *instrument.composite]
        yield from _known(when.score, known, "domain or score", (*path, "score"))
    if when.outcome:
        yield from _outcome(instrument, node)
    if when.count:
        known = [*instrument.item, *instrument.domain]
        for at, name in enumerate(when.count.of):
            yield from _known(name, known, "item or domain", (*path, "count", "of", at))


def _outcome(instrument: Instrument, node: Statement) -> Iterator[Problem]:
    name, path = node.when.outcome, (*node.path, "outcome")
    earlier = {found.id: found for found in instrument.classifications[: node.outcomes]}
    if name not in earlier and any(found.id == name for found in instrument.classifications):
        message = f'a classification may only use earlier ones; "{name}" is not earlier'
        yield Problem(f"{message}; change the order", path)
        return
    yield from _known(name, earlier, "classification", path)
    if name in earlier:
        known = [*(outcome.id for outcome in earlier[name].outcomes), "otherwise"]
        for at, one in enumerate(node.when.one_of):
            yield from _known(str(one), known, "outcome", (*node.path, "one_of", at))
