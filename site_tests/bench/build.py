"""What the plugin costs a build: a site of many pages with twenty different forms.

Three builds take turns, and user CPU time of the whole process counts:

- the build of the site with its instruments;
- the same site whose fence returns the finished form as a constant: the plugin is on, and
  writes its policy, but has nothing to read and nothing to render;
- the same pages without the plugin, their fences shown as code.

The search plugin is left out: it reads whatever stands on a page, and takes longer over a
form of sixty items than all of this together.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import mkdocs.themes.mkdocs

from site_tests.bench.result import Limit, Result, median

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 2.0
ROUNDS = 7
PAGES = 500
INSTRUMENTS = 20
OURS, CONSTANT, WITHOUT = "with instruments", "forms as constants", "no plugin"
SETTINGS = """
site_name: Bench
site_url: http://bench.test/
theme: {{name: mkdocs, highlightjs: false, custom_dir: theme}}
nav: [index.md]
not_in_nav: "/page-*.md"
markdown_extensions: [attr_list, pymdownx.superfences]
plugins: [{plugins}]
hooks: [{hooks}]
"""
PROSE = "Some plain prose about the work with patients, which is long enough to be a line.\n\n"
PAGE = (
    "# Page {number}\n\n## First {{ #first }}\n\n" + 3 * PROSE + "## Second\n\n" + 3 * PROSE
) + "```{fence}\nid: check-{instrument:02}\n```\n"
HOOK = """
from pathlib import Path

FORMS = {path.stem: path.read_text() for path in Path(__file__).parent.glob("forms/*.html")}


def form(source, *_rest, **_more):
    return FORMS[source.strip().removeprefix("id: ")]


def on_config(config):
    settings = config.mdx_configs.setdefault("pymdownx.superfences", {})
    fence = {"name": "constant", "class": "constant", "format": form}
    settings["custom_fences"] = [*settings.get("custom_fences", []), fence]
"""
FORM = re.compile(
    r"<self-assessment .*</self-assessment>(?:<link[^>]*>)*<script[^>]*></script>", re.DOTALL
)


def lay_out(folder: Path, fence: str, plugins: str = "", hooks: str = "") -> Path:
    """Write a site without instruments."""
    for name in ("docs", "assessments", "theme"):
        (folder / name).mkdir(parents=True)
    for name in ("404.html", "keyboard-modal.html"):
        template = (Path(mkdocs.themes.mkdocs.__path__[0]) / name).read_text(encoding="utf-8")
        (folder / "theme" / name).write_text(re.sub(' style="[^"]*"', "", template), "utf-8")
    settings = SETTINGS.format(plugins=plugins, hooks=hooks)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    for number in range(PAGES):
        text = PAGE.format(number=number, fence=fence, instrument=number % INSTRUMENTS)
        (folder / f"docs/page-{number:03}.md").write_text(text, encoding="utf-8")
    return folder


def add_instruments(folder: Path) -> None:
    """Write instruments of sixty items that differ in every stem."""
    original = (ROOT / "assessments/alliance-practices/instrument.yml").read_text(encoding="utf-8")
    text = re.sub(r"teaches: .*", "teaches: page-000.md#first", original)
    text = re.sub(r" page: .*", " page: page-000.md", text)
    for number in range(INSTRUMENTS):
        named = re.sub(r"^id: .*$", f"id: check-{number:02}", text, count=1, flags=re.MULTILINE)
        different = re.sub(r"(stem: [\"']?)", rf"\g<1>In case {number}, ", named)
        path = folder / f"assessments/check-{number:02}/instrument.yml"
        path.parent.mkdir()
        path.write_text(different, encoding="utf-8")


def add_forms(folder: Path, finished: Path) -> None:
    """Take the forms from the pages of a finished site."""
    (folder / "hook.py").write_text(HOOK, encoding="utf-8")
    (folder / "forms").mkdir()
    for number in range(INSTRUMENTS):
        page = (finished / f"page-{number:03}/index.html").read_text(encoding="utf-8")
        match = FORM.search(page)
        assert match, page
        (folder / f"forms/check-{number:02}.html").write_text(match[0], encoding="utf-8")


def cost(folder: Path) -> float:
    """Build a site strictly; return the seconds of user CPU."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env=os.environ | {"PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    # Not --quiet: that makes MkDocs deaf to the warnings that --strict is about.
    assert done.returncode == 0, done.stderr
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def builds(folder: Path, rounds: int) -> Iterator[tuple[str, float]]:
    """Yield the seconds of every build, by its kind."""
    ours = lay_out(folder / "ours", "assessment", "selfassess")
    add_instruments(ours)
    cost(ours)
    constant = lay_out(folder / "constant", "constant", "selfassess", "hook.py")
    add_forms(constant, ours / "site")
    without = lay_out(folder / "without", "assessment")
    for _ in range(rounds):
        yield OURS, cost(ours)
        yield CONSTANT, cost(constant)
        yield WITHOUT, cost(without)


def measure(rounds: int = ROUNDS) -> Result:
    """Return milliseconds of user CPU per page, and the limit on the difference."""
    samples: dict[str, list[float]] = {OURS: [], CONSTANT: [], WITHOUT: []}
    with TemporaryDirectory() as folder:
        for kind, seconds in builds(Path(folder), rounds):
            samples[kind].append(seconds * 1000 / PAGES)
    base = median(samples[CONSTANT])
    limit = Limit("ours over constants", median(samples[OURS]) - base, LIMIT)
    total = median(samples[OURS]) - median(samples[WITHOUT])
    notes = [f"  All that the plugin adds to a build without it: {total:.1f} ms per page."]
    return Result(f"Build of {PAGES} pages, per page", "ms", samples, [limit], notes)
