from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from selfassess.answering.condition_text import condition_text
from selfassess.authoring.instruments import read_instrument
from selfassess.definition.conditions import Condition, Count

BANK = read_instrument(Path(__file__).parents[1] / "bank" / "instrument.yml")
WATCHED = Condition(item="watched", at_least=1)
FED = Condition(item="fed", one_of=(0,))
OWL = Condition(item="name-owl", one_of=("right",))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (WATCHED, "you answered “Sometimes” or “Often” to “I watched birds.”"),
        (FED, "you answered “Never” to “I fed birds.”"),
        (OWL, "you answered “The owl itself” to “Which of these is the owl?”"),
        (
            Condition(item="how-many", at_least=3),
            "your answer to “How many did you count?” is 3 or more",
        ),
        (
            Condition(item="how-many", at_most=2.5),
            "your answer to “How many did you count?” is 2.5 or less",
        ),
        (
            Condition(item="how-many", at_least=3, at_most=5),
            "your answer to “How many did you count?” is from 3 to 5",
        ),
        (
            Condition(item="how-many", one_of=(1, 2)),
            "your answer to “How many did you count?” is 1 or 2",
        ),
        (Condition(item="fed", answered=True), "you answered “I fed birds.”"),
        (Condition(item="fed", answered=False), "you did not answer “I fed birds.”"),
        (
            Condition(all=(FED, Condition(any=(WATCHED, OWL)))),
            "you answered “Never” to “I fed birds.” and "
            "(you answered “Sometimes” or “Often” to “I watched birds.” or "
            "you answered “The owl itself” to “Which of these is the owl?”)",
        ),
        (
            Condition(none=(FED, WATCHED)),
            "none of this is so: you answered “Never” to “I fed birds.”; "
            "you answered “Sometimes” or “Often” to “I watched birds.”",
        ),
        (
            Condition(count=Count(of=("watched", "fed"), times=1, at_least=2)),
            "you answered “Often” to at least 1 of these: “I watched birds.”; “I fed birds.”",
        ),
        (
            Condition(count=Count(of=("watched", "how-many"), times=1, at_least=2)),
            "at least 1 of this is so: you answered “Often” to “I watched birds.”; "
            "your answer to “How many did you count?” is 2 or more",
        ),
    ],
)
def test_a_condition_is_said_in_words(condition: Condition, words: str) -> None:
    assert condition_text(BANK, condition) == words


def test_a_condition_is_said_in_the_language_of_the_instrument() -> None:
    spanish = dataclasses.replace(BANK, language="es")
    number = Condition(item="how-many", at_most=2.5)

    assert condition_text(spanish, Condition(all=(FED, number))) == (
        "respondió «Never» a «I fed birds.» y "
        "su respuesta a «How many did you count?» es 2,5 o menos"
    )
