"""Random definitions of the whole language, as plain data, and random answers to them.

Bands and tables are fitted to the range that the oracle works out, so that few parts are refused.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Any

import oracle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction
    from random import Random

Data = dict[str, Any]
TEXTS = dict.fromkeys(("title", "introduction", "licence", "source", "limits"), "x")
SHARED = ("rating", "rate-each")
NUMBERED = ("number", "slider")
TYPES = (
    *("rating", "rating", "rating", "rating", "choice", "multiple", "number", "slider"),
    *("best-worst", "rate-each", "ordering", "text", "information"),
)
METHODS = ("mean", "sum", "weighted", "weighted-sum", "count", "maximum")
# A text is asked for in words, and no number is held against it.
ASKABLE = ("rating", "choice", "multiple", "number", "slider", "best-worst")


class Maker:
    """Makes one definition, piece by piece, from the choices of a random source."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.data: Data = {}

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, choices: Sequence[Any]) -> Any:
        return self.random.choice(choices)

    def some(self, choices: Sequence[Any]) -> list[Any]:
        """Return at least one of the choices, in their order."""
        return [one for one in choices if self.chance(0.5)] or [self.one(choices)]

    def number(self) -> Any:
        return self.one((0, 1, 2, 3, 5, 10, -1, 0.5, 1.5, 2.25, 0.1, 100))

    def make(self) -> Data:
        self.data = {"id": "x", "version": "1", "kind": "questionnaire", "minutes": 1, **TEXTS}
        self.data["scales"] = {f"s{n}": self.scale() for n in range(self.random.randint(1, 2))}
        domains = [{"id": f"d{n}", "title": "x"} for n in range(self.random.randint(1, 3))]
        self.data["domains"] = domains
        self.methods = {domain["id"]: self.one(METHODS) for domain in domains}
        self.data["feedback"] = "none"
        self.data["recodings"] = {}
        self.data["items"] = []
        for n in range(self.random.randint(len(domains), 9)):
            domain = domains[n % len(domains)]["id"]
            self.data["items"].append(self.item(f"i{n}", domain, always=n < len(domains)))
        used = {item.get("scale") for item in self.data["items"]}
        self.data["scales"] = {k: v for k, v in self.data["scales"].items() if k in used}
        # In one section, so that items are asked in the order in which they stand.
        self.data["sections"] = [{"id": "s", "items": [item["id"] for item in self.data["items"]]}]
        self.scored_domains()
        self.further()
        self.findings()
        return {name: value for name, value in self.data.items() if value not in ({}, [])}

    # Questions

    def options(self, fewest: int = 2) -> list[Data]:
        start, step = self.one((0, 0, 1, -2, 0.5)), self.one((1, 1, 1, 2, 0.1))
        values = [round(start + step * n, 3) for n in range(self.random.randint(fewest, 5))]
        if self.chance(0.2):
            self.random.shuffle(values)
        named = self.chance(0.3)
        ids = [{"id": f"o{n}"} if named else {} for n in range(len(values))]
        return [{"value": v, "label": f"L{v}"} | i for v, i in zip(values, ids, strict=True)]

    def scale(self) -> Data:
        scale: Data = {"options": self.options()}
        return scale | ({"did_not_apply": "No"} if self.chance(0.4) else {})

    def item(self, name: str, domain: str, *, always: bool) -> Data:
        kind = "rating" if always else self.one(TYPES)
        item: Data = {"id": name, "stem": "x", "type": kind}
        if kind in SHARED:
            item["scale"] = self.one(list(self.data["scales"]))
        if kind in ("choice", "multiple", "best-worst", "rate-each", "ordering"):
            item["options"] = self.options()
        if kind == "multiple" and self.chance(0.4):
            item["options"][-1]["excludes_others"] = True
        if kind == "rate-each":
            values = [o["value"] for o in self.data["scales"][item["scale"]]["options"]]
            item["options"] = [
                {"value": self.one(values), "label": "x", "id": f"o{n}"} for n in range(2)
            ]
        if kind in NUMBERED:
            low, step = self.one((0, 1, -5)), self.one((1, 0.5, 0.1, 2))
            item["number"] = {"minimum": low, "maximum": low + step * 10, "step": step}
        if kind not in ("text", "information"):
            item |= self.keying(item, domain)
        earlier = self.askable()
        if earlier and not always and self.chance(0.3):
            item["show_if"] = self.condition(earlier, [], {}, depth=1)
        return item

    def keying(self, item: Data, domain: str) -> Data:
        alone = item["type"] != "rating" and self.chance(0.1)
        keying: Data = {} if alone else {"domain": domain}
        if self.chance(0.3):
            keying["reverse"] = True
        if not alone and self.methods[domain].startswith("weighted"):
            keying["weight"] = self.one((0.5, 2, 3, 1.5))
        if item["type"] not in ("ordering", "rate-each") and self.chance(0.2):
            keying["recode"] = self.recoding(item)
        return keying

    def recoding(self, item: Data) -> str:
        numbers = self.numbers(item)
        cut = self.random.randint(1, len(numbers) - 1)
        name = f"r{len(self.data['recodings'])}"
        lines = [{"at_most": numbers[cut - 1], "gives": self.number()}]
        self.data["recodings"][name] = [*lines, {"at_least": numbers[cut], "gives": 7}]
        return name

    def numbers(self, item: Data) -> list[float]:
        """Return every number that the answer to an item can count as."""
        if item["type"] in NUMBERED:
            low, step = item["number"]["minimum"], item["number"]["step"]
            return [round(low + step * n, 9) for n in range(11)]
        if item["type"] == "best-worst":
            return [0, 1, 2]
        values = [option["value"] for option in oracle.options(self.data, item)]
        if item["type"] == "multiple":
            own = item["options"]
            sizes = range(1, len(values) + 1)
            values = [
                round(sum(option["value"] for option in some), 9)
                for n in sizes
                for some in combinations(own, n)
                if n == 1 or not any(option.get("excludes_others") for option in some)
            ]
        return sorted(set(values))

    def askable(self) -> list[Data]:
        return [item for item in self.data["items"] if item["type"] in ASKABLE]

    # Conditions

    def match(self, item: Data) -> Any:
        """Return a test that some answers pass and others do not."""
        ids = [option["id"] for option in oracle.options(self.data, item) if "id" in option]
        if item["type"] in ("rating", "choice") and self.chance(0.4):
            values = [option["value"] for option in oracle.options(self.data, item)]
            return {"one_of": self.some(ids or values)[: len(values) - 1]}
        numbers = self.numbers(item)
        cut = self.random.randint(1, len(numbers) - 1)
        return self.one(({"at_least": numbers[cut]}, {"at_most": numbers[cut - 1]}))

    def condition(self, items: list[Data], scores: list[str], outcomes: Data, depth: int) -> Data:
        inner = ["all", "any", "none"] if depth else []
        more = ["score"] * bool(scores) + ["outcome"] * bool(outcomes)
        kind = self.one(["item", "item", "count", "answered", *inner, *more])
        if kind in ("all", "any", "none"):
            parts = range(self.random.randint(1, 3))
            return {kind: [self.condition(items, scores, outcomes, depth - 1) for _ in parts]}
        if kind == "score":
            name = self.one(scores)
            low, high = (float(end) for end in self.empty[name]["range"])
            return {"score": name, self.one(("at_least", "at_most")): round((low + high) / 2, 3)}
        if kind == "outcome":
            name = self.one(list(outcomes))
            return {"outcome": name, "one_of": self.some(outcomes[name])}
        if kind == "count":
            match = self.match(self.one(items))
            of = self.some([item["id"] for item in items])
            return {"count": {"of": of, "times": self.random.randint(1, len(of)), **match}}
        item = self.one(items)
        if kind == "answered":
            return {"item": item["id"], "answered": self.chance(0.5)}
        return {"item": item["id"], **self.match(item)}

    # Scores

    def scoring(self, parts: list[Data], method: str) -> Data:
        rule: Data = {"method": method, "missing": self.missing(method, parts)}
        if method == "count":
            widest = max(parts, key=lambda part: part["high"])
            rule["counts"] = {"at_least": float(round((widest["low"] + widest["high"]) / 2, 3))}
        low, high = oracle.natural(parts, rule)
        final = self.one(("", "", "", "rescale", "transform", "lookup"))
        if final == "rescale":
            rule["rescale"] = self.one(
                ({"minimum": 0, "maximum": 100}, {"minimum": 1, "maximum": 5})
            )
        if final == "transform":
            rule["transform"] = {"multiply": self.one((-1, 2, 0.1)), "add": self.number()}
        if self.chance(0.25):
            to = self.one(("half-up", "half-even", "up", "down"))
            rule["round"] = {
                "to": to,
                "decimals": self.one((0, 0, 1)),
                "at": self.one(("raw", "score")),
            }
        whole = all(part[end].denominator == 1 for part in parts for end in ("low", "high"))
        if final == "lookup" and high - low < 60 and whole and method in ("sum", "count"):
            rule["lookup"] = self.lookup(low, high)
            if "round" in rule:
                rule["round"] = {"at": "raw"}
        return rule

    def lookup(self, low: Fraction, high: Fraction) -> list[Data]:
        first, last = math.floor(low + 0.5), math.floor(high + 0.5)
        return [{"raw": raw, "gives": raw * 1.5 + 20} for raw in range(first, last + 1)]

    def missing(self, method: str, parts: list[Data]) -> Data:
        count = len(parts)
        rules = ["complete", "sample"] + ["zero"] * all(p["low"] <= 0 <= p["high"] for p in parts)
        if method in ("count", "maximum"):
            rules += ["answered", "answered"]
        elif len({(p["low"], p["high"]) for p in parts}) == 1:
            rules += ["prorate", "prorate"]
        rule = self.one(rules)
        skips: Data = {}
        if any(part["conditional"] for part in parts) and self.chance(0.5):
            skips = {"not_asked": self.one((0, 1, "answered"))}
        if self.chance(0.3) and method in ("sum", "weighted-sum", "count"):
            # It means something only where nothing at all may be asked.
            skips = {"not_asked": "no-score"} if all(p["conditional"] for p in parts) else skips
        if rule == "complete":
            needless: Data = self.one(({}, {"minimum": count}))
            return {"rule": rule, **skips, **needless}
        missing = {"rule": rule, "minimum": self.random.randint(1, count), **skips}
        if missing["minimum"] > 1 and self.chance(0.4):
            missing["provisional"] = self.random.randint(1, missing["minimum"] - 1)
        if rule == "sample":
            missing["sample"] = "means of nobody"
            missing["values"] = {
                p["id"]: float(self.one((p["low"], p["high"], (p["low"] + p["high"]) / 2)))
                for p in parts
            }
        return missing

    def bands(self, ends: tuple[Fraction, Fraction]) -> list[Data]:
        low, high = (float(end) for end in ends)
        if low == high:
            return []
        middle = round(low + (high - low) * self.one((0.25, 0.5)), 3)
        return [
            {"minimum": low, "below": middle, "label": "Low"},
            {"minimum": middle, "label": "High"},
        ]

    def tables(self, ends: tuple[Fraction, Fraction]) -> list[Data]:
        if not self.bands(ends) or self.chance(0.6):
            return []
        tables: list[Data] = [{"id": "t0", "title": "x", "bands": self.bands(ends)}]
        item = self.one(self.askable())
        if item["type"] in ("rating", "choice"):
            numbers = self.numbers(item)
            for half in ({"at_most": numbers[0]}, {"at_least": numbers[1]}):
                group = {"item": item["id"], **half}
                tables += [{"id": "t1", "title": "x", "group": group, "bands": self.bands(ends)}]
        return tables

    def unanswered(self, rule: Data | None, domain: Data) -> list[Data]:
        """Return the parts of a score when nothing is answered, for its range."""
        asked = oracle.asked_items(self.data, {})
        if rule is not None:
            return oracle.composite_components(self.data, rule, {}, asked, self.empty)
        items = [item for item in self.data["items"] if item.get("domain") == domain["id"]]
        scoring = domain.get("scoring", {})
        return [oracle.item_part(self.data, item, {}, asked, scoring) for item in items]

    def scored_domains(self) -> None:
        self.empty: Data = {}
        for domain in self.data["domains"]:
            if self.chance(0.1):
                domain["scored"] = False
                continue
            parts = self.unanswered(None, domain)
            domain["scoring"] = self.scoring(parts, self.methods[domain["id"]])
            parts = self.unanswered(None, domain)
            score = self.empty[domain["id"]] = oracle.score_of(parts, domain["scoring"])
            domain |= {"tables": tables} if (tables := self.tables(score["range"])) else {}

    def further(self) -> None:
        self.data["scores"] = []
        scored = [i["id"] for i in self.data["items"] if i["type"] not in ("text", "information")]
        for n in range(self.random.randint(0, 3)):
            of = self.some([*scored, *self.empty])
            rule: Data = {"id": f"t{n}", "title": "x", "of": of}
            loose = any("domain" not in item for item in self.data["items"] if item["id"] in scored)
            if oracle.in_scored_domains(self.data) and not loose and self.chance(0.1):
                of = oracle.in_scored_domains(self.data)
                del rule["of"]
            reversed_ = {item["id"] for item in self.data["items"] if item.get("reverse")}
            items = [name for name in of if name in scored and name not in reversed_]
            if items and self.chance(0.3):
                rule["reverse"] = self.some(items)
            method = self.one(METHODS)
            if method.startswith("weighted"):
                weights = (2, 0.5, -1) if method == "weighted-sum" else (2, 0.5)
                rule["weights"] = {name: self.one(weights) for name in self.some(of)}
            parts = self.unanswered(rule, {})
            rule["scoring"] = self.scoring(parts, method)
            parts = self.unanswered(rule, {})
            score = self.empty[rule["id"]] = oracle.score_of(parts, rule["scoring"])
            rule |= {"bands": bands} if (bands := self.bands(score["range"])) else {}
            rule |= {"tables": tables} if (tables := self.tables(score["range"])) else {}
            self.data["scores"].append(rule)

    # What is said

    def findings(self) -> None:
        items, scores = self.askable(), list(self.empty)
        outcomes: Data = {}
        self.data["classifications"] = []
        for n in range(self.random.randint(0, 2)):
            ids = [f"o{n}-{m}" for m in range(self.random.randint(1, 2))]
            results = [
                {"id": one, "label": "x", "when": self.condition(items, scores, outcomes, 2)}
                for one in ids
            ]
            one = {"id": f"c{n}", "title": "x", "outcomes": results, "otherwise": {"label": "x"}}
            self.data["classifications"].append(one)
            outcomes = outcomes | {f"c{n}": [*ids, "otherwise"]}
        for name, more in (("remarks", {}), ("alerts", {"resource": {"text": "x"}})):
            self.data[name] = [
                {"id": f"{name[0]}{n}", "text": "x", **more}
                | {"when": self.condition(items, scores, outcomes, 2)}
                for n in range(self.random.randint(0, 2))
            ]

    # Answers

    def answers(self) -> Data:
        found: Data = {}
        share = self.one((0.1, 0.5, 0.9, 1))
        for item in self.data["items"]:
            if self.chance(share):
                found |= self.answer(item)
        return found

    def answer(self, item: Data) -> Data:
        kind, name, choices = item["type"], item["id"], oracle.options(self.data, item)
        if kind == "information":
            return {}
        if kind == "text":
            return {name: "words"}
        if kind in NUMBERED:
            number = item["number"]
            return {name: number["minimum"] + number["step"] * self.random.randint(0, 10)}
        if kind in ("rating", "choice"):
            scale = self.data["scales"].get(item.get("scale"), {})
            if scale.get("did_not_apply") and self.chance(0.15):
                return {name: "did-not-apply"}
            return {name: self.given(choices)}
        if kind == "multiple":
            together = [option for option in choices if not option.get("excludes_others")]
            alone = [option for option in choices if option.get("excludes_others")]
            some = alone if alone and self.chance(0.2) else self.some(together)
            return {name: [oracle.part(option) for option in some]}
        if kind == "best-worst":
            two = self.random.sample(choices, 2)
            return {
                f"{name}.{part}": self.given([option])
                for part, option in zip(("best", "worst"), two, strict=True)
            }
        parts = [f"{name}.{oracle.part(option)}" for option in item["options"]]
        if kind == "ordering":
            places = list(range(1, len(parts) + 1))
            self.random.shuffle(places)
            return dict(zip(parts, places, strict=True))
        scale = self.data["scales"][item["scale"]]["options"]
        rated = {part: self.given(scale) for part in parts}
        return rated if self.chance(0.9) else dict([rated.popitem()])

    def given(self, choices: list[Data]) -> Any:
        option = self.one(choices)
        return option.get("id") or self.one((option["value"], oracle.part(option)))


# What `check` refuses is taken out, nearest part first, until nothing is refused.

DROPPABLE = (
    *("weight", "show_if", "recode", "reverse", "tables", "bands", "weights", "lookup"),
    *("rescale", "transform", "round", "not_asked", "excludes_others"),
)
LISTED = ("classifications", "remarks", "alerts", "scores")


def without(data: Data, path: tuple[str | int, ...]) -> bool:
    """Take out what a problem points at; return whether there was anything to take out."""
    found: Any = data
    for name in path:
        if name in DROPPABLE and isinstance(found, dict):
            del found[name]
            return True
        found = found[name]
    if path[0] == "recodings":
        data["items"] = [item for item in data["items"] if item.get("recode") != path[1]]
        return bool(data["recodings"].pop(path[1]))
    if path[0] in LISTED:
        return bool(data[path[0]].pop(path[1]))
    return False
