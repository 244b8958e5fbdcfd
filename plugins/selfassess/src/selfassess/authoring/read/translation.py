"""Translation: the texts of an instrument in another language, by the ids of what they belong to.

Ids, scoring and version stay those of the instrument, so that answers given in one language
count in every other.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any, Literal

from selfassess.definition.changes import Change
from selfassess.definition.feedback import (
    Alert,
    Band,
    BandTable,
    Classification,
    Otherwise,
    Outcome,
    Remark,
    Resource,
)
from selfassess.definition.instrument import (
    Domain,
    Instrument,
    Objective,
    ScoreRule,
    Section,
    Start,
)
from selfassess.definition.items import Item, Number, Option, ResponseScale
from selfassess.problems import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selfassess.problems import Path

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
"""The tags of languages: "es", "pt-BR", "zh-Hant-TW"."""
TEXTS: dict[type, tuple[str, ...]] = {
    Instrument: ("title", "introduction", "source", "limits"),
    ResponseScale: ("instruction", "recall", "did_not_apply"),
    Option: ("label", "detail", "feedback"),
    Number: ("unit", "low", "high"),
    Domain: ("title", "heading"),
    ScoreRule: ("title",),
    Item: ("stem", "recall", "habit", "plan", "feedback"),
    Section: ("heading", "introduction"),
    Objective: ("title",),
    Change: ("what",),
    Start: ("note", "ceiling"),
    Band: ("label", "text"),
    BandTable: ("title",),
    Classification: ("title",),
    Outcome: ("label", "text"),
    Otherwise: ("label", "text"),
    Remark: ("text",),
    Alert: ("text",),
    Resource: ("text",),
}
"""The fields that readers read."""
_HEAD = ("version", "direction")

Texts = dict[str, "str | Texts"]


@dataclasses.dataclass(frozen=True)
class Translation:
    """The texts of an instrument in one language, complete."""

    language: str
    """The BCP 47 tag."""
    direction: Literal["ltr", "rtl"]
    texts: Texts

    @classmethod
    def of(cls, language: str, data: Mapping[str, Any]) -> Translation:
        """Return what the data of a file says. It has been checked for problems."""
        texts = {name: part for name, part in data.items() if name not in _HEAD}
        return cls(language, data.get("direction", "ltr"), texts)


def translated(instrument: Instrument, translation: Translation) -> Instrument:
    """Return the instrument in another language: the same but for its texts."""
    made: Instrument = _with(instrument, translation.texts)
    return dataclasses.replace(made, language=translation.language, direction=translation.direction)


def texts_of(value: Any) -> Texts:
    """Return the texts of an instrument or a part of it: what a translation has to give."""
    found: Texts = {}
    if isinstance(value, tuple | dict):
        for name, part in _named(value):
            if texts := texts_of(part):
                found[name] = texts
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            part = getattr(value, field.name)
            texts = part if field.name in TEXTS.get(type(value), ()) else texts_of(part)
            if texts:
                found[field.name] = texts
    return found


def text_path(instrument: Instrument, path: Path) -> Path:
    """Return where a translation has what is at a path of the instrument."""
    names: list[str | int] = []
    value: Any = instrument
    for part in path:
        name = part
        if isinstance(value, tuple):
            name, value = list(_named(value))[int(part)]
        else:
            value = value[part] if isinstance(value, dict) else getattr(value, str(part))
        names.append(name)
    return tuple(names)


def _with(value: Any, texts: str | Texts) -> Any:
    if isinstance(texts, str):
        return texts
    if isinstance(value, dict):
        return {name: _with(part, texts.get(name, {})) for name, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_with(part, texts.get(name, {})) for name, part in _named(value))
    changed = {name: _with(getattr(value, name), part) for name, part in texts.items()}
    return dataclasses.replace(value, **changed) if changed else value


def _named(parts: tuple[Any, ...] | dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a list or map with the names under which a translation has their texts."""
    if isinstance(parts, dict):
        yield from parts.items()
        return
    seen: list[str] = []
    for part in parts:
        name = _name(part)
        seen.append(name)
        # Tables of bands for several groups share an id.
        yield (name if seen.count(name) == 1 else f"{name}-{seen.count(name)}"), part


def _name(part: Any) -> str:
    if isinstance(part, Option):
        return part.key
    if isinstance(part, Band):
        return f"{part.minimum:.15g}"
    return str(part.version if isinstance(part, Change) else getattr(part, "id", ""))


def problems(instrument: Instrument, given: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield everything that keeps the data of a translation from being complete and current."""
    version, wanted = given.get("version"), instrument.version
    if version != wanted:
        found = f'found "{version}"' if version else "it does not say"
        remedy = f'compare it with the instrument, and write "{wanted}"'
        yield Problem(f"this translates another version; {found}; {remedy}", ("version",))
    if given.get("direction", "ltr") not in ("ltr", "rtl"):
        found = f"found {given['direction']!r}"
        yield Problem(f'this is no direction; {found}; write "ltr" or "rtl"', ("direction",))
    texts = {name: part for name, part in given.items() if name not in _HEAD}
    yield from _differences(texts_of(instrument), texts, ())


def _differences(expected: Texts, given: Mapping[str, Any], here: Path) -> Iterator[Problem]:
    for name in given:
        if name not in expected:
            hint = suggestion(name, expected)
            message = f'the instrument has nothing to translate here; "{name}"; {hint}'
            yield Problem(message, (*here, name))
    for name, wanted in expected.items():
        there, found = (*here, name), given.get(name)
        if name not in given:
            yield Problem(f'a translation is missing; there is no "{name}"; add it', here)
        elif isinstance(wanted, str):
            yield from _text(found, there)
        elif isinstance(found, dict):
            yield from _differences(wanted, found, there)
        else:
            message = f'names with texts were expected; found {found!r}; write "name: text" lines'
            yield Problem(message, there)


def _text(found: Any, here: Path) -> Iterator[Problem]:
    if not isinstance(found, str):
        yield Problem(f"this is no text; found {found!r}; write a text, in quotes", here)
    elif not found.strip():
        yield Problem(f'a translation is empty; "{here[-1]}"; write it', here)
