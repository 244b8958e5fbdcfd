from __future__ import annotations

import json
from typing import TYPE_CHECKING

from selfassess.definition import canonical

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument


def test_an_instrument_survives_the_way_to_the_browser(demo: Instrument) -> None:
    assert canonical.loads(canonical.dumps(demo)) == demo


def test_the_same_instrument_gives_the_same_bytes(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    reordered = demo_text.replace("minutes: 2\n", "").replace("version: ", "minutes: 2\nversion: ")

    assert canonical.dumps(read(reordered)) == canonical.dumps(read(demo_text))


def test_defaults_are_left_out(demo: Instrument) -> None:
    assert "reverse" not in json.loads(canonical.dumps(demo))["items"][0]
