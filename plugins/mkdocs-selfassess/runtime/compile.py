"""Compile: runs inside Pyodide, and makes python.zip out of sources.

Pyodide itself compiles, because byte code fits one version of Python only.
"""

from __future__ import annotations

import ast
import gzip
import importlib.util
import io
import marshal
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from contents import (
    Contents,
    Incomplete,
    archive_names,
    check_imports,
    check_stdlib,
    replaced,
    without,
)

if TYPE_CHECKING:
    from pyodide.ffi import JsBuffer

AnyFunction = TypeVar("AnyFunction", ast.FunctionDef, ast.AsyncFunctionDef)
STDLIB = Path("/pyodide/python_stdlib.zip")
HERE = Path("/runtime")
HOST = Path("/host")
ROOTS = {"selfassess": Path("/engine")}
SOURCES = Path("/sources")
"""Jinja2, MarkupSafe and the engine, and nothing else."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive: equal sources give equal bytes."""


def gather(contents: Contents) -> None:
    """Copy the packages into one folder."""
    for package in contents.packages:
        root = ROOTS.get(package.name, HOST)
        for path in package.files(root):
            target = SOURCES / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


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
    return replaced(found, contents.stand_ins, HERE / "stand_ins")


def compiled(found: dict[str, bytes]) -> bytes:
    """Return the archive: byte code and files in order, undated and stored, packed as a whole."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(found):
            module = name.endswith(".py")
            data = byte_code(found[name], name) if module else found[name]
            archive.writestr(zipfile.ZipInfo(f"{name}c" if module else name, EPOCH), data)
    return target.getvalue()


def byte_code(source: bytes, name: str) -> bytes:
    """Return what Python reads of a .pyc: no docstrings, and no date of a source, for none is there."""
    tree = Unannotated().visit(ast.parse(source))
    code = compile(tree, name, "exec", dont_inherit=True, optimize=2)
    return importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)


class Unannotated(ast.NodeTransformer):
    """Takes away what functions say of the types of their arguments; classes keep their fields'."""

    def visit_FunctionDef(self, node: AnyFunction) -> AnyFunction:
        """Take them away, and those of the functions inside."""
        self.generic_visit(node)
        node.returns = None
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Take away one."""
        node.annotation = None
        return node


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
