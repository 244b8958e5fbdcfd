"""YAML text: an author's file as plain data, with the line and column of every value.

Used at build and on the command line only. YAML is read strictly: what an author
can not see at the place (anchors, merges, tags) is a problem, not a feature.
"""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from yaml.reader import Reader

try:
    # libyaml: twenty times as fast as the parser in Python, which also refuses "Why?" in a list.
    from yaml import CSafeLoader
except ImportError:
    message = "PyYAML is here without libyaml; install it from a wheel: pip install -U PyYAML"
    raise ImportError(message) from None

from selfassess.authoring.read import homoglyph
from selfassess.authoring.read.dead_link import dead_links
from selfassess.authoring.read.yaml_mistake import (
    ODD_SPACES,
    Place,
    mistake,
    odd_space,
    tight_hyphen,
)
from selfassess.problems import InvalidFile, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from selfassess.problems import Path as DataPath

LARGEST = 2_000_000
"""The largest file that is read, in bytes."""
DEEPEST = 20
"""How deep values may be nested."""

# What plain text means, after the core schema of YAML 1.2: "No" and "1:30" are texts.
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_NUMBER = re.compile(
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_ODD = re.compile(f"[{ODD_SPACES}]")


@dataclass(frozen=True)
class Source:
    """A YAML text as data, and where each of its values stands."""

    file: str
    data: Any
    marks: dict[DataPath, tuple[int, int]]
    """Line and column, both from 1, of each path."""
    plain: dict[DataPath, str] = field(default_factory=dict)
    """Numbers and truth values as they are written: 1.10, and not 1.1."""
    comments: dict[DataPath, tuple[int, int]] = field(default_factory=dict)
    """Where a comment begins behind a value without quotes, in the same line."""

    def place(self, problem: Problem) -> Problem:
        """Return the problem with the file, line and column of its path or the nearest above.

        A problem that has a line keeps it.
        """
        if problem.line:
            return dataclasses.replace(problem, file=self.file)
        path = problem.path
        while path not in self.marks and path:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        return dataclasses.replace(problem, file=self.file, line=line, column=column)

    def cut(self, path: DataPath) -> Problem:
        """Return that a comment stands behind a text, where nobody can tell which it is."""
        line, column = self.comments[path]
        message = "a comment stands behind a text, and readers do not see it; it begins with #"
        remedy = "put quotes round a text that holds a #, and a comment on a line of its own"
        return Problem(f"{message}; {remedy}", path, self.file, line, column)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Raise InvalidFile with problems, each in its place, if there are any."""
        placed = [self.place(problem) for problem in problems]
        if placed:
            raise InvalidFile(sorted(placed, key=lambda each: (each.line, each.column)))


def load(path: Path) -> str:
    """Return the text of a file; raise InvalidFile if it can not be read as text."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        if links := list(dead_links(path)):
            raise InvalidFile(links) from None
        raise _stop(path, f"the file can not be read; {error.strerror}; check its name") from None
    if len(raw) > LARGEST:
        found = f"the file is too large; it has {len(raw):,} bytes"
        raise _stop(path, f"{found}; keep it under {LARGEST:,}")
    try:
        # Two programs may have put a byte order mark before it, one after the other.
        return raw.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"the file is not UTF-8; byte 0x{raw[error.start]:02x} does not belong there"
        raise _stop(path, f"{found}; save it as UTF-8", line) from None


def _stop(file: Path | str, message: str, line: int = 0, column: int = 0) -> InvalidFile:
    return InvalidFile([Problem(message, file=str(file), line=line, column=column)])


def parse(text: str, file: str, first_line: int = 1, fields: Iterable[str] = frozenset()) -> Source:
    """Return YAML text as data with marks; raise InvalidFile with what YAML forbids.

    `first_line` is the line of the file on which the text begins, for a text that is
    part of a larger file. `fields` are the names that begin no line of a text by chance.
    """
    shift = first_line - 1
    builder = _Builder(file, shift, text.splitlines(), frozenset(fields))
    if odd := Reader.NON_PRINTABLE.search(text):
        raise _odd_character(odd, file, shift)
    try:
        for event in yaml.parse(text, Loader=CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        # What was found before may be the cause of it: an alias with nothing to point to.
        if not builder.problems:
            raise _syntax(error, builder, text) from None
    if builder.problems:
        raise InvalidFile(builder.problems)
    if not builder.marks:
        raise _stop(file, "the file is empty; nothing was found; write the fields", 1)
    return Source(file, builder.root[0], builder.marks, builder.plain, builder.comments)


@dataclass
class _Open:
    """A list or map that has begun and not yet ended."""

    data: Any
    path: DataPath
    bracket: Place | None = None
    """Where its bracket opens; None if it stands in lines of its own."""
    key: str | None = None
    """Of a map: the name whose value comes next."""

    def next_path(self) -> DataPath:
        return (*self.path, len(self.data) if self.key is None else self.key)

    def add(self, value: Any) -> None:
        if self.key is None:
            self.data.append(value)
        else:
            self.data[self.key] = value
            self.key = None


class _Builder:
    """Data, marks and problems from YAML's events: one pass, and no recursion to overflow."""

    def __init__(self, file: str, shift: int, lines: list[str], fields: frozenset[str]) -> None:
        self.file, self.shift, self.lines, self.fields = file, shift, lines, fields
        self.root: list[Any] = []
        self.marks: dict[DataPath, tuple[int, int]] = {}
        self.plain: dict[DataPath, str] = {}
        self.comments: dict[DataPath, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.last: Any = None
        self._open = [_Open(self.root, ())]
        self._documents = 0

    @property
    def bracket(self) -> Place | None:
        """Where the innermost list or map opens that has begun in brackets and not yet ended."""
        return self._open[-1].bracket

    def take(self, event: Any) -> None:
        self._documents += isinstance(event, DocumentStartEvent)
        if message := _objection(event, self._documents):
            self._object(event, message)
        if isinstance(event, CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, NodeEvent):
            self._node(event)
        if isinstance(event, ScalarEvent):
            self.last = event

    def _node(self, event: Any) -> None:
        top = self._open[-1]
        if isinstance(top.data, dict) and top.key is None:
            top.key = self._name(event, top)
            if isinstance(event, ScalarEvent):
                return
        # The root is the only entry of a list that the author does not see.
        path = top.next_path() if len(self._open) > 1 else ()
        self.marks[path] = (event.start_mark.line + 1 + self.shift, event.start_mark.column + 1)
        value = self._value(event, path, top)
        top.add(value)
        if isinstance(event, CollectionStartEvent):
            line, column = self.marks[path]
            bracket = Place(line - 1 - self.shift, column - 1) if event.flow_style else None
            self._open.append(_Open(value, path, bracket))
            if len(self._open) - 1 > DEEPEST:
                levels = len(self._open) - 1
                self._object(
                    event, f"this is nested too deeply; {levels} levels; keep it to {DEEPEST}"
                )
                raise InvalidFile(self.problems)

    def _name(self, event: Any, top: _Open) -> str:
        if not isinstance(event, ScalarEvent):
            self._object(event, "a name must be text; a list or map was found; mend it")
            return "?"
        if event.implicit[0] and event.value == "<<":
            self._object(event, 'a merge is not allowed; "<<"; write the fields out')
        elif odd := _ODD.search(event.value):
            self._object(event, odd_space(odd[0]), odd.start())
        elif event.implicit[0] and re.match(r"-[\w{\[]", event.value):
            self._object(event, tight_hyphen(event.value))
        elif (at := homoglyph.in_name(event.value)) >= 0 and self._has_colon(event):
            self._object(event, homoglyph.told(event.value[at]), at)
        elif event.value in top.data:
            self._object(event, f'this name stands twice; "{event.value}"; keep one of them')
        return str(event.value)

    def _value(self, event: Any, path: DataPath, top: _Open) -> Any:
        if isinstance(event, MappingStartEvent):
            return {}
        if not isinstance(event, ScalarEvent):
            return []
        if not event.implicit[0]:
            return event.value
        if self._is_alone(event, top):
            name = str(top.key)
            before = next(reversed(top.data.values())) if top.data else None
            at = max(homoglyph.in_name(name), 0)
            self._object(event, _alone(name, before, first=not top.data), at - len(name))
        value, message = _plain(event.value)
        if message:
            self._object(event, message)
        if isinstance(value, str):
            self._look_at(event, named=isinstance(top.data, dict))
        else:
            self.plain[path] = event.value
        self._comment(event, path)
        return value

    def _has_colon(self, name: Any) -> bool:
        """Return whether a colon stands behind a name, which may be the rest of a text."""
        rest = self.lines[name.end_mark.line][name.end_mark.column :]
        return bool(rest.lstrip().startswith(":"))

    def _look_at(self, event: Any, *, named: bool) -> None:
        """Tell what was meant for YAML in a text without quotes."""
        begin, end = event.start_mark, event.end_mark
        at, message = homoglyph.in_text(event.value)
        if message:
            self._object(event, message, at)
        # The rest of a line behind a name is its text; every other line may be a field.
        for line in range(begin.line + named, min(end.line + 1, len(self.lines))):
            margin = begin.column if line == begin.line else 0
            text = self.lines[line][margin : end.column if line == end.line else None]
            at, message = homoglyph.field_in(text, self.fields)
            if message:
                place = (line + 1 + self.shift, margin + at + 1)
                self.problems.append(Problem(message, (), self.file, *place))

    def _is_alone(self, event: Any, top: _Open) -> bool:
        """Return whether no colon stands behind a name in braces, as behind a comma in a text."""
        if not (top.bracket and top.key and not event.value and self.last) or _ODD.search(top.key):
            return False
        name, here = self.last.end_mark, event.start_mark
        return bool((name.line, name.column) == (here.line, here.column))

    def _comment(self, event: Any, path: DataPath) -> None:
        line, column = event.end_mark.line, event.end_mark.column
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        if event.value and rest.lstrip(" \t").startswith("#"):
            self.comments[path] = (line + 1 + self.shift, column + rest.index("#") + 1)

    def _object(self, event: Any, message: str, further: int = 0) -> None:
        line, column = event.start_mark.line + 1 + self.shift, event.start_mark.column + 1 + further
        self.problems.append(Problem(message, file=self.file, line=line, column=column))


def _alone(name: str, before: Any, *, first: bool) -> str:
    """Return what is wrong with a name in braces without a colon, behind some value."""
    if tight := re.fullmatch("([a-z_]+):(.+)", name):
        return homoglyph.no_space(*tight.groups())
    if (at := homoglyph.in_name(name)) >= 0:
        return homoglyph.told(name[at])
    if (quoted := homoglyph.in_text(f"{before}, {name}")[1]) and isinstance(before, str):
        return quoted
    if first:
        message = f'a name in braces has no value; "{name}"'
        return (
            f"{message}; write it behind a colon, or quotes round a text that begins with a brace"
        )
    if name.isdigit() and isinstance(before, int) and not isinstance(before, bool):
        thousand = f" or {before}{name}" if len(name) == 3 else ""
        return f'a comma stands in a number; "{before},{name}"; write {before}.{name}{thousand}'
    message = f'a comma ends a text inside braces; "{name}" stands behind one'
    return f"{message}; put quotes round the whole text"


def _plain(text: str) -> tuple[Any, str]:
    """Return what text without quotes stands for, or what is wrong with it."""
    if _NULL.fullmatch(text):
        return None, ""
    if _BOOL.fullmatch(text):
        return text.lower() == "true", ""
    if not _NUMBER.fullmatch(text):
        return text, ""
    if not _is_plain_number(text):
        return None, f"this is no plain number; {text}; write digits, or put quotes round it"
    return json.loads(text.removeprefix("+")), ""


def _odd_character(odd: re.Match[str], file: str, shift: int) -> InvalidFile:
    before = odd.string[: odd.start()]
    line, column = before.count("\n") + 1 + shift, odd.start() - before.rfind("\n")
    found = f"U+{ord(odd[0]):04X}"
    return _stop(file, f"this character is not allowed; {found}; delete it", line, column)


def _syntax(error: yaml.MarkedYAMLError, builder: _Builder, text: str) -> InvalidFile:
    found = mistake(error, builder.last, builder.bracket, text)
    line, column = found.place
    return _stop(builder.file, found.message, line + 1 + builder.shift, column + 1)


def _objection(event: Any, documents: int) -> str:
    if isinstance(event, AliasEvent):
        return f'an alias is not allowed; "*{event.anchor}"; write the value out, or quote the text'
    if isinstance(event, NodeEvent) and event.anchor:
        return f'an anchor is not allowed; "&{event.anchor}"; take it away, or quote the text'
    tag = getattr(event, "ctag", None) or getattr(event, "tag", None)
    if isinstance(event, NodeEvent) and tag and str(tag) not in ("None", "!"):
        return f'a tag is not allowed; "{tag}"; take it away, or quote the text'
    if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
        return "a directive is not allowed; a line that begins with %; take it away"
    if isinstance(event, DocumentStartEvent) and documents > 1:
        return 'a second document is not allowed; "---"; put each into a file of its own'
    return ""


def _is_plain_number(text: str) -> bool:
    try:
        number = json.loads(text.removeprefix("+"))
    except ValueError:
        return False
    return isinstance(number, int | float) and abs(number) < 1e15
