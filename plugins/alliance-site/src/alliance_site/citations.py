"""Citations: the `[@key]` of a text, where they stand and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alliance_site import fences
from selfassess import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

# An @ behind a letter is an address; brackets before ( are the words of a link.
_AT = r"(?<![\w.%+-])@"
_BRACKETS = re.compile(rf"\[(?P<inside>[^\[\]\n]*?{_AT}[\w-][^\[\]\n]*)\](?!\()")
_CITED = re.compile(rf"(?P<before>[^;]*?){_AT}(?P<key>[\w-]+)(?P<after>[^;]*)")
_BROKEN = re.compile(r"\[@[\w-][^\]\n]*$", re.MULTILINE)
_CODE = re.compile(
    r"(?<![\\`])(?P<marks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=marks)(?!`)", re.DOTALL
)


@dataclass(frozen=True)
class Citation:
    """One reference, cited in one place."""

    key: str
    block: str
    """The whole of it as written, with brackets and everything between them."""
    line: int
    column: int
    bare: bool
    """Whether the key stands without words before or after it."""


def find(text: str) -> Iterator[Citation]:
    """Yield the citations of a text; what stands in code is an example."""
    spoken = _spoken(text)
    for block in _BRACKETS.finditer(spoken):
        for each in _CITED.finditer(spoken, block.start("inside"), block.end("inside")):
            at = each.start("key") - 1
            line, column = spoken.count("\n", 0, at) + 1, at - spoken.rfind("\n", 0, at)
            bare = not each["before"].strip() and not each["after"].strip()
            yield Citation(each["key"], block[0], line, column, bare)


def _spoken(text: str) -> str:
    """Return the text with spaces in place of its code, each character in its place."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), fences.blank(text))


def problems(text: str, known: Collection[str], source: str) -> Iterator[Problem]:
    """Yield what is wrong with the citations of a text, with line and column.

    `known` are the keys of the references, `source` the name of the file that holds them.
    """
    for citation in find(text):
        if message := _wrong(citation, known, source):
            yield Problem(message, line=citation.line, column=citation.column)
    spoken = _spoken(text)
    for broken in _BROKEN.finditer(spoken):
        message = f'a citation is not closed on its line; "{broken[0]}"; keep it on one line'
        line = spoken.count("\n", 0, broken.start()) + 1
        column = broken.start() - spoken.rfind("\n", 0, broken.start())
        yield Problem(message, line=line, column=column)


def _wrong(citation: Citation, known: Collection[str], source: str) -> str:
    if citation.key not in known:
        near = suggestion(citation.key, known)
        remedy = near if near.startswith("did you mean") else f"add it to {source}"
        return f'this reference is not known; "{citation.key}"; {remedy}'
    if not citation.bare:
        return f'a citation holds words; "{citation.block}"; put them outside the brackets'
    return ""


def replaced(text: str, form: Callable[[Sequence[str]], str]) -> str:
    """Return the text with what `form` makes of its keys in place of each citation."""
    spoken = _spoken(text)
    for block in reversed([*_BRACKETS.finditer(spoken)]):
        keys = [each["key"] for each in _CITED.finditer(block["inside"])]
        text = text[: block.start()] + form(keys) + text[block.end() :]
    return text
