"""YAML text: an author's file as plain data, with the line and column of every value.

Used at build and on the command line only. YAML is read strictly: what an author
can not see at the place (anchors, merges, tags) is a problem, not a feature.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    NodeEvent,
)
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from selfassess.problems import InvalidInstrument, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ruamel.yaml.nodes import Node

    from selfassess.problems import Path as DataPath

LARGEST = 2_000_000
"""The largest file that is read, in bytes."""
DEEPEST = 20
"""How deep values may be nested."""

_MERGE = "tag:yaml.org,2002:merge"
_SCALARS = ("str", "int", "float", "bool", "null")


@dataclass(frozen=True)
class Source:
    """A YAML text as data, and where each of its values stands."""

    file: str
    data: Any
    marks: dict[DataPath, tuple[int, int]]
    """Line and column, both from 1, of each path."""

    def place(self, problem: Problem) -> Problem:
        """Return the problem with the file, line and column of its path or the nearest above."""
        path = problem.path
        while path not in self.marks and path:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        return dataclasses.replace(problem, file=self.file, line=line, column=column)


def load(path: Path) -> str:
    """Return the text of a file; raise InvalidInstrument if it can not be read as text."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _stop(path, f"the file can not be read; {error.strerror}; check its name") from None
    if len(raw) > LARGEST:
        found = f"the file is too large; it has {len(raw):,} bytes"
        raise _stop(path, f"{found}; keep it under {LARGEST:,}")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"the file is not UTF-8; byte 0x{raw[error.start]:02x} does not belong there"
        raise _stop(path, f"{found}; save it as UTF-8", line) from None


def _stop(file: Path | str, message: str, line: int = 0, column: int = 0) -> InvalidInstrument:
    return InvalidInstrument([Problem(message, file=str(file), line=line, column=column)])


def parse(text: str, file: str, first_line: int = 1) -> Source:
    """Return YAML text as data with marks; raise InvalidInstrument with what YAML forbids.

    `first_line` is the line of the file on which the text begins, for a text that is
    part of a larger file.
    """
    shift = first_line - 1
    try:
        problems = [*_forbidden(text)]
        if problems:
            raise InvalidInstrument(_shifted(problem, file, shift) for problem in problems)
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        raise _syntax(error, text, file, shift) from None
    except (YAMLError, ReusedAnchorWarning, ValueError) as error:
        raise _stop(file, f"this is not YAML; {str(error).splitlines()[0]}; mend it", 1) from None
    if root is None:
        raise _stop(file, "the file is empty; nothing was found; write the fields", 1)
    return _source(root, file, shift)


def _shifted(problem: Problem, file: str, shift: int) -> Problem:
    return dataclasses.replace(problem, file=file, line=problem.line + shift)


def _syntax(error: MarkedYAMLError, text: str, file: str, shift: int) -> InvalidInstrument:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    here = lines[line] if line < len(lines) else ""
    what = (error.problem or "it can not be read").replace("found character '\\t'", "found a tab")
    remedy = "look at this line and the one above"
    if "\t" in here[: column + 1]:
        what, remedy = "a tab stands where YAML wants spaces", "indent with spaces"
    return _stop(file, f"this is not YAML; {what}; {remedy}", line + 1 + shift, column + 1)


def _forbidden(text: str) -> Iterator[Problem]:
    """Yield what YAML allows and an instrument does not, before anything is composed."""
    depth = documents = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        documents += isinstance(event, DocumentStartEvent)
        message = _objection(event, documents)
        if depth > DEEPEST:
            message = f"this is nested too deeply; {depth} levels; keep it to {DEEPEST}"
        if message:
            mark = event.start_mark
            yield Problem(message, line=mark.line + 1, column=mark.column + 1)
        if depth > DEEPEST:
            return


def _objection(event: Any, documents: int) -> str:
    if isinstance(event, AliasEvent):
        return f'an alias is not allowed; "*{event.anchor}"; write the value out here'
    if isinstance(event, NodeEvent) and event.anchor:
        return f'an anchor is not allowed; "&{event.anchor}"; take it away'
    tag = getattr(event, "ctag", None) or getattr(event, "tag", None)
    if isinstance(event, NodeEvent) and tag and str(tag) not in ("None", "!"):
        return f'a tag is not allowed; "{tag}"; take it away, or quote the text'
    if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
        return "a directive is not allowed; a line that begins with %; take it away"
    if isinstance(event, DocumentStartEvent) and documents > 1:
        return 'a second document is not allowed; "---"; put each into a file of its own'
    return ""


def _source(root: Node, file: str, shift: int) -> Source:
    marks: dict[DataPath, tuple[int, int]] = {}
    problems: list[Problem] = []

    def walk(node: Node, path: DataPath) -> Any:
        marks[path] = (node.start_mark.line + 1 + shift, node.start_mark.column + 1)
        if isinstance(node, SequenceNode):
            return [walk(entry, (*path, at)) for at, entry in enumerate(node.value)]
        if isinstance(node, MappingNode):
            return _mapping(node, path, walk, problems)
        return _scalar(cast("ScalarNode", node), path, problems)

    source = Source(file, walk(root, ()), marks)
    if problems:
        raise InvalidInstrument(source.place(problem) for problem in problems)
    return source


def _mapping(node: MappingNode, path: DataPath, walk: Any, problems: list[Problem]) -> Any:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*path, key)
        value = walk(value_node, here)
        if str(key_node.tag) == _MERGE:
            problems.append(Problem('a merge is not allowed; "<<"; write the fields out', here))
        elif not isinstance(key_node, ScalarNode):
            problems.append(Problem("a name must be text; a list or map was found; mend it", here))
        elif key in data:
            problems.append(Problem(f'this name stands twice; "{key}"; keep one of them', here))
        data[key] = value
    return data


def _scalar(node: ScalarNode, path: DataPath, problems: list[Problem]) -> Any:
    text, kind = node.value, str(node.tag).rpartition(":")[2]
    if kind not in _SCALARS:
        problems.append(Problem(f"this reads as a {kind}; {text}; put quotes round it", path))
        return None
    if kind in ("int", "float") and not _is_plain_number(text):
        problems.append(
            Problem(f"this is no plain number; {text}; write digits, or put quotes round it", path)
        )
        return None
    if kind == "str":
        return text
    if kind == "null":
        return None
    return text.lower() == "true" if kind == "bool" else json.loads(text.removeprefix("+"))


def _is_plain_number(text: str) -> bool:
    try:
        number = json.loads(text.removeprefix("+"))
    except ValueError:
        return False
    return isinstance(number, int | float) and abs(number) < 1e15
