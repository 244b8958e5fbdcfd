"""Small real sites: a folder of pages and instruments, built by MkDocs itself."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from mkdocs_selfassess.hosts import standalone
from mkdocs_selfassess.web import assets

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

REST = """\
id: rest
version: "1.0"
kind: self-review
title: Rest
introduction: Two questions about rest.
minutes: 1
licence: CC0
source: Written for a test.
limits: It tells nothing about you.
scales:
  often:
    options:
      - {value: 0, label: Never}
      - {value: 1, label: Often}
scoring:
  method: mean
  missing: {rule: prorate, minimum: 1}
domains:
  - id: breaks
    title: Breaks
  - id: sleep
    title: Sleep
items:
  - id: breaks-short
    stem: I took a short break.
    domain: breaks
    scale: often
  - id: sleep-long
    stem: I slept long.
    domain: sleep
    scale: often
"""

DESCANSO = """\
version: "1.0"
title: Descanso
introduction: Dos preguntas sobre el descanso.
source: Escrito para una prueba.
limits: No dice nada de usted.
scales:
  often:
    options:
      0: {label: Nunca}
      1: {label: A menudo}
domains:
  breaks: {title: Pausas}
  sleep: {title: Sueño}
items:
  breaks-short: {stem: Hice una pausa corta.}
  sleep-long: {stem: Dormí mucho.}
"""

BARE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ page.title }}</title>
</head>
<body>
{{ page.content }}
</body>
</html>
"""


@dataclass
class Built:
    """A finished site, and what the build warned of."""

    folder: Path
    site: Path
    warnings: list[str]

    def read(self, name: str = "index.html") -> str:
        return (self.site / name).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def browser_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand-ins for the files of the browser part, which other tests are about."""
    package = tmp_path / "package"
    for name in ("assets", "served", "runtime"):
        (package / name).mkdir(parents=True)
    write_served(package)
    runtime = package / "runtime"
    manifest = {
        "manifest": "manifest.abc.json",
        "licences": ["LICENSE-PYODIDE.txt"],
        "files": {"python": {"name": "python.def.zip", "sha256": "def", "bytes": 3}},
    }
    (runtime / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for name in ("manifest.abc.json", "LICENSE-PYODIDE.txt", "python.def.zip"):
        (runtime / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(assets, "ORIGINALS", package / "assets")
    monkeypatch.setattr(assets, "SERVED", package / "served")
    monkeypatch.setattr(assets, "RUNTIME", runtime)
    return package


def write_served(package: Path) -> None:
    """Write scripts and styles, and what they were made of."""
    originals = {}
    for name in ("element.mjs", "engine.mjs", "selfassess.css"):
        text = f"/* {name} */\n"
        (package / "assets" / name).write_text(text, encoding="utf-8")
        originals[name] = hashlib.sha256(text.encode()).hexdigest()
    served = [name.replace(".mjs", ".js") for name in originals]
    files = [f"{name}{ending}" for name in served for ending in ("", ".map")]
    for name in files:
        text = "{}" if name.endswith(".map") else ""
        (package / "served" / name).write_text(text, encoding="utf-8")
    manifest = {"files": files, "originals": originals}
    (package / "served/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a site, with one instrument; also the working directory."""
    home = tmp_path / "home"
    (home / "docs").mkdir(parents=True)
    (home / "theme").mkdir()
    (home / "theme/main.html").write_text(BARE, encoding="utf-8")
    write_instrument(home, "rest", REST)
    monkeypatch.chdir(home)
    yield home
    standalone.instruments.cache_clear()


def write_instrument(home: Path, name: str, text: str) -> Path:
    path = home / "assessments" / name / "instrument.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def write_site(
    home: Path, pages: Mapping[str, str], options: Mapping[str, Any], settings: Mapping[str, Any]
) -> Path:
    for name, text in pages.items():
        path = home / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = {
        "site_name": "Test",
        "site_url": "https://example.org/repo/",
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": [{"selfassess": {"policy": False, **options}}],
        **settings,
    }
    path = home / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


@pytest.fixture
def rest(folder: Path) -> Path:
    """The file of the one instrument of the site."""
    return folder / "assessments/rest/instrument.yml"


@pytest.fixture
def descanso(rest: Path) -> Path:
    """The file with the instrument in Spanish."""
    path = rest.with_name("es.yml")
    path.write_text(DESCANSO, encoding="utf-8")
    return path


@pytest.fixture
def build(folder: Path, caplog: pytest.LogCaptureFixture) -> Callable[..., Built]:
    """Build a site from its pages; keyword arguments are settings of mkdocs.yml."""

    def made(
        pages: Mapping[str, str] | str, options: Mapping[str, Any] | None = None, **settings: Any
    ) -> Built:
        pages = {"index.md": pages} if isinstance(pages, str) else pages
        shutil.rmtree(folder / "docs")
        path = write_site(folder, pages, options or {}, settings)
        caplog.clear()
        config = load_config(str(path))
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        return Built(folder, folder / "site", warnings(caplog.records))

    return made


def warnings(records: list[logging.LogRecord]) -> list[str]:
    found = [record for record in records if record.levelname == "WARNING"]
    return [record.getMessage().removeprefix("mkdocs_selfassess: ") for record in found]
