"""The rules of the house for its tests: each module has one, none sleeps, the engine's are its own."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "plugins/selfassess/tests"
PACKAGES = {
    "selfassess": ROOT / "plugins/selfassess",
    "mkdocs_selfassess": ROOT / "plugins/mkdocs-selfassess",
    "alliance_site": ROOT / "plugins/alliance-site",
}
TESTS = sorted(
    file
    for folder in (ROOT / "site_tests", *(home / "tests" for home in PACKAGES.values()))
    for file in folder.rglob("*.py")
)

# Modules without a test of their name, or folders of them, and the file that tests them.
COVERED = {
    "selfassess/authoring/course/pdf.py": "plugins/selfassess/tests/authoring/cli/test_course.py",
    "selfassess/reporting/environment.py": "plugins/selfassess/tests/reporting/test_templates.py",
    "selfassess/reporting/comparison.py": "plugins/selfassess/tests/reporting/test_report.py",
    "selfassess/reporting/summary.py": "plugins/selfassess/tests/reporting/test_report.py",
    "selfassess/__init__.py": "site_tests/test_house.py",
    "selfassess/__main__.py": "plugins/selfassess/tests/authoring/test_cli.py",
    "selfassess/authoring/cases.py": "plugins/selfassess/tests/authoring/test_cli.py",
    "selfassess/authoring/cli/": "plugins/selfassess/tests/authoring/test_cli.py",
    "selfassess/authoring/course/course.py": "plugins/selfassess/tests/authoring/course/test_courses.py",
    "selfassess/authoring/course/matrix.py": "plugins/selfassess/tests/authoring/course/test_packet.py",
    "selfassess/authoring/course/pretence.py": "plugins/mkdocs-selfassess/tests/web/test_courses.py",
    "selfassess/authoring/course/rules_of_text.py": "plugins/selfassess/tests/authoring/course/test_courses.py",
    "selfassess/authoring/course/sheet.py": "plugins/mkdocs-selfassess/tests/web/test_courses.py",
    "selfassess/authoring/course/whole.py": "plugins/mkdocs-selfassess/tests/web/test_courses.py",
    "selfassess/authoring/data/columns.py": "plugins/selfassess/tests/authoring/data/test_answersheet.py",
    "selfassess/authoring/data/exports.py": "plugins/selfassess/tests/authoring/data/test_score_table.py",
    "selfassess/authoring/instruments.py": "plugins/selfassess/tests/test_problems.py",
    "selfassess/authoring/read/json_mistake.py": "plugins/selfassess/tests/authoring/test_cli.py",
    "selfassess/authoring/data/repeats.py": (
        "plugins/selfassess/tests/authoring/cli/test_answers_file.py"
    ),
    "selfassess/authoring/read/fields.py": "plugins/selfassess/tests/test_problems.py",
    "selfassess/authoring/scenario/scenario.py": "plugins/selfassess/tests/authoring/scenario/test_scenarios.py",
    "selfassess/authoring/releases/digests.py": "plugins/selfassess/tests/authoring/releases/test_released.py",
    "selfassess/authoring/releases/touched_items.py": "plugins/selfassess/tests/authoring/releases/test_undeclared_changes.py",
    "selfassess/authoring/rules/__init__.py": "plugins/selfassess/tests/test_problems.py",
    "selfassess/authoring/rules/matches.py": "plugins/selfassess/tests/authoring/rules/test_conditions.py",
    "selfassess/authoring/rules/places.py": "plugins/selfassess/tests/test_problems.py",
    "selfassess/authoring/rules/samples.py": "plugins/selfassess/tests/authoring/rules/test_truth_table.py",
    "selfassess/authoring/rules/totals.py": "plugins/selfassess/tests/authoring/rules/test_attainable.py",
    "selfassess/authoring/rules/values.py": "plugins/selfassess/tests/authoring/rules/test_attainable.py",
    "selfassess/browser/replies.py": "plugins/selfassess/tests/browser/test_door.py",
    "selfassess/definition/changes.py": "plugins/selfassess/tests/definition/test_versions.py",
    "selfassess/definition/conditions.py": "plugins/selfassess/tests/answering/test_logic.py",
    "selfassess/definition/document.py": "plugins/selfassess/tests/authoring/test_documents.py",
    "selfassess/definition/facts.py": "plugins/selfassess/tests/authoring/read/test_field_facts.py",
    "selfassess/definition/feedback.py": "plugins/selfassess/tests/reporting/test_report.py",
    "selfassess/definition/instrument.py": "plugins/selfassess/tests/test_problems.py",
    "selfassess/definition/item_types/": "plugins/selfassess/tests/definition/item_types/test_item_types.py",
    "selfassess/definition/items.py": "plugins/selfassess/tests/definition/item_types/test_item_types.py",
    "selfassess/definition/scoring.py": "plugins/selfassess/tests/scoring/test_scorer.py",
    "selfassess/reporting/follow_up.py": "plugins/selfassess/tests/reporting/issuing/test_analysis.py",
    "selfassess/reporting/findings.py": "plugins/selfassess/tests/reporting/test_report.py",
    "selfassess/reporting/issuing/accepted.py": "plugins/selfassess/tests/reporting/issuing/test_desk.py",
    "selfassess/reporting/issuing/decided.py": "plugins/selfassess/tests/reporting/issuing/test_desk.py",
    "selfassess/reporting/issuing/issue.py": "plugins/selfassess/tests/reporting/issuing/test_desk.py",
    "selfassess/reporting/issuing/reasons.py": "plugins/selfassess/tests/reporting/issuing/test_verdicts.py",
    "selfassess/reporting/item_results.py": "plugins/selfassess/tests/reporting/test_report.py",
    "selfassess/reporting/outline.py": "plugins/selfassess/tests/reporting/test_standing.py",
    "selfassess/reporting/score_text.py": "plugins/selfassess/tests/reporting/test_report.py",
    "selfassess/reporting/version_notices.py": "plugins/selfassess/tests/reporting/test_profile.py",
    "selfassess/scoring/component.py": "plugins/selfassess/tests/scoring/test_scorer.py",
    "selfassess/scoring/keying.py": "plugins/selfassess/tests/scoring/test_scorer.py",
    "selfassess/scoring/score.py": "plugins/selfassess/tests/scoring/test_scorer.py",
    "mkdocs_selfassess/__init__.py": "site_tests/test_house.py",
    "mkdocs_selfassess/fences/course.py": "plugins/mkdocs-selfassess/tests/web/test_courses.py",
    "mkdocs_selfassess/fences/finished.py": "plugins/mkdocs-selfassess/tests/hosts/mkdocs/test_plugin.py",
    "mkdocs_selfassess/policy/full_loads.py": "plugins/mkdocs-selfassess/tests/hosts/mkdocs/test_plugin.py",
    "mkdocs_selfassess/web/entry.py": "plugins/mkdocs-selfassess/tests/web/test_library.py",
    "mkdocs_selfassess/web/course_data.py": "plugins/mkdocs-selfassess/tests/web/test_courses.py",
    "mkdocs_selfassess/web/finished_courses.py": "plugins/mkdocs-selfassess/tests/web/test_courses.py",
    "alliance_site/__init__.py": "site_tests/test_house.py",
    "alliance_site/cards.py": "plugins/alliance-site/tests/test_claims.py",
    "alliance_site/coverage.py": "plugins/alliance-site/tests/test_blocks.py",
    "alliance_site/evidence.py": "plugins/alliance-site/tests/test_blocks.py",
    "alliance_site/grades.py": "plugins/alliance-site/tests/test_data.py",
    "alliance_site/knowledge.py": "plugins/alliance-site/tests/test_plugin.py",
    "alliance_site/overview.py": "plugins/alliance-site/tests/test_blocks.py",
    "alliance_site/pages.py": "plugins/alliance-site/tests/test_reviews.py",
    "alliance_site/status.py": "plugins/alliance-site/tests/test_blocks.py",
    "alliance_site/templates.py": "plugins/alliance-site/tests/test_plugin.py",
}

# Where a test, or what it needs, lets time pass, and why nothing better is there.
PAUSES = {
    ("site_tests/bench/load.py", "visit"): "what a page puts off counts, too",
    ("site_tests/check.py", "expect_soon"): "no element tells what is stored; it ends",
    ("site_tests/faulty_server.py", "_serve"): "a slow connection takes time: that is the fault",
    ("site_tests/faulty_server.py", "pieces"): "a slow connection takes time: that is the fault",
    ("site_tests/matrix.py", "_answer"): "three browsers have no waiting in common; it ends",
    ("site_tests/matrix.py", "_kept"): "three browsers have no waiting in common; it ends",
    ("site_tests/matrix.py", "_watched"): "three browsers have no waiting in common; it ends",
    ("site_tests/test_serve.py", "wait"): "another process tells nothing; it ends",
    ("site_tests/visitor.py", "_listening"): "another process tells nothing; it ends",
    ("site_tests/visitor.py", "_resize"): "a window tells nothing of its size; it ends",
    ("site_tests/visitor.py", "until"): "three browsers have no waiting in common; it ends",
}
# Loops that neither empty a list nor are counted.
LOOPS = {
    ("site_tests/check.py", "expect_soon"): "it ends with its time",
    ("site_tests/matrix.py", "_answer"): "it ends with its time",
    ("site_tests/matrix.py", "_watched"): "it ends with its time",
    ("site_tests/test_serve.py", "wait"): "it ends with its time",
    ("site_tests/visitor.py", "_read"): "it ends with what was announced",
    ("site_tests/visitor.py", "_resize"): "it ends with its time",
    ("site_tests/visitor.py", "until"): "it ends with its time",
}
# What the engine's tests may import: the engine, what its extras bring, and tools for tests.
ALONE = {"selfassess", "jinja2", "markupsafe", "yaml", "pydantic", "numpy"}
ALONE |= {"pytest", "hypothesis", "babel", "ruamel", "icalendar"}


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def within(node: ast.AST, around: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Yield each node below one, with the name of the function that it stands in."""
    for child in ast.iter_child_nodes(node):
        is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        name = child.name if is_function else around  # type: ignore[attr-defined]
        yield name, child
        yield from within(child, name)


