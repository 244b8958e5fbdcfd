"""YamlMistake: where a text stops being YAML, in words, at the place that has to be mended.

A parser names the place at which it could not go on. The mistake often stands before it: at a quote
that was not closed, a bracket, a hash, a space that is none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from selfassess.authoring.read import homoglyph
from selfassess.authoring.read.homoglyph import no_space

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
"""The characters that look like a space and are none to YAML, as they stand in a set."""
_ODD_SPACE = re.compile(rf"(^[ -]*|(^[ -]*|[{{,] *)[\w-]+:)(?P<odd>[{ODD_SPACES}])")
_TIGHT_HYPHEN = re.compile(r"^ *(?P<odd>-)(?=[\[{])")
_TIGHT_COLON = re.compile(r"^ *(- )?(?P<name>[a-z_]+):(?P<value>[^\s:/].*)")
_NAME = re.compile(r"\s*[{,]?\s*(?P<name>[a-z_]+)\s*:")
_FIELD = re.compile(r"\s*(- +)?\{?[a-z_]+:(\s|$)")
_NUMBERED = re.compile(r"\\(x[^\s\"\\]{0,2}|u[^\s\"\\]{0,4}|U[^\s\"\\]{0,8})")
_PLAIN_BACKSLASH = "write \\\\ for a backslash, or put single quotes round the text"
_FIRST = "put quotes round the text"


class Place(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int


@dataclass(frozen=True)
class YamlMistake:
    """What keeps a text from being YAML."""

    place: Place
    message: str
    """What is wrong; what was found, if that helps; what to do."""


def mistake(
    error: yaml.MarkedYAMLError, last: Any, bracket: Place | None, text: str
) -> YamlMistake:
    """Return what is wrong with a text.

    By the error of the parser, the last value before it, and where the innermost bracket opens.
    """
    found = _Found(error, last, bracket, text.splitlines())
    for look in (_spaces, _homoglyphs, _unnamed, _backslash, _quotes, _beginning, _flow, _block):
        for one in look(found):
            return one
    return YamlMistake(
        found.place, f"this is not YAML; {found.said}; look at this line and the one above"
    )


def odd_space(character: str) -> str:
    """Say that something looks like a space and is none."""
    found = f"U+{ord(character):04X}, {unicodedata.name(character, 'no name').lower()}"
    return f"a space stands here that is none to YAML; {found}; type an ordinary one"


def tight_hyphen(text: str) -> str:
    """Say that a hyphen begins no entry of a list."""
    return f'a hyphen stands without a space; "{text[:2]}"; put a space after it'


class _Found:
    """The error of the parser, and what stands around it."""

    def __init__(
        self, error: yaml.MarkedYAMLError, last: Any, bracket: Place | None, lines: list[str]
    ) -> None:
        self.lines = lines
        self.said = error.problem or "it can not be read"
        self.context = error.context or ""
        mark, opened = error.problem_mark, error.context_mark
        self.place = Place(mark.line, mark.column) if mark else Place(0, 0)
        self.opened = Place(opened.line, opened.column) if opened else self.place
        self.bracket = bracket
        self.last, self.start = "", self.place
        self.quote: str | None = None
        if last and not self._between(last).split("#")[0].strip():
            self.last, self.quote = last.value, last.style or None
            self.start = Place(last.start_mark.line, last.start_mark.column)
            self.end = Place(last.end_mark.line, last.end_mark.column)
        else:
            self.end = self.place

    def _between(self, last: Any) -> str:
        end = last.end_mark
        if end.line == self.place.line:
            return self.line(end.line)[end.column : self.place.column]
        return self.line(end.line)[end.column :]

    def line(self, at: int) -> str:
        return self.lines[at] if at < len(self.lines) else ""

    @property
    def rest(self) -> str:
        """What stands in the line from the error on."""
        return self.line(self.place.line)[self.place.column :]

    @property
    def before(self) -> str:
        """What stands in the line before the error, without spaces at its end."""
        return self.line(self.place.line)[: self.place.column].rstrip()

    def indent(self, at: int) -> int:
        """Return how many spaces a line begins with."""
        line = self.line(at)
        return len(line) - len(line.lstrip(" "))


def _spaces(found: _Found) -> Iterator[YamlMistake]:
    here = found.place
    if "\t" in found.line(here.line)[: here.column + 1]:
        what = "this is not YAML; a tab stands where YAML wants spaces"
        yield YamlMistake(here, f"{what}; indent with spaces")
    for at in range(found.start.line, here.line + 1):
        if odd := _ODD_SPACE.search(found.line(at)):
            yield YamlMistake(Place(at, odd.start("odd")), odd_space(odd["odd"]))
        if odd := _TIGHT_HYPHEN.search(found.line(at)):
            tight = tight_hyphen(found.line(at).strip())
            yield YamlMistake(Place(at, odd.start("odd")), tight)


def _homoglyphs(found: _Found) -> Iterator[YamlMistake]:
    for at in range(min(found.start.line, found.opened.line), found.place.line + 1):
        line = found.line(at)
        if (column := homoglyph.in_line(line)) >= 0:
            yield YamlMistake(Place(at, column), homoglyph.told(line[column]))


def _unnamed(found: _Found) -> Iterator[YamlMistake]:
    """Yield a line behind a finished field that is no field itself."""
    if found.context == "while scanning a simple key" and "expected ':'" in found.said:
        yield _no_value(found, found.opened)


def _no_value(found: _Found, place: Place) -> YamlMistake:
    line = found.line(place.line)
    if tight := _TIGHT_COLON.match(line):
        return YamlMistake(place, no_space(tight["name"], tight["value"][:20]))
    message = f'this line has no value; "{line.strip()[:20]}"; write a name, a colon and a space'
    return YamlMistake(place, message)


def _backslash(found: _Found) -> Iterator[YamlMistake]:
    """Yield a backslash in double quotes that stands for none of the characters YAML knows."""
    opened, here = found.opened, found.place
    if "quoted" not in found.context:
        return
    first = found.line(opened.line)
    if "end of stream" in found.said and first.rstrip().endswith('\\"'):
        at = len(first.rstrip()) - 2
        if first.count('\\"') == 1 and first[opened.column : opened.column + 1] == '"' and at > 0:
            message = 'a backslash keeps this quote from closing the text; found \\"'
            yield YamlMistake(Place(opened.line, at), f"{message}; {_PLAIN_BACKSLASH}")
        return
    # A field below tells that the quote should have been closed before it.
    if any(_FIELD.match(found.line(at)) for at in range(opened.line + 1, here.line + 1)):
        return
    line = found.line(here.line)
    if sign := re.compile(r"\\[^xuU]").match(line, here.column):
        message = f"a backslash begins nothing that YAML knows; found {sign[0]}"
        yield YamlMistake(here, f"{message}; {_PLAIN_BACKSLASH}")
    elif sign := _NUMBERED.match(line, max(here.column - 2, 0)):
        message = f"a backslash begins the number of a character, and it is none; found {sign[0]}"
        remedy = f"type the character itself; or {_PLAIN_BACKSLASH}"
        yield YamlMistake(Place(here.line, sign.start()), f"{message}; {remedy}")


def _quotes(found: _Found) -> Iterator[YamlMistake]:
    if "quoted" in found.context:
        message = "a quote is never closed; it opens here; close it where the text ends"
        yield YamlMistake(found.opened, message)
    if found.quote not in ("'", '"'):
        return
    if found.start.line < found.end.line:
        message = f"a quote is closed too late; it opens here and ends in line {found.end.line + 1}"
        yield YamlMistake(found.start, f"{message}; close it where the text ends")
    elif name := _NAME.match(found.rest):
        yield _no_comma(found, name["name"])
    elif found.quote == "'" and found.rest[:1].isalpha():
        word = f"{found.last.split(' ')[-1]}'{found.rest.split(' ')[0]}"
        message = f'an apostrophe ends this text; "{word}"; put double quotes round the text'
        yield YamlMistake(found.place, message)
    else:
        yield _behind_quotes(found)


def _behind_quotes(found: _Found) -> YamlMistake:
    message = f'text goes on behind its quotes; "{found.rest[:20]}"'
    remedy = 'put the quotes round all of it, and write \\" for quotes inside'
    return YamlMistake(found.place, f"{message}; {remedy}")


def _no_comma(found: _Found, name: str) -> YamlMistake:
    return YamlMistake(found.place, f'a comma is missing; before "{name}"; write it')


def _flow(found: _Found) -> Iterator[YamlMistake]:
    if "flow" not in found.context or found.bracket is None:
        return
    rest = found.line(found.end.line)[found.end.column :]
    if found.end.line < found.place.line and re.match(r"\s+#", rest):
        at = found.end.column + rest.index("#")
        message = "a # after a space begins a comment; it hides the rest of the line"
        yield YamlMistake(Place(found.end.line, at), f"{message}; {_FIRST}")
    elif _is_open(found, found.bracket.line):
        line, column = found.bracket
        message = f'a bracket is never closed; "{found.line(line)[column]}" opens here; close it'
        yield YamlMistake(found.bracket, message)
    elif found.rest.startswith(":") and not found.quote:
        yield _colon(found)
    elif found.rest[:1] in ("}", "]") and found.rest:
        line, column = found.bracket
        opened = f'"{found.line(line)[column]}" was opened'
        message = f'the wrong bracket closes here; found "{found.rest[0]}", and {opened}; mend it'
        yield YamlMistake(found.place, f"{message}, or {_FIRST}")
    elif found.before.endswith(("}", "]", '"', "'")):
        what = re.split("[,:}]", found.rest)[0]
        remedy = "write it" if _NAME.match(found.rest) else f"write it, or {_FIRST}"
        yield YamlMistake(found.place, f'a comma is missing; before "{what}"; {remedy}')
    elif found.rest[:1] in ("{", "[") and found.rest:
        message = f'a bracket stands in a text inside brackets; "{found.rest[0]}"; {_FIRST}'
        yield YamlMistake(found.place, message)


def _is_open(found: _Found, line: int) -> bool:
    """Return whether the bracket was left open: the line of the error belongs to something else."""
    if found.place.line == line:
        return False
    here = found.line(found.place.line)
    return not here.strip() or found.indent(found.place.line) <= found.indent(line)


def _colon(found: _Found) -> YamlMistake:
    *words, name = found.last.split(" ")
    if found.start.line < found.place.line:
        return YamlMistake(
            Place(found.place.line, found.indent(found.place.line)),
            f'a comma is missing; at the end of the line above "{name}"; write it',
        )
    message = f'a colon stands in a text inside brackets; behind "{found.last}"; {_FIRST}'
    if words:
        message += f', or a comma before "{name}" if that is a field'
    return YamlMistake(found.place, message)


def _block(found: _Found) -> Iterator[YamlMistake]:
    if found.said.startswith("mapping values are not allowed"):
        yield _second_colon(found)
    elif found.said.startswith("block sequence entries"):
        message = "a list begins on a line of its own; a hyphen stands here"
        yield YamlMistake(found.place, f"{message}; move it down, or {_FIRST}")
    elif found.rest[:1] in ("}", "]") and found.rest:
        message = f'a bracket closes that was not opened; "{found.rest[0]}"; take it away'
        yield YamlMistake(found.place, message)
    elif found.before.endswith(("]", "}")):
        message = "text goes on behind a bracket; a text can not begin with one"
        yield YamlMistake(found.place, f"{message}; {_FIRST}")
    elif found.said.startswith("did not find expected") and not found.before:
        spaces = f"{found.place.column} space{'' if found.place.column == 1 else 's'}"
        message = f"this line does not fit those above; it begins with {spaces}"
        yield YamlMistake(found.place, f"{message}; indent it like the lines that it belongs with")


def _second_colon(found: _Found) -> YamlMistake:
    first = found.line(found.start.line)
    if found.start.line == found.place.line:
        message = f"this is not YAML; a second colon stands in this text; {_FIRST}"
        return YamlMistake(found.place, message)
    indent = found.indent(found.place.line)
    if first[: found.start.column].strip(" -"):
        message = "this line is indented deeper than the field above, and read as more of its text"
        return YamlMistake(Place(found.place.line, indent), f"{message}; indent both alike")
    return _no_value(found, found.start)


def _beginning(found: _Found) -> Iterator[YamlMistake]:
    said = found.said
    character = said.startswith("found character") or (
        said.endswith("expected node content") and found.rest.startswith("?")
    )
    if character or re.search("alias|anchor|tag|block scalar", found.context):
        place = found.place if character else found.opened
        what = "a text can not begin with this character"
        yield YamlMistake(place, f"this is not YAML; {what}; {_FIRST}")
