"""Homoglyph: a character that looks like one of YAML and is none to it."""

from __future__ import annotations

import re
import unicodedata

_OF = {
    ":": "\uff1a\ufe55\ufe13",
    ",": "\uff0c\ufe50\u3001",
    "-": "\uff0d\u2010\u2011\u2013\u2014\u2212",
    "{": "\uff5b\ufe5b",
    "}": "\uff5d\ufe5c",
    "[": "\uff3b",
    "]": "\uff3d",
    '"': "\u201c\u201d\u201e\u201f\uff02",
    "'": "\u2018\u2019\u201a\u201b\uff07",
}
_SIGN = {one: sign for sign, several in _OF.items() for one in several}
"""What each looks like."""
_COLON, _COMMA, _HYPHEN = (f"[{_OF[sign]}]" for sign in ":,-")
_OPEN, _CLOSE = (f"[{_OF[brace]}{_OF[bracket]}]" for brace, bracket in ("{[", "}]"))
_WORD = r"[A-Za-z][\w-]*"
_DOUBLE, _SINGLE = _OF['"'], _OF["'"]
_QUOTED = f"(?:[{_DOUBLE}][^{_DOUBLE}]*[{_DOUBLE}]|[{_SINGLE}][^{_SINGLE}]*[{_SINGLE}])"
_IN_LINES = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?:^[ -]*|[{{,] *){_WORD} ?(?P<odd>{_COLON})",
        rf"^ *(?P<odd>{_HYPHEN}) *(?:{_WORD}:|[{{[])",
        rf"(?P<odd>{_COMMA}) *{_WORD}:(?: |$)",
        rf"(?:^ *-|: ) *(?P<odd>{_OPEN})",
        rf"[{{[].*(?P<odd>{_CLOSE})[ ,]*$",
        rf"(?:^ *-|[:{{[,]) *(?P<odd>(?={_QUOTED} *(?:$|[,:}}\]])).)",
    )
)
_IN_NAME = re.compile(
    rf"{_WORD} ?(?P<colon>{_COLON}).*|(?P<hyphen>{_HYPHEN}) *(?:[{{[].*|{_WORD})"
    rf"|(?P<quote>(?={_QUOTED}).).*",
    re.ASCII,
)
_ROUND = re.compile(f"(?P<quotes>{_QUOTED})|{_OPEN}.*{_CLOSE}", re.DOTALL)
_BETWEEN = re.compile(rf"[\w-]+(?P<odd>{_COMMA}) ?[\w-]+(?:{_COMMA} ?[\w-]+)*", re.ASCII)
_SEEN = "or put {} round the whole text if readers are to see it"
_FIELD = re.compile(rf" *(?:- )?(?P<name>{_WORD})(?::(?=\S)| ?(?P<odd>{_COLON}))", re.ASCII)


def told(character: str) -> str:
    """Say that a character looks like one of YAML."""
    found = f"U+{ord(character):04X}, {unicodedata.name(character).lower()}"
    return f"this only looks like a character of YAML; {found}; type {_SIGN[character]} instead"


def in_line(line: str) -> int:
    """Return where one stands in a line that is no YAML; -1 if none does."""
    found = (pattern.search(line) for pattern in _IN_LINES)
    return min((one.start("odd") for one in found if one), default=-1)


def in_name(name: str) -> int:
    """Return where one stands in a name; -1 if none does."""
    found = _IN_NAME.fullmatch(name)
    return found.start(found.lastgroup or 0) if found else -1


def in_text(text: str) -> tuple[int, str]:
    """Return where one stands in a text without quotes of YAML, and what is wrong; else -1 and ""."""
    if between := _BETWEEN.fullmatch(text):
        return between.start("odd"), f"{told(between['odd'])}, {_SEEN.format('quotes')}"
    round_it = _ROUND.fullmatch(text)
    if not round_it:
        return -1, ""
    quotes = "straight quotes" if round_it["quotes"] else "quotes"
    return 0, f"{told(text[0])}, {_SEEN.format(quotes)}"


def field_in(line: str, known: frozenset[str]) -> tuple[int, str]:
    """Return where a line of a text begins with a known field, and what is wrong; else -1 and ""."""
    found = _FIELD.match(line)
    if not found or found["name"] not in known:
        return -1, ""
    if found["odd"]:
        return found.start("odd"), told(found["odd"])
    name, value = found["name"], line[found.end() :].strip()[:20]
    return found.start("name"), no_space(name, value)


def no_space(name: str, value: str) -> str:
    """Say that a colon ends no name."""
    return f'a space is missing after a colon; "{name}:{value}"; write "{name}: {value}"'
