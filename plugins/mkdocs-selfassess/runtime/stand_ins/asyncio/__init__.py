"""Asyncio: the name that Pyodide takes of it when it starts, for what is awaited."""

from typing import NoReturn


def get_event_loop() -> NoReturn:
    """Raise RuntimeError: nothing here is awaited."""
    raise RuntimeError("nothing is awaited here")
