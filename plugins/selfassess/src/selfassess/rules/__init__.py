"""Rules: what must hold between the parts of an instrument, beyond names and types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from selfassess.problems import Problem
from selfassess.reach import reaches
from selfassess.rules.bands import bands
from selfassess.rules.conditions import condition_shapes, condition_values
from selfassess.rules.decisions import decisions
from selfassess.rules.domains import domains, mixtures
from selfassess.rules.form import form, order
from selfassess.rules.history import history
from selfassess.rules.ids import ids
from selfassess.rules.items import items
from selfassess.rules.lookups import lookups
from selfassess.rules.missing import fillings, missing
from selfassess.rules.pools import pools
from selfassess.rules.recodings import recoding_shapes, recodings
from selfassess.rules.references import references
from selfassess.rules.scales import scales
from selfassess.rules.scoring import scoring_shapes, scorings
from selfassess.rules.tables import tables
from selfassess.rules.texts import texts
from selfassess.rules.uses import uses
from selfassess.rules.weights import weights

if TYPE_CHECKING:
    from selfassess.instrument import Instrument
    from selfassess.reach import Reach

Rule = Callable[["Instrument"], Iterator[Problem]]
ReachRule = Callable[["Instrument", "Mapping[str, Reach]"], Iterator[Problem]]

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
_NUMBERS_OF_SCORES: tuple[ReachRule, ...] = (scorings, fillings)
_SENSE: tuple[Rule, ...] = (texts, history, order, uses, tables)
_SENSE_OF_SCORES: tuple[ReachRule, ...] = (lookups, bands, condition_values)
_DECISIONS: tuple[ReachRule, ...] = (decisions,)


def broken_rules(instrument: Instrument) -> list[Problem]:
    """Return every problem of the first stage that finds one, if names and types are right."""
    for plain in (_NAMES, _SHAPES):
        if problems := [problem for rule in plain for problem in rule(instrument)]:
            return list(dict.fromkeys(problems))
    reach = reaches(instrument)
    stages = ((_NUMBERS, _NUMBERS_OF_SCORES), (_SENSE, _SENSE_OF_SCORES), ((), _DECISIONS))
    for plain, reaching in stages:
        problems = [problem for rule in plain for problem in rule(instrument)]
        problems += [problem for each in reaching for problem in each(instrument, reach)]
        if problems:
            return list(dict.fromkeys(problems))
    return []
