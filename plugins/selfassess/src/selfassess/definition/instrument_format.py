"""Instrument format: what the fields of an instrument meant before, in today's words.

Format 1 counted an item that was not asked as answered, took every item into a score that named
none, and looked a raw score up half a row away. Format 2 says so where it is meant.
"""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]

_UNSCORED = ("text", "information")
_MAY_BREAK = ("mean", "weighted", "weighted-sum")
"""The methods whose raw score may lie between two whole numbers."""


def explicit(data: Data) -> Data:
    """Return an instrument of format 1 as one of format 2 that gives the same scores."""
    items = data.get("items", [])
    domains = [_domain(domain, items) for domain in data.get("domains", [])]
    made = data | {"domains": domains}
    if "scoring" in data:
        shared = {domain["id"] for domain in domains if "scoring" not in domain}
        its = [item for item in items if item.get("domain") in shared]
        made["scoring"] = _scoring(data["scoring"], its)
    if "scores" in data:
        made["scores"] = [_composite(rule, items) for rule in data["scores"]]
    return made


def _domain(domain: Data, items: list[Data]) -> Data:
    if "scoring" not in domain:
        return domain
    its = [item for item in items if item.get("domain") == domain["id"]]
    return domain | {"scoring": _scoring(domain["scoring"], its)}


def _composite(rule: Data, items: list[Data]) -> Data:
    counted = [item["id"] for item in items if item.get("type", "rating") not in _UNSCORED]
    of = rule.get("of") or counted
    its = [item for item in items if item["id"] in of]
    return rule | {"of": of, "scoring": _scoring(rule["scoring"], its)}


def _scoring(scoring: Data, items: list[Data]) -> Data:
    missing, made = scoring["missing"], dict(scoring)
    if missing["rule"] == "complete":
        # Every item that was asked has to be answered, as before.
        pass
    elif any("show_if" in item for item in items):
        made["missing"] = missing | {"not_asked": "answered"}
    breaks = scoring["method"] in _MAY_BREAK or missing["rule"] in ("prorate", "sample")
    if scoring.get("lookup") and breaks:
        made["round"] = {"at": "raw"}
    return made
