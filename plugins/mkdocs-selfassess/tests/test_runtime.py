"""The runtime: built, then fetched and started in a real browser, with and without faults."""

from __future__ import annotations

import ast
import base64
import difflib
import functools
import gzip
import hashlib
import html.entities
import importlib.metadata
import importlib.util
import inspect
import io
import json
import os
import re
import subprocess
import sys
import types
import urllib.parse
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import jinja2.filters
import jinja2.nodes
import pytest
from playwright.sync_api import sync_playwright
from site_tests.conftest import FLAGS, INSECURE, ring
from site_tests.faulty_server import FaultyServer
from site_tests.profile import made_templates

from selfassess.authoring import pythons
from selfassess.reporting.templates import python_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PLUGIN = Path(__file__).resolve().parent.parent
PACKAGE = PLUGIN / "src/mkdocs_selfassess"
ASSETS = PACKAGE / "assets"
RUNTIME = PACKAGE / "runtime"
BUILD = PLUGIN / "runtime/build.mjs"
STDLIB = PLUGIN.parent.parent / "node_modules/pyodide/python_stdlib.zip"
PROFILE = PLUGIN / "runtime/profile.json"
SITE_TESTS = PLUGIN.parent.parent / "site_tests"
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'"
)
PAGE = f"""<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="data:,">
<title>Runtime</title>
<script type="module" src="page.mjs"></script>
"""
SCRIPT = """
import { ask, configure, settings, warm } from "./assets/engine.mjs";
configure(new URL("runtime/MANIFEST", location).href);
const seen = [];
const watch = (progress) => seen.push({ ...progress });
const outcome = (promise) => promise.then(
  (value) => ({ value, seen }),
  ({ code, message, template }) => ({ code, message, template, seen }),
);
window.engine = {
  settings,
  warm: () => outcome(warm(watch)),
  ask: (request) => outcome(ask(request, watch)),
};
"""
COUNT_WORKERS = """
window.workers = 0;
window.Worker = class extends Worker { constructor(...a) { super(...a); window.workers += 1; } };
"""
PROBE = """
const blocked = [];
const attempt = async (name, action) => { try { await action(); } catch { blocked.push(name); } };
const request = () => new Promise((resolve, reject) => {
  const asked = new XMLHttpRequest();
  asked.onload = resolve;
  asked.onerror = reject;
  asked.open("GET", "ELSEWHERE");
  asked.send();
});
onmessage = async () => {
  await attempt("fetch", () => fetch("ELSEWHERE"));
  await attempt("request", request);
  await attempt("import", () => import("ELSEWHERE"));
  await attempt("eval", () => eval("1"));
  postMessage({ type: "error", id: 0, message: `blocked: ${blocked.join(", ")}` });
};
"""
INSTRUMENT = {
    "id": "example",
    "version": "1.0",
    "kind": "self-review",
    "title": "Example",
    "introduction": "An introduction.",
    "minutes": 1,
    "licence": "CC BY 4.0",
    "source": "Made up.",
    "limits": "It can tell nothing.",
    "scales": {"often": {"options": [{"value": n, "label": f"Option {n}"} for n in (1, 2, 3)]}},
    "domains": [{"id": "listening", "title": "Listening"}],
    "items": [{"id": "open", "stem": "I asked.", "domain": "listening", "scale": "often"}],
    "scoring": {"method": "mean", "missing": {"rule": "complete", "minimum": 1}},
}
REQUEST: dict[str, object] = {
    "do": "report",
    "definition": json.dumps({"instrument": INSTRUMENT, "links": {}, "templates": {}}),
    "answers": {"open": "2"},
    "only": None,
    "day": "",
    "base": "../",
    "level": 2,
}


