"""Rules: what must hold between the parts of an instrument, beyond names and types."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from selfassess.problems import Problem, suggestion
from selfassess.reach import score_ranges
from selfassess.translation import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selfassess.instrument import Domain, Instrument, Item, ResponseScale
    from selfassess.problems import Path
    from selfassess.scoring import Scoring
    from selfassess.wording import Band

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def broken_rules(instrument: Instrument) -> list[Problem]:
    """Return every problem of an instrument whose names and types are right."""
    problems = [*_ids(instrument), *_scales(instrument), *_references(instrument)]
    if problems:
        # What follows would only repeat an unknown name in other words.
        return problems
    return [
        *_members(instrument),
        *_mixtures(instrument),
        *_scorings(instrument),
        *_texts(instrument),
    ]


def _ids(instrument: Instrument) -> Iterator[Problem]:
    yield from _names([(("id",), instrument.id)], "instrument")
    yield from _names([(("scales", name), name) for name in instrument.scales], "scale")
    domains = [(("domains", at, "id"), domain.id) for at, domain in enumerate(instrument.domains)]
    yield from _names(domains, "domain")
    items = [(("items", at, "id"), item.id) for at, item in enumerate(instrument.items)]
    yield from _names(items, "item")


def _names(names: Iterable[tuple[Path, str]], noun: str) -> Iterator[Problem]:
    counts: Counter[str] = Counter()
    for path, name in names:
        counts[name] += 1
        if not _ID.fullmatch(name):
            rule = "write small letters, digits and single hyphens, a letter first"
            yield Problem(f'this is no id for the {noun}; "{name}"; {rule}', path)
        if counts[name] == 2:
            yield Problem(f'two {noun}s have one id; "{name}"; give each its own', path)


def _scales(instrument: Instrument) -> Iterator[Problem]:
    for name, scale in instrument.scales.items():
        here: Path = ("scales", name, "options")
        if len(scale.options) < 2:
            found = f"{len(scale.options)} found"
            yield Problem(f"a response scale needs two options; {found}; add what is missing", here)
        yield from _repeated_options(scale, here)


def _repeated_options(scale: ResponseScale, here: Path) -> Iterator[Problem]:
    seen: set[float] = set()
    for at, option in enumerate(scale.options):
        if option.value in seen:
            found = f"{option.value:g}"
            yield Problem(
                f"two options have one value; {found}; give each its own", (*here, at, "value")
            )
        seen.add(option.value)


def _references(instrument: Instrument) -> Iterator[Problem]:
    for at, item in enumerate(instrument.items):
        if item.domain and item.domain not in instrument.domain:
            hint = suggestion(item.domain, instrument.domain)
            yield Problem(
                f'there is no such domain; "{item.domain}"; {hint}', ("items", at, "domain")
            )
        if item.scale and item.scale not in instrument.scales:
            hint = suggestion(item.scale, instrument.scales)
            yield Problem(f'there is no such scale; "{item.scale}"; {hint}', ("items", at, "scale"))


def _members(instrument: Instrument) -> Iterator[Problem]:
    if not instrument.items:
        yield Problem("an instrument needs items; there are none; add one", ("items",))
    for at, domain in enumerate(instrument.domains):
        if not instrument.items_of(domain.id):
            message = f'a domain has no items; "{domain.id}"; give it items or take it away'
            yield Problem(message, ("domains", at))
    used = {item.scale for item in instrument.items}
    for name in instrument.scales.keys() - used:
        message = f'a scale is used by no item; "{name}"; use it or take it away'
        yield Problem(message, ("scales", name))
    for at, item in enumerate(instrument.items):
        yield from _item(instrument, item, ("items", at))


def _item(instrument: Instrument, item: Item, here: Path) -> Iterator[Problem]:
    if item.type == "rating" and not item.domain and not _used(instrument, item):
        message = f'an item is in no domain, and no score uses it; "{item.id}"; name its domain'
        yield Problem(message, here)
    scale = instrument.scale_of(item)
    if item.reverse and scale and not scale.ordered:
        message = f'an unordered scale can not be reversed; "{item.scale}"; take `reverse` away'
        yield Problem(message, (*here, "reverse"))
    if item.weight <= 0:
        message = f"a weight must be above zero; found {item.weight:g}; mend it"
        yield Problem(message, (*here, "weight"))
    if item.teaches and not re.fullmatch(r"[^#\s]+\.md#[^#\s]+", item.teaches):
        message = f'this is no link to a heading; "{item.teaches}"; write page.md#heading'
        yield Problem(message, (*here, "teaches"))


def _used(instrument: Instrument, item: Item) -> bool:
    return any(item.id in rule.of for rule in instrument.scores)


def _mixtures(instrument: Instrument) -> Iterator[Problem]:
    for domain in instrument.domains:
        first, *others = instrument.items_of(domain.id) or (None,)
        for item in others:
            if first is None:
                break
            here: Path = ("items", instrument.items.index(item))
            if item.scale != first.scale:
                found = f'"{item.scale}" beside "{first.scale}"'
                message = f'the domain "{domain.id}" mixes response scales; {found}; use one'
                yield Problem(message, (*here, "scale"))
            elif instrument.recall_of(item) != instrument.recall_of(first):
                found = f'"{instrument.recall_of(item)}" beside "{instrument.recall_of(first)}"'
                message = f'the domain "{domain.id}" mixes recall periods; {found}; use one'
                yield Problem(message, (*here, "recall"))


def _scorings(instrument: Instrument) -> Iterator[Problem]:
    for at, domain in enumerate(instrument.domains):
        items = instrument.items_of(domain.id)
        here: Path = ("domains", at, "scoring") if domain.scoring else ("scoring",)
        if items and domain.scored:
            scoring = instrument.scoring_of(domain)
            yield from _scoring(scoring, len(items), here, f'the domain "{domain.id}"')
            yield from _bands_of(instrument, domain, at)
    for at, rule in enumerate(instrument.scores):
        count = len(rule.of or instrument.items)
        yield from _scoring(
            rule.scoring, count, ("scores", at, "scoring"), f'the score "{rule.id}"'
        )


def _scoring(scoring: Scoring, items: int, here: Path, whose: str) -> Iterator[Problem]:
    missing, rule = scoring.missing, (*here, "missing")
    if not 1 <= missing.minimum <= items:
        found = f"{whose} has {items} items, and the minimum is {missing.minimum}"
        yield Problem(f"the minimum can not be met; {found}; lower it", (*rule, "minimum"))
    elif missing.rule == "complete" and missing.minimum != items:
        found = f"{whose} has {items} items, and the minimum is {missing.minimum}"
        yield Problem(f"`complete` wants every item; {found}; make them equal", (*rule, "minimum"))
    if missing.provisional is not None and not 1 <= missing.provisional < missing.minimum:
        found = f"found {missing.provisional}, and the minimum is {missing.minimum}"
        yield Problem(
            f"`provisional` must be below the minimum; {found}; mend it", (*rule, "provisional")
        )
    if (missing.rule == "answered") != (scoring.method == "count") and missing.rule != "complete":
        wanted = "answered" if scoring.method == "count" else "prorate"
        found = f'"{missing.rule}" with the method "{scoring.method}"'
        yield Problem(
            f"this rule does not fit the method; {found}; write {wanted}", (*rule, "rule")
        )
    yield from _method(scoring, here)


def _method(scoring: Scoring, here: Path) -> Iterator[Problem]:
    if scoring.method == "count" and (scoring.counts is None or scoring.counts.empty):
        yield Problem("the method `count` needs `counts`; it is missing; add it", here)
    if scoring.method != "count" and scoring.counts is not None:
        message = f'`counts` is only for `count`; the method is "{scoring.method}"; take it away'
        yield Problem(message, (*here, "counts"))
    if scoring.rescale and scoring.rescale.minimum >= scoring.rescale.maximum:
        found = f"{scoring.rescale.minimum:g} to {scoring.rescale.maximum:g}"
        yield Problem(f"a rescaling must go up; {found}; swap the two", (*here, "rescale"))
    if not 0 <= scoring.decimals <= 6:
        yield Problem(
            f"`decimals` goes from 0 to 6; found {scoring.decimals}; mend it", (*here, "decimals")
        )


def _bands_of(instrument: Instrument, domain: Domain, at: int) -> Iterator[Problem]:
    bands = instrument.bands_of(domain)
    here: Path = ("domains", at, "bands") if domain.bands else ("bands",)
    if instrument.feedback_of(domain) != "bands":
        if domain.bands:
            yield Problem("these bands are not used; `feedback` is not bands; mend one", here)
        return
    if not bands:
        message = f'the domain "{domain.id}" has no bands; `feedback` is bands; add them'
        yield Problem(message, ("domains", at))
        return
    low, high = score_ranges(instrument)[domain.id]
    yield from _band_edges(bands, low, high, here)


def _band_edges(bands: tuple[Band, ...], low: float, high: float, here: Path) -> Iterator[Problem]:
    expected = low
    for at, band in enumerate(bands):
        place = (*here, at)
        if not low <= band.minimum <= high or (band.below or low) > high:
            found = f'"{band.label}" on a range of {low:g} to {high:g}'
            yield Problem(f"a band reaches outside the scores; {found}; mend its edges", place)
        elif band.minimum != expected:
            what = "bands leave a gap" if band.minimum > expected else "bands overlap"
            found = f'"{band.label}" begins at {band.minimum:g}, and {expected:g} was next'
            yield Problem(f"{what}; {found}; begin it at {expected:g}", (*place, "minimum"))
        last = at == len(bands) - 1
        if last != (band.below is None):
            found = "the last one has it" if last else f'"{band.label}" has none'
            yield Problem(f"`below` ends every band but the last; {found}; mend it", place)
        expected = band.below if band.below is not None else high


def _texts(instrument: Instrument) -> Iterator[Problem]:
    if instrument.minutes < 1:
        yield Problem(
            f"`minutes` must be 1 or more; found {instrument.minutes}; mend it", ("minutes",)
        )
    if not LANGUAGE.fullmatch(instrument.language):
        message = f'this is no tag of a language; "{instrument.language}"; write en or pt-BR'
        yield Problem(message, ("language",))
    for name in ("title", "introduction", "licence", "source", "limits", "version"):
        if not getattr(instrument, name).strip():
            yield Problem(f"`{name}` is empty; nothing was found; write it", (name,))
    if instrument.start.suggest < 1:
        found = f"found {instrument.start.suggest}"
        yield Problem(f"`suggest` must be 1 or more; {found}; mend it", ("start", "suggest"))
    for at, domain in enumerate(instrument.domains):
        first = next(iter(instrument.items_of(domain.id)), None)
        scale = instrument.scale_of(first) if first else None
        ordered = scale is None or scale.ordered
        if instrument.feedback_of(domain) == "nearest-label" and not ordered:
            message = "`nearest-label` needs an ordered scale; it is not; use bands or none"
            yield Problem(message, ("domains", at))
