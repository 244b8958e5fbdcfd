"""What a stranger gets: both wheels in a clean environment, and a site of their own with them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from site_tests.check import Check
from site_tests.conftest import PATIENCE, desk, watched
from site_tests.faulty_server import FaultyServer
from site_tests.test_serve import Serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
FOREIGN = Path(__file__).parent / "foreign"
MANUAL = ROOT / "content/own-site/hosting.md"
FIRST_PAGE = ROOT / "content/own-site/index.md"
DISTRIBUTIONS = {"selfassess": "selfassess", "mkdocs-selfassess": "mkdocs_selfassess"}
OLDEST = "python3.11"
IMPORTS = """
import importlib, pkgutil
for name in ("selfassess", "mkdocs_selfassess"):
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, f"{name}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
            print(module.name)
"""


@dataclass(frozen=True)
class Environment:
    """A virtual environment with the two wheels and what they ask for, and nothing else."""

    folder: Path

    @property
    def programs(self) -> Path:
        return self.folder / "bin"

    def run(self, *command: str | Path, cwd: Path, **variables: str) -> str:
        """Return what a program of the environment prints; fail if it fails."""
        done = self.call(*command, cwd=cwd, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def call(
        self, *command: str | Path, cwd: Path, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment, or of `tools`, without any variable of ours."""
        path = f"{self.programs}:{self.folder / 'tools'}"
        assert shutil.which("node", path=path) is None
        program = shutil.which(str(command[0]), path=path)
        assert program, command[0]
        return subprocess.run(
            [program, *command[1:]],
            cwd=cwd,
            env={"PATH": path, "LC_ALL": "C.UTF-8"} | variables,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both wheels as `make dist` builds them, by distribution; with any profile."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, str(ROOT / "tools/dist.py"), "--whole", str(folder)]
    subprocess.run(command, capture_output=True, check=True)
    return {name: next(folder.glob(f"{DISTRIBUTIONS[name]}-*.whl")) for name in DISTRIBUTIONS}


@pytest.fixture(scope="module")
def constraints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The versions of the lock: those are in pip's cache already."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    file = tmp_path_factory.mktemp("lock") / "constraints.txt"
    file.write_text("\n".join(re.findall(r"^[\w.-]+==[^\\\n]+", lock, re.MULTILINE)))
    return file


def install(python: str, folder: Path, wheels: dict[str, Path], *options: str) -> Environment:
    """Make an environment with the wheels, and an empty folder for other programs."""
    subprocess.run([python, "-m", "venv", "--without-pip", folder], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin/python"), "install"]
    quiet = ["--quiet", "--no-compile", "--disable-pip-version-check", "--only-binary", ":all:"]
    names = [str(wheel) for wheel in wheels.values()]
    if names:
        command = [*pip, *quiet, *options, *names]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    (folder / "tools").mkdir()
    return Environment(folder)


@pytest.fixture(scope="module")
def environment(
    wheels: dict[str, Path], constraints: Path, tmp_path_factory: pytest.TempPathFactory
) -> Environment:
    """What the first command of the manual makes, beside a folder with the wheels."""
    home = tmp_path_factory.mktemp("clean")
    (home / "wheels").symlink_to(wheels["selfassess"].parent)
    manual = FIRST_PAGE.read_text(encoding="utf-8")
    command = re.findall(r"```sh\n(.*?)```", manual, re.DOTALL)[0]
    made = install(sys.executable, home / "venv", {})
    pip = f'pip() {{ "{sys.executable}" -m pip --python "{made.programs}/python" "$@"; }}'
    quiet = {"PIP_QUIET": "2", "PIP_NO_COMPILE": "1", "PIP_CONSTRAINT": str(constraints)}
    done = subprocess.run(
        ["sh", "-euc", f"{pip}\n{command}"], cwd=home, env=os.environ | quiet, check=False
    )
    assert done.returncode == 0, command
    return made


@pytest.fixture(scope="module")
def foreign(
    environment: Environment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FaultyServer]:
    """The stranger's site, built strictly by the environment."""
    home = tmp_path_factory.mktemp("foreign")
    shutil.copytree(FOREIGN, home, dirs_exist_ok=True)
    with FaultyServer(home / "site", prefix="/nights/") as server:
        environment.run("mkdocs", "build", "--strict", cwd=home, SITE_URL=server.url)
        yield server


@pytest.mark.slow
def test_the_engine_s_tests_pass_where_there_is_only_the_engine(
    wheels: dict[str, Path], constraints: Path, tmp_path: Path
) -> None:
    engine = ROOT / "plugins/selfassess"
    project = tomllib.loads((engine / "pyproject.toml").read_text(encoding="utf-8"))
    tools = project["dependency-groups"]["test"]
    whole = {"selfassess": Path(f"{wheels['selfassess']}[authoring]")}
    alone = install(sys.executable, tmp_path / "venv", whole, "-c", str(constraints), *tools)
    home = tmp_path / "engine"
    shutil.copytree(engine / "tests", home / "tests")
    shutil.copy(engine / "pyproject.toml", home)
    said = alone.run("python", "-m", "pytest", "-q", "-m", "not slow", cwd=home)
    assert re.search(r"^\d{3,} passed", said, re.MULTILINE), said


@pytest.mark.slow
def test_one_wheel_brings_the_other(
    wheels: dict[str, Path], constraints: Path, tmp_path: Path
) -> None:
    folder, report = wheels["selfassess"].parent, tmp_path / "report.json"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    places = ["--find-links", str(folder), "--constraint", str(constraints)]
    wheel = str(wheels["mkdocs-selfassess"])
    subprocess.run([*pip, *places, "--report", str(report), wheel], check=True)
    found = json.loads(report.read_text(encoding="utf-8"))["install"]
    chosen = {each["metadata"]["name"]: each["download_info"]["url"] for each in found}
    assert chosen["selfassess"] == wheels["selfassess"].as_uri()
    assert "mkdocs" in chosen


@pytest.mark.slow
def test_the_way_without_make_builds_the_wheels_and_the_site(tmp_path: Path) -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    (commands,) = re.findall(r"```sh\n(python3 -m venv .*?)```", manual, re.DOTALL)
    files = subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines()
    for name in filter(lambda name: (ROOT / name).is_file(), files):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    # Whatever is called python3 here may be older than what the manual asks for.
    commands = commands.replace("python3", sys.executable, 1)
    build = f"{commands}\n.venv/bin/mkdocs build --strict"
    done = subprocess.run(
        ["sh", "-euc", build], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "dist").glob("*.whl"))) == 2
    assert (tmp_path / "site/index.html").is_file()