def build(*args: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", str(BUILD), *map(str, args)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    done = build("--site-packages", site_packages())
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads((RUNTIME / "manifest.json").read_text())
    return data


def site_packages() -> Path:
    spec = importlib.util.find_spec("jinja2")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent.parent


# The build


@pytest.fixture(scope="module")
def again(manifest: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second build, elsewhere and under other circumstances, over an older one."""
    out = tmp_path_factory.mktemp("again")
    (out / "python.0123456789abcdef.zip").write_text("of an older build")
    others = {"TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "1000000000", "LC_ALL": "C"}
    done = build("--site-packages", site_packages(), "--out", out, **others)
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.slow
def test_equal_inputs_give_equal_bytes(again: Path) -> None:
    def contents(folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    assert contents(again) == contents(RUNTIME)


@pytest.mark.slow
def test_files_of_older_builds_are_removed(again: Path) -> None:
    assert not (again / "python.0123456789abcdef.zip").exists()


def test_nothing_is_built_while_the_inputs_stay_the_same(again: Path) -> None:
    before = (again / "manifest.json").stat().st_mtime_ns
    done = build("--site-packages", site_packages(), "--out", again)
    assert done.stdout.endswith(" is up to date.\n")
    assert (again / "manifest.json").stat().st_mtime_ns == before


def test_every_name_carries_the_start_of_its_hash(manifest: dict[str, Any]) -> None:
    for name in [entry["name"] for entry in files(manifest)] + [manifest["manifest"]]:
        digest = hashlib.sha256((RUNTIME / name).read_bytes()).hexdigest()
        assert digest.startswith(name.split(".")[-3 if name.endswith(".gz") else -2])


def test_the_manifest_tells_the_truth(manifest: dict[str, Any]) -> None:
    for entry in files(manifest):
        content = (RUNTIME / entry["name"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["bytes"] == len(content)
        unpacked = gzip.decompress(content) if entry["name"].endswith(".gz") else b""
        assert entry.get("unpacked", hashlib.sha256().hexdigest()) == (
            hashlib.sha256(unpacked).hexdigest()
        )


def files(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries of all files, with those that only a missing function fetches."""
    return [*manifest["files"].values(), *manifest.get("whole", {}).values()]


def test_the_archive_holds_byte_code_and_catalogs_only(manifest: dict[str, Any]) -> None:
    names = archive(manifest).namelist()
    assert {Path(name).suffix for name in names} == {".pyc", ".mo"}
    assert "selfassess/reporting/templates.pyc" in names
    assert "selfassess/locale/es/LC_MESSAGES/selfassess.mo" in names


def test_what_only_authors_need_stays_at_home(manifest: dict[str, Any]) -> None:
    modules = {name for name in archive(manifest).namelist() if name.startswith("selfassess/")}
    at_home = {f"selfassess/{name}.pyc" for name in ("cli", "shape", "source", "yamltext")}
    assert not modules & at_home


def archive(manifest: dict[str, Any]) -> zipfile.ZipFile:
    packed = (RUNTIME / manifest["files"]["python"]["name"]).read_bytes()
    return zipfile.ZipFile(io.BytesIO(gzip.decompress(packed)))


def test_every_file_comes_with_its_licence(manifest: dict[str, Any]) -> None:
    texts = {name: (RUNTIME / name).read_text() for name in manifest["licences"]}
    assert all(f["name"] in texts["LICENSE-PYODIDE.txt"] for f in files(manifest))
    assert "Mozilla Public License Version 2.0" in texts["LICENSE-PYODIDE.txt"]
    assert "https://github.com/pyodide/pyodide" in texts["LICENSE-PYODIDE.txt"]
    assert "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2" in texts["LICENSE-PYTHON.txt"]
    assert "Pallets" in texts["LICENSE-JINJA2.txt"]
    assert "Pallets" in texts["LICENSE-MARKUPSAFE.txt"]


# The bill of materials


def bill() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RUNTIME / "bom.cdx.json").read_text(encoding="utf-8"))
    return found


