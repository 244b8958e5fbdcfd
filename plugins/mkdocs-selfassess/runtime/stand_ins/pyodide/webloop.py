"""Web loop: none, because every request is answered at once."""


def _initialize_event_loop() -> None:
    """Do nothing, where Pyodide starts asyncio."""
