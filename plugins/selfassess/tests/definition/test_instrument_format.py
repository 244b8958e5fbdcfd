"""Format 1 in the words of format 2: what was released keeps its meaning."""

from __future__ import annotations

from typing import Any

from selfassess.definition.instrument_format import explicit

ALWAYS = {"id": "a", "domain": "d", "type": "rating"}
GATED = {"id": "b", "domain": "d", "show_if": {"item": "a", "at_least": 1}}
WORDS = {"id": "w", "type": "text"}


def data(missing: dict[str, Any], items: list[Any], **more: Any) -> dict[str, Any]:
    scoring = {"method": "sum", "missing": missing, **more}
    return {"domains": [{"id": "d", "scoring": scoring}], "items": items}


def its_scoring(made: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = made["domains"][0]["scoring"]
    return found


def test_a_skip_counted_as_an_answer() -> None:
    made = explicit(data({"rule": "prorate", "minimum": 2}, [ALWAYS, GATED]))
    assert its_scoring(made)["missing"]["not_asked"] == "answered"


def test_what_is_always_asked_and_what_wants_all_stay_as_they_were() -> None:
    for before in (
        data({"rule": "prorate", "minimum": 1}, [ALWAYS]),
        data({"rule": "complete", "minimum": 2}, [ALWAYS, GATED]),
    ):
        assert explicit(before) == before


def test_a_rule_that_domains_share_is_that_of_their_items() -> None:
    missing = {"rule": "prorate", "minimum": 2}
    scoring = {"method": "mean", "missing": missing}
    before = {"domains": [{"id": "d"}], "scoring": scoring, "items": [ALWAYS, GATED]}
    assert explicit(before)["scoring"]["missing"] == missing | {"not_asked": "answered"}


def test_a_score_that_named_nothing_took_every_item_that_counts() -> None:
    rule = {"id": "t", "scoring": {"method": "sum", "missing": {"rule": "complete"}}}
    before = {"domains": [], "items": [ALWAYS, {"id": "age"}, WORDS], "scores": [rule]}
    assert explicit(before)["scores"][0]["of"] == ["a", "age"]


def test_a_raw_score_that_may_break_was_rounded_before_its_table() -> None:
    table = [{"raw": 0, "gives": 1.0}]
    prorated = data({"rule": "prorate", "minimum": 1}, [ALWAYS], lookup=table)
    whole = data({"rule": "complete", "minimum": 1}, [ALWAYS], lookup=table)
    assert its_scoring(explicit(prorated))["round"] == {"at": "raw"}
    assert "round" not in its_scoring(explicit(whole))
