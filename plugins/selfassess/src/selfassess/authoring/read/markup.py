"""Markup: marks of Markdown, HTML and other tools in texts, which readers see as they stand."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any

from selfassess.authoring.read.field_facts import walk
from selfassess.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.facts import Content

_MARKS = re.compile(
    # A path of Windows is no mark, and none begins in it.
    r"(?P<path>(?<!\w)[A-Za-z]:(?!\\[nrt](?![a-z]))\\\S*|(?<!\S)\\\\\w\S*)"
    r"|(?P<html><!--|</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|\#\d+|\#x[0-9A-Fa-f]+);)"
    r"|!?\[[^\]\n]+\](?:\([^)\s]+\)|\[[^\]\n]*\])|\[\^[^\]\s]+\]"
    r"|(?P<pair>~~|(?<![=\w])==)(?=[^\s~=])[^~=\n]*?(?<=\S)(?P=pair)(?![=\w])"
    r"|(?<![\w*])(?P<stars>\*{1,3})(?=\S)[^*\n]+?(?<=\S)(?P=stars)(?![\w*])"
    r"|(?<!\w)(?P<bars>_{1,2})(?=[^\s_])[^_\n]+?(?<=[^\s_])(?P=bars)(?!\w)"
    r"|`[^`\n]+`"
    r"|^ {0,3}(?:\#{1,6}|[-*]) (?=\S)"
    r"|^\|.*\|$"
    # A quotation, which is told from "> 5 years" by its words; boxes, fences and fenced blocks.
    r"|(?P<quotation>^ {0,3}>+ ?(?=[^\s\d]))"
    r"|^ {0,3}(?:!!! (?=\S)|\?\?\?\+? (?=[a-z])|:{3,} ?(?=[a-z{])|`{3,}|~{3,})"
    # Formulas: of "$5 to $10" no dollar stands where one ends, and no sign of a formula inside.
    r"|(?<![\w$\\])(?P<dollars>\${1,2})(?=\S)(?:[A-Za-z]|[^$\n]{0,300}[\^_{}\\][^$\n]{0,300}"
    r"|[A-Za-z][^$\n]{0,300}=[^$\n]{0,300})(?<=\S)"
    r"(?P=dollars)(?![\d$])|\\\([^\n]{1,300}?\\\)|\\\[[^\n]{1,300}?\\\]"
    # Small letters below and above the line: H~2~O.
    r"|(?<=[A-Za-z)\]])~(?:[0-9+-]+|[a-z]{1,4})~(?!\d)|(?<=[\w)\]])\^[A-Za-z0-9+-]+\^"
    r"|(?<![\w:/]):(?:[a-z][a-z0-9_-]*[a-z0-9]|[+-]1):(?![\w:/])"
    r"|\{:?[ ]?[.\#][A-Za-z_][^{}\n]*\}"
    r"|\\[*_`\#\[\]~^$!<>{}|](?!\w*\{)"
    # What other tools put an answer or a name in place of, and their marks for bold letters.
    r"|(?P<other>[$#]\{[^{}\n]+\}|\{\{[^{}\n]+\}\}|\{%[^{}\n]+%\}|\[\[[^\[\]\n]+\]\]"
    r"|\{[A-Za-z]\w*(?:[.:]\w+)?\}|\[\w+_\w+\]|\[/?(?:b|i|u|s|url|img|br)\]"
    # Line breaks and letters as programs write them; a path goes on in small letters.
    r"|\\[nrt](?![a-z])|\\[A-Za-z]+\{)",
    re.MULTILINE,
)
_MOST = 3
_QUOTES = "\"'“”„‘’«»*_"
_BREAK = re.compile(r"\s*[\n\r\x85\u2028\u2029]\s*")
_END = 30
"""Of a line so many letters are shown."""


def markup(document: Any) -> Iterator[Problem]:
    """Yield each text of a document that holds marks, which are shown and not obeyed."""
    for path, facts, value in walk(document):
        if value and isinstance(value, str) and _is_seen(facts.content):
            found = [one for one in _MARKS.finditer(value) if _is_mark(one)]
            if found:
                yield Problem(_said(found), path)


def broken_lines(document: Any) -> Iterator[Problem]:
    """Yield each text for readers of several lines, which a page shows as one paragraph."""
    for path, facts, value in walk(document):
        if isinstance(value, str) and facts.content is not None and facts.content.kind == "text":
            first, *more = _BREAK.split(value.strip())
            if more:
                message = "readers see this text as one paragraph, and it has several lines"
                found = f'a line ends with "{first[-_END:].lstrip()}"'
                yield Problem(f"{message}; {found}; write it as one", path)


def _is_seen(content: Content | None) -> bool:
    """Return whether readers see what a field holds: not a name that is made for programs."""
    return content is not None and content.kind in ("text", "code") and not content.pattern


def _is_mark(mark: re.Match[str]) -> bool:
    """Return whether a mark stands for something: "Q&A;" holds no name of a character."""
    text = mark[0]
    if mark["path"]:
        return False
    if mark["quotation"]:
        words = mark.string[mark.end() :].partition("\n")[0].lstrip("> ")
        first = words[:1]
        begins_a_sentence = (first.isalpha() and not first.islower()) or first in _QUOTES
        return bool(first) and (begins_a_sentence or words.rstrip().endswith((".", "!", "?", "…")))
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
