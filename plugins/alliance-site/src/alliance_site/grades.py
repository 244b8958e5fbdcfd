"""Grades: the questions that every claim is held against, and the words of the answers.

The only place that knows these words; the data file, the cards and the tests follow it.
"""

from __future__ import annotations

from typing import Literal, get_args

Linked = Literal["consistent", "some", "little", "not-applicable"]
Changing = Literal["shown-in-trials", "some-trials", "not-found", "not-tried", "not-applicable"]
Wording = Literal["fits", "goes-further"]

LINKED_QUESTION = "Linked?"
LINKED_MEANING = "Do the two go together in studies?"
LINKED: dict[Linked, str] = {
    "consistent": "Consistently",
    "some": "In some studies",
    "little": "Little shown",
    "not-applicable": "Not a question for studies",
}

CHANGING_QUESTION = "Does changing it help?"
CHANGING_MEANING = "When trials changed the one, did the other follow?"
CHANGING: dict[Changing, str] = {
    "shown-in-trials": "Shown in trials",
    "some-trials": "In some trials",
    "not-found": "Tried, not found",
    "not-tried": "Not tried",
    "not-applicable": "Not a question for trials",
}

FURTHER = "The wording goes further than the studies"
"""The third mark; a claim whose wording fits carries none."""
NEIGHBOUR = "The studies asked a neighbouring question:"

TRIAL_GRADES: frozenset[Changing] = frozenset({"shown-in-trials", "some-trials"})
"""The grades under which a claim may be told in causal words."""

assert set(LINKED) == set(get_args(Linked))
assert set(CHANGING) == set(get_args(Changing))
