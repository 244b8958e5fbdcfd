"""NumberText: the numbers that a text can stand for, whichever mark begins its decimals."""

from __future__ import annotations

import math
import re
from typing import Any

from selfassess.numeric import typed

_GROUPS = {".": ",", ",": "."}
"""The other mark, which parts thousands, by the decimal mark."""
_GROUPED = {
    decimal: re.compile(
        rf"[+-]?[1-9]\d{{0,2}}(?:(?P<mark>[{group} \u00a0\u202f'’])\d{{3}})(?:(?P=mark)\d{{3}})*"
        rf"(?:[{decimal}]\d+)?"
    )
    for decimal, group in _GROUPS.items()
}


def plain_number(found: Any) -> float | None:
    """Return a number, and 0 for a zero below zero; None if it is none."""
    # Python reads true as 1 and "1_0" as 10; people who write so mean something else.
    if isinstance(found, bool) or (isinstance(found, str) and "_" in found):
        return None
    try:
        return float(found) + 0.0
    except (TypeError, ValueError, OverflowError):
        return None


def readings(text: str, decimal: str = "") -> tuple[float, ...]:
    """Return each number that a text can stand for, the one with a decimal point first.

    A point or a comma begins the decimals or parts the thousands, and "1,000" does not tell which.
    `decimal` is the decimal mark, if it is known.
    """
    plain = _with_plain_digits(text.strip())
    found = [_number_with(mark, plain) for mark in ([decimal] if decimal else _GROUPS)]
    return tuple(dict.fromkeys(number for number in found if number is not None))


def _with_plain_digits(text: str) -> str:
    """Return a text with the digits 0 to 9 in place of those of other scripts."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def _number_with(decimal: str, text: str) -> float | None:
    text = text.replace("\u2212", "-")
    grouped = _GROUPED[decimal].fullmatch(text)
    if grouped:
        text = text.replace(grouped["mark"], "")
    number = None if _GROUPS[decimal] in text else plain_number(text.replace(decimal, "."))
    return number if number is not None and math.isfinite(number) else None


def keys_meant(choices: tuple[str, ...], text: str, decimal: str = "") -> tuple[str, ...]:
    """Return the keys of the options that a text can stand for: one, none, or two to choose from.

    The options decide between two readings if only one of these is an option, and `decimal`, the
    decimal mark, if it is known. Of two options that are whole numbers, three digits behind a
    mark never stand for the smaller alone, as in an item of whole numbers.
    """
    found = _keys(choices, readings(text, decimal))
    both = _keys(choices, readings(text))
    if len(both) > 1 and len(found) == 1 and found[0].isdigit():
        return both if float(found[0]) == min(map(float, both)) else found
    return found or tuple(key for key in choices if key == text)


def _keys(choices: tuple[str, ...], numbers: tuple[float, ...]) -> tuple[str, ...]:
    keys = (typed(number) for number in numbers)
    return tuple(key for key in keys if key in choices)
