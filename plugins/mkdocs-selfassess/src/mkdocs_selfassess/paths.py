"""Paths: files by the names that their authors know, and places in them."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: Path | str) -> str:
    """Return a path as its author knows it: from the working directory, if it is below that."""
    here = os.path.relpath(path)
    return str(path) if here.startswith("..") else Path(here).as_posix()


Stamp = tuple[tuple[str, int, int], ...]


def stamp(*paths: Path) -> Stamp:
    """Return what differs when a file was saved, and not what it holds.

    A preview asks for all files whenever any was saved. A link to nothing is told by who reads it.
    """
    found = [(path.name, path.stat() if path.exists() else path.lstat()) for path in paths]
    return tuple((name, status.st_mtime_ns, status.st_size) for name, status in found)


def position(page: bytes, at: int) -> tuple[int, int]:
    """Return the line and column, both from 1, of an offset into a page."""
    line_start = page.rfind(b"\n", 0, at) + 1
    return page.count(b"\n", 0, at) + 1, len(page[line_start:at].decode(errors="replace")) + 1
