"""Compile: runs inside Pyodide, and makes python.zip out of sources.

Pyodide itself compiles, because byte code fits one version of Python only.
"""

from __future__ import annotations

import gzip
import zipfile
from html.entities import html5
from pathlib import Path
from typing import TYPE_CHECKING

import made
from contents import (
    Contents,
    Incomplete,
    archive_names,
    check_imports,
    check_stdlib,
    replaced,
    without,
)
from unannotated import unannotated

if TYPE_CHECKING:
    from pyodide.ffi import JsBuffer

STDLIB = Path("/pyodide/python_stdlib.zip")
HERE = Path("/runtime")
HOST = Path("/host")
ROOTS = {"selfassess": Path("/engine")}
SOURCES = Path("/sources")
"""Jinja2, MarkupSafe and the engine, and nothing else."""
TEMPLATES = "selfassess/reporting/templates.py"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive: equal sources give equal bytes."""


def gather(contents: Contents) -> None:
    """Copy the packages into one folder, with templates as the Python that Jinja2 makes of them."""
    for package in contents.packages:
        root = ROOTS.get(package.name, HOST)
        for path in package.files(root):
            name = path.relative_to(root)
            if without([".".join(name.with_suffix("").parts)], contents.at_home):
                (SOURCES / name).parent.mkdir(parents=True, exist_ok=True)
                (SOURCES / name).write_bytes(path.read_bytes())
    (SOURCES / TEMPLATES).write_text(templates(), encoding="utf-8")


def templates() -> str:
    """Return the module that travels in the place of what makes Python of templates."""
    from selfassess.reporting.templates import python_of

    files = (ROOTS["selfassess"] / "selfassess/templates").glob("*.html")
    return made.templates({path.name: python_of(path.name) for path in sorted(files)})


def check(contents: Contents, loaded: list[str]) -> None:
    """Raise `Incomplete` if something that is needed would be left behind."""
    with zipfile.ZipFile(STDLIB) as stdlib:
        needed = without(loaded, contents.at_home)
        check_stdlib(contents.stdlib, archive_names(stdlib), needed)
    modules = [path.relative_to(SOURCES).with_suffix("") for path in SOURCES.rglob("*.py")]
    own = [".".join(module.parts).removesuffix(".__init__") for module in modules]
    for path in sorted((SOURCES / "selfassess").rglob("*.py")):
        check_imports(path, contents.stdlib, own)


def sources(contents: Contents) -> dict[str, bytes]:
    """Return everything to compile, by its name in the archive."""
    with zipfile.ZipFile(STDLIB) as stdlib:
        names = archive_names(stdlib)
        found = {names[name]: stdlib.read(names[name]) for name in contents.stdlib}
    files = [path for path in SOURCES.rglob("*") if path.is_file()]
    found |= {str(path.relative_to(SOURCES)): path.read_bytes() for path in files}
    found["html/entities.py"] = made.entities(html5).encode()
    return replaced(found, contents.stand_ins, HERE / "stand_ins")


def compiled(found: dict[str, bytes]) -> bytes:
    """Return the archive of byte code, made by pyodide-build's own compiler."""
    from pyodide_build._py_compile import _compile  # type: ignore[import-untyped]

    before, after = Path("/tmp/sources.zip"), Path("/tmp/compiled.zip")
    with zipfile.ZipFile(before, "w") as archive:
        for name in sorted(found):
            bare = unannotated(found[name]) if name.endswith(".py") else found[name]
            archive.writestr(name, bare)
    _compile(before, after, verbose=False, compression_level=0)
    return repacked(after)


def repacked(path: Path) -> bytes:
    """Return an archive with its files in order, undated and stored: it is packed as a whole."""
    target = Path("/tmp/python.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist()):
            data = old.read(name)
            # After the number of the version: what is said of a source, for none is there.
            code = data[:4] + bytes(12) + data[16:] if name.endswith(".pyc") else data
            new.writestr(zipfile.ZipInfo(name, EPOCH), code)
    return target.read_bytes()


def packed(file: JsBuffer) -> bytes:
    """Return a file, gzipped. This zlib is the same on every machine; Node's is not."""
    return gzip.compress(file.to_bytes(), 9, mtime=0)


def run(loaded: list[str]) -> bytes | str:
    """Return python.zip, or what is wrong with the contents."""
    contents = Contents.read(HERE / "contents.toml")
    gather(contents)
    try:
        check(contents, list(loaded))
        return compiled(sources(contents))
    except Incomplete as incomplete:
        return str(incomplete)
