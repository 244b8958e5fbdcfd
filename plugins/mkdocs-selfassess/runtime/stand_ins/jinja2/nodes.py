"""Nodes of templates: none, because templates come compiled; what these know when they are filled."""

from __future__ import annotations

from typing import Any


class EvalContext:
    """How a template is filled: whether it escapes, and whether that may change on the way."""

    def __init__(self, environment: Any, template_name: str | None = None) -> None:
        escape = environment.autoescape
        self.environment = environment
        self.autoescape = escape(template_name) if callable(escape) else escape
        self.volatile = False

    def save(self) -> dict[str, Any]:
        """Return what `revert` goes back to."""
        return dict(vars(self))

    def revert(self, old: dict[str, Any]) -> None:
        """Go back to what was saved."""
        vars(self).clear()
        vars(self).update(old)
