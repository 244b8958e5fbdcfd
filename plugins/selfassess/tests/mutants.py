"""Mutants: an instrument with one rule changed, to see whether its worked examples notice.

The method is that of DeMillo, Lipton and Sayward (1978).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from selfassess.authoring.cases import failures
from selfassess.authoring.read.fields import validate
from selfassess.authoring.read.strict_yaml import Source
from selfassess.authoring.rules import broken_rules
from selfassess.definition.instrument import Instrument
from selfassess.problems import InvalidFile, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfassess.authoring.cases import Case
    from selfassess.problems import Path

_NUMBERS = (
    *("weight", "at_least", "at_most", "times", "gives", "raw", "multiply", "add"),
    *("minimum", "maximum", "provisional"),
)
_BY_ID = ("weights", "values")
_FLAGS = ("reverse", "answered")
_LISTS = ("one_of", "of", "reverse")
_EDGES = {"bands": ("below", "minimum"), "recodings": ("at_most", "at_least")}
# What is asked, and how it is laid out, is no rule of scoring.
_LEFT_ALONE = ("number", "start", "sections", "objectives", "changes")


@dataclass(frozen=True)
class Mutant:
    """The data of an instrument with one change."""

    path: Path
    what: str
    """The change, as in "2 becomes 3"."""
    data: Any


def unnoticed(source: Source, cases: Sequence[Case]) -> Iterator[Problem]:
    """Yield each change that `check` lets through and no case notices, with its place."""
    cases = list(cases)
    for mutant in mutants(source.data):
        instrument = _accepted(Source(source.file, mutant.data, source.marks))
        if instrument is None:
            continue
        witness = next((case for case in cases if failures(instrument, case)), None)
        if witness is None:
            message = f"no worked example notices a change here; {mutant.what}; add one that does"
            yield source.place(Problem(message, mutant.path))
        else:
            # What noticed one change is likely to notice the next.
            cases = [witness, *(case for case in cases if case is not witness)]


def _accepted(source: Source) -> Instrument | None:
    try:
        instrument = validate(source, Instrument)
    except InvalidFile:
        return None
    return None if broken_rules(instrument) else instrument


def mutants(data: Any) -> Iterator[Mutant]:
    """Yield the data with one change to a key, weight, edge, flag, list, condition or rule."""
    for path, found in _walk((), data):
        for what, changed in _changes(data, path, found):
            yield Mutant(path, what, _with(data, path, changed))


def _walk(path: Path, found: Any) -> Iterator[tuple[Path, Any]]:
    yield path, found
    inside = found.items() if isinstance(found, dict) else ()
    for name, entry in enumerate(found) if isinstance(found, list) else inside:
        if name not in _LEFT_ALONE:
            yield from _walk((*path, name), entry)


def _with(found: Any, path: Path, changed: Any) -> Any:
    """Return data with another value at a path, and what lies around it copied."""
    if not path:
        return changed
    copy = list(found) if isinstance(found, list) else dict(found)
    copy[path[0]] = _with(found[path[0]], path[1:], changed)  # type: ignore[index]
    return copy


def _changes(data: Any, path: Path, found: Any) -> Iterator[tuple[str, Any]]:
    around, name = ("", "", *path)[-2:]
    if isinstance(found, bool):
        yield from _became(found, *([not found] if name in _FLAGS else []))
    elif isinstance(found, int | float):
        near = [found + 1, found - 1] if name in _NUMBERS or around in _BY_ID else []
        # Between two options lies no other one.
        between = [found + 0.5] if name == "value" and _is_scored(data, path) else []
        yield from _became(found, *near, *between)
    elif isinstance(found, list):
        yield from _shorter(found) if name in _LISTS else ()
        yield from _shifted(found, *_EDGES.get(str(around if around in _EDGES else name), ("", "")))
    elif isinstance(found, dict):
        yield from _fields(data, path, found)


def _became(found: Any, *changed: Any) -> Iterator[tuple[str, Any]]:
    yield from ((f"{json.dumps(found)} becomes {json.dumps(one)}", one) for one in changed)


def _shorter(found: list[Any]) -> Iterator[tuple[str, Any]]:
    for at, entry in enumerate(found):
        yield f"{json.dumps(entry)} is left out", found[:at] + found[at + 1 :]


def _shifted(found: list[Any], upper: str, lower: str) -> Iterator[tuple[str, Any]]:
    """Yield lines with the edge between two neighbours moved by one, on both sides of it."""
    for at, (one, other) in enumerate(pairwise(found)):
        if isinstance(one, dict) and {upper} & one.keys() and {lower} & other.keys():
            for by in (1, -1):
                pair = [one | {upper: one[upper] + by}, other | {lower: other[lower] + by}]
                what = f"the edge between lines {at + 1} and {at + 2} moves by {by}"
                yield what, [*found[:at], *pair, *found[at + 2 :]]


def _fields(data: Any, path: Path, found: Any) -> Iterator[tuple[str, Any]]:
    if path[:-1] == ("items",):
        yield from _item(data, found)
    if path[-1:] == ("missing",):
        yield from _missing(data, path, found)
    for one, other in (("all", "any"), ("any", "all")):
        if len(found.get(one) or ()) > 1:
            rest = {name: entry for name, entry in found.items() if name != one}
            yield f"`{one}` becomes `{other}`", rest | {other: found[one]}


def _item(data: Any, found: Any) -> Iterator[tuple[str, Any]]:
    if "reverse" not in found and _counts(data, found):
        yield "it is reversed", found | {"reverse": True}
    domains = [one["id"] for one in data["domains"]]
    if "domain" in found and len(domains) > 1:
        other = domains[domains.index(found["domain"]) - 1]
        yield f"it moves to {other}", found | {"domain": other}
    if "show_if" in found:
        yield "it is always asked", {n: e for n, e in found.items() if n != "show_if"}


def _is_scored(data: Any, path: Path) -> bool:
    """Return whether an option's value goes into a score: that of a scale, or a scored item."""
    return path[0] == "scales" or _counts(data, data["items"][path[1]])


def _counts(data: Any, item: Any) -> bool:
    scored = [one["id"] for one in data["domains"] if one.get("scored", True)]
    scores = data.get("scores", ())
    return item.get("domain") in scored or any(item["id"] in one.get("of", ()) for one in scores)


def _missing(data: Any, path: Path, found: Any) -> Iterator[tuple[str, Any]]:
    scoring: Any = data
    for name in path[:-1]:
        scoring = scoring[name]
    single = scoring["method"] in ("count", "maximum")
    for rule in ("complete", "answered") if single else ("complete", "prorate", "zero"):
        if rule == found["rule"]:
            continue
        # `complete` wants all of them; with as many, every other rule would be the same.
        minimum = found["minimum"] - (found["rule"] == "complete")
        changed = {"rule": rule, "minimum": minimum}
        if rule == "complete":
            changed["minimum"] = _parts(data, path)
        yield f"the rule becomes {rule}", changed


def _parts(data: Any, path: Path) -> int:
    """Return how many parts the first score has that a rule is for."""
    if path[0] == "scores":
        return len(data["scores"][path[1]].get("of") or data["items"])
    mine = [data["domains"][path[1]]] if path[0] == "domains" else data["domains"]
    first = next((one["id"] for one in mine if path[0] == "domains" or "scoring" not in one), "")
    return sum(item.get("domain") == first for item in data["items"])
