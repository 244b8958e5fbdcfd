"""Contents: which files go into python.<hash>.zip.gz, and the proof that none is missing."""

from __future__ import annotations

import ast
import hashlib
import sys
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path


FROZEN = frozenset(
    ["abc", "codecs", "collections.abc", "io", "os", "os.path", "stat", "importlib.util"]
)
"""Modules that are inside the interpreter; the rest of those is not for us."""


class Incomplete(Exception):
    """The list of contents does not fit the code; the message says what to do."""


@dataclass(frozen=True)
class Package:
    """A package that is shipped whole, but for the modules and folders that it leaves out."""

    name: str
    leave_out: frozenset[str]

    def files(self, root: Path) -> list[Path]:
        """Return its modules and compiled catalogs below `root`."""
        home = root / self.name
        found = sorted(home.rglob("*"))
        modules = [path for path in found if path.suffix == ".py"]
        kept = [path for path in modules if not self._leaves_out(path.relative_to(home))]
        return kept + [path for path in found if path.suffix == ".mo"]

    def _leaves_out(self, path: Path) -> bool:
        """Return whether a module is left out by its own path, or by that of a folder it is in."""
        module = path.with_suffix("")
        return any(module.is_relative_to(name) for name in self.leave_out)


@dataclass(frozen=True)
class StandIn:
    """A file of ours that travels in the place of one that imports what is not needed."""

    file: str
    sha256: str
    """Of what it stands for: another version of that may ask for another stand-in."""


@dataclass(frozen=True)
class Contents:
    """What contents.toml says."""

    packages: tuple[Package, ...]
    stdlib: tuple[str, ...]
    stand_ins: tuple[StandIn, ...]
    at_home: frozenset[str]
    """Modules, with those below them, that only what the stand-ins stand for imports."""

    @classmethod
    def read(cls, path: Path) -> Contents:
        """Read contents.toml."""
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        packages = [
            Package(name, frozenset(entry["leave_out"].split()))
            for name, entry in data["packages"].items()
        ]
        stand_ins = [StandIn(entry["file"], entry["sha256"]) for entry in data["stand_ins"]]
        return cls(
            tuple(packages),
            tuple(name for entry in data["stdlib"] for name in entry["modules"].split()),
            tuple(stand_ins),
            frozenset(data["stays_at_home"]["modules"].split()),
        )


def archive_names(stdlib: zipfile.ZipFile) -> dict[str, str]:
    """Return the name in the archive of every module of the standard library."""
    names = [name for name in stdlib.namelist() if name.endswith(".py")]
    return {n.removesuffix(".py").removesuffix("/__init__").replace("/", "."): n for n in names}


def replaced(
    found: dict[str, bytes], stand_ins: tuple[StandIn, ...], home: Path
) -> dict[str, bytes]:
    """Return files by their names, with the stand-ins of the folder `home` in their places.

    Raise `Incomplete` if one stands for something else than it was written for.
    """
    for each in stand_ins:
        if hashlib.sha256(found.get(each.file, b"")).hexdigest() != each.sha256:
            raise Incomplete(
                f"{each.file} is not what its stand-in was written for; read what is new in it, "
                f"mend stand_ins/{each.file}, and write the new hash into contents.toml."
            )
    return found | {each.file: (home / each.file).read_bytes() for each in stand_ins}


def without(loaded: list[str], at_home: frozenset[str]) -> list[str]:
    """Return the modules that are neither at home nor below one that is."""
    return [name for name in loaded if not at_home.intersection(_lineage(name))]


def _lineage(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:at]) for at in range(1, len(parts) + 1)]


def check_stdlib(kept: tuple[str, ...], known: dict[str, str], loaded: list[str]) -> None:
    """Raise `Incomplete` if a listed module does not exist or a used one is not listed."""
    for name in sorted(set(kept) - set(known)):
        raise Incomplete(f"contents.toml lists {name}, which this Python does not have; delete it.")
    for name in sorted({name for name in kept if kept.count(name) > 1}):
        raise Incomplete(f"contents.toml lists {name} twice; delete one of them.")
    if missing := sorted((set(loaded) & set(known)) - set(kept)):
        raise Incomplete(
            f"The engine uses {', '.join(missing)}, which the runtime would not hold; "
            "add it to [[stdlib]] in contents.toml, with the reason."
        )


def check_imports(path: Path, kept: tuple[str, ...], own: list[str]) -> None:
    """Raise `Incomplete` if a module of the engine imports what the browser will not have."""
    present = {*kept, *own, *sys.builtin_module_names, *FROZEN, "selfassess"}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name in sorted(imported(tree) - present):
        raise Incomplete(
            f"{path.name} imports {name}, which the browser does not have; move it to "
            "selfassess/authoring if only authors need it, "
            f"or add {name} to [[stdlib]] in contents.toml, with the reason."
        )


def imported(node: ast.AST) -> set[str]:
    """Return the modules that some code imports, except for type checking only."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return set()
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {node.module or ""}
    return {name for child in ast.iter_child_nodes(node) for name in imported(child)}
