"""Hosts, themes and plugins of others, as they come from the registry: all that the manual lists."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

from site_tests.check import Check
from site_tests.conftest import desk, watched, write_files
from site_tests.faulty_server import FaultyServer
from site_tests.test_install import FOREIGN, MANUAL, Environment, install, wheels
from site_tests.tried import (
    PLUGINS,
    PROPERDOCS,
    TOLD,
    ZENSICAL,
    ZENSICAL_BARE,
    Tried,
    hosts,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["wheels"]

FORM = "# Form\n\n!!! note\n\n    ```assessment\n    id: sleep-habits\n    ```\n"
PAGES = {
    "docs/index.md": "# Home\n\n[The form](form.md)\n",
    "docs/form.md": FORM,
    "made.py": "import mkdocs_gen_files\nmkdocs_gen_files.open('made.md', 'w').close()\n",
}
THEMES = {
    "mkdocs": {"name": "mkdocs", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
}
MATERIAL = {"name": "material", "font": False}
COMMITTER = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
SETTINGS = {
    "mkdocs.yml": "site_name: Nights\nsite_url: {url}\ntheme: {{font: false}}\n{fences}  - admonition\n",
    "zensical.toml": (
        '[project]\nsite_name = "Nights"\nsite_url = "{url}"\n'
        "[project.markdown_extensions.admonition]\n{fences}"
    ),
}
# In place of a theme that can not be had: one page that shows the content.
BARE_THEME = "<!doctype html><html><head></head><body>{{ page.content }}</body></html>"
BARE_PACKAGE = """
from pathlib import Path
def get_theme_dir():
    return str(Path(__file__).parent / "theme")
"""


def site(home: Path, **settings: Any) -> Path:
    """Write a small site with one form; return its folder."""
    shutil.copytree(FOREIGN / "assessments", home / "assessments")
    config = {
        "site_name": "Better nights",
        "site_url": "https://example.org/nights/",
        "markdown_extensions": ["admonition"],
        "plugins": ["search", "selfassess"],
        **settings,
    }
    write_files(home, PAGES | {"mkdocs.yml": yaml.safe_dump(config, allow_unicode=True)})
    return home


def with_form(home: Path) -> set[str]:
    """Return the finished pages with a form that can be answered."""
    pages = (home / "site").rglob("*.html")
    return {
        page.relative_to(home / "site").as_posix()
        for page in pages
        if "<self-assessment" in page.read_text(encoding="utf-8")
    }


# The table


def test_the_manual_lists_what_is_tried_and_nothing_else() -> None:
    lock = (Path(__file__).parent.parent / "requirements.lock").read_text(encoding="utf-8")
    versions = dict(re.findall(r"^([\w.-]+)==([^ \\\n]+)", lock, re.MULTILINE))
    section = (
        MANUAL.read_text(encoding="utf-8").partition("## Tried with\n")[2].partition("\n## ")[0]
    )
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    found = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]
    head, rule = ("with", "version", "what to expect"), ("---", "---", "---")
    rows = [row for row in found if row not in (head, rule)]
    assert rows == [*hosts(versions), *(tried.row for tried in PLUGINS)]


# Plugins, under MkDocs


@pytest.fixture(scope="module")
def others(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with all the plugins."""
    pins = [f"{tried.distribution}=={tried.version}" for tried in PLUGINS]
    folder = tmp_path_factory.mktemp("others")
    # Some of what they need comes as source alone. Not as locked: one of them needs older packages.
    options = ["--only-binary", ":none:", "mkdocs-material"]
    made = install(sys.executable, folder, wheels, *options, *pins)
    for tool in ("git", "mkdir", "sed", "sh"):
        (folder / "tools" / tool).symlink_to(shutil.which(tool) or tool)
    return made


def built(environment: Environment, home: Path, command: str = "mkdocs") -> list[str]:
    """Build a site strictly; return what the plugin warned of. Fail if anything else did."""
    program = environment.programs / command
    done = environment.call(program, "build", "--strict", cwd=home, NO_MKDOCS_2_WARNING="1")
    said = done.stdout + done.stderr
    warnings = re.findall(r"^WARNING -  (.*)$", said, re.MULTILINE)
    ours = [one for one in warnings if one.startswith("mkdocs_selfassess: ")]
    assert "Traceback" not in said, said
    assert warnings == ours, said
    assert done.returncode == (1 if ours else 0), said
    return [one.removeprefix("mkdocs_selfassess: ") for one in ours]


