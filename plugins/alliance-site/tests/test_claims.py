from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from alliance_site import claims
from selfassess import InvalidFile
from selfassess.authoring import FileType, schema

if TYPE_CHECKING:
    from pathlib import Path


def read(tmp_path: Path, text: str) -> dict[str, claims.Claim]:
    file = tmp_path / "claims.yml"
    file.write_text(text, encoding="utf-8")
    return claims.read(file, "claims.yml", {"early2018", "later2020"}, "refs.bib")


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InvalidFile) as raised:
        read(tmp_path, text)
    return [str(problem) for problem in raised.value.problems]


def test_claims_are_found_by_their_ids(tmp_path: Path, claims_text: str) -> None:
    assert read(tmp_path, claims_text)["C02"].claim == "It takes time."


def test_an_id_that_stands_twice_is_a_problem_at_both_places(
    tmp_path: Path, claims_text: str
) -> None:
    assert problems(tmp_path, claims_text.replace("id: C02", "id: C01")) == [
        'claims.yml:2:9: this id stands twice; "C01"; keep one of them',
        'claims.yml:12:9: this id stands twice; "C01"; keep one of them',
    ]


def test_an_id_has_a_form(tmp_path: Path, claims_text: str) -> None:
    assert problems(tmp_path, claims_text.replace("id: C02", "id: c2")) == [
        'claims.yml:12:9: this is no id of a claim; "c2"; write C and two digits'
    ]


def test_an_unknown_reference_has_its_place(tmp_path: Path, claims_text: str) -> None:
    assert problems(tmp_path, claims_text.replace("@later2020", "@late2020")) == [
        'claims.yml:11:34: this reference is not known; "late2020"; did you mean "later2020"?'
    ]


def test_a_claim_that_says_nothing_is_a_problem(tmp_path: Path, claims_text: str) -> None:
    assert problems(tmp_path, claims_text.replace("evidence: A view.", 'evidence: ""')) == [
        'claims.yml:18:15: a claim says nothing; its "evidence" is empty; write it'
    ]


@pytest.mark.parametrize("other", ["C02", "C09"])
def test_a_claim_names_another_claim_of_the_file(
    tmp_path: Path, claims_text: str, other: str
) -> None:
    text = claims_text.replace("evidence: A view.", f"evidence: A view ({other}).")
    assert problems(tmp_path, text) == [
        f'claims.yml:18:15: a claim leads nowhere; "{other}"; name another claim of this file'
    ]


def test_a_claim_may_stand_for_the_figure_of_another(tmp_path: Path, claims_text: str) -> None:
    text = claims_text.replace("evidence: A view.", "evidence: A view (C01).")
    assert read(tmp_path, text)["C02"].others == ["C01"]


def test_every_field_is_documented() -> None:
    made = json.loads(schema(FileType(file="claims.yml", holds=claims.ClaimFile)))
    fields = made["$defs"]["Claim"]["properties"] | made["properties"]
    assert [name for name, field in fields.items() if not field.get("description")] == []
