"""Markup: marks of Markdown, HTML and other tools in texts, which readers see as they stand."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any

from selfassess.authoring.read.field_facts import walk
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = re.compile(
    r"(?P<html><!--|</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|\#\d+|\#x[0-9A-Fa-f]+);)"
    r"|!?\[[^\]\n]+\](?:\([^)\s]+\)|\[[^\]\n]*\])|\[\^[^\]\s]+\]"
    r"|(?P<pair>~~|(?<![=\w])==)(?=[^\s~=])[^~=\n]*?(?<=\S)(?P=pair)(?![=\w])"
    r"|(?<![\w*])(?P<stars>\*{1,3})(?=\S)[^*\n]+?(?<=\S)(?P=stars)(?![\w*])"
    r"|(?<!\w)(?P<bars>_{1,2})(?=[^\s_])[^_\n]+?(?<=[^\s_])(?P=bars)(?!\w)"
    r"|`[^`\n]+`"
    r"|^ {0,3}(?:\#{1,6}|[-*]) (?=\S)"
    r"|^\|.*\|$"
    # What other tools put an answer or a name in place of, and their marks for bold letters.
    r"|(?P<other>[$#]\{[^{}\n]+\}|\{\{[^{}\n]+\}\}|\{%[^{}\n]+%\}|\[\[[^\[\]\n]+\]\]"
    r"|\{[A-Za-z]\w*(?:[.:]\w+)?\}|\[\w+_\w+\]|\[/?(?:b|i|u|s|url|img|br)\]"
    # Line breaks and letters as programs write them; a path goes on in small letters.
    r"|\\[nrt](?![a-z])|\\[A-Za-z]+\{)",
    re.MULTILINE,
)
_MOST = 3


def markup(document: Any) -> Iterator[Problem]:
    """Yield each text of a document that holds marks, which are shown and not obeyed."""
    for path, facts, value in walk(document):
        if value and facts.content is not None and facts.content.kind == "text":
            found = [one for one in _MARKS.finditer(value) if _is_mark(one[0])]
            if found:
                yield Problem(_said(found), path)


def _is_mark(text: str) -> bool:
    """Return whether a mark stands for something: "Q&A;" holds no name of a character."""
    return not text.startswith("&") or text[1] == "#" or text[1:] in html5


def _kind(mark: re.Match[str]) -> str:
    return "HTML" if mark["html"] else "another tool's mark" if mark["other"] else "Markdown"


def _said(found: list[re.Match[str]]) -> str:
    shown = [f'"{one[0].strip()}"' for one in found[:_MOST]]
    listed = " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    kinds = sorted({_kind(one) for one in found}, reverse=True)
    what = f"texts are plain, and readers see {' and '.join(kinds)} as it stands"
    return f"{what}; {listed}{more}; say it in words alone"