# Each module has a test


def untested() -> Iterator[str]:
    """Yield the modules that have code and no test of their name."""
    for package, home in PACKAGES.items():
        source = home / "src" / package
        for file in sorted(source.rglob("*.py")):
            inside = file.relative_to(source)
            test = home / "tests" / inside.with_name(f"test_{file.name}")
            if not test.exists() and has_code(file):
                yield f"{package}/{inside.as_posix()}"


def has_code(file: Path) -> bool:
    """Whether a module holds more than its docstring and the names that it hands on."""
    body = parsed(file).body
    rest = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
    lines = [ast.unparse(node) for node in rest]
    return any(not line.startswith(("__all__", "'", '"')) for line in lines)


def covering(module: str) -> set[str]:
    """Return the lines of the table that speak of a module or of its folder."""
    return {line for line in COVERED if module == line or (line[-1] == "/" and line in module)}


def test_every_module_has_a_test_of_its_name_or_a_line_that_says_which_test_covers_it() -> None:
    assert [module for module in untested() if not covering(module)] == []


def test_no_line_is_left_of_a_module_that_has_a_test_or_is_gone() -> None:
    assert (
        sorted(COVERED.keys() - {line for module in untested() for line in covering(module)}) == []
    )


def test_the_tests_that_cover_other_modules_exist() -> None:
    assert [file for file in COVERED.values() if not (ROOT / file).is_file()] == []


