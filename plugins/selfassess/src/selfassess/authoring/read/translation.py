"""Translation: the texts of a document in another language, by the ids of what they belong to.

Ids, scoring and version stay those of the document, so that answers given in one language
count in every other. Which fields are texts stands on the fields (definition/facts.py).
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any, Literal

from selfassess.authoring.read.field_facts import facts_of
from selfassess.authoring.read.strict_yaml import load, parse
from selfassess.definition import facts
from selfassess.numeric import typed
from selfassess.problems import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from selfassess.authoring.documents import D, DocumentType
    from selfassess.authoring.read.strict_yaml import Source
    from selfassess.definition.document import Document
    from selfassess.definition.facts import Entry
    from selfassess.problems import Path as DataPath

LANGUAGE = re.compile(facts.LANGUAGE.pattern)
"""The tags of languages: "es", "pt-BR", "zh-Hant-TW"."""
_HEAD = ("version", "direction")

Texts = dict[str, "str | Texts"]


@dataclasses.dataclass(frozen=True)
class Translation:
    """The texts of a document in one language, complete."""

    language: str
    """The BCP 47 tag."""
    direction: Literal["ltr", "rtl"]
    texts: Texts

    @classmethod
    def of(cls, language: str, data: Mapping[str, Any]) -> Translation:
        """Return what the data of a file says. It has been checked for problems."""
        texts = {name: part for name, part in data.items() if name not in _HEAD}
        return cls(language, data.get("direction", "ltr"), texts)


def translated(document: D, translation: Translation) -> D:
    """Return the document in another language: the same but for its texts."""
    made: Any = _with(document, translation.texts)
    head = {"language": translation.language, "direction": translation.direction}
    changed: D = dataclasses.replace(made, **head)
    return changed


def texts_of(value: Any, entry: Entry | None = None) -> Texts:
    """Return the texts of a document or a part of it: what a translation has to give.

    `entry` says what the entries of a list are known by.
    """
    found: Texts = {}
    if isinstance(value, tuple | dict):
        for name, part in _named(value, entry):
            if texts := texts_of(part):
                found[name] = texts
    elif dataclasses.is_dataclass(value):
        for name, facts in facts_of(type(value)).items():
            part = getattr(value, name)
            is_text = facts.content is not None and facts.content.kind == "text"
            if texts := part if is_text else texts_of(part, facts.entry):
                found[name] = texts
    return found


def text_path(document: Document, path: DataPath) -> DataPath:
    """Return where a translation has what is at a path of the document."""
    names: list[str | int] = []
    value: Any = document
    entry: Entry | None = None
    for part in path:
        name = part
        if isinstance(value, tuple):
            name, value = list(_named(value, entry))[int(part)]
        elif isinstance(value, dict):
            value = value[part]
        else:
            entry = facts_of(type(value))[str(part)].entry
            value = getattr(value, str(part))
        names.append(name)
    return tuple(names)


def _with(value: Any, texts: str | Texts, entry: Entry | None = None) -> Any:
    if isinstance(texts, str):
        return texts
    if isinstance(value, dict):
        return {name: _with(part, texts.get(name, {})) for name, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_with(part, texts.get(name, {})) for name, part in _named(value, entry))
    facts = facts_of(type(value))
    changed = {
        name: _with(getattr(value, name), part, facts[name].entry) for name, part in texts.items()
    }
    return dataclasses.replace(value, **changed) if changed else value


def _named(
    parts: tuple[Any, ...] | dict[str, Any], entry: Entry | None
) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a list or map with the names under which a translation has their texts."""
    if isinstance(parts, dict):
        yield from parts.items()
        return
    by = (entry.texts_by or entry.by) if entry else "id"
    seen: list[str] = []
    for part in parts:
        name = _name(getattr(part, by, ""))
        seen.append(name)
        # Tables of bands for several groups share an id.
        yield (name if seen.count(name) == 1 else f"{name}-{seen.count(name)}"), part


def _name(name: str | float) -> str:
    return name if isinstance(name, str) else typed(name)


def translation_files(folder: Path) -> dict[str, Path]:
    """Return the files beside a document that are named by a language, by that language."""
    return {p.stem: p for p in sorted(folder.glob("*.yml")) if LANGUAGE.fullmatch(p.stem)}


def read_translation(
    document: D, kind: DocumentType[D], path: Path, shown_as: str = ""
) -> tuple[D, Source]:
    """Return a document in the language that names a file, and its source; raise InvalidFile."""
    names = {*_HEAD, *_names_in(texts_of(document))}
    source = parse(load(path), shown_as or str(path), fields=names)
    cut = [source.cut(place) for place in source.comments if place[0] not in _HEAD]
    source.refuse([*cut, *_problems(document, kind.noun, path.stem, source.data)])
    return translated(document, Translation.of(path.stem, source.data)), source


def _names_in(texts: Texts) -> Iterator[str]:
    for name, inner in texts.items():
        yield name
        if not isinstance(inner, str):
            yield from _names_in(inner)


def _problems(document: Document, noun: str, language: str, data: Any) -> Iterator[Problem]:
    """Yield everything that keeps the data of a translation from being complete and current."""
    if language == document.language:
        yield Problem(f'the {noun} itself is in this language; "{language}"; delete this file')
    elif not isinstance(data, dict):
        message = "texts were expected; something else was found; write `name: text` lines"
        yield Problem(message)
    else:
        yield from _head(document, noun, data)
        texts = {name: part for name, part in data.items() if name not in _HEAD}
        yield from _differences(texts_of(document), texts, noun, ())


def _head(document: Document, noun: str, given: Mapping[str, Any]) -> Iterator[Problem]:
    version, wanted = given.get("version"), document.version
    if version != wanted:
        found = f'found "{version}"' if version else "it does not say"
        remedy = f'compare it with the {noun}, and write "{wanted}"'
        yield Problem(f"this translates another version; {found}; {remedy}", ("version",))
    if given.get("direction", "ltr") not in ("ltr", "rtl"):
        found = f"found {given['direction']!r}"
        yield Problem(f'this is no direction; {found}; write "ltr" or "rtl"', ("direction",))


def _differences(
    expected: Texts, given: Mapping[str, Any], noun: str, here: DataPath
) -> Iterator[Problem]:
    for name in given:
        if name not in expected:
            hint = suggestion(name, expected)
            message = f'the {noun} has nothing to translate here; "{name}"; {hint}'
            yield Problem(message, (*here, name))
    for name, wanted in expected.items():
        there, found = (*here, name), given.get(name)
        if name not in given:
            yield Problem(f'a translation is missing; there is no "{name}"; add it', here)
        elif isinstance(wanted, str):
            yield from _text(found, there)
        elif isinstance(found, dict):
            yield from _differences(wanted, found, noun, there)
        else:
            message = f'names with texts were expected; found {found!r}; write "name: text" lines'
            yield Problem(message, there)


def _text(found: Any, here: DataPath) -> Iterator[Problem]:
    if not isinstance(found, str):
        yield Problem(f"this is no text; found {found!r}; write a text, in quotes", here)
    elif not found.strip():
        yield Problem(f'a translation is empty; "{here[-1]}"; write it', here)
