"""A bank, the terms of a course and an issuer, all made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfassess.answering.draw import draw
from selfassess.reporting.issuing.terms import Terms

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument

ITEMS = "".join(
    f"""
  - id: {pool}{at}
    type: choice
    domain: right
    objective: {pool}
    stem: Question {pool}{at}?
    options:
      - {{id: good, value: 1, label: Good}}
      - {{id: bad, value: 0, label: Bad}}
      - {{id: worse, value: 0, label: Worse}}"""
    for pool in ("hear", "tell")
    for at in range(1, 5)
)
BANK = f"""
id: made-up-test
version: "1.0"
kind: questionnaire
title: Made-up test
introduction: Four questions.
minutes: 5
licence: CC0
source: Made up.
limits: Nothing.
objectives:
  - {{id: hear, title: Hear, draw: 2}}
  - {{id: tell, title: Tell, draw: 2}}
shuffle: both
domains:
  - {{id: right, title: Best answers}}
scoring:
  method: count
  counts: {{at_least: 1, at_most: 1}}
  missing: {{rule: answered, minimum: 1}}
feedback: none
items:{ITEMS}
"""
TERMS = Terms(
    course="made-up",
    version="2.0",
    title="Made-up course",
    status="open",
    test="made-up-test",
    pass_percent=75,
    attempts=2,
    pages=("one.md", "two.md"),
    objectives={"hear": "Hear a story.", "tell": "Tell a story."},
    questions={"use": "What will you do?"},
    identity=("name", "profession"),
    released="2026-01-01",
    expires="2026-12-31",
)
ISSUER: dict[str, Any] = {
    "selfassess": "issuer",
    "format": 1,
    "name": "House of Learning",
    "address": "1 High Street",
    "signer": {"name": "A. Signer", "title": "Director"},
    "serial": "HL-{year}-{number}",
    "next": 7,
    "approvals": [
        {
            "body": "A Board",
            "number": "B-1",
            "statement": "Approved by A Board.",
            "credit_type": "contact hours",
            "hours": {"made-up": 1.5},
            "valid_from": "2026-01-01",
            "valid_to": "2026-12-31",
            "professions": ["Nurse"],
        }
    ],
    "values": {"ce-broker-provider": "1234"},
    "courses": {"made-up": {"ce-broker-course": "5678"}},
    "professions": {"nurse": "RN"},
}
NOW = "2026-11-29T12:00Z"


def answers(bank: Instrument, seed: str, wrong: int = 0) -> dict[str, str]:
    """Answers to what a code draws, so many of them wrong."""
    items = draw(bank, seed).items
    return {name: "bad" if at < wrong else "good" for at, name in enumerate(items)}


def completed(*attempts: Any, **changed: Any) -> dict[str, Any]:
    """Return what a completion file of the made-up course holds, but for what is changed."""
    usual = {
        "selfassess": "completion",
        "format": 1,
        "specimen": False,
        "course": "made-up",
        "version": "2.0",
        "language": "en",
        "engine": "0.1.0",
        "started": "2026-11-19",
        "finished": "2026-11-20",
        "modules": [{"page": page, "read": "2026-11-19"} for page in ("one.md", "two.md")],
        "test": {"instrument": "made-up-test", "version": "1.0", "attempts": list(attempts)},
        "evaluation": None,
        "identity": {"name": "Ann Ample", "profession": "Nurse"},
    }
    return usual | changed
