"""Meanings: what a change of each field of an instrument means for answers given before it."""

from __future__ import annotations

from typing import Literal

from selfassess.definition.feedback import (
    Alert,
    Band,
    BandTable,
    Classification,
    Otherwise,
    Outcome,
    Remark,
)
from selfassess.definition.instrument import Domain, Instrument, Objective, ScoreRule, Section
from selfassess.definition.items import Item, Number, Option, ResponseScale
from selfassess.definition.scoring import Missing, Scoring

Impact = Literal["words", "answers", "scoring", "presentation"]
"""`words`: texts that readers answer to. `answers`: what is asked, and which answers there are.
`scoring`: what answers count for. `presentation`: all else."""

_TABLE: dict[type, dict[Impact, str]] = {
    Instrument: {
        "answers": "id scales items objectives",
        "words": "introduction language",
        "scoring": "domains scoring feedback bands scores recodings classifications remarks alerts",
        "presentation": "kind title minutes timing licence source limits direction sections "
        "shuffle start",
    },
    # Below here stands only what differs from the field that holds it.
    ResponseScale: {"words": "instruction recall did_not_apply", "scoring": "ordered"},
    Option: {"words": "label detail", "scoring": "value", "presentation": "id feedback"},
    Number: {"words": "unit low high"},
    Item: {
        "words": "stem recall",
        "scoring": "domain recode reverse weight",
        "presentation": "teaches habit plan feedback source",
    },
    Domain: {"words": "title heading", "presentation": "page"},
    ScoreRule: {"presentation": "title"},
    Section: {"words": "heading introduction"},
    Objective: {"presentation": "title"},
    Scoring: {"presentation": "decimals"},
    Missing: {"presentation": "sample"},
    Band: {"presentation": "label text teaches"},
    BandTable: {"presentation": "title"},
    Classification: {"presentation": "title"},
    Outcome: {"presentation": "label text teaches"},
    Otherwise: {"presentation": "label text"},
    Remark: {"presentation": "text teaches"},
    Alert: {"presentation": "text resource"},
}
IMPACTS = {
    (cls, name): meaning
    for cls, listed in _TABLE.items()
    for meaning, names in listed.items()
    for name in names.split()
}
"""By class and field; a field that is not here means what the field means that holds it."""
