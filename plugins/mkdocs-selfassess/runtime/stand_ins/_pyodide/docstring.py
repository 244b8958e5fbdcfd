"""Docstring: of Pyodide's own methods in C; nobody here reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def get_cmeth_docstring(function: Callable[..., object]) -> str:
    """Return the name of a method, where Pyodide adds its signature and what it says of itself."""
    return function.__name__
