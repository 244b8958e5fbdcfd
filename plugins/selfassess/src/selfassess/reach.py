"""Reach: what the answers to an instrument could give, without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.answers import Answers
from selfassess.bank import draw
from selfassess.parts import item_parts, rule_parts
from selfassess.ranges import final_range
from selfassess.scores import score_parts

if TYPE_CHECKING:
    from selfassess.instrument import Instrument
    from selfassess.ranges import Range
    from selfassess.scores import Score


def score_ranges(instrument: Instrument) -> dict[str, Range]:
    """Return the lowest and highest possible value of every domain and further score, by id.

    Every draw has the same ones: `rules` sees to it that the items of a pool count alike.
    """
    nothing = Answers({}, frozenset(), draw(instrument, "any"))
    empty: dict[str, Score] = {}
    ranges: dict[str, Range] = {}
    for domain in instrument.scored_domains:
        parts = item_parts(instrument, instrument.items_of(domain.id), nothing)
        ranges[domain.id] = final_range(parts, instrument.scoring_of(domain))
        empty[domain.id] = score_parts(parts, instrument.scoring_of(domain))
    for rule in instrument.scores:
        parts = rule_parts(instrument, rule, nothing, empty)
        ranges[rule.id] = final_range(parts, rule.scoring)
        empty[rule.id] = score_parts(parts, rule.scoring)
    return ranges
