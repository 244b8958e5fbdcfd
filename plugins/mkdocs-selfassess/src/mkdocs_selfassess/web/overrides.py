"""Overrides: a site's own templates, which come before the engine's."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes

from mkdocs_selfassess.paths import shown
from mkdocs_selfassess.web.assets import RUNTIME, listed_in
from selfassess import TEMPLATES, Invalid, Problem, suggestion
from selfassess.authoring import load
from selfassess.reporting.templates import python, source_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
"""What names another template."""


def read_overrides(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the Python of a folder's usable templates, and what is wrong with the others."""
    found: dict[str, str] = {}
    paths = sorted(folder.glob("*.html"))
    problems = list(_another_jinja(folder)) if paths else []
    for path in [] if problems else paths:
        try:
            found[path.name] = _read(path)
        except Invalid as invalid:
            problems += [replace(problem, file=shown(path)) for problem in invalid.problems]
    return found, problems


def _another_jinja(folder: Path) -> Iterator[Problem]:
    """Yield what is wrong if Python of this Jinja2 is not surely right for that of the browser.

    What 3.1.0 makes runs in 3.1.6; of other lines nobody knows.
    """
    here, there = version("jinja2"), str(listed_in(RUNTIME).get("jinja2", ""))
    line = there.rpartition(".")[0]
    if line and not here.startswith(f"{line}."):
        message = (
            f"these templates can not be compiled for the browser; Jinja2 here is {here}, and there "
            f"{there}; install jinja2~={line}.0"
        )
        yield Problem(message, file=shown(folder))


def _read(path: Path) -> str:
    if path.name not in TEMPLATES:
        hint = suggestion(path.name, TEMPLATES)
        raise Invalid([Problem(f'there is no such template; "{path.name}"; {hint}')])
    text = load(path)
    environment = source_environment(jinja2.DictLoader({}), "en")
    try:
        tree = environment.parse(text)
        problems = [*_unknown(tree, environment), *_away(tree)]
        made = "" if problems else python(tree, path.name)
    except jinja2.TemplateSyntaxError as error:
        message = f"this is not a template; {error.message}; mend it"
        raise Invalid([Problem(message, line=error.lineno)]) from None
    except SyntaxError as error:
        message = f"this is not a template; {error.msg}; mend it"
        raise Invalid([Problem(message)]) from None
    if problems:
        raise Invalid(problems)
    return made


def _unknown(tree: nodes.Template, environment: jinja2.Environment) -> Iterator[Problem]:
    """Yield the filters and tests of a template that there are not.

    Where an `if` stands round one, Jinja leaves it to the reader's browser to tell.
    """
    for kind, cls, known in (
        ("filter", nodes.Filter, environment.filters),
        ("test", nodes.Test, environment.tests),
    ):
        for one in tree.find_all(cls):
            if one.name not in known:
                message = f'there is no such {kind}; "{one.name}"; {suggestion(one.name, known)}'
                yield Problem(message, line=one.lineno)


def _away(tree: nodes.Template) -> Iterator[Problem]:
    """Yield what a template takes from elsewhere and no reader's browser has."""
    for naming in tree.find_all(_NAMING):
        named = getattr(naming, "template", None)
        name = named.value if isinstance(named, nodes.Const) else TEMPLATES[0]
        if name not in TEMPLATES and not getattr(naming, "ignore_missing", False):
            message = f'there is no such template; "{name}"; {suggestion(str(name), TEMPLATES)}'
            yield Problem(message, line=naming.lineno)
    for one in tree.find_all(nodes.Name):
        if one.name == "lipsum" and one.ctx == "load":
            message = 'the words of "lipsum" do not travel to the browser; write a text instead'
            yield Problem(message, line=one.lineno)
