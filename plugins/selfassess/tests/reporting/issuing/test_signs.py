from __future__ import annotations

import pytest

from selfassess.reporting.issuing.signs import plain, printed

JOINED = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
"""A Persian word with the joiner that it is written with."""


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u2066", "\u00ad", "\u061c", "\U000e0041"])
def test_controls_that_nobody_sees_are_neither_printed_nor_compared(sign: str) -> None:
    assert printed(f" Ann{sign}  Ample\n") == "Ann Ample"
    assert plain(f"Ann{sign} Ample") == "ann ample"


def test_a_joiner_is_printed_and_not_compared() -> None:
    assert printed(JOINED) == JOINED
    assert plain(JOINED) == JOINED.replace("\u200c", "")


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u200d", "\u3164", "\uffa0", "\u2800", "\ufe0f", "\u3000"]
)
def test_nothing_shows_of_signs_without_ink(sign: str) -> None:
    assert plain(sign * 3) == ""