# They wait for what is meant


def pauses(file: Path) -> set[tuple[str, str]]:
    """Return where a file lets time pass: its name and that of the function."""
    return {
        (name_of(file), function)
        for function, node in within(parsed(file))
        if isinstance(node, ast.Attribute) and node.attr in ("sleep", "wait_for_timeout")
    }


def loops(file: Path) -> set[tuple[str, str]]:
    """Return where a file goes round without counting or emptying a list."""
    return {
        (name_of(file), function)
        for function, node in within(parsed(file))
        if isinstance(node, ast.While) and not empties(node)
    }


def test_no_test_lets_time_pass_without_a_reason() -> None:
    assert {place for file in TESTS for place in pauses(file)} == PAUSES.keys()


def test_every_loop_ends() -> None:
    assert {place for file in TESTS for place in loops(file)} == LOOPS.keys()


def empties(loop: ast.While) -> bool:
    """Whether a loop takes something out of the list that it goes on with."""
    lists = {node.id for node in ast.walk(loop.test) if isinstance(node, ast.Name)}
    lists |= {node.attr for node in ast.walk(loop.test) if isinstance(node, ast.Attribute)}
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "pop"
        and ast.unparse(node.func.value).rpartition(".")[2] in lists
        for node in ast.walk(loop)
    )


# The engine's tests need the engine alone


def imported(file: Path) -> set[str]:
    """Return the packages that a file imports, what only type checkers see included."""
    found = set()
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def climbed(file: Path) -> int:
    """Return how many folders a file goes up from its own, at most."""
    steps = [
        node.slice.value
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Subscript)
        and getattr(node.value, "attr", "") == "parents"
        and isinstance(node.slice, ast.Constant)
    ]
    return max((step for step in steps if isinstance(step, int)), default=0)


def test_a_test_of_the_engine_imports_nothing_of_the_rest_of_the_house() -> None:
    own = {helper.stem for helper in ENGINE.glob("*.py")}
    allowed = own | ALONE | {*sys.stdlib_module_names}
    found = {name_of(file): imported(file) - allowed for file in ENGINE.rglob("*.py")}
    assert {name: more for name, more in found.items() if more} == {}


def test_a_test_of_the_engine_looks_at_no_file_outside_its_folder() -> None:
    files = ENGINE.rglob("*.py")
    assert [name_of(f) for f in files if climbed(f) >= len(f.relative_to(ENGINE).parts)] == []


# A fork changes the words


def test_a_test_of_a_plugin_that_looks_at_this_site_is_marked() -> None:
    looks = re.compile(r'ROOT / f?"(?:content|assessments)')
    plugins = [file for file in TESTS if ROOT / "plugins" in file.parents]
    looking = [file for file in plugins if looks.search(file.read_text(encoding="utf-8"))]
    assert looking
    unmarked = [file for file in looking if "mark.content" not in file.read_text(encoding="utf-8")]
    assert [name_of(file) for file in unmarked] == []
