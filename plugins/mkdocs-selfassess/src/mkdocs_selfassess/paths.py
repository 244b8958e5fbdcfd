"""Paths: files by the names that their authors know."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: Path | str) -> str:
    """Return a path as its author knows it: from the working directory, if it is below that."""
    here = os.path.relpath(path)
    return str(path) if here.startswith("..") else Path(here).as_posix()
