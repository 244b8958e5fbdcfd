from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import example, given
from hypothesis import strategies as st
from made_up_course import ISSUER, TERMS

from selfassess.reporting.issuing.decided import Accommodation, Decision
from selfassess.reporting.issuing.tables import csv_text
from selfassess.reporting.issuing.terms import Known
from selfassess.reporting.spreadsheet import as_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.reporting.issuing.desk import Desk

    Make = Callable[..., dict[str, Any]]
    Look = Callable[..., Desk]


def rows(text: str) -> list[list[str]]:
    """Return the cells of a CSV file."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@example([["", "\r0"]])
@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=4))
def test_texts_come_back_from_a_table_and_no_cell_runs(texts: list[list[str]]) -> None:
    found = list(csv.reader(io.StringIO(csv_text(texts).removeprefix("\ufeff"), newline="")))

    assert [[as_typed(cell) for cell in row] for row in found] == [
        [
            as_typed(f"'{text}") if text.startswith("'") and as_typed(text) != text else text
            for text in row
        ]
        for row in texts
    ]
    assert not any(cell[:1] in "=@\t\r" and cell for row in found for cell in row)


WHO = {"name": "Ann Ample", "profession": "Nurse", "licence": "RN 12", "state": "FL"}
ASKED = Known("0.1.0", (replace(TERMS, identity=tuple(WHO)),))


def test_the_register_has_a_row_for_each_certificate(look: Look, completion: Make) -> None:
    bo = completion(seed="q7", wrong=2, identity=WHO | {"name": "=Bo"})
    saved = look(
        {"a.json": completion(identity=WHO), "b.json": bo},
        known=ASKED,
        decisions=[Decision("b.json", accept=True, reason="Retested on paper")],
        accommodations=[
            Accommodation(
                "made-up", "2026-11-21", {"name": "Cy", "profession": "Nurse"}, "By phone"
            )
        ],
    ).saved

    head, first, second, third = rows(saved["register.csv"])
    assert head[:6] == ["serial", "issued", "course", "version", "title", "finished"]
    assert head[6:10] == ["name", "profession", "licence", "state"]
    assert first == [
        *("HL-2026-0007", "2026-11-29", "made-up", "2.0", "Made-up course", "2026-11-20"),
        *("Ann Ample", "Nurse", "RN 12", "FL", "4", "4", "100", "1", "rules", "", "0.1.0"),
    ]
    assert second[6] == "'=Bo"
    assert second[-7:] == ["2", "4", "50", "1", "hand", "Retested on paper", "0.1.0"]
    assert third[0] == "HL-2026-0009"
    assert third[-7:] == ["", "", "", "", "accommodation", "By phone", ""]


def test_the_roster_of_ce_broker_has_its_columns_and_tells_what_is_empty(
    look: Look, completion: Make
) -> None:
    bo = completion(seed="q7", identity=WHO | {"name": "Bo", "licence": ""})
    desk = look(
        {"a.json": completion(identity=WHO), "b.json": bo},
        known=ASKED,
        decisions=[Decision("b.json", accept=True, reason="The licence follows.")],
    )
    (table,) = [one for one in desk.tables if one.upload]

    assert rows(table.text) == [
        ["1234", "5678", "", "", "RN 12", "11/20/2026", "State=FL", "Profession=RN"],
        ["1234", "5678", "", "", "", "11/20/2026", "State=FL", "Profession=RN"],
    ]
    assert table.lacking == (("Licence number", 1),)
    assert table.upload
    assert not table.upload.checked


def test_a_sponsor_has_files_of_its_own(look: Look, completion: Make) -> None:
    own = {
        "name": "State Board",
        "source": "Handbook",
        "seen": "2026-11-29",
        "columns": [{"title": "Who", "value": "{name} ({serial})"}],
    }
    saved = look({"a.json": completion()}, ISSUER | {"uploads": [own]}).saved

    assert rows(saved["state-board.csv"]) == [["Who"], ["Ann Ample (HL-2026-0007)"]]


def test_what_was_refused_stands_in_a_file_with_its_reasons(look: Look, completion: Make) -> None:
    saved = look(
        {"a.json": completion(wrong=2), "b.json": completion("Bo", seed="q7")},
        decisions=[Decision("b.json", accept=False, reason="Not our learner.")],
    ).saved

    assert rows(saved["refused.csv"])[1:] == [
        [
            *("a.json", "Ann Ample", "made-up", "2.0", "rules"),
            "The test was not passed: 2 of 4 right, and 75 % are needed.",
        ],
        ["b.json", "Bo", "made-up", "2.0", "hand", "Not our learner."],
    ]
