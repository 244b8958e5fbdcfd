"""Instruments: the type of document that asks and scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.authoring.cases import CASES, case_problems
from selfassess.authoring.documents import DocumentType, read
from selfassess.authoring.read.markup import broken_lines
from selfassess.authoring.releases.touched_items import covers_items
from selfassess.authoring.rules import broken_rules
from selfassess.authoring.rules.look_alikes import look_alikes
from selfassess.authoring.rules.rounded_away import rounded_away
from selfassess.definition.format import INSTRUMENT_FORMAT
from selfassess.definition.instrument import Instrument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfassess.problems import Problem


def _remarks(instrument: Instrument) -> Iterator[Problem]:
    yield from look_alikes(instrument)
    yield from broken_lines(instrument)
    yield from rounded_away(instrument)


INSTRUMENT = DocumentType(
    file="instrument.yml",
    holds=Instrument,
    rules=broken_rules,
    remarks=_remarks,
    noun="instrument",
    format=INSTRUMENT_FORMAT,
    covers=covers_items,
    with_files=(CASES,),
    beside=case_problems,
)


def read_instrument(path: Path, shown_as: str = "") -> Instrument:
    """Return the instrument in a file; raise InvalidFile with every problem found."""
    return read(path, INSTRUMENT, shown_as)
