"""Canonical: an instrument as JSON that is the same bytes for the same instrument."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from functools import cache
from typing import Any, TypeVar, cast

from selfassess.definition.instrument import Instrument

T = TypeVar("T")


def dumps(instrument: Instrument) -> str:
    """Return the instrument as JSON: keys sorted, no spaces, defaults left out."""
    # Defaults are left out, so that a new field changes no text that was written before it.
    return json.dumps(plain(instrument), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(text: str) -> Instrument:
    """Return the instrument that `dumps` wrote. The text is trusted: it was checked at build."""
    return build(Instrument, json.loads(text))


def plain(value: Any) -> Any:
    """Return a dataclass as plain dicts and lists, without the fields at their default."""
    if dataclasses.is_dataclass(value):
        return {
            field.name: plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != _default(field)
        }
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    return value


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is dataclasses.MISSING:
        return field.default
    return field.default_factory()


def build(cls: type[T], data: Any) -> T:
    """Return plain data as an instance of a dataclass, going down into its fields."""
    fields = hints(cast("Any", cls))
    return cls(**{name: _value(fields[name], entry) for name, entry in data.items()})


@cache
def hints(cls: Any) -> dict[str, Any]:
    """Return the resolved type hints of a dataclass by field name."""
    return typing.get_type_hints(cls)


def _value(hint: Any, data: Any) -> Any:
    if isinstance(hint, types.UnionType):
        hint = next((arg for arg in hint.__args__ if dataclasses.is_dataclass(arg)), None)
    if data is None or hint is None:
        return data
    if dataclasses.is_dataclass(hint):
        return build(cast("type[Any]", hint), data)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return tuple(_value(args[0], entry) for entry in data)
    if origin is dict:
        return {key: _value(args[1], entry) for key, entry in data.items()}
    return data
