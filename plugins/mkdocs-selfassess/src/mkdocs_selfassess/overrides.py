"""Overrides: a site's own templates, which come before the engine's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2

from mkdocs_selfassess.place import shown
from selfassess.html import TEMPLATES
from selfassess.problems import Problem, suggestion

if TYPE_CHECKING:
    from pathlib import Path


def read_overrides(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the usable templates of a folder by their names, and what is wrong with the others."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.html")):
        text = path.read_text(encoding="utf-8")
        problem = _problem(path, text)
        if problem:
            problems.append(problem)
        else:
            found[path.name] = text
    return found, problems


def _problem(path: Path, text: str) -> Problem | None:
    if path.name not in TEMPLATES:
        hint = suggestion(path.name, TEMPLATES)
        return Problem(f'there is no such template; "{path.name}"; {hint}', file=shown(path))
    try:
        jinja2.Environment().parse(text)
    except jinja2.TemplateSyntaxError as error:
        message = f"this is not a template; {error.message}; mend it"
        return Problem(message, file=shown(path), line=error.lineno)
    return None
