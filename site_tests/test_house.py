"""The rules of the house that a machine can check cheaply."""

from __future__ import annotations

import ast
import gzip
import io
import json
import os
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import yaml
from tools import browser_types

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "plugins/selfassess/src/selfassess"
PLUGIN = ROOT / "plugins/mkdocs-selfassess/src/mkdocs_selfassess"
SITE = ROOT / "plugins/alliance-site/src/alliance_site"
MANUAL = ROOT / "content/own-site"
SCHEMAS = sorted((ROOT / "assessments").glob("*.schema.json"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TEXT = {".md", ".py", ".mjs", ".js", ".ts", ".json", ".yml", ".toml", ".lock", ".css", ".html"}
TEXT |= {".sh", ".svg", ".bib", ""}


def committed(*suffixes: str) -> list[Path]:
    """Return the files of the repository that git knows or would know, by suffix."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    files = [ROOT / name for name in listed.stdout.splitlines()]
    return [file for file in files if file.suffix in suffixes and file.is_file()]


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has, its docstring not counted."""
    documented = ast.get_docstring(node) is not None
    begin = node.body[0].end_lineno if documented else node.lineno
    return (node.end_lineno or 0) - (begin or 0)


def imports(tree: ast.Module, *, typing: bool = False) -> Iterator[str]:
    """Yield what a module imports when it runs, and with `typing` what type checkers see too.

    Of `from package import name` it yields package and name, which may be a module itself.
    """
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test) and not typing:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)
        pending.extend(ast.iter_child_nodes(node))


def modules(package: Path) -> dict[str, Path]:
    """Return the modules of a package by their full names."""
    files = {
        ".".join(file.relative_to(package.parent).with_suffix("").parts): file
        for file in package.rglob("*.py")
    }
    return {name.removesuffix(".__init__"): file for name, file in files.items()}


def resolved(names: Iterable[str], known: Collection[str]) -> set[str]:
    """Return the modules that are meant by imported names, each of which may be inside one."""
    return {name if name in known else name.rpartition(".")[0] for name in names}


def graph(package: Path) -> dict[str, set[str]]:
    """Return which modules of a package each module imports, for type checkers too.

    The packages around an imported module are not counted, or a package that hands on
    the public names of its modules would be in a circle with each of them.
    """
    known = modules(package)
    return {
        name: resolved(imports(parsed(file), typing=True), known) & set(known) - {name}
        for name, file in known.items()
    }


def circle(imported: Mapping[str, Collection[str]]) -> list[str]:
    """Return the modules of one circle of imports, the first one again at its end."""
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


@pytest.mark.parametrize("package", [ENGINE, PLUGIN, SITE], ids=lambda package: package.name)
def test_no_modules_import_each_other_in_a_circle(package: Path) -> None:
    assert len(graph(package)) > 20
    assert circle(graph(package)) == []


def test_a_circle_is_found_with_imports_for_type_checkers_and_of_public_names(
    tmp_path: Path,
) -> None:
    package = tmp_path / "house"
    package.mkdir()
    (package / "__init__.py").write_text("from house.door import Door\n")
    (package / "door.py").write_text("if TYPE_CHECKING:\n    from house import wall\n")
    (package / "wall.py").write_text("def build():\n    from house.roof import Roof\n")
    (package / "roof.py").write_text("")
    assert circle(graph(package)) == []
    (package / "roof.py").write_text("from house import Door\n")
    assert set(circle(graph(package))) == {"house", "house.door", "house.wall", "house.roof"}


