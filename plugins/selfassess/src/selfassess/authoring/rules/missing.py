"""Missing: whether a rule for missing answers fits the method, the parts and their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.answering.draw import size
from selfassess.authoring.rules import places
from selfassess.authoring.rules.attainable import most_missing
from selfassess.numeric import brief, typed
from selfassess.problems import Problem, suggestion
from selfassess.scoring.keying import recoded
from selfassess.scoring.methods import method_of
from selfassess.scoring.missing import TREATMENTS, treatment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from selfassess.authoring.rules.attainable import Attainable
    from selfassess.authoring.rules.places import Scored
    from selfassess.definition.instrument import Instrument
    from selfassess.definition.scoring import MissingRule, Scoring
    from selfassess.problems import Path
    from selfassess.scoring.component import Component
    from selfassess.scoring.methods import ScoringMethod


def missing(instrument: Instrument) -> Iterator[Problem]:
    """Yield rules for missing answers that do not fit their method or their items."""
    for path, scoring in places.scorings(instrument):
        yield from _fits(scoring, (*path, "missing"))
        yield from _sample(scoring, (*path, "missing"))
    for found in places.scored(instrument):
        if found.names:
            yield from _minimum(found, _asked(instrument, found))
            yield from _values(found)
            yield from _skips(instrument, found)
    yield from _strangers(instrument)


def _fits(scoring: Scoring, here: Path) -> Iterator[Problem]:
    method = method_of(scoring)
    if not treatment_of(scoring).suits(method):
        found = f'"{scoring.missing.rule}" with the method "{scoring.method}"'
        message = f"this rule does not fit the method; {found}; {_choice(method)}"
        yield Problem(message, (*here, "rule"))


_DOES: dict[MissingRule, str] = {
    "complete": "there is no score",
    "prorate": "the mean of the others stands for it",
    "answered": "it is left out",
    "zero": "it counts as 0",
    "sample": "it counts as a value that you give",
}
"""What a rule does with a missing answer. Which of them is meant only the author knows."""


def _choice(method: ScoringMethod) -> str:
    """Return what can be written instead of a rule that does not fit."""
    suitable = [name for name, treatment in TREATMENTS.items() if treatment.suits(method)]
    return f"write what a missing answer does: {_listed(suitable)}"


def _listed(names: Sequence[MissingRule]) -> str:
    *several, last = (f"`{name}` ({_DOES[name]})" for name in names)
    return f"{', '.join(several)} or {last}"


def _sample(scoring: Scoring, here: Path) -> Iterator[Problem]:
    rule, has_values = scoring.missing, treatment_of(scoring).has_values
    if has_values and not rule.sample.strip():
        message = "the rule `sample` needs `sample`; it is missing; say which sample it was"
        yield Problem(message, here)
    for name in () if has_values else ("values", "sample"):
        if getattr(rule, name):
            message = f'`{name}` is only for `sample`; the rule is "{rule.rule}"; take it away'
            yield Problem(f"{message}, or write `rule: sample`", (*here, name))


def _asked(instrument: Instrument, found: Scored) -> int:
    """Return how many parts of a score one attempt asks."""
    items = [instrument.item[name] for name in found.names if name in instrument.item]
    return len(found.names) - len(items) + size(instrument, items)


def _minimum(found: Scored, items: int) -> Iterator[Problem]:
    rule, here = found.scoring.missing, (*found.path, "missing")
    wants_all = treatment_of(found.scoring).wants_all
    if rule.minimum is None:
        if not wants_all:
            message = (
                f"the rule `{rule.rule}` needs `minimum`; it is missing; write how many answers"
            )
            yield Problem(f"{message} give a score", here)
            return
    elif not 1 <= rule.minimum <= items:
        yield Problem(_unmet(found, items, rule.minimum), (*here, "minimum"))
    elif wants_all and rule.minimum != items:
        counted = f"{found.whose} has {items} items, and the minimum is {rule.minimum}"
        message = f"`complete` wants every item; {counted}; take `minimum` away"
        other = "or write another rule, if fewer answers are enough"
        yield Problem(f"{message}, {other}", (*here, "minimum"))
    if rule.provisional is not None:
        yield from _provisional(rule.provisional, rule.minimum, wants_all, here)


def _unmet(found: Scored, items: int, minimum: int) -> str:
    counted = f"{found.whose} has {items} items, and the minimum is {minimum}"
    most = f"write at most {items}, or add the items that are missing"
    remedy = most if minimum > items else "write 1 or more"
    return f"the minimum can not be met; {counted}; {remedy}"


def _provisional(
    provisional: int, minimum: int | None, wants_all: bool, here: Path
) -> Iterator[Problem]:
    path = (*here, "provisional")
    if wants_all:
        message = f"`complete` gives no provisional score; found {provisional}; take it away"
        yield Problem(message, path)
    elif minimum is not None and not 1 <= provisional < minimum:
        message = f"found {provisional}, and the minimum is {minimum}"
        yield Problem(f"`provisional` must be below the minimum; {message}; mend it", path)


def _values(found: Scored) -> Iterator[Problem]:
    rule, here = found.scoring.missing, (*found.path, "missing", "values")
    for name in found.names if treatment_of(found.scoring).has_values else ():
        if name not in rule.values:
            message = f'the sample has no value for a part of {found.whose}; "{name}"; add it'
            yield Problem(message, here)


def _without_mean() -> str:
    return f"write another rule: {_listed(('complete', 'zero', 'sample'))}"


def _skips(instrument: Instrument, found: Scored) -> Iterator[Problem]:
    rule, here = found.scoring.missing, (*found.path, "missing", "not_asked")
    # A rule that several domains share may have an effect in one of them only.
    shared = found.path == ("scoring",)
    names = [name for name in found.names if name in instrument.item]
    always = all(instrument.item[name].show_if is None for name in names)
    if rule.not_asked is not None and always and len(names) == len(found.names) and not shared:
        message = f"`not_asked` has no effect; every item of {found.whose} is always asked"
        yield Problem(f"{message}; take it away", here)
    elif rule.not_asked == "no-score" and not shared and (why := _has_a_score(instrument, found)):
        message = f"`not_asked: no-score` has no effect; {why}"
        yield Problem(f"{message}; take it away", here)
    for item in map(instrument.item.__getitem__, names):
        skip = rule.not_asked
        if not isinstance(skip, int | float) or item.show_if is None:
            continue
        if item.recode in instrument.recodings and recoded(instrument, item, skip) is None:
            message = f'the table "{item.recode}" of "{item.id}" does not recode it'
            message = f"`not_asked` is no answer; found {typed(skip)}, and {message}"
            yield Problem(f"{message}; add a line for it, or mend it", here)
            return


def _has_a_score(instrument: Instrument, found: Scored) -> str:
    """Return why a rule has nothing to gain from having no score if nothing was asked."""
    method = method_of(found.scoring)
    if not method.is_zero_of_nothing:
        return f"the method `{method.name}` gives none anyway if nothing was asked"
    items = [instrument.item[name] for name in found.names if name in instrument.item]
    always = next((item for item in items if item.show_if is None), None)
    return f'"{always.id}" of {found.whose} is always asked' if always else ""


def _strangers(instrument: Instrument) -> Iterator[Problem]:
    """Yield values for what no score with this rule is made of."""
    parts: dict[Path, list[str]] = {}
    for found in places.scored(instrument):
        parts.setdefault(found.path, []).extend(found.names)
    for path, scoring in places.scorings(instrument):
        names = parts.get(path, [])
        for name in scoring.missing.values if names else ():
            if name not in names:
                message = f'there is no such part; "{name}"; {suggestion(name, names)}'
                yield Problem(message, (*path, "missing", "values", name))


def fillings(instrument: Instrument, attainable: Mapping[str, Attainable]) -> Iterator[Problem]:
    """Yield what can not stand for a missing answer."""
    for found in places.scored(instrument):
        parts = attainable[found.id].components
        if most_missing(parts, found.scoring):
            yield from _filling(found, parts)


def _filling(found: Scored, parts: Sequence[Component]) -> Iterator[Problem]:
    rule, here = found.scoring.missing, (*found.path, "missing")
    treatment, first = treatment_of(found.scoring), parts[0]
    for part in parts:
        between = f'"{part.id}" goes from {brief(part.low)} to {brief(part.high)}'
        if treatment.prorates and (part.low, part.high) != (first.low, first.high):
            other = f'and "{first.id}" from {brief(first.low)} to {brief(first.high)}'
            message = "parts of different ranges can not stand for each other"
            yield Problem(f"{message}; {between}, {other}; {_without_mean()}", (*here, "rule"))
            return
        if treatment.counts_zero and not part.low <= 0 <= part.high:
            message = f"zero is no possible answer; {between}; write another rule"
            yield Problem(message, (*here, "rule"))
            return
        value = rule.values.get(part.id)
        if treatment.has_values and value is not None and not part.low <= value <= part.high:
            message = f"a value lies outside the answers; {typed(value)}, and {between}; mend it"
            yield Problem(message, (*here, "values", part.id))
