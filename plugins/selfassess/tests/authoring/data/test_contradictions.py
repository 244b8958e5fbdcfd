"""Answers of one row that do not go together are told, where the instrument lets them pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfassess.answering.answers import Answers
from selfassess.answering.draw import SEED, draw
from selfassess.authoring import read_instrument
from selfassess.authoring.cli import main
from selfassess.authoring.data.contradictions import Contradictions

BANK = read_instrument(Path(__file__).parents[2] / "bank" / "instrument.yml")
HEAD = """id: signs
version: "1.0"
kind: questionnaire
title: Signs
introduction: A few invented questions.
minutes: 1
licence: CC BY 4.0
source: Invented for a trial.
limits: Invented questions tell nothing.
domains:
  - {id: signs, title: Signs}
scoring: {method: sum, missing: {rule: complete}}
feedback: none
items:
  - id: seen
    type: multiple
    domain: signs
    stem: What did you notice?
    options:
      - {id: neck, value: 1, label: A stiff neck}
      - {id: clock, value: 1, label: An eye on the clock}
"""
NONE = "      - {id: none, value: 0, label: None of these}\n"
MARKED = NONE.replace("these}", "these, excludes_others: true}")
SOME = "      - {id: none, value: 1, label: Some pain}\n"
SAID = (
    '"None of these" stands beside others, and both count; %s of the item seen; '
    "if it says that no other is so, write `excludes_others: true` in the instrument"
)


@pytest.mark.parametrize(
    ("option", "rows", "code", "told"),
    [
        (NONE, "neck none\n", 0, [f":2: {SAID % '1 row'}"]),
        (NONE, "neck\nneck none\nnone clock\n", 0, [f":3: {SAID % '2 rows'}"]),
        (NONE, "neck clock\nnone\n", 0, []),
        (SOME, "neck none\n", 0, []),
        (
            NONE,
            "neck none\nback\n",
            1,
            [
                f":2: {SAID % '1 row'}",
                ':3: the answer to "seen" is not an option; found "back"; '
                "write one or more of neck, clock or none, parted by spaces",
                ": 1 of 2 rows can not be used; what is wrong is told above; mend it",
            ],
        ),
        (
            MARKED,
            "neck none\n",
            1,
            [
                ':2: the answer to "seen" contradicts itself; "none" stands beside others; '
                "found neck none; leave one or the others out",
                ": 1 of 1 rows can not be used; what is wrong is told above; mend it",
            ],
        ),
    ],
)
def test_none_of_these_beside_others_is_told_or_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    option: str,
    rows: str,
    code: int,
    told: list[str],
) -> None:
    made, file = tmp_path / "instrument.yml", tmp_path / "a.csv"
    made.write_text(HEAD + option)
    file.write_text(f"seen\n{rows}")

    assert main(["score", str(made), str(file)]) == code

    assert capsys.readouterr().err.splitlines()[1:] == [f"{file}{line}" for line in told]


GATED = """  - id: moved
    type: choice
    domain: signs
    stem: Did you move?
    options:
      - {id: "no", value: 0, label: "No"}
      - {id: "yes", value: 1, label: "Yes"}
  - id: moved-far
    type: choice
    domain: signs
    show_if: {item: moved, one_of: ["yes"]}
    stem: Was it far?
    options:
      - {id: "no", value: 0, label: "No"}
      - {id: "yes", value: 1, label: "Yes"}
"""
UNMET = (
    '"moved-far" is answered where its condition is not met, and the answer does not count; '
    "%s; look whether the answers that decide it are right"
)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("no,yes\n", [f":2: {UNMET % '1 row'}"]),
        ("yes,no\nno,no\nno,\nno,yes\n", [f":3: {UNMET % '2 rows'}"]),
        # What decides is missing: the item is asked, for all that is known.
        (",yes\n", []),
    ],
)
def test_an_answer_to_what_was_not_asked_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: str, told: list[str]
) -> None:
    made, file = tmp_path / "instrument.yml", tmp_path / "a.csv"
    made.write_text(HEAD.partition("  - id: seen")[0] + GATED)
    file.write_text(f"moved,moved-far\n{rows}")

    assert main(["score", str(made), str(file)]) == 0

    assert capsys.readouterr().err.splitlines()[1:] == [f"{file}{line}" for line in told]


def test_an_answer_to_what_was_not_drawn_is_told() -> None:
    code = "k3f9"
    name = next(item.id for item in BANK.items if item.id not in draw(BANK, code).asks)
    contradictions = Contradictions(BANK)

    contradictions.hear(2, Answers.of(BANK, {name: BANK.choices[name][0], SEED: code}))

    assert contradictions.said == (
        (
            2,
            f'"{name}" is answered where it was not drawn, and the answer does not count; 1 row; '
            "look whether the code of the draw is right",
        ),
    )