def members(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def sources(distribution: str) -> set[str]:
    """Return the files under `src` of a distribution that git knows or would know."""
    folder = ROOT / "plugins" / distribution / "src"
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "."]
    listed = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return {name for name in listed.stdout.splitlines() if (folder / name).is_file()}


def information(wheel: Path) -> set[str]:
    """Return the names of what every wheel says of itself."""
    folder = f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"
    names = ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    return {f"{folder}/{name}" for name in names}


def bill_in(wheel: Path) -> str:
    """Return where PEP 770 has the bill of materials of a wheel."""
    return f"{'-'.join(wheel.name.split('-')[:2])}.dist-info/sboms/bom.cdx.json"


def test_the_engine_s_wheel_holds_its_sources_the_catalogs_and_nothing_else(
    wheels: dict[str, Path],
) -> None:
    wheel = wheels["selfassess"]
    catalogs = {name for name in sources("selfassess") if name.endswith(".po")}
    compiled = {name.replace(".po", ".mo") for name in catalogs}
    assert members(wheel) == sources("selfassess") | compiled | information(wheel)
    assert "selfassess/templates/form.html" in members(wheel)
    assert "selfassess/locale/es/LC_MESSAGES/selfassess.mo" in compiled


def test_the_plugin_s_wheel_holds_its_python_what_the_browser_needs_and_nothing_else(
    wheels: dict[str, Path],
) -> None:
    wheel, folder = wheels["mkdocs-selfassess"], "mkdocs_selfassess"
    with ZipFile(wheel) as archive:
        manifest = json.loads(archive.read(f"{folder}/runtime/manifest.json"))
        served = json.loads(archive.read(f"{folder}/served/manifest.json"))["files"]
    runtime = {"manifest.json", manifest["manifest"], *manifest["licences"]}
    runtime |= {file["name"] for file in manifest["files"].values()}
    runtime |= {file["name"] for file in manifest.get("whole", {}).values()}
    python = {name for name in sources("mkdocs-selfassess") if "/assets/" not in name}
    expected = python | information(wheel) | {f"{folder}/runtime/{name}" for name in runtime}
    expected |= {f"{folder}/served/{name}" for name in [*served, "manifest.json"]}
    expected |= {bill_in(wheel)}
    assert members(wheel) == expected
    assert {"LICENSE-PYODIDE.txt", "LICENSE-PYTHON.txt", "LICENSE-JINJA2.txt"} <= runtime