def components(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return every component of a bill by its name, those inside of others too."""
    named = {each["name"]: each for each in found.get("components", [])}
    for each in list(named.values()):
        named |= components(each)
    return named


def claimed(part: dict[str, Any], name: str) -> set[str]:
    """Return the names in the archive that a component says are its own."""
    said = [each["value"] for each in part.get("properties", [])]
    return {
        top for value in said for top in value.removeprefix(f"{name}: ").split() if ":" in value
    }


def test_every_module_of_the_archive_belongs_to_one_component(manifest: dict[str, Any]) -> None:
    name = manifest["files"]["python"]["name"]
    packed = {path.split("/")[0].removesuffix(".pyc") for path in archive(manifest).namelist()}
    claims = [top for part in components(bill()).values() for top in claimed(part, name)]
    assert len(claims) == len(set(claims))
    assert set(claims) == {"selfassess", "jinja2", "markupsafe", "pyodide", "_pyodide"}
    with zipfile.ZipFile(STDLIB) as stdlib:
        standard = {path.split("/")[0].removesuffix(".py") for path in stdlib.namelist()}
    assert set(claims) <= packed
    assert packed - set(claims) <= standard


def test_every_file_that_the_browser_runs_stands_in_the_bill_with_its_hash(
    manifest: dict[str, Any],
) -> None:
    found = components(bill())
    for entry in [*manifest["files"].values(), *manifest.get("whole", {}).values()]:
        digest = {"alg": "SHA-256", "content": entry["sha256"]}
        assert found[entry["name"]]["hashes"] == [digest]


def test_every_component_has_a_licence_and_what_has_a_version_is_of_this_one(
    manifest: dict[str, Any],
) -> None:
    found = components(bill())
    assert [name for name, part in found.items() if not part["licenses"]] == []
    assert found["pyodide"]["version"] == manifest["pyodide"]
    assert found["cpython"]["version"] == manifest["python"]
    for name in ("jinja2", "markupsafe", "selfassess"):
        assert found[name]["version"] == importlib.metadata.version(name)


def test_what_the_licence_names_inside_of_the_wasm_is_in_the_bill() -> None:
    text = (RUNTIME / "LICENSE-PYODIDE.txt").read_text(encoding="utf-8")
    (listed,) = re.findall(r"public domain: ([^.]+)\.", text)
    found = {name.casefold() for name in components(bill())}
    assert {name.casefold() for name in re.split(r",\s+", listed)} <= found


def test_the_bill_tells_no_time_and_no_number_of_its_own() -> None:
    assert "serialNumber" not in bill()
    assert set(bill()["metadata"]) == {"component"}


def test_a_folder_without_the_packages_is_named_in_one_sentence(tmp_path: Path) -> None:
    done = build("--site-packages", tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        f"jinja2 is not in {tmp_path}; run make, or name the right folder with --site-packages.\n"
    )


SMALLEST = """const [pack, file, folder] = process.argv.slice(1);
const [{ smallest }, { readFileSync }] = [await import(pack), await import("node:fs")];
process.stdout.write(smallest(readFileSync(file), folder));"""


def test_what_is_published_is_packed_smaller_than_by_gzip_and_only_once(tmp_path: Path) -> None:
    file = BUILD.read_bytes()
    command = [BUILD.parent / "pack.mjs", BUILD, tmp_path / "packed"]
    node = ["node", "--input-type=module", "--eval", SMALLEST, *map(str, command)]
    packed = subprocess.run(node, check=True, capture_output=True).stdout
    assert gzip.decompress(packed) == file
    assert len(packed) < len(gzip.compress(file, 9))
    (kept,) = (tmp_path / "packed").iterdir()
    assert kept.read_bytes() == packed
    # What was packed before is taken if it is whole, and only then.
    kept.write_bytes(gzip.compress(file, 1))
    assert subprocess.run(node, check=True, capture_output=True).stdout == kept.read_bytes()
    for damaged in (gzip.compress(b"another file"), packed[:-9], b""):
        kept.write_bytes(damaged)
        assert subprocess.run(node, check=True, capture_output=True).stdout == packed


# The contents


def loaded(name: str) -> Any:
    """Return a module of the runtime's build, which lies in no package."""
    spec = importlib.util.spec_from_file_location(name, BUILD.parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def contents() -> Any:
    return loaded("contents")


HARD = """def f(a: (
    int  # a remark
) = 1, *b: dict[str, "é(->"], c=lambda x: x) -> tuple[
    int,
    str,
]:
    async def g(é: int, /, **k: int) -> (int): return é - k["->"]
    return g
class A:
    b: int = 1
"""


def plain(source: bytes) -> str:
    """Return the tree of a module without what its functions say of types."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.returns = None
    return ast.dump(tree)


def statements(source: bytes) -> list[tuple[str, int]]:
    found = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.stmt)]
    return [(type(each).__name__, each.lineno) for each in found]


def test_what_travels_is_what_was_written_without_the_types_of_functions() -> None:
    unannotated = loaded("unannotated").unannotated
    files = Path(jinja2.__file__).parent.glob("[a-f]*.py")
    for source in [HARD.encode(), *(file.read_bytes() for file in files)]:
        bare = unannotated(source)
        assert ast.dump(ast.parse(bare)) == plain(source)
        assert statements(bare) == statements(source)


def test_a_module_that_is_used_but_not_listed_fails_the_build(contents: Any) -> None:
    with pytest.raises(contents.Incomplete) as caught:
        contents.check_stdlib(("json",), {"json": "", "html": ""}, ["html", "json"])
    assert str(caught.value) == (
        "The engine uses html, which the runtime would not hold; "
        "add it to [[stdlib]] in contents.toml, with the reason."
    )


def test_a_listed_module_that_python_has_not_fails_the_build(contents: Any) -> None:
    with pytest.raises(contents.Incomplete) as caught:
        contents.check_stdlib(("jsn",), {"json": ""}, [])
    assert (
        str(caught.value) == "contents.toml lists jsn, which this Python does not have; delete it."
    )


def test_a_module_that_is_listed_twice_fails_the_build(contents: Any) -> None:
    with pytest.raises(contents.Incomplete) as caught:
        contents.check_stdlib(("json", "json"), {"json": ""}, [])
    assert str(caught.value) == "contents.toml lists json twice; delete one of them."


def test_an_import_that_the_browser_cannot_follow_fails_the_build(
    contents: Any, tmp_path: Path
) -> None:
    path = tmp_path / "weather.py"
    path.write_text("def look():\n    from ruamel.yaml import YAML\n")
    with pytest.raises(contents.Incomplete) as caught:
        contents.check_imports(path, (), [])
    assert str(caught.value) == (
        "weather.py imports ruamel.yaml, which the browser does not have; move it to "
        "selfassess/authoring if only authors need it, "
        "or add ruamel.yaml to [[stdlib]] in contents.toml, with the reason."
    )


def test_a_folder_that_is_left_out_stays_at_home_whole(contents: Any, tmp_path: Path) -> None:
    for name in ("engine/face.py", "engine/rules/bands.py", "engine/locale/es.mo"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    package = contents.Package("engine", frozenset(["rules"]))
    found = [path.relative_to(tmp_path).as_posix() for path in package.files(tmp_path)]
    assert found == ["engine/face.py", "engine/locale/es.mo"]


def test_imports_for_type_checking_are_free(contents: Any, tmp_path: Path) -> None:
    path = tmp_path / "weather.py"
    path.write_text("if TYPE_CHECKING:\n    from ruamel.yaml import YAML\n")
    contents.check_imports(path, (), [])


def test_a_stand_in_for_something_newer_fails_the_build(contents: Any, tmp_path: Path) -> None:
    old = hashlib.sha256(b"old").hexdigest()
    with pytest.raises(contents.Incomplete) as caught:
        contents.replaced({"a/b.py": b"new"}, [contents.StandIn("a/b.py", old)], tmp_path)
    assert str(caught.value) == (
        "a/b.py is not what its stand-in was written for; read what is new in it, mend "
        "stand_ins/a/b.py, and write the new hash into contents.toml."
    )


def test_a_stand_in_travels_in_the_place_of_what_it_stands_for(
    contents: Any, tmp_path: Path
) -> None:
    (tmp_path / "b.py").write_bytes(b"short")
    given = {"a.py": b"kept", "b.py": b"long"}
    listed = [contents.StandIn("b.py", hashlib.sha256(b"long").hexdigest())]
    assert contents.replaced(given, listed, tmp_path) == {"a.py": b"kept", "b.py": b"short"}


def test_what_is_below_a_module_stays_at_home_with_it(contents: Any) -> None:
    loaded = ["json", "net", "net.socket", "network"]
    assert contents.without(loaded, frozenset(["net"])) == ["json", "network"]


# What stands for modules of Python


def stand_in(name: str) -> Any:
    """Return a stand-in as a module of this Python."""
    spec = importlib.util.spec_from_file_location("stand_in", BUILD.parent / "stand_ins" / name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Sample:
    """Has one attribute of each sort, and makes up all others."""

    of_class = 1

    def __init__(self) -> None:
        self.own = 2

    def __getattr__(self, name: str) -> str:
        return name

    @property
    def asked(self) -> object:
        raise AssertionError

    async def waited(self) -> None:
        """Wait for nothing."""


@types.coroutine
def _yielding() -> Iterator[None]:
    yield


def _answer(function: Any, *given: object) -> object:
    try:
        return function(*given)
    except AttributeError:
        return AttributeError


@pytest.mark.parametrize("name", ["of_class", "own", "asked", "waited", "made_up", "__class__"])
@pytest.mark.parametrize("thing", [Sample(), Sample, 3], ids=["object", "class", "number"])
def test_the_stand_in_finds_the_attributes_that_inspect_finds(thing: object, name: str) -> None:
    ours, theirs = stand_in("inspect.py").getattr_static, inspect.getattr_static
    assert _answer(ours, thing, name) is _answer(theirs, thing, name)


def test_the_stand_in_says_of_functions_and_of_what_is_awaited_what_inspect_says() -> None:
    waited, ours = Sample().waited(), stand_in("inspect.py")
    things: list[object] = [Sample, Sample(), Sample.waited, Sample().waited, waited, len, 3]
    things += [_yielding(), _yielding, functools.partial(Sample.waited)]
    things += [functools.wraps(Sample.waited)(lambda: None)]
    for name in ("isclass", "ismethod", "iscoroutinefunction", "isawaitable", "unwrap"):
        asked, meant = getattr(ours, name), getattr(inspect, name)
        assert [asked(thing) for thing in things] == [meant(thing) for thing in things], name
    waited.close()


def test_the_stand_in_knows_the_one_signature_that_pyodide_asks_for() -> None:
    ours = stand_in("inspect.py")
    found = ours.signature(lambda *args, **kwargs: None).parameters
    kinds = {name: each.kind for name, each in found.items()}
    assert kinds == {"args": ours.Parameter.VAR_POSITIONAL, "kwargs": ours.Parameter.VAR_KEYWORD}
    for other in (Sample, len, lambda n: n, lambda *n: n, lambda *n, k, **m: n):
        with pytest.raises(ValueError, match="this signature is not known here"):
            ours.signature(other)


@pytest.mark.parametrize("safe", ["/", "", "/?&=é", b"%"])
def test_the_stand_in_quotes_as_urllib_does(safe: str | bytes) -> None:
    every = bytes(range(256))
    quoted = stand_in("urllib/parse.py").quote_from_bytes(every, safe)
    assert quoted == urllib.parse.quote_from_bytes(every, safe)


WORDS = [
    "",
    "a",
    "page",
    "pages",
    "Seite",
    "apple",
    "scoring",
    "scored_domains",
    "qabxcd",
    "abycdf",
]
LONG = ["ab" * 120 + "scoring", "scoring" * 40, "x" * 250 + "page"]


@pytest.mark.parametrize("word", [*WORDS, *LONG])
def test_the_stand_in_finds_the_words_that_difflib_finds(word: str) -> None:
    ours = stand_in("difflib.py")
    known = [*WORDS, *LONG, *sorted(jinja2.filters.FILTERS)]
    for cutoff in (0.0, 0.3, 0.6):
        found = ours.get_close_matches(word, known, 5, cutoff)
        assert found == difflib.get_close_matches(word, known, 5, cutoff)
    compare, meant = ours.SequenceMatcher(b=word), difflib.SequenceMatcher(b=word)
    for each in known:
        compare.set_seq1(each)
        meant.set_seq1(each)
        assert compare.ratio() == meant.ratio()


def test_the_stand_in_of_chance_draws_all_of_several_and_nothing_else() -> None:
    ours = stand_in("random.py")
    assert {ours.choice("abc") for _ in range(500)} == set("abc")
    assert {ours.randrange(3, 6) for _ in range(500)} == {3, 4, 5}
    with pytest.raises(IndexError, match="Cannot choose from an empty sequence"):
        ours.choice("")
    with pytest.raises(ValueError, match="empty range"):
        ours.randrange(3, 3)


@pytest.mark.parametrize("autoescape", [True, False, "a.html".__eq__])
def test_the_stand_in_knows_of_nodes_how_a_template_is_filled(autoescape: Any) -> None:
    environment = jinja2.Environment(autoescape=autoescape)
    kinds: list[Any] = [stand_in("jinja2/nodes.py").EvalContext, jinja2.nodes.EvalContext]
    for kind in kinds:
        made = kind(environment, "a.html")
        fresh = {"environment": environment, "autoescape": autoescape is not False}
        assert vars(made) == fresh | {"volatile": False}
        old = made.save()
        made.volatile = made.autoescape = "changed"
        made.revert(old)
        assert vars(made) == fresh | {"volatile": False}


def test_what_stands_for_the_parser_says_that_templates_come_compiled() -> None:
    with pytest.raises(RuntimeError) as caught:
        stand_in("jinja2/parser.py").Parser(None, "{{ 1 }}", "a.html")
    assert str(caught.value) == (
        "this template is not compiled; it is text; "
        "give what selfassess.reporting.templates makes of it"
    )


def executed(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(source, names)
    return names


def test_the_names_of_signs_that_travel_are_those_of_python() -> None:
    names = executed(loaded("made").entities(html.entities.html5))
    assert names["html5"] == html.entities.html5


def test_templates_travel_as_the_python_that_is_made_of_them_here() -> None:
    names = executed(loaded("made").templates({"hint.html": python_of("hint.html")}))
    assert names["python_of"]("hint.html") == python_of("hint.html")
    with pytest.raises(jinja2.TemplateNotFound, match="no-such"):
        names["python_of"]("no-such.html")


@pytest.mark.slow
def test_every_module_of_the_archive_finds_what_it_imports(manifest: dict[str, Any]) -> None:
    names = {
        path.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")
        for path in archive(manifest).namelist()
        if path.endswith(".pyc")
    }
    # It is the command line, for authors.
    names.remove("selfassess.__main__")
    loading = f"import importlib\nfor name in {sorted(names)}: importlib.import_module(name)"
    # Not all that they import has to be in the wasm that was cut.
    wasm = RUNTIME / manifest.get("whole", manifest["files"])["wasm"]["name"]
    script = (
        'import { readFile } from "node:fs/promises"; import { gunzipSync } from "node:zlib";'
        f'import {{ bootRuntime }} from "{(BUILD.parent / "boot.mjs").as_uri()}";'
        f'const wasm = gunzipSync(await readFile("{wasm.as_posix()}"));'
        f'const python = await bootRuntime("{(RUNTIME / "manifest.json").as_posix()}", wasm);'
        f"python.runPython({json.dumps(loading)});"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


# In the browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def server(manifest: dict[str, Any]) -> Iterator[FaultyServer]:
    with FaultyServer(PACKAGE) as running:
        running.add("index.html", PAGE)
        running.add("page.mjs", SCRIPT.replace("MANIFEST", manifest["manifest"]))
        yield running


@pytest.fixture
def page(browser: Browser, server: FaultyServer) -> Iterator[Page]:
    context = browser.new_context()
    context.add_init_script(COUNT_WORKERS)
    opened = context.new_page()
    opened.goto(server.url)
    yield opened
    context.close()


def warm(page: Page) -> SimpleNamespace:
    return SimpleNamespace(**page.evaluate("engine.warm()"))


def ask(page: Page, request: object = REQUEST) -> SimpleNamespace:
    return SimpleNamespace(**page.evaluate("(request) => engine.ask(request)", request))


def patience(page: Page, milliseconds: int) -> None:
    page.evaluate("(time) => { engine.settings.patience = time }", milliseconds)


@pytest.mark.browser
def test_python_answers_in_the_page(page: Page) -> None:
    assert "Option 2" in ask(page).value["html"]


@pytest.mark.browser
def test_one_worker_serves_the_whole_document(page: Page) -> None:
    warm(page)
    ask(page)
    ask(page)
    assert page.evaluate("workers") == 1


@pytest.mark.browser
def test_the_progress_counts_every_byte(page: Page, manifest: dict[str, Any]) -> None:
    seen = warm(page).seen
    steps = [progress["loaded"] for progress in seen]
    assert steps == sorted(steps)
    assert steps[-1] == seen[-1]["total"]
    files = sum(entry["bytes"] for entry in manifest["files"].values())
    assert seen[-1]["total"] == files + (RUNTIME / manifest["manifest"]).stat().st_size


@pytest.mark.browser
def test_python_gives_signs_of_life_while_it_starts(page: Page) -> None:
    phases = [progress["phase"] for progress in warm(page).seen]
    assert phases.count("starting") >= 3


@pytest.mark.browser
def test_the_worker_is_bound_by_the_policy_of_the_page(page: Page, server: FaultyServer) -> None:
    with FaultyServer() as elsewhere:
        elsewhere.headers["Access-Control-Allow-Origin"] = "*"
        server.add("assets/worker.mjs", PROBE.replace("ELSEWHERE", elsewhere.add("x.mjs", "")))
        assert warm(page).message == "blocked: fetch, request, import, eval"
        assert elsewhere.requests == []


@pytest.mark.browser
@pytest.mark.parametrize("role", ["manifest", "loader", "glue", "wasm", "python"])
@pytest.mark.parametrize("fault", ["404", "html", "truncate", "corrupt", "reset"])
def test_a_file_that_stays_broken_fails_by_name(
    page: Page, server: FaultyServer, manifest: dict[str, Any], role: str, fault: Any
) -> None:
    names = {key: entry["name"] for key, entry in manifest["files"].items()}
    name = {**names, "manifest": manifest["manifest"]}[role]
    server.fail(f"*/{name}", fault)
    failed = warm(page)
    assert failed.code == "failed"
    assert failed.message.startswith(f"{server.url}runtime/{name}: ")


@pytest.mark.browser
@pytest.mark.parametrize("fault", ring(["corrupt", "reset", "404", "html", "truncate"], fast=2))
def test_a_file_that_breaks_once_is_fetched_again(
    page: Page, server: FaultyServer, fault: Any
) -> None:
    server.fail("*/python.*.zip.gz", fault, times=1)
    result = warm(page)
    assert not hasattr(result, "code")
    assert len(server.paths("*/python.*.zip.gz")) == 2
    assert result.seen[-1]["loaded"] == result.seen[-1]["total"]


@pytest.mark.browser
@pytest.mark.parametrize("file", ring(["*.wasm.gz", "manifest.*", "python.*"]))
def test_data_with_a_wrong_media_type_works(page: Page, server: FaultyServer, file: str) -> None:
    server.fail(f"*/runtime/{file}", "mime")
    assert not hasattr(warm(page), "code")


@pytest.mark.browser
@pytest.mark.parametrize("file", ["assets/worker.mjs", "runtime/pyodide.*.js"])
def test_a_module_with_a_wrong_media_type_fails(
    page: Page, server: FaultyServer, file: str
) -> None:
    server.fail(f"*/{file}", "mime")
    assert warm(page).code == "failed"


@pytest.mark.browser
def test_a_worker_that_is_missing_fails(page: Page, server: FaultyServer) -> None:
    server.fail("*/worker.mjs", "404")
    failed = warm(page)
    assert (failed.code, failed.message) == ("failed", "the worker did not load")


@pytest.mark.browser
def test_wasm_that_the_browser_refuses_fails(
    page: Page, server: FaultyServer, manifest: dict[str, Any]
) -> None:
    wasm = manifest["files"]["wasm"]
    content = gzip.compress(b"\0asm of another kind")
    wasm = {**wasm, "sha256": hashlib.sha256(content).hexdigest()}
    server.add(f"runtime/{wasm['name']}", content)
    text = json.dumps({**manifest, "files": {**manifest["files"], "wasm": wasm}})
    name = f"manifest.{hashlib.sha256(text.encode()).hexdigest()[:16]}.json"
    server.add(f"runtime/{name}", text)
    server.add("other.mjs", SCRIPT.replace("MANIFEST", name))
    page.goto(server.add("other.html", PAGE.replace("page.mjs", "other.mjs")))
    assert warm(page).message.startswith("CompileError: ")


@pytest.mark.browser
@pytest.mark.parametrize("file", ["worker.mjs", "manifest.*.json", "*.wasm.gz"])
def test_silence_is_no_progress(page: Page, server: FaultyServer, file: str) -> None:
    patience(page, 1000)
    server.fail(f"*/{file}", "stall")
    assert warm(page).code == "no-progress"


@pytest.mark.browser
def test_after_a_failure_the_next_call_starts_anew(page: Page, server: FaultyServer) -> None:
    patience(page, 1000)
    server.fail("*.wasm.gz", "stall")
    warm(page)
    server.heal()
    patience(page, 20_000)
    assert "Option 2" in ask(page).value["html"]
    assert page.evaluate("workers") == 2


@pytest.mark.browser
def test_a_host_that_unpacks_on_the_way_works(page: Page, server: FaultyServer) -> None:
    server.unpacks = True
    result = warm(page)
    assert not hasattr(result, "code")
    assert max(progress["loaded"] for progress in result.seen) == result.seen[-1]["total"]


@pytest.mark.browser
def test_a_page_without_https_checks_what_it_runs_all_the_same(
    page: Page, server: FaultyServer, manifest: dict[str, Any]
) -> None:
    page.goto(server.url.replace("127.0.0.1", INSECURE))
    assert page.evaluate("crypto.subtle") is None
    server.fail("*/python.*.zip.gz", "corrupt")
    name = manifest["files"]["python"]["name"]
    assert warm(page).message == f"{page.url}runtime/{name}: damaged"
    server.heal()
    assert "Option 2" in ask(page).value["html"]


DIGESTS = """async (sizes) => {
  const { digest } = await import(new URL("assets/digest.mjs", location));
  return sizes.map((size) => {
    const bytes = Uint8Array.from({ length: size }, (_, at) => at * at + size);
    return Array.from(new Uint8Array(digest("SHA-256", bytes.buffer)));
  });
}"""


@pytest.mark.browser
def test_our_own_hash_is_the_one_of_python(page: Page) -> None:
    # Around the ends of blocks, where its padding changes.
    sizes = [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 127, 128, 1000, 100_000]
    wanted = [
        hashlib.sha256(bytes((at * at + size) % 256 for at in range(size))).digest()
        for size in sizes
    ]
    assert [bytes(found) for found in page.evaluate(DIGESTS, sizes)] == wanted


@pytest.mark.browser
def test_an_error_in_python_fails_with_its_traceback_and_python_lives_on(page: Page) -> None:
    failed = ask(page, {"do": "nothing"})
    assert (failed.code, failed.template) == ("request", "")
    assert failed.message.startswith("Traceback (most recent call last):")
    assert 'InvalidRequest: "nothing" is no request' in failed.message
    assert "Option 2" in ask(page).value["html"]
    assert page.evaluate("workers") == 1


@pytest.mark.browser
def test_an_error_in_a_template_of_the_site_comes_with_its_name(page: Page) -> None:
    templates = pythons({"area.html": "{{ 1 / 0 }}"})
    definition = {"instrument": INSTRUMENT, "links": {}, "templates": templates}
    failed = ask(page, {**REQUEST, "definition": json.dumps(definition)})
    assert (failed.code, failed.template) == ("request", "area.html")
    assert "ZeroDivisionError" in failed.message


@pytest.mark.browser
def test_invalid_answers_come_back_as_a_sentence(page: Page) -> None:
    assert "error" in ask(page, {**REQUEST, "answers": {"open": "9"}}).value


# What was cut

WARNING = "Python starts anew with its whole wasm, because it needs a function that was cut out"
HEXADECIMAL = "{% set part = 1.5 %}{{ part.hex() }}"
POWER: dict[str, object] = {
    **REQUEST,
    "definition": json.dumps(
        {"instrument": INSTRUMENT, "links": {}, "templates": pythons({"report.html": HEXADECIMAL})}
    ),
}
"""Needs what no report does: a fraction in hexadecimal."""


@dataclass(frozen=True)
class Cutting:
    """The wasm with too much cut out, for tests."""

    server: FaultyServer
    folder: Path
    start: int = field(repr=False)
    """What starting Python calls."""
    plain: int = field(repr=False)
    """What most requests call too."""
    power: int = field(repr=False)
    """What the one request calls."""

    def serve(self, missing: int) -> str:
        """Serve a runtime without the lowest function of a set; return the page's address."""
        roles = {file.stem: self._file(file) for file in self._files(missing & -missing)}
        listed = json.loads((RUNTIME / "manifest.json").read_text())
        whole = listed.get("whole", {"wasm": listed["files"]["wasm"]})
        told = {"lock": listed["lock"], "files": {**listed["files"], **roles}, "whole": whole}
        text = json.dumps(told)
        name = f"cut.{hashlib.sha256(text.encode()).hexdigest()[:16]}.json"
        self.server.add(f"runtime/{name}", text)
        self.server.add("page.mjs", SCRIPT.replace("MANIFEST", name))
        return self.server.add("index.html", PAGE)

    def _files(self, without: int) -> list[Path]:
        """Return the wasm without one more function than the profile says, and its glue."""
        folder = self.folder / str(without.bit_length())
        files = [folder / "wasm.wasm", folder / "glue.js"]
        if not folder.exists():
            folder.mkdir()
            known = base64.b64decode(json.loads(PROFILE.read_text())["functions"])
            kept = int.from_bytes(known, "little") | self.start | self.plain | self.power
            bitmap = (kept & ~without).to_bytes(len(known) + 1, "little")
            node("cutting.mjs", *files, stdin=base64.b64encode(bitmap))
        return files

    def _file(self, path: Path) -> dict[str, object]:
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        # Browsers keep what has a name.
        name = f"{digest}{path.suffix}"
        self.server.add(f"runtime/{name}", content)
        return {"name": name, "sha256": digest, "bytes": len(content), "unpacked": digest}


def node(script: str, *args: Path, stdin: bytes) -> bytes:
    command = ["node", str(SITE_TESTS / script), *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def cutting(
    manifest: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cutting]:
    folder = tmp_path_factory.mktemp("cut")
    requests = (json.dumps(each) for each in (REQUEST, POWER))
    asked = "".join(f"{line}\n" for line in (made_templates(), *requests))
    told = node(
        "profile.mjs", RUNTIME / "manifest.json", folder / "counted.wasm", stdin=asked.encode()
    )
    start, use, plain, power = (
        int.from_bytes(base64.b64decode(line), "little") for line in told.split()
    )
    with FaultyServer(PACKAGE) as server:
        yield Cutting(server, folder, start, use | plain, power)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.add_init_script(COUNT_WORKERS)
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


def told_by(page: Page) -> list[str]:
    """Return the list that each line of the console will be in."""
    lines: list[str] = []
    page.on("console", lambda said: lines.append(said.text))
    return lines


@pytest.mark.browser
def test_requests_that_need_what_was_cut_out_are_answered_all_the_same(
    visitor: Page, cutting: Cutting
) -> None:
    visitor.goto(cutting.serve(cutting.power & ~cutting.start & ~cutting.plain))
    said = told_by(visitor)
    assert "Option 2" in ask(visitor).value["html"]
    assert (cutting.server.paths("*/whole.*"), said) == ([], [])
    asked = [REQUEST, POWER, REQUEST]
    answers = visitor.evaluate("(asked) => Promise.all(asked.map(engine.ask))", asked)
    first, power, last = (answer["value"]["html"] for answer in answers)
    assert power.endswith((1.5).hex())
    assert "Option 2" in first
    assert first == last
    assert [line.splitlines()[0] for line in said] == [f"Error: {WARNING}"]
    assert "wasm-function[" in said[0]
    assert visitor.evaluate("[workers, engine.settings.whole]") == [2, True]


@pytest.mark.slow
@pytest.mark.browser
def test_python_that_needs_what_was_cut_out_starts_all_the_same(
    visitor: Page, cutting: Cutting
) -> None:
    visitor.goto(cutting.serve(cutting.start))
    said = told_by(visitor)
    seen = warm(visitor).seen
    assert "Option 2" in ask(visitor).value["html"]
    assert [line.splitlines()[0] for line in said] == [f"Error: {WARNING}"]
    assert visitor.evaluate("[workers, engine.settings.whole]") == [2, True]
    assert seen[-1]["loaded"] == seen[-1]["total"]


@pytest.mark.slow
@pytest.mark.browser
def test_a_whole_wasm_that_is_damaged_fails_by_name(visitor: Page, cutting: Cutting) -> None:
    visitor.goto(cutting.serve(cutting.start))
    listed = json.loads((RUNTIME / "manifest.json").read_text())
    name = listed.get("whole", listed["files"])["wasm"]["name"]
    cutting.server.fail(f"*/{name}", "corrupt")
    failed = warm(visitor)
    cutting.server.heal()
    assert (failed.code, failed.message) == (
        "failed",
        f"{cutting.server.url}runtime/{name}: damaged",
    )
    assert "Option 2" in ask(visitor).value["html"]


@pytest.mark.slow
def test_with_a_profile_of_another_engine_the_wasm_is_whole_and_a_line_says_so(
    manifest: dict[str, Any], tmp_path: Path
) -> None:
    profile, out = tmp_path / "profile.json", tmp_path / "runtime"
    profile.write_text(json.dumps({**manifest["keys"], "engine": "0", "functions": ""}))
    done = build("--site-packages", site_packages(), "--profile", profile, "--out", out)
    assert done.stdout.splitlines()[1] == (
        "The wasm is whole, 1.4 MB more for every reader, because the profile was made with "
        "another engine; before a release, run `make profile`."
    )
    made = json.loads((out / "manifest.json").read_text())
    assert made["stale"] == "the profile was made with another engine"
    assert made["files"]["wasm"]["unpacked"] == manifest["keys"]["wasm"]
    assert "whole" not in made


@pytest.mark.slow
def test_a_profile_that_lacks_what_the_engine_calls_here_is_not_used(
    manifest: dict[str, Any], tmp_path: Path
) -> None:
    profile, out = tmp_path / "profile.json", tmp_path / "runtime"
    profile.write_text(json.dumps({**manifest["keys"], "functions": ""}))
    done = build("--site-packages", site_packages(), "--profile", profile, "--out", out)
    assert done.returncode == 0, done.stderr
    assert json.loads((out / "manifest.json").read_text())["stale"] == (
        "the engine calls functions here that the profile does not name"
    )


# What is served


def test_engine_and_worker_are_small() -> None:
    # As readers get them: without comments and indentation.
    served = PACKAGE / "served"
    sizes = [len(gzip.compress((served / n).read_bytes(), 9)) for n in ("engine.js", "worker.js")]
    assert sum(sizes) <= 3 * 1024
