"""Rules: what must hold between the parts of an instrument, beyond names and types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from selfassess.authoring.rules.attainable import attainable_scores
from selfassess.authoring.rules.bands import bands
from selfassess.authoring.rules.conditions import condition_shapes, condition_values
from selfassess.authoring.rules.decisions import decisions
from selfassess.authoring.rules.domains import domains, mixtures
from selfassess.authoring.rules.form import form, order
from selfassess.authoring.rules.history import history
from selfassess.authoring.rules.ids import ids
from selfassess.authoring.rules.items import items
from selfassess.authoring.rules.lookups import lookups
from selfassess.authoring.rules.missing import fillings, missing
from selfassess.authoring.rules.pools import pools
from selfassess.authoring.rules.recodings import recoding_shapes, recodings
from selfassess.authoring.rules.references import references
from selfassess.authoring.rules.scales import scales
from selfassess.authoring.rules.scoring import scoring_shapes, scorings
from selfassess.authoring.rules.tables import tables
from selfassess.authoring.rules.texts import texts
from selfassess.authoring.rules.uses import uses
from selfassess.authoring.rules.weights import weights
from selfassess.problems import Problem

if TYPE_CHECKING:
    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.definition.instrument import Instrument

Rule = Callable[["Instrument"], Iterator[Problem]]
AttainableRule = Callable[["Instrument", "Mapping[str, Attainable]"], Iterator[Problem]]

# Each stage relies on the ones before it, and would repeat their problems in other words.
_NAMES: tuple[Rule, ...] = (ids, references)
_SHAPES: tuple[Rule, ...] = (
    scales,
    items,
    domains,
    form,
    scoring_shapes,
    missing,
    weights,
    recoding_shapes,
    condition_shapes,
)
_NUMBERS: tuple[Rule, ...] = (recodings, mixtures, pools)
_NUMBERS_OF_SCORES: tuple[AttainableRule, ...] = (scorings, fillings)
_SENSE: tuple[Rule, ...] = (texts, history, order, uses, tables)
_SENSE_OF_SCORES: tuple[AttainableRule, ...] = (lookups, bands, condition_values)
_DECISIONS: tuple[AttainableRule, ...] = (decisions,)


def broken_rules(instrument: Instrument) -> list[Problem]:
    """Return every problem of the first stage that finds one, if names and types are right."""
    for plain in (_NAMES, _SHAPES):
        if problems := [problem for rule in plain for problem in rule(instrument)]:
            return list(dict.fromkeys(problems))
    attainable = attainable_scores(instrument)
    stages = ((_NUMBERS, _NUMBERS_OF_SCORES), (_SENSE, _SENSE_OF_SCORES), ((), _DECISIONS))
    for plain, reaching in stages:
        problems = [problem for rule in plain for problem in rule(instrument)]
        problems += [problem for each in reaching for problem in each(instrument, attainable)]
        if problems:
            return list(dict.fromkeys(problems))
    return []