def test_the_plugin_s_wheel_has_the_bill_of_materials_of_what_it_ships_and_no_other(
    wheels: dict[str, Path],
) -> None:
    wheel = wheels["mkdocs-selfassess"]
    with ZipFile(wheel) as archive:
        bill = archive.read(bill_in(wheel))
        assert bill == archive.read("mkdocs_selfassess/runtime/bom.cdx.json")
    about = json.loads(bill)["metadata"]["component"]
    assert f"{about['name'].replace('-', '_')}-{about['version']}-py3-none-any.whl" == wheel.name


@pytest.mark.slow
@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_two_builds_of_a_wheel_are_equal_to_the_byte(
    name: str, wheels: dict[str, Path], tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path),
    ]
    others = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    source = ROOT / "plugins" / name
    subprocess.run(
        [*command, str(source)], env=os.environ | others, capture_output=True, check=True
    )
    (again,) = tmp_path.glob("*.whl")
    assert again.name == wheels[name].name
    assert again.read_bytes() == wheels[name].read_bytes()


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_a_wheel_carries_our_licence(name: str, wheels: dict[str, Path]) -> None:
    (path,) = (path for path in members(wheels[name]) if path.endswith("licenses/LICENSE"))
    with ZipFile(wheels[name]) as archive:
        assert archive.read(path) == (ROOT / "LICENSE").read_bytes()


def modules(wheels: dict[str, Path]) -> set[str]:
    """Return the names of all modules below both packages but those that run when imported."""
    names = {name for wheel in wheels.values() for name in members(wheel)}
    paths = {
        name.removesuffix(".py").removesuffix("/__init__") for name in names if name.endswith(".py")
    }
    return {path.replace("/", ".") for path in paths if "/" in path and not path.endswith("__")}


def test_every_module_of_both_wheels_imports(
    environment: Environment, wheels: dict[str, Path], tmp_path: Path
) -> None:
    printed = environment.run("python", "-c", IMPORTS, cwd=tmp_path)
    assert set(printed.split()) == modules(wheels)


@pytest.mark.slow
def test_the_oldest_python_that_we_name_installs_and_imports_them_too(
    wheels: dict[str, Path], tmp_path: Path
) -> None:
    if shutil.which(OLDEST) is None or subprocess.call([OLDEST, "-c", "import venv"]):
        pytest.skip(f"there is no {OLDEST} here")
    # Without the lock, as strangers install it: the lock is for newer ones.
    older = install(OLDEST, tmp_path / "older", wheels)
    assert set(older.run("python", "-c", IMPORTS, cwd=tmp_path).split()) == modules(wheels)


def test_the_installed_command_checks_an_instrument(environment: Environment) -> None:
    printed = environment.run("selfassess", "check", "assessments", cwd=FOREIGN)
    assert printed == "1 instrument checked, 0 problems found\n"


