"""Overrides: a site's own templates, which come before the engine's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import jinja2

from mkdocs_selfassess.paths import shown
from selfassess import TEMPLATES, Invalid, Problem, suggestion
from selfassess.authoring import load

if TYPE_CHECKING:
    from pathlib import Path


def read_overrides(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the usable templates of a folder by their names, and what is wrong with the others."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.html")):
        try:
            found[path.name] = _read(path)
        except Invalid as invalid:
            problems += [replace(problem, file=shown(path)) for problem in invalid.problems]
    return found, problems


def _read(path: Path) -> str:
    if path.name not in TEMPLATES:
        hint = suggestion(path.name, TEMPLATES)
        raise Invalid([Problem(f'there is no such template; "{path.name}"; {hint}')])
    text = load(path)
    try:
        jinja2.Environment(extensions=["jinja2.ext.i18n"]).parse(text)
    except jinja2.TemplateSyntaxError as error:
        message = f"this is not a template; {error.message}; mend it"
        raise Invalid([Problem(message, line=error.lineno)]) from None
    return text
