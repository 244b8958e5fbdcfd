"""Clause: a condition in words, for those who read the form without any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.truth import items_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfassess.condition import Condition, Count, Match
    from selfassess.instrument import Instrument, Item


def clause(instrument: Instrument, condition: Condition) -> str:
    """Return a condition on answers as what can follow the word "if"."""
    if condition.all:
        return " and ".join(_several(instrument, condition.all))
    if condition.any:
        return " or ".join(_several(instrument, condition.any))
    if condition.none:
        return f"none of this is so: {'; '.join(_several(instrument, condition.none))}"
    if condition.count:
        return _count(instrument, condition.count)
    item = instrument.item[condition.item]
    if condition.answered is not None:
        return f"you {'answered' if condition.answered else 'did not answer'} “{item.stem}”"
    return _match(instrument, condition, item)


def _several(instrument: Instrument, parts: Iterable[Condition]) -> list[str]:
    """Return parts as clauses, in brackets where "and" and "or" would run into each other."""
    return [
        f"({clause(instrument, part)})"
        if len(part.all) > 1 or len(part.any) > 1 or part.none
        else clause(instrument, part)
        for part in parts
    ]


def _match(instrument: Instrument, match: Match, item: Item) -> str:
    labels = _labels(instrument, match, item)
    if labels:
        return f"you answered {labels} to “{item.stem}”"
    return f"your answer to “{item.stem}” is {_numbers(match)}"


def _labels(instrument: Instrument, match: Match, item: Item) -> str:
    """Return the options that pass; "" where it is not an option that is tested."""
    if item.type not in ("rating", "choice") and not (item.type == "multiple" and match.one_of):
        return ""
    options = instrument.options_of(item)
    found = [o.label for o in options if o.key in match.one_of or match.passes(o.value)]
    return " or ".join(f"“{label}”" for label in found)


def _numbers(match: Match) -> str:
    if match.one_of:
        return " or ".join(map(str, match.one_of))
    if match.at_least is None:
        return f"{match.at_most:g} or less"
    if match.at_most is None:
        return f"{match.at_least:g} or more"
    return f"from {match.at_least:g} to {match.at_most:g}"


def _count(instrument: Instrument, count: Count) -> str:
    items = items_of(count.of, instrument)
    labels = {_labels(instrument, count, item) for item in items}
    if len(labels) == 1 and "" not in labels:
        stems = "; ".join(f"“{item.stem}”" for item in items)
        return f"you answered {labels.pop()} to at least {count.times} of these: {stems}"
    clauses = "; ".join(_match(instrument, count, item) for item in items)
    return f"at least {count.times} of this is so: {clauses}"