@pytest.mark.slow
@pytest.mark.parametrize("after", [True, False], ids=["listed-after", "listed-before"])
@pytest.mark.parametrize("tried", PLUGINS, ids=[tried.name for tried in PLUGINS])
def test_a_plugin_of_others_and_ours_build_a_site_in_either_order(
    others: Environment, tmp_path: Path, tried: Tried, after: bool
) -> None:
    if tried.last and not after:
        pytest.skip("it insists on being the last one")
    both = ["selfassess", tried.entry] if after else [tried.entry, "selfassess"]
    home = site(tmp_path, plugins=["search", *both], theme=MATERIAL)
    for command in (
        ["init", "--quiet"],
        ["add", "."],
        [*COMMITTER, "commit", "--quiet", "-m", "A"],
    ):
        others.run("git", *command, cwd=home)

    warnings = built(others, home)

    assert (warnings != []) == (tried.outcome == TOLD), warnings
    assert all("docs/form.md" in warning for warning in warnings)
    if tried.name != "encryptcontent":
        assert "form/index.html" in with_form(home)


@pytest.mark.slow
def test_the_page_that_prints_a_site_has_the_form_as_on_paper(
    others: Environment, tmp_path: Path
) -> None:
    home = site(tmp_path, plugins=["search", "selfassess", "print-site"], theme=MATERIAL)

    built(others, home)

    page = (home / "site/print_page/index.html").read_text(encoding="utf-8")
    assert page.count("I dimmed the light an hour before bed.") == 2
    assert "print_page/index.html" not in with_form(home)
    (style,) = re.findall(r'<link rel="stylesheet" href="([^"]*/selfassess\.css)"', page)
    assert (home / "site/print_page" / style).is_file()


@pytest.mark.slow
@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_guidance_leads_to_the_page_in_the_language_that_is_built(
    others: Environment, tmp_path: Path, structure: str
) -> None:
    (tried,) = (one for one in PLUGINS if one.name == "i18n")
    plugin = {"i18n": tried.options | {"docs_structure": structure}}
    home = site(tmp_path, plugins=["search", "selfassess", plugin], theme=MATERIAL)
    instrument = home / "assessments/sleep-habits/instrument.yml"
    text = instrument.read_text(encoding="utf-8")
    instrument.write_text(text.replace("title: Winding down", "title: Winding down, page: tips.md"))
    shutil.rmtree(home / "docs")
    names = {"suffix": "docs/{name}{tag}.md", "folder": "docs/{language}/{name}.md"}[structure]
    for language, tag in (("en", ""), ("es", ".es")):
        for name, page in (("index", "# Home\n"), ("form", FORM), ("tips", "# Tips\n")):
            write_files(home, {names.format(name=name, tag=tag, language=language): page})

    assert built(others, home) == []

    files = (home / "site/assets/selfassess").glob("sleep-habits.*.json")
    links = {
        re.findall(r'"tips.md":"([^"]*)"', file.read_text(encoding="utf-8"))[0] for file in files
    }
    assert with_form(home) == {"form/index.html", "es/form/index.html"}
    assert links == {"tips/", "es/tips/"}


@pytest.mark.slow
def test_material_with_a_repository_is_told_the_cure_and_passes_with_it(
    others: Environment, tmp_path: Path
) -> None:
    theme = {**MATERIAL, "custom_dir": "overrides"}
    home = site(tmp_path, theme=theme, repo_url="https://github.com/owner/name")
    (home / "overrides").mkdir()
    (warning,) = built(others, home)
    assert "the number of stars" in warning
    manual = MANUAL.read_text(encoding="utf-8")
    (advice,) = re.findall(r"```sh\n( *mkdir -p overrides/partials\n.*?)```", manual, re.DOTALL)

    others.run("sh", "-euc", advice, cwd=home)

    assert built(others, home) == []
    assert "https://github.com/owner/name" in (home / "site/form/index.html").read_text()


