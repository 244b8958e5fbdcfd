"""Inspect: what Jinja2, dataclasses, typing and Pyodide ask about objects."""

from __future__ import annotations

from collections.abc import Awaitable
from functools import partial
from types import CoroutineType, FunctionType, GeneratorType, MethodType, SimpleNamespace
from typing import Any

BOTH = 0x04 | 0x08
COROUTINE = 0x80
ITERABLE_COROUTINE = 0x100
"""Flags of code objects."""
_NOTHING = object()


class Parameter:
    """The kinds of parameters, each known by its name."""

    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD = "positional only", "positional or keyword"
    KEYWORD_ONLY = "keyword only"
    VAR_POSITIONAL, VAR_KEYWORD = "var positional", "var keyword"
    empty = _NOTHING


def signature(function: object, **_: object) -> SimpleNamespace:
    """Return the signature of a function that takes `*args, **kwargs` and nothing else.

    Raise ValueError for all others, as for a function whose signature is not known.
    """
    code = function.__code__ if isinstance(function, FunctionType) else None
    if not code or code.co_argcount or code.co_kwonlyargcount or code.co_flags & BOTH != BOTH:
        raise ValueError("this signature is not known here")
    kinds = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
    named = zip(code.co_varnames, kinds, strict=False)
    return SimpleNamespace(
        parameters={name: SimpleNamespace(name=name, kind=kind) for name, kind in named}
    )


def isclass(thing: object) -> bool:
    """Return whether it is a class."""
    return isinstance(thing, type)


def ismethod(thing: object) -> bool:
    """Return whether it is a method that is bound to an object."""
    return isinstance(thing, MethodType)


def iscoroutinefunction(thing: Any) -> bool:
    """Return whether it is a function that was defined by `async def`, bound or partly filled."""
    while isinstance(thing, MethodType | partial):
        thing = thing.__func__ if isinstance(thing, MethodType) else thing.func
    return isinstance(thing, FunctionType) and bool(thing.__code__.co_flags & COROUTINE)


def isawaitable(thing: object) -> bool:
    """Return whether `await` takes it."""
    if isinstance(thing, GeneratorType):
        return bool(thing.gi_code.co_flags & ITERABLE_COROUTINE)
    return isinstance(thing, CoroutineType | Awaitable)


def unwrap(thing: Any) -> Any:
    """Return what decorators have wrapped."""
    while hasattr(thing, "__wrapped__"):
        thing = thing.__wrapped__
    return thing


def getattr_static(thing: object, name: str, default: object = _NOTHING) -> object:
    """Return an attribute as it is stored: no property is asked, and no `__getattr__`.

    What an object holds itself comes before what its class holds.
    """
    bases = type.__dict__["__mro__"].__get__
    lines = [bases(thing)] if isinstance(thing, type) else []
    places = [vars(kind) for line in [*lines, bases(type(thing))] for kind in line]
    for place in [getattr(thing, "__dict__", {}), *places]:
        if name in place:
            return place[name]
    if default is _NOTHING:
        raise AttributeError(name)
    return default
