"""Condition text: a condition in words, for those who read the form without any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.answering.logic import items_of
from selfassess.catalog import catalog, numeral
from selfassess.definition.item_types import type_of
from selfassess.numeric import typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfassess.definition.conditions import Condition, Count, Match
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.items import Item


def condition_text(instrument: Instrument, condition: Condition) -> str:
    """Return a condition on answers as what can follow the word "if"."""
    texts = catalog(instrument.language)
    if condition.all:
        return texts.gettext(" and ").join(_several(instrument, condition.all))
    if condition.any:
        return texts.gettext(" or ").join(_several(instrument, condition.any))
    if condition.none:
        parts = "; ".join(condition_text(instrument, part) for part in condition.none)
        return texts.gettext("none of this is so: %(parts)s") % {"parts": parts}
    if condition.count:
        return _count(instrument, condition.count)
    item = instrument.item[condition.item]
    if condition.answered is None:
        return _match(instrument, condition, item)
    stem = {"stem": item.stem}
    if condition.answered:
        return texts.gettext("you answered “%(stem)s”") % stem
    return texts.gettext("you did not answer “%(stem)s”") % stem


def _several(instrument: Instrument, parts: Iterable[Condition]) -> list[str]:
    """Return parts as clauses, in brackets where "and" and "or" would run into each other."""
    return [
        f"({condition_text(instrument, part)})"
        if len(part.all) > 1 or len(part.any) > 1 or part.none
        else condition_text(instrument, part)
        for part in parts
    ]


def _match(instrument: Instrument, match: Match, item: Item) -> str:
    texts = catalog(instrument.language)
    labels = _labels(instrument, match, item)
    if labels:
        text = texts.gettext("you answered %(answer)s to “%(stem)s”")
        return text % {"answer": labels, "stem": item.stem}
    text = texts.gettext("your answer to “%(stem)s” is %(number)s")
    return text % {"stem": item.stem, "number": _number(instrument, match)}


def _labels(instrument: Instrument, match: Match, item: Item) -> str:
    """Return the options that pass; "" where it is not an option that is tested."""
    if not type_of(item).names_options(match):
        return ""
    texts = catalog(instrument.language)
    return texts.gettext(" or ").join(
        texts.gettext("“%(label)s”") % {"label": option.label}
        for option in instrument.options_of(item)
        if option.key in match.one_of or match.passes(option.value)
    )


def _number(instrument: Instrument, match: Match) -> str:
    texts = catalog(instrument.language)
    low, high = (
        None if edge is None else numeral(typed(edge), texts)
        for edge in (match.at_least, match.at_most)
    )
    if match.one_of:
        return texts.gettext(" or ").join(
            numeral(one if isinstance(one, str) else typed(one), texts) for one in match.one_of
        )
    if low is None:
        return texts.gettext("%(number)s or less") % {"number": high}
    if high is None:
        return texts.gettext("%(number)s or more") % {"number": low}
    return texts.gettext("from %(low)s to %(high)s") % {"low": low, "high": high}


def _count(instrument: Instrument, count: Count) -> str:
    texts = catalog(instrument.language)
    items = items_of(count.of, instrument)
    labels = {_labels(instrument, count, item) for item in items}
    if len(labels) == 1 and "" not in labels:
        text = texts.gettext("you answered %(answer)s to at least %(times)s of these: %(stems)s")
        stems = "; ".join(texts.gettext("“%(label)s”") % {"label": item.stem} for item in items)
        return text % {"answer": labels.pop(), "times": count.times, "stems": stems}
    text = texts.gettext("at least %(times)s of this is so: %(parts)s")
    parts = "; ".join(_match(instrument, count, item) for item in items)
    return text % {"times": count.times, "parts": parts}
