"""Schema: the JSON Schema of instrument.yml, from the dataclasses and their docstrings."""

from __future__ import annotations

import json

from selfassess.instrument import Instrument
from selfassess.shape import adapter


def schema() -> str:
    """Return the JSON Schema as text; editors complete and check with it."""
    made = adapter(Instrument).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Instrument"}
    return json.dumps(head | made, indent=2, ensure_ascii=False) + "\n"
