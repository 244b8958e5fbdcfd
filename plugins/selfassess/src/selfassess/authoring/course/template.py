"""Template: the files that `course new` writes, and what an author has not put own words to."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from selfassess.authoring.course.course import Course
from selfassess.authoring.read.fields import validate
from selfassess.authoring.read.strict_yaml import parse
from selfassess.definition.instrument import Instrument

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTER = files("selfassess.authoring.course") / "starter"
"""The folder of the files."""
EXAMPLES = (
    "description",
    "practice_gap",
    "gap_evidence",
    "need",
    "outcome",
    "outcome_measure",
    "not_for",
    "limits",
    "common_risks",
    "severe_risks",
)
"""The texts that are but examples: "None." and the needs of a browser may well be meant."""


def unwritten(course: Course) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each field that still says what the template says."""
    for name in EXAMPLES:
        text = getattr(course, name)
        if text.strip() == getattr(_template(), name):
            yield name, text.strip()


def unasked(bank: Instrument) -> Iterator[str]:
    """Yield the ids of the questions of a test that still are those of the template."""
    examples = {item.stem for item in _test().items}
    yield from (item.id for item in bank.items if item.stem in examples)


@cache
def _test() -> Instrument:
    text = (STARTER / "instrument.yml").read_text(encoding="utf-8")
    return validate(parse(text, ""), Instrument)


@cache
def _template() -> Course:
    text = (STARTER / "course.yml").read_text(encoding="utf-8")
    return validate(parse(text, ""), Course)
