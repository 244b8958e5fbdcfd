"""What is outside the engine comes in by its two doors; the exceptions have a reason each."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import selfassess
from selfassess import authoring
from site_tests.test_house import ROOT, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OUTSIDE = ("plugins/mkdocs-selfassess", "plugins/alliance-site", "site_tests", "tools")
DOORS = {
    "selfassess": {*selfassess.__all__, "authoring"},
    "selfassess.authoring": set(authoring.__all__),
}
PLUGIN = "plugins/mkdocs-selfassess"
_TEMPLATES = "it writes and proves what travels in the place of this module"
_TYPES = "it writes the types of what the engine and its own scripts say to each other"


def _of_course(*modules: str) -> list[str]:
    return [f".authoring.course.{module}" for module in modules]


EXCEPTIONS = {
    **{
        (
            "site_tests/test_questions.py",
            f"selfassess.{module}",
        ): "it tells what kept answers are worth"
        for module in (
            "authoring.releases.released",
            "definition.versions",
            "reporting.profile",
            "reporting.version_notices",
        )
    },
    **{
        (
            f"{PLUGIN}/src/mkdocs_selfassess/web/{file}.py",
            f"selfassess{module}",
        ): "what the page of a course holds changes with the course, and is promised to nobody"
        for file, modules in {
            "course_data": ("", *_of_course("course", "provider", "sheet")),
            "courses": (
                ".authoring.documents",
                *_of_course("checks", "course", "pretence", "provider"),
            ),
            "finished_courses": (
                ".reporting.outline",
                ".reporting.render",
                *_of_course("checks", "packet", "pages", "sheet", "whole"),
            ),
        }.items()
        for module in modules
    },
    (
        f"{PLUGIN}/src/mkdocs_selfassess/web/overrides.py",
        "selfassess.reporting.templates",
    ): "it tells more of a site's own templates than that they do not compile",
    (f"{PLUGIN}/runtime/compile.py", "selfassess.reporting.templates"): _TEMPLATES,
    (f"{PLUGIN}/runtime/use.py", "selfassess.reporting.templates"): _TEMPLATES,
    (f"{PLUGIN}/tests/test_runtime.py", "selfassess.reporting.templates"): _TEMPLATES,
    (f"{PLUGIN}/tests/web/test_courses.py", "selfassess.authoring.cli"): "it begins a course",
    **{
        (
            "site_tests/test_item_banks.py",
            f"selfassess{module}",
        ): "it reads questions and counts words as a course does"
        for module in (
            ".definition.instrument",
            ".definition.items",
            *_of_course("checks", "course", "pages"),
        )
    },
    (f"{PLUGIN}/runtime/use.py", "selfassess.browser"): "it does what the worker does",
    ("site_tests/test_bank.py", "selfassess.browser"): "it answers as the worker does",
    ("site_tests/test_parity.py", "selfassess.browser"): "it answers as the worker does",
    ("site_tests/test_profile.py", "selfassess.browser"): "it answers as the worker does",
    (
        f"{PLUGIN}/src/mkdocs_selfassess/fences/element.py",
        "selfassess.answering.arrangement",
    ): "what the form tells its script changes with the script, and is promised to nobody",
    (
        f"{PLUGIN}/src/mkdocs_selfassess/fences/element.py",
        "selfassess.definition.versions",
    ): "what the form tells its script changes with the script, and is promised to nobody",
    ("site_tests/bench/issue.py", "selfassess.browser"): "it asks as a page does",
    (
        "site_tests/bench/issue.py",
        "selfassess.reporting.completion",
    ): "it measures what is made of what is read",
    ("site_tests/test_bank.py", "selfassess.answering.draw"): "it works out what a code draws",
    ("site_tests/test_learner.py", "selfassess.answering.draw"): "it works out what a code draws",
    ("site_tests/workload.py", "selfassess.answering.draw"): "a case names the code of its draw",
    ("site_tests/workload.py", "selfassess.browser"): "it brings back what a page saved",
    ("site_tests/workload.py", "selfassess.browser.requests"): "it asks as a page does",
    ("site_tests/test_assessments.py", "selfassess.authoring.cases"): "it holds what `check` says",
    (
        "site_tests/test_assessments.py",
        "selfassess.authoring.read.strict_yaml",
    ): "it is held against another reader of YAML",
    ("tools/browser_types.py", "selfassess.authoring.read.fields"): _TYPES,
    ("tools/browser_types.py", "selfassess.browser.door"): _TYPES,
    ("tools/browser_types.py", "selfassess.browser.replies"): _TYPES,
    ("tools/browser_types.py", "selfassess.browser.requests"): _TYPES,
    ("site_tests/test_languages.py", "selfassess"): "it puts a made-up catalog in",
    ("site_tests/test_manual.py", "selfassess.authoring.cli"): "it runs commands in this process",
}
"""Which file imports which module that is no door, and why."""


def imports(file: Path) -> Iterator[tuple[str, str]]:
    """Yield every module of the engine from which a file imports, and the name; types included."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if alias.name != "selfassess")


def inner() -> set[tuple[str, str]]:
    """Return which files outside import what no door exports, and from which module."""
    return {
        (file.relative_to(ROOT).as_posix(), module)
        for folder in OUTSIDE
        for file in (ROOT / folder).rglob("*.py")
        for module, name in imports(file)
        if module.split(".")[0] == "selfassess" and name not in DOORS.get(module, ())
    }


def test_what_is_outside_comes_in_by_a_door() -> None:
    assert inner() - set(EXCEPTIONS) == set()


def test_no_exception_has_outlived_its_import() -> None:
    assert set(EXCEPTIONS) - inner() == set()