def test_the_page_of_a_foreign_site_that_has_a_form_carries_the_policy(
    foreign: FaultyServer,
) -> None:
    assert foreign.folder
    pages = {path.name: path.read_text() for path in foreign.folder.rglob("*.html")}
    assert set(pages) == {"index.html", "404.html"}
    bound = {name for name, page in pages.items() if 'http-equiv="Content-Security-Policy"' in page}
    assert bound == {"index.html"}


@pytest.mark.browser
def test_a_foreign_instrument_is_scored_and_said_by_the_site_s_own_template(
    foreign: FaultyServer, browser: Browser
) -> None:
    with watched(foreign, browser.new_context(**desk(foreign))) as context:
        page = context.new_page()
        page.goto(foreign.url)
        check = Check(page)
        answers = {"evenings-lamp": 3, "evenings-screen": 1, "evenings-list": 1}
        for item, value in (answers | {"rhythm-rise": 0, "rhythm-nap": 3}).items():
            check.answer(item, value)
        check.submit()
        check.button("anyway").click()
        check.expect_state("done")
        expect(check.part("report-title")).to_have_text("Your week, in our own words")
        expect(check.element.locator(".our-band")).to_have_text(
            [
                "Winding down (2.0): mostly. Keep this as it is.",
                "A steady rhythm (0.0): seldom. This is a good place to begin.",
            ]
        )
    assert foreign.paths("*.wasm.gz")


def first_steps() -> Iterator[tuple[str, str, str]]:
    """Yield the blocks between an empty folder and a form: language, title and text."""
    text = FIRST_PAGE.read_text(encoding="utf-8")
    section = text.partition("## From an empty folder to a form\n")[2].partition("\n## ")[0]
    for block in re.finditer(r"^(`{3,})(\w+)(.*)\n((?s:.*?))^\1$", section, re.MULTILINE):
        yield block[2], "".join(re.findall(r'title="(.+)"', block[3])), block[4]


def begin(environment: Environment, home: Path) -> str:
    """Do what the first page of the manual says; return the command that it ends with."""
    command = ""
    for language, title, text in first_steps():
        name = title.removeprefix("in ")
        if language == "sh":
            command = text.splitlines()[-1]
            lines = [line for line in text.splitlines() if line != "mkdocs serve"]
            environment.run("/bin/sh", "-euc", "\n".join(lines), cwd=home)
        elif title.startswith("in "):
            (home / name).write_text((home / name).read_text() + text, encoding="utf-8")
        else:
            (home / name).write_text(text, encoding="utf-8")
    return command


@pytest.fixture(scope="module")
def begun(environment: Environment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """What stands in a folder that was empty, served as the manual says."""
    home = tmp_path_factory.mktemp("empty")
    assert begin(environment, home) == "mkdocs serve"
    serving = Serving(home, environment.programs / "python")
    try:
        serving.wait(lambda: "Serving on" in serving.log)
        yield serving
    finally:
        serving.stop()


def test_the_first_page_of_the_manual_leads_from_an_empty_folder_to_a_form(
    begun: Serving, environment: Environment
) -> None:
    printed = environment.run("selfassess", "check", cwd=begun.folder)
    assert printed == "1 instrument checked, 0 problems found\n"
    assert begun.page.count("<self-assessment ") == 1
    assert "sa-problem" not in begun.page
    assert "mkdocs_selfassess" not in begun.log


@pytest.mark.browser
def test_the_first_form_of_a_new_author_is_scored(begun: Serving, browser: Browser) -> None:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    # The usual theme of MkDocs asks another host for colours of code.
    context.route(lambda url: not url.startswith(begun.url), lambda route: route.abort())
    page = context.new_page()
    page.goto(begun.url)
    check = Check(page)
    for item, value in {"breaks-away": 2, "breaks-through": 0, "evenings-off": 0}.items():
        check.answer(item, value)
    check.answer("evenings-mail", 2)
    check.submit()
    check.expect_state("done")
    expect(check.part("report-title")).to_have_text("Your profile")
    expect(check.element.locator(".sa-row__title")).to_have_text(["Breaks", "Evenings"])
    context.close()