# Other hosts


@pytest.fixture(scope="module")
def successors(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with ProperDocs and Zensical."""
    themes = ["properdocs-theme-mkdocs", "properdocs-theme-readthedocs"]
    pins = [f"properdocs=={PROPERDOCS}", *themes, f"zensical=={ZENSICAL}"]
    folder = tmp_path_factory.mktemp("successors")
    return install(sys.executable, folder, wheels, *pins)


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_properdocs_builds_a_site_strictly_and_writes_the_policy(
    successors: Environment, tmp_path: Path, theme: dict[str, Any]
) -> None:
    ours = {"selfassess": {"policy": "everywhere"}}
    home = site(tmp_path, theme=theme, plugins=["search", ours])

    assert built(successors, home, "properdocs") == []

    assert with_form(home) == {"form/index.html"}
    pages = [page.read_text(encoding="utf-8") for page in (home / "site").rglob("*.html")]
    assert all("Content-Security-Policy" in page for page in pages)


def zensical_site(home: Path, url: str, file: str) -> Path:
    """Write a small site as the manual says for hosts without the plugin."""
    manual = MANUAL.read_text(encoding="utf-8").partition("## Without MkDocs\n")[2]
    (fences,) = re.findall(rf'```\w+ title="{file}"\n(.*?)```', manual, re.DOTALL)
    shutil.copytree(FOREIGN / "assessments", home / "assessments")
    write_files(home, PAGES | {file: SETTINGS[file].format(url=url, fences=fences)})
    return home


@pytest.mark.slow
@pytest.mark.browser
def test_a_form_is_scored_on_a_page_that_zensical_made(
    successors: Environment, browser: Browser, tmp_path: Path
) -> None:
    with FaultyServer(tmp_path / "site", prefix="/nights/") as server:
        home = zensical_site(tmp_path, server.url, "mkdocs.yml")
        successors.run("python", "-m", "mkdocs_selfassess", "assets", "docs", cwd=home)
        successors.run("zensical", "build", "--clean", "--strict", cwd=home)
        with watched(server, browser.new_context(**desk(server))) as context:
            page = context.new_page()
            page.goto("form/")
            check = Check(page)
            for item in ("evenings-lamp", "evenings-screen", "rhythm-rise", "rhythm-nap"):
                check.answer(item, 1)
            check.submit()
            check.button("anyway").click()
            check.expect_state("done")
            expect(check.part("report-title")).to_be_visible()


@pytest.fixture
def bare(wheels: dict[str, Path], tmp_path: Path) -> Environment:
    """An environment with a Zensical that finds one page in place of its theme."""
    needs = ["click", "jinja2", "markdown", "pathspec", "pygments", "pymdown-extensions>=11"]
    made = install(sys.executable, tmp_path / "venv", wheels, *needs, "pyyaml", "tomli")
    pip = [sys.executable, "-m", "pip", "--python", str(made.programs / "python"), "install"]
    subprocess.run([*pip, "--quiet", "--no-deps", f"zensical=={ZENSICAL_BARE}"], check=True)
    (packages,) = made.folder.glob("lib/python*/site-packages")
    pages = {f"theme/{name}.html": BARE_THEME for name in ("main", "404")}
    write_files(packages / "zensical_ui", {"__init__.py": BARE_PACKAGE, **pages})
    return made


@pytest.mark.slow
def test_a_newer_zensical_with_a_stand_in_for_its_theme_shows_the_form(
    bare: Environment, tmp_path: Path
) -> None:
    home = zensical_site(tmp_path / "home", "https://example.org/nights/", "zensical.toml")

    bare.run("python", "-m", "mkdocs_selfassess", "assets", "docs", cwd=home)
    bare.run("zensical", "build", "--clean", cwd=home)

    page = (home / "site/form/index.html").read_text(encoding="utf-8")
    (script,) = re.findall(r'src="/nights/(assets/selfassess/[^"]*/element\.js)"', page)
    assert (home / "site" / script).is_file()
    assert 'data-base="/nights/"' in page