def roots(names: Iterable[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("room", ["fences", "web", "policy", "hosts/standalone.py"])
def test_only_the_host_of_mkdocs_imports_mkdocs(room: str) -> None:
    path = PLUGIN / room
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    assert files
    for file in [*files, *PLUGIN.glob("*.py")]:
        found = set(imports(parsed(file), typing=True))
        assert "mkdocs" not in roots(found), file
        assert not {each for each in found if "hosts.mkdocs" in each}, file


def test_what_goes_to_the_web_knows_nothing_of_hosts() -> None:
    for file in (PLUGIN / "web").rglob("*.py"):
        found = imports(parsed(file), typing=True)
        assert not [each for each in found if each.startswith("mkdocs_selfassess.hosts")], file


def travelling() -> dict[str, Path]:
    """Return the sources of the engine's modules that are in the archive for the browser."""
    runtime = PLUGIN / "runtime"
    manifest = json.loads((runtime / "manifest.json").read_text(encoding="utf-8"))
    packed = (runtime / manifest["files"]["python"]["name"]).read_bytes()
    with ZipFile(io.BytesIO(gzip.decompress(packed))) as archive:
        compiled = [name for name in archive.namelist() if name.endswith(".pyc")]
    names = {
        name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for name in compiled
    }
    known = modules(ENGINE)
    assert {name for name in names if name.split(".")[0] == "selfassess"} <= set(known)
    return {name: known[name] for name in names & set(known)}


def test_what_is_outside_authoring_travels_to_the_browser_and_what_is_inside_never_does() -> None:
    inside = {name for name in modules(ENGINE) if f"{name}.".startswith("selfassess.authoring.")}
    assert len(inside) > 20
    assert set(travelling()) == set(modules(ENGINE)) - inside


def test_what_travels_imports_nothing_that_only_authors_have() -> None:
    for file in travelling().values():
        found = set(imports(parsed(file), typing=True))
        assert not roots(found) & {"pydantic", "yaml", "numpy"}, file
        assert not {name for name in found if name.startswith("selfassess.authoring")}, file


def names_as_text(file: Path, package: str) -> bool:
    """Return whether a module could import something by a name in a string."""
    texts = [node.value for node in ast.walk(parsed(file)) if isinstance(node, ast.Constant)]
    return any(isinstance(text, str) and text.startswith(package) for text in texts)


def test_only_the_door_of_the_command_line_names_authoring_in_what_travels() -> None:
    files = travelling().items()
    named = [name for name, file in files if names_as_text(file, "selfassess.authoring")]
    assert named == ["selfassess.__main__"]


def test_what_runs_in_the_browser_imports_the_standard_library_and_jinja2_only() -> None:
    known = modules(ENGINE)
    pending, seen, foreign = ["selfassess.browser"], set(), set()
    while pending:
        name = pending.pop()
        seen.add(name)
        names = set(imports(parsed(known[name])))
        pending.extend(resolved(names, known) & set(known) - seen)
        allowed = {*sys.stdlib_module_names, "jinja2", "markupsafe", "selfassess"}
        foreign |= {f"{name}: {each}" for each in roots(names) - allowed}
    assert "selfassess.scoring.scorer" in seen
    assert not foreign


def test_the_plugin_depends_on_no_theme() -> None:
    found = {each for file in PLUGIN.rglob("*.py") for each in imports(parsed(file))}
    assert not {each for each in found if each.split(".")[0] == "material"}


def test_proof_does_not_import_the_plugins() -> None:
    internal = {"mkdocs_selfassess", "alliance_site"}
    for file in (ROOT / "site_tests").rglob("*.py"):
        assert not roots(imports(parsed(file))) & internal, file


def test_hooks_delegate_within_fifteen_lines() -> None:
    files = [PLUGIN / "hosts/mkdocs/plugin.py", SITE / "plugin.py"]
    hooks = [node for file in files for node in functions(file) if node.name.startswith("on_")]
    assert hooks
    assert {node.name: length(node) for node in hooks if length(node) > 15} == {}


def test_no_function_is_longer_than_thirty_lines() -> None:
    files = [file for file in committed(".py") if "tests" not in file.parts]
    long = {
        f"{f.relative_to(ROOT)}:{n.name}" for f in files for n in functions(f) if length(n) > 30
    }
    assert long == set()


def test_no_file_names_the_host_of_a_package_registry() -> None:
    # Put together here, so that this file does not name them either.
    hosts = ["pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js", "npmjs" + ".com"]
    hosts += ["cdn.js" + "delivr", "unpkg" + ".com", "cdnjs." + "cloudflare"]
    pattern = re.compile("|".join(map(re.escape, hosts)))
    named = [file for file in committed(*TEXT) if pattern.search(file.read_text(encoding="utf-8"))]
    assert named == []


def test_the_locks_hold_no_addresses() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_the_versions_and_the_changelog_agree() -> None:
    pattern = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
    texts = [
        (folder / "__init__.py").read_text(encoding="utf-8") for folder in (ENGINE, PLUGIN, SITE)
    ]
    versions = {match[1] for match in map(pattern.search, texts) if match}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    versions |= set(re.findall(r'^version = "(.+)"$', project, re.MULTILINE))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert versions == set(re.findall(r"^## (\S+)", changelog, re.MULTILINE)[:1])


def test_the_committed_schemas_are_what_the_engine_writes(tmp_path: Path) -> None:
    (tmp_path / "assessments").mkdir()
    command = [sys.executable, "-m", "selfassess", "schema", "--write"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    written = {file.name: file.read_bytes() for file in (tmp_path / "assessments").iterdir()}
    types = ("instrument", "cases", "course", "provider", "scenario")
    assert set(written) == {f"{name}.schema.json" for name in types}
    assert {name: (ROOT / "assessments" / name).read_bytes() for name in written} == written


def test_the_editor_that_we_recommend_an_extension_for_is_told_of_every_schema() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    wanted = json.loads((ROOT / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert wanted["recommendations"] == ["redhat.vscode-yaml"]
    schemas = settings["yaml.schemas"]
    assert set(schemas) == {f"assessments/{file.name}" for file in SCHEMAS}
    assert [pattern for pattern in schemas.values() if not list(ROOT.glob(pattern))] == []


def test_the_committed_types_of_requests_are_those_of_the_engine() -> None:
    assert browser_types.FILE.read_text(encoding="utf-8") == browser_types.declarations()


def fields(file: Path, name: str) -> Iterator[str]:
    """Yield the names that a class sets or declares in its body."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.ClassDef) and node.name == name:
            for each in node.body:
                names = each.targets if isinstance(each, ast.Assign) else []
                names = [each.target] if isinstance(each, ast.AnnAssign) else names
                yield from (name.id for name in names if isinstance(name, ast.Name))


def test_the_manual_names_every_option_of_the_plugin_and_the_fence() -> None:
    manual = (MANUAL / "index.md").read_text(encoding="utf-8")
    found = {
        *fields(PLUGIN / "hosts/mkdocs/config.py", "SelfAssessConfig"),
        *fields(PLUGIN / "fences/embed.py", "Embed"),
        *fields(PLUGIN / "fences/course.py", "CourseEmbed"),
    }
    assert {"assessments", "only"} <= found
    assert {name for name in found if f"`{name}`" not in manual} == set()


def test_the_manual_names_every_template_style_property_and_state() -> None:
    manual = (MANUAL / "styling.md").read_text(encoding="utf-8")
    sheets = (PLUGIN / "assets").glob("*.css")
    styles = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    names = set(re.findall(r"--sa-[a-z-]+", styles))
    names |= {file.name for file in (ENGINE / "templates").glob("*.html")}
    names |= {"idle", "loading", "ready", "scoring", "done", "failed"}
    assert {name for name in names if f"`{name}`" not in manual} == set()


def test_the_manual_names_every_event() -> None:
    manual = (MANUAL / "events.md").read_text(encoding="utf-8")
    types = (PLUGIN / "assets/assessment.d.ts").read_text(encoding="utf-8")
    (union,) = re.findall(r"export type Announced = (.+);", types)
    names = re.findall(r'"(\w+)"', union)
    assert len(names) == 5
    assert [name for name in names if f"| `selfassess:{name}` |" not in manual] == []


def test_what_the_readme_tells_people_to_open_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|[^|]+\|([^|]+)\|$", readme, re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"`([\w./-]+[./][\w./-]*)`", row)}
    names |= set(re.findall(r"\]\(([^)#:]+)\)", readme))
    assert len(names) > 10
    assert {name for name in names if not (ROOT / name).exists()} == set()


@pytest.mark.content
def test_every_instrument_has_worked_examples() -> None:
    instruments = list((ROOT / "assessments").glob("*/instrument.yml"))
    assert instruments
    assert [file for file in instruments if not file.with_name("cases.yml").exists()] == []


@pytest.mark.content
def test_every_instrument_is_as_it_was_released_or_says_what_changed() -> None:
    folders = [file.parent for file in (ROOT / "assessments").glob("*/instrument.yml")]
    assert [folder for folder in folders if not list(folder.glob("released/*.json"))] == []
    command = [sys.executable, "-m", "selfassess", "check", "assessments"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    courses = len(list((ROOT / "assessments/courses").glob("*/course.yml")))
    scenarios = len(list((ROOT / "assessments/scenarios").glob("*/scenario.yml")))
    counts = f"{len(folders)} instruments, {courses} courses and {scenarios} scenarios"
    checked = f"{counts} checked"
    assert done.stdout == f"{checked}, 0 problems found\n", done.stderr


@pytest.mark.content
def test_every_released_file_says_in_which_language_it_is_written_and_has_a_digest() -> None:
    files = sorted((ROOT / "assessments").glob("*/released/**/*.json"))
    assert files
    said = {file: json.loads(file.read_text(encoding="utf-8")).get("format") for file in files}
    assert {file: number for file, number in said.items() if not isinstance(number, int)} == {}
    sums = {file: (file.parent / "SHA256SUMS").read_text(encoding="utf-8") for file in files}
    assert [file for file, lines in sums.items() if f"  {file.name}\n" not in lines] == []


def test_python_reaches_the_page_as_html_in_one_place_only() -> None:
    sinks = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|HTMLUnsafe|setHTML"
    sinks += r"|createContextualFragment|\beval\(|new Function|srcdoc"
    scripts = [file for file in committed(".mjs", ".js") if PLUGIN in file.parents]
    lines = [line for file in scripts for line in file.read_text(encoding="utf-8").splitlines()]
    used = [line.strip() for line in lines if re.search(sinks, line) and not comment(line)]
    assert len(used) == 1, used


def comment(line: str) -> bool:
    return line.lstrip().startswith(("//", "*", "/*"))


_MODULES = re.compile(r"""(?:\bfrom\s+|\bimport\s*\(?\s*|@import[^"']*)["'](\.[^"']+)["']""")
"""Whatever one module says of another: static, dynamic, and for its types only."""


def scripts_of_the_page() -> list[Path]:
    folders = {PLUGIN / "assets", ROOT / "content/javascripts"}
    return [file for file in committed(".mjs", ".ts") if file.parent in folders]


def named_modules(file: Path) -> set[Path]:
    """Return the files that a module imports, those included of which it takes types alone."""
    found = {file.parent / name for name in _MODULES.findall(file.read_text(encoding="utf-8"))}
    return {path if path.suffix else path.with_suffix(".d.ts") for path in found}


def test_no_scripts_of_the_page_import_each_other_in_a_circle() -> None:
    imported = {file: named_modules(file) for file in scripts_of_the_page()}
    names = {file.name: {path.name for path in found} for file, found in imported.items()}
    assert {"cover.mjs", "actions.mjs", "assessment.d.ts"} <= names["element.mjs"]
    assert "types.d.ts" in names["engine.mjs"]
    assert circle(names) == []


_STATIC = re.compile(r"""^(?:import|export) .*\bfrom "\./([^"]+)";$""", re.MULTILINE)
_LATE = re.compile(r"""\bload\("\./([^"]+\.mjs)"\)""")


def within_reach(name: str, imports: dict[str, list[str]]) -> set[str]:
    """Return a script and all that has to be there before it runs."""
    return {name}.union(*(within_reach(each, imports) for each in imports[name]))


def test_what_comes_late_needs_nothing_that_only_a_new_page_could_fetch_again() -> None:
    # A module that failed once stays failed for all that name it; `load` goes to another address.
    scripts = {file.name: file for file in scripts_of_the_page() if file.parent.name == "assets"}
    texts = {name: file.read_text(encoding="utf-8") for name, file in scripts.items()}
    imports = {name: _STATIC.findall(text) for name, text in texts.items() if ".mjs" in name}
    first = within_reach("element.mjs", imports)
    late = {each for name in imports for each in _LATE.findall(texts[name])}
    assert {"store.mjs", "engine.mjs"} <= first
    assert {"report.mjs", "device.mjs", "days.mjs"} <= late
    assert {name: more for name in late if (more := {*imports[name]} - first)} == {}


_TYPE = re.compile(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")


def untyped(file: Path) -> list[str]:
    """Return the lines of a script that give up on a type: `any`, and what JSDoc means by it."""
    lines = []
    for line in file.read_text(encoding="utf-8").splitlines():
        types = [line] if file.suffix == ".ts" and not comment(line) else []
        types = _TYPE.findall(line) if file.suffix == ".mjs" and "@" in line else types
        if any(re.search(r"\bany\b|\{[*?]\}|\b(Function|Object)\b", each) for each in types):
            lines.append(line.strip())
        assert not re.search(r"@ts-(ignore|nocheck|expect-error)", line), file
    return lines


def test_at_most_five_types_of_the_page_are_any_each_with_its_reason() -> None:
    found = {file: lines for file in scripts_of_the_page() if (lines := untyped(file))}
    assert sum(map(len, found.values())) <= 5, found
    for file, lines in found.items():
        text = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        for line in lines:
            before = text[text.index(line) - 1]
            assert comment(before) or before.endswith("*/"), f"{file.name}: {line}"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.mjs", "/** @type {any} */"),
        ("a.mjs", "/** @param {Record<string, any>} [values] @returns {string} */"),
        ("a.mjs", "/** @param {{ a: (b: any) => void }} given */"),
        ("a.mjs", "/** @type {*} */"),
        ("a.ts", "export type A = Promise<any>;"),
    ],
)
def test_a_type_that_is_any_is_counted(tmp_path: Path, name: str, line: str) -> None:
    (tmp_path / name).write_text(f"// any\n/** of any kind */\n{line}\n")
    assert untyped(tmp_path / name) == [line]


def test_decision_notes_have_at_most_forty_lines() -> None:
    notes = sorted((ROOT / "content/about/decisions").glob("0*.md"))
    assert notes
    for note in notes:
        text = note.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 40, note
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_pins_its_actions(file: Path) -> None:
    used = re.findall(r"uses:\s*(\S+)", file.read_text(encoding="utf-8"))
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w./-]+@(v\d+|[0-9a-f]{40})", each)] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_may_only_read_except_where_it_publishes(file: Path) -> None:
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    writing = {
        (name, permission)
        for name, job in workflow["jobs"].items()
        for permission, level in job.get("permissions", {}).items()
        if level == "write"
    }
    assert writing <= {
        ("deploy", "pages"),
        ("deploy", "id-token"),
        ("release", "contents"),
        ("index", "id-token"),
    }


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_runs_nothing_that_a_stranger_wrote(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "pull_request_target" not in text
    harmless = r"github\.event_name|github\.event\.repository\.default_branch\b"
    assert "github.event." not in re.sub(harmless, "", text)
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_the_workflow_sets_what_the_site_asks_of_its_surroundings() -> None:
    asked = re.findall(r"!ENV \[(\w+),", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    # For tests: nothing that is published pretends.
    asked.remove("SELFASSESS_PRETEND")
    workflows = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    assert "SITE_URL" in asked
    assert [name for name in asked if f"{name}: ${{{{" not in workflows] == []


def test_make_serve_says_at_once_what_it_does_and_how_long() -> None:
    # Of a make around this test it would tell where it is.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "-n", "serve"]
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True)
    first = done.stdout.partition("\n")[0]
    assert first.startswith('echo "Serving the site: its pages take ')
