"""A second scorer, written from the manual to disagree with the engine where that is wrong.

It takes a definition as plain data and answers as they are given, and shares nothing with the
engine. It is naive on purpose: exact fractions instead of floats, one function for each
sentence of the manual, no caching.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

Data = dict[str, Any]
Number = Fraction | None
Truth = bool | None


def exact(number: Any) -> Fraction:
    """Return a number as it is written: 0.1 is one tenth."""
    return Fraction(str(number))


def edge(number: Any) -> Fraction:
    """Return a number as it is held against another: at nine decimal places."""
    return round(number if isinstance(number, Fraction) else exact(number), 9)


# Answers


def same(option: Data, given: Any) -> bool:
    """Return whether an answer names an option: by its id or, without one, by its value."""
    if option.get("id"):
        return bool(given == option["id"])
    try:
        return exact(given) == exact(option["value"])
    except ValueError:
        return False


def options(data: Data, item: Data) -> list[Data]:
    own: list[Data] = item.get("options") or []
    return own or data["scales"].get(item.get("scale"), {}).get("options", [])


def value_of(choices: list[Data], given: Any) -> Number:
    return next((exact(option["value"]) for option in choices if same(option, given)), None)


def part(option: Data) -> str:
    return str(option.get("id") or f"{option['value']:g}")


def given_to(item: Data, answers: Data) -> list[Any]:
    """Return the answers to an item: one, or one for each of its parts."""
    kind = item.get("type", "rating")
    if kind == "information":
        return [None]
    if kind == "best-worst":
        return [answers.get(f"{item['id']}.{name}") for name in ("best", "worst")]
    if kind in ("rate-each", "ordering"):
        return [answers.get(f"{item['id']}.{part(option)}") for option in item["options"]]
    return [answers.get(item["id"])]


def did_not_apply(item: Data, answers: Data) -> bool:
    return "did-not-apply" in given_to(item, answers)


def raw(data: Data, item: Data, answers: Data) -> Number:
    """Return the number of an answer, before recoding and reverse-keying."""
    kind, given = item.get("type", "rating"), given_to(item, answers)
    if None in given or "did-not-apply" in given or kind == "text":
        return None
    if kind in ("number", "slider"):
        return exact(given[0])
    if kind in ("rating", "choice"):
        return value_of(options(data, item), given[0])
    if kind == "multiple":
        picked = [o for o in item["options"] if any(same(o, one) for one in given[0])]
        if len(picked) > 1 and any(option.get("excludes_others") for option in picked):
            raise ValueError("an option excludes the others")
        return sum((exact(option["value"]) for option in picked), Fraction(0))
    keys = [exact(option["value"]) for option in item["options"]]
    if kind == "best-worst":
        best, worst = (value_of(item["options"], one) for one in given)
        return Fraction((best == max(keys)) + (worst == min(keys)))
    if kind == "rate-each":
        scale = data["scales"][item["scale"]]["options"]
        steps = [exact(option["value"]) for option in scale]
        rated = [value_of(scale, one) or Fraction(0) for one in given]
        far = [abs(key - one) for key, one in zip(keys, rated, strict=True)]
        return 1 - sum(far, Fraction(0)) / (max(steps) - min(steps)) / len(far)
    places = [int(one) for one in given]
    pairs = list(combinations(zip(places, keys, strict=True), 2))
    right = sum((one[0] < two[0]) == (one[1] < two[1]) for one, two in pairs)
    return Fraction(right, len(pairs))


def raw_range(data: Data, item: Data) -> tuple[Fraction, Fraction]:
    kind = item.get("type", "rating")
    if kind in ("number", "slider"):
        return exact(item["number"]["minimum"]), exact(item["number"]["maximum"])
    if kind in ("rate-each", "ordering"):
        return Fraction(0), Fraction(1)
    if kind == "best-worst":
        return Fraction(0), Fraction(2)
    values = [exact(option["value"]) for option in options(data, item)]
    if kind == "multiple":
        own = item["options"]
        totals = [
            sum((values[at] for at in some), Fraction(0))
            for size in range(1, len(values) + 1)
            for some in combinations(range(len(values)), size)
            if size == 1 or not any(own[at].get("excludes_others") for at in some)
        ]
        return min(totals), max(totals)
    return min(values), max(values)


def keyed_range(data: Data, item: Data) -> tuple[Fraction, Fraction]:
    if not item.get("recode"):
        return raw_range(data, item)
    gives = [exact(line["gives"]) for line in data["recodings"][item["recode"]]]
    return min(gives), max(gives)


def keyed(data: Data, item: Data, answers: Data) -> Number:
    return keyed_number(data, item, raw(data, item, answers))


def keyed_number(data: Data, item: Data, found: Number) -> Number:
    if found is not None and item.get("recode"):
        lines = data["recodings"][item["recode"]]
        found = next((exact(line["gives"]) for line in lines if matches(line, found)), None)
    if found is not None and item.get("reverse"):
        low, high = keyed_range(data, item)
        found = low + high - found
    return found


# Conditions


def within(match: Data, number: Fraction) -> bool:
    low, high = match.get("at_least"), match.get("at_most")
    above = low is None or edge(number) >= edge(low)
    return above and (high is None or edge(number) <= edge(high))


def matches(match: Data, number: Fraction) -> bool:
    wanted = [edge(one) for one in match.get("one_of", ()) if not isinstance(one, str)]
    return within(match, number) and ("one_of" not in match or edge(number) in wanted)


def item_passes(match: Data, data: Data, item: Data, answers: Data, asked: set[str]) -> Truth:
    """Return whether an answer passes. What is not asked does not; what is missing is open."""
    if item["id"] not in asked:
        return False
    given = given_to(item, answers)
    if None in given:
        return None
    number = raw(data, item, answers)
    bounded = "at_least" in match or "at_most" in match
    if bounded and (number is None or not within(match, number)):
        return False
    if "one_of" not in match:
        return number is not None
    picked = given[0] if isinstance(given[0], list) else given
    names = {option["id"] for option in options(data, item) if option.get("id")}
    chosen = {one for one in picked if one in names or one == "did-not-apply"}
    numbers = [edge(one) for one in match["one_of"] if not isinstance(one, str)]
    return bool(chosen & set(match["one_of"])) or (number is not None and edge(number) in numbers)


def item_called(data: Data, name: str) -> Data:
    return next(item for item in data["items"] if item["id"] == name)


def items_named(data: Data, names: list[str]) -> list[Data]:
    """Return the items that ids of items and of domains name."""
    return [
        item for name in names for item in data["items"] if name in (item["id"], item.get("domain"))
    ]


def holds(when: Data, data: Data, answers: Data, asked: set[str], facts: Data) -> Truth:
    """Return true, false, or None for what missing answers leave open."""
    for name, together in (("all", every), ("any", any_of), ("none", neither)):
        if when.get(name):
            return together([holds(one, data, answers, asked, facts) for one in when[name]])
    if when.get("count"):
        count = when["count"]
        found = [
            item_passes(count, data, item, answers, asked)
            for item in items_named(data, count["of"])
        ]
        if found.count(True) >= count["times"]:
            return True
        return None if found.count(True) + found.count(None) >= count["times"] else False
    if when.get("outcome"):
        outcome = facts["outcomes"][when["outcome"]]
        return None if outcome == "open" else outcome in when["one_of"]
    if when.get("score"):
        score = facts["scores"][when["score"]]
        if score["status"] == "not-asked":
            return False
        return matches(when, score["value"]) if score["status"] == "scored" else None
    item = item_called(data, when["item"])
    if when.get("answered") is not None:
        answered = item["id"] in asked and None not in given_to(item, answers)
        return bool(answered == when["answered"])
    return item_passes(when, data, item, answers, asked)


def every(found: list[Truth]) -> Truth:
    return False if False in found else None if None in found else True


def any_of(found: list[Truth]) -> Truth:
    return True if True in found else None if None in found else False


def neither(found: list[Truth]) -> Truth:
    return {True: False, False: True, None: None}[any_of(found)]


def asked_items(data: Data, answers: Data) -> set[str]:
    asked: set[str] = set()
    for item in data["items"]:
        condition = item.get("show_if")
        # Only a condition that is known to be false keeps an item from being asked.
        if condition is None or holds(condition, data, answers, asked, {}) is not False:
            asked.add(item["id"])
    return asked


# Scores


def item_part(data: Data, item: Data, answers: Data, asked: set[str], rule: Data) -> Data:
    low, high = keyed_range(data, item)
    found = keyed(data, item, answers) if item["id"] in asked else None
    state = "given" if found is not None else "skipped"
    if item["id"] not in asked:
        state = "not-asked"
    elif did_not_apply(item, answers):
        state = "did-not-apply"
    return {
        "id": item["id"],
        "state": state,
        "value": found,
        "low": low,
        "high": high,
        "weight": exact(item.get("weight", 1)),
        "conditional": "show_if" in item,
        # What was not asked counts as an answer to the item would.
        "skip": keyed_number(data, item, number_of_skip(rule)),
    }


def number_of_skip(rule: Data) -> Number:
    skip = rule.get("missing", {}).get("not_asked")
    return exact(skip) if isinstance(skip, int | float) else None


def score_part(name: str, score: Data, rule: Data) -> Data:
    states = {"not-enough": "skipped", "not-in-table": "skipped", "not-asked": "not-asked"}
    state = states.get(score["status"], "given")
    low, high = score["range"]
    value = score["value"] if state == "given" else None
    return {
        "id": name,
        "state": state,
        "value": value,
        "low": low,
        "high": high,
        "weight": Fraction(1),
        "conditional": score["conditional"],
        "provisional": score["status"] == "provisional",
        "skip": number_of_skip(rule),
    }


def natural_ends(parts: list[Data], rule: Data) -> tuple[Fraction, Fraction]:
    """Return the lowest and highest score that the components can make."""
    method = rule["method"]
    if method == "count":
        return Fraction(0), Fraction(len(parts))
    lows, highs = [one["low"] for one in parts], [one["high"] for one in parts]
    conditional = any(one["conditional"] for one in parts)
    if method == "maximum" or (conditional and method in ("mean", "weighted")):
        return min(lows), max(highs)
    low = high = total = Fraction(0)
    for one in parts:
        weight = one["weight"] if method.startswith("weighted") else Fraction(1)
        ends = [one["low"] * weight, one["high"] * weight]
        if one["conditional"]:
            ends.append(Fraction(0))
        low, high, total = low + min(ends), high + max(ends), total + weight
    return (low, high) if method in ("sum", "weighted-sum") else (low / total, high / total)


def natural(parts: list[Data], rule: Data) -> tuple[Fraction, Fraction]:
    """Return the lowest and highest score before rescaling, transform or lookup."""
    low, high = natural_ends(parts, rule)
    return rounding(low, rule, "raw"), rounding(high, rule, "raw")


def rounding(number: Fraction, rule: Data, at: str) -> Fraction:
    """Return a number rounded as the rule says, if it is rounded at this place."""
    how = rule.get("round")
    if how is None or how.get("at", "score") != at:
        return number
    unit = Fraction(1, 10 ** how.get("decimals", 0))
    # Nine places first: 2.5 is 2.5, however it was worked out.
    units = round(number / unit, 9)
    whole = {
        "half-up": (units + Fraction(1, 2)).__floor__(),
        "half-even": round(units),
        "up": units.__ceil__(),
        "down": units.__floor__(),
    }[how.get("to", "half-up")]
    return whole * unit


def final_range(parts: list[Data], rule: Data) -> tuple[Fraction, Fraction]:
    if rule.get("lookup"):
        gives = [exact(row["gives"]) for row in rule["lookup"]]
        return min(gives), max(gives)
    if rule.get("rescale"):
        ends = [exact(rule["rescale"]["minimum"]), exact(rule["rescale"]["maximum"])]
    else:
        ends = [transformed(end, parts, rule) for end in natural(parts, rule)]
    return rounding(min(ends), rule, "score"), rounding(max(ends), rule, "score")


def transformed(number: Fraction, parts: list[Data], rule: Data) -> Fraction:
    """Return a score after its transform or rescaling."""
    if rule.get("transform"):
        linear = rule["transform"]
        return number * exact(linear.get("multiply", 1)) + exact(linear.get("add", 0))
    low, high = natural(parts, rule)
    if not rule.get("rescale") or low == high:
        return number
    first, last = exact(rule["rescale"]["minimum"]), exact(rule["rescale"]["maximum"])
    return first + (number - low) / (high - low) * (last - first)


def finished(raw: Fraction, parts: list[Data], rule: Data) -> Number:
    """Return a score after everything; None if it lies between two rows of a table."""
    raw = rounding(raw, rule, "raw")
    if rule.get("lookup"):
        rows = {exact(row["raw"]): exact(row["gives"]) for row in rule["lookup"]}
        return rows.get(round(raw, 9))
    return rounding(transformed(raw, parts, rule), rule, "score")


def filled(parts: list[Data], rule: Data) -> list[tuple[Fraction, Fraction]]:
    """Return value and weight of what is counted, with what stands for missing answers."""
    missing = rule["missing"]
    found = [(one["value"], one["weight"]) for one in parts if one["state"] == "given"]
    if number_of_skip(rule) is not None:
        found += [(one["skip"], one["weight"]) for one in parts if one["state"] == "not-asked"]
    gone = [one for one in parts if one["state"] in ("skipped", "did-not-apply")]
    if missing["rule"] in ("zero", "sample"):
        values = missing.get("values", {})
        return found + [(exact(values.get(one["id"], 0)), one["weight"]) for one in gone]
    if missing["rule"] == "prorate" and gone:
        mean = sum(v * w for v, w in found) / sum(w for _, w in found)
        return found + [(mean, one["weight"]) for one in gone]
    return found


def combined(parts: list[Data], rule: Data) -> Fraction:
    method = rule["method"]
    if not method.startswith("weighted"):
        parts = [one | {"weight": Fraction(1)} for one in parts]
    pairs = filled(parts, rule)
    values = [value for value, _ in pairs]
    if method == "count":
        return Fraction(sum(matches(rule["counts"], value) for value in values))
    if method == "maximum":
        return max(values)
    total = sum((value * weight for value, weight in pairs), Fraction(0))
    if method in ("sum", "weighted-sum"):
        return total
    return total / sum(weight for _, weight in pairs)


def may_be_skipped(one: Data) -> Data:
    """Return a part with the ends that it has if not being asked is an answer."""
    if not one["conditional"] or one["skip"] is None:
        return one
    ends = (one["low"], one["high"], one["skip"])
    return one | {"low": min(ends), "high": max(ends), "conditional": False}


def is_zero_of_nothing(rule: Data) -> bool:
    adds = rule["method"] in ("sum", "weighted-sum", "count")
    return adds and rule["missing"].get("not_asked") != "no-score"


def status_of(states: list[str], rule: Data, *, provisional: bool) -> str:
    missing = rule["missing"]
    given, unasked = states.count("given"), states.count("not-asked")
    adds = is_zero_of_nothing(rule)
    if unasked == len(states):
        counted = isinstance(missing.get("not_asked"), int | float)
        return "scored" if counted or adds else "not-asked"
    if given == 0:
        return "not-enough"
    if missing["rule"] == "complete":
        return "scored" if given + unasked == len(states) and not provisional else "not-enough"
    there = given + (unasked if missing.get("not_asked") not in (None, "no-score") else 0)
    if there >= missing["minimum"] and not provisional:
        return "scored"
    enough = there >= (missing.get("provisional") or missing["minimum"])
    return "provisional" if enough else "not-enough"


def score_of(parts: list[Data], rule: Data) -> Data:
    parts = [may_be_skipped(one) for one in parts]
    states = [one["state"] for one in parts]
    status = status_of(states, rule, provisional=any(one.get("provisional") for one in parts))
    value = None
    if status in ("scored", "provisional"):
        value = finished(combined(parts, rule), parts, rule)
        status = "not-in-table" if value is None else status
    adds = is_zero_of_nothing(rule)
    return {
        "status": status,
        "value": value,
        "range": final_range(parts, rule),
        "conditional": not adds and all(one["conditional"] for one in parts),
        "answered": states.count("given"),
        "skipped": states.count("skipped"),
        "did_not_apply": states.count("did-not-apply"),
        "not_asked": states.count("not-asked"),
    }


def all_scores(data: Data, answers: Data, asked: set[str]) -> Data:
    scores: Data = {}
    for domain in data["domains"]:
        if domain.get("scored", True):
            items = [item for item in data["items"] if item.get("domain") == domain["id"]]
            rule = domain.get("scoring") or data["scoring"]
            parts = [item_part(data, item, answers, asked, rule) for item in items]
            scores[domain["id"]] = score_of(parts, rule)
    for rule in data.get("scores", ()):
        scores[rule["id"]] = score_of(
            composite_components(data, rule, answers, asked, scores), rule["scoring"]
        )
    return scores


def in_scored_domains(data: Data) -> list[str]:
    """Return the ids of what a score is made of that names nothing."""
    scored = [domain["id"] for domain in data["domains"] if domain.get("scored", True)]
    return [
        item["id"]
        for item in data["items"]
        if item.get("domain") in scored and item.get("type") not in ("text", "information")
    ]


def composite_components(
    data: Data, rule: Data, answers: Data, asked: set[str], scores: Data
) -> list[Data]:
    known, scoring = [item["id"] for item in data["items"]], rule.get("scoring", {})
    parts = []
    for name in rule.get("of") or in_scored_domains(data):
        if name in known:
            one = item_part(data, item_called(data, name), answers, asked, scoring)
            for number in ("value", "skip") if name in rule.get("reverse", ()) else ():
                if one[number] is not None:
                    one[number] = one["low"] + one["high"] - one[number]
        else:
            one = score_part(name, scores[name], scoring)
        one["weight"] = exact(rule.get("weights", {}).get(name, one["weight"]))
        parts.append(one)
    return parts


# What is said


def band(bands: list[Data], value: Number) -> str:
    if value is None:
        return ""
    return next(
        str(one["label"])
        for one in bands
        if edge(value) >= edge(one["minimum"])
        and (one.get("below") is None or edge(value) < edge(one["below"]))
    )


def band_tables(data: Data, answers: Data, asked: set[str], scores: Data) -> Data:
    said: Data = {}
    for owner in [*data["domains"], *data.get("scores", ())]:
        for table in owner.get("tables", ()) if owner["id"] in scores else ():
            labels = said.setdefault(owner["id"], {})
            group = table.get("group")
            item = item_called(data, group["item"]) if group else {}
            if not group or item_passes(group, data, item, answers, asked):
                labels[table["id"]] = band(table["bands"], scores[owner["id"]]["value"])
            labels.setdefault(table["id"], "")
    return said


def score(data: Data, answers: Data) -> Data:
    """Return everything that a definition makes of some answers."""
    asked = asked_items(data, answers)
    scores = all_scores(data, answers, asked)
    outcomes: dict[str, str] = {}
    facts = {"scores": scores, "outcomes": outcomes}
    for one in data.get("classifications", ()):
        outcomes[one["id"]] = outcome(one, data, answers, asked, facts)
    said = {
        name: [x["id"] for x in data.get(name, ()) if holds(x["when"], data, answers, asked, facts)]
        for name in ("alerts", "remarks")
    }
    bands = band_tables(data, answers, asked, scores)
    return {"asked": asked, "scores": scores, "outcomes": outcomes, "bands": bands} | said


def outcome(one: Data, data: Data, answers: Data, asked: set[str], facts: Data) -> str:
    for possible in one["outcomes"]:
        found = holds(possible["when"], data, answers, asked, facts)
        if found is None:
            return "open"
        if found:
            return str(possible["id"])
    return "otherwise"
